/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-call-after.h"

#include "so-analyst.h"
#include "so-assistant-settings.h"
#include "so-call-answer.h"
#include "so-call-backs.h"
#include "so-clock.h"
#include "so-drafter.h"
#include "so-escalation.h"
#include "so-events.h"
#include "so-job-queue.h"
#include "so-place.h"
#include "so-standing.h"
#include "so-studio-private.h"
#include "so-talk.h"
#include "so-tasks.h"
#include "so-threads.h"
#include "so-transcripts.h"
#include "so-understand.h"
#include "so-ways.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define READING "call"
#define BOOKING "call-booking"

/* Tasks -------------------------------------------------------------------------------------------- */

static gboolean
is_unanswered (SoCallState state)
{
  return state == SO_CALL_MISSED || state == SO_CALL_VOICEMAIL;
}

/* Whoever withholds their number cannot be called back. */
static gboolean
add_task (SoDb *db, const SoCall *call, GError **error)
{
  g_autofree char *finding = g_strconcat (SO_CALL_BACK_FINDING, call->message_id, NULL), *known = so_task_of_finding (db, finding), *title = NULL, *task = NULL;

  if (known || so_call_is_anonymous (call->number) || so_call_back_is_open (db, call->thread_id))
    return TRUE;
  /* Translators: a task; %s is a person, or a telephone number */
  title = g_strdup_printf (_("Call %s back"), call->contact ? call->contact : call->number);
  task = so_task_add (db, title, call->contact_id, call->thread_id, finding, so_now (), error);
  return task != NULL;
}

gboolean
so_call_after_pass (SoDb *db, guint *n, GError **error)
{
  g_auto (GStrv) done = so_call_back_done (db, error);

  *n = 0;
  for (; done && done[*n]; ++*n)
    if (!so_task_set_done (db, done[*n], TRUE, error))
      return FALSE;
  return done != NULL;
}

/* An SMS at once, where the owner wants that (so-standing.h). *@done: it waits out its undo window, and nothing else is to be proposed. */
static gboolean
text_back (SoStudio *studio, SoDb *db, const SoCall *call, gboolean *done, GError **error)
{
  gboolean copied = so_place_is_kept (db) && !so_place_is_confirmed (so_studio_get_store (studio), db);
  g_autoptr (GPtrArray) ways = call->state == SO_CALL_MISSED ? so_way_list (db, call->thread_id, error) : NULL;
  const SoWay *way = ways ? so_way_after_call (ways) : NULL;
  g_autofree char *draft = NULL;

  *done = FALSE;
  if (!way || way->channel != SO_CHANNEL_SMS)
    return call->state != SO_CALL_MISSED || ways;
  if (!so_standing_answer (db, call->message_id, NULL, copied, &draft, NULL, error))
    return FALSE;
  *done = draft != NULL;
  return TRUE;
}

static gboolean
answer (SoStudio *studio, SoDb *db, const SoCall *call, GError **error)
{
  gboolean done;

  return text_back (studio, db, call, &done, error) && (done || so_call_answer_propose (db, call, error));
}

/* What was said ------------------------------------------------------------------------------------- */

static gboolean
may_read (SoStudio *studio, SoDb *db)
{
  return !so_studio_is_demo (studio) && (!so_place_is_kept (db) || so_place_is_confirmed (so_studio_get_store (studio), db));
}

/* As what is written: its humour and urgency, and what it adds to the score of a lead. */
static gboolean
understand (SoStudio *studio, SoDb *db, const SoMessage *message, GError **error)
{
  g_autofree char *text = message->outbound ? NULL : so_talk_dup_said (db, message->id);
  g_autoptr (SoUnderstand) understand = text ? so_understand_new (studio) : NULL;

  if (!text)
    return TRUE;
  return so_understand_message (understand, db, message->id, text, error) && so_escalation_mark (db, message->id, error);
}

/* What somebody said in a voice note is a question as any other. */
static gboolean
answer_spoken (SoDb *db, const SoMessage *message, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *draft = message->outbound || so_assistant_is_manual (db) ? NULL : so_drafter_propose (db, message->thread_id, TRUE, &failed);

  return !failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE);
}

gboolean
so_call_after_words (SoStudio *studio, SoDb *db, const char *message_id, GError **error)
{
  gint64 newest = so_transcript_newest_at (db, message_id);
  g_autoptr (SoMessage) message = newest ? so_message_find (db, message_id, NULL) : NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoCall) call = message ? so_call_of_message (db, message_id, &failed) : NULL;
  gint64 asked = so_job_asked_at (db, READING, message_id);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!message || message->imported || (asked && asked >= newest) || !may_read (studio, db))
    return TRUE;
  return understand (studio, db, message, error) && so_job_add_again (db, READING, message_id, error) && so_analyst_heard (db, message->thread_id, error) &&
         (call ? !is_unanswered (call->state) || so_call_answer_propose (db, call, error) : answer_spoken (db, message, error));
}

/* Bookings ------------------------------------------------------------------------------------------ */

gboolean
so_call_booking_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoCall) call = db ? so_call_of_message (db, message_id, &failed) : NULL;

  *result = NULL;
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return db && (!call || (so_call_link_booking (db, call->id, error) && so_store_commit (store, &db, error)));
}

static gboolean
wait_for_booking (SoDb *db, const SoCall *call, GError **error)
{
  gint64 end = MAX (call->ended_at, call->started_at + (gint64) call->seconds * 1000);

  if (!so_call_state_is_answered (call->state) || call->booking_id || so_job_asked_at (db, BOOKING, call->message_id))
    return TRUE;
  return so_job_arm (db, BOOKING, call->message_id, end + SO_CALL_BOOKING_MS, SO_CALL_BOOKING_MS, TRUE, error);
}

gboolean
so_call_after (SoStudio *studio, SoDb *db, const SoCallTaken *taken, GError **error)
{
  g_autoptr (SoCall) call = taken->message_id && so_call_state_is_over (taken->state) ? so_call_find (db, taken->id, error) : NULL;
  gboolean changed = taken->added || taken->before != taken->state;
  guint done;

  if (!call)
    return !taken->message_id || !so_call_state_is_over (taken->state);
  if (changed && is_unanswered (call->state) && !call->outbound && (!add_task (db, call, error) || !answer (studio, db, call, error)))
    return FALSE;
  if (changed && ((so_call_state_is_answered (call->state) && !so_call_answer_withdraw (db, call->thread_id, error)) || !so_call_after_pass (db, &done, error) || !wait_for_booking (db, call, error)))
    return FALSE;
  return so_call_after_words (studio, db, call->message_id, error);
}
