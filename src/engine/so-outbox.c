/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-outbox.h"

#include "so-alert-mails.h"
#include "so-catch-up.h"
#include "so-clock.h"
#include "so-dispatch.h"
#include "so-error.h"
#include "so-events.h"
#include "so-jobs.h"
#include "so-lease.h"
#include "so-pipeline.h"
#include "so-place.h"
#include "so-puller.h"
#include "so-release.h"
#include "so-settings.h"
#include "so-share.h"
#include "so-share-claim.h"
#include "so-share-presence.h"
#include "so-studio-private.h"
#include "so-tell-text.h"
#include "so-tell.h"
#include "so-worker.h"

#include <glib/gi18n-lib.h>

#define POLL_SECONDS 2              /* a change by studioctl is seen after at most this */
#define TIME_SECONDS 30
#define PULL_BEFORE_SENDING 20000   /* ms: so long what waits is held up by an account that does not answer */
#define LEASE_SECONDS 10            /* until we ask again whether another process still sends */
#define CLOCK_SLACK (2 * 60 * G_GINT64_CONSTANT (1000))
#define LONGEST_TIMER (60 * 60 * G_GINT64_CONSTANT (1000))

/* What the worker shall do at its next turn. */
typedef enum {
  WORK_SEND = 1 << 0,
  WORK_TIME = 1 << 1,     /* what time alone changes */
  WORK_FIRST = 1 << 2,    /* after opening: look at what the last run left */
  WORK_SLEPT = 1 << 3,    /* the computer slept: what was due meanwhile is shown instead of sent */
  WORK_ONLINE = 1 << 5,   /* the network is back: what came in is read before anything goes out */
  WORK_CLOCK = 1 << 4,    /* the wall clock was set: what is due when is not sure any more */
} Work;

struct _SoOutbox {
  SoStudio *studio;       /* not owned: it owns us */
  SoWorker *worker;       /* of our own: a slow provider must not hold up the keys */
  SoPuller *puller;       /* main thread */

  GMutex work;            /* held by who sends or pulls */
  int lease;              /* work; -1: not ours */
  gboolean keep;          /* work: the lease stays between two turns */
  gint running;           /* atomic: started and not stopped; a turn asked for before that does nothing */
  gint stopping;          /* atomic: after the message that is under way comes no other */
  gint offline;           /* atomic */
  gint more;              /* atomic: a pull left some for the next time */
  GCancellable *stop;     /* of what may be given up at once */

  /* Main thread. */
  gboolean started;
  SoClockReading clock;   /* of the last look */
  gboolean busy;          /* a turn is under way */
  int renewed;            /* atomic: so_share_claim_renew() */
  gboolean elsewhere;     /* another process has the lease */
  guint wanted;           /* Work for the turn after it */
  guint due_timer, time_timer, poll_timer;
  gulong changed;
};

typedef struct {
  guint work;
  guint sent;
  gint64 next;
  GStrv escalated;        /* threads that the owner is to be told of, or NULL */
  GStrv closing;          /* those whose window closes soon, or NULL */
} Turn;

static void
turn_free (Turn *turn)
{
  g_strfreev (turn->escalated);
  g_strfreev (turn->closing);
  g_free (turn);
}

static void ask (SoStudio *studio, guint work);
static void on_received (SoStudio *studio);

SoOutbox *
so_outbox_new (SoStudio *studio)
{
  SoOutbox *self = g_new0 (SoOutbox, 1);

  self->studio = studio;
  self->worker = so_worker_new ();
  self->puller = so_puller_new (studio, on_received);
  self->stop = g_cancellable_new ();
  self->lease = -1;
  g_mutex_init (&self->work);
  return self;
}

void
so_outbox_free (SoOutbox *self)
{
  so_puller_free (self->puller);
  so_worker_stop (self->worker);
  g_object_unref (self->stop);
  so_lease_give_back (self->lease);
  g_mutex_clear (&self->work);
  g_free (self);
}

/* A clock that stands before what was written last has been set back, or this is an old copy. */
static gboolean
clock_went_back (SoDb *db)
{
  return so_event_newest_at (db) > so_now () + CLOCK_SLACK;
}

static gboolean
hold_queued (SoDb *db, guint work, guint *held, GError **error)
{
  if (work & WORK_CLOCK)
    return so_draft_move_all (db, SO_DRAFT_QUEUED, SO_DRAFT_EVENT_HOLD, "clock_changed",
                              _("The computer’s clock was changed: look at it, then send it"), held, error);
  if (work & WORK_SLEPT)
    return so_draft_move_all (db, SO_DRAFT_QUEUED, SO_DRAFT_EVENT_HOLD, "app_was_closed",
                              _("The computer slept before this was sent: look at it, then send it"), held, error);
  return TRUE;
}

