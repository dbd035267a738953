/* SPDX-License-Identifier: MIT */
#include "so-sound-desk.h"

#include "so-listen.h"
#include "so-play-clock.h"
#include "so-play-control.h"
#include "so-sound-read.h"

/* So many are read at a time, and so many bytes of sound are kept that nobody looks at. */
#define AT_ONCE 2
#define KEPT_BYTES (64 * 1024 * 1024)

/* What is heard comes in pieces: less than this beside the clock is no news. */
#define BESIDE_MS 30
/* A program that is killed has forgotten no more than this. */
#define KEEP_EACH_US (10 * G_USEC_PER_SEC)

typedef struct {
  char *sha256;
  SoSound *sound, *so_far;
  char *problem;
  gboolean broken;         /* the file: it need not be tried again */
  gint64 ms;               /* where it was left */
  guint looks;
  gint64 used;             /* µs */
  GCancellable *reading;   /* NULL: it is not read now */
} Entry;

struct _SoSoundDesk {
  GObject parent_instance;

  SoStudio *studio;        /* has us */
  GHashTable *entries;     /* sha256 → Entry */
  GQueue waiting;          /* Entry, to be read; the first is next */
  guint reading;
  SoPlayControl *control;
  Entry *now;              /* what plays, or played last */
  gboolean playing;        /* also before it is read */
  gboolean begun;          /* clock and control know of it */
  SoPlayClock clock;
  double speed;
  char *problem;
  gint64 kept;             /* µs */
};

enum { READ, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SoSoundDesk, so_sound_desk, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->sound, so_sound_unref);
  g_clear_pointer (&entry->so_far, so_sound_unref);
  g_clear_object (&entry->reading);
  g_free (entry->problem);
  g_free (entry->sha256);
  g_free (entry);
}

static Entry *
find (SoSoundDesk *self, const char *sha256)
{
  return sha256 ? g_hash_table_lookup (self->entries, sha256) : NULL;
}

static Entry *
ensure (SoSoundDesk *self, const char *sha256)
{
  Entry *entry = find (self, sha256);

  if (!entry)
    {
      entry = g_new0 (Entry, 1);
      entry->sha256 = g_strdup (sha256);
      g_hash_table_insert (self->entries, entry->sha256, entry);
    }
  entry->used = g_get_monotonic_time ();
  return entry;
}

/* Who hears of it may do away with whoever told. */
static void
tell (SoSoundDesk *self, guint signal, const Entry *entry)
{
  g_autoptr (SoSoundDesk) kept = g_object_ref (self);
  g_autofree char *sha256 = g_strdup (entry->sha256);

  g_signal_emit (self, signals[signal], 0, sha256);
}

/* Keeping what was read -------------------------------------------------------------------------------- */

static gboolean
is_needed (SoSoundDesk *self, const Entry *entry)
{
  return entry->looks || entry == self->now || entry->reading;
}

static Entry *
oldest_unneeded (SoSoundDesk *self, gsize *bytes)
{
  Entry *entry, *oldest = NULL;
  GHashTableIter iter;

  *bytes = 0;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    {
      if (is_needed (self, entry))
        continue;
      *bytes += entry->sound && entry->sound->pcm ? g_bytes_get_size (entry->sound->pcm) : 0;
      if (!oldest || entry->used < oldest->used)
        oldest = entry;
    }
  return oldest;
}

static void
tidy (SoSoundDesk *self)
{
  gsize bytes;
  Entry *oldest = oldest_unneeded (self, &bytes);

  while (oldest && bytes > KEPT_BYTES)
    {
      g_hash_table_remove (self->entries, oldest->sha256);
      oldest = oldest_unneeded (self, &bytes);
    }
}

/* Reading ---------------------------------------------------------------------------------------------- */

static void read_next (SoSoundDesk *self);
static void begin (SoSoundDesk *self);

