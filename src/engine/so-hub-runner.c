/* SPDX-License-Identifier: MIT */
#include "so-hub-runner.h"

#include "so-clock.h"
#include "so-facts.h"
#include "so-hub-inbox.h"
#include "so-hub-presence.h"
#include "so-outbox.h"
#include "so-retry.h"
#include "so-worker.h"

#include <string.h>

/* A hub lets an empty page wait so long: short enough for what stands between it and us. */
#define WAIT_SECONDS 25
/* One that answers at once that there is nothing is not asked at once again. */
#define LEAST_MS 5000
#define OFFLINE_MS 10000
/* What only the owner can mend is looked at now and then all the same. */
#define OWNER_MS (15 * 60 * 1000)

struct _SoHubRunner {
  SoStudio *studio;        /* not owned */
  void (*done) (const SoHubTurn *turn, gpointer data);
  gpointer data;
  SoWorker *worker;        /* NULL: not started */
  SoHubBell *bell;         /* of the worker's thread */
  GCancellable *running;   /* NULL: at rest */
  gboolean again;          /* who was set aside is tried before the next question */
  guint failures;
  guint timer;
  SoHubPresence told;      /* of the hub of that sight */
  char *sight;             /* hub and accounts, as they were when the last question was begun */
  gulong changed;
};

/* One question, shared with the thread that asks it. */
typedef struct {
  SoHubTurn turn, again;
  gboolean try_again;
  SoHubPresence told;
  SoHubBell *bell;         /* the runner's */
  gint64 began;            /* monotonic ms */
} Turn;

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  so_hub_turn_clear (&turn->turn);
  so_hub_turn_clear (&turn->again);
  g_free (turn);
}

static void begin (SoHubRunner *self);

static gboolean
on_due (gpointer data)
{
  SoHubRunner *self = data;

  self->timer = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (SoHubRunner *self, gint64 delay)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) CLAMP (delay, 0, G_MAXINT), on_due, self);
}

static void
do_turn (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Turn *turn = data;
  GError *error = NULL;

  /* That visitors are told is never worth an event that waits. */
  so_hub_presence_tell (source, &turn->told, cancellable, NULL);
  if ((!turn->try_again || so_hub_intake_again (source, 0, &turn->again, &error)) &&
      so_hub_intake (source, turn->try_again ? 0 : WAIT_SECONDS, turn->bell, &turn->turn, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gint64
delay_after (SoHubRunner *self, const Turn *turn, const GError *error)
{
  gint64 least = LEAST_MS - (so_monotonic () - turn->began), asked = so_error_get_wait (error);

  if (!error)
    return turn->turn.more || turn->turn.events ? 0 : MAX (least, 0);
  if (g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) || g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE))
    return OWNER_MS;
  return so_retry_delay (self->failures, asked > 0 ? asked : -1, g_random_int ());
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer data)
{
  SoHubRunner *self = data;
  Turn *turn = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  /* Cancelled: it is stopped, or begun anew by now. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->running);
  self->told = turn->told;
  self->failures = ok ? 0 : self->failures + 1;
  if (turn->again.accounts)
    self->done (&turn->again, self->data);
  if (turn->turn.accounts)
    self->done (&turn->turn, self->data);
  if (turn->turn.paired || error)
    schedule (self, delay_after (self, turn, error));
}

static void
begin (SoHubRunner *self)
{
  g_autoptr (GTask) task = NULL;
  Turn *turn;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->running || !self->worker)
    return;
  if (!so_outbox_is_online (self->studio))
    return schedule (self, OFFLINE_MS);
  turn = g_new0 (Turn, 1);
  turn->try_again = self->again;
  turn->told = self->told;
  turn->bell = self->bell;
  turn->began = so_monotonic ();
  self->again = FALSE;
  self->running = g_cancellable_new ();
  task = g_task_new (self->studio, self->running, on_turn, self);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, turn, turn_free);
  so_worker_push (self->worker, task, do_turn);
}

static void
cancel (SoHubRunner *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

/* All of accounts and hub that makes a difference to what an event is. NULL: no hub. *@good: nothing is wrong with it. Free with g_free(). */
static char *
dup_sight (SoHubRunner *self, gboolean *good)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (self->studio), NULL);
  g_autoptr (SoHubLink) link = db ? so_hub_link_find (db, NULL) : NULL;
  g_autoptr (GPtrArray) accounts = link ? so_studio_list_accounts (self->studio, NULL) : NULL;
  GString *sight;

  *good = link && !link->error;
  if (!accounts)
    return NULL;
  sight = g_string_new (link->device);
  for (guint i = 0; i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      g_string_append_printf (sight, "\n%s %s %s %d", account->id, account->address ? account->address : "", account->settings ? account->settings : "",
                              account->paused);
    }
  return g_string_free_and_steal (sight);
}

/* Another account may be whose events were set aside; another hub is read from its own beginning. */
static void
on_store_changed (SoHubRunner *self, guint changes)
{
  g_autofree char *sight = NULL;
  gboolean good;

  if (!(changes & SO_CHANGED_ACCOUNTS))
    return;
  sight = dup_sight (self, &good);
  /* It answered somebody else since. */
  if (good && self->failures && !self->running)
    so_hub_runner_hasten (self);
  if (!g_strcmp0 (sight, self->sight))
    return;
  g_set_str (&self->sight, sight);
  self->told = SO_HUB_PRESENCE_UNKNOWN;
  cancel (self);
  self->failures = 0;
  self->again = TRUE;
  if (sight)
    begin (self);
}

SoHubRunner *
so_hub_runner_new (SoStudio *studio, void (*done) (const SoHubTurn *turn, gpointer data), gpointer data)
{
  SoHubRunner *self = g_new0 (SoHubRunner, 1);

  self->studio = studio;
  self->done = done;
  self->data = data;
  return self;
}

void
so_hub_runner_free (SoHubRunner *self)
{
  so_hub_runner_stop (self);
  g_free (self);
}

void
so_hub_runner_start (SoHubRunner *self)
{
  gboolean good;

  if (self->worker)
    return;
  self->worker = so_worker_new ();
  self->bell = so_hub_bell_new ();
  self->changed = g_signal_connect_swapped (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self);
  self->sight = dup_sight (self, &good);
  self->again = TRUE;
  if (self->sight)
    begin (self);
}

void
so_hub_runner_stop (SoHubRunner *self)
{
  if (!self->worker)
    return;
  g_clear_signal_handler (&self->changed, so_studio_get_store (self->studio));
  cancel (self);
  g_clear_pointer (&self->worker, so_worker_stop);
  g_clear_pointer (&self->bell, so_hub_bell_free);
  g_clear_pointer (&self->sight, g_free);
}

void
so_hub_runner_hasten (SoHubRunner *self)
{
  if (!self->worker || !self->sight || self->running)
    return;
  self->failures = 0;
  begin (self);
}
