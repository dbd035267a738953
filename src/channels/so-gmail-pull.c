/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-gmail-private.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A cursor is
 *   ""                                  nothing yet, or Google forgot what we knew: all is listed (again; who has a message keeps it)
 *   "list HISTORY DONE TOTAL TOKEN"     in the middle of the list; HISTORY is from before it began, so nothing falls between
 *   "history HISTORY TOKEN"             in the middle of what happened since HISTORY
 *   "history HISTORY"                   all is known up to HISTORY
 * Ids and tokens are text: a historyId may be larger than any integer.
 */
typedef struct {
  char *kind, *history, *token;
  guint done, total;
} Place;

static void
place_clear (Place *place)
{
  g_free (place->kind);
  g_free (place->history);
  g_free (place->token);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

#define LIST_PAGE 25       /* each costs a request of its own: about five seconds between two savings */
#define HISTORY_PAGE 50
/* What a first sync finds is answered already, or nobody waits for it any more, where it is older or was put out of the inbox. */
#define LONGEST_WAIT (14 * G_GINT64_CONSTANT (86400000))

/* What is not, or not yet, said to somebody. */
static const char *const left_out[] = { "DRAFT", "SPAM", "TRASH", "CHAT", NULL };
static const char *const inbox[] = { "INBOX", NULL };

static void
parse (const char *cursor, Place *place)
{
  g_auto (GStrv) words = g_strsplit (cursor ? cursor : "", " ", 5);
  guint n = g_strv_length (words);
  guint64 done = 0, total = 0;

  if (n == 5 && g_str_equal (words[0], "list") && g_ascii_string_to_unsigned (words[2], 10, 0, G_MAXUINT, &done, NULL) &&
      g_ascii_string_to_unsigned (words[3], 10, 0, G_MAXUINT, &total, NULL))
    *place = (Place) { g_strdup ("list"), g_strdup (words[1]), g_strdup (words[4]), (guint) done, (guint) total };
  else if ((n == 2 || n == 3) && g_str_equal (words[0], "history") && *words[1])
    *place = (Place) { g_strdup ("history"), g_strdup (words[1]), n == 3 ? g_strdup (words[2]) : NULL, 0, 0 };
}

gboolean
so_gmail_progress (const char *cursor, guint *done, guint *total)
{
  g_auto (Place) place = { 0 };

  parse (cursor, &place);
  *done = place.done;
  *total = MAX (place.total, place.done);
  return !g_strcmp0 (place.kind, "list");
}

char *
so_gmail_skip (const char *cursor)
{
  g_auto (Place) place = { 0 };

  parse (cursor, &place);
  return !g_strcmp0 (place.kind, "list") ? g_strconcat ("history ", place.history, NULL) : NULL;
}

static gboolean
has_label (JsonObject *message, const char *const *wanted)
{
  JsonArray *labels = so_json_array (message, "labelIds");

  for (guint i = 0; labels && i < json_array_get_length (labels); i++)
    {
      JsonNode *node = json_array_get_element (labels, i);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING && g_strv_contains (wanted, json_node_get_string (node)))
        return TRUE;
    }
  return FALSE;
}

static gint64
number_of (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);

  return text ? g_ascii_strtoll (text, NULL, 10) : so_json_int (object, name);
}

/* A word without spaces, so that it can stand in a cursor. */
static const char *
word_of (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);

  return text && *text && !strchr (text, ' ') ? text : NULL;
}

/* Files stay at Google until somebody asks: a part says where to find its bytes, "MESSAGE/NUMBER". */
typedef struct {
  const char *id;
  guint files;
} Naming;

static gboolean
name_file (gpointer data, SoPullStream *bytes, const char *where, SoPart *part, GCancellable *cancellable, GError **error)
{
  Naming *naming = data;
  g_autofree char *buffer = g_malloc (64 * 1024);
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (bytes), buffer, 64 * 1024, cancellable, NULL)) > 0)
    part->size += n;
  part->remote = g_strdup_printf ("%s/%u", naming->id, naming->files++);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
