/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-batches.h"
#include "so-contact-details.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-likeness.h"
#include "so-merges.h"
#include "so-people.h"
#include "so-search.h"
#include "so-share.h"
#include "so-split.h"
#include "so-stage-moves.h"
#include "so-standings.h"
#include "so-tags.h"
#include "so-tasks.h"

/* Two who are one person, and are two again; whose an address or a message is. */

typedef SoTestStore F;

static char *
id_of (F *f, const char *number)
{
  g_autofree char *sql = g_strdup_printf ("SELECT contact_id FROM identity WHERE value = '%s'", number);

  return so_test_text (f->store, sql);
}

static SoDb *
begin (F *f, const char *step)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (f->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (so_undo_begin (db, step, NULL));
  return db;
}

static void
end (F *f, SoDb *db, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (so_undo_end (db, &error) && so_store_commit (f->store, &db, &error));
}

static void
merge (F *f, const char *survivor, const char *other, const SoMergeChoice *choice)
{
  GError *error = NULL;
  SoDb *db = begin (f, "merge");

  so_contact_merge (db, survivor, other, choice, &error);
  end (f, db, error);
}

static void
unmerge (F *f, const char *id)
{
  GError *error = NULL;
  SoDb *db = begin (f, "unmerge");

  so_contact_unmerge (db, id, NULL, &error);
  end (f, db, error);
}

static gboolean
undo (F *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *label = NULL;

  so_undo_last (db, &label, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  return label != NULL;
}

static SoContact *
find (F *f, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GError) error = NULL;
  SoContact *contact = so_contact_find (db, id, &error);

  g_assert_no_error (error);
  return contact;
}

static guint
n_shown (F *f, const char *query)
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

static char *
dump (F *f)
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

static void
assert_same (const char *before, const char *after, const char *what)
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

static void
check (F *f)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  check_roots (db);
  check_owners (db);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count (*) FROM search_doc WHERE kind = 1", ""), ==, n_shown (f, NULL));
  g_assert_cmpint (so_db_int (db, 0, "SELECT count (*) FROM search_doc WHERE kind = 0", ""), ==, so_db_int (db, 0, "SELECT count (*) FROM message WHERE deleted_at IS NULL", ""));
}

/* One by one ------------------------------------------------------------------------------------------------ */

static void
test_merge (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Ana Lopez", "first", 1000), *t2 = so_test_say (f->store, "+49151222", "Ana L.", "second", 2000);
  g_autofree char *a = id_of (f, "+49151111"), *b = id_of (f, "+49151222"), *before = dump (f), *after = NULL, *t3 = NULL;
  g_autoptr (SoContact) one = NULL, other = NULL;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDb) db = NULL;

  merge (f, a, b, NULL);
  check (f);
  g_assert_cmpuint (n_shown (f, NULL), ==, 1);
  one = find (f, b);
  g_assert_cmpstr (one->id, ==, a);
  g_assert_cmpuint (one->identities->len, ==, 2);
  g_assert_cmpuint (one->threads, ==, 2);
  g_assert_cmpint (one->last_at, ==, 2000);
  db = so_store_read (f->store, NULL);
  thread = so_thread_find (db, t2, NULL);
  g_assert_cmpstr (thread->contact_id, ==, a);
  g_assert_cmpstr (thread->contact_name, ==, "Ana Lopez");
  g_clear_pointer (&db, so_db_release);
  /* What comes since is stored with whose address it came from. */
  t3 = so_test_say (f->store, "+49151222", "Ana L.", "third", 3000);
  g_assert_cmpstr (t3, ==, t2);
  check (f);
  unmerge (f, b);
  check (f);
  g_assert_cmpuint (n_shown (f, NULL), ==, 2);
  other = find (f, b);
  g_assert_cmpint (other->last_at, ==, 3000);
  g_assert_cmpuint (n_shown (f, "second"), ==, 0);
  merge (f, b, a, NULL);
  g_assert_true (undo (f));
  after = dump (f);
  g_assert_nonnull (strstr (after, "third"));
  so_test_sql (f->store, "UPDATE message SET deleted_at = 1 WHERE text = 'third'");
}

