/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-clock.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-json.h"
#include "so-mode.h"
#include "so-never-auto.h"
#include "so-settings.h"
#include "so-standing-dry-run.h"
#include "so-standing-verbs.h"
#include "so-standing.h"
#include "so-verb.h"

/* What may go out by itself, and the hours it goes by. */

static JsonObject *
describe (const SoStandingRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", so_standing_kind_nick (row->kind));
  json_object_set_boolean_member (object, "enabled", row->enabled);
  json_object_set_string_member (object, "text", row->text);
  json_object_set_boolean_member (object, "default_text", row->is_default);
  json_object_set_int_member (object, "version", row->version);
  so_ctl_json_set_time (object, "enabled_at", row->enabled_at);
  json_object_set_int_member (object, "used", row->used);
  so_ctl_json_set_time (object, "used_at", row->used_at);
  json_object_set_int_member (object, "decisions", row->decisions);
  json_object_set_int_member (object, "unedited", row->unedited);
  json_object_set_int_member (object, "complaints", row->complaints);
  json_object_set_boolean_member (object, "earned", row->earned);
  so_ctl_json_set (object, "refusal", row->refusal);
  return object;
}

static gboolean
print_row (SoCtl *ctl, const char *nick, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) rows = db ? so_standing_rows (db, error) : NULL;
  SoStandingKind kind;

  return rows && so_standing_kind_parse (nick, &kind, error) && so_ctl_print (ctl, describe (g_ptr_array_index (rows, kind)));
}

gboolean
so_ctl_standing_list (SoCtl *ctl, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "kind enabled version used decisions unedited complaints earned text");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !(rows = so_standing_rows (db, error)))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    so_ctl_list_add (list, describe (g_ptr_array_index (rows, i)));
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
switch_kind (SoCtl *ctl, SoVerb verb, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, verb, so_ctl_arg (ctl, 0), NULL, NULL, error) && print_row (ctl, so_ctl_arg (ctl, 0), error);
}

gboolean
so_ctl_standing_enable (SoCtl *ctl, GError **error)
{
  return switch_kind (ctl, SO_VERB_STANDING_ON, error);
}

gboolean
so_ctl_standing_disable (SoCtl *ctl, GError **error)
{
  return switch_kind (ctl, SO_VERB_STANDING_OFF, error);
}

gboolean
so_ctl_standing_text (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 2, 2, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_STANDING_TEXT, so_ctl_arg (ctl, 0), so_ctl_arg (ctl, 1), NULL, error) &&
         print_row (ctl, so_ctl_arg (ctl, 0), error);
}

static JsonObject *
describe_run (const SoDryRun *run, SoStandingKind kind)
{
  JsonObject *object = json_object_new (), *rules = json_object_new ();
  JsonArray *examples = json_array_new ();

  json_object_set_string_member (object, "kind", so_standing_kind_nick (kind));
  json_object_set_int_member (object, "days", SO_DRY_RUN_DAYS);
  json_object_set_int_member (object, "messages", run->messages);
  json_object_set_int_member (object, "fitting", run->fitting);
  json_object_set_int_member (object, "answered", run->answered);
  json_object_set_int_member (object, "repeats", run->repeats);
  json_object_set_int_member (object, "unknown", run->unknown);
  json_object_set_int_member (object, "stopped", run->stopped);
  for (guint i = 0; i < SO_N_NEVER; i++)
    if (run->by_rule[i])
      json_object_set_int_member (rules, so_never_auto_nick (i), run->by_rule[i]);
  json_object_set_object_member (object, "never_auto", rules);
  for (guint i = 0; i < run->examples->len; i++)
    {
      const SoDryRunExample *example = g_ptr_array_index (run->examples, i);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "message", example->message_id);
      json_object_set_string_member (one, "thread", example->thread_id);
      so_ctl_json_set (one, "contact", example->contact_name);
      json_object_set_string_member (one, "question", example->question);
      json_object_set_string_member (one, "answer", example->answer);
      so_ctl_json_set_time (one, "at", example->at);
      json_array_add_object_element (examples, one);
    }
  json_object_set_array_member (object, "examples", examples);
  return object;
}

