/* SPDX-License-Identifier: MIT */
#include "so-hub-fetching.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-files.h"
#include "so-hub-gather.h"
#include "so-hub-media.h"
#include "so-hub-sql.h"
#include "so-retry.h"

/* After it, who was fetching is taken for dead; it is prolonged while bytes come. */
#define HOLD_MS (2 * 60 * (gint64) 1000)
#define HOLD_AGAIN_MS (30 * (gint64) 1000)
#define HOUR_MS (60 * 60 * (gint64) 1000)
/* WhatsApp keeps a file for a week. */
#define GIVE_UP_MS (8 * 24 * HOUR_MS)
#define QUICK_TRIES 10
/* Events of an account that was handed over just now may have come a moment before it. */
#define FIRST_BACK 500
#define PAGE 100
#define PAGE_BYTES (2 * 1024 * 1024)
#define MOST_BODY (4 * 1024 * 1024)
/* Who stores an event has its turn between two parts. */
#define PART_PAUSE_US 2000
#define LOOK_PAUSE_US (250 * 1000)
#define IDLE_MS (30 * (gint64) 1000)
#define TROUBLE_MS (5 * (gint64) 1000)

struct _SoHubFetching {
  SoHubStore *store;         /* of the thread, as all of these */
  SoHubVault *vault;
  char *folder;
  gint64 most_bytes;

  GThread *thread;
  GCancellable *cancellable;
  GMutex lock;
  GCond cond;
  gboolean woken, stop;      /* lock */
};

/* One file on its way. */
typedef struct {
  SoHubFetching *self;
  SoHubMedia *media;
  char *path, *mime, *sha256;
  gint64 size;
  gint64 held_at;            /* so_monotonic() */
} Job;