static void
test_fields (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Ana", "x", 1000), *t2 = so_test_say (f->store, "+49151222", "Anna Lopez", "y", 2000);
  g_autofree char *a = id_of (f, "+49151111"), *b = id_of (f, "+49151222"), *before = NULL, *after = NULL;
  g_autoptr (SoContact) one = NULL, again = NULL;
  SoMergeChoice choice, own = { .name = "Anna Lopez" };
  SoDb *db = begin (f, "prepare");

  g_assert_true (so_contact_set_notes (db, a, "likes tango", NULL) && so_contact_set_notes (db, b, "knee", NULL) && so_stage_move (db, b, "QUALIFIED", NULL, "owner", NULL) &&
                 so_contact_detail_set (db, b, "birthday", "1990-04-01", NULL, NULL) && so_tag_set (db, "contact", b, "vip", TRUE, NULL) &&
                 so_contact_field_set (db, b, "goal", "wedding", NULL) && so_contact_set_score (db, b, 85, NULL));
  g_free (so_task_add (db, "call her", b, NULL, NULL, 0, NULL));
  end (f, db, NULL);
  before = dump (f);
  db = so_store_read (f->store, NULL);
  g_assert_true (so_merge_propose (db, a, b, &choice, NULL));
  so_db_release (db);
  g_assert_null (choice.name);
  g_assert_cmpstr (choice.birthday, ==, "1990-04-01");
  g_assert_cmpstr (choice.notes, ==, "likes tango\n\nknee");
  g_assert_cmpstr (choice.stage, ==, "QUALIFIED");
  own.notes = choice.notes, own.stage = choice.stage, own.birthday = choice.birthday;
  merge (f, a, b, &own);
  so_merge_choice_clear (&choice);
  one = find (f, a);
  g_assert_cmpstr (one->name, ==, "Anna Lopez");
  g_assert_cmpstr (one->notes, ==, "likes tango\n\nknee");
  g_assert_cmpstr (one->stage, ==, "QUALIFIED");
  g_assert_cmpint (one->score, ==, 85);
  g_assert_cmpstr (one->tags[0], ==, "vip");
  g_assert_cmpint (so_test_int (f->store, "SELECT min (score) FROM thread"), ==, 85);
  db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) fields = so_contact_fields (db, a, NULL), tasks = so_task_list (db, a, FALSE, 9, NULL), merges = so_contact_merges (db, b, NULL);
  g_assert_cmpuint (fields->len, ==, 1);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_cmpuint (merges->len, ==, 1);
  g_assert_cmpstr (((SoMerge *) merges->pdata[0])->merged_id, ==, b);
  so_db_release (db);
  /* What was set since stays as it is. */
  db = begin (f, "notes");
  g_assert_true (so_contact_set_notes (db, a, "both knees", NULL));
  end (f, db, NULL);
  unmerge (f, a);
  again = find (f, a);
  g_assert_cmpstr (again->name, ==, "Ana");
  g_assert_cmpstr (again->notes, ==, "both knees");
  g_assert_cmpstr (again->stage, ==, "NEW");
  g_assert_null (again->birthday);
  g_assert_cmpint (again->score, ==, -1);
  g_assert_true (undo (f) && undo (f) && undo (f));
  after = dump (f);
  assert_same (before, after, "undo of all");
}

static void
test_refused (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Ana", "x", 1000), *a = id_of (f, "+49151111"), *identity = so_test_text (f->store, "SELECT id FROM identity");
  g_autofree char *message = so_test_text (f->store, "SELECT id FROM message");
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  GError *e[6] = { NULL };

  g_assert_false (so_contact_merge (db, a, a, NULL, &e[0]) || so_contact_merge (db, a, "nobody", NULL, &e[1]) || so_contact_unmerge (db, a, NULL, &e[2]));
  g_assert_null (so_contact_split (db, identity, NULL, &e[3]));
  g_assert_false (so_message_move (db, message, a, &e[4]) || so_message_move (db, message, "nobody", &e[5]));
  for (guint i = 0; i < 6; i++)
    {
      g_assert_error (e[i], SO_ERROR, SO_ERROR_CHANGE);
      g_error_free (e[i]);
    }
}

/* A chain, and a circle that two computers made: the smallest id stays, and whoever is separated is themselves. */
static void
test_circle (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "A", "x", 1), *t2 = so_test_say (f->store, "+49151222", "B", "y", 2), *t3 = so_test_say (f->store, "+49151333", "C", "z", 3);
  g_autofree char *a = id_of (f, "+49151111"), *b = id_of (f, "+49151222"), *c = id_of (f, "+49151333");
  const char *smallest = strcmp (a, b) < 0 ? a : b, *larger = smallest == a ? b : a;
  g_autofree char *sql = g_strdup_printf ("UPDATE contact SET merged_into = '%s' WHERE id = '%s'; UPDATE contact SET merged_into = '%s' WHERE id = '%s';"
                                          "UPDATE contact SET merged_into = '%s' WHERE id = '%s'; INSERT INTO sync_touched (kind, id) SELECT 'contact', id FROM contact;",
                                          a, b, b, a, larger, c);
  g_autoptr (SoContact) one = NULL, two = NULL;
  gboolean more = TRUE;
  SoDb *db;

  so_test_sql (f->store, sql);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_share_settle (db, 100, &more, NULL) && so_store_commit (f->store, &db, NULL));
  g_assert_false (more);
  check (f);
  g_assert_cmpuint (n_shown (f, NULL), ==, 1);
  one = find (f, c);
  g_assert_cmpstr (one->id, ==, smallest);
  g_assert_cmpuint (one->threads, ==, 3);
  unmerge (f, larger);
  check (f);
  g_assert_cmpuint (n_shown (f, NULL), ==, 2);
  two = find (f, c);
  g_assert_cmpstr (two->id, ==, larger);
  g_assert_true (undo (f));
  check (f);
  g_assert_cmpuint (n_shown (f, NULL), ==, 1);
}

