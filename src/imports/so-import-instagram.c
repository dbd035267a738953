/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "so-error.h"
#include "so-hash.h"
#include "so-import-instagram-files.h"
#include "so-import-instagram-message.h"
#include "so-json.h"
#include "so-text.h"

/* All files are read twice: for who takes part and which media they name, then for the messages. */
typedef struct {
  const SoImportSource *source;
  SoImportSink *sink;
  GCancellable *cancellable;
  SoInstagramFiles *files;
  GHashTable *names;     /* name → conversations, as GUINT_TO_POINTER */
  guint threads;
  char *me;              /* of all conversations, or NULL */
  const char *thread;    /* that is being given: its folder */
  GHashTable *seen;      /* in it: hash of time, sender, text → how many so far */
  char *thread_me;       /* who "me" is in it, or NULL */
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->files, so_instagram_files_free);
  g_clear_pointer (&run->names, g_hash_table_unref);
  g_clear_pointer (&run->seen, g_hash_table_unref);
  g_free (run->me);
  g_free (run->thread_me);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Names of those who take part, NULL-terminated, each once. */
static GPtrArray *
participants_of (JsonObject *root)
{
  GPtrArray *names = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  JsonArray *list = so_json_array (root, "participants");
  guint n = list ? json_array_get_length (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *text = so_json_string (so_json_element (list, i), "name");
      g_autofree char *name = text && *text ? so_instagram_repair (text) : NULL;
      if (name && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  return names;
}

/* The object at the top of a file, or NULL: skipped with its reason then. */
static JsonNode *
read_doc (Run *run, const SoInstagramDoc *doc, gboolean say)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = so_instagram_files_read (run->files, doc, &error);

  if (node && JSON_NODE_HOLDS_OBJECT (node) && so_json_array (json_node_get_object (node), "messages"))
    return g_steal_pointer (&node);
  if (say)
    so_import_skip (run->sink, doc->path, error ? error->message : _("There are no messages in this file."));
  return NULL;
}

typedef struct {
  SoInstagramFiles *files;
  const SoInstagramDoc *doc;
} Wanting;

static void
on_file_named (const char *uri, gpointer data)
{
  Wanting *wanting = data;

  so_instagram_files_want (wanting->files, wanting->doc, uri);
}

static void
survey_doc (Run *run, const SoInstagramDoc *doc)
{
  g_autoptr (JsonNode) node = read_doc (run, doc, TRUE);
  JsonObject *root = node ? json_node_get_object (node) : NULL;
  JsonArray *messages = so_json_array (root, "messages");
  guint n = messages ? json_array_get_length (messages) : 0;
  Wanting wanting = { run->files, doc };

  for (guint i = 0; i < n; i++)
    {
      JsonObject *message = so_json_element (messages, i);
      if (message)
        so_instagram_message_visit_files (message, on_file_named, &wanting);
    }
  if (root && g_strcmp0 (run->thread, doc->thread))
    {
      g_autoptr (GPtrArray) names = participants_of (root);
      run->thread = doc->thread;
      run->threads++;
      for (guint i = 0; i < names->len; i++)
        {
          const char *name = g_ptr_array_index (names, i);
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (run->names, name));
          g_hash_table_insert (run->names, g_strdup (name), GUINT_TO_POINTER (count + 1));
        }
    }
}

static gboolean
survey (Run *run, GError **error)
{
  GPtrArray *docs = so_instagram_files_get_docs (run->files);

  for (guint i = 0; i < docs->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      survey_doc (run, g_ptr_array_index (docs, i));
    }
  run->thread = NULL;
  return TRUE;
}

static const char *
name_like (Run *run, const char *wanted)
{
  g_autofree char *folded = so_text_fold (wanted);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, run->names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *other = so_text_fold (name);
      if (*folded && !strcmp (folded, other))
        return name;
    }
  return NULL;
}

/* A value of the owner's profile that is the name of somebody who takes part. */
static const char *
name_of_profile (Run *run)
{
  const SoInstagramDoc *doc = so_instagram_files_get_profile (run->files);
  g_autoptr (JsonNode) node = doc ? so_instagram_files_read (run->files, doc, NULL) : NULL;
  JsonObject *root = so_json_root (node);
  JsonObject *user = NULL, *map;
  JsonArray *users = so_json_array (root, "profile_user");
  g_autoptr (GList) members = NULL;

  if (users && json_array_get_length (users))
    user = so_json_element (users, 0);
  map = so_json_object (user, "string_map_data");
  members = map ? json_object_get_members (map) : NULL;
  for (GList *l = members; l; l = l->next)
    {
      const char *value = so_json_string (so_json_object (map, l->data), "value");
      g_autofree char *text = value ? so_instagram_repair (value) : NULL;
      const char *name = text ? name_like (run, text) : NULL;
      if (name)
        return name;
    }
  return NULL;
}

/* The only one who takes part in every conversation, where there are several. */
static const char *
name_in_all (Run *run)
{
  GHashTableIter iter;
  gpointer name, count;
  const char *found = NULL;

  g_hash_table_iter_init (&iter, run->names);
  while (run->threads > 1 && g_hash_table_iter_next (&iter, &name, &count))
    if (GPOINTER_TO_UINT (count) == run->threads)
      {
        if (found)
          return NULL;
        found = name;
      }
  return found;
}

static void
find_me (Run *run)
{
  const char *me = NULL;

  for (guint i = 0; run->source->me && run->source->me[i] && !me; i++)
    me = name_like (run, run->source->me[i]);
  if (!me)
    me = name_of_profile (run);
  if (!me)
    me = name_in_all (run);
  run->me = g_strdup (me);
}

