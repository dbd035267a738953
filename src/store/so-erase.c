/* SPDX-License-Identifier: MIT */
#include "so-contacts.h"

#include <string.h>

#include "so-batch-changes.h"
#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-hit.h"
#include "so-people.h"
#include "so-search-index.h"
#include "so-share-files.h"
#include "so-threads-private.h"

/* Erasing a person: the one place where rows of shared tables are emptied. What is theirs: the threads with them alone,
 * and in groups, which are everybody's, what they wrote. */

#define THREADS "SELECT id FROM thread WHERE contact_id = ?1 AND is_group = 0"
#define MESSAGES "SELECT id FROM message WHERE contact_id = ?1 OR thread_id IN (" THREADS ")"
#define DRAFTS "SELECT id FROM draft WHERE contact_id = ?1 OR thread_id IN (" THREADS ")"
#define ANY_OF_THEM "(SELECT ?1 UNION ALL " THREADS " UNION ALL " MESSAGES " UNION ALL " DRAFTS ")"

#define ALL_OF_THEIRS ANY_OF_THEM " OR pk IN (SELECT id FROM identity WHERE contact_id = ?1) OR pk IN (SELECT id FROM task WHERE contact_id = ?1)" \
                      " OR pk IN (SELECT id FROM contact_field WHERE contact_id = ?1) OR pk IN (SELECT id FROM stage_move WHERE contact_id = ?1)" \
                      " OR pk IN (SELECT id FROM trial WHERE contact_id = ?1) OR pk IN (SELECT id FROM booking WHERE contact_id = ?1)" \
                      " OR pk IN (SELECT id FROM call WHERE message_id IN (" MESSAGES ")) OR pk IN (SELECT id FROM transcript WHERE message_id IN (" MESSAGES "))" \
                      " OR pk IN (SELECT id FROM contact_note WHERE contact_id = ?1) OR pk IN (SELECT id FROM contact_file WHERE contact_id = ?1)"

/* Nobody has read what is set aside: where their number, address or id is in it, it goes as a whole. */
#define ASIDE \
  "DELETE FROM hub_received WHERE body IS NOT NULL AND EXISTS (SELECT 1 FROM identity WHERE contact_id = ?1 AND length (normal) > 4 AND" \
  " instr (lower (CAST (body AS TEXT)), ltrim (normal, '+')))"

