/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-leads.h"
#include "so-lost-reason.h"
#include "so-stage-moves.h"
#include "so-time.h"
#include "so-verb.h"

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define USUAL_LIMIT 200

/* The lead board: who stands where, since when, and what became of them. */

static JsonObject *
describe (const SoLead *lead)
{
  JsonObject *object = json_object_new ();
  JsonArray *tags = json_array_new ();

  so_ctl_json_set (object, "id", lead->id);
  so_ctl_json_set (object, "name", lead->name);
  so_ctl_json_set (object, "stage", so_stage_nick (lead->stage));
  so_ctl_json_set_time (object, "stage_at", lead->stage_at);
  json_object_set_int_member (object, "days", so_lead_days (lead, so_now ()));
  so_ctl_json_set (object, "lost_reason", lead->lost_reason);
  so_ctl_json_set (object, "temperature", lead->temperature);
  if (lead->score >= 0)
    json_object_set_int_member (object, "score", lead->score);
  else
    json_object_set_null_member (object, "score");
  so_ctl_json_set (object, "source", lead->source);
  for (char **tag = lead->tags; *tag; tag++)
    json_array_add_string_element (tags, *tag);
  json_object_set_array_member (object, "tags", tags);
  so_ctl_json_set (object, "task", lead->task);
  so_ctl_json_set_time (object, "task_due_at", lead->task_due_at);
  so_ctl_json_set (object, "trial", lead->trial);
  so_ctl_json_set_time (object, "trial_at", lead->trial_at);
  so_ctl_json_set (object, "thread_id", lead->thread_id);
  so_ctl_json_set_time (object, "last_message_at", lead->last_at);
  json_object_set_int_member (object, "unread", lead->unread);
  return object;
}

static gboolean
add_column (SoCtlList *list, SoDb *db, SoStage stage, const SoLeadFilter *filter, guint *left, GError **error)
{
  g_autoptr (GArray) numbers = so_lead_numbers (db, stage, filter, *left, error);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoLead) lead = so_lead_load (db, g_array_index (numbers, gint64, i), error);

      if (!lead)
        return FALSE;
      so_ctl_list_add (list, describe (lead));
      --*left;
    }
  return numbers != NULL;
}

static gboolean
list_leads (SoCtl *ctl, const SoStage *only, const SoLeadFilter *filter, guint left, GError **error)
{
  g_autoptr (SoDb) db = so_ctl_read (ctl, error);
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "id name stage days score task");

  for (SoStage stage = 0; db && left && stage < SO_N_STAGES; stage++)
    if ((!only || stage == *only) && !add_column (list, db, stage, filter, &left, error))
      return FALSE;
  return db && so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_leads (SoCtl *ctl, GError **error)
{
  g_autofree char *stage = NULL, *source = NULL, *temperature = NULL, *tag = NULL, *query = NULL;
  int days = 0, limit = USUAL_LIMIT;
  const GOptionEntry entries[] = {
    { "stage", 0, 0, G_OPTION_ARG_STRING, &stage }, { "source", 0, 0, G_OPTION_ARG_STRING, &source }, { "temperature", 0, 0, G_OPTION_ARG_STRING, &temperature },
    { "tag", 0, 0, G_OPTION_ARG_STRING, &tag }, { "query", 0, 0, G_OPTION_ARG_STRING, &query }, { "days", 0, 0, G_OPTION_ARG_INT, &days },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit }, { NULL },
  };
  SoLeadFilter filter = { 0 };
  SoStage only;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (stage && !so_stage_parse (stage, &only))
    return so_ctl_misused (error, "There is no stage “%s”: NEW, CONTACTED, QUALIFIED, TRIAL_SCHEDULED, CONVERTED or LOST", stage);
  if (days < 0 || limit < 1)
    return so_ctl_misused (error, "--days and --limit are numbers from 1");
  filter = (SoLeadFilter) { source, temperature, tag, query, days ? so_now () - days * DAY : 0 };
  return so_ctl_open (ctl, error) && list_leads (ctl, stage ? &only : NULL, &filter, (guint) limit, error);
}

