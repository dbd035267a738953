/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-automation.h"
#include "so-clock.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-json.h"
#include "so-rule-verbs.h"
#include "so-rules.h"
#include "so-sequences.h"
#include "so-verb.h"

#include <string.h>

/* The owner's own rules, and follow-ups. */

/* "if" and "then" as they are stored. */
static gboolean
set_parts (JsonObject *object, const SoRule *rule, GError **error)
{
  g_autofree char *json = so_rule_to_json (rule, FALSE);
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, error);

  if (!node)
    return FALSE;
  json_object_set_member (object, "if", json_object_dup_member (json_node_get_object (node), "if"));
  json_object_set_member (object, "then", json_object_dup_member (json_node_get_object (node), "then"));
  return TRUE;
}

static JsonObject *
describe (SoDb *db, const SoRule *rule)
{
  JsonObject *object = json_object_new ();
  g_autofree char *words = so_rule_describe (db, rule);

  json_object_set_string_member (object, "id", rule->id);
  json_object_set_string_member (object, "name", rule->name);
  json_object_set_boolean_member (object, "enabled", rule->enabled);
  json_object_set_int_member (object, "version", rule->version);
  set_parts (object, rule, NULL);
  json_object_set_string_member (object, "words", words);
  json_object_set_int_member (object, "used", rule->used);
  so_ctl_json_set_time (object, "used_at", rule->used_at);
  return object;
}

static gboolean
print_rule (SoCtl *ctl, const char *id, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoRule) rule = db ? so_rule_find (db, id, error) : NULL;

  return rule && so_ctl_print (ctl, describe (db, rule));
}

gboolean
so_ctl_rule_list (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "id name enabled used words");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) rules = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !(rules = so_rule_list (db, FALSE, error)))
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    so_ctl_list_add (list, describe (db, rules->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_rule_show (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && print_rule (ctl, so_ctl_arg (ctl, 0), error);
}

static gboolean
is_yes (const char *value)
{
  return !g_ascii_strcasecmp (value, "yes") || !g_ascii_strcasecmp (value, "true") || !strcmp (value, "1");
}

static gboolean
set_number (JsonObject *object, const char *name, const char *value, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, 0, G_MAXINT, &number, NULL))
    return so_ctl_misused (error, "“%s” is no number", value);
  json_object_set_int_member (object, name, number);
  return TRUE;
}

/* "words=kids,children" as a member. What is no key of a rule is refused where the rule is read. */
static gboolean
set_member (JsonObject *object, const char *word, GError **error)
{
  static const char *const lists[] = { "words", "tags", NULL }, *const flags[] = { "first", "closed", "escalate", NULL };
  g_auto (GStrv) pair = g_strsplit (word, "=", 2);

  if (!pair[0] || !pair[1])
    return so_ctl_misused (error, "“%s” is no KEY=VALUE", word);
  if (g_strv_contains (lists, pair[0]))
    {
      g_auto (GStrv) values = g_strsplit (pair[1], ",", -1);
      JsonArray *array = json_array_new ();

      for (guint i = 0; values[i]; i++)
        json_array_add_string_element (array, values[i]);
      json_object_set_array_member (object, pair[0], array);
    }
  else if (g_strv_contains (flags, pair[0]))
    json_object_set_boolean_member (object, pair[0], is_yes (pair[1]));
  else if (!strcmp (pair[0], "score_over"))
    return set_number (object, pair[0], pair[1], error);
  else
    json_object_set_string_member (object, pair[0], pair[1]);
  return TRUE;
}

/* NAME [if KEY=VALUE…] then KEY=VALUE… from the word at @from on. */
static char *
read_rule (SoCtl *ctl, guint from, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *rule = json_object_new (), *when = json_object_new (), *then = json_object_new (), *part = NULL;

  json_node_take_object (node, rule);
  json_object_set_string_member (rule, "name", so_ctl_arg (ctl, from));
  json_object_set_object_member (rule, "if", when);
  json_object_set_object_member (rule, "then", then);
  for (guint i = from + 1; i < g_strv_length (ctl->args); i++)
    {
      const char *word = so_ctl_arg (ctl, i);

      if (!strcmp (word, "if"))
        part = when;
      else if (!strcmp (word, "then"))
        part = then;
      else if (!part)
        return so_ctl_misused (error, "“%s” stands before “if” and “then”", word), NULL;
      else if (!set_member (part, word, error))
        return NULL;
    }
  return so_json_write (node, FALSE);
}

static gboolean
save_rule (SoCtl *ctl, const char *id, guint from, GError **error)
{
  g_autofree char *json = read_rule (ctl, from, error), *saved = NULL;

  return json && so_ctl_open (ctl, error) && so_studio_do (ctl->studio, SO_VERB_RULE_SAVE, id, json, &saved, error) && print_rule (ctl, saved, error);
}

gboolean
so_ctl_rule_add (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, G_MAXUINT, error) && save_rule (ctl, "new", 0, error);
}

gboolean
so_ctl_rule_change (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 3, G_MAXUINT, error) && save_rule (ctl, so_ctl_arg (ctl, 0), 1, error);
}

static gboolean
switch_rule (SoCtl *ctl, SoVerb verb, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) && so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 0), NULL, NULL, error) &&
         print_rule (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_rule_enable (SoCtl *ctl, GError **error)
{
  return switch_rule (ctl, SO_VERB_RULE_ON, error);
}

gboolean
so_ctl_rule_disable (SoCtl *ctl, GError **error)
{
  return switch_rule (ctl, SO_VERB_RULE_OFF, error);
}

static gboolean
remove_one (SoCtl *ctl, SoVerb verb, GError **error)
{
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 0), NULL, NULL, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "removed", so_ctl_arg (ctl, 0));
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_rule_remove (SoCtl *ctl, GError **error)
{
  return remove_one (ctl, SO_VERB_RULE_DELETE, error);
}

