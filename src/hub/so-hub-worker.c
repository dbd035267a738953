/* SPDX-License-Identifier: MIT */
#include "so-hub-worker.h"

/* More together does not make a commit cheaper, and makes the first of them wait. */
#define MOST_TOGETHER 512
#define MOST_TOGETHER_BYTES (4 * 1024 * 1024)
#define MOST_WAITING 8192
/* The largest body has room. Those who sent them may be gone: these are beside what the door counts. */
#define MOST_WAITING_BYTES (32 * 1024 * 1024)

typedef struct {
  SoHubWorker *worker;
  SoHubEvent *event;       /* or @work */
  SoHubStored stored;
  SoHubWork work;
  SoHubDone done;
  gpointer data;
  GError *error;
  gboolean stop;
} Job;

struct _SoHubWorker {
  SoHubStore *store;       /* of the thread */
  GThread *thread;
  GAsyncQueue *parcels;    /* GPtrArray of Job: requests of providers, or one of another kind */
  GMainContext *context;
  GPtrArray *gathered;     /* Job: requests of this turn of the loop, handed over together: one wake-up, one commit; or NULL */
  gsize gathered_bytes;
  GSource *gathering;
  SoHubWorkerNumbers numbers;
};

static void
job_free (gpointer data)
{
  Job *job = data;

  so_hub_event_free (job->event);
  g_clear_error (&job->error);
  g_free (job);
}

static void
tell (Job *job)
{
  SoHubWorkerNumbers *numbers = &job->worker->numbers;

  if (job->event)
    {
      numbers->waiting--;
      numbers->waiting_bytes -= g_bytes_get_size (job->event->body);
      numbers->failing = job->error != NULL;
      numbers->failed += job->error != NULL;
      numbers->stored += !job->error && job->event->seq;
      numbers->duplicates += !job->error && !job->event->seq;
      job->stored (job->event, job->error, job->data);
    }
  else if (job->done)
    job->done (job->error, job->data);
}

static gboolean
on_batch_done (gpointer data)
{
  GPtrArray *jobs = data;
  SoHubWorker *worker = ((Job *) jobs->pdata[0])->worker;

  worker->numbers.commits++;
  for (guint i = 0; i < jobs->len; i++)
    tell (jobs->pdata[i]);
  return G_SOURCE_REMOVE;
}

static void
hand_back (SoHubWorker *self, GPtrArray *jobs)
{
  if (jobs->len)
    g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, on_batch_done, g_ptr_array_ref (jobs), (GDestroyNotify) g_ptr_array_unref);
}

static void
store_batch (SoHubWorker *self, GPtrArray *batch)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < batch->len; i++)
    g_ptr_array_add (events, ((Job *) batch->pdata[i])->event);
  if (so_hub_store_put (self->store, events, &error))
    return;
  for (guint i = 0; i < batch->len; i++)
    ((Job *) batch->pdata[i])->error = g_error_copy (error);
}

static gboolean
are_events (GPtrArray *parcel)
{
  return ((Job *) parcel->pdata[0])->event != NULL;
}

static gsize
weigh (GPtrArray *parcel)
{
  gsize bytes = 0;

  for (guint i = 0; i < parcel->len; i++)
    bytes += g_bytes_get_size (((Job *) parcel->pdata[i])->event->body);
  return bytes;
}

/* The next jobs: requests of providers together, or one of another kind. */
static GPtrArray *
take_batch (SoHubWorker *self)
{
  GPtrArray *batch = g_async_queue_pop (self->parcels), *more;
  gsize bytes = are_events (batch) ? weigh (batch) : MOST_TOGETHER_BYTES;

  while (bytes < MOST_TOGETHER_BYTES && (more = g_async_queue_try_pop (self->parcels)))
    {
      if (!are_events (more) || batch->len + more->len > MOST_TOGETHER)
        {
          g_async_queue_push_front (self->parcels, more);
          break;
        }
      bytes += weigh (more);
      g_ptr_array_extend_and_steal (batch, more);
    }
  return batch;
}