static void
take_sound (Entry *entry, SoSound *sound, gint64 ms, const GError *error)
{
  g_clear_pointer (&entry->sound, so_sound_unref);
  g_clear_pointer (&entry->problem, g_free);
  if (sound && sound->frames)
    {
      entry->sound = sound;
      entry->ms = so_play_resume ((guint64) ms * sound->rate / 1000, sound->frames, sound->rate) * 1000 / sound->rate;
      return;
    }
  /* What ended or slowed down the reader may have been the computer, and not the file. */
  entry->broken = sound && sound->verdict != SO_VERDICT_CRASHED && sound->verdict != SO_VERDICT_SLOW;
  entry->problem = sound ? so_sound_dup_sentence (sound) : g_strdup (error->message);
  g_clear_pointer (&sound, so_sound_unref);
}

static void
on_part (GObject *source, const char *sha256, SoSound *so_far)
{
  SoSoundDesk *self = SO_SOUND_DESK (source);
  Entry *entry = find (self, sha256);

  /* It may have ended meanwhile. */
  if (!entry || !entry->reading || entry->sound)
    {
      so_sound_unref (so_far);
      return;
    }
  g_clear_pointer (&entry->so_far, so_sound_unref);
  entry->so_far = so_far;
  tell (self, READ, entry);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SoSoundDesk *self = SO_SOUND_DESK (source);
  Entry *entry = find (self, so_sound_read_get_sha256 (result));
  g_autoptr (GError) error = NULL;
  gint64 ms;
  SoSound *sound = so_sound_read_finish (result, &ms, &error);

  self->reading--;
  g_clear_object (&entry->reading);
  g_clear_pointer (&entry->so_far, so_sound_unref);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Somebody looked again before it had ended. */
      if (entry->looks || (entry == self->now && self->playing))
        g_queue_push_tail (&self->waiting, entry);
      else if (entry != self->now)
        g_hash_table_remove (self->entries, entry->sha256);
      read_next (self);
      return;
    }
  take_sound (entry, sound, ms, error);
  read_next (self);
  tell (self, READ, entry);
  if (entry == self->now && self->playing && !self->begun)
    begin (self);
  tidy (self);
}

static void
read_next (SoSoundDesk *self)
{
  while (self->studio && self->reading < AT_ONCE && !g_queue_is_empty (&self->waiting))
    {
      Entry *entry = g_queue_pop_head (&self->waiting);

      entry->reading = g_cancellable_new ();
      so_sound_read_async (G_OBJECT (self), so_studio_get_store (self->studio), entry->sha256, on_part, entry->reading, on_read);
      self->reading++;
    }
}

/* @first: before others. */
static void
want (SoSoundDesk *self, Entry *entry, gboolean first)
{
  if (entry->sound || entry->reading || entry->broken)
    return;
  g_queue_remove (&self->waiting, entry);
  if (first)
    g_queue_push_head (&self->waiting, entry);
  else
    g_queue_push_tail (&self->waiting, entry);
  read_next (self);
}

/* Playing ---------------------------------------------------------------------------------------------- */

static gint64
to_ms (const Entry *entry, guint64 frame)
{
  return (gint64) (frame * 1000 / entry->sound->rate);
}

/* Of what was heard to its end it is kept that it was heard. */
static void
keep (SoSoundDesk *self)
{
  guint64 frame;

  if (!self->now || !self->begun)
    return;
  frame = so_play_clock_get (&self->clock, g_get_monotonic_time ());
  self->now->ms = frame >= self->clock.frames ? 0 : to_ms (self->now, frame);
  self->kept = g_get_monotonic_time ();
  so_listen_keep (self->studio, self->now->sha256, self->now->ms);
}

static void
stand_still (SoSoundDesk *self)
{
  so_play_clock_pause (&self->clock, g_get_monotonic_time ());
  self->playing = FALSE;
  keep (self);
}