static const char *const wipes[] = {
  /* What somebody else's change has replaced, or what could not be taken. */
  "DELETE FROM sync_notice WHERE pk IN " ALL_OF_THEIRS,
  "DELETE FROM sync_quarantine WHERE pk IN " ALL_OF_THEIRS,
  /* Steps of undo carry the name in their label ("Done: Priya S."). */
  "DELETE FROM undo_step WHERE n IN (SELECT step FROM undo_field WHERE id IN " ANY_OF_THEM
  " OR id IN (SELECT id FROM tagging WHERE target_id IN " ANY_OF_THEM ") OR id IN (SELECT id FROM task WHERE contact_id = ?1)"
  " OR id IN (SELECT id FROM contact_field WHERE contact_id = ?1) OR id IN (SELECT id FROM finding WHERE contact_id = ?1)"
  " OR id IN (SELECT id FROM contact_note WHERE contact_id = ?1) OR id IN (SELECT id FROM contact_file WHERE contact_id = ?1)"
  " OR id IN (SELECT id FROM contact_merge WHERE survivor_id = ?1 OR merged_id = ?1)"
  " OR id IN (SELECT id FROM identity WHERE contact_id = ?1) OR id IN (SELECT id FROM stage_move WHERE contact_id = ?1)"
  " OR id IN (SELECT id FROM trial WHERE contact_id = ?1) OR id IN (SELECT id FROM booking WHERE contact_id = ?1))",
  /* What was moved out of their conversations goes back into none. */
  "DELETE FROM undo_step WHERE n IN (SELECT step FROM undo_field WHERE tbl = 'message' AND field = 'thread_id' AND old IN (" THREADS "))",
  "DELETE FROM job WHERE target_id IN " ANY_OF_THEM,
  "DELETE FROM vector WHERE target_id IN " ANY_OF_THEM,
  "UPDATE tagging SET deleted_at = ?2 WHERE deleted_at IS NULL AND target_id IN " ANY_OF_THEM,
  /* An export is often named after whom it is with: "WhatsApp Chat with Priya S.txt". */
  "UPDATE import_skip SET place = '', why = '' WHERE EXISTS (SELECT 1 FROM contact WHERE id = ?1 AND name <> '' AND"
  " (instr (place, name) OR instr (why, name)))",
  "UPDATE import_batch SET path = '' WHERE EXISTS (SELECT 1 FROM contact WHERE id = ?1 AND name <> '' AND instr (path, name))",
  "DELETE FROM payload WHERE message_id IN (" MESSAGES ")",
  "UPDATE told SET text = NULL, failure = NULL WHERE id IN (" MESSAGES ")",
  "UPDATE reaction SET emoji = '', contact_id = NULL WHERE contact_id = ?1 OR message_id IN (" MESSAGES ")",
  "UPDATE transcript SET segments = '[]', remote_id = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE message_id IN (" MESSAGES ")",
  "UPDATE recording SET remote = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE message_id IN (" MESSAGES ")",
  "UPDATE call SET remote_id = NULL, number = '', name = NULL, intent = NULL, outcome = NULL, summary = NULL, satisfaction_why = NULL, deleted_at = coalesce (deleted_at, ?2)"
  " WHERE message_id IN (" MESSAGES ") OR number IN (SELECT normal FROM identity WHERE contact_id = ?1 AND kind = 'phone')",
  "DELETE FROM playback WHERE sha256 IN (SELECT sha256 FROM part WHERE message_id IN (" MESSAGES "))",
  "DELETE FROM part WHERE message_id IN (" MESSAGES ")",
  "DELETE FROM draft_version WHERE draft_id IN (" DRAFTS ")",
  "UPDATE approval SET recipient = '', warnings = NULL WHERE draft_id IN (" DRAFTS ")",
  "UPDATE attempt SET provider_id = NULL, detail = NULL WHERE draft_id IN (" DRAFTS ")",
  "UPDATE draft_file SET name = '', deleted_at = coalesce (deleted_at, ?2) WHERE draft_id IN (" DRAFTS ")",
  "UPDATE question SET text = '', deleted_at = coalesce (deleted_at, ?2) WHERE message_id IN (" MESSAGES ")",
  "UPDATE draft SET text = '', proposed = NULL, sources = NULL, detail = NULL, template = NULL, hint = NULL, cc = NULL, bcc = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE id IN (" DRAFTS ")",
  /* What went to others went to them, too: the line goes as a whole, and with it the approval of one that still waits. */
  "UPDATE draft SET cc = NULL, bcc = NULL WHERE coalesce (cc, bcc) IS NOT NULL AND EXISTS (SELECT 1 FROM identity WHERE contact_id = ?1 AND kind = 'email'"
  " AND instr (lower (coalesce (cc, '') || ' ' || coalesce (bcc, '')), normal))",
  "UPDATE message SET text = '', sender = '', entities = NULL, refined = NULL, remote_id = NULL, failure = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE id IN (" MESSAGES ")",
  "UPDATE analysis SET summary = '', quote = NULL, fault = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE thread_id IN (" THREADS ")",
  "UPDATE finding SET what = '', quote = '', deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1 OR thread_id IN (" THREADS ") OR message_id IN (" MESSAGES ")",
  "UPDATE task SET title = '', deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1 OR thread_id IN (" THREADS ")",
  /* Own words only: what is counted stays (so-lost-reason.h). */
  "UPDATE stage_move SET reason = NULL WHERE contact_id = ?1 AND reason NOT IN ('price', 'times', 'distance', 'elsewhere', 'no-answer', 'not-offered', 'changed-mind', 'no-lead')",
  "UPDATE trial SET note = NULL WHERE contact_id = ?1",
  "UPDATE booking SET waived_for = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1",
  "UPDATE credit SET note = NULL WHERE contact_id = ?1",
  "UPDATE teacher SET contact_id = NULL WHERE contact_id = ?1",
  "UPDATE contact_field SET value = '', deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1",
  "DELETE FROM sensitive_field WHERE contact_id = ?1",
  "UPDATE contact_note SET text = '', author = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1",
  "UPDATE contact_file SET name = '', deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1",
  "UPDATE household SET name = '', deleted_at = coalesce (deleted_at, ?2) WHERE id IN (SELECT household_id FROM household_member WHERE contact_id = ?1)"
  " AND NOT EXISTS (SELECT 1 FROM household_member m JOIN contact c ON c.id = m.contact_id AND c.deleted_at IS NULL"
  " WHERE m.household_id = household.id AND m.contact_id <> ?1 AND m.deleted_at IS NULL)",
  "UPDATE household_member SET deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1",
  /* What a merge has written stands in it. */
  "UPDATE contact_merge SET fields = '[]' WHERE fields <> '[]' AND (survivor_id = ?1 OR merged_id = ?1)",
  "UPDATE thread SET title = NULL, snippet = NULL, remote_key = id, draft_id = NULL, queued = 0, unread = 0, messages = 0,"
  " deleted_at = coalesce (deleted_at, ?2) WHERE id IN (" THREADS ")",
  "UPDATE thread SET contact_id = NULL WHERE contact_id = ?1 AND is_group = 1",
  ASIDE,
  "UPDATE identity_alias SET value = '', deleted_at = coalesce (deleted_at, ?2) WHERE identity_id IN (SELECT id FROM identity WHERE contact_id = ?1)",
  "UPDATE sender_choice SET deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1 AND deleted_at IS NULL",
  "UPDATE consent SET note = NULL WHERE note IS NOT NULL AND identity_id IN (SELECT id FROM identity WHERE contact_id = ?1)",
  "UPDATE identity SET value = '', normal = id, name = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE contact_id = ?1",
  "UPDATE contact SET merged_into = NULL WHERE id = ?1 OR (root IS NOT NULL AND merged_into = ?1)",
  "UPDATE contact SET name = '', sort = '', notes = NULL, birthday = NULL, source = NULL, lost_reason = NULL, first_touch = NULL, referred_by = NULL, photo = NULL, opinion = NULL, opinion_why = NULL, deleted_at = coalesce (deleted_at, ?2) WHERE id = ?1",
};

