/* SPDX-License-Identifier: MIT */
#include "so-jobs.h"

#include "so-analyst.h"
#include "so-assistant.h"
#include "so-call-after.h"
#include "so-call-reading.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-job-queue.h"
#include "so-db-tell.h"
#include "so-drafter.h"
#include "so-meaning.h"
#include "so-place.h"
#include "so-refiner.h"
#include "so-retry.h"
#include "so-studio-private.h"
#include "so-threads.h"
#include "so-transcribe.h"
#include "so-worker.h"
#include "so-writer.h"

#define MOST_TRIES 5
#define RETRY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
/* One that is due in a moment is waited for. */
#define LONGEST_TIMER (3600 * 1000)

static gboolean write_draft (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error);

/* The rules have classified and scored it already, so what the owner waits for comes first. The last is about a conversation, and done
 * without a model too. */
#define ANALYSE 3
static const SoJobKind kinds[] = {
  { "draft", "smart_reply", write_draft, NULL, SO_EFFECT_PROPOSE },
  { "refine", "conversation_analysis", so_refiner_work, so_refiner_keep, SO_EFFECT_NOTE },
  { "score", "lead_scoring", so_opinion_work, so_opinion_keep, SO_EFFECT_NOTE },
  { "analyse", "conversation_analysis", so_analyst_work, so_analyst_keep, SO_EFFECT_PROPOSE_CHANGE },
  /* Of a call that is over, and need no model either. */
  { "call", "conversation_analysis", so_call_reading_work, so_call_reading_keep, SO_EFFECT_PROPOSE_CHANGE },
  { "call-booking", "conversation_analysis", so_call_booking_work, NULL, SO_EFFECT_NOTE },
  /* Entries of the knowledge base have their own way into the queue. */
  { SO_MEANING_JOB, "embedding", so_meaning_work, NULL, SO_EFFECT_NOTE },
  /* So have sounds that came. */
  { SO_JOB_TRANSCRIBE, "transcription", so_transcribe_work, NULL, SO_EFFECT_NOTE, 12 },
};

/* What is done one after the other; the lanes go on beside each other. */
typedef struct {
  SoJobs *jobs;
  SoJobLane lane;
  SoWorker *worker;
  GMutex running;            /* held by a turn */
  gboolean busy, again;
  guint timer;
} Lane;

struct _SoJobs {
  SoStudio *studio;          /* not owned: it owns us */
  Lane lanes[SO_N_JOB_LANES];
  GCancellable *stop;
  gboolean started;
  gulong changed;
};

const SoJobKind *
so_job_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

static gboolean
may_run (SoStudio *studio, SoDb *db)
{
  return !so_studio_is_demo (studio) && (!so_place_is_kept (db) || so_place_is_confirmed (so_studio_get_store (studio), db));
}

guint
so_jobs_wanted (SoStudio *studio, SoDb *db)
{
  guint wanted = 0;

  if (!may_run (studio, db))
    return 0;
  wanted |= 1u << ANALYSE;
  for (guint i = 0; i < ANALYSE; i++)
    if (so_assistant_has_model_in (db, kinds[i].agent) && (!g_str_equal (kinds[i].nick, "draft") || !so_assistant_is_manual (db)))
      wanted |= 1u << i;
  return wanted;
}

gboolean
so_jobs_add (SoDb *db, const char *message_id, const char *thread_id, guint wanted, GError **error)
{
  for (guint i = 0; i < ANALYSE; i++)
    if (wanted & 1u << i && !so_job_add (db, kinds[i].nick, message_id, error))
      return FALSE;
  return !(wanted & 1u << ANALYSE) || so_analyst_heard (db, thread_id, error);
}

gboolean
so_jobs_retry (SoDb *db, GError **error)
{
  return so_job_retry_failed (db, so_now () - RETRY_MS, error);
}

/* The thread of @message_id where that is what waits for an answer; NULL: somebody wrote again, or answered. */
static char *
find_waiting (SoStudio *studio, const char *message_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoMessage) message = db ? so_message_find (db, message_id, NULL) : NULL;
  g_autoptr (SoMessage) newest = message ? so_drafter_find_question (db, message->thread_id, NULL) : NULL;

  return newest && g_str_equal (newest->id, message_id) ? g_strdup (message->thread_id) : NULL;
}

static gboolean
write_draft (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error)
{
  g_autofree char *thread = find_waiting (studio, message_id);

  *result = NULL;
  if (!thread)
    return TRUE;
  /* That the owner stopped it is no failure; that the program ends is: it is begun anew. */
  return so_writer_write (studio, thread, NULL, cancellable, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Running ---------------------------------------------------------------------------------------- */

static const SoJobKind *
kind_of (const SoJob *job)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].nick, job->kind))
      return &kinds[i];
  return NULL;
}

