/* SPDX-License-Identifier: MIT */
#include "so-pull.h"

#include "so-clock.h"
#include "so-facts.h"
#include "so-fetch.h"
#include "so-loopback.h"
#include "so-message-template-sync.h"
#include "so-pipeline.h"
#include "so-poll.h"
#include "so-studio-private.h"
#include "so-traffic.h"
#include "so-update.h"

#include <string.h>

/* In one go: files and failures have their turn, too. */
#define MOST_PAGES 10
#define MOST_MS 5000
#define MOST_FILES 20
/* Pages that were thrown away because something was sent meanwhile. */
#define MOST_STALE 3
/* When it was read last is written no oftener than this, so that nothing is written all day where nothing comes. */
#define SYNCED_MS (5 * 60 * G_GINT64_CONSTANT (1000))

/* Tells the customer of the practice talk how often the studio has answered. */
static void
remind (SoDb *db, const SoAccount *account, SoChannel *channel)
{
  g_autofree char *key = g_strdup_printf ("practice.replies.%s", account->id);

  so_loopback_set_replies (SO_LOOPBACK (channel), (int) so_setting_get_number (db, key, 0, G_MAXINT, 0));
}

static SoChannel *
open_channel (SoStudio *studio, const SoAccount *account, const char *transport, GError **error)
{
  g_autoptr (SoChannel) channel = so_studio_open_outlet (studio, account, transport, error);
  g_autoptr (SoDb) db = NULL;

  if (!channel || !SO_IS_LOOPBACK (channel))
    return g_steal_pointer (&channel);
  db = so_store_read (so_studio_get_store (studio), error);
  if (!db)
    return NULL;
  remind (db, account, channel);
  return g_steal_pointer (&channel);
}

/* Nothing came and nothing is to be forgotten: no row is touched, so no list is read again. */
static gboolean
is_unchanged (const SoAccount *account, const SoPage *page)
{
  if (page->updates->len || g_strcmp0 (account->cursor, page->next))
    return FALSE;
  /* Where nobody was asked, nothing says that the token is good again. */
  if (!so_poll_is_asked (account->channel))
    return !account->error || account->error_kind != SO_ERROR_WAIT;
  return !account->error && (page->more || account->synced_at > so_now () - SYNCED_MS);
}

typedef struct {
  SoStudio *studio;
  const SoAccount *account;
  SoChannel *channel;
  gboolean practice;
  char *cursor;
  GCancellable *cancellable;
  SoPull *pull;
} Job;

/* *@stale: something was sent meanwhile, and it may be in the page: that is asked for again. */
static gboolean
pull_page (Job *job, gboolean *stale, GError **error)
{
  SoTraffic *traffic = so_studio_get_traffic (job->studio);
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  SoPage page = { .updates = updates, .practice = job->practice };
  g_autofree char *next = NULL;
  guint mark;

  if (!so_traffic_mark (traffic, job->account->id, &mark, job->cancellable, error) ||
      !so_channel_pull (job->channel, job->cursor, updates, &next, &page.more, job->cancellable, error))
    return FALSE;
  *stale = !so_traffic_is_same (traffic, job->account->id, mark);
  if (*stale)
    return TRUE;
  page.next = next;
  if (!is_unchanged (job->account, &page) && !so_pipeline_store (job->studio, job->account, &page, &job->pull->received, error))
    return FALSE;
  job->pull->more = page.more;
  g_free (job->cursor);
  job->cursor = g_steal_pointer (&next);
  return TRUE;
}

static gboolean
pull_pages (Job *job, GError **error)
{
  gint64 end = so_monotonic () + MOST_MS;
  guint stale = 0;

  job->pull->more = TRUE;
  for (guint pages = 0; job->pull->more && pages < MOST_PAGES && stale < MOST_STALE && so_monotonic () < end; pages++)
    {
      gboolean again = FALSE;

      if (!pull_page (job, &again, error))
        return FALSE;
      stale += again;
    }
  return so_fetch_files (job->studio, job->account, job->channel, MOST_FILES, job->cancellable, error);
}

static void
keep_failure (SoStudio *studio, const SoAccount *account, const GError *failed, guint failures, SoPull *pull)
{
  SoStore *store = so_studio_get_store (studio);
  SoError kind = failed->domain == SO_ERROR ? (SoError) failed->code : SO_ERROR_REPORT;
  SoPollFacts facts = { .channel = account->channel, .failures = failures + 1, .kind = kind, .asked = so_error_get_wait (failed),
                        .random = g_random_int () };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  gint64 at;

  pull->delay = so_poll_delay (&facts);
  at = kind == SO_ERROR_WAIT && pull->delay > 0 ? so_now () + pull->delay : 0;
  if (!g_strcmp0 (account->error, failed->message) && account->error_kind == kind && (!at || account->retry_at > so_now ()))
    return;
  db = so_store_begin (store, NULL, &error);
  if (!db || !so_account_failed (db, account->id, failed->message, kind, at, &error) || !so_store_commit (store, &db, &error))
    g_message ("The state of account %s could not be written: %s", account->name, error->message);
}

static gboolean
pull_it (SoStudio *studio, const SoAccount *account, gboolean practice, SoPull *pull, GCancellable *cancellable, GError **error)
{
  const char *transport = so_outlet_transport (so_studio_is_demo (studio), account);
  g_autoptr (SoChannel) channel = open_channel (studio, account, transport, error);
  Job job = { .studio = studio, .account = account, .channel = channel, .practice = practice, .cursor = g_strdup (account->cursor),
              .cancellable = cancellable, .pull = pull };
  gboolean ok = channel && pull_pages (&job, error);

  if (ok)
    so_message_template_sync_daily (studio, account, channel, cancellable);
  g_free (job.cursor);
  return ok;
}

gboolean
so_pull (SoStudio *studio, const SoAccount *account, guint failures, SoPull *pull, GCancellable *cancellable, GError **error)
{
  SoTraffic *traffic = so_studio_get_traffic (studio);
  gboolean practice = !strcmp (so_outlet_transport (so_studio_is_demo (studio), account), SO_TRANSPORT_LOOPBACK);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoAccount) now = NULL;
  gboolean ok;

  /* Another channel's account that a demo moves by the practice channel: nobody writes to it. */
  if (practice && account->channel != SO_CHANNEL_LOOPBACK)
    return TRUE;
  if (!so_traffic_begin_pull (traffic, account->id, cancellable, error))
    return FALSE;
  /* Who waited for another thread has an old cursor. */
  now = so_studio_find_account (studio, account->id, error);
  ok = now && pull_it (studio, now, practice, pull, cancellable, &failed);
  if (now && !ok && !g_cancellable_is_cancelled (cancellable))
    keep_failure (studio, now, failed, failures, pull);
  so_traffic_end_pull (traffic, account->id);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return ok;
}
