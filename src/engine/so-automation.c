/* SPDX-License-Identifier: MIT */
#include "so-automation.h"

#include "so-capability.h"
#include "so-clock.h"
#include "so-drafts.h"
#include "so-events.h"
#include "so-fill.h"
#include "so-intents.h"
#include "so-reply-templates.h"
#include "so-rules.h"
#include "so-sequences.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-tags.h"
#include "so-text.h"
#include "so-words.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
#define QUESTION_CHARS 120

/* What is the same for every message of one look. */
typedef struct {
  SoHours *hours;          /* NULL: not known, so nothing is ever closed */
} Context;

static void
context_load (Context *context, SoDb *db)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);

  context->hours = profile ? so_standing_load_hours (db, profile) : NULL;
}

static void
context_clear (Context *context)
{
  g_clear_pointer (&context->hours, so_hours_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Context, context_clear)

/* A message as rules see it. */
typedef struct {
  SoStandingSituation *situation;
  SoRuleMessage *message;
  SoRuleFacts facts;
} Seen;

static void
seen_clear (Seen *seen)
{
  g_clear_pointer (&seen->situation, so_standing_situation_free);
  g_clear_pointer (&seen->message, so_rule_message_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seen, seen_clear)

static gboolean
look (SoDb *db, const Context *context, const char *message_id, Seen *seen, GError **error)
{
  const SoStandingSituation *s;

  seen->situation = so_standing_situation_of_message (db, message_id, error);
  seen->message = seen->situation ? so_rule_message (db, message_id, error) : NULL;
  if (!seen->message)
    return FALSE;
  s = seen->situation;
  seen->facts = (SoRuleFacts) {
    .text = s->texts[0], .channel = s->channel, .category = s->intent, .sub_category = s->sub_category, .sentiment = s->sentiment,
    .language = seen->message->language, .stage = seen->message->stage, .tags = (const char *const *) seen->message->tags, .score = s->score,
    .first = seen->message->first, .closed = context->hours && !so_hours_is_open (context->hours, s->at),
  };
  return TRUE;
}

/* What is proposed already by the studio's knowledge gives way; what the owner has begun to write does not. */
static gboolean
make_room (SoDb *db, const char *thread_id, gboolean *free, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) open = so_draft_of_thread (db, thread_id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  *free = !open || open->state == SO_DRAFT_PROPOSED;
  return !open || !*free || so_draft_step (db, open->id, SO_DRAFT_EVENT_SUPERSEDE, "redone", NULL, error);
}

static gboolean
propose (SoDb *db, const Seen *seen, const char *message_id, const char *template_id, GError **error)
{
  g_autoptr (SoReplyTemplate) reply = so_reply_template_find (db, template_id, NULL);
  const SoStandingSituation *s = seen->situation;
  g_autoptr (SoFill) fill = NULL;
  g_autofree char *text = NULL, *sources = NULL, *id = NULL;
  gboolean free = FALSE;

  /* The owner has removed it since: then the rule does the rest. */
  if (!reply)
    return TRUE;
  fill = so_fill_new (db, s->contact_name, s->texts[0], so_words_language (s->texts[0]), error);
  if (!fill || !make_room (db, s->thread_id, &free, error))
    return FALSE;
  if (!free)
    return TRUE;
  text = so_fill_text (fill, reply->text, NULL);
  so_fill_add_source (fill, "template", reply->id, reply->name, reply->version);
  sources = so_fill_dup_sources (fill);
  id = so_draft_add (db, &(SoDraftNew) { .thread_id = s->thread_id, .text = text, .origin = "own-rule", .sources = sources, .reply_to = message_id }, error);
  return id && so_event_log (db, "rule", "draft.proposed", "draft", id, NULL, error);
}

static gboolean
begin_follow_ups (SoDb *db, const char *thread_id, const char *sequence_id, GError **error)
{
  g_autoptr (SoSequence) sequence = so_sequence_find (db, sequence_id, NULL);

  return !sequence || so_sequence_start (db, sequence, thread_id, so_now (), error);
}

static gboolean
act (SoDb *db, const SoRule *rule, const Seen *seen, const char *message_id, gboolean may_propose, GError **error)
{
  const char *thread_id = seen->situation->thread_id;

  if (!so_origin_check (SO_ORIGIN_RULE, SO_EFFECT_MARK, error) || (rule->then.sequence_id && !so_origin_check (SO_ORIGIN_RULE, SO_EFFECT_FOLLOW_UP, error)) ||
      (rule->then.template_id && !so_origin_check (SO_ORIGIN_RULE, SO_EFFECT_PROPOSE, error)))
    return FALSE;
  for (guint i = 0; rule->then.tags && rule->then.tags[i]; i++)
    if (!so_tag_set_from (db, "thread", thread_id, rule->then.tags[i], TRUE, "rule", NULL, error))
      return FALSE;
  if (rule->then.priority && g_strcmp0 (seen->situation->priority, "URGENT") && !so_thread_raise (db, message_id, rule->then.priority, error))
    return FALSE;
  if (rule->then.escalate && !so_thread_escalate (db, thread_id, so_now (), error))
    return FALSE;
  if (rule->then.sequence_id && !begin_follow_ups (db, thread_id, rule->then.sequence_id, error))
    return FALSE;
  return !rule->then.template_id || !may_propose || propose (db, seen, message_id, rule->then.template_id, error);
}

gboolean
so_automation_apply (SoDb *db, const char *message_id, gboolean may_propose, GError **error)
{
  g_autoptr (GPtrArray) rules = so_rule_list (db, TRUE, error);
  g_auto (Context) context = { 0 };
  g_auto (Seen) seen = { 0 };

  if (!rules || !rules->len)
    return rules != NULL;
  context_load (&context, db);
  if (!look (db, &context, message_id, &seen, error))
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      const SoRule *rule = rules->pdata[i];
      gboolean taken = FALSE;

      if (!so_rule_fits (rule, &seen.facts))
        continue;
      if (!so_rule_use (db, rule, message_id, &taken, error))
        return FALSE;
      if (taken && (!act (db, rule, &seen, message_id, may_propose, error) || !so_event_log (db, "rule", "rule.applied", "thread", seen.situation->thread_id, NULL, error)))
        return FALSE;
      may_propose = may_propose && !(taken && rule->then.template_id);
    }
  return TRUE;
}

static void
example_free (SoRuleExample *example)
{
  g_free (example->message_id);
  g_free (example->thread_id);
  g_free (example->contact_name);
  g_free (example->question);
  g_free (example);
}

void
so_rule_trial_free (SoRuleTrial *trial)
{
  if (!trial)
    return;
  g_ptr_array_unref (trial->examples);
  g_free (trial);
}

static void
add_example (SoRuleTrial *trial, const char *message_id, const SoStandingSituation *s)
{
  SoRuleExample *example;

  trial->fitting++;
  if (trial->examples->len == SO_RULE_TRIAL_EXAMPLES)
    return;
  example = g_new0 (SoRuleExample, 1);
  example->message_id = g_strdup (message_id);
  example->thread_id = g_strdup (s->thread_id);
  example->contact_name = g_strdup (s->contact_name);
  example->question = so_text_snippet (s->texts[0], QUESTION_CHARS);
  example->at = s->at;
  g_ptr_array_add (trial->examples, example);
}

SoRuleTrial *
so_rule_try (SoDb *db, const SoRule *rule, gint64 now, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) ids = so_standing_messages (db, now - SO_RULE_TRIAL_DAYS * DAY_MS, now, error);
  g_autoptr (SoRuleTrial) trial = g_new0 (SoRuleTrial, 1);
  g_auto (Context) context = { 0 };

  trial->examples = g_ptr_array_new_with_free_func ((GDestroyNotify) example_free);
  if (!ids)
    return NULL;
  context_load (&context, db);
  for (guint i = g_strv_length (ids); i > 0; i--, trial->messages++)
    {
      g_auto (Seen) seen = { 0 };

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !look (db, &context, ids[i - 1], &seen, error))
        return NULL;
      if (so_rule_fits (rule, &seen.facts))
        add_example (trial, ids[i - 1], seen.situation);
    }
  return g_steal_pointer (&trial);
}

static void
try_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  SoRuleTrial *trial = db ? so_rule_try (db, data, so_now (), cancellable, &error) : NULL;

  if (trial)
    g_task_return_pointer (task, trial, (GDestroyNotify) so_rule_trial_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_try_rule_async (SoStudio *studio, const SoRule *rule, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && rule);

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_try_rule_async);
  g_task_set_task_data (task, so_rule_copy (rule), (GDestroyNotify) so_rule_free);
  so_studio_run (studio, task, try_on_worker);
}

SoRuleTrial *
so_studio_try_rule_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
