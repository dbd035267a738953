/* SPDX-License-Identifier: MIT */
#include "so-share-presence.h"

#include "so-clock.h"
#include "so-hub-intake.h"
#include "so-hub-members.h"
#include "so-outbox.h"
#include "so-worker.h"

/* Less than a hub remembers it (45 s). */
#define WAIT_SECONDS 30
/* Who flies through the list is nowhere. */
#define SETTLE_MS 300
/* A hub that answers at once that nothing changed is not asked at once again. */
#define SOON_MS 1000
#define PAUSE_MS 2000
#define FAILED_MS 5000
#define MOST_FAILED_MS 60000
/* What only the owner can mend, or an update of the hub. */
#define OWNER_MS (15 * 60 * 1000)

struct _SoSharePresence {
  GObject parent_instance;

  SoStudio *studio;        /* not owned: it owns us */
  SoWorker *worker;
  GCancellable *running;   /* NULL: at rest */
  guint timer;
  guint failures;

  char *thread;            /* NULL: nowhere */
  gconstpointer where;     /* what shows it */
  char *draft;             /* NULL: nothing is changed */
  gboolean take;
  gboolean told;           /* the hub knows of us, or may */
  gboolean stopped;
  gint64 stand;
  GPtrArray *here;         /* SoHubHere */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SoSharePresence, so_share_presence, G_TYPE_OBJECT)
G_DEFINE_QUARK (so-share-presence, so_share_presence)

/* One request, shared with the thread that waits for its answer. */
typedef struct {
  char *thread, *draft;
  gboolean take;
  guint wait;
  gint64 stand, began;
  GPtrArray *here;         /* NULL: there is no hub */
} Turn;

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  g_free (turn->thread);
  g_free (turn->draft);
  g_clear_pointer (&turn->here, g_ptr_array_unref);
  g_free (turn);
}

static void begin (SoSharePresence *self);

static gboolean
on_due (gpointer data)
{
  SoSharePresence *self = data;

  self->timer = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (SoSharePresence *self, guint delay)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (delay, on_due, self);
}

/* What was said is not so any more. */
static void
say_anew (SoSharePresence *self, guint delay)
{
  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->failures = 0;
  schedule (self, delay);
}

static void
do_turn (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Turn *turn = data;
  g_autoptr (SoHubLink) link = NULL;
  GError *error = NULL;
  g_autoptr (SoHubClient) client = so_hub_intake_open (source, &link, cancellable, &error);

  if (client)
    turn->here = so_hub_members_be (client, turn->thread, turn->draft, turn->take, turn->wait, &turn->stand, cancellable, &error);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const SoHubHere *one = a->pdata[i], *other = b->pdata[i];

      if (g_strcmp0 (one->device, other->device) || g_strcmp0 (one->name, other->name) || g_strcmp0 (one->thread, other->thread) || g_strcmp0 (one->draft, other->draft))
        return FALSE;
    }
  return TRUE;
}

/* Takes @here; NULL: nobody is known to be anywhere. */
static void
set_here (SoSharePresence *self, GPtrArray *here)
{
  g_autoptr (GPtrArray) before = self->here;

  self->here = here ? here : g_ptr_array_new_with_free_func (so_hub_here_free);
  if (!is_same (before, self->here))
    g_signal_emit (self, signals[CHANGED], 0);
}

static guint
delay_after_failure (SoSharePresence *self, const GError *error)
{
  if (g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) || g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE))
    return OWNER_MS;
  return MIN (FAILED_MS << MIN (self->failures, 4), MOST_FAILED_MS);
}

/* Another computer has it: it is not asked for again by itself. */
static void
let_go_of_lost (SoSharePresence *self, const Turn *turn)
{
  const SoHubHere *editor = so_hub_here_find_editor (turn->here, turn->thread, turn->draft);

  if (turn->draft && editor && !g_strcmp0 (turn->draft, self->draft))
    g_clear_pointer (&self->draft, g_free);
}

static void
follow (SoSharePresence *self, Turn *turn)
{
  gboolean quick = so_monotonic () - turn->began < SOON_MS, same = turn->stand == self->stand;

  self->failures = 0;
  self->stand = turn->stand;
  self->told = *turn->thread && turn->here;
  self->take = FALSE;
  if (turn->here)
    let_go_of_lost (self, turn);
  set_here (self, *turn->thread ? g_steal_pointer (&turn->here) : NULL);
  /* Who heard of it may have changed what is to be said, or have gone. */
  if (self->told && self->thread && !self->timer)
    schedule (self, quick && same ? PAUSE_MS : 0);
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SoSharePresence) self = data;
  Turn *turn = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  /* Cancelled: something else is to be said by now. */
  if (self->stopped || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->running);
  if (!error)
    return follow (self, turn);
  set_here (self, NULL);
  self->stand = 0;
  if (self->thread && !self->timer)
    schedule (self, delay_after_failure (self, error));
  self->failures++;
}