say_skipped (gpointer data, const char *where, const char *why)
{
  g_debug ("%s: %s", where, why);
}

static SoIncoming *
understand (SoGmail *self, Naming *naming, JsonObject *meta, SoMailSpool *spool, GCancellable *cancellable, GError **error)
{
  SoMailSink sink = { name_file, say_skipped, naming };
  const char *const me[] = { self->address, NULL };
  static const char *const sent[] = { "SENT", NULL };
  g_autoptr (SoMailReader) reader = so_mail_reader_new (me, &sink, cancellable);
  const char *thread = so_json_string (meta, "threadId");
  gint64 at = number_of (meta, "internalDate");
  SoIncoming *incoming;

  so_mail_reader_set_time (reader, at);
  incoming = so_mail_reader_read (reader, spool, NULL, naming->id, error);
  if (!incoming)
    return NULL;
  /* When Google got it; what a mail says of its own date is often wrong. */
  if (at > 0)
    incoming->sent_at = at;
  if (thread && *thread)
    {
      g_free (incoming->thread_key);
      incoming->thread_key = so_gmail_thread_key (thread);
    }
  /* Also from another address of the same owner. */
  incoming->outbound = incoming->outbound || has_label (meta, sent);
  return incoming;
}

/* Adds the mail with @id, if it is still there and is one to show. */
static gboolean
add_mail (SoGmail *self, const char *id, gboolean first, GPtrArray *updates, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoMailSpool) spool = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node = so_gmail_get_mail (self, id, &spool, NULL, NULL, cancellable, &why);
  SoIncoming *incoming = NULL;
  Naming naming = { id, 0 };

  if (node && !has_label (json_node_get_object (node), left_out))
    incoming = understand (self, &naming, json_node_get_object (node), spool, cancellable, &why);
  if (why)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (incoming && first)
    incoming->past = incoming->sent_at < so_now () - LONGEST_WAIT || (!incoming->outbound && !has_label (json_node_get_object (node), inbox));
  if (incoming)
    g_ptr_array_add (updates, so_update_new_message (incoming));
  /* Its files are asked for next. */
  if (naming.files)
    so_gmail_shelf_put (self->shelf, id, g_steal_pointer (&spool));
  return TRUE;
}

/* The newest historyId. Where there is no profile to ask, the newest message has one; an empty mailbox begins at 1. */
static char *
newest_history (SoGmail *self, GCancellable *cancellable, GError **error)
{
  guint status = 0;
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) profile = so_gmail_get (self, "/profile", &status, cancellable, &why), list = NULL, newest = NULL;
  JsonObject *first;
  g_autofree char *id = NULL, *path = NULL;

  if (profile && word_of (json_node_get_object (profile), "historyId"))
    return g_strdup (word_of (json_node_get_object (profile), "historyId"));
  if (!profile && status != 404)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  list = so_gmail_get (self, "/messages?maxResults=1", NULL, cancellable, error);
  if (!list)
    return NULL;
  first = so_json_element (so_json_array (json_node_get_object (list), "messages"), 0);
  if (!first || !so_json_string (first, "id"))
    return g_strdup ("1");
  id = g_uri_escape_string (so_json_string (first, "id"), NULL, FALSE);
  path = g_strdup_printf ("/messages/%s?format=minimal", id);
  newest = so_gmail_get (self, path, NULL, cancellable, error);
  if (!newest)
    return NULL;
  return g_strdup (word_of (json_node_get_object (newest), "historyId") ? word_of (json_node_get_object (newest), "historyId") : "1");
}