gboolean
so_ctl_standing_dry_run (SoCtl *ctl, GError **error)
{
  GCancellable *cancellable;
  SoStandingKind kind;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoDryRun) run = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !so_standing_kind_parse (so_ctl_arg (ctl, 0), &kind, error))
    return FALSE;
  cancellable = so_ctl_cancellable ();
  db = so_ctl_read (ctl, error);
  run = db ? so_standing_dry_run (db, kind, so_now (), cancellable, error) : NULL;
  return run && so_ctl_print (ctl, describe_run (run, kind));
}

static gboolean
set_paused (SoCtl *ctl, SoVerb verb, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !so_ctl_open (ctl, error) ||
      !so_studio_do (ctl->studio, verb, "standing", NULL, NULL, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_boolean_member (object, "paused", so_standing_is_paused (db));
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_standing_pause (SoCtl *ctl, GError **error)
{
  return set_paused (ctl, SO_VERB_PAUSE, error);
}

gboolean
so_ctl_standing_resume (SoCtl *ctl, GError **error)
{
  return set_paused (ctl, SO_VERB_RESUME, error);
}

static gboolean
print_hours (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoProfile) profile = db ? so_profile_load (db, NULL) : NULL;
  g_autoptr (SoHours) hours = db ? so_standing_load_hours (db, profile) : NULL;
  g_autofree char *json = hours ? so_hours_write (hours) : NULL;
  g_autoptr (JsonNode) node = json ? so_json_parse (json, -1, 0, NULL) : NULL;
  gint64 next = hours ? so_hours_next_open (hours, so_now ()) : SO_HOURS_NEVER;
  JsonObject *object;

  if (!db)
    return FALSE;
  object = json_object_new ();
  if (node)
    json_object_set_member (object, "hours", g_steal_pointer (&node));
  else
    json_object_set_null_member (object, "hours");
  if (hours)
    json_object_set_boolean_member (object, "open", so_hours_is_open (hours, so_now ()));
  else
    json_object_set_null_member (object, "open");
  so_ctl_json_set_time (object, "opens_at", next == SO_HOURS_NEVER ? 0 : next);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_hours_show (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 0, 0, error) && print_hours (ctl, error);
}

gboolean
so_ctl_hours_set (SoCtl *ctl, GError **error)
{
  return so_ctl_parse (ctl, NULL, 1, 1, error) && so_ctl_open (ctl, error) &&
         so_studio_do (ctl->studio, SO_VERB_SET_HOURS, "hours", so_ctl_arg (ctl, 0), NULL, error) && print_hours (ctl, error);
}

static gboolean
print_mode (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (GPtrArray) rows = db ? so_standing_rows (db, error) : NULL;
  JsonArray *subjects;
  JsonObject *object;

  if (!rows)
    return FALSE;
  object = json_object_new ();
  subjects = json_array_new ();
  json_object_set_string_member (object, "mode", so_mode_nick (so_mode_load (db)));
  json_object_set_boolean_member (object, "paused", so_standing_is_paused (db));
  for (guint i = 0; i < rows->len; i++)
    if (so_mode_is_subject (rows->pdata[i]))
      json_array_add_object_element (subjects, describe (rows->pdata[i]));
  json_object_set_array_member (object, "subjects", subjects);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_mode (SoCtl *ctl, GError **error)
{
  if (!so_ctl_parse (ctl, NULL, 0, 1, error) || !so_ctl_open (ctl, error))
    return FALSE;
  if (*ctl->args && !so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, SO_SETTING_MODE, so_ctl_arg (ctl, 0), NULL, error))
    return FALSE;
  return print_mode (ctl, error);
}
