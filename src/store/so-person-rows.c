/* SPDX-License-Identifier: MIT */
#include "so-person-rows.h"

#include "so-db.h"
#include "so-error.h"

/* Theirs: themselves and who is shown as them; conversations with them alone; and in groups what they wrote. */
#define WHO "(SELECT id FROM contact WHERE id = ?1 OR root = ?1)"
#define THREADS "(SELECT id FROM thread WHERE contact_id IN " WHO " AND is_group = 0)"
#define MESSAGES "(SELECT id FROM message WHERE contact_id IN " WHO " OR thread_id IN " THREADS ")"
#define DRAFTS "(SELECT id FROM draft WHERE contact_id IN " WHO " OR thread_id IN " THREADS ")"

static const struct { const char *table, *where; } tables[] = {
  { "contact", "id IN " WHO },
  { "identity", "contact_id IN " WHO },
  { "identity_alias", "identity_id IN (SELECT id FROM identity WHERE contact_id IN " WHO ")" },
  { "consent", "identity_id IN (SELECT id FROM identity WHERE contact_id IN " WHO ")" },
  { "contact_field", "contact_id IN " WHO },
  { "sensitive_field", "contact_id IN " WHO },
  { "tag", "id IN (SELECT tag_id FROM tagging WHERE target_id IN " WHO " AND deleted_at IS NULL)" },
  { "household", "id IN (SELECT household_id FROM household_member WHERE contact_id IN " WHO " AND deleted_at IS NULL)" },
  { "household_member", "contact_id IN " WHO },
  { "contact_note", "contact_id IN " WHO },
  { "contact_file", "contact_id IN " WHO },
  { "task", "contact_id IN " WHO },
  { "stage_move", "contact_id IN " WHO },
  { "trial", "contact_id IN " WHO },
  { "booking", "contact_id IN " WHO },
  { "credit", "contact_id IN " WHO },
  { "thread", "id IN " THREADS },
  { "message", "id IN " MESSAGES },
  { "part", "message_id IN " MESSAGES },
  { "call", "message_id IN " MESSAGES },
  { "recording", "message_id IN " MESSAGES },
  { "transcript", "message_id IN " MESSAGES },
  { "reaction", "contact_id IN " WHO " OR message_id IN " MESSAGES },
  { "draft", "id IN " DRAFTS },
  { "approval", "draft_id IN " DRAFTS },
  { "draft_file", "draft_id IN " DRAFTS },
  { "analysis", "thread_id IN " THREADS },
  { "finding", "contact_id IN " WHO },
};

static gboolean
has_column (SoDb *db, const char *table, const char *column)
{
  return so_db_int (db, 0, "SELECT 1 FROM pragma_table_info (?) WHERE name = ?", "tt", table, column) != 0;
}

static char *
rows_of (SoDb *db, const char *table, const char *where, const char *contact_id)
{
  g_autofree char *columns = so_db_text (db, "SELECT group_concat ('''' || name || ''', ' || name, ', ') FROM pragma_table_info (?)", "t", table);
  gboolean numbered = has_column (db, table, "n");
  g_autofree char *sql = g_strdup_printf ("SELECT json_group_array (json_object (%s)) FROM (SELECT * FROM %s WHERE (%s)%s%s)", columns, table, where,
                                          has_column (db, table, "deleted_at") ? " AND deleted_at IS NULL" : "", numbered ? " ORDER BY n" : "");

  return so_db_text (db, sql, "t", contact_id);
}

static void
rows_free (gpointer data)
{
  SoPersonRows *rows = data;

  g_free (rows->rows);
  g_free (rows);
}

static char *
root_of (SoDb *db, const char *contact_id, GError **error)
{
  char *root = so_db_text (db, "SELECT coalesce (root, id) FROM contact WHERE id = ? AND deleted_at IS NULL", "t", contact_id);

  if (!root)
    so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  return root;
}

GPtrArray *
so_person_rows (SoDb *db, const char *contact_id, GError **error)
{
  g_autofree char *root = root_of (db, contact_id, error);
  GPtrArray *all;

  if (!root)
    return NULL;
  all = g_ptr_array_new_with_free_func (rows_free);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      SoPersonRows *rows = g_new0 (SoPersonRows, 1);

      rows->table = tables[i].table;
      rows->rows = rows_of (db, tables[i].table, tables[i].where, root);
      g_ptr_array_add (all, rows);
      if (!rows->rows)
        {
          g_ptr_array_unref (all);
          so_fail (error, SO_ERROR_REPORT, "What is kept of this person cannot be read (%s).", tables[i].table);
          return NULL;
        }
    }
  return all;
}

gboolean
so_person_count (SoDb *db, const char *contact_id, SoPersonCounts *counts, GError **error)
{
  g_autofree char *root = root_of (db, contact_id, error);

  if (!root)
    return FALSE;
  *counts = (SoPersonCounts) {
    (guint) so_db_int (db, 0, "SELECT count(*) FROM message WHERE deleted_at IS NULL AND id IN " MESSAGES, "t", root),
    (guint) so_db_int (db, 0, "SELECT count(*) FROM thread WHERE deleted_at IS NULL AND id IN " THREADS, "t", root),
    (guint) so_db_int (db, 0, "SELECT count(DISTINCT sha256) FROM part WHERE message_id IN " MESSAGES, "t", root),
    (guint) so_db_int (db, 0, "SELECT count(*) FROM contact_note WHERE deleted_at IS NULL AND contact_id IN " WHO, "t", root),
    (guint) so_db_int (db, 0, "SELECT count(*) FROM draft WHERE deleted_at IS NULL AND id IN " DRAFTS, "t", root),
    (guint) so_db_int (db, 0, "SELECT count(*) FROM task WHERE deleted_at IS NULL AND done_at = 0 AND contact_id IN " WHO, "t", root),
    (guint) so_db_int (db, 0, "SELECT count(*) FROM draft WHERE deleted_at IS NULL AND state IN ('queued', 'scheduled', 'held', 'sending') AND id IN " DRAFTS,
                       "t", root),
  };
  return TRUE;
}