static JsonObject *
describe_trial (const SoRule *rule, const SoRuleTrial *trial)
{
  JsonObject *object = json_object_new ();
  JsonArray *examples = json_array_new ();

  json_object_set_string_member (object, "rule", rule->id);
  json_object_set_int_member (object, "days", SO_RULE_TRIAL_DAYS);
  json_object_set_int_member (object, "messages", trial->messages);
  json_object_set_int_member (object, "fitting", trial->fitting);
  for (guint i = 0; i < trial->examples->len; i++)
    {
      const SoRuleExample *example = trial->examples->pdata[i];
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "message", example->message_id);
      json_object_set_string_member (one, "thread", example->thread_id);
      so_ctl_json_set (one, "contact", example->contact_name);
      json_object_set_string_member (one, "question", example->question);
      so_ctl_json_set_time (one, "at", example->at);
      json_array_add_object_element (examples, one);
    }
  json_object_set_array_member (object, "examples", examples);
  return object;
}

gboolean
so_ctl_rule_dry_run (SoCtl *ctl, GError **error)
{
  GCancellable *cancellable;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoRule) rule = NULL;
  g_autoptr (SoRuleTrial) trial = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;
  cancellable = so_ctl_cancellable ();
  db = so_ctl_read (ctl, error);
  rule = db ? so_rule_find (db, so_ctl_arg (ctl, 0), error) : NULL;
  trial = rule ? so_rule_try (db, rule, so_now (), cancellable, error) : NULL;
  return trial && so_ctl_print (ctl, describe_trial (rule, trial));
}

static JsonObject *
describe_follow_ups (const SoSequence *sequence)
{
  JsonObject *object = json_object_new ();
  g_autofree char *json = so_sequence_to_json (sequence);
  g_autoptr (JsonNode) steps = so_json_parse (json, -1, 0, NULL);

  json_object_set_string_member (object, "id", sequence->id);
  json_object_set_string_member (object, "name", sequence->name);
  json_object_set_int_member (object, "version", sequence->version);
  json_object_set_int_member (object, "running", sequence->running);
  json_object_set_member (object, "steps", g_steal_pointer (&steps));
  return object;
}

gboolean
so_ctl_follow_up_list (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "id name running");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !(all = so_sequence_list (db, error)))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    so_ctl_list_add (list, describe_follow_ups (all->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* "2=Hi again" */
static gboolean
add_step (JsonArray *steps, const char *word, GError **error)
{
  g_auto (GStrv) pair = g_strsplit (word, "=", 2);
  JsonObject *step;

  if (!pair[0] || !pair[1])
    return so_ctl_misused (error, "“%s” is no DAYS=TEXT", word);
  step = json_object_new ();
  json_object_set_string_member (step, "text", pair[1]);
  json_array_add_object_element (steps, step);
  return set_number (step, "days", pair[0], error);
}

gboolean
so_ctl_follow_up_add (SoCtl *ctl, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL, *id = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoSequence) sequence = NULL;
  JsonObject *object = json_object_new ();
  JsonArray *steps = json_array_new ();

  json_node_take_object (node, object);
  json_object_set_array_member (object, "steps", steps);
  if (!so_ctl_parse (ctl, NULL, 2, 1 + SO_SEQUENCE_MOST_STEPS, error))
    return FALSE;
  json_object_set_string_member (object, "name", so_ctl_arg (ctl, 0));
  for (guint i = 1; i < g_strv_length (ctl->args); i++)
    if (!add_step (steps, so_ctl_arg (ctl, i), error))
      return FALSE;
  json = so_json_write (node, FALSE);
  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, SO_VERB_FOLLOW_UPS_SAVE, "new", json, &id, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  sequence = so_sequence_find (db, id, error);
  return sequence && so_ctl_print (ctl, describe_follow_ups (sequence));
}

gboolean
so_ctl_follow_up_remove (SoCtl *ctl, GError **error)
{
  return remove_one (ctl, SO_VERB_FOLLOW_UPS_DELETE, error);
}

static gboolean
print_runs (SoCtl *ctl, const char *thread_id, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "thread name step due_at state");
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) runs = db ? so_sequence_runs (db, thread_id, error) : NULL;

  for (guint i = 0; runs && i < runs->len; i++)
    {
      const SoSequenceRun *run = runs->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "thread", run->thread_id);
      json_object_set_string_member (object, "follow_up", run->sequence_id);
      so_ctl_json_set (object, "name", run->name);
      json_object_set_int_member (object, "step", run->step + 1);
      so_ctl_json_set_time (object, "due_at", run->due_at);
      json_object_set_string_member (object, "state", run->state);
      so_ctl_list_add (list, object);
    }
  return runs && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_follow_up_running (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 0, 1, error) && print_runs (ctl, ctl->args[0] ? so_ctl_arg (ctl, 0) : NULL, error);
}

gboolean
so_ctl_follow_up_start (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_FOLLOW_UPS_START, so_ctl_arg (ctl, 1), so_ctl_arg (ctl, 0), NULL, error) && print_runs (ctl, so_ctl_arg (ctl, 1), error);
}

gboolean
so_ctl_follow_up_stop (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_FOLLOW_UPS_STOP, so_ctl_arg (ctl, 0), NULL, NULL, error) && print_runs (ctl, so_ctl_arg (ctl, 0), error);
}