static char *
list_path (SoGmail *self, const char *token)
{
  g_autofree char *escaped = token ? g_uri_escape_string (token, NULL, FALSE) : NULL;
  g_autoptr (GString) path = g_string_new ("/messages?includeSpamTrash=false&maxResults=" G_STRINGIFY (LIST_PAGE));

  if (self->days)
    g_string_append_printf (path, "&q=newer_than%%3A%ud", self->days);
  if (escaped)
    g_string_append_printf (path, "&pageToken=%s", escaped);
  return g_string_free_and_steal (g_steal_pointer (&path));
}

static gboolean
pull_list (SoGmail *self, Place *place, GPtrArray *updates, char **next, gboolean *more, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = list_path (self, place->token), *history = NULL;
  g_autoptr (JsonNode) page = NULL;
  JsonArray *messages;
  const char *token;
  guint n;

  history = place->history ? g_strdup (place->history) : newest_history (self, cancellable, error);
  if (!history || !(page = so_gmail_get (self, path, NULL, cancellable, error)))
    return FALSE;
  messages = so_json_array (json_node_get_object (page), "messages");
  n = messages ? json_array_get_length (messages) : 0;
  /* Google tells the newest first; a conversation is understood from its beginning. */
  for (guint i = n; i > 0; i--)
    {
      JsonObject *message = so_json_element (messages, i - 1);
      const char *id = message ? so_json_string (message, "id") : NULL;
      if (id && !add_mail (self, id, TRUE, updates, cancellable, error))
        return FALSE;
    }
  token = word_of (json_node_get_object (page), "nextPageToken");
  *more = token != NULL;
  *next = token ? g_strdup_printf ("list %s %u %u %s", history, place->done + n,
                                   place->total ? place->total : (guint) CLAMP (so_json_int (json_node_get_object (page), "resultSizeEstimate"), 0, G_MAXINT32), token)
                : g_strdup_printf ("history %s", history);
  return TRUE;
}

/* Ids of messages that came, or came back, in the order in which it happened, each once. */
static void
collect (JsonObject *record, GPtrArray *ids)
{
  static const char *const lists[] = { "messagesAdded", "labelsAdded" };

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    {
      JsonArray *list = so_json_array (record, lists[k]);
      for (guint i = 0; list && i < json_array_get_length (list); i++)
        {
          JsonObject *entry = so_json_element (list, i), *message = entry ? so_json_object (entry, "message") : NULL;
          const char *id = message ? so_json_string (message, "id") : NULL;
          /* Somebody puts a star or reads it: that is no news. Out of the bin or the spam is. */
          if (!id || has_label (message, left_out) || (k == 1 && !has_label (entry, inbox)) || g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
            continue;
          g_ptr_array_add (ids, g_strdup (id));
        }
    }
}

static gboolean
pull_history (SoGmail *self, Place *place, GPtrArray *updates, char **next, gboolean *more, GCancellable *cancellable, GError **error)
{
  g_autofree char *start = g_uri_escape_string (place->history, NULL, FALSE), *token = place->token ? g_uri_escape_string (place->token, NULL, FALSE) : NULL;
  g_autofree char *path = g_strconcat ("/history?startHistoryId=", start, "&historyTypes=messageAdded&historyTypes=labelAdded&maxResults=" G_STRINGIFY (HISTORY_PAGE),
                                       token ? "&pageToken=" : "", token, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) why = NULL;
  guint status = 0;
  g_autoptr (JsonNode) page = so_gmail_get (self, path, &status, cancellable, &why);
  JsonArray *records;
  const char *newest;

  /* Too long ago: Google keeps it for a week or so. What is known stays known. */
  if (!page && (status == 404 || status == 410))
    {
      *next = g_strdup ("");
      *more = TRUE;
      return TRUE;
    }
  if (!page)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  records = so_json_array (json_node_get_object (page), "history");
  for (guint i = 0; records && i < json_array_get_length (records); i++)
    if (so_json_element (records, i))
      collect (so_json_element (records, i), ids);
  for (guint i = 0; i < ids->len; i++)
    if (!add_mail (self, ids->pdata[i], FALSE, updates, cancellable, error))
      return FALSE;
  newest = word_of (json_node_get_object (page), "historyId");
  *more = word_of (json_node_get_object (page), "nextPageToken") != NULL;
  *next = *more ? g_strdup_printf ("history %s %s", place->history, word_of (json_node_get_object (page), "nextPageToken"))
                : g_strdup_printf ("history %s", newest ? newest : place->history);
  return TRUE;
}

gboolean
so_gmail_pull (SoChannel *channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more, GCancellable *cancellable, GError **error)
{
  SoGmail *self = SO_GMAIL (channel);
  g_auto (Place) place = { 0 };

  parse (cursor, &place);
  return (!g_strcmp0 (place.kind, "history") ? pull_history : pull_list) (self, &place, updates, next, more, cancellable, error);
}

/* The one file that was asked for. */
typedef struct {
  guint wanted, seen;
  const char *path;
  char *mime;
  gboolean found;
} Fetch;

static gboolean
write_file (gpointer data, SoPullStream *bytes, const char *where, SoPart *part, GCancellable *cancellable, GError **error)
{
  Fetch *fetch = data;
  g_autoptr (GFile) file = g_file_new_for_path (fetch->path);
  g_autoptr (GFileOutputStream) out = NULL;

  if (fetch->seen++ != fetch->wanted)
    return TRUE;
  out = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, NULL);
  if (!out || g_output_stream_splice (G_OUTPUT_STREAM (out), G_INPUT_STREAM (bytes), G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, cancellable, error) < 0)
    {
      if (out)
        g_file_delete (file, NULL, NULL);
      if (error && !*error)
        so_fail (error, SO_ERROR_CHANGE, _("A file could not be written into the studio's folder: is the disk full?"));
      return FALSE;
    }
  fetch->mime = g_strdup (part->mime);
  fetch->found = TRUE;
  return TRUE;
}

