/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-checks.h"
#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-decision-csv.h"
#include "so-decision-log.h"
#include "so-error.h"
#include "so-time.h"

/* The log of decisions: what became of every draft, who wanted it so, and how. */

typedef struct {
  char *from, *to, *outcome, *by, *person, *search, *csv, *after;
  int limit;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->from);
  g_free (wish->to);
  g_free (wish->outcome);
  g_free (wish->by);
  g_free (wish->person);
  g_free (wish->search);
  g_free (wish->csv);
  g_free (wish->after);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* Options are checked before the studio is opened, times after: they are in its zone. */
static gboolean
parse_words (const Wish *wish, SoLogFilter *filter, GError **error)
{
  if (wish->outcome && !so_log_outcome_parse (wish->outcome, &filter->states))
    return so_ctl_misused (error, "There is no outcome “%s”: queued, scheduled, held, sending, accepted, delivered, read, failed, unknown, discarded, "
                           "superseded, expired, answered_elsewhere, recalled; or approved, sent, waiting, trouble, lapsed", wish->outcome);
  if (wish->by && !so_log_by_parse (wish->by, &filter->by))
    return so_ctl_misused (error, "“%s” decides nothing: owner, staff, rule, nobody or anyone", wish->by);
  if (wish->limit < 0)
    return so_ctl_misused (error, "--limit is a number from 1");
  if (wish->csv && (wish->limit || wish->after))
    return so_ctl_misused (error, "A file has all of them: leave --limit and --after out");
  filter->contact_id = wish->person;
  filter->text = wish->search;
  return TRUE;
}

static gboolean
parse_times (SoCtl *ctl, const Wish *wish, SoLogFilter *filter, GError **error)
{
  GTimeZone *zone = so_studio_get_zone (ctl->studio);

  if (wish->from && !so_time_parse (wish->from, zone, &filter->from))
    return so_ctl_misused (error, "“%s” is no date: write --from as 2026-11-21", wish->from);
  if (wish->to && !so_time_parse_end (wish->to, zone, &filter->to))
    return so_ctl_misused (error, "“%s” is no date: write --to as 2026-11-21", wish->to);
  if (wish->from && wish->to && filter->from >= filter->to)
    return so_ctl_misused (error, "--to is before --from: turn them round");
  return TRUE;
}

static JsonArray *
describe_warnings (const char *nicks)
{
  JsonArray *array = json_array_new ();
  guint bits = so_checks_parse (nicks);

  for (SoCheck check = 0; check < SO_N_CHECKS; check++)
    if (bits & (1u << check))
      {
        JsonObject *object = json_object_new ();

        so_ctl_json_set (object, "check", so_check_reason (check));
        so_ctl_json_set (object, "sentence", so_check_sentence (check));
        json_array_add_object_element (array, object);
      }
  return array;
}