static gpointer
work_on (gpointer data)
{
  SoHubWorker *self = data;
  gboolean stop = FALSE;

  while (!stop)
    {
      g_autoptr (GPtrArray) batch = take_batch (self);
      Job *first = batch->pdata[0];

      stop = first->stop;
      if (first->event)
        store_batch (self, batch);
      else if (first->work && !first->work (self->store, first->data, &first->error) && !first->error)
        g_warning ("a piece of work of the hub failed without a word");
      hand_back (self, batch);
    }
  return NULL;
}

static void
hand_over (SoHubWorker *self)
{
  if (self->gathered)
    g_async_queue_push (self->parcels, g_steal_pointer (&self->gathered));
  self->gathered_bytes = 0;
  if (self->gathering)
    g_source_destroy (self->gathering);
  g_clear_pointer (&self->gathering, g_source_unref);
}

static gboolean
on_gathered (gpointer data)
{
  hand_over (data);
  return G_SOURCE_REMOVE;
}

static void
gather (SoHubWorker *self, Job *job)
{
  job->worker = self;
  if (!self->gathered)
    {
      self->gathered = g_ptr_array_new_with_free_func (job_free);
      self->gathering = g_idle_source_new ();
      g_source_set_priority (self->gathering, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->gathering, on_gathered, self, NULL);
      g_source_attach (self->gathering, self->context);
    }
  g_ptr_array_add (self->gathered, job);
  self->gathered_bytes += g_bytes_get_size (job->event->body);
  if (self->gathered->len == MOST_TOGETHER || self->gathered_bytes >= MOST_TOGETHER_BYTES)
    hand_over (self);
}

/* After what was asked before it. */
static void
push (SoHubWorker *self, Job *job)
{
  GPtrArray *parcel = g_ptr_array_new_with_free_func (job_free);

  job->worker = self;
  g_ptr_array_add (parcel, job);
  hand_over (self);
  g_async_queue_push (self->parcels, parcel);
}

gboolean
so_hub_worker_put (SoHubWorker *self, SoHubEvent *event, SoHubStored stored, gpointer data)
{
  gsize size = g_bytes_get_size (event->body);
  Job *job;

  if (self->numbers.waiting >= MOST_WAITING || self->numbers.waiting_bytes + size > MOST_WAITING_BYTES)
    {
      so_hub_event_free (event);
      return FALSE;
    }
  self->numbers.waiting++;
  self->numbers.waiting_bytes += size;
  job = g_new0 (Job, 1);
  job->event = event;
  job->stored = stored;
  job->data = data;
  gather (self, job);
  return TRUE;
}

void
so_hub_worker_run (SoHubWorker *self, SoHubWork work, SoHubDone done, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->work = work;
  job->done = done;
  job->data = data;
  push (self, job);
}

const SoHubWorkerNumbers *
so_hub_worker_get_numbers (SoHubWorker *self)
{
  return &self->numbers;
}

SoHubWorker *
so_hub_worker_new (const SoHubPlace *place, SoHubStoreMode mode, GError **error)
{
  g_autoptr (SoHubStore) store = so_hub_store_open (place, mode, error);
  SoHubWorker *self;

  if (!store)
    return NULL;
  self = g_new0 (SoHubWorker, 1);
  self->store = g_steal_pointer (&store);
  self->parcels = g_async_queue_new ();
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_new ("hub-store", work_on, self);
  return self;
}

static void
on_stopped (const GError *error, gpointer data)
{
  *(gboolean *) data = TRUE;
}

void
so_hub_worker_free (SoHubWorker *self)
{
  gboolean stopped = FALSE;
  Job *job;

  if (!self)
    return;
  job = g_new0 (Job, 1);
  job->stop = TRUE;
  job->done = on_stopped;
  job->data = &stopped;
  push (self, job);
  while (!stopped)
    g_main_context_iteration (self->context, TRUE);
  g_thread_join (self->thread);
  g_async_queue_unref (self->parcels);
  g_main_context_unref (self->context);
  so_hub_store_close (self->store);
  g_free (self);
}