/* Whoever gets the lease finds in state sending only what a dead holder left. @first: this is the window's
 * start, at which what waited is shown to the owner instead of sent. */
static gboolean
recover (SoOutbox *self, gboolean first, GError **error)
{
  SoStore *store = so_studio_get_store (self->studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  guint unknown = 0, held = 0, late = 0, told = 0;
  gboolean new_place, back = db && clock_went_back (db), renews = db && !g_atomic_int_get (&self->renewed) && so_share_is_on (db);

  if (!db || !hold_queued (db, back ? WORK_CLOCK : 0, &late, error) ||
      (back && !so_event_log (db, "dispatcher", "clock.changed", NULL, NULL, NULL, error)) ||
      !so_draft_recover (db, &unknown, first ? &held : NULL, error) || !so_alert_mail_recover (db, &told, error))
    return FALSE;
  new_place = !so_place_is_kept (db);
  if (new_place && !so_place_confirm (store, db, error))
    return FALSE;
  if (renews && !so_share_claim_renew (db, error))
    return FALSE;
  if ((unknown || held || told || back || new_place || renews) && !so_store_commit (store, &db, error))
    return FALSE;
  g_atomic_int_set (&self->renewed, TRUE);
  return TRUE;
}

/* With the mutex locked: the lease is ours. */
static gboolean
take_lease (SoOutbox *self, gboolean first, GError **error)
{
  if (self->lease >= 0)
    return TRUE;
  self->lease = so_lease_take (so_store_get_folder (so_studio_get_store (self->studio)), error);
  if (self->lease < 0)
    return FALSE;
  if (recover (self, first, error))
    return TRUE;
  so_lease_give_back (self->lease);
  self->lease = -1;
  return FALSE;
}

static void
end_turn (SoOutbox *self)
{
  if (self->keep)
    return;
  so_lease_give_back (self->lease);
  self->lease = -1;
}

static gboolean
send_all (SoOutbox *self, guint *sent, gint64 *next, GError **error)
{
  SoDispatch result;
  gint64 scheduled;
  gboolean more;

  if (!so_pipeline_follow (self->studio, &self->stopping, error) || !so_release_waiting (self->studio, !g_atomic_int_get (&self->offline), &scheduled, error))
    return FALSE;
  do
    {
      if (!so_dispatch_next (self->studio, &result, next, error))
        return FALSE;
      *sent += result == SO_DISPATCH_ACCEPTED;
    }
  while (result != SO_DISPATCH_IDLE && !g_atomic_int_get (&self->stopping));
  /* Customers come first. */
  for (more = TRUE; more && !g_atomic_int_get (&self->stopping);)
    if (!so_tell_mail_next (self->studio, &more, next, error))
      return FALSE;
  for (more = TRUE; more && !g_atomic_int_get (&self->stopping);)
    if (!so_tell_text_next (self->studio, &more, next, error))
      return FALSE;
  if (scheduled && (!*next || scheduled < *next))
    *next = scheduled;
  return TRUE;
}

gboolean
so_outbox_dispatch (SoStudio *studio, guint *sent, gint64 *next, GError **error)
{
  SoOutbox *self;
  gint64 due = 0;
  guint count = 0;
  gboolean ok;

  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  self = so_studio_get_outbox (studio);
  g_mutex_lock (&self->work);
  ok = take_lease (self, FALSE, error) && send_all (self, &count, &due, error);
  end_turn (self);
  g_mutex_unlock (&self->work);
  if (sent)
    *sent = count;
  if (next)
    *next = due;
  return ok;
}

gboolean
so_outbox_with_lease (SoStudio *studio, gboolean (*work) (SoStudio *studio, gpointer data, GError **error), gpointer data, GError **error)
{
  SoOutbox *self = so_studio_get_outbox (studio);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->work);
  gboolean ok = take_lease (self, FALSE, error) && work (studio, data, error);

  end_turn (self);
  return ok;
}

gboolean
so_outbox_run_jobs (SoStudio *studio, guint *ran, gint64 *next, GCancellable *cancellable, GError **error)
{
  SoOutbox *self = so_studio_get_outbox (studio);
  gboolean ok;

  g_mutex_lock (&self->work);
  ok = take_lease (self, FALSE, error) && so_jobs_run (studio, ran, next, cancellable, error);
  end_turn (self);
  g_mutex_unlock (&self->work);
  return ok;
}

GPtrArray *
so_outbox_pull_each (SoStudio *studio, const char *account_id, GError **error)
{
  g_autoptr (GPtrArray) pulled = NULL;
  SoOutbox *self;
  gboolean ok, more = FALSE;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  self = so_studio_get_outbox (studio);
  g_mutex_lock (&self->work);
  ok = take_lease (self, FALSE, error) && (pulled = so_pull_all (studio, account_id, 0, self->stop, error)) && so_catch_up (self->studio, error);
  end_turn (self);
  g_mutex_unlock (&self->work);
  for (guint i = 0; pulled && i < pulled->len; i++)
    more = more || ((SoPulled *) pulled->pdata[i])->more;
  g_atomic_int_set (&self->more, more);
  return ok ? g_steal_pointer (&pulled) : NULL;
}