/* Borrowed: from the shelf, or fetched onto it for the other files of the same mail. */
static SoMailSpool *
find_mail (SoGmail *self, const char *id, SoChannelProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  SoMailSpool *kept = so_gmail_shelf_find (self->shelf, id), *spool = NULL;
  g_autoptr (JsonNode) node = kept ? NULL : so_gmail_get_mail (self, id, &spool, progress, data, cancellable, error);

  return node ? so_gmail_shelf_hold (self->shelf, id, spool) : kept;
}

gboolean
so_gmail_fetch (SoChannel *channel, const char *remote, const char *path, char **mime, SoChannelProgress progress, gpointer data,
                GCancellable *cancellable, GError **error)
{
  SoGmail *self = SO_GMAIL (channel);
  const char *slash = strrchr (remote, '/');
  g_autofree char *id = slash ? g_strndup (remote, (gsize) (slash - remote)) : NULL;
  Fetch fetch = { .path = path };
  SoMailSink sink = { write_file, say_skipped, &fetch };
  g_autoptr (SoMailReader) reader = so_mail_reader_new (NULL, &sink, cancellable);
  g_autoptr (SoIncoming) incoming = NULL;
  g_autoptr (GError) why = NULL;
  SoMailSpool *spool;
  guint64 number = 0;

  if (!id || !*id || !g_ascii_string_to_unsigned (slash + 1, 10, 0, G_MAXUINT, &number, NULL))
    return so_fail (error, SO_ERROR_GIVE_UP, _("This file is not there any more"));
  fetch.wanted = (guint) number;
  spool = find_mail (self, id, progress, data, cancellable, &why);
  if (spool)
    incoming = so_mail_reader_read (reader, spool, NULL, id, &why);
  if (!why && !fetch.found)
    so_fail (&why, SO_ERROR_GIVE_UP, _("This file is not there any more"));
  if (why)
    {
      g_free (fetch.mime);
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  *mime = fetch.mime;
  if (fetch.wanted + 1 >= fetch.seen)
    so_gmail_shelf_drop (self->shelf, id);
  return TRUE;
}