static void
begin_thread (Run *run, const SoInstagramDoc *doc, GPtrArray *names, const char *title)
{
  run->thread = doc->thread;
  g_hash_table_remove_all (run->seen);
  g_clear_pointer (&run->thread_me, g_free);
  if (run->me)
    run->thread_me = g_strdup (run->me);
  else if (names->len >= 2 && run->sink->who_is_me)
    run->thread_me = g_strdup (run->sink->who_is_me (run->sink, title ? title : "", (const char *const *) names->pdata));
}

/* "inbox/ana_123" of the file, else its folder: the same in each download. */
static char *
thread_key (const SoInstagramDoc *doc, JsonObject *root, GPtrArray *names)
{
  const char *path = so_json_string (root, "thread_path");
  g_autofree char *base = path && *path ? g_path_get_basename (path) : g_path_get_basename (doc->thread);
  g_autofree char *all = !strcmp (base, ".") && names->len ? g_strjoinv ("+", (char **) names->pdata) : NULL;

  return g_strconcat ("instagram:", all ? all : base, NULL);
}

static void
on_file_hashed (const char *uri, gpointer data)
{
  g_autofree char *base = g_path_get_basename (uri);

  g_string_append (data, base);
}

static char *
remote_id (Run *run, JsonObject *message, const char *key, gint64 ms, const char *sender)
{
  g_autofree char *when = g_strdup_printf ("%lld", (long long) ms);
  g_autoptr (GString) what = g_string_new (so_json_string (message, "content"));
  const char *link = so_json_string (so_json_object (message, "share"), "link");
  g_autofree char *same = NULL, *ordinal = NULL;
  guint n;

  so_instagram_message_visit_files (message, on_file_hashed, what);
  same = so_hash_strings (key, when, sender, what->str, link, SO_HASH_END);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (run->seen, same));
  g_hash_table_insert (run->seen, g_strdup (same), GUINT_TO_POINTER (n + 1));
  ordinal = g_strdup_printf ("%u", n);
  return n ? so_hash_strings (same, ordinal, SO_HASH_END) : g_steal_pointer (&same);
}

static gboolean
give (Run *run, JsonObject *message, const char *key, const char *title, GPtrArray *names, const char *where,
      guint64 position, GError **error)
{
  gint64 ms = so_json_int (message, "timestamp_ms");
  const char *text = so_json_string (message, "sender_name");
  g_autofree char *sender = text && *text ? so_instagram_repair (text) : NULL;
  g_autoptr (SoIncoming) incoming = NULL;

  if (ms <= 0)
    {
      so_import_skip (run->sink, where, _("A message has no time."));
      return TRUE;
    }
  incoming = so_incoming_new (strstr (where, "facebook") ? SO_CHANNEL_MESSENGER : SO_CHANNEL_INSTAGRAM);
  incoming->sent_at = ms;
  incoming->thread_key = g_strdup (key);
  incoming->group = names->len > 2;
  incoming->title = incoming->group ? g_strdup (title) : NULL;
  incoming->outbound = sender && !g_strcmp0 (sender, run->thread_me);
  incoming->sender = sender ? so_identity_new (SO_IDENTITY_ALIAS, sender, sender) : NULL;
  for (guint i = 0; i < names->len && i < 64; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      if (g_strcmp0 (name, sender) && g_strcmp0 (name, run->thread_me))
        g_ptr_array_add (incoming->others, so_identity_new (SO_IDENTITY_ALIAS, name, name));
    }
  incoming->remote_id = remote_id (run, message, key, ms, sender);
  so_instagram_message_parts (message, run->files, incoming->parts);
  return !run->sink->message || run->sink->message (run->sink, incoming, position, error);
}

/* The file has the newest message first. */
static gboolean
give_doc (Run *run, const SoInstagramDoc *doc, guint64 position, GError **error)
{
  g_autoptr (JsonNode) node = read_doc (run, doc, FALSE);
  JsonObject *root = node ? json_node_get_object (node) : NULL;
  JsonArray *messages = so_json_array (root, "messages");
  const char *plain = so_json_string (root, "title");
  g_autofree char *title = plain ? so_instagram_repair (plain) : NULL;
  g_autoptr (GPtrArray) names = root ? participants_of (root) : NULL;
  g_autofree char *key = root ? thread_key (doc, root, names) : NULL;

  if (!root)
    return TRUE;
  if (g_strcmp0 (run->thread, doc->thread))
    begin_thread (run, doc, names, title);
  for (guint i = json_array_get_length (messages); i-- > 0;)
    {
      JsonObject *message = so_json_element (messages, i);
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      if (!message)
        so_import_skip (run->sink, doc->path, _("A message is damaged."));
      else if (!give (run, message, key, title, names, doc->path, position, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
so_import_instagram_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { .source = source, .sink = sink, .cancellable = cancellable };
  GPtrArray *docs;

  run.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run.files = so_instagram_files_open (source->path, sink, cancellable, error);
  if (!run.files || !survey (&run, error))
    return FALSE;
  if (!run.threads)
    return so_fail (error, SO_ERROR_CHANGE, _("No messages could be read from this download of Instagram. Ask for it once more in the format JSON and choose the new file."));
  find_me (&run);
  if (!so_instagram_files_collect (run.files, sink, cancellable, error))
    return FALSE;
  docs = so_instagram_files_get_docs (run.files);
  for (guint i = 0; i < docs->len; i++)
    {
      if (!give_doc (&run, g_ptr_array_index (docs, i), i + 1, error))
        return FALSE;
      so_import_progress (sink, i + 1, docs->len);
    }
  return TRUE;
}
