/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-play-control.h"

#include "so-player.h"

#include <glib/gi18n-lib.h>

#define LOOK_US (40 * G_TIME_SPAN_MILLISECOND)
#define LEAVE_US G_TIME_SPAN_SECOND

typedef struct {
  SoSound *sound;
  guint64 frame;
  double speed;
  gboolean playing;
  guint leap;           /* another number: to @frame */
} Wish;

struct _SoPlayControl {
  char *sink;
  SoPlayTold told;      /* of the main context; NULL once it was freed */
  gpointer data;
  GMainContext *context;

  GMutex mutex;         /* of what follows */
  GCond cond;
  Wish wish;
  guint number;         /* of the last wish */
  gboolean leave, left; /* left: there is no thread */
  SoPlayReport report;
  guint reported;       /* for which wish it holds */
  gboolean telling;     /* it is on its way to the main context */
};

/* Of the thread alone. */
typedef struct {
  SoPlayer *player;
  Wish done;            /* what it does */
  char *problem;
} Playing;

static void
clear_control (gpointer data)
{
  SoPlayControl *self = data;

  g_clear_pointer (&self->wish.sound, so_sound_unref);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->report.problem);
  g_free (self->sink);
}

static void
unref_control (SoPlayControl *self)
{
  g_atomic_rc_box_release_full (self, clear_control);
}

/* Telling --------------------------------------------------------------------------------------------- */

static gboolean
on_told (gpointer data)
{
  SoPlayControl *self = data;
  SoPlayReport report = { 0 };
  gboolean holds;

  g_mutex_lock (&self->mutex);
  self->telling = FALSE;
  holds = self->reported == self->number;
  report = self->report;
  report.problem = g_strdup (report.problem);
  g_mutex_unlock (&self->mutex);
  if (holds && self->told)
    self->told (&report, self->data);
  g_free (report.problem);
  return G_SOURCE_REMOVE;
}

static void
send (SoPlayControl *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_told, g_atomic_rc_box_acquire (self), (GDestroyNotify) unref_control);
  g_source_attach (source, self->context);
}

static void
tell (SoPlayControl *self, Playing *playing, guint number)
{
  SoPlayReport report = { .at = g_get_monotonic_time () };
  gboolean failed = FALSE;

  if (playing->player)
    {
      report.over = so_player_is_over (playing->player, &failed);
      /* Right after a leap it does not know yet where it is. */
      report.frame = MAX (so_player_get_frame (playing->player), playing->done.frame);
    }
  if (failed)
    g_set_str (&playing->problem, _("The loudspeaker went away. Connect it, then play again."));
  if (report.over || playing->problem)
    playing->done.playing = FALSE;
  report.problem = g_strdup (playing->problem);
  g_mutex_lock (&self->mutex);
  g_free (self->report.problem);
  self->report = report;
  self->reported = number;
  if (!self->telling)
    send (self);
  self->telling = TRUE;
  g_mutex_unlock (&self->mutex);
}

/* Doing ----------------------------------------------------------------------------------------------- */

static void
let_go (Playing *playing)
{
  g_clear_pointer (&playing->player, so_player_free);
  g_clear_pointer (&playing->done.sound, so_sound_unref);
  g_clear_pointer (&playing->problem, g_free);
}

/* A player that failed is made anew: the loudspeaker may be there again. */
static void
load (Playing *playing, const Wish *wish, const char *sink)
{
  g_autoptr (GError) error = NULL;

  if (playing->done.sound == wish->sound && !playing->problem)
    return;
  let_go (playing);
  if (!wish->sound)
    return;
  playing->done = (Wish) { .sound = so_sound_ref (wish->sound), .leap = wish->leap - 1 };
  playing->player = so_player_new (wish->sound, sink, &error);
  if (error)
    playing->problem = g_strdup (error->message);
}

static void
obey (Playing *playing, const Wish *wish, const char *sink)
{
  gboolean well = TRUE;

  load (playing, wish, sink);
  if (!playing->player)
    return;
  if (!wish->playing)
    so_player_pause (playing->player);
  if (playing->done.leap != wish->leap)
    well = so_player_seek (playing->player, wish->frame, wish->speed);
  if (well && wish->playing)
    well = so_player_play (playing->player);
  playing->done.frame = wish->frame;
  playing->done.leap = wish->leap;
  playing->done.playing = wish->playing;
  if (!well)
    g_set_str (&playing->problem, _("No loudspeaker can be found. Connect one, then play again."));
}

/* FALSE: it is to leave. Otherwise *@wish (yours) is the last one, and *@number its number. */
static gboolean
wait_for_wish (SoPlayControl *self, const Playing *playing, guint done, Wish *wish, guint *number)
{
  gint64 end = g_get_monotonic_time () + LOOK_US;
  gboolean leave;

  g_mutex_lock (&self->mutex);
  while (!self->leave && self->number == done)
    if (!playing->done.playing)
      g_cond_wait (&self->cond, &self->mutex);
    else if (!g_cond_wait_until (&self->cond, &self->mutex, end))
      break;
  *wish = self->wish;
  if (wish->sound)
    so_sound_ref (wish->sound);
  *number = self->number;
  leave = self->leave;
  g_mutex_unlock (&self->mutex);
  return !leave;
}

static gpointer
run (gpointer data)
{
  SoPlayControl *self = data;
  Playing playing = { 0 };
  guint done = 0, number;
  Wish wish;

  while (wait_for_wish (self, &playing, done, &wish, &number))
    {
      if (number != done)
        obey (&playing, &wish, self->sink);
      done = number;
      tell (self, &playing, number);
      g_clear_pointer (&wish.sound, so_sound_unref);
    }
  g_clear_pointer (&wish.sound, so_sound_unref);
  let_go (&playing);
  g_mutex_lock (&self->mutex);
  self->left = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  unref_control (self);
  return NULL;
}

SoPlayControl *
so_play_control_new (const char *sink, SoPlayTold told, gpointer data)
{
  SoPlayControl *self = g_atomic_rc_box_new0 (SoPlayControl);

  self->sink = g_strdup (sink);
  self->told = told;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  self->left = TRUE;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

void
so_play_control_free (SoPlayControl *self)
{
  gint64 end = g_get_monotonic_time () + LEAVE_US;

  if (!self)
    return;
  self->told = NULL;
  g_mutex_lock (&self->mutex);
  self->leave = TRUE;
  g_cond_broadcast (&self->cond);
  while (!self->left && g_cond_wait_until (&self->cond, &self->mutex, end))
    ;
  g_mutex_unlock (&self->mutex);
  unref_control (self);
}

/* With the lock. */
static void
wished (SoPlayControl *self)
{
  self->number++;
  if (self->left)
    {
      self->left = FALSE;
      g_thread_unref (g_thread_new ("play", run, g_atomic_rc_box_acquire (self)));
    }
  g_cond_broadcast (&self->cond);
}

void
so_play_control_wish (SoPlayControl *self, SoSound *sound, guint64 frame, double speed, gboolean playing)
{
  g_mutex_lock (&self->mutex);
  if (sound)
    so_sound_ref (sound);
  g_clear_pointer (&self->wish.sound, so_sound_unref);
  self->wish = (Wish) { sound, frame, speed, playing, self->wish.leap + 1 };
  wished (self);
  g_mutex_unlock (&self->mutex);
}

void
so_play_control_pause (SoPlayControl *self)
{
  g_mutex_lock (&self->mutex);
  self->wish.playing = FALSE;
  wished (self);
  g_mutex_unlock (&self->mutex);
}
