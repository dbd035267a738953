/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-analyst.h"
#include "so-contact-details.h"
#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-insights.h"
#include "so-tasks.h"
#include "so-threads.h"
#include "so-verb.h"

#include <string.h>

#define MOST_TASKS 1000

/* What was read out of conversations, and the tasks that come of it. */

static JsonObject *
describe_finding (const SoFinding *finding)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", finding->id);
  if (finding->field)
    so_ctl_json_set (object, "field", finding->field);
  so_ctl_json_set (object, "what", finding->what);
  so_ctl_json_set (object, "quote", finding->quote);
  so_ctl_json_set (object, "message_id", finding->message_id);
  so_ctl_json_set (object, "state", so_finding_state_nick (finding->state));
  if (finding->now)
    so_ctl_json_set (object, "now", finding->now);
  return object;
}

static JsonObject *
describe (const SoInsight *insight)
{
  static const char *const kinds[] = { "interest", "action", "frustration", "success", "detail" };
  JsonObject *object = json_object_new ();
  JsonArray *lists[G_N_ELEMENTS (kinds)];

  so_ctl_json_set (object, "thread_id", insight->thread_id);
  so_ctl_json_set (object, "by", insight->by_model ? "model" : "rules");
  so_ctl_json_set (object, "model", insight->model);
  so_ctl_json_set (object, "failure", insight->fault);
  so_ctl_json_set (object, "summary", insight->summary);
  so_ctl_json_set (object, "outcome", insight->outcome);
  so_ctl_json_set (object, "sentiment", insight->sentiment);
  if (insight->satisfaction >= 0)
    json_object_set_int_member (object, "satisfaction", insight->satisfaction);
  so_ctl_json_set (object, "satisfaction_quote", insight->quote);
  so_ctl_json_set (object, "satisfaction_message_id", insight->message_id);
  json_object_set_int_member (object, "messages", insight->messages);
  so_ctl_json_set_time (object, "newest_at", insight->newest_at);
  so_ctl_json_set_time (object, "updated_at", insight->updated_at);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    json_object_set_array_member (object, kinds[i], lists[i] = json_array_new ());
  for (guint i = 0; i < insight->findings->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      if (!strcmp (((SoFinding *) g_ptr_array_index (insight->findings, i))->kind, kinds[k]))
        json_array_add_object_element (lists[k], describe_finding (g_ptr_array_index (insight->findings, i)));
  json_object_set_int_member (object, "dropped", insight->dropped);
  return object;
}

gboolean
so_ctl_ai_analyse (SoCtl *ctl, GError **error)
{
  g_autofree char *failure = NULL;
  g_autoptr (SoInsight) insight = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error) ||
      !(insight = so_analyst_read (ctl->studio, so_ctl_arg (ctl, 0), &failure, so_ctl_cancellable (), error)))
    return FALSE;
  g_set_str (&insight->fault, failure);
  return so_ctl_print (ctl, describe (insight));
}

gboolean
so_ctl_ai_analysis (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)) || !(thread = so_thread_find (db, so_ctl_arg (ctl, 0), error)) ||
      !(both = so_insight_list (db, thread->id, error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "by outcome satisfaction summary");
  for (guint i = 0; i < both->len; i++)
    so_ctl_list_add (list, describe (g_ptr_array_index (both, i)));
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
decide (SoCtl *ctl, SoVerb verb, const char *argument, GError **error)
{
  const char *id = so_ctl_arg (ctl, 0);
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoFinding) finding = NULL;

  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, verb, id, argument, NULL, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  finding = so_finding_find (db, id, error);
  return finding && so_ctl_print (ctl, describe_finding (finding));
}

gboolean
so_ctl_ai_accept (SoCtl *ctl, GError **error)
{
  gboolean replace = FALSE;
  const GOptionEntry entries[] = { { "replace", 0, 0, G_OPTION_ARG_NONE, &replace }, { NULL } };

  return so_ctl_parse (ctl, entries, 1, 1, error) && decide (ctl, SO_VERB_DETAIL_ACCEPT, replace ? "replace" : NULL, error);
}

gboolean
so_ctl_ai_dismiss (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && decide (ctl, SO_VERB_DETAIL_DISMISS, NULL, error);
}

/* Tasks ------------------------------------------------------------------------------------------ */

static JsonObject *
describe_task (const SoTask *task)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", task->id);
  so_ctl_json_set (object, "title", task->title);
  json_object_set_boolean_member (object, "done", task->done_at != 0);
  so_ctl_json_set (object, "contact_id", task->contact_id);
  so_ctl_json_set (object, "contact", task->contact);
  so_ctl_json_set (object, "thread_id", task->thread_id);
  so_ctl_json_set (object, "finding_id", task->finding_id);
  so_ctl_json_set_time (object, "due_at", task->due_at);
  so_ctl_json_set_time (object, "done_at", task->done_at);
  so_ctl_json_set_time (object, "created_at", task->created_at);
  return object;
}

gboolean
so_ctl_task_list (SoCtl *ctl, GError **error)
{
  gboolean all = FALSE;
  const GOptionEntry entries[] = { { "all", 0, 0, G_OPTION_ARG_NONE, &all }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) contact = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 1, error) || !(db = so_ctl_read (ctl, error)) ||
      (ctl->args[0] && !(contact = so_contact_find (db, so_ctl_arg (ctl, 0), error))) ||
      !(tasks = so_task_list (db, contact ? contact->id : NULL, all, MOST_TASKS, error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "id title contact due_at done");
  for (guint i = 0; i < tasks->len; i++)
    so_ctl_list_add (list, describe_task (g_ptr_array_index (tasks, i)));
  return so_ctl_list_print (g_steal_pointer (&list));
}

/* @id NULL: the one that the verb made. */
static gboolean
do_task (SoCtl *ctl, SoVerb verb, const char *target, const char *argument, const char *id, GError **error)
{
  g_autofree char *made = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoTask) task = NULL;

  if (!so_ctl_open (ctl, error) || !so_studio_do (ctl->studio, verb, target, argument, &made, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  task = so_task_find (db, id ? id : made, error);
  return task && so_ctl_print (ctl, describe_task (task));
}

gboolean
so_ctl_task_add (SoCtl *ctl, GError **error)
{
  g_autofree char *due = NULL, *title = NULL, *words = NULL;
  const GOptionEntry entries[] = { { "due", 0, 0, G_OPTION_ARG_STRING, &due }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 2, 2, error))
    return FALSE;
  title = g_strdelimit (g_strdup (so_ctl_arg (ctl, 1)), "\n", ' ');
  words = g_strconcat (title, due ? "\n" : NULL, due, NULL);
  return do_task (ctl, SO_VERB_TASK_ADD, so_ctl_arg (ctl, 0), words, NULL, error);
}

gboolean
so_ctl_task_due (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && do_task (ctl, SO_VERB_TASK_DUE, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_task_from (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_task (ctl, SO_VERB_TASK_FROM, so_ctl_arg (ctl, 0), NULL, NULL, error);
}

gboolean
so_ctl_task_done (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_task (ctl, SO_VERB_TASK_DONE, so_ctl_arg (ctl, 0), NULL, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_task_reopen (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && do_task (ctl, SO_VERB_TASK_REOPEN, so_ctl_arg (ctl, 0), NULL, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_task_remove (SoCtl *ctl, GError **error)
{
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_ctl_open (ctl, error) ||
      !so_studio_do (ctl->studio, SO_VERB_TASK_REMOVE, so_ctl_arg (ctl, 0), NULL, NULL, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "removed", so_ctl_arg (ctl, 0));
  return so_ctl_print (ctl, object);
}
