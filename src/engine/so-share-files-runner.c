/* SPDX-License-Identifier: MIT */
#include "so-share-files-runner.h"

#include "so-error.h"
#include "so-hub-intake.h"
#include "so-outbox.h"
#include "so-retry.h"
#include "so-share.h"
#include "so-share-files.h"
#include "so-share-files-round.h"
#include "so-share-verbs.h"

#define SECOND_US G_GINT64_CONSTANT (1000000)
/* Others may have brought, or miss, something, and there may be no bell. */
#define USUAL_S 300
/* The same while something is missed here; longer each time. */
#define MISSING_S 15
#define OFFLINE_S 10
/* What only the owner can mend, and a hub that is too old. */
#define OWNER_S (15 * 60)
/* What comes in one go is done in one go. */
#define BREATH_US (100 * 1000)

struct _SoShareFilesRunner {
  SoStudio *studio;          /* not owned */
  SoSharePatience *patience;
  GCancellable *cancellable; /* of all that it does between start and stop */
  gboolean failed;           /* of the thread: the last time */
  gulong wished;
  GThread *thread;           /* NULL: not started */

  GMutex lock;
  GCond cond;                /* of the fields below */
  gboolean stopping;
  gboolean woken, ask;       /* so_share_files_runner_wake() */
};

SoShareFilesRunner *
so_share_files_runner_new (SoStudio *studio)
{
  SoShareFilesRunner *self = g_new0 (SoShareFilesRunner, 1);

  self->studio = studio;
  self->patience = so_share_patience_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  return self;
}

void
so_share_files_runner_free (SoShareFilesRunner *self)
{
  so_share_files_runner_stop (self);
  so_share_patience_free (self->patience);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}

void
so_share_files_runner_wake (SoShareFilesRunner *self, gboolean ask)
{
  g_mutex_lock (&self->lock);
  self->woken = TRUE;
  self->ask |= ask;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}

/* The thread -------------------------------------------------------------------------------------- */

/* FALSE: sharing is off, or there is nothing to do, or to be done again yet. */
static gboolean
is_due (SoShareFilesRunner *self, gboolean ask)
{
  g_autoptr (SoDb) db = !self->failed || ask ? so_store_read (so_studio_get_store (self->studio), NULL) : NULL;

  return db && so_share_is_on (db) && (ask || so_share_files_is_due (db));
}

static gint64
count_missing (SoShareFilesRunner *self)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (self->studio), NULL);
  gint64 here, away = 0, unseen;

  if (db)
    so_share_files_count (db, &here, &away, &unseen);
  return away;
}

static gboolean
go (SoShareFilesRunner *self, guint *moved, GError **error)
{
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (SoHubClient) client = so_hub_intake_open (self->studio, &link, self->cancellable, error);

  return client && so_share_files_round (self->studio, client, self->patience, moved, self->cancellable, error);
}

/* Seconds until it is time again. */
static gint64
take_turn (SoShareFilesRunner *self, guint *idle, guint *failures)
{
  g_autoptr (GError) error = NULL;
  guint moved = 0;
  gint64 asked;

  if (!so_outbox_is_online (self->studio))
    return OFFLINE_S;
  self->failed = !go (self, &moved, &error);
  if (!self->failed)
    {
      so_share_files_note_error (self->studio, NULL);
      *failures = 0;
      *idle = moved ? 0 : *idle + 1;
      return count_missing (self) ? MIN (MISSING_S << MIN (*idle, 5), USUAL_S) : USUAL_S;
    }
  if (g_cancellable_is_cancelled (self->cancellable) || !error)
    return USUAL_S;
  so_share_files_note_error (self->studio, error);
  if (!g_error_matches (error, SO_ERROR, SO_ERROR_WAIT))
    return OWNER_S;
  asked = so_error_get_wait (error);
  return MAX (so_retry_delay (++*failures, asked > 0 ? asked : -1, g_random_int ()) / 1000, 1);
}

/* Until it is woken or time; TRUE: @ask. FALSE in *@go_on: it is over. */
static gboolean
wait_until (SoShareFilesRunner *self, gint64 until, gboolean *go_on)
{
  gboolean ask;

  g_mutex_lock (&self->lock);
  while (!self->stopping && !self->woken && g_cond_wait_until (&self->cond, &self->lock, until))
    ;
  ask = self->ask || !self->woken;
  self->woken = self->ask = FALSE;
  *go_on = !self->stopping;
  g_mutex_unlock (&self->lock);
  return ask;
}

static gpointer
work (gpointer data)
{
  SoShareFilesRunner *self = data;
  gint64 until = g_get_monotonic_time ();
  guint idle = 0, failures = 0;
  gboolean go_on = TRUE;

  while (go_on)
    {
      gboolean ask = wait_until (self, until, &go_on);

      if (!go_on)
        break;
      if (!is_due (self, ask))
        {
          until = MAX (until, g_get_monotonic_time () + (ask ? USUAL_S * SECOND_US : 0));
          continue;
        }
      until = g_get_monotonic_time () + take_turn (self, &idle, &failures) * SECOND_US;
      g_usleep (BREATH_US);
    }
  return NULL;
}

/* Main thread ------------------------------------------------------------------------------------- */

static void
on_wished (SoShareFilesRunner *self)
{
  so_share_patience_end (self->patience);
  so_share_files_runner_wake (self, TRUE);
}

void
so_share_files_runner_start (SoShareFilesRunner *self)
{
  SoTransfers *transfers = so_studio_get_transfers (self->studio);

  if (self->thread)
    return;
  self->stopping = FALSE;
  self->cancellable = g_cancellable_new ();
  self->wished = g_signal_connect_swapped (transfers, "wished", G_CALLBACK (on_wished), self);
  self->thread = g_thread_new ("so-share-files", work, self);
}

void
so_share_files_runner_stop (SoShareFilesRunner *self)
{
  if (!self->thread)
    return;
  so_transfers_serve (so_studio_get_transfers (self->studio), FALSE);
  g_clear_signal_handler (&self->wished, so_studio_get_transfers (self->studio));
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_object (&self->cancellable);
}
