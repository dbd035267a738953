/* SPDX-License-Identifier: MIT */
#include "so-forget.h"

#include <string.h>

#include "so-clock.h"
#include "so-db.h"
#include "so-hit.h"
#include "so-id.h"
#include "so-json.h"
#include "so-search-index.h"
#include "so-share-files.h"
#include "so-threads-private.h"
#include "so-transcripts.h"

/* ?1 is a JSON array of ids. */
#define THESE "(SELECT value FROM json_each (?1))"
#define THEIR_THREADS "(SELECT thread_id FROM message WHERE id IN " THESE ")"
/* What was decided about them, unless what came of it is kept longer. A draft that waits belongs to somebody. */
#define DRAFTS \
  "(SELECT d.id FROM draft d WHERE d.thread_id IN " THEIR_THREADS " AND (d.reply_to IN " THESE " OR d.id IN (SELECT draft_id FROM message WHERE id IN " THESE "))" \
  " AND d.state IN ('accepted', 'delivered', 'read', 'superseded', 'discarded', 'expired', 'answered_elsewhere')" \
  " AND NOT EXISTS (SELECT 1 FROM message s WHERE s.draft_id = d.id AND s.deleted_at IS NULL AND s.id NOT IN " THESE "))"

static const char *const wipes[] = {
  "DELETE FROM sync_notice WHERE pk IN " THESE,
  "DELETE FROM sync_quarantine WHERE pk IN " THESE,
  "DELETE FROM undo_step WHERE n IN (SELECT step FROM undo_field WHERE id IN " THESE ")",
  "DELETE FROM job WHERE target_id IN " THESE,
  "DELETE FROM vector WHERE target_id IN " THESE,
  "UPDATE tagging SET deleted_at = ?2 WHERE deleted_at IS NULL AND target_kind = 'message' AND target_id IN " THESE,
  "DELETE FROM payload WHERE message_id IN " THESE,
  "UPDATE told SET text = NULL, failure = NULL WHERE id IN " THESE,
  "UPDATE reaction SET emoji = '' WHERE message_id IN " THESE,
  "UPDATE question SET text = '', deleted_at = coalesce (deleted_at, ?2) WHERE message_id IN " THESE,
  "UPDATE finding SET what = '', quote = '', deleted_at = coalesce (deleted_at, ?2) WHERE message_id IN " THESE,
  "DELETE FROM draft_version WHERE draft_id IN " DRAFTS,
  "UPDATE draft_file SET name = '', deleted_at = coalesce (deleted_at, ?2) WHERE draft_id IN " DRAFTS,
  "UPDATE attempt SET provider_id = NULL, detail = NULL WHERE draft_id IN " DRAFTS,
  "UPDATE draft SET text = '', proposed = NULL, sources = NULL, detail = NULL, template = NULL, hint = NULL, cc = NULL, bcc = NULL WHERE id IN " DRAFTS,
  "UPDATE transcript SET segments = '[]', remote_id = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE message_id IN " THESE,
  "UPDATE recording SET remote = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE message_id IN " THESE,
  "UPDATE call SET remote_id = NULL, number = '', name = NULL, intent = NULL, outcome = NULL, summary = NULL, satisfaction_why = NULL, deleted_at = coalesce (deleted_at, ?2)"
  " WHERE message_id IN " THESE,
  "DELETE FROM playback WHERE sha256 IN (SELECT sha256 FROM part WHERE message_id IN " THESE ")",
  "DELETE FROM part WHERE message_id IN " THESE,
  "UPDATE message SET text = '', sender = '', entities = NULL, refined = NULL, remote_id = NULL, failure = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE id IN " THESE,
  /* What was read out of a conversation rests on what was said up to then. */
  "UPDATE analysis SET summary = '', quote = NULL, fault = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE thread_id IN " THEIR_THREADS " AND (message_id IN " THESE
  " OR NOT EXISTS (SELECT 1 FROM message n WHERE n.thread_id = analysis.thread_id AND n.deleted_at IS NULL AND n.sent_at <= analysis.newest_at))",
  "UPDATE finding SET what = '', quote = '', deleted_at = coalesce (deleted_at, ?2) WHERE thread_id IN " THEIR_THREADS
  " AND NOT EXISTS (SELECT 1 FROM message n WHERE n.thread_id = finding.thread_id AND n.deleted_at IS NULL)",
  "DELETE FROM sync_touched WHERE kind = 'erasure' AND id IN " THESE,
};

static char *
list_of (const char *const *ids)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; ids[i]; i++)
    json_array_add_string_element (array, ids[i]);
  json_node_take_array (node, array);
  return so_json_write (node, FALSE);
}

/* Nothing else points to it: no other part, draft or person. */
#define ALONE \
  " NOT EXISTS (SELECT 1 FROM draft_file o WHERE o.sha256 = file.sha256 AND o.deleted_at IS NULL AND o.draft_id NOT IN " DRAFTS ")" \
  " AND NOT EXISTS (SELECT 1 FROM contact_file o WHERE o.sha256 = file.sha256 AND o.deleted_at IS NULL)" \
  " AND NOT EXISTS (SELECT 1 FROM contact o WHERE o.photo = file.sha256)"

static GStrv
files_of_messages (SoDb *db, const char *list, GError **error)
{
  return so_db_texts (db, error, "WITH file AS (SELECT sha256 FROM part WHERE message_id IN " THESE " AND sha256 IS NOT NULL"
                      " UNION SELECT sha256 FROM draft_file WHERE draft_id IN " DRAFTS " AND sha256 <> '') SELECT sha256 FROM file WHERE" ALONE
                      " AND NOT EXISTS (SELECT 1 FROM part o WHERE o.sha256 = file.sha256 AND o.message_id NOT IN " THESE ")", "t", list);
}

