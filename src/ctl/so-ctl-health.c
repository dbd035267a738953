/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <glib/gstdio.h>

#include "so-config.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-health.h"
#include "so-settings.h"
#include "so-share-verbs.h"

static JsonObject *
json_database (SoCtl *ctl, const SoHealthReport *report, const SoCareCounts *counts)
{
  JsonObject *object = json_object_new ();
  g_autofree char *path = g_build_filename (ctl->folder, "studio.db", NULL);
  g_autofree char *shown = g_filename_display_name (path);

  json_object_set_string_member (object, "path", shown);
  json_object_set_int_member (object, "schema", report->schema);
  json_object_set_int_member (object, "bytes", report->bytes);
  so_ctl_json_set_counts (object, counts);
  so_ctl_json_set (object, "sqlite", report->sqlite);
  if (report->free_bytes < 0)
    json_object_set_null_member (object, "free_bytes");
  else
    json_object_set_int_member (object, "free_bytes", report->free_bytes);
  so_ctl_json_set_time (object, "backed_up_at", report->backed_up_at);
  return object;
}

static JsonObject *
json_queues (const SoHealthQueues *queues)
{
  JsonObject *object = json_object_new ();

  for (int state = 0; state < SO_N_DRAFT_STATES; state++)
    if (so_draft_state_is_open (state) || so_draft_state_is_in_outbox (state) || state == SO_DRAFT_FAILED)
      json_object_set_int_member (object, so_draft_state_nick (state), queues->drafts[state]);
  json_object_set_int_member (object, "jobs_waiting", queues->jobs_waiting);
  json_object_set_int_member (object, "jobs_failed", queues->jobs_failed);
  json_object_set_int_member (object, "transcripts_waiting", queues->sounds_waiting);
  json_object_set_int_member (object, "transcripts_failed", queues->sounds_failed);
  json_object_set_int_member (object, "hub_aside", queues->aside);
  json_object_set_int_member (object, "sharing_waiting", queues->sharing_waiting);
  return object;
}

/* NULL where the studio is on this computer alone. */
static JsonObject *
json_sharing (SoCtl *ctl)
{
  g_auto (SoSharing) sharing = { 0 };
  JsonObject *object;

  so_studio_get_sharing (ctl->studio, &sharing);
  if (sharing.state == SO_SHARE_OFF)
    return NULL;
  object = json_object_new ();
  json_object_set_boolean_member (object, "settled", sharing.settled);
  json_object_set_int_member (object, "waiting", sharing.waiting);
  json_object_set_int_member (object, "notices", sharing.notices);
  json_object_set_int_member (object, "aside", sharing.aside);
  so_ctl_json_set (object, "error", sharing.error);
  return object;
}

static JsonArray *
json_parts (const SoHealthReport *report)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->items->len; i++)
    {
      const SoHealthItem *item = report->items->pdata[i];
      JsonObject *object = json_object_new ();

      so_ctl_json_set (object, "part", item->nick);
      so_ctl_json_set (object, "id", item->id);
      so_ctl_json_set (object, "name", item->title);
      so_ctl_json_set (object, "grade", so_health_grade_nick (item->grade));
      so_ctl_json_set (object, "words", item->words);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
json_accounts (GPtrArray *accounts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < accounts->len; i++)
    json_array_add_object_element (array, so_ctl_json_account (accounts->pdata[i]));
  return array;
}

gboolean
so_ctl_health (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoHealthReport) report = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (SoProfile) profile = NULL;
  SoCareCounts counts;
  JsonObject *object, *sharing;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error) || !(db = so_ctl_read (ctl, error)) || !so_care_count (db, &counts, error) ||
      !(accounts = so_account_list (db, error)) || !(report = so_health_read (ctl->studio, so_ctl_cancellable (), error)))
    return FALSE;
  object = json_object_new ();
  profile = so_studio_dup_profile (ctl->studio);
  json_object_set_string_member (object, "status", report->worst == SO_HEALTH_FAULT ? "fault" : "ok");
  json_object_set_string_member (object, "version", APP_VERSION);
  so_ctl_json_set (object, "studio", profile ? profile->name : NULL);
  json_object_set_object_member (object, "database", json_database (ctl, report, &counts));
  json_object_set_object_member (object, "queues", json_queues (&report->queues));
  json_object_set_array_member (object, "accounts", json_accounts (accounts));
  sharing = json_sharing (ctl);
  if (sharing)
    json_object_set_object_member (object, "sharing", sharing);
  json_object_set_array_member (object, "parts", json_parts (report));
  so_ctl_json_set_time (object, "next_at", report->next_at);
  return so_ctl_print (ctl, object);
}