static void
set_number (JsonObject *object, const char *name, gint64 number, gboolean known)
{
  if (known)
    json_object_set_int_member (object, name, number);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
describe (const SoLogEntry *entry)
{
  JsonObject *object = json_object_new ();

  so_ctl_json_set (object, "id", entry->id);
  so_ctl_json_set_time (object, "decided_at", entry->decided_at);
  so_ctl_json_set (object, "thread_id", entry->thread_id);
  so_ctl_json_set (object, "contact_id", entry->contact_id);
  so_ctl_json_set (object, "contact", entry->contact_name);
  so_ctl_json_set (object, "channel", entry->channel);
  so_ctl_json_set (object, "outcome", so_log_outcome (entry->state));
  so_ctl_json_set (object, "state", so_draft_state_nick (entry->state));
  so_ctl_json_set (object, "reason", entry->reason);
  so_ctl_json_set (object, "detail", entry->detail);
  so_ctl_json_set (object, "by", so_log_by_nick (entry->by));
  so_ctl_json_set (object, "approver", entry->approver);
  so_ctl_json_set (object, "method", entry->method);
  so_ctl_json_set (object, "rule", entry->rule);
  set_number (object, "rule_version", entry->rule_version, entry->rule_version > 0);
  json_object_set_boolean_member (object, "edited", entry->edited);
  set_number (object, "edit_distance", entry->edit_distance, entry->edit_distance >= 0);
  json_object_set_array_member (object, "warnings", describe_warnings (entry->warnings));
  so_ctl_json_set (object, "text", entry->text);
  so_ctl_json_set (object, "proposed", entry->proposed);
  so_ctl_json_set (object, "origin", entry->origin);
  set_number (object, "visible_ms", entry->visible_ms, entry->approved_at != 0);
  so_ctl_json_set_time (object, "approved_at", entry->approved_at);
  so_ctl_json_set_time (object, "not_before", entry->not_before);
  so_ctl_json_set_time (object, "sent_at", entry->sent_at);
  return object;
}

static gboolean
list (SoCtl *ctl, SoDb *db, const SoLogFilter *filter, const char *after, guint limit, GError **error)
{
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "decided_at contact channel outcome by method edited id text");
  g_autoptr (SoLogEntry) last = after ? so_log_find (db, after, error) : NULL;
  g_autoptr (GArray) numbers = after && !last ? NULL : so_log_numbers (db, filter, last ? last->n : 0, limit, error);

  if (!numbers)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoLogEntry) entry = so_log_load (db, g_array_index (numbers, gint64, i), error);

      if (!entry)
        return FALSE;
      so_ctl_list_add (list, describe (entry));
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
save (SoCtl *ctl, const SoLogFilter *filter, const char *path, GError **error)
{
  JsonObject *object;
  guint rows = 0;

  if (!so_decision_csv_save (ctl->studio, filter, path, &rows, so_ctl_cancellable (), error))
    return FALSE;
  object = json_object_new ();
  so_ctl_json_set (object, "file", path);
  json_object_set_int_member (object, "rows", rows);
  return so_ctl_print (ctl, object);
}

gboolean
so_ctl_decisions (SoCtl *ctl, GError **error)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &wish.from }, { "to", 0, 0, G_OPTION_ARG_STRING, &wish.to },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &wish.outcome }, { "by", 0, 0, G_OPTION_ARG_STRING, &wish.by },
    { "person", 0, 0, G_OPTION_ARG_STRING, &wish.person }, { "search", 0, 0, G_OPTION_ARG_STRING, &wish.search },
    { "limit", 0, 0, G_OPTION_ARG_INT, &wish.limit }, { "after", 0, 0, G_OPTION_ARG_STRING, &wish.after },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &wish.csv }, { NULL },
  };
  SoLogFilter filter = { 0 };
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !parse_words (&wish, &filter, error) || !(db = so_ctl_read (ctl, error))
      || !parse_times (ctl, &wish, &filter, error))
    return FALSE;
  if (wish.person)
    {
      g_autoptr (SoContact) found = so_contact_find (db, wish.person, error);
      if (!found)
        return FALSE;
    }
  return wish.csv ? save (ctl, &filter, wish.csv, error) : list (ctl, db, &filter, wish.after, (guint) wish.limit, error);
}

gboolean
so_ctl_decision (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoLogEntry) entry = NULL;
  g_autoptr (GPtrArray) times = NULL;
  JsonArray *array;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)) || !(entry = so_log_find (db, so_ctl_arg (ctl, 0), error))
      || !(times = so_log_times (db, entry->id, error)))
    return FALSE;
  object = describe (entry);
  array = json_array_new ();
  for (guint i = 0; i < times->len; i++)
    {
      const SoLogTime *time = g_ptr_array_index (times, i);
      JsonObject *item = json_object_new ();

      so_ctl_json_set_time (item, "at", time->at);
      so_ctl_json_set (item, "what", time->what);
      so_ctl_json_set (item, "by", time->by);
      so_ctl_json_set (item, "detail", time->detail);
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, "times", array);
  return so_ctl_print (ctl, object);
}