static void
correct (SoSoundDesk *self, const SoPlayReport *report)
{
  gint64 now = g_get_monotonic_time ();
  double heard = report->frame + (double) (now - report->at) * self->clock.rate * self->clock.speed / G_USEC_PER_SEC;
  double beside = (heard - so_play_clock_get (&self->clock, now)) * 1000 / self->clock.rate;

  if (ABS (beside) > BESIDE_MS)
    so_play_clock_seek (&self->clock, (guint64) MAX (heard, 0), now);
}

static void
on_told (const SoPlayReport *report, gpointer data)
{
  SoSoundDesk *self = data;

  gboolean news;

  if (!self->now || !self->begun)
    return;
  news = g_set_str (&self->problem, report->problem);
  if (self->playing && (report->problem || report->over))
    {
      if (report->over && !report->problem)
        so_play_clock_seek (&self->clock, self->clock.frames, g_get_monotonic_time ());
      stand_still (self);
      news = TRUE;
    }
  else if (self->playing)
    {
      correct (self, report);
      if (g_get_monotonic_time () - self->kept > KEEP_EACH_US)
        keep (self);
    }
  if (news)
    tell (self, CHANGED, self->now);
}

/* What is wished, at where the clock is. */
static void
wish (SoSoundDesk *self)
{
  /* Tests hear nothing, and computers without a loudspeaker have none. */
  if (!self->control)
    self->control = so_play_control_new (g_getenv ("STUDIO_OS_SOUND_SINK"), on_told, self);
  so_play_control_wish (self->control, self->now->sound, so_play_clock_get (&self->clock, g_get_monotonic_time ()), self->speed, self->playing);
}

static void
begin (SoSoundDesk *self)
{
  gint64 now = g_get_monotonic_time ();
  const SoSound *sound = self->now->sound;

  if (!sound)
    {
      self->playing = FALSE;
      tell (self, CHANGED, self->now);
      return;
    }
  so_play_clock_init (&self->clock, sound->rate, sound->frames, (guint64) self->now->ms * sound->rate / 1000);
  so_play_clock_set_speed (&self->clock, self->speed, now);
  if (self->playing)
    so_play_clock_play (&self->clock, now);
  self->begun = TRUE;
  wish (self);
  keep (self);
  tell (self, CHANGED, self->now);
}

static void
take_turn (SoSoundDesk *self, Entry *entry)
{
  Entry *before = self->now;

  if (before == entry)
    return;
  so_sound_desk_pause (self);
  self->now = entry;
  self->begun = FALSE;
  g_clear_pointer (&self->problem, g_free);
  if (before)
    tell (self, CHANGED, before);
}

/* The object ------------------------------------------------------------------------------------------- */

static void
so_sound_desk_dispose (GObject *object)
{
  SoSoundDesk *self = SO_SOUND_DESK (object);

  g_clear_pointer (&self->control, so_play_control_free);
  self->now = NULL;
  g_queue_clear (&self->waiting);
  G_OBJECT_CLASS (so_sound_desk_parent_class)->dispose (object);
}

static void
so_sound_desk_finalize (GObject *object)
{
  SoSoundDesk *self = SO_SOUND_DESK (object);

  g_hash_table_unref (self->entries);
  g_free (self->problem);
  G_OBJECT_CLASS (so_sound_desk_parent_class)->finalize (object);
}