static guint
most_tries (const SoJobKind *kind)
{
  return kind->tries ? kind->tries : MOST_TRIES;
}

static gboolean
claim (SoStudio *studio, SoJobLane lane, SoJob **job, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_read (store, error);

  *job = NULL;
  if (!db)
    return FALSE;
  if (!may_run (studio, db) || !so_job_next_at (db, lane) || so_job_next_at (db, lane) > so_now ())
    return TRUE;
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (store, NULL, error);
  return db && so_job_claim (db, lane, so_now (), job, error) && so_store_commit (store, &db, error);
}

/* A page says of a sound how it stands with it; no other job is seen by itself. */
static void
tell (SoDb *db, const SoJob *job)
{
  if (db && g_str_equal (job->kind, SO_JOB_TRANSCRIBE))
    so_db_tell (db, SO_CHANGED_CALLS);
}

/* What it said, and that it is done, in one: whoever is killed before begins anew, whoever is killed after has nothing left to do. */
static gboolean
finish (SoStudio *studio, const SoJob *job, const SoJobKind *kind, const char *result, const char *words, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  tell (db, job);
  return db && (words || !kind->keep || kind->keep (studio, db, job->target_id, result, error)) &&
         so_job_finish (db, job->n, result, words, error) && so_store_commit (store, &db, error);
}

static gboolean
put_off (SoStudio *studio, const SoJob *job, gint64 at, gboolean tried, const char *words, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  tell (db, job);
  return db && so_job_put_off (db, job->n, at, tried, words, error) && so_store_commit (store, &db, error);
}

/* *@wait: ms until anybody is asked again, where the server is busy; 0: go on. */
static gboolean
end_badly (SoStudio *studio, const SoJob *job, const SoJobKind *kind, GError *failed, gint64 *wait, GError **error)
{
  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      put_off (studio, job, 0, FALSE, NULL, NULL);
      return g_propagate_error (error, g_error_copy (failed)), FALSE;
    }
  if (!g_error_matches (failed, SO_ERROR, SO_ERROR_WAIT))
    return finish (studio, job, kind, NULL, failed->message, error);
  *wait = so_retry_delay (job->attempts, so_error_get_wait (failed) ? so_error_get_wait (failed) : -1, g_random_int ());
  if (job->attempts >= most_tries (kind))
    return finish (studio, job, kind, NULL, failed->message, error);
  return put_off (studio, job, so_now () + *wait, TRUE, failed->message, error);
}

static gboolean
run_one (SoStudio *studio, const SoJob *job, gint64 *wait, GCancellable *cancellable, GError **error)
{
  const SoJobKind *kind = kind_of (job);
  g_autoptr (GError) failed = NULL;
  g_autofree char *result = NULL;

  *wait = 0;
  /* Of another version, or a program that was killed over it again and again. */
  if (!kind)
    return finish (studio, job, NULL, NULL, "This version cannot do that", error);
  if (job->attempts > most_tries (kind))
    return finish (studio, job, kind, NULL, job->error ? job->error : "It was begun too often", error);
  if (!so_origin_check (SO_ORIGIN_MODEL, kind->effect, &failed) || !kind->work (studio, job->target_id, cancellable, &result, &failed))
    return end_badly (studio, job, kind, failed, wait, error);
  return finish (studio, job, kind, result, NULL, error);
}

static gboolean
recover (SoStudio *studio, SoJobLane lane, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_read (store, error);
  guint n;

  if (!db || !so_job_is_any_running (db, lane))
    return db != NULL;
  g_clear_pointer (&db, so_db_release);
  db = so_store_begin (store, NULL, error);
  return db && so_job_recover (db, lane, &n, error) && so_store_commit (store, &db, error);
}

/* The knowledge base of a demonstration, or of a folder that was copied, is nobody's business either. */
static gboolean
queue_entries (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  gboolean may = db && may_run (studio, db);

  if (!db)
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  return !may || so_meaning_queue (studio, error);
}

static gboolean
run_lane (SoStudio *studio, SoJobLane lane, guint *ran, gint64 *next, GCancellable *cancellable, GError **error)
{
  gint64 wait = 0;

  *ran = 0;
  *next = 0;
  if (!recover (studio, lane, error))
    return FALSE;
  for (;;)
    {
      g_autoptr (SoJob) job = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || (lane == SO_JOB_LANE_WORDS && !queue_entries (studio, error)) || !claim (studio, lane, &job, error))
        return FALSE;
      if (!job)
        break;
      if (!run_one (studio, job, &wait, cancellable, error))
        return FALSE;
      *ran += !wait;
      /* Whoever is busy for one is busy for all. */
      if (wait)
        break;
    }
  if (wait)
    {
      *next = so_now () + wait;
    }
  else
    {
      g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

      if (!db)
        return FALSE;
      *next = may_run (studio, db) ? so_job_next_at (db, lane) : 0;
    }
  return TRUE;
}

