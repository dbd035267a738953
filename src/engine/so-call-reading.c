/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-call-reading.h"

#include "so-analyst-private.h"
#include "so-calls.h"
#include "so-classification.h"
#include "so-error.h"
#include "so-studio-private.h"
#include "so-understand.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST 4000

/* What they wanted, of all that the caller said at once: in a call it comes in many small pieces. NULL: nothing that has a name. Static. */
static const char *
find_intent (SoStudio *studio, const SoTalk *talk)
{
  g_autoptr (SoUnderstand) understand = so_understand_new (studio);
  g_autoptr (SoClassification) is = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; talk->said->pdata[i] && text->len < LONGEST; i++)
    g_string_append_printf (text, "%s\n", (char *) talk->said->pdata[i]);
  is = so_understand_text (understand, text->str, NULL);
  return g_strcmp0 (is->category, "GENERAL") ? is->sub_category : NULL;
}

/* Whoever was spoken with and said nothing of the others was answered. NULL: it is not known. Static. */
static const char *
judge_outcome (const SoTalk *talk, const SoCall *call, SoOutcome said)
{
  gboolean spoke = FALSE;

  for (guint i = 0; i < talk->turns->len; i++)
    spoke = spoke || g_array_index (talk->turns, SoAnalysisTurn, i).outbound;
  if (talk->thread->state == SO_THREAD_SPAM)
    said = SO_OUTCOME_SPAM;
  else if (call->booking_id)
    said = SO_OUTCOME_BOOKED;
  else if (call->signs & SO_CALL_HANDED_OVER && said != SO_OUTCOME_BOOKED)
    said = SO_OUTCOME_ESCALATED;
  else if ((said == SO_OUTCOME_OPEN || said == SO_OUTCOME_ANSWERED) && so_call_state_is_answered (call->state) && spoke)
    said = SO_OUTCOME_ANSWERED;
  else if (said == SO_OUTCOME_ANSWERED)
    said = SO_OUTCOME_OPEN;
  return said == SO_OUTCOME_OPEN ? NULL : so_outcome_nick (said);
}

/* The rules know what was asked about, and nothing of how it was said. NULL: not even that. */
static char *
sum_up (const SoAnalysis *analysis)
{
  g_autoptr (GString) about = g_string_new (NULL);

  for (guint i = 0; i < analysis->items->len; i++)
    {
      const SoAnalysisItem *item = analysis->items->pdata[i];

      if (item->kind == SO_ANALYSIS_INTEREST)
        g_string_append_printf (about, "%s%s", about->len ? ", " : "", item->what);
    }
  /* Translators: of a call; a list such as "Salsa, Trial Class" */
  return about->len ? g_strdup_printf (_("Asked about: %s."), about->str) : NULL;
}

static gboolean
keep (SoDb *db, const SoTalk *talk, const SoCall *call, const SoAnalysis *analysis, const char *intent, GError **error)
{
  g_autofree char *rules = analysis->by_model ? NULL : sum_up (analysis);
  SoCallReading reading = { .intent = intent, .outcome = judge_outcome (talk, call, analysis->outcome), .satisfaction = analysis->satisfaction,
                            .satisfaction_why = analysis->satisfaction_quote };

  reading.summary = rules ? rules : analysis->by_model && *analysis->summary ? analysis->summary : NULL;
  return so_call_read (db, call->id, &reading, !analysis->by_model, error);
}

static gboolean
keep_rules (SoStudio *studio, const SoTalk *talk, const SoCall *call, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  const char *intent = find_intent (studio, talk);
  g_autoptr (SoAnalysis) analysis = NULL;
  g_autoptr (SoDb) db = NULL;

  so_talk_understand (studio, talk);
  analysis = so_analysis_by_rules (so_studio_get_classifier (studio), (const SoAnalysisTurn *) (gpointer) talk->turns->data, talk->turns->len);
  db = so_store_begin (store, NULL, error);
  return db && keep (db, talk, call, analysis, intent, error) && so_store_commit (store, &db, error);
}

/* NULL without an error: it was erased meanwhile, or is no call. */
static SoTalk *
load (SoDb *db, const char *message_id, SoCall **call, GError **error)
{
  g_autoptr (GError) gone = NULL;
  g_autoptr (SoTalk) talk = so_talk_load_message (db, message_id, &gone);

  if (!talk && !g_error_matches (gone, SO_ERROR, SO_ERROR_CHANGE))
    return g_propagate_error (error, g_steal_pointer (&gone)), NULL;
  *call = talk ? so_call_of_message (db, message_id, error) : NULL;
  return *call ? g_steal_pointer (&talk) : NULL;
}

gboolean
so_call_reading_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoCall) call = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoTalk) talk = db ? load (db, message_id, &call, &failed) : NULL;

  *result = NULL;
  if (!db || failed)
    return failed ? g_propagate_error (error, g_steal_pointer (&failed)), FALSE : FALSE;
  g_clear_pointer (&db, so_db_release);
  /* Nothing is known of what nobody said. */
  if (!talk || talk->said->len < 2)
    return TRUE;
  /* The rules' is there, whatever becomes of the model's. */
  if (!keep_rules (studio, talk, call, error))
    return FALSE;
  if (!so_analyst_may_ask (studio, talk))
    return TRUE;
  *result = so_analyst_ask (studio, talk, cancellable, error);
  return *result != NULL;
}

gboolean
so_call_reading_keep (SoStudio *studio, SoDb *db, const char *message_id, const char *result, GError **error)
{
  g_autoptr (SoCall) call = NULL;
  g_autoptr (SoTalk) talk = result ? load (db, message_id, &call, NULL) : NULL;
  g_autofree char *by = NULL, *fault = NULL;
  g_autoptr (SoAnalysis) analysis = talk ? so_analyst_parse (talk, result, &by, &fault) : NULL;

  /* Nonsense leaves the rules' reading. */
  return !analysis || keep (db, talk, call, analysis, NULL, error);
}
