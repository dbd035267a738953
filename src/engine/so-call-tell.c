/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-call-tell.h"

#include "so-call-event.h"
#include "so-call-intake.h"
#include "so-calls.h"
#include "so-error.h"
#include "so-events.h"
#include "so-exchange.h"
#include "so-json.h"
#include "so-pipeline.h"
#include "so-verb.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>

static SoCallNews *
parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, error);

  if (node && !so_json_root (node))
    return so_fail (error, SO_ERROR_CHANGE, _("An event is one JSON object, as {\"event\": \"call.started\", …}")), NULL;
  return node ? so_call_event_parse (so_json_root (node), error) : NULL;
}

/* What is told of it beyond the call itself. */
static gboolean
take_rest (SoDb *db, const char *id, const SoCall *call, GError **error)
{
  return (!call->intent || so_call_set_intent (db, id, call->intent, error)) && (!call->booking_id || so_call_set_booking (db, id, call->booking_id, error));
}

char *
so_call_tell (SoStudio *studio, const char *json, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoCallNews) news = parse (json, error);
  g_autoptr (SoDb) db = news ? so_store_begin (store, NULL, error) : NULL;
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autoptr (GPtrArray) heard = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_auto (SoCallWay) way = { 0 };
  g_auto (GStrv) left = NULL;
  g_autofree char *id = NULL;
  guint received = 0;

  if (!db)
    return NULL;
  so_call_way_open (&way, studio, db, NULL, profile ? profile->country : NULL);
  way.files = files;
  if (!so_call_intake_take (db, news, &way, heard, &received, &id, error))
    return NULL;
  if (!id)
    return so_fail (error, SO_ERROR_CHANGE, _("This call was erased, and is not taken in again")), NULL;
  if (!take_rest (db, id, news->call, error) || !so_store_commit (store, &db, error))
    return NULL;
  so_pipeline_heard (studio, heard);
  left = g_strv_builder_end (files);
  if (!so_exchange_remove_files (store, left, error))
    return NULL;
  return g_steal_pointer (&id);
}

static void
tell_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *id = so_call_tell (source, data, &error);

  if (id)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

void
so_call_tell_async (SoStudio *studio, const char *json, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SO_IS_STUDIO (studio) && json);

  task = g_task_new (studio, NULL, callback, user_data);
  g_task_set_source_tag (task, so_call_tell_async);
  g_task_set_task_data (task, g_strdup (json), g_free);
  so_studio_run (studio, task, tell_on_thread);
}

char *
so_call_tell_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
so_call_verb_book (SoVerbCall *call, GError **error)
{
  return so_call_set_booking (call->db, call->id, call->argument, error);
}

gboolean
so_call_book (SoStudio *studio, const char *id, const char *booking_id, GError **error)
{
  return so_studio_do (studio, SO_VERB_CALL_BOOK, id, booking_id, NULL, error);
}
