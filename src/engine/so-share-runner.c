/* SPDX-License-Identifier: MIT */
#include "so-share-runner.h"

#include "so-clock.h"
#include "so-hub-inbox.h"
#include "so-hub-intake.h"
#include "so-outbox.h"
#include "so-retry.h"
#include "so-share-claim.h"
#include "so-share-files-runner.h"
#include "so-share-round.h"
#include "so-share-verbs.h"
#include "so-share-wait.h"
#include "so-worker.h"

#define OFFLINE_MS 10000
/* What only the owner can mend is looked at now and then all the same. */
#define OWNER_MS (15 * 60 * 1000)
/* What is changed in one go is said in one go. */
#define TOGETHER_MS 50

struct _SoShareRunner {
  SoStudio *studio;        /* not owned */
  SoWorker *worker;        /* NULL: not started */
  SoHubBell *bell;         /* of the worker's thread */
  SoShareFilesRunner *files;
  GCancellable *running;   /* NULL: at rest */
  GCancellable *waiting;   /* of the turn that is under way: who waits for others is woken by it */
  guint failures;
  guint timer;
  guint due;               /* when a message leaves, of which the hub has to be asked */
  char *sight;             /* the hub and whether it is shared, as they were when the last turn was begun; NULL: it is not */
  gulong changed;
};

/* One turn, shared with the thread that takes it. */
typedef struct {
  SoHubBell *bell;         /* the runner's */
  SoShareFilesRunner *files;
  GCancellable *waiting;
} Turn;

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  g_object_unref (turn->waiting);
  g_free (turn);
}

static void begin (SoShareRunner *self);

static gboolean
on_due (gpointer data)
{
  SoShareRunner *self = data;

  self->timer = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (SoShareRunner *self, gint64 delay)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) CLAMP (delay, 0, G_MAXINT), on_due, self);
}

/* On the worker's thread. */
static gboolean
take_turn (SoStudio *studio, Turn *turn, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoHubLink) link = NULL;
  g_autoptr (SoHubClient) client = so_hub_intake_open (studio, &link, cancellable, error);

  if (!client || !so_share_round (studio, client, NULL, NULL, cancellable, error))
    return FALSE;
  so_share_note_error (studio, NULL);
  so_share_files_runner_wake (turn->files, FALSE);
  return so_share_wait (studio, client, link, turn->bell, turn->waiting, error);
}

static void
do_turn (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (take_turn (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else if (!error)
    g_task_return_boolean (task, FALSE);
  else
    {
      if (!g_cancellable_is_cancelled (cancellable))
        so_share_note_error (source, error);
      g_task_return_error (task, error);
    }
}

static gint64
delay_after (SoShareRunner *self, const GError *error)
{
  gint64 asked = so_error_get_wait (error);

  if (!error)
    return 0;
  if (g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) || g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE))
    return OWNER_MS;
  return so_retry_delay (self->failures, asked > 0 ? asked : -1, g_random_int ());
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer data)
{
  SoShareRunner *self = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  /* Cancelled: it is stopped, or begun anew by now. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->running);
  g_clear_object (&self->waiting);
  self->failures = ok ? 0 : self->failures + 1;
  if (ok || error)
    schedule (self, delay_after (self, error));
}

static void
begin (SoShareRunner *self)
{
  g_autoptr (GTask) task = NULL;
  Turn *turn;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->running || !self->worker || !self->sight)
    return;
  if (!so_outbox_is_online (self->studio))
    return schedule (self, OFFLINE_MS);
  turn = g_new0 (Turn, 1);
  turn->bell = self->bell;
  turn->files = self->files;
  self->waiting = g_cancellable_new ();
  turn->waiting = g_object_ref (self->waiting);
  self->running = g_cancellable_new ();
  task = g_task_new (self->studio, self->running, on_turn, self);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, turn, turn_free);
  so_worker_push (self->worker, task, do_turn);
}

static void
cancel (SoShareRunner *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->running)
    g_cancellable_cancel (self->running);
  if (self->waiting)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->running);
  g_clear_object (&self->waiting);
}

/* NULL: there is nothing to talk about, or nobody to talk to. *@unsaid: something waits to be said. Free with g_free(). */
static char *
dup_sight (SoShareRunner *self, gboolean *unsaid)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (self->studio), NULL);
  g_autoptr (SoHubLink) link = db && so_share_is_on (db) ? so_hub_link_find (db, NULL) : NULL;

  *unsaid = link && so_share_has_unsaid (db, G_MAXINT64);
  return link ? g_strconcat (link->device, " ", link->url, " ", link->error ? "" : "well", NULL) : NULL;
}

