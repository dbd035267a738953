/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-job-queue.h"
#include "so-json.h"
#include "so-outbox.h"

#include <string.h>

#define DEFAULT_LIMIT 100
#define MOST_LIMIT 10000

static JsonObject *
describe (const SoJob *job)
{
  JsonObject *object = json_object_new ();
  JsonNode *result = job->result ? so_json_parse (job->result, -1, 0, NULL) : NULL;

  json_object_set_string_member (object, "kind", job->kind);
  json_object_set_string_member (object, strcmp (job->kind, "analyse") ? "message_id" : "thread_id", job->target_id);
  json_object_set_string_member (object, "state", job->state);
  json_object_set_int_member (object, "attempts", job->attempts);
  so_ctl_json_set_time (object, "run_at", job->run_at);
  if (result)
    json_object_set_member (object, "result", result);
  else
    json_object_set_null_member (object, "result");
  so_ctl_json_set (object, "error", job->error);
  so_ctl_json_set_time (object, "created_at", job->created_at);
  so_ctl_json_set_time (object, "finished_at", job->finished_at);
  return object;
}

gboolean
so_ctl_ai_jobs (SoCtl *ctl, GError **error)
{
  g_autofree char *kind = NULL, *state = NULL;
  int limit = DEFAULT_LIMIT;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind }, { "state", 0, 0, G_OPTION_ARG_STRING, &state }, { "limit", 0, 0, G_OPTION_ARG_INT, &limit }, { NULL },
  };
  g_autoptr (SoCtlList) list = so_ctl_list_new (ctl, "kind message_id state attempts run_at error");
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, entries, 0, 0, error))
    return FALSE;
  if (limit < 1 || limit > MOST_LIMIT)
    return so_ctl_misused (error, "--limit is from 1 to %d", MOST_LIMIT);
  if (!(db = so_ctl_read (ctl, error)) || !(jobs = so_job_list (db, kind, state, (guint) limit, error)))
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    so_ctl_list_add (list, describe (jobs->pdata[i]));
  return so_ctl_list_print (g_steal_pointer (&list));
}

gboolean
so_ctl_ai_run (SoCtl *ctl, GError **error)
{
  guint ran = 0;
  gint64 next = 0;
  JsonObject *object;

  if (!so_ctl_parse (ctl, NULL, 0, 0, error))
    return FALSE;
  so_ctl_cancellable ();
  if (!so_ctl_open (ctl, error) || !so_outbox_run_jobs (ctl->studio, &ran, &next, so_ctl_cancellable (), error))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "ran", ran);
  so_ctl_json_set_time (object, "next_at", next);
  return so_ctl_print (ctl, object);
}
