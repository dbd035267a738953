/* SPDX-License-Identifier: MIT */
/* What desktops say to visitors of a website: /v1/chat/…, written down in docs/hub.md. An answer was approved there; it is kept here until the
 * visitor's page fetches it. */
#include "so-hub-visitors.h"

#include <string.h>

#include "so-error.h"
#include "so-hub-chat.h"

#define MOST_CHARS 4000
#define MOST_ID 128

static void
take_line (SoHubCall *call, const SoHubLine *line)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "n", line->n);
  json_object_set_string_member (object, "answer", line->key);
  so_hub_visitor_set_time (object, "at", line->at);
  json_object_set_string_member (object, "state", line->seen_at ? "seen" : "kept");
  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  call->answer = so_json_write_object (object);
}

static gboolean
work_answer (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (SoHubLine) line = NULL;

  if (device && !so_hub_call_may (call, device, SO_RIGHT_SEND))
    return TRUE;
  line = device ? so_hub_chat_answer (store, device->studio, call->visit, call->word, call->text, error) : NULL;
  if (line)
    take_line (call, line);
  return line != NULL;
}

static gboolean
work_settle (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (SoHubLine) line = NULL;

  if (device && !so_hub_call_may (call, device, SO_RIGHT_SEND))
    return TRUE;
  if (!device || !so_hub_chat_settle (store, device->studio, call->word, &line, error))
    return FALSE;
  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  if (line)
    take_line (call, line);
  else
    call->answer = g_strdup ("{\"state\":\"void\"}");
  return TRUE;
}

static gboolean
work_away (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  call->status = SOUP_STATUS_NO_CONTENT;
  return device && so_hub_chat_set_away (store, device->studio, call->away, error);
}

static void
on_done (const GError *error, gpointer data)
{
  SoHubCall *call = data;

  if (error)
    so_hub_answer_error (call->message, g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) ? SOUP_STATUS_UNAUTHORIZED
                                        : g_error_matches (error, SO_ERROR, SO_ERROR_GIVE_UP) ? SOUP_STATUS_GONE : SOUP_STATUS_SERVICE_UNAVAILABLE,
                         error->message);
  else
    {
      so_hub_answer (call->message, call->status, call->type, call->answer);
      if (call->visit)
        so_hub_wake_visitors (call->hub, call->visit);
    }
  so_hub_call_finish (call);
}

static gboolean
is_answer (const char *visit, const char *id, const char *text)
{
  return visit && *visit && strlen (visit) <= MOST_ID && id && *id && strlen (id) <= MOST_ID && text && *text && g_utf8_strlen (text, -1) <= MOST_CHARS;
}

gboolean
so_hub_route_answers (SoHubCall *call, const char *method, const char *path, JsonObject *body)
{
  const char *id = body ? so_json_string (body, "id") : NULL, *visit = body ? so_json_string (body, "visit") : NULL;
  const char *text = body ? so_json_string (body, "text") : NULL;
  SoHubWork work = NULL;

  if (strcmp (method, "POST") || !body)
    return FALSE;
  if (!strcmp (path, "/v1/chat/answer") && is_answer (visit, id, text))
    work = work_answer;
  else if (!strcmp (path, "/v1/chat/settle") && id && *id && strlen (id) <= MOST_ID)
    work = work_settle;
  else if (!strcmp (path, "/v1/chat/away") && json_object_has_member (body, "away"))
    work = work_away;
  if (!work)
    return FALSE;
  call->word = g_strdup (id);
  call->visit = g_strdup (work == work_answer ? visit : NULL);
  call->text = g_strdup (text);
  call->away = json_object_get_boolean_member_with_default (body, "away", FALSE);
  so_hub_worker_run (call->hub->writer, work, on_done, call);
  return TRUE;
}