static void
job_clear (Job *job)
{
  so_hub_media_free (job->media);
  if (job->path)
    g_unlink (job->path);
  g_free (job->path);
  g_free (job->mime);
  g_free (job->sha256);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

/* Looking ----------------------------------------------------------------------------------------- */

static gboolean
keep_finds (SoHubFetching *self, const char *studio, const SoHubEvent *event, const GPtrArray *finds, GError **error)
{
  for (guint i = 0; i < finds->len; i++)
    {
      const SoHubFind *find = finds->pdata[i];

      if (!so_hub_media_want (self->store, studio, find->sender->id, find->remote, event->seq, error))
        return FALSE;
    }
  return TRUE;
}

/* Up to the last of @events, in one transaction. */
static gboolean
look_through (SoHubFetching *self, const char *studio, const GPtrArray *senders, const GPtrArray *events, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gboolean good = TRUE;

  for (guint i = 0; i < events->len; i++)
    {
      GPtrArray *finds = g_ptr_array_new_with_free_func (so_hub_find_free);

      so_hub_gather (self->vault, senders, events->pdata[i], finds);
      g_ptr_array_add (all, finds);
    }
  if (!so_hub_sql_begin (self->store, error))
    return FALSE;
  for (guint i = 0; good && i < events->len; i++)
    good = keep_finds (self, studio, events->pdata[i], all->pdata[i], error);
  good = good && so_hub_media_see (self->store, studio, ((SoHubEvent *) events->pdata[events->len - 1])->seq, error);
  return so_hub_sql_end (self->store, good, error);
}

/* *@seq: from where on it is looked for the first time. */
static gboolean
begin_at (SoHubFetching *self, const char *studio, gint64 *seq, GError **error)
{
  gint64 head = 0;
  g_autoptr (GPtrArray) none = so_hub_store_page (self->store, studio, G_MAXINT64, 1, 0, 0, &head, error);

  *seq = MAX (head - FIRST_BACK, 0);
  return none && so_hub_media_see (self->store, studio, *seq, error);
}

static gboolean
look_for (SoHubFetching *self, const char *studio, GError **error)
{
  g_autoptr (GPtrArray) senders = so_hub_senders_list (self->store, studio, error);
  gint64 seq, head = G_MAXINT64;

  if (!senders || !so_hub_media_seen (self->store, studio, &seq, error) || (seq < 0 && !begin_at (self, studio, &seq, error)))
    return FALSE;
  while (seq < head && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (GPtrArray) events = so_hub_store_page (self->store, studio, seq, PAGE, PAGE_BYTES, MOST_BODY, &head, error);

      if (!events || (events->len && !look_through (self, studio, senders, events, error)))
        return FALSE;
      if (!events->len)
        /* What is missing was forgotten. */
        return seq >= head || so_hub_media_see (self->store, studio, head, error);
      seq = ((SoHubEvent *) events->pdata[events->len - 1])->seq;
    }
  return TRUE;
}

static gboolean
look (SoHubFetching *self, GError **error)
{
  g_autoptr (GPtrArray) studios = so_hub_media_unseen (self->store, error);

  for (guint i = 0; studios && i < studios->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    if (!look_for (self, studios->pdata[i], error))
      return FALSE;
  return studios != NULL;
}

/* Fetching ---------------------------------------------------------------------------------------- */

static void
on_progress (guint64 now, guint64 all, gpointer data)
{
  Job *job = data;

  if (so_monotonic () - job->held_at < HOLD_AGAIN_MS)
    return;
  job->held_at = so_monotonic ();
  so_hub_media_hold (job->self->store, job->media, so_now () + HOLD_MS, NULL);
}

static gboolean
fetch (Job *job, GError **error)
{
  SoHubFetching *self = job->self;
  g_autoptr (GError) inner = NULL;
  g_autoptr (SoHubSender) sender = so_hub_sender_find (self->store, job->media->studio, job->media->account, &inner);
  g_autoptr (SoChannel) channel = NULL;

  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  if (!sender)
    return so_fail (error, SO_ERROR_SIGN_IN, "This account was taken back from the hub.");
  channel = so_hub_vault_open (self->vault, sender, error);
  job->path = g_build_filename (self->folder, job->media->key, NULL);
  g_unlink (job->path);
  return channel && so_channel_fetch (channel, job->media->remote, job->path, &job->mime, on_progress, job, self->cancellable, error);
}

/* The next part of an open file: NULL at its end, and with @error. */
static GBytes *
read_part (int fd, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (SO_HUB_FILE_PART);
  gsize size = 0;
  gssize got;

  while (size < SO_HUB_FILE_PART && (got = read (fd, bytes + size, SO_HUB_FILE_PART - size)) != 0)
    {
      if (got < 0)
        return so_fail (error, SO_ERROR_WAIT, "A file that was fetched cannot be read again."), NULL;
      size += got;
    }
  return size ? g_bytes_new_take (g_steal_pointer (&bytes), size) : NULL;
}

static gboolean
sum_up (Job *job, int fd, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) inner = NULL;

  for (;;)
    {
      g_autoptr (GBytes) part = read_part (fd, &inner);

      if (!part)
        break;
      g_checksum_update (checksum, g_bytes_get_data (part, NULL), g_bytes_get_size (part));
      job->size += g_bytes_get_size (part);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  job->sha256 = g_strdup (g_checksum_get_string (checksum));
  return (job->size > 0 && job->size <= SO_HUB_FILE_MOST) || so_fail (error, SO_ERROR_GIVE_UP, "The file is empty, or too large for the hub.");
}

static gboolean
put_parts (Job *job, int fd, GError **error)
{
  SoHubFetching *self = job->self;
  gboolean room = TRUE;

  for (gint64 n = 0; n * SO_HUB_FILE_PART < job->size; n++)
    {
      g_autoptr (GBytes) part = read_part (fd, error);

      if (!part || !so_hub_file_put (self->store, job->media->studio, job->sha256, n, part, self->most_bytes, &room, error))
        return FALSE;
      if (!room)
        return so_hub_file_give_up (self->store, job->media->studio, job->sha256, error) &&
               so_fail (error, SO_ERROR_CHANGE, "The studio has as many files as it may have: see files-mb= in hub.conf.");
      on_progress (0, 0, job);
      g_usleep (PART_PAUSE_US);
    }
  return TRUE;
}

static gboolean
keep_open (Job *job, int fd, GError **error)
{
  SoHubStore *store = job->self->store;
  gboolean fits = FALSE;

  if (!sum_up (job, fd, error))
    return FALSE;
  lseek (fd, 0, SEEK_SET);
  if (!put_parts (job, fd, error) ||
      !so_hub_file_close (store, job->media->studio, job->sha256, job->size, job->mime ? job->mime : "", FALSE, &fits, error))
    return FALSE;
  return fits ? so_hub_media_had (store, job->media, job->sha256, error) : so_fail (error, SO_ERROR_WAIT, "The file was not what it should have been: it is fetched again.");
}

static gboolean
keep (Job *job, GError **error)
{
  int fd = g_open (job->path, O_RDONLY | O_CLOEXEC, 0);
  gboolean good = fd >= 0 ? keep_open (job, fd, error) : so_fail (error, SO_ERROR_WAIT, "A file that was fetched cannot be read again.");

  if (fd >= 0)
    close (fd);
  return good;
}

static gint64
delay_after (const SoHubMedia *media, const GError *why)
{
  gint64 asked = so_error_get_wait (why), delay = so_retry_delay (MIN (media->tries, QUICK_TRIES), asked > 0 ? asked : -1, g_random_int ());

  return media->tries > QUICK_TRIES || g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN) ? MAX (delay, HOUR_MS) : delay;
}

/* What only failed now is tried again, as long as the provider may have it. */
static gboolean
put_off (Job *job, const GError *why, GError **error)
{
  SoHubFetching *self = job->self;

  if (g_cancellable_is_cancelled (self->cancellable))
    return so_hub_media_later (self->store, job->media, so_now (), error);
  if (job->media->tries == 1 || g_error_matches (why, SO_ERROR, SO_ERROR_GIVE_UP))
    g_message ("a file of %.*s could not be fetched: %s", (int) strcspn (job->media->account, ":"), job->media->account, why->message);
  if (g_error_matches (why, SO_ERROR, SO_ERROR_GIVE_UP) || so_now () - job->media->since > GIVE_UP_MS)
    return so_hub_media_never (self->store, job->media, error);
  return so_hub_media_later (self->store, job->media, so_now () + delay_after (job->media, why), error);
}

/* TRUE: something was done, and there may be more. FALSE with *@due where nothing is due before that, and with @error. */
static gboolean
fetch_next (SoHubFetching *self, gint64 *due, GError **error)
{
  g_auto (Job) job = { .self = self, .held_at = so_monotonic () };
  g_autoptr (GError) why = NULL;

  if (!so_hub_media_take (self->store, so_now () + HOLD_MS, &job.media, due, error) || !job.media)
    return FALSE;
  if (fetch (&job, &why) && keep (&job, &why))
    return TRUE;
  return put_off (&job, why, error);
}

/* The thread -------------------------------------------------------------------------------------- */

static gboolean
rest (SoHubFetching *self, gint64 ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->woken && !self->stop)
    if (!g_cond_wait_until (&self->cond, &self->lock, until))
      break;
  self->woken = FALSE;
  return !self->stop;
}

