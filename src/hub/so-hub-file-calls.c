/* SPDX-License-Identifier: MIT */
/* Files between computers and the hub: /v1/files, /v1/files/… and /v1/media, written down in docs/hub.md. On a thread of their own, a part at a time. */
#include "so-hub-file-calls.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-files.h"
#include "so-hub-media.h"
#include "so-hub-shelf.h"

#define MEDIA_CALLS "/v1/media/"
#define MOST_MIME 128
#define NO_ROOM 507

/* --- on the store's thread --- */

static gboolean
refuse (SoHubCall *call, guint status, const char *sentence)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", sentence);
  call->status = status;
  call->type = "application/json";
  call->answer = so_json_write_object (object);
  return TRUE;
}

static gboolean
take_file (SoHubCall *call, const SoHubFile *file, const char *sha256)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "sha256", sha256);
  json_object_set_boolean_member (object, "whole", file->whole);
  json_object_set_int_member (object, "parts", file->parts);
  if (file->whole)
    {
      json_object_set_int_member (object, "size", file->size);
      json_object_set_string_member (object, "mime", file->mime);
    }
  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  call->answer = so_json_write_object (object);
  return TRUE;
}

static gboolean
work_find (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (SoHubFile) file = NULL;

  if (!device || !so_hub_file_find (store, device->studio, call->word, &file, error))
    return FALSE;
  return file ? take_file (call, file, call->word) : refuse (call, SOUP_STATUS_NOT_FOUND, "The hub does not have this file (any more).");
}

static gboolean
work_put (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autoptr (GBytes) bytes = g_steal_pointer (&call->bytes);
  gboolean room = TRUE;

  if (!device || !so_hub_file_put (store, device->studio, call->word, call->number, bytes, so_hub_config_get_file_bytes (call->hub->config), &room, error))
    return FALSE;
  /* Half of it would keep others out. */
  if (!room && !so_hub_file_give_up (store, device->studio, call->word, error))
    return FALSE;
  call->status = SOUP_STATUS_NO_CONTENT;
  return room || refuse (call, NO_ROOM, "The studio has as many files on the hub as it may have: see files-mb= in hub.conf.");
}

static gboolean
work_close (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  gboolean fits;

  if (!device || !so_hub_file_close (store, device->studio, call->word, call->number, call->text, !call->shared, &fits, error))
    return FALSE;
  g_set_str (&call->name, device->studio);
  call->status = SOUP_STATUS_NO_CONTENT;
  return fits || refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY, "The parts are not the file of this hash and size: send them again.");
}

static gboolean
work_part (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);

  if (!device || !so_hub_file_part (store, device->studio, call->word, call->number, &call->bytes, error))
    return FALSE;
  call->status = SOUP_STATUS_OK;
  return call->bytes || refuse (call, SOUP_STATUS_NOT_FOUND, "The hub does not have this part of the file (any more).");
}

static gboolean
work_media (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *sha256 = NULL;
  g_autoptr (SoHubFile) file = NULL;

  if (!device || !so_hub_media_find (store, device->studio, call->word, &sha256, error) ||
      (sha256 && !so_hub_file_find (store, device->studio, sha256, &file, error)))
    return FALSE;
  return file && file->whole ? take_file (call, file, sha256) : refuse (call, SOUP_STATUS_NOT_FOUND, "The hub has not fetched this file.");
}

/* Sharing ----------------------------------------------------------------------------------------- */

static void
add_names (JsonObject *object, const char *name, GPtrArray *names)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < names->len; i++)
    json_array_add_string_element (array, names->pdata[i]);
  json_object_set_array_member (object, name, array);
}

static gboolean
work_shelf (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_auto (SoHubShelfAnswer) answer = { 0 };
  JsonObject *object;

  if (!device || !so_hub_shelf_ask (store, device->studio, device->id, call->have, call->want, so_hub_config_get_file_bytes (call->hub->config), &answer, error))
    return FALSE;
  g_set_str (&call->name, answer.news ? device->studio : NULL);
  object = json_object_new ();
  add_names (object, "put", answer.put);
  add_names (object, "there", answer.there);
  add_names (object, "wanted", answer.wanted);
  call->status = SOUP_STATUS_OK;
  call->type = "application/json";
  call->answer = so_json_write_object (object);
  return TRUE;
}

/* What it has put there itself, any computer takes away: it may have done so before it heard that the person is erased. */
static gboolean
work_remove (SoHubStore *store, gpointer data, GError **error)
{
  SoHubCall *call = data;
  g_autoptr (SoHubDevice) device = so_hub_store_device (store, call->key, error);
  g_autofree char *putter = NULL;

  if (!device || !so_hub_shelf_putter (store, device->studio, call->word, &putter, error))
    return FALSE;
  if (g_strcmp0 (putter, device->id) && !so_hub_call_may (call, device, SO_RIGHT_REMOVE))
    return TRUE;
  call->status = SOUP_STATUS_NO_CONTENT;
  return so_hub_shelf_remove (store, device->studio, call->word, error);
}

/* --- on the server's thread --- */

static void
on_done (const GError *error, gpointer data)
{
  SoHubCall *call = data;

  if (error)
    so_hub_answer_error (call->message, g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) ? SOUP_STATUS_UNAUTHORIZED : SOUP_STATUS_SERVICE_UNAVAILABLE, error->message);
  else
    so_hub_answer (call->message, call->status, call->type, call->answer);
  if (!error && call->status == SOUP_STATUS_OK && call->bytes)
    {
      soup_message_headers_set_content_type (soup_server_message_get_response_headers (call->message), "application/octet-stream", NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (call->message), call->bytes);
    }
  if (!error && call->name)
    so_hub_ring (call->hub, call->name);
  so_hub_call_finish (call);
}

