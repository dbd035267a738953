/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-refiner.h"

#include "so-assistant.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-intents.h"
#include "so-json.h"
#include "so-opinion.h"
#include "so-refine.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define AGENT_REFINE "conversation_analysis"
#define AGENT_OPINION "lead_scoring"
/* Of what a model said that cannot be used: enough to see why. */
#define MOST_SAID 2000
#define MOST_TEXTS 20
/* Less sure than this, and less sure than the rules: the rules stand. */
#define LEAST_CONFIDENCE 0.5

void
so_refinement_free (SoRefinement *self)
{
  g_clear_pointer (&self->is, so_classification_free);
  g_free (self->action);
  g_free (self->fault);
  g_free (self->said);
  g_free (self->by);
  g_free (self);
}

/* "Tuesday, 2026-11-24" where the studio is. */
static char *
dup_today (SoStudio *studio)
{
  static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
  g_autoptr (GDateTime) here = so_studio_local_time (studio, so_now ());
  g_autofree char *date = g_date_time_format (here, "%Y-%m-%d");

  return g_strdup_printf ("%s, %s", days[g_date_time_get_day_of_week (here) - 1], date);
}

/* What @use says to one question; an answer that broke off is asked for again later. */
static char *
ask (SoModelUse *use, const char *system, const char *turn, const char *schema, const char **fault, GCancellable *cancellable, GError **error)
{
  const char *turns[] = { turn, NULL };
  SoModelAsk what = { .system = system, .turns = turns, .schema = schema };
  g_autoptr (SoModelAnswer) answer = so_assistant_ask (use, &what, NULL, NULL, cancellable, error);

  *fault = NULL;
  if (!answer)
    return NULL;
  if (answer->outcome == SO_MODEL_BROKEN || answer->outcome == SO_MODEL_EMPTY)
    return so_fail (error, SO_ERROR_WAIT, "%s", so_model_outcome_sentence (answer->outcome)), NULL;
  *fault = so_model_outcome_sentence (answer->outcome);
  return g_strdup (answer->text);
}

static char *
dup_by (SoModelUse *use)
{
  return g_strdup_printf ("%s %s", so_model_use_get_provider (use), so_model_use_get_model (use));
}

SoRefinement *
so_refiner_ask (SoStudio *studio, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoModelUse) use = so_assistant_open (studio, AGENT_REFINE, error);
  g_autoptr (SoUnderstand) understand = use ? so_understand_new (studio) : NULL;
  g_autofree char *today = dup_today (studio), *system = NULL, *turn = NULL;
  g_autoptr (SoRefinement) self = g_new0 (SoRefinement, 1);
  g_autoptr (GError) wrong = NULL;
  const char *fault;

  if (!use)
    return NULL;
  system = so_refine_system (&(SoRefineContext) { today, so_understand_get_classes (understand) });
  turn = so_refine_turn (text);
  self->said = ask (use, system, turn, so_refine_schema (), &fault, cancellable, error);
  if (!self->said)
    return NULL;
  self->by = dup_by (use);
  if (!fault)
    self->is = so_refine_parse (self->said, &self->action, &wrong);
  if (!self->is)
    self->fault = g_strdup (fault ? fault : wrong->message);
  return g_steal_pointer (&self);
}

static char *
write_fault (const char *by, const char *fault, const char *said)
{
  g_autofree char *part = g_utf8_strlen (said, -1) > MOST_SAID ? g_utf8_substring (said, 0, MOST_SAID) : g_strdup (said);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "by", by);
  json_object_set_string_member (object, "fault", fault);
  json_object_set_string_member (object, "said", part);
  return so_json_write_object (object);
}

static char *
write_refinement (const SoRefinement *r)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "by", r->by);
  json_object_set_string_member (object, "intent", r->is->category);
  json_object_set_string_member (object, "sub_category", r->is->sub_category);
  json_object_set_string_member (object, "priority", so_priority_nick (r->is->priority));
  json_object_set_string_member (object, "sentiment", so_sentiment_nick (r->is->sentiment));
  json_object_set_double_member (object, "confidence", r->is->confidence);
  if (r->is->language)
    json_object_set_string_member (object, "language", r->is->language);
  json_object_set_object_member (object, "entities", so_understand_entities (r->is));
  if (r->action)
    json_object_set_string_member (object, "action", r->action);
  return so_json_write_object (object);
}

static SoMessage *
find_message (SoStudio *studio, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_message_find (db, id, NULL) : NULL;
}

