/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-instagram-private.h"

#include "so-clock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Twice as long as Meta's lists may lag behind; what is told twice is known. */
#define OVERLAP (10 * 60 * G_GINT64_CONSTANT (1000))
#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define SLOW_PERCENT 50
#define STOP_PERCENT 80

/* Messages with all that is needed of them, so that a conversation is one request. */
#define MESSAGE_FIELDS "id,created_time,from,to,message,attachments,shares,story,is_unsupported"

/* Where the list of conversations is. As a cursor: "1736101331000/1736101500000/QVFI…". */
typedef struct {
  gint64 since;        /* ms; what changed before is known. 0: nothing is */
  gint64 newest;       /* of this round */
  char *after;         /* Meta's cursor inside it, or NULL */
} Place;

typedef struct {
  SoMeta *meta;
  SoChannelKind channel;
  Place place;
  char *own[3];        /* id, id as webhooks have it, user name; any may be NULL */
  guint percent;       /* of what Meta allows, used up */
  GPtrArray *updates;
  GCancellable *cancellable;
} Pull;

static void
pull_clear (Pull *pull)
{
  g_free (pull->place.after);
  for (guint i = 0; i < G_N_ELEMENTS (pull->own); i++)
    g_free (pull->own[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pull, pull_clear)

static void
read_cursor (const char *cursor, Place *place)
{
  g_auto (GStrv) fields = g_strsplit (cursor ? cursor : "", "/", 3);

  if (g_strv_length (fields) != 3)
    return;
  g_ascii_string_to_signed (fields[0], 10, 0, G_MAXINT64, &place->since, NULL);
  g_ascii_string_to_signed (fields[1], 10, 0, G_MAXINT64, &place->newest, NULL);
  place->after = *fields[2] ? g_strdup (fields[2]) : NULL;
}

/* The largest number anywhere in "{"call_count":28,…}" or "{"1784…":[{"call_count":28,…}]}": they are percents, except of a time. */
static guint
most_percent (JsonNode *node, guint depth)
{
  JsonObject *object = so_json_root (node);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GList) names = object ? json_object_get_members (object) : NULL;
  guint most = 0;

  for (GList *l = names; l && depth; l = l->next)
    if (!g_str_equal (l->data, "estimated_time_to_regain_access"))
      most = MAX (most, most_percent (json_object_get_member (object, l->data), depth - 1));
  for (guint i = 0; array && depth && i < json_array_get_length (array); i++)
    most = MAX (most, most_percent (json_array_get_element (array, i), depth - 1));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    most = (guint) CLAMP (json_node_get_int (node), 0, 1000);
  return most;
}

static void
read_usage (Pull *pull, const SoHttpResponse *response)
{
  static const char *const names[] = { "x-app-usage", "x-business-use-case-usage" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = so_http_header (response, names[i]);
      g_autoptr (JsonNode) node = text ? so_json_parse (text, -1, 0, NULL) : NULL;

      if (node)
        pull->percent = MAX (pull->percent, most_percent (node, 4));
    }
}

static gboolean
ask (Pull *pull, const char *path, SoMetaAnswer *answer, GError **error)
{
  /* Two questions in a second are what is allowed for long; the first few come at once. */
  if (pull->percent >= SLOW_PERCENT)
    g_usleep (G_USEC_PER_SEC / 2);
  if (!so_meta_call (pull->meta, &(SoMetaRequest) { .path = path }, answer, pull->cancellable, error))
    return FALSE;
  read_usage (pull, answer->response);
  return TRUE;
}

static gboolean
find_own (Pull *pull, GError **error)
{
  g_auto (SoMetaAnswer) answer = { 0 };
  static const char *const names[] = { "id", "user_id", "username" };

  if (!ask (pull, pull->channel == SO_CHANNEL_MESSENGER ? "/me?fields=id" : "/me?fields=id,user_id,username", &answer, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    pull->own[i] = g_strdup (so_json_string (answer.object, names[i]));
  return TRUE;
}

static gboolean
is_own (Pull *pull, JsonObject *person)
{
  const char *id = so_json_string (person, "id"), *name = so_json_string (person, "username");

  return (id && (!g_strcmp0 (id, pull->own[0]) || !g_strcmp0 (id, pull->own[1]))) || (name && !g_strcmp0 (name, pull->own[2]));
}

/* The first of those it went to who is not the studio. */
static JsonObject *
find_reader (Pull *pull, JsonObject *message)
{
  JsonObject *to = so_json_object (message, "to");
  JsonArray *list = to ? so_json_array (to, "data") : NULL;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *person = so_json_element (list, i);
      if (person && !is_own (pull, person))
        return person;
    }
  return NULL;
}

static void
add_message (Pull *pull, JsonObject *message)
{
  JsonObject *from = so_json_object (message, "from");
  gboolean own = from && is_own (pull, from);
  const char *id = so_json_string (message, "id");
  g_autoptr (SoIdentity) person = so_instagram_identity (pull->channel, own ? find_reader (pull, message) : from);
  SoIncoming *incoming;

  if (!person || !id || !*id)
    return;
  incoming = so_incoming_new (pull->channel);
  incoming->remote_id = g_strdup (id);
  incoming->thread_key = g_strdup (person->value);
  incoming->outbound = own;
  incoming->sent_at = so_instagram_time (message, "created_time");
  /* The first round of a new account brings years; what cannot be answered any more is no news. */
  incoming->past = !pull->place.since && incoming->sent_at < so_now () - DAY;
  so_instagram_listed_parts (message, incoming->parts);
  if (own)
    g_ptr_array_add (incoming->others, g_steal_pointer (&person));
  else
    incoming->sender = g_steal_pointer (&person);
  g_ptr_array_add (pull->updates, so_update_new_message (incoming));
}

/* A list may give ids only. One that is older than the twentieth, or gone, is left out. */
static gboolean
add_by_id (Pull *pull, JsonObject *listed, GError **error)
{
  const char *id = so_json_string (listed, "id");
  g_autofree char *escaped = id && *id ? g_uri_escape_string (id, NULL, FALSE) : NULL;
  g_autofree char *path = escaped ? g_strconcat ("/", escaped, "?fields=" MESSAGE_FIELDS, NULL) : NULL;
  g_auto (SoMetaAnswer) answer = { 0 };
  g_autoptr (GError) failed = NULL;

  if (!path)
    return TRUE;
  if (ask (pull, path, &answer, &failed))
    {
      add_message (pull, answer.object);
      return TRUE;
    }
  if (answer.response && answer.response->status < 500 && !g_error_matches (failed, SO_ERROR, SO_ERROR_WAIT) &&
      !g_error_matches (failed, SO_ERROR, SO_ERROR_SIGN_IN))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Newest first as it comes, oldest first as it is told. */
static gboolean
read_conversation (Pull *pull, const char *id, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/", escaped, "?fields=messages%7B" MESSAGE_FIELDS "%7D", NULL);
  g_auto (SoMetaAnswer) answer = { 0 };
  JsonObject *list;
  JsonArray *messages;

  if (!ask (pull, path, &answer, error))
    return FALSE;
  list = so_json_object (answer.object, "messages");
  messages = list ? so_json_array (list, "data") : NULL;
  for (guint i = messages ? MIN (json_array_get_length (messages), 20) : 0; i-- > 0;)
    {
      JsonObject *message = so_json_element (messages, i);

      if (!message)
        continue;
      if (json_object_has_member (message, "created_time") && so_instagram_time (message, "created_time") < pull->place.since - OVERLAP)
        continue;
      if (json_object_has_member (message, "from"))
        add_message (pull, message);
      else if (!add_by_id (pull, message, error))
        return FALSE;
    }
  return TRUE;
}

/* FALSE in *@older where the list, newest first, has reached what is known. */
static gboolean
read_list (Pull *pull, JsonArray *list, gboolean *older, GError **error)
{
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *conversation = so_json_element (list, i);
      const char *id = conversation ? so_json_string (conversation, "id") : NULL;
      gint64 updated;

      if (!id || !*id)
        continue;
      updated = json_object_has_member (conversation, "updated_time") ? so_instagram_time (conversation, "updated_time") : 0;
      if (updated && updated < pull->place.since - OVERLAP)
        return *older = FALSE, TRUE;
      pull->place.newest = MAX (pull->place.newest, updated);
      if (!read_conversation (pull, id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
ask_list (Pull *pull, SoMetaAnswer *answer, GError **error)
{
  const char *platform = pull->channel == SO_CHANNEL_MESSENGER ? "messenger" : "instagram";
  g_autofree char *escaped = pull->place.after ? g_uri_escape_string (pull->place.after, NULL, FALSE) : NULL;
  g_autofree char *path = g_strconcat ("/me/conversations?platform=", platform, "&fields=id,updated_time&limit=10", escaped ? "&after=" : NULL, escaped, NULL);

  return ask (pull, path, answer, error);
}

/* Meta's cursor to the next page, or NULL at the end: the last page has cursors too, but no "next". */
static const char *
read_after (JsonObject *page)
{
  JsonObject *paging = so_json_object (page, "paging"), *cursors = paging ? so_json_object (paging, "cursors") : NULL;
  const char *after = cursors && so_json_string (paging, "next") ? so_json_string (cursors, "after") : NULL;

  return after && *after ? after : NULL;
}

gboolean
so_instagram_pull_page (SoMeta *meta, SoChannelKind channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                        GCancellable *cancellable, GError **error)
{
  g_auto (Pull) pull = { .meta = meta, .channel = channel, .updates = updates, .cancellable = cancellable };
  g_auto (SoMetaAnswer) page = { 0 };
  gboolean older = TRUE;
  const char *after;

  read_cursor (cursor, &pull.place);
  if (!find_own (&pull, error) || !ask_list (&pull, &page, error) || !read_list (&pull, so_json_array (page.object, "data"), &older, error))
    return FALSE;
  after = older ? read_after (page.object) : NULL;
  /* A cursor that leads to itself would lead there for ever. */
  if (after && !g_strcmp0 (after, pull.place.after))
    after = NULL;
  if (after)
    *next = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%s", pull.place.since, pull.place.newest, after);
  else
    *next = g_strdup_printf ("%" G_GINT64_FORMAT "/0/", MAX (pull.place.newest, pull.place.since));
  *more = after && pull.percent < STOP_PERCENT;
  return TRUE;
}
