/* SPDX-License-Identifier: MIT */
#include "so-hub-sending.h"

#include <string.h>

#include "so-clock.h"
#include "so-hash.h"
#include "so-hub-call-out.h"
#include "so-hub-orders.h"
#include "so-json.h"
#include "so-time.h"

#define MOST_AT_ONCE 8
#define MOST_PROVERS 2
#define PROVE_EVERY 3    /* looks */
/* Who is at it says so while it lasts: whoever has not for so long is dead. */
#define LEASE_MS (2 * 60 * (gint64) 1000)
#define LOOK_SECONDS 2
#define WRITE_PAUSE_MS 500
#define TELL_AT_ONCE 50
#define PROVE_FIRST_MS (5 * 1000)
#define PROVE_LAST_MS (10 * 60 * (gint64) 1000)
#define PROVE_DAYS_MS (3 * 24 * 60 * 60 * (gint64) 1000)
#define GOODBYE_MS (60 * 1000)

struct _SoHubSending {
  SoHubPlace place;
  SoHubWorker *writer;
  SoHubVault *vault;
  SoHubHeard changed;
  gpointer data;

  guint timer;             /* looks every few seconds, for what another hub left and what time alone changes */
  guint busy;              /* jobs of any kind */
  GPtrArray *under_way;    /* Job: a provider is being called */
  guint looks, provers;
  gboolean claiming, proving, telling, tell_again;
  gboolean recovered;      /* once at the beginning */
  gboolean stopping;
  GHashTable *doubts;      /* id of one that is unknown → Doubt */
};

/* How far one was looked for. */
typedef struct {
  gint64 scanned;
  gint64 wait;
  gint64 next;             /* so_monotonic() */
} Doubt;

/* A piece of work, on the store's thread or one of its own. */
typedef struct {
  SoHubSending *self;
  SoHubCallOut *call;
  GPtrArray *calls;        /* SoHubCallOut */
  GPtrArray *held;         /* studio and id of each in turn */
  gint64 next, scanned;
  guint n;
  GPtrArray *studios;      /* their ids, and NULL: who has events that tell of something */
  gboolean done, proved;
} Job;

static void claim (SoHubSending *self);
static void tell (SoHubSending *self);

static Job *
job_new (SoHubSending *self)
{
  Job *job = g_new0 (Job, 1);

  job->self = self;
  self->busy++;
  return job;
}

static void
job_free (Job *job)
{
  job->self->busy--;
  so_hub_call_out_free (job->call);
  g_clear_pointer (&job->calls, g_ptr_array_unref);
  g_clear_pointer (&job->held, g_ptr_array_unref);
  g_clear_pointer (&job->studios, g_ptr_array_unref);
  g_free (job);
}

/* What came of it ---------------------------------------------------------------------------------- */

static gboolean
work_finish (SoHubStore *store, gpointer data, GError **error)
{
  Job *job = data;
  SoHubCallOut *call = job->call;

  return so_hub_send_finish (store, call->send->studio, call->send->id, call->state, call->result, call->not_before, &job->done, error);
}

static void on_finished (const GError *error, gpointer data);

static gboolean
on_to_be_written (gpointer data)
{
  so_hub_worker_run (((Job *) data)->self->writer, work_finish, on_finished, data);
  return G_SOURCE_REMOVE;
}

/* It has left: that it did is tried to be written until it is, or this process ends. */
static void
on_finished (const GError *error, gpointer data)
{
  static const char *const nobody = NULL;
  Job *job = data;
  SoHubSending *self = job->self;

  if (error)
    {
      g_message ("what became of a message could not be written: %s", error->message);
      g_timeout_add (WRITE_PAUSE_MS, on_to_be_written, job);
      return;
    }
  g_ptr_array_remove_fast (self->under_way, job);
  job_free (job);
  self->changed (&nobody, self->data);
  tell (self);
  claim (self);
}

static gpointer
call_thread (gpointer data)
{
  Job *job = data;

  so_hub_call_out_run (job->call, job->self->vault, &job->self->place);
  g_idle_add (on_to_be_written, job);
  return NULL;
}

static void
start_thread (const char *name, GThreadFunc function, gpointer data)
{
  g_thread_unref (g_thread_new (name, function, data));
}

/* Claiming --------------------------------------------------------------------------------------- */

/* Where it cannot be read by whom and for whom it is, nobody was called: it waits on. Takes @send. */
static gboolean
read_claimed (SoHubStore *store, SoHubSend *send, Job *job, gint64 now, GError **error)
{
  g_autofree char *studio = g_strdup (send->studio), *id = g_strdup (send->id);
  gboolean done;

  job->call = so_hub_call_out_new (store, send, error);
  if (!job->call)
    so_hub_send_finish (store, studio, id, SO_HUB_SEND_WAITING, NULL, now, &done, NULL);
  return job->call != NULL;
}