gboolean
so_outbox_pull (SoStudio *studio, const char *account_id, guint *received, GError **error)
{
  g_autoptr (GPtrArray) pulled = so_outbox_pull_each (studio, account_id, error);
  guint count = 0;

  for (guint i = 0; pulled && i < pulled->len; i++)
    count += ((SoPulled *) pulled->pdata[i])->received;
  if (received)
    *received = count;
  if (!pulled || !account_id || !((SoPulled *) pulled->pdata[0])->error)
    return pulled != NULL;
  return g_propagate_error (error, g_error_copy (((SoPulled *) pulled->pdata[0])->error)), FALSE;
}

gboolean
so_outbox_has_more (SoStudio *studio)
{
  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  return g_atomic_int_get (&so_studio_get_outbox (studio)->more);
}

static gboolean
hold_now (SoOutbox *self, guint work, GError **error)
{
  SoStore *store = so_studio_get_store (self->studio);
  g_autoptr (SoDb) db = NULL;
  guint held = 0;

  if (!(work & (WORK_CLOCK | WORK_SLEPT)))
    return TRUE;
  db = so_store_begin (store, NULL, error);
  return db && hold_queued (db, work, &held, error) && (!held || so_store_commit (store, &db, error));
}

static void
do_turn (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SoOutbox *self = so_studio_get_outbox (source);
  Turn *turn = data;
  g_autoptr (GPtrArray) pulled = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok, before = (turn->work & WORK_ONLINE) != 0;

  g_mutex_lock (&self->work);
  if (!g_atomic_int_get (&self->running))
    {
      g_mutex_unlock (&self->work);
      g_task_return_boolean (task, FALSE);
      return;
    }
  self->keep = TRUE;
  ok = take_lease (self, (turn->work & WORK_FIRST) != 0, &error) && hold_now (self, turn->work, &error) &&
       (!before || (pulled = so_pull_all (self->studio, NULL, PULL_BEFORE_SENDING, self->stop, &error))) &&
       send_all (self, &turn->sent, &turn->next, &error);
  if (ok && (turn->work & (WORK_TIME | WORK_ONLINE)))
    ok = so_catch_up (self->studio, &error) && so_tell_take (self->studio, &turn->escalated, &turn->closing, &error);
  end_turn (self);
  g_mutex_unlock (&self->work);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
on_due (gpointer data)
{
  SoStudio *studio = data;

  so_studio_get_outbox (studio)->due_timer = 0;
  ask (studio, WORK_SEND);
  return G_SOURCE_REMOVE;
}

static void
wake_at (SoStudio *studio, gint64 next)
{
  SoOutbox *self = so_studio_get_outbox (studio);

  g_clear_handle_id (&self->due_timer, g_source_remove);
  if (next)
    self->due_timer = g_timeout_add (CLAMP (next - so_now (), 1, LONGEST_TIMER), on_due, studio);
}

static void
on_turn_done (GObject *source, GAsyncResult *result, gpointer data)
{
  SoStudio *studio = SO_STUDIO (source);
  SoOutbox *self = so_studio_get_outbox (studio);
  Turn *turn = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  guint wanted = self->wanted;
  gboolean elsewhere;

  self->busy = FALSE;
  self->wanted = 0;
  if (!self->started)
    return;
  elsewhere = g_error_matches (error, SO_ERROR, SO_ERROR_WAIT);
  if (elsewhere != self->elsewhere)
    {
      self->elsewhere = elsewhere;
      so_studio_sender_changed (studio);
    }
  if (error && !elsewhere)
    g_message ("Sending and receiving stopped: %s", error->message);
  if (ok && turn->escalated && *turn->escalated)
    so_studio_escalated (studio, (const char *const *) turn->escalated);
  if (ok && turn->closing && *turn->closing)
    so_studio_closing (studio, (const char *const *) turn->closing);
  /* One that was stopped, and begun anew meanwhile, has neither done anything nor failed. */
  wake_at (studio, ok ? turn->next : so_now () + (error ? LEASE_SECONDS * 1000 : 0));
  if (ok)
    so_puller_start (self->puller);
  if (ok)
    so_jobs_start (so_studio_get_jobs (studio));
  if (turn->sent)
    so_puller_sent (self->puller);
  if (wanted)
    ask (studio, wanted);
}

/* Whether the computer slept or its clock was set since the last look. */
static guint
look_at_clock (SoOutbox *self)
{
  SoClockReading before = self->clock;

  so_clock_read (&self->clock);
  switch (so_clock_compare (&before, &self->clock))
    {
    case SO_CLOCK_SLEPT: return WORK_SLEPT;
    case SO_CLOCK_CHANGED: return WORK_CLOCK;
    case SO_CLOCK_FINE:
    default: return 0;
    }
}

/* One turn at a time; what is asked for meanwhile is one more turn. */
static void
ask (SoStudio *studio, guint work)
{
  SoOutbox *self = so_studio_get_outbox (studio);
  g_autoptr (GTask) task = NULL;
  Turn *turn;

  work |= look_at_clock (self);

  if (self->busy)
    {
      self->wanted |= work;
      return;
    }
  self->busy = TRUE;
  turn = g_new0 (Turn, 1);
  turn->work = work;
  task = g_task_new (studio, NULL, on_turn_done, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, turn, (GDestroyNotify) turn_free);
  so_worker_push (self->worker, task, do_turn);
}

static gboolean
on_poll (gpointer data)
{
  guint work = look_at_clock (so_studio_get_outbox (data));

  so_store_poll (so_studio_get_store (data));
  if (work)
    ask (data, work);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_time (gpointer data)
{
  ask (data, WORK_TIME);
  return G_SOURCE_CONTINUE;
}

/* Somebody may be late who only now has written, and the provider may have told what became of a message. */
static void
on_received (SoStudio *studio)
{
  ask (studio, WORK_TIME);
}

static void
on_store_changed (SoStudio *studio, guint changes)
{
  /* An account that goes again lets go what waited for it. */
  if (changes & (SO_CHANGED_DRAFTS | SO_CHANGED_ACCOUNTS))
    ask (studio, WORK_SEND);
}

void
so_outbox_start (SoStudio *studio)
{
  SoOutbox *self;

  g_return_if_fail (SO_IS_STUDIO (studio));

  self = so_studio_get_outbox (studio);
  if (self->started)
    return;
  self->started = TRUE;
  so_clock_read (&self->clock);
  g_atomic_int_set (&self->running, TRUE);
  self->changed = g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed),
                                           studio, G_CONNECT_SWAPPED);
  self->poll_timer = g_timeout_add_seconds (POLL_SECONDS, on_poll, studio);
  self->time_timer = g_timeout_add_seconds (TIME_SECONDS, on_time, studio);
  ask (studio, WORK_FIRST | WORK_TIME);
}