static GStrv
files_of_parts (SoDb *db, const char *list, GError **error)
{
  return so_db_texts (db, error, "SELECT DISTINCT sha256 FROM part file WHERE id IN " THESE " AND sha256 IS NOT NULL"
                      " AND NOT EXISTS (SELECT 1 FROM draft_file o WHERE o.sha256 = file.sha256 AND o.deleted_at IS NULL)"
                      " AND NOT EXISTS (SELECT 1 FROM contact_file o WHERE o.sha256 = file.sha256 AND o.deleted_at IS NULL)"
                      " AND NOT EXISTS (SELECT 1 FROM contact o WHERE o.photo = file.sha256)"
                      " AND NOT EXISTS (SELECT 1 FROM part o WHERE o.sha256 = file.sha256 AND o.id NOT IN " THESE ")", "t", list);
}

/* The hub has them, too, and is told when it is there. */
static gboolean
forget_files (SoDb *db, GStrv theirs, GStrvBuilder *files, GError **error)
{
  for (guint i = 0; theirs[i]; i++)
    if (!so_share_file_erased (db, theirs[i], error))
      return FALSE;
  g_strv_builder_addv (files, (const char **) theirs);
  return TRUE;
}

/* One in which nothing is left is gone, and comes back with the next message. */
static gboolean
settle_thread (SoDb *db, const char *id, GError **error)
{
  if (so_db_int (db, 0, "SELECT 1 FROM message WHERE thread_id = ? AND deleted_at IS NULL LIMIT 1", "t", id))
    return so_thread_refresh (db, id, error);
  return so_db_run (db, error, "UPDATE thread SET title = NULL, snippet = NULL, unread = 0, messages = 0, waiting_since = 0, answer_due_at = NULL, due_at = NULL,"
                    " deleted_at = coalesce (deleted_at, ?2) WHERE id = ?1", "ti", id, so_now ()) && so_thread_sum_person (db, id, error);
}

static gboolean
wipe (SoDb *db, const char *list, GStrvBuilder *files, GError **error)
{
  g_auto (GStrv) threads = so_db_texts (db, error, "SELECT DISTINCT thread_id FROM message WHERE id IN " THESE, "t", list);
  g_auto (GStrv) theirs = threads ? files_of_messages (db, list, error) : NULL;
  g_autoptr (GArray) numbers = theirs ? so_db_numbers (db, error, "SELECT n FROM message WHERE id IN " THESE, "t", list) : NULL;
  gint64 now = so_now ();

  for (guint i = 0; numbers && i < numbers->len; i++)
    so_search_index_remove (db, SO_HIT_MESSAGE, g_array_index (numbers, gint64, i));
  for (guint i = 0; numbers && i < G_N_ELEMENTS (wipes); i++)
    if (!so_db_run (db, error, wipes[i], strstr (wipes[i], "?2") ? "ti" : "t", list, now))
      return FALSE;
  for (guint i = 0; numbers && threads[i]; i++)
    if (!settle_thread (db, threads[i], error))
      return FALSE;
  return numbers && forget_files (db, theirs, files, error);
}

gboolean
so_forget_messages (SoDb *db, const char *const *ids, GStrvBuilder *files, GError **error)
{
  g_autofree char *list = list_of (ids);

  /* First of all, as when a person is erased: others find by it what they have of this message. */
  return so_db_run (db, error, "INSERT INTO erasure (id, created_at) SELECT value, ?2 FROM json_each (?1) WHERE TRUE ON CONFLICT (id) DO NOTHING", "ti", list, so_now ()) &&
         wipe (db, list, files, error);
}

gboolean
so_forget_heard (SoDb *db, guint most, guint *n, GStrvBuilder *files, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT s.id FROM sync_touched s JOIN message m ON m.id = s.id WHERE s.kind = 'erasure' LIMIT ?", "i", (gint64) most);
  g_autofree char *list = ids ? list_of ((const char *const *) ids) : NULL;

  *n = ids ? g_strv_length (ids) : 0;
  return ids && (!*n || wipe (db, list, files, error));
}

/* Recordings ---------------------------------------------------------------------------------------------- */

/* A part is removed, and not changed: by that the other computers remove its file. What takes its place says that there was one. */
static gboolean
replace_part (SoDb *db, const char *id, GError **error)
{
  g_autofree char *left = so_id_derive (id, "left"), *message = so_db_text (db, "SELECT message_id FROM part WHERE id = ?", "t", id);

  return so_db_run (db, error, "INSERT OR IGNORE INTO part (id, message_id, position, kind, mime, size) SELECT ?1, message_id, position, kind, mime, 0 FROM part WHERE id = ?2",
                    "tt", left, id) &&
         (!message || so_transcript_forget (db, message, error)) &&
         so_db_run (db, error, "DELETE FROM playback WHERE sha256 = (SELECT sha256 FROM part WHERE id = ?)", "t", id) &&
         so_db_run (db, error, "DELETE FROM part WHERE id = ?", "t", id) && (!message || so_db_run (db, error, "DELETE FROM payload WHERE message_id = ?", "t", message));
}

gboolean
so_forget_recordings (SoDb *db, const char *const *ids, GStrvBuilder *files, GError **error)
{
  g_autofree char *list = list_of (ids);
  g_auto (GStrv) theirs = files_of_parts (db, list, error);

  for (guint i = 0; theirs && ids[i]; i++)
    if (!replace_part (db, ids[i], error))
      return FALSE;
  return theirs && forget_files (db, theirs, files, error);
}

gboolean
so_forget_in_search (SoDb *db, GError **error)
{
  return so_search_index_flush (db, error) && so_db_run (db, error, "INSERT INTO search (search) VALUES ('optimize')", "");
}