static gboolean
work_claim (SoHubStore *store, gpointer data, GError **error)
{
  Job *job = data;
  gint64 now = so_now ();
  g_autoptr (GError) inner = NULL;
  SoHubSend *send;

  if (!job->self->recovered)
    {
      /* A file is ours alone; on a server another hub may be at it. */
      if (!so_hub_sends_recover (store, now, !job->self->place.server, &job->n, error))
        return FALSE;
      job->self->recovered = TRUE;
    }
  send = so_hub_send_claim (store, now, now + LEASE_MS, &job->next, &inner);
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return !send || read_claimed (store, send, job, now, error);
}

static void
on_claimed (const GError *error, gpointer data)
{
  Job *job = data;
  SoHubSending *self = job->self;

  self->claiming = FALSE;
  if (job->n)
    {
      g_message ("%u messages may have been sent when the hub ended: they are looked for", job->n);
      tell (self);
    }
  if (error || !job->call)
    {
      if (error)
        g_message ("messages that wait could not be looked for: %s", error->message);
      job_free (job);
      return;
    }
  g_ptr_array_add (self->under_way, job);
  start_thread ("hub-send", call_thread, job);
  claim (self);
}

static void
claim (SoHubSending *self)
{
  if (self->claiming || self->stopping || self->under_way->len >= MOST_AT_ONCE)
    return;
  self->claiming = TRUE;
  so_hub_worker_run (self->writer, work_claim, on_claimed, job_new (self));
}

/* Telling the studio's computers ------------------------------------------------------------------ */

static SoHubEvent *
write_event (const SoHubSend *send)
{
  SoHubEvent *event = g_new0 (SoHubEvent, 1);
  g_autofree char *at = so_time_format (send->changed_at);
  g_autoptr (JsonNode) order = NULL;
  JsonObject *object = json_object_new ();
  gsize size = 0;
  const char *bytes = send->order ? g_bytes_get_data (send->order, &size) : NULL;
  char *text;

  so_hub_send_describe (send, object);
  order = bytes ? so_json_parse (bytes, (gssize) size, 0, NULL) : NULL;
  if (order)
    json_object_set_member (object, "order", g_steal_pointer (&order));
  text = so_json_write_object (object);
  event->studio = g_strdup (send->studio);
  event->endpoint = g_strdup ("hub");
  event->provider = g_strdup ("hub");
  event->kind = g_strdup ("send");
  event->headers = g_strdup ("");
  event->received_at = so_now ();
  event->key = so_hash_strings ("send", send->studio, send->id, so_hub_send_state_nick (send->state), at, SO_HASH_END);
  event->body = g_bytes_new_take (text, strlen (text));
  return event;
}

/* That it is told twice where this process ends in between is known by the event's key. */
static gboolean
work_tell (SoHubStore *store, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) sends = so_hub_sends_untold (store, TELL_AT_ONCE, error);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);

  for (guint i = 0; sends && i < sends->len; i++)
    g_ptr_array_add (events, write_event (sends->pdata[i]));
  if (!sends || (events->len && !so_hub_store_put (store, events, error)))
    return FALSE;
  for (guint i = 0; i < sends->len; i++)
    if (!so_hub_send_told (store, sends->pdata[i], error))
      return FALSE;
  job->studios = g_ptr_array_new_null_terminated (sends->len, g_free, TRUE);
  for (guint i = 0; i < sends->len; i++)
    g_ptr_array_add (job->studios, g_strdup (((SoHubSend *) sends->pdata[i])->studio));
  return TRUE;
}

static void
on_told (const GError *error, gpointer data)
{
  Job *job = data;
  SoHubSending *self = job->self;
  guint n = job->studios ? job->studios->len : 0;
  gboolean again = self->tell_again || n == TELL_AT_ONCE;

  self->telling = self->tell_again = FALSE;
  if (error)
    g_message ("what became of messages could not be told: %s", error->message);
  else if (n)
    self->changed ((const char *const *) job->studios->pdata, self->data);
  job_free (job);
  if (again && !error)
    tell (self);
}

static void
tell (SoHubSending *self)
{
  if (self->telling)
    self->tell_again = TRUE;
  else
    {
      self->telling = TRUE;
      so_hub_worker_run (self->writer, work_tell, on_told, job_new (self));
    }
}

/* Proving ---------------------------------------------------------------------------------------- */

static Doubt *
doubt_of (SoHubSending *self, const SoHubSend *send)
{
  Doubt *doubt = g_hash_table_lookup (self->doubts, send->id);

  if (!doubt)
    {
      doubt = g_new0 (Doubt, 1);
      doubt->scanned = send->seq;
      doubt->wait = PROVE_FIRST_MS;
      doubt->next = so_monotonic () + PROVE_FIRST_MS;
      g_hash_table_insert (self->doubts, g_strdup (send->id), doubt);
    }
  return doubt;
}