static void
begin (SoSharePresence *self)
{
  g_autoptr (GTask) task = NULL;
  Turn *turn;

  if (self->running || (!self->thread && !self->told))
    return;
  if (!self->stopped && !so_outbox_is_online (self->studio))
    {
      set_here (self, NULL);
      return schedule (self, FAILED_MS);
    }
  if (!self->worker)
    self->worker = so_worker_new ();
  turn = g_new0 (Turn, 1);
  turn->thread = g_strdup (self->thread ? self->thread : "");
  turn->draft = g_strdup (self->draft);
  turn->take = self->take;
  turn->wait = self->thread ? WAIT_SECONDS : 0;
  turn->stand = self->stand;
  turn->began = so_monotonic ();
  self->told = TRUE;
  self->running = g_cancellable_new ();
  task = g_task_new (self->studio, self->running, on_turn, g_object_ref (self));
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, turn, turn_free);
  so_worker_push (self->worker, task, do_turn);
}

void
so_share_presence_look (SoSharePresence *self, gconstpointer where, const char *thread_id)
{
  g_return_if_fail (SO_IS_SHARE_PRESENCE (self));

  if (self->stopped ? thread_id != NULL : !thread_id && self->where != where)
    return;
  self->where = where;
  if (!g_set_str (&self->thread, thread_id))
    return;
  g_clear_pointer (&self->draft, g_free);
  self->take = FALSE;
  say_anew (self, SETTLE_MS);
}

void
so_share_presence_edit (SoSharePresence *self, const char *draft_id, gboolean take)
{
  g_return_if_fail (SO_IS_SHARE_PRESENCE (self));

  if (self->stopped || !self->thread || (!g_set_str (&self->draft, draft_id) && !take))
    return;
  self->take = take;
  say_anew (self, 0);
}

void
so_share_presence_stop (SoStudio *studio)
{
  SoSharePresence *self = g_object_get_qdata (G_OBJECT (studio), so_share_presence_quark ());

  if (!self || self->stopped)
    return;
  self->stopped = TRUE;
  if (self->thread)
    so_share_presence_look (self, self->where, NULL);
  g_clear_handle_id (&self->timer, g_source_remove);
  /* Nobody hears what comes of it. */
  if (self->worker && so_outbox_is_online (studio))
    begin (self);
  g_clear_pointer (&self->worker, so_worker_stop);
  g_clear_object (&self->running);
}

GPtrArray *
so_share_presence_list (SoSharePresence *self, const char *thread_id)
{
  GPtrArray *all = g_ptr_array_new ();

  g_return_val_if_fail (SO_IS_SHARE_PRESENCE (self), all);

  for (guint i = 0; i < self->here->len; i++)
    {
      SoHubHere *here = self->here->pdata[i];

      if (!here->self && !g_strcmp0 (here->thread, thread_id))
        g_ptr_array_add (all, here);
    }
  return all;
}

const SoHubHere *
so_share_presence_find_editor (SoSharePresence *self, const char *thread_id, const char *draft_id)
{
  g_return_val_if_fail (SO_IS_SHARE_PRESENCE (self), NULL);
  return so_hub_here_find_editor (self->here, thread_id, draft_id);
}

static void
so_share_presence_dispose (GObject *object)
{
  SoSharePresence *self = SO_SHARE_PRESENCE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->worker, so_worker_stop);
  G_OBJECT_CLASS (so_share_presence_parent_class)->dispose (object);
}

static void
so_share_presence_finalize (GObject *object)
{
  SoSharePresence *self = SO_SHARE_PRESENCE (object);

  g_free (self->thread);
  g_free (self->draft);
  g_ptr_array_unref (self->here);
  G_OBJECT_CLASS (so_share_presence_parent_class)->finalize (object);
}

static void
so_share_presence_class_init (SoSharePresenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_share_presence_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_share_presence_finalize;
  signals[CHANGED] = g_signal_new ("changed", SO_TYPE_SHARE_PRESENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_share_presence_init (SoSharePresence *self)
{
  self->here = g_ptr_array_new_with_free_func (so_hub_here_free);
}

SoSharePresence *
so_share_presence_of (SoStudio *studio)
{
  SoSharePresence *self = g_object_get_qdata (G_OBJECT (studio), so_share_presence_quark ());

  if (self)
    return self;
  self = g_object_new (SO_TYPE_SHARE_PRESENCE, NULL);
  self->studio = studio;
  g_object_set_qdata_full (G_OBJECT (studio), so_share_presence_quark (), self, g_object_unref);
  return self;
}