static void
so_sound_desk_class_init (SoSoundDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_sound_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_sound_desk_finalize;
  signals[READ] = g_signal_new ("read", SO_TYPE_SOUND_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", SO_TYPE_SOUND_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
so_sound_desk_init (SoSoundDesk *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->speed = 1;
}

#define DESK "so-sound-desk"

SoSoundDesk *
so_sound_desk_of (SoStudio *studio)
{
  SoSoundDesk *self = g_object_get_data (G_OBJECT (studio), DESK);

  if (self)
    return self;
  self = g_object_new (SO_TYPE_SOUND_DESK, NULL);
  self->studio = studio;
  g_object_set_data_full (G_OBJECT (studio), DESK, self, g_object_unref);
  return self;
}

void
so_sound_desk_stop (SoStudio *studio)
{
  SoSoundDesk *self = g_object_get_data (G_OBJECT (studio), DESK);
  GHashTableIter iter;
  Entry *entry;

  if (!self)
    return;
  so_sound_desk_pause (self);
  g_clear_pointer (&self->control, so_play_control_free);
  g_queue_clear (&self->waiting);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    g_cancellable_cancel (entry->reading);
  self->studio = NULL;
  g_object_set_data (G_OBJECT (studio), DESK, NULL);
}

void
so_sound_desk_look (SoSoundDesk *self, const char *sha256)
{
  Entry *entry = ensure (self, sha256);

  entry->looks++;
  want (self, entry, FALSE);
}

void
so_sound_desk_look_away (SoSoundDesk *self, const char *sha256)
{
  Entry *entry = find (self, sha256);

  if (!entry || !entry->looks || --entry->looks || entry == self->now)
    return;
  g_queue_remove (&self->waiting, entry);
  g_cancellable_cancel (entry->reading);
  tidy (self);
}

SoSound *
so_sound_desk_get_sound (SoSoundDesk *self, const char *sha256, const char **problem)
{
  const Entry *entry = find (self, sha256);

  if (problem)
    *problem = entry ? entry->problem : NULL;
  return entry ? entry->sound : NULL;
}

SoSound *
so_sound_desk_get_so_far (SoSoundDesk *self, const char *sha256)
{
  const Entry *entry = find (self, sha256);

  return entry && !entry->sound ? entry->so_far : NULL;
}

void
so_sound_desk_play (SoSoundDesk *self, const char *sha256)
{
  Entry *entry = ensure (self, sha256);

  take_turn (self, entry);
  self->playing = TRUE;
  if (!entry->sound)
    {
      want (self, entry, TRUE);
      self->playing = !entry->broken;
      tell (self, CHANGED, entry);
    }
  else if (!self->begun)
    {
      begin (self);
    }
  else
    {
      so_play_clock_play (&self->clock, g_get_monotonic_time ());
      wish (self);
      tell (self, CHANGED, entry);
    }
}

void
so_sound_desk_pause (SoSoundDesk *self)
{
  if (!self->now || !self->playing)
    return;
  if (self->begun)
    {
      stand_still (self);
      so_play_control_pause (self->control);
    }
  self->playing = FALSE;
  tell (self, CHANGED, self->now);
}

const char *
so_sound_desk_get_sha256 (SoSoundDesk *self)
{
  return self->now ? self->now->sha256 : NULL;
}

gboolean
so_sound_desk_is_playing (SoSoundDesk *self, const char *sha256)
{
  return self->playing && self->now && !g_strcmp0 (self->now->sha256, sha256);
}

guint64
so_sound_desk_get_frame (SoSoundDesk *self, const char *sha256)
{
  const Entry *entry = find (self, sha256);

  if (!entry || !entry->sound)
    return 0;
  if (entry == self->now && self->begun)
    return so_play_clock_get (&self->clock, g_get_monotonic_time ());
  return (guint64) entry->ms * entry->sound->rate / 1000;
}

void
so_sound_desk_seek (SoSoundDesk *self, const char *sha256, guint64 frame)
{
  Entry *entry = find (self, sha256);

  if (!entry || !entry->sound)
    return;
  entry->ms = to_ms (entry, MIN (frame, entry->sound->frames));
  if (entry == self->now && self->begun)
    {
      so_play_clock_seek (&self->clock, frame, g_get_monotonic_time ());
      wish (self);
    }
  tell (self, CHANGED, entry);
}

double
so_sound_desk_get_speed (SoSoundDesk *self)
{
  return self->speed;
}

void
so_sound_desk_set_speed (SoSoundDesk *self, double speed)
{
  self->speed = speed;
  if (self->now && self->begun)
    {
      so_play_clock_set_speed (&self->clock, speed, g_get_monotonic_time ());
      wish (self);
    }
  g_signal_emit (self, signals[CHANGED], 0, "");
}

const char *
so_sound_desk_get_problem (SoSoundDesk *self)
{
  return self->problem;
}