static gboolean
on_looked_for (gpointer data)
{
  Job *job = data;
  SoHubSending *self = job->self;
  Doubt *doubt = doubt_of (self, job->call->send);

  self->provers--;
  doubt->scanned = job->scanned;
  if (job->proved)
    {
      g_hash_table_remove (self->doubts, job->call->send->id);
      so_hub_worker_run (self->writer, work_finish, on_finished, job);
    }
  else
    job_free (job);
  return G_SOURCE_REMOVE;
}

static gpointer
prove_thread (gpointer data)
{
  Job *job = data;

  job->proved = so_hub_call_out_prove (job->call, job->self->vault, &job->self->place, &job->scanned);
  g_idle_add (on_looked_for, job);
  return NULL;
}

static void
look_for (SoHubSending *self, SoHubCallOut *call)
{
  Doubt *doubt = doubt_of (self, call->send);
  Job *job;

  if (so_monotonic () < doubt->next || self->stopping || self->provers >= MOST_PROVERS)
    return so_hub_call_out_free (call);
  self->provers++;
  doubt->wait = MIN (doubt->wait * 2, PROVE_LAST_MS);
  doubt->next = so_monotonic () + doubt->wait;
  job = job_new (self);
  job->call = call;
  job->scanned = doubt->scanned;
  start_thread ("hub-prove", prove_thread, job);
}

static gboolean
work_unknown (SoHubStore *store, gpointer data, GError **error)
{
  Job *job = data;
  gint64 now = so_now ();
  g_autoptr (GPtrArray) sends = NULL;

  for (guint i = 0; job->held && i + 1 < job->held->len; i += 2)
    if (!so_hub_send_hold (store, job->held->pdata[i], job->held->pdata[i + 1], now + LEASE_MS, error))
      return FALSE;
  if (!so_hub_sends_recover (store, now, FALSE, &job->n, error) || !(sends = so_hub_sends_unknown (store, now - PROVE_DAYS_MS, error)))
    return FALSE;
  job->calls = g_ptr_array_new ();
  for (guint i = 0; i < sends->len; i++)
    {
      SoHubCallOut *call = so_hub_call_out_new (store, g_steal_pointer (&sends->pdata[i]), error);

      if (!call)
        return FALSE;
      g_ptr_array_add (job->calls, call);
    }
  return TRUE;
}

static void
on_unknown (const GError *error, gpointer data)
{
  Job *job = data;

  job->self->proving = FALSE;
  for (guint i = 0; job->calls && i < job->calls->len; i++)
    if (error)
      so_hub_call_out_free (job->calls->pdata[i]);
    else
      look_for (job->self, job->calls->pdata[i]);
  if (job->n)
    tell (job->self);
  job_free (job);
}

/* What takes long, as a large file to a slow provider, is not taken for lost. */
static GPtrArray *
list_held (SoHubSending *self)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->under_way->len; i++)
    {
      const SoHubSend *send = ((Job *) self->under_way->pdata[i])->call->send;

      g_ptr_array_add (held, g_strdup (send->studio));
      g_ptr_array_add (held, g_strdup (send->id));
    }
  return held;
}

static gboolean
on_look (gpointer data)
{
  SoHubSending *self = data;
  Job *job;

  claim (self);
  tell (self);
  if (!self->proving && !self->stopping && self->looks++ % PROVE_EVERY == 0)
    {
      self->proving = TRUE;
      job = job_new (self);
      job->held = list_held (self);
      so_hub_worker_run (self->writer, work_unknown, on_unknown, job);
    }
  return G_SOURCE_CONTINUE;
}

void
so_hub_sending_wake (SoHubSending *self)
{
  claim (self);
}

SoHubSending *
so_hub_sending_new (const SoHubPlace *place, SoHubWorker *writer, SoHubVault *vault, SoHubHeard changed, gpointer data)
{
  SoHubSending *self = g_new0 (SoHubSending, 1);

  self->place = (SoHubPlace) { g_strdup (place->path), g_strdup (place->server), g_strdup (place->password), place->notify };
  self->writer = writer;
  self->vault = vault;
  self->changed = changed;
  self->data = data;
  self->doubts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->under_way = g_ptr_array_new ();
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
  claim (self);
  return self;
}

gboolean
so_hub_sending_free (SoHubSending *self)
{
  gint64 until = so_monotonic () + GOODBYE_MS;

  self->stopping = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  while (self->busy && so_monotonic () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  /* It is found in doubt at the next start. */
  if (self->busy)
    return FALSE;
  g_hash_table_unref (self->doubts);
  g_ptr_array_unref (self->under_way);
  g_free (self->place.path);
  g_free (self->place.server);
  g_free (self->place.password);
  g_free (self);
  return TRUE;
}