/* Files that nobody else's message or draft points to. */
static GStrv
files_of (SoDb *db, const char *id, GError **error)
{
  return so_db_texts (db, error,
    "WITH mine AS (" MESSAGES "), ours AS (" DRAFTS "), file AS (SELECT sha256 FROM part WHERE message_id IN mine AND sha256 IS NOT NULL"
    " UNION SELECT sha256 FROM draft_file WHERE draft_id IN ours UNION SELECT sha256 FROM contact_file WHERE contact_id = ?1 AND sha256 <> ''"
    " UNION SELECT photo FROM contact WHERE id = ?1 AND photo IS NOT NULL) SELECT sha256 FROM file WHERE"
    " NOT EXISTS (SELECT 1 FROM part other WHERE other.sha256 = file.sha256 AND other.message_id NOT IN mine)"
    " AND NOT EXISTS (SELECT 1 FROM draft_file other WHERE other.sha256 = file.sha256 AND other.deleted_at IS NULL AND other.draft_id NOT IN ours)"
    " AND NOT EXISTS (SELECT 1 FROM contact_file other WHERE other.sha256 = file.sha256 AND other.deleted_at IS NULL AND other.contact_id <> ?1)"
    " AND NOT EXISTS (SELECT 1 FROM contact other WHERE other.photo = file.sha256 AND other.id <> ?1)", "t", id);
}