/* How long there is nothing to do, in ms. */
static gint64
turn (SoHubFetching *self)
{
  g_autoptr (GError) error = NULL;
  gint64 due = 0;

  if (look (self, &error) && fetch_next (self, &due, &error))
    return 0;
  if (!error)
    return due ? CLAMP (due - so_now (), 1, IDLE_MS) : IDLE_MS;
  if (!g_cancellable_is_cancelled (self->cancellable))
    g_message ("files of messages could not be looked for: %s", error->message);
  return TROUBLE_MS;
}

static gpointer
work_on (gpointer data)
{
  SoHubFetching *self = data;

  for (gboolean going = TRUE; going;)
    {
      gint64 ms = turn (self);

      going = rest (self, ms);
      /* Many events at once are looked at at once. */
      if (going && ms)
        g_usleep (LOOK_PAUSE_US);
    }
  return NULL;
}

/* What a process that was killed left there. */
static void
clear_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

SoHubFetching *
so_hub_fetching_new (const SoHubPlace *place, const char *folder, gint64 most_bytes, SoHubVault *vault, GError **error)
{
  g_autoptr (SoHubStore) store = so_hub_store_open (place, SO_HUB_STORE_WRITE, error);
  SoHubFetching *self;

  if (!store)
    return NULL;
  self = g_new0 (SoHubFetching, 1);
  self->store = g_steal_pointer (&store);
  self->vault = vault;
  self->folder = g_build_filename (folder, "fetching", NULL);
  self->most_bytes = most_bytes;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  g_mkdir_with_parents (self->folder, 0700);
  clear_folder (self->folder);
  self->thread = g_thread_new ("hub-fetch", work_on, self);
  return self;
}

void
so_hub_fetching_wake (SoHubFetching *self)
{
  if (!self)
    return;
  g_mutex_lock (&self->lock);
  self->woken = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
so_hub_fetching_free (SoHubFetching *self)
{
  if (!self)
    return;
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  so_hub_store_close (self->store);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self->folder);
  g_free (self);
}