void
so_outbox_stop (SoStudio *studio)
{
  SoOutbox *self;

  g_return_if_fail (SO_IS_STUDIO (studio));

  self = so_studio_get_outbox (studio);
  if (!self->started)
    return;
  self->started = FALSE;
  self->wanted = 0;
  g_clear_signal_handler (&self->changed, so_studio_get_store (studio));
  g_clear_handle_id (&self->due_timer, g_source_remove);
  g_clear_handle_id (&self->time_timer, g_source_remove);
  g_clear_handle_id (&self->poll_timer, g_source_remove);
  g_atomic_int_set (&self->running, FALSE);
  g_atomic_int_set (&self->stopping, TRUE);
  g_cancellable_cancel (self->stop);
  so_share_presence_stop (studio);
  so_jobs_stop (so_studio_get_jobs (studio));
  so_puller_stop (self->puller);
  /* Waits for the message that is under way: its outcome has to be written. */
  g_mutex_lock (&self->work);
  g_atomic_int_set (&self->stopping, FALSE);
  g_object_unref (self->stop);
  self->stop = g_cancellable_new ();
  self->keep = FALSE;
  end_turn (self);
  g_mutex_unlock (&self->work);
}

gboolean
so_outbox_has_begun (SoStudio *studio)
{
  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  return g_atomic_int_get (&so_studio_get_outbox (studio)->renewed) != 0;
}

gboolean
so_outbox_is_online (SoStudio *studio)
{
  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  return !g_atomic_int_get (&so_studio_get_outbox (studio)->offline);
}

static gboolean
on_online (gpointer data)
{
  if (so_studio_get_outbox (data)->started)
    ask (data, WORK_ONLINE);
  return G_SOURCE_REMOVE;
}

void
so_outbox_set_online (SoStudio *studio, gboolean online)
{
  SoOutbox *self;

  g_return_if_fail (SO_IS_STUDIO (studio));

  self = so_studio_get_outbox (studio);
  if (g_atomic_int_exchange (&self->offline, !online) && online)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_online, g_object_ref (studio), g_object_unref);
}

gboolean
so_outbox_is_elsewhere (SoStudio *studio)
{
  g_return_val_if_fail (SO_IS_STUDIO (studio), FALSE);

  return so_studio_get_outbox (studio)->elsewhere;
}

SoPuller *
so_outbox_get_puller (SoOutbox *self)
{
  return self->puller;
}