static gboolean
on_message_due (gpointer data)
{
  SoShareRunner *self = data;

  self->due = 0;
  if (self->waiting)
    g_cancellable_cancel (self->waiting);
  else if (!self->failures)
    begin (self);
  return G_SOURCE_REMOVE;
}

static void
watch_messages (SoShareRunner *self)
{
  g_autoptr (SoDb) db = self->sight ? so_store_read (so_studio_get_store (self->studio), NULL) : NULL;
  gint64 next = db ? so_share_claim_next (db) : 0;

  g_clear_handle_id (&self->due, g_source_remove);
  if (next)
    self->due = g_timeout_add ((guint) CLAMP (next - so_now (), 0, G_MAXINT), on_message_due, self);
}

static void
on_store_changed (SoShareRunner *self, guint changes)
{
  gboolean unsaid;
  g_autofree char *sight = dup_sight (self, &unsaid);

  if (g_strcmp0 (sight, self->sight))
    {
      g_set_str (&self->sight, sight);
      so_transfers_serve (so_studio_get_transfers (self->studio), sight != NULL);
      cancel (self);
      self->failures = 0;
      begin (self);
    }
  else if (unsaid && self->waiting)
    g_cancellable_cancel (self->waiting);
  else if (unsaid && !self->failures && !self->running && sight)
    schedule (self, TOGETHER_MS);
  if (changes & SO_CHANGED_DRAFTS)
    watch_messages (self);
}

static void
on_files (gpointer data)
{
  so_share_files_runner_wake (data, TRUE);
}

SoShareRunner *
so_share_runner_new (SoStudio *studio)
{
  SoShareRunner *self = g_new0 (SoShareRunner, 1);

  self->studio = studio;
  self->files = so_share_files_runner_new (studio);
  return self;
}

void
so_share_runner_free (SoShareRunner *self)
{
  so_share_runner_stop (self);
  so_share_files_runner_free (self->files);
  g_free (self);
}

void
so_share_runner_start (SoShareRunner *self)
{
  gboolean unsaid;

  if (self->worker)
    return;
  self->worker = so_worker_new ();
  self->bell = so_hub_bell_new_sync ();
  so_hub_bell_on_files (self->bell, on_files, self->files);
  self->changed = g_signal_connect_swapped (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self);
  self->sight = dup_sight (self, &unsaid);
  so_transfers_serve (so_studio_get_transfers (self->studio), self->sight != NULL);
  so_share_files_runner_start (self->files);
  watch_messages (self);
  begin (self);
}

void
so_share_runner_stop (SoShareRunner *self)
{
  if (!self->worker)
    return;
  g_clear_signal_handler (&self->changed, so_studio_get_store (self->studio));
  g_clear_handle_id (&self->due, g_source_remove);
  cancel (self);
  so_share_files_runner_stop (self->files);
  g_clear_pointer (&self->worker, so_worker_stop);
  g_clear_pointer (&self->bell, so_hub_bell_free);
  g_clear_pointer (&self->sight, g_free);
}

void
so_share_runner_hasten (SoShareRunner *self)
{
  if (!self->worker || !self->sight || self->running)
    return;
  self->failures = 0;
  begin (self);
}