gboolean
so_ctl_lead_move (SoCtl *ctl, GError **error)
{
  g_autofree char *reason = NULL, *where = NULL;
  const GOptionEntry entries[] = { { "reason", 0, 0, G_OPTION_ARG_STRING, &reason }, { NULL } };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoLead) lead = NULL;

  if (!so_ctl_parse (ctl, entries, 2, 2, error) || !so_ctl_open (ctl, error))
    return FALSE;
  where = g_strconcat (so_ctl_arg (ctl, 1), reason ? " " : NULL, reason, NULL);
  if (!so_studio_do (ctl->studio, SO_VERB_STAGE, so_ctl_arg (ctl, 0), where, NULL, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  lead = so_lead_find (db, so_ctl_arg (ctl, 0), error);
  return lead && so_ctl_print (ctl, describe (lead));
}

gboolean
so_ctl_lead_history (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) contact = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (SoCtlList) list = NULL;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)) || !(contact = so_contact_find (db, so_ctl_arg (ctl, 0), error)) ||
      !(moves = so_stage_moves (db, contact->id, error)))
    return FALSE;
  list = so_ctl_list_new (ctl, "at from to reason actor");
  for (guint i = 0; i < moves->len; i++)
    {
      const SoStageMove *move = g_ptr_array_index (moves, i);
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "id", move->id);
      so_ctl_json_set_time (object, "at", move->at);
      so_ctl_json_set (object, "from", so_stage_nick (move->from));
      so_ctl_json_set (object, "to", so_stage_nick (move->to));
      so_ctl_json_set (object, "reason", move->reason);
      so_ctl_json_set (object, "actor", move->actor);
      so_ctl_list_add (list, object);
    }
  return so_ctl_list_print (g_steal_pointer (&list));
}

static gboolean
parse_period (SoCtl *ctl, const char *from, const char *to, gint64 *first, gint64 *end, GError **error)
{
  GTimeZone *zone = so_studio_get_zone (ctl->studio);

  *first = 0;
  *end = G_MAXINT64;
  if (from && !so_time_parse (from, zone, first))
    return so_ctl_misused (error, "“%s” is no date: write --from as 2026-11-21", from);
  if (to && !so_time_parse_end (to, zone, end))
    return so_ctl_misused (error, "“%s” is no date: write --to as 2026-11-21", to);
  return *first < *end || so_ctl_misused (error, "--to is before --from: turn them round");
}

static JsonObject *
describe_columns (const guint *counts)
{
  JsonObject *object = json_object_new ();

  for (SoStage stage = 0; stage < SO_N_STAGES; stage++)
    json_object_set_int_member (object, so_stage_nick (stage), counts[stage]);
  return object;
}

static JsonObject *
describe_lost (const guint *counts)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < SO_N_LOST_REASONS; i++)
    json_object_set_int_member (object, so_lost_reason_nick (i), counts[i]);
  json_object_set_int_member (object, "other", counts[SO_N_LOST_REASONS]);
  return object;
}

static JsonArray *
describe_sources (GPtrArray *stats)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < stats->len; i++)
    {
      const SoSourceStat *stat = g_ptr_array_index (stats, i);
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "source", *stat->source ? stat->source : NULL);
      json_object_set_int_member (object, "came", stat->came);
      json_object_set_int_member (object, "converted", stat->converted);
      json_object_set_int_member (object, "lost", stat->lost);
      json_object_set_double_member (object, "rate", (double) stat->converted / stat->came);
      json_array_add_object_element (array, object);
    }
  return array;
}

gboolean
so_ctl_lead_stats (SoCtl *ctl, GError **error)
{
  g_autofree char *from = NULL, *to = NULL;
  const GOptionEntry entries[] = { { "from", 0, 0, G_OPTION_ARG_STRING, &from }, { "to", 0, 0, G_OPTION_ARG_STRING, &to }, { NULL } };
  guint columns[SO_N_STAGES], lost[SO_N_LOST_REASONS + 1];
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  JsonObject *object;
  gint64 first, end;

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !so_ctl_open (ctl, error) || !parse_period (ctl, from, to, &first, &end, error) ||
      !(db = so_ctl_read (ctl, error)) || !so_lead_counts (db, NULL, columns, error) || !so_lead_lost (db, first, end, lost, error) ||
      !(sources = so_lead_conversion (db, first, end, error)))
    return FALSE;
  object = json_object_new ();
  json_object_set_object_member (object, "columns", describe_columns (columns));
  json_object_set_object_member (object, "lost", describe_lost (lost));
  json_object_set_array_member (object, "sources", describe_sources (sources));
  return so_ctl_print (ctl, object);
}
