/* SPDX-License-Identifier: MIT */
#include "so-fetch.h"

#include "so-error.h"
#include "so-exchange.h"
#include "so-fetch-hub.h"
#include "so-transcribe.h"
#include "so-updates.h"

#include <glib/gstdio.h>

#define LARGEST (200 * 1024 * 1024)
/* One that is not ready there says nothing of those behind it; so many do of the way. */
#define MOST_LATER 5

/* One file on its way. */
typedef struct {
  SoFetch fetch;
  char *path;       /* while it is being fetched */
  char *mime;
  char *sha256;
  gint64 size;
  GError *why;      /* it could not be had */
  GError *hub;      /* nor could the hub be asked, which may have it */
} Job;

static void
job_clear (Job *job)
{
  so_fetch_clear (&job->fetch);
  if (job->path)
    g_unlink (job->path);
  g_free (job->path);
  g_free (job->mime);
  g_free (job->sha256);
  g_clear_error (&job->why);
  g_clear_error (&job->hub);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gboolean
keep (SoStore *store, Job *job, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (job->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  return stream && so_store_keep_file (store, G_INPUT_STREAM (stream), LARGEST, &job->sha256, &job->size, NULL, error);
}

/* Passing trouble, or the owner's to mend: the file is still there afterwards. */
static gboolean
is_for_later (const GError *why)
{
  return !g_error_matches (why, SO_ERROR, SO_ERROR_GIVE_UP) && !g_error_matches (why, SO_ERROR, SO_ERROR_CHANGE);
}

/* The next one would meet with the same: nobody is let in, or is asked too often. */
static gboolean
is_in_the_way (const GError *why)
{
  return g_error_matches (why, SO_ERROR, SO_ERROR_SIGN_IN) || g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED) || so_error_get_wait (why) > 0;
}

static gboolean
finish (SoStudio *studio, const Job *job, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  /* Its message was erased, or may have no sound any more. */
  if (db && !so_fetch_is_wanted (db, job->fetch.n))
    {
      const gboolean alone = job->sha256 && !so_file_is_used (db, job->sha256);
      const char *const file[] = { alone ? job->sha256 : NULL, NULL };
      return so_exchange_remove_files (store, (GStrv) file, error);
    }
  return db && so_fetch_done (db, job->fetch.n, job->sha256, job->size, job->mime, job->why ? job->why->message : NULL, error) &&
         so_transcribe_came (studio, db, job->fetch.message_id, error) && so_store_commit (store, &db, error);
}

static gboolean
next_of (SoStore *store, const SoAccount *account, gint64 *after, Job *job, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (store, error);
  g_autoptr (GError) failed = NULL;

  while (db && so_fetch_next (db, *after, &job->fetch, &failed))
    {
      *after = job->fetch.n;
      if (!g_strcmp0 (job->fetch.account_id, account->id))
        return TRUE;
      so_fetch_clear (&job->fetch);
    }
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

typedef struct {
  SoTransfers *transfers;
  const char *name;
} Telling;

static void
on_progress (guint64 now, guint64 all, gpointer data)
{
  Telling *telling = data;

  so_transfers_tell (telling->transfers, telling->name, now, all);
}

/* From who has it: the provider, as long as its link lives; then the hub, which was there when it came. */
static gboolean
fetch (SoStudio *studio, const SoAccount *account, SoChannel *channel, SoFetchHub *hub, Job *job, GCancellable *cancellable)
{
  Telling telling = { so_studio_get_transfers (studio), job->fetch.remote };
  gboolean good = so_channel_fetch (channel, job->fetch.remote, job->path, &job->mime, on_progress, &telling, cancellable, &job->why);

  if (!good && !g_cancellable_is_cancelled (cancellable))
    {
      g_unlink (job->path);
      g_clear_pointer (&job->mime, g_free);
      good = so_fetch_hub_get (hub, studio, account, job->fetch.remote, job->path, &job->mime, on_progress, &telling, cancellable, &job->hub);
    }
  if (good)
    g_clear_error (&job->why);
  so_transfers_end (telling.transfers, telling.name);
  return good;
}

gboolean
so_fetch_files (SoStudio *studio, const SoAccount *account, SoChannel *channel, guint most, GCancellable *cancellable, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_auto (SoFetchHub) hub = { 0 };
  g_autoptr (GError) failed = NULL;
  gint64 after = 0;
  guint later = 0;

  for (guint i = 0; i < most && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_auto (Job) job = { 0 };

      if (!next_of (store, account, &after, &job, &failed))
        break;
      job.path = so_store_dup_file_draft (store);
      if (fetch (studio, account, channel, &hub, &job, cancellable) && !keep (store, &job, error))
        return FALSE;
      if (job.why && is_for_later (job.why))
        {
          if (is_in_the_way (job.why) || ++later == MOST_LATER)
            break;
          continue;
        }
      /* The provider has it no more, and the hub may: it is not given up before that was asked. */
      if (job.hub)
        continue;
      if (!finish (studio, &job, error))
        return FALSE;
    }
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
