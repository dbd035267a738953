/* SPDX-License-Identifier: MIT */
#include "so-test-people.h"

#include <string.h>

#include "so-contacts.h"
#include "so-db.h"
#include "so-events.h"
#include "so-people.h"

SoDb *
so_test_step (SoTestStore *f, const char *step)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (f->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (so_undo_begin (db, step, NULL));
  return db;
}

void
so_test_step_end (SoTestStore *f, SoDb *db, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (so_undo_end (db, &error) && so_store_commit (f->store, &db, &error));
}

gboolean
so_test_undo (SoTestStore *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *label = NULL;

  so_undo_last (db, &label, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  return label != NULL;
}

guint
so_test_n_shown (SoTestStore *f, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GArray) numbers = so_contact_numbers (db, query, NULL);

  return numbers->len;
}

/* What everything holds that is not a trace of what was done and taken back ------------------------------- */

static void
dump_table (SoDb *db, const char *table, GString *all)
{
  g_autofree char *columns = so_db_text (db, "SELECT group_concat ('''' || name || '='' || quote (\"' || name || '\")', ' || '' '' || ') FROM pragma_table_info (?) WHERE name <> 'n'", "t", table);
  g_autofree char *dead = so_db_text (db, "SELECT 1 FROM pragma_table_info (?) WHERE name = 'deleted_at'", "t", table);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s%s ORDER BY 1", columns, table,
                                          dead ? " WHERE deleted_at IS NULL" : !strcmp (table, "contact_merge") ? " WHERE undone_at = 0" : "");
  g_autoptr (SoStmt) row = so_db_query (db, NULL, sql, "");

  while (so_stmt_next (row, NULL))
    g_string_append_printf (all, "%s %s\n", table, so_stmt_text (row, 0));
}

char *
so_test_people_dump (SoTestStore *f)
{
  static const char *const tables[] = { "contact", "identity", "identity_alias", "thread", "message", "tagging", "contact_field", "contact_note", "contact_file", "task",
                                        "household_member", "contact_apart", "contact_merge", "consent", "sender_choice", "draft" };
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoStmt) doc = so_db_query (db, NULL, "SELECT kind || ' ' || ref || ' ' || s.who FROM search_doc d JOIN search s ON s.rowid = d.doc ORDER BY kind, ref", "");
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    dump_table (db, tables[i], all);
  while (doc && so_stmt_next (doc, NULL))
    g_string_append_printf (all, "doc %s\n", so_stmt_text (doc, 0));
  return g_string_free_and_steal (all);
}

void
so_test_assert_same (const char *before, const char *after, const char *what)
{
  g_auto (GStrv) a = g_strsplit (before, "\n", -1), b = g_strsplit (after, "\n", -1);

  for (guint i = 0; a[i] || b[i]; i++)
    if (!a[i] || !b[i] || strcmp (a[i], b[i]))
      g_error ("after %s:\n- %s\n+ %s", what, a[i] ? a[i] : "(nothing)", b[i] ? b[i] : "(nothing)");
}

/* What has to hold always ---------------------------------------------------------------------------------- */

/* The slow way: what so_people_settle_root() keeps. */
static char *
end_by_hand (SoDb *db, const char *id)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *now = g_strdup (id), *smallest = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      char *next = so_db_text (db, "SELECT merged_into FROM contact c WHERE id = ? AND EXISTS (SELECT 1 FROM contact WHERE id = c.merged_into AND deleted_at IS NULL)", "t", now);

      if (!next)
        return g_steal_pointer (&now);
      g_free (now);
      now = next;
      if (i >= 500 && (!smallest || strcmp (now, smallest) < 0))   /* long in the circle by then */
        g_set_str (&smallest, now);
    }
  return g_steal_pointer (&smallest);
}

static void
check_roots (SoDb *db)
{
  g_auto (GStrv) ids = so_db_texts (db, NULL, "SELECT id FROM contact", "");

  for (guint i = 0; ids[i]; i++)
    {
      g_autofree char *should = end_by_hand (db, ids[i]), *is = so_people_root (db, ids[i]);
      gint64 last = so_db_int (db, 0, "SELECT max (last_at) FROM thread WHERE deleted_at IS NULL AND contact_id IN " SO_PERSON_ALL ("?1"), "t", ids[i]);

      g_assert_cmpstr (is, ==, should);
      if (!strcmp (is, ids[i]))
        g_assert_cmpint (so_db_int (db, -1, "SELECT last_at FROM contact WHERE id = ?", "t", ids[i]), ==, last);
    }
}

static void
check_owners (SoDb *db)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) people = so_contact_numbers (db, NULL, NULL);
  gint64 all = so_db_int (db, 0, "SELECT count (*) FROM message WHERE deleted_at IS NULL", "");

  for (guint i = 0; i < people->len; i++)
    {
      g_autoptr (SoContact) contact = so_contact_load (db, g_array_index (people, gint64, i), NULL);
      g_autoptr (GArray) messages = so_message_numbers (db, NULL, contact->id, NULL);

      for (guint k = 0; k < messages->len; k++)
        if (!g_hash_table_add (seen, g_memdup2 (&g_array_index (messages, gint64, k), sizeof (gint64))))
          g_error ("message %" G_GINT64_FORMAT " is of two people", g_array_index (messages, gint64, k));
    }
  if (g_hash_table_size (seen) != all)
    {
      g_auto (GStrv) rows = so_db_texts (db, NULL, "SELECT m.id || ' ' || m.text || ' thread ' || t.id || coalesce (' gone ' || t.deleted_at, '') || ' of ' || coalesce (t.contact_id, '-') ||"
                                         " coalesce (' gone ' || c.deleted_at, '') FROM message m LEFT JOIN thread t ON t.id = m.thread_id LEFT JOIN contact c ON c.id = t.contact_id"
                                         " WHERE m.deleted_at IS NULL", "");
      g_autofree char *list = g_strjoinv ("\n", rows);

      g_error ("%u of %d messages have an owner:\n%s", g_hash_table_size (seen), (int) all, list);
    }
}

void
so_test_people_check (SoTestStore *f)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  check_roots (db);
  check_owners (db);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count (*) FROM search_doc WHERE kind = 1", ""), ==, so_test_n_shown (f, NULL));
  g_assert_cmpint (so_db_int (db, 0, "SELECT count (*) FROM search_doc WHERE kind = 0", ""), ==, so_db_int (db, 0, "SELECT count (*) FROM message WHERE deleted_at IS NULL", ""));
}