gboolean
so_jobs_run (SoStudio *studio, guint *ran, gint64 *next, GCancellable *cancellable, GError **error)
{
  *ran = 0;
  *next = 0;
  for (SoJobLane lane = 0; lane < SO_N_JOB_LANES; lane++)
    {
      gint64 again;
      guint n;

      if (!run_lane (studio, lane, &n, &again, cancellable, error))
        return FALSE;
      *ran += n;
      *next = again && (!*next || again < *next) ? again : *next;
    }
  return TRUE;
}

/* By itself -------------------------------------------------------------------------------------- */

typedef struct {
  Lane *lane;
  guint ran;
  gint64 next;
} Turn;

static void begin (Lane *lane);

SoJobs *
so_jobs_new (SoStudio *studio)
{
  SoJobs *self = g_new0 (SoJobs, 1);

  self->studio = studio;
  self->stop = g_cancellable_new ();
  for (SoJobLane i = 0; i < SO_N_JOB_LANES; i++)
    {
      self->lanes[i].jobs = self;
      self->lanes[i].lane = i;
      self->lanes[i].worker = so_worker_new ();
      g_mutex_init (&self->lanes[i].running);
    }
  return self;
}

void
so_jobs_free (SoJobs *self)
{
  so_jobs_stop (self);
  for (SoJobLane i = 0; i < SO_N_JOB_LANES; i++)
    {
      so_worker_stop (self->lanes[i].worker);
      g_mutex_clear (&self->lanes[i].running);
    }
  g_object_unref (self->stop);
  g_free (self);
}

static void
do_turn (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Turn *turn = data;
  g_autoptr (GError) error = NULL;
  gboolean ok;

  g_mutex_lock (&turn->lane->running);
  ok = run_lane (source, turn->lane->lane, &turn->ran, &turn->next, cancellable, &error);
  g_mutex_unlock (&turn->lane->running);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
on_timer (gpointer data)
{
  Lane *lane = data;

  lane->timer = 0;
  begin (lane);
  return G_SOURCE_REMOVE;
}

static void
on_turn_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Turn *turn = g_task_get_task_data (G_TASK (result));
  Lane *lane = turn->lane;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  lane->busy = FALSE;
  if (!lane->jobs->started)
    return;
  if (!ok && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("What a model has to do stopped: %s", error->message);
  if (lane->again)
    begin (lane);
  else if (ok && turn->next)
    lane->timer = g_timeout_add ((guint) CLAMP (turn->next - so_now (), 1, LONGEST_TIMER), on_timer, lane);
}

static void
begin (Lane *lane)
{
  g_autoptr (GTask) task = NULL;
  Turn *turn;

  lane->again = lane->busy;
  if (lane->busy)
    return;
  lane->busy = TRUE;
  g_clear_handle_id (&lane->timer, g_source_remove);
  turn = g_new0 (Turn, 1);
  turn->lane = lane;
  task = g_task_new (lane->jobs->studio, lane->jobs->stop, on_turn_done, NULL);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, turn, g_free);
  so_worker_push (lane->worker, task, do_turn);
}

static void
begin_all (SoJobs *self)
{
  for (SoJobLane i = 0; i < SO_N_JOB_LANES; i++)
    begin (&self->lanes[i]);
}

static void
on_store_changed (SoJobs *self, guint changes)
{
  /* Something came in, the owner is done with a conversation, taught something, or chose another model. */
  if (changes & (SO_CHANGED_MESSAGES | SO_CHANGED_THREADS | SO_CHANGED_SETTINGS | SO_CHANGED_KNOWLEDGE))
    begin_all (self);
}

void
so_jobs_start (SoJobs *self)
{
  if (self->started)
    return;
  self->started = TRUE;
  self->changed = g_signal_connect_swapped (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self);
  begin_all (self);
}

void
so_jobs_stop (SoJobs *self)
{
  if (!self->started)
    return;
  self->started = FALSE;
  g_clear_signal_handler (&self->changed, so_studio_get_store (self->studio));
  g_cancellable_cancel (self->stop);
  for (SoJobLane i = 0; i < SO_N_JOB_LANES; i++)
    {
      self->lanes[i].again = FALSE;
      g_clear_handle_id (&self->lanes[i].timer, g_source_remove);
      /* The lease is given back after this: nothing may run without it. */
      g_mutex_lock (&self->lanes[i].running);
      g_mutex_unlock (&self->lanes[i].running);
    }
  g_object_unref (self->stop);
  self->stop = g_cancellable_new ();
}