/* What stands behind @prefix: "SHA256" or "SHA256/N"; *@n is -1 where there is none. */
static gboolean
parse_path (const char *path, const char *prefix, char **name, gint64 *n)
{
  g_auto (GStrv) parts = g_str_has_prefix (path, prefix) ? g_strsplit (path + strlen (prefix), "/", 3) : NULL;
  guint count = parts ? g_strv_length (parts) : 0;

  *n = -1;
  if (count < 1 || count > 2 || !so_hub_file_is_name (parts[0]))
    return FALSE;
  if (count == 2 && !g_ascii_string_to_signed (parts[1], 10, 0, SO_HUB_FILE_MOST / SO_HUB_FILE_PART - 1, n, NULL))
    return FALSE;
  *name = g_strdup (parts[0]);
  return TRUE;
}

static gboolean
take_body (SoHubCall *call)
{
  call->bytes = soup_message_body_flatten (soup_server_message_get_request_body (call->message));
  return g_bytes_get_size (call->bytes) > 0 && g_bytes_get_size (call->bytes) <= SO_HUB_FILE_PART;
}

static gboolean
take_words (SoHubCall *call, JsonObject *body)
{
  const char *mime = body ? so_json_string (body, "mime") : NULL;

  call->number = body ? so_json_int (body, "size") : 0;
  call->shared = body && json_object_get_boolean_member_with_default (body, "shared", FALSE);
  call->text = g_strdup (mime ? mime : "");
  return call->number > 0 && call->number <= SO_HUB_FILE_MOST && strlen (call->text) <= MOST_MIME;
}

/* NULL: it is not understood. */
static SoHubWork
find_work (SoHubCall *call, const char *method, gint64 n, JsonObject *body)
{
  gboolean get = !strcmp (method, "GET") || !strcmp (method, "HEAD");

  call->number = n;
  if (n >= 0)
    return get ? work_part : !strcmp (method, "PUT") && take_body (call) ? work_put : NULL;
  if (!strcmp (method, "DELETE"))
    return work_remove;
  return get ? work_find : !strcmp (method, "POST") && take_words (call, body) ? work_close : NULL;
}

static SoHubShelfFile *
read_file (JsonObject *object)
{
  const char *sha256 = object ? so_json_string (object, "sha256") : NULL;
  gint64 size = object ? so_json_int (object, "size") : 0;
  SoHubShelfFile *file;

  if (!so_hub_file_is_name (sha256) || size < 1 || size > SO_HUB_FILE_MOST)
    return NULL;
  file = g_new0 (SoHubShelfFile, 1);
  file->sha256 = g_strdup (sha256);
  file->size = size;
  /* A clock that is ahead makes nothing newer than what comes tomorrow. */
  file->at = CLAMP (so_json_int (object, "at"), 0, so_now ());
  return file;
}

/* FALSE: there is something in it that is no file. */
static gboolean
read_have (SoHubCall *call, JsonArray *array)
{
  guint n = array ? json_array_get_length (array) : 0;

  call->have = g_ptr_array_new_with_free_func (so_hub_shelf_file_free);
  for (guint i = 0; i < n; i++)
    {
      SoHubShelfFile *file = read_file (so_json_element (array, i));

      if (!file)
        return FALSE;
      g_ptr_array_add (call->have, file);
    }
  return n <= SO_HUB_SHELF_MOST;
}

static gboolean
read_want (SoHubCall *call, JsonArray *array)
{
  guint n = array ? json_array_get_length (array) : 0;

  call->want = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *name = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

      if (!so_hub_file_is_name (name))
        return FALSE;
      g_ptr_array_add (call->want, g_strdup (name));
    }
  return n <= SO_HUB_SHELF_MOST;
}

static void
route_shelf (SoHubCall *call, const char *method, JsonObject *body)
{
  if (!strcmp (method, "POST") && body && read_have (call, so_json_array (body, "have")) && read_want (call, so_json_array (body, "want")))
    {
      so_hub_worker_run (call->hub->filer, work_shelf, on_done, call);
      return;
    }
  so_hub_answer_error (call->message, SOUP_STATUS_BAD_REQUEST, "Lists of at most 500 files are needed, which you have and which you want.");
  so_hub_call_finish (call);
}

gboolean
so_hub_route_files (SoHubCall *call, const char *method, const char *path, JsonObject *body)
{
  SoHubWork work = NULL;
  gint64 n;

  if (!strcmp (path, SO_HUB_SHELF_CALL))
    return route_shelf (call, method, body), TRUE;
  if (parse_path (path, MEDIA_CALLS, &call->word, &n))
    work = n < 0 && !strcmp (method, "GET") ? work_media : NULL;
  else if (parse_path (path, SO_HUB_FILE_CALLS, &call->word, &n))
    work = find_work (call, method, n, body);
  else
    return FALSE;
  if (work)
    so_hub_worker_run (call->hub->filer, work, on_done, call);
  else
    {
      so_hub_answer_error (call->message, SOUP_STATUS_BAD_REQUEST, "A part has up to 1048576 bytes, a file has a size of up to 209715200 and a type.");
      so_hub_call_finish (call);
    }
  return TRUE;
}