/* The hub has them, too, and is told when it is there. */
static gboolean
forget_files (SoDb *db, GStrv files, GError **error)
{
  for (guint i = 0; files[i]; i++)
    if (!so_share_file_erased (db, files[i], error))
      return FALSE;
  return TRUE;
}

/* FTS5 only marks a row as deleted until its segments are merged: merging them all is what takes the words away. */
static gboolean
forget_in_search (SoDb *db, const char *id, GError **error)
{
  g_autoptr (GArray) messages = so_db_numbers (db, error, "SELECT n FROM message WHERE id IN (" MESSAGES ")", "t", id);

  for (guint i = 0; messages && i < messages->len; i++)
    so_search_index_remove (db, SO_HIT_MESSAGE, g_array_index (messages, gint64, i));
  so_search_index_remove (db, SO_HIT_CONTACT, so_db_int (db, 0, "SELECT n FROM contact WHERE id = ?", "t", id));
  return messages && so_search_index_flush (db, error) && so_db_run (db, error, "INSERT INTO search (search) VALUES ('optimize')", "");
}

/* Groups whose sums counted what is gone now. */
static gboolean
refresh_groups (SoDb *db, GStrv groups, GError **error)
{
  for (guint i = 0; groups[i]; i++)
    if (!so_thread_refresh (db, groups[i], error))
      return FALSE;
  return TRUE;
}

static GStrv
groups_of (SoDb *db, const char *id, GError **error)
{
  return so_db_texts (db, error, "SELECT DISTINCT t.id FROM message m JOIN thread t ON t.id = m.thread_id AND t.is_group = 1"
                      " AND t.deleted_at IS NULL WHERE m.contact_id = ?1", "t", id);
}

gboolean
so_contact_wipe (SoDb *db, const char *id, GStrv *files, GError **error)
{
  g_auto (GStrv) groups = NULL, theirs = NULL;
  gint64 now = so_now ();

  if (!(theirs = files_of (db, id, error)) || !(groups = groups_of (db, id, error)) || !forget_in_search (db, id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (wipes); i++)
    if (!so_db_run (db, error, wipes[i], strstr (wipes[i], "?2") ? "ti" : "t", id, now))
      return FALSE;
  if (!forget_files (db, theirs, error) || !so_batch_forget (db, id, error))
    return FALSE;
  if (files)
    *files = g_steal_pointer (&theirs);
  return so_people_settle_root (db, id, error) && refresh_groups (db, groups, error) && so_db_run (db, error, "DELETE FROM sync_touched WHERE kind = 'erasure' AND id = ?", "t", id);
}

static gboolean
erase_one (SoDb *db, const char *id, GStrv *files, GError **error)
{
  /* First of all: others find by it what is of this person before that is gone. */
  return so_db_run (db, error, "INSERT INTO erasure (id, created_at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at", "ti", id, so_now ()) &&
         so_contact_wipe (db, id, files, error) && so_event_log (db, "owner", "contact.erased", "contact", id, NULL, error);
}

/* All who are shown as this one: each has an erasure of their own, for computers that know nothing of the merge. */
gboolean
so_contact_erase (SoDb *db, const char *id, GStrv *files, GError **error)
{
  g_auto (GStrv) all = so_people_all (db, id);
  g_autoptr (GStrvBuilder) theirs = g_strv_builder_new ();

  if (!so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL", "t", id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  for (guint i = 0; all[i]; i++)
    {
      g_auto (GStrv) own = NULL;

      if (!erase_one (db, all[i], &own, error))
        return FALSE;
      g_strv_builder_addv (theirs, (const char **) own);
    }
  if (files)
    *files = g_strv_builder_end (theirs);
  return TRUE;
}

char *
so_contact_next_to_wipe (SoDb *db)
{
  return so_db_text (db, "SELECT id FROM sync_touched WHERE kind = 'erasure' ORDER BY id LIMIT 1", "");
}

gboolean
so_contact_forget_aside (SoDb *db, const char *id, GError **error)
{
  return so_db_run (db, error, ASIDE, "t", id);
}