gboolean
so_refiner_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error)
{
  g_autoptr (SoMessage) message = find_message (studio, message_id);
  g_autoptr (SoRefinement) refinement = NULL;

  *result = NULL;
  /* Erased meanwhile, or a picture without a word. */
  if (!message || !*message->text)
    return TRUE;
  refinement = so_refiner_ask (studio, message->text, cancellable, error);
  if (refinement)
    *result = refinement->is ? write_refinement (refinement) : write_fault (refinement->by, refinement->fault, refinement->said);
  return refinement != NULL;
}

/* The conversation is never less urgent for what a model says: a customer could talk it into that. What the owner said stays. */
static gboolean
raise_priority (SoDb *db, const SoMessage *message, SoPriority priority, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, message->thread_id, NULL);
  SoPriority now = SO_PRIORITY_NORMAL;

  if (!thread || so_message_is_overruled (db, message->id) || (thread->priority && !so_priority_parse (thread->priority, &now)) || priority <= now)
    return TRUE;
  return so_thread_raise (db, message->id, so_priority_nick (priority), error) &&
         (priority < SO_PRIORITY_URGENT || so_thread_escalate (db, message->thread_id, so_now (), error));
}

/* What the job found, unless the message is gone by now; NULL where there is nothing to apply. */
static JsonNode *
parse_result (const char *result, const char *member)
{
  g_autoptr (JsonNode) node = result ? so_json_parse (result, -1, 0, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), member) ? g_steal_pointer (&node) : NULL;
}

gboolean
so_refiner_keep (SoStudio *studio, SoDb *db, const char *message_id, const char *result, GError **error)
{
  g_autoptr (JsonNode) node = parse_result (result, "intent");
  JsonObject *object = node ? json_node_get_object (node) : NULL;
  g_autoptr (SoMessage) message = object ? so_message_find (db, message_id, NULL) : NULL;
  double sure = object ? json_object_get_double_member_with_default (object, "confidence", 0) : 0;
  SoPriority priority;

  if (!message || (sure < LEAST_CONFIDENCE && sure < message->confidence) || !so_priority_parse (so_json_string (object, "priority"), &priority))
    return TRUE;
  return so_origin_check (SO_ORIGIN_MODEL, SO_EFFECT_MARK, error) &&
         so_message_set_refined (db, message_id, result, so_json_string (object, "intent"), so_json_string (object, "sub_category"), error) &&
         raise_priority (db, message, priority, error);
}

/* Opinions --------------------------------------------------------------------------------------- */

static gboolean
read_texts (SoStudio *studio, const char *message_id, GStrv *texts, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autofree char *lead = db ? so_message_lead (db, message_id) : NULL;

  *texts = lead ? so_message_texts_by (db, lead, MOST_TEXTS, error) : NULL;
  return db && (!lead || *texts);
}

gboolean
so_opinion_work (SoStudio *studio, const char *message_id, GCancellable *cancellable, char **result, GError **error)
{
  g_autofree char *system = so_opinion_system (), *turn = NULL, *said = NULL, *by = NULL, *why = NULL;
  g_autoptr (SoModelUse) use = NULL;
  g_autoptr (GError) wrong = NULL;
  g_auto (GStrv) texts = NULL;
  const char *fault;
  JsonObject *object;
  int score;

  *result = NULL;
  if (!read_texts (studio, message_id, &texts, error))
    return FALSE;
  /* A customer is no lead any more; somebody who only sent pictures said nothing. */
  if (!texts || !*texts)
    return TRUE;
  use = so_assistant_open (studio, AGENT_OPINION, error);
  turn = so_opinion_turn ((const char *const *) texts);
  said = use ? ask (use, system, turn, so_opinion_schema (), &fault, cancellable, error) : NULL;
  if (!said)
    return FALSE;
  by = dup_by (use);
  if (fault || !so_opinion_parse (said, &score, &why, &wrong))
    {
      *result = write_fault (by, fault ? fault : wrong->message, said);
      return TRUE;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "by", by);
  json_object_set_int_member (object, "score", score);
  json_object_set_string_member (object, "why", why);
  *result = so_json_write_object (object);
  return TRUE;
}

gboolean
so_opinion_keep (SoStudio *studio, SoDb *db, const char *message_id, const char *result, GError **error)
{
  g_autoptr (JsonNode) node = parse_result (result, "score");
  g_autofree char *lead = node ? so_message_lead (db, message_id) : NULL;

  return !lead || so_contact_set_opinion (db, lead, (int) so_json_int (json_node_get_object (node), "score"),
                                          so_json_string (json_node_get_object (node), "why"), error);
}