static void
test_erase (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Ana Lopez", "first", 1000), *t2 = so_test_say (f->store, "+49151222", "Ana Other", "second", 2000);
  g_autofree char *a = id_of (f, "+49151111"), *b = id_of (f, "+49151222"), *all = NULL, *back = NULL;
  SoMergeChoice choice = { .name = "Ana Secret" };
  g_auto (GStrv) files = NULL;
  g_autoptr (SoDb) db = NULL;

  merge (f, a, b, &choice);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_erase (db, b, &files, NULL) && so_store_commit (f->store, &db, NULL));
  g_assert_cmpuint (n_shown (f, NULL), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM erasure"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM contact_merge WHERE fields <> '[]'"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM message WHERE text <> ''"), ==, 0);
  check (f);
  /* Who comes again comes as themselves. */
  back = so_test_say (f->store, "+49151222", "Ana New", "again", 4000);
  check (f);
  g_assert_cmpuint (n_shown (f, NULL), ==, 1);
}

static void
test_split (F *f, gconstpointer data)
{
  SoCard *card = so_card_new ("Family Lopez");
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Family Lopez", "mum here", 1000), *before = NULL, *after = NULL, *a = id_of (f, "+49151111"), *identity = NULL, *own = NULL;
  g_autoptr (SoContact) daughter = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added;
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_PHONE, "+49151111", NULL));
  g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_PHONE, "+49151222", "Mia Lopez"));
  g_assert_true (so_contact_add_card (db, card, "49", NULL, &added, NULL) && so_store_commit (f->store, &db, NULL));
  so_card_free (card);
  g_free (so_test_say (f->store, "+49151222", NULL, "mia here", 2000));
  g_assert_cmpuint (n_shown (f, NULL), ==, 1);
  before = dump (f);
  identity = so_test_text (f->store, "SELECT id FROM identity WHERE value = '+49151222'");
  db = begin (f, "split");
  own = so_contact_split (db, identity, NULL, &error);
  end (f, db, error);
  check (f);
  daughter = find (f, own);
  g_assert_cmpstr (daughter->name, ==, "Mia Lopez");
  g_assert_cmpuint (daughter->threads, ==, 1);
  g_assert_cmpint (daughter->last_at, ==, 2000);
  g_free (so_test_say (f->store, "+49151222", NULL, "mia again", 3000));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM message m JOIN thread t ON t.id = m.thread_id JOIN contact c ON c.id = t.contact_id WHERE c.name = 'Mia Lopez'"
                                " AND m.contact_id = c.id"), ==, 2);
  so_test_sql (f->store, "DELETE FROM message WHERE text = 'mia again'; DELETE FROM search_doc WHERE kind = 0 AND ref NOT IN (SELECT n FROM message)");
  undo (f);
  after = dump (f);
  g_assert_null (strstr (after, "name='Mia Lopez' sort="));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM identity WHERE contact_id = (SELECT id FROM contact WHERE deleted_at IS NULL) AND deleted_at IS NULL"), ==, 2);
}

static void
move (F *f, const char *message, const char *to)
{
  GError *error = NULL;
  SoDb *db = begin (f, "move");

  so_message_move (db, message, to, &error);
  end (f, db, error);
}

static void
test_move (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Mum", "one", 1000), *t2 = so_test_say (f->store, "+49151222", "Kim", "own", 500);
  g_autofree char *mum = id_of (f, "+49151111"), *kim = id_of (f, "+49151222"), *message = NULL, *before = NULL, *after = NULL;
  g_autoptr (SoDb) db = NULL;

  g_free (so_test_say (f->store, "+49151111", "Mum", "this is Kim", 2000));
  message = so_test_text (f->store, "SELECT id FROM message WHERE text = 'this is Kim'");
  before = dump (f);
  move (f, message, kim);
  check (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT last_at FROM contact WHERE name = 'Mum'"), ==, 1000);
  g_assert_cmpint (so_test_int (f->store, "SELECT last_at FROM contact WHERE name = 'Kim'"), ==, 2000);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread WHERE deleted_at IS NULL"), ==, 3);
  move (f, message, mum);
  after = dump (f);
  assert_same (before, after, "moving back");
  g_assert_true (undo (f));
  check (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread WHERE deleted_at IS NULL"), ==, 3);
  g_assert_true (undo (f));
  g_free (after);
  after = dump (f);
  assert_same (before, after, "undo of a move");
}

/* Each call without a number may be of somebody else. */
static void
test_unknown_caller (F *f, gconstpointer data)
{
  g_autofree char *first = so_test_say (f->store, "anonymous", NULL, "hello", 1000), *second = so_test_say (f->store, "+266696687", NULL, "who is there", 2000), *third = NULL;
  g_autofree char *again = so_test_put (f->store, so_test_message ("r3", "anonymous", NULL, "me again", 3000), NULL), *ana = NULL, *message = NULL;

  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM contact"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread"), ==, 3);
  third = so_test_say (f->store, "+49151111", "Ana", "it was me", 4000);
  ana = id_of (f, "+49151111");
  message = so_test_text (f->store, "SELECT id FROM message WHERE text = 'me again'");
  move (f, message, ana);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread WHERE contact_id IS NULL"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM message WHERE contact_id IS NULL"), ==, 2);
  g_assert_true (undo (f));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread WHERE contact_id IS NULL"), ==, 3);
}

static guint
likeness (F *f, SoAlike why, const char *name)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) all = so_contact_suggestions (db, NULL, "55", 0, NULL);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const SoLikeness *one = all->pdata[i];

      n += one->why == why && (!name || !strcmp (one->name, name) || !strcmp (one->other_name, name));
    }
  return n;
}

static void
test_suggestions (F *f, gconstpointer data)
{
  static const struct { const char *number, *name; } people[] = {
    { "+5511987654321", "Bia" }, { "+551187654321", "Bia S" }, { "+551133334444", "Landline" }, { "+5511933334444", "Mobile" },
    { "+5491155550000", "Leo" }, { "+54111555550000", "Leo R" }, { "+5215512345678", "Eva" }, { "+525512345678", "Eva M" }, { "+49151000", "Twin" }, { "+49151001", "Twin" },
  };
  g_autofree char *a = NULL, *b = NULL;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_free (so_test_say (f->store, people[i].number, people[i].name, "hello", 1000 + i));
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Bia"), ==, 1);
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Landline"), ==, 0);
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Leo"), ==, 1);
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Eva"), ==, 1);
  g_assert_cmpuint (likeness (f, SO_ALIKE_BIRTHDAY, NULL), ==, 0);
  so_test_sql (f->store, "UPDATE contact SET birthday = '1990-01-01' WHERE name = 'Twin'");
  g_assert_cmpuint (likeness (f, SO_ALIKE_BIRTHDAY, "Twin"), ==, 1);
  a = id_of (f, "+5511987654321");
  b = id_of (f, "+551187654321");
  db = begin (f, "apart");
  so_contact_set_apart (db, a, b, TRUE, &error);
  end (f, db, error);
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Bia"), ==, 0);
  g_assert_true (undo (f));
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Bia"), ==, 1);
  merge (f, a, b, NULL);
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Bia"), ==, 0);
}

/* Any sequence ------------------------------------------------------------------------------------------------ */

static char *
any (F *f, GRand *rand, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_auto (GStrv) ids = so_db_texts (db, NULL, sql, "");
  guint n = g_strv_length (ids);

  return n ? g_strdup (ids[g_rand_int_range (rand, 0, (int) n)]) : NULL;
}

static gint64 serial;

static void
say (F *f, GRand *rand, const char *batch)
{
  g_autofree char *number = g_strdup_printf ("+4915100%02d", g_rand_int_range (rand, 0, 10)), *id = g_strdup_printf ("m%" G_GINT64_FORMAT, ++serial);

  g_free (so_test_put (f->store, so_test_message (id, number, g_rand_boolean (rand) ? number + 7 : NULL, id, 1000 * serial), batch));
}

static void
card (F *f, GRand *rand, const char *batch)
{
  g_autoptr (SoCard) one = so_card_new ("Card");
  gboolean added;
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *number = g_strdup_printf ("+4915100%02d", g_rand_int_range (rand, 0, 10));
      g_ptr_array_add (one->identities, so_identity_new (SO_IDENTITY_PHONE, number, NULL));
    }
  g_assert_true (so_contact_add_card (db, one, "49", batch, &added, NULL) && so_store_commit (f->store, &db, NULL));
}

static char *
import (F *f, GRand *rand)
{
  SoDb *db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *fingerprint = g_strdup_printf ("f%" G_GINT64_FORMAT, ++serial);
  char *batch = so_batch_begin (db, "csv", "x", fingerprint, NULL);

  g_assert_true (so_store_commit (f->store, &db, NULL));
  for (guint i = 0; i < 3; i++)
    (g_rand_boolean (rand) ? say : card) (f, rand, batch);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_batch_end (db, batch, "done", NULL) && so_store_commit (f->store, &db, NULL));
  return batch;
}

static void
undo_import (F *f, const char *batch)
{
  g_autoptr (SoBatch) counts = g_new0 (SoBatch, 1);
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  so_batch_undo (db, batch, counts, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

#define PEOPLE "SELECT id FROM contact WHERE deleted_at IS NULL ORDER BY id"

/* One thing that is a step of undo; NULL where it was refused, which changes nothing. */
static const char *
step (F *f, GRand *rand)
{
  g_autofree char *a = any (f, rand, PEOPLE), *b = any (f, rand, PEOPLE), *identity = any (f, rand, "SELECT id FROM identity WHERE deleted_at IS NULL ORDER BY id");
  g_autofree char *message = any (f, rand, "SELECT id FROM message WHERE deleted_at IS NULL ORDER BY id"), *own = NULL;
  static const char *const names[] = { "merge", "merge with fields", "unmerge", "split", "move" };
  SoMergeChoice choice = { .name = "Merged", .notes = "both", .stage = "LOST", .birthday = "2000-01-01" };
  guint what = (guint) g_rand_int_range (rand, 0, 5);
  gboolean done = FALSE;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  if (!a || !identity || !message)
    return NULL;
  db = begin (f, names[what]);
  if (what < 2)
    done = so_contact_merge (db, a, b, what ? &choice : NULL, &error);
  else if (what == 2)
    done = so_contact_unmerge (db, a, NULL, &error);
  else if (what == 3)
    done = (own = so_contact_split (db, identity, g_rand_boolean (rand) ? b : NULL, &error)) != NULL;
  else
    done = so_message_move (db, message, b, &error);
  if (!done)
    {
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      so_db_release (db);
      return NULL;
    }
  end (f, db, NULL);
  return names[what];
}

static void
play (F *f, GRand *rand)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 25; i++)
    {
      int what = g_rand_int_range (rand, 0, 10);
      g_autofree char *before = what > 3 ? dump (f) : NULL;
      const char *name = NULL;

      g_test_message ("%d", what);
      if (what < 2)
        say (f, rand, NULL);
      else if (what == 2)
        g_ptr_array_add (batches, import (f, rand));
      else if (what == 3 && batches->len)
        {
          g_autofree char *batch = g_ptr_array_steal_index (batches, (guint) g_rand_int_range (rand, 0, (int) batches->len));
          undo_import (f, batch);
        }
      else if (what == 4)
        undo (f);
      else if ((name = step (f, rand)) && g_rand_boolean (rand))
        {
          g_autofree char *after = NULL;

          g_test_message ("%s", name);
          check (f);
          g_assert_true (undo (f));
          after = dump (f);
          assert_same (before ? before : after, after, name);
        }
      check (f);
    }
}

static void
test_any (F *f, gconstpointer data)
{
  const char *wish = g_getenv ("SO_TEST_MERGE_SEED"), *many = g_getenv ("SO_TEST_SEQUENCES");
  guint32 seed = wish ? (guint32) g_ascii_strtoull (wish, NULL, 10) : (guint32) g_test_rand_int ();
  guint n = wish ? 1 : CLAMP (many ? (guint) g_ascii_strtoull (many, NULL, 10) / 10 : 40, 10, 2000);

  for (guint i = 0; i < n; i++, seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("SO_TEST_MERGE_SEED=%u", seed);
      play (f, rand);
      if (i + 1 < n)
        {
          so_test_store_tear_down (f, NULL);
          so_test_store_set_up (f, NULL);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/merge/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("merge", test_merge);
  ADD ("fields", test_fields);
  ADD ("refused", test_refused);
  ADD ("circle", test_circle);
  ADD ("erase", test_erase);
  ADD ("split", test_split);
  ADD ("move", test_move);
  ADD ("unknown-caller", test_unknown_caller);
  ADD ("suggestions", test_suggestions);
  ADD ("any", test_any);
  return g_test_run ();
}
