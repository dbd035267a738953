/* SPDX-License-Identifier: MIT */
#include "so-test-people.h"

#include <string.h>

#include "so-contact-details.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-likeness.h"
#include "so-merges.h"
#include "so-people.h"
#include "so-share.h"
#include "so-split.h"
#include "so-stage-moves.h"
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

static void
merge (F *f, const char *survivor, const char *other, const SoMergeChoice *choice)
{
  GError *error = NULL;
  SoDb *db = so_test_step (f, "merge");

  so_contact_merge (db, survivor, other, choice, &error);
  so_test_step_end (f, db, error);
}

static void
unmerge (F *f, const char *id)
{
  GError *error = NULL;
  SoDb *db = so_test_step (f, "unmerge");

  so_contact_unmerge (db, id, NULL, &error);
  so_test_step_end (f, db, error);
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

/* One by one ------------------------------------------------------------------------------------------------ */

static void
test_merge (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Ana Lopez", "first", 1000), *t2 = so_test_say (f->store, "+49151222", "Ana L.", "second", 2000);
  g_autofree char *a = id_of (f, "+49151111"), *b = id_of (f, "+49151222"), *before = so_test_people_dump (f), *after = NULL, *t3 = NULL;
  g_autoptr (SoContact) one = NULL, other = NULL;
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDb) db = NULL;

  merge (f, a, b, NULL);
  so_test_people_check (f);
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 1);
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
  so_test_people_check (f);
  unmerge (f, b);
  so_test_people_check (f);
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 2);
  other = find (f, b);
  g_assert_cmpint (other->last_at, ==, 3000);
  g_assert_cmpuint (so_test_n_shown (f, "second"), ==, 0);
  merge (f, b, a, NULL);
  g_assert_true (so_test_undo (f));
  after = so_test_people_dump (f);
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
  SoDb *db = so_test_step (f, "prepare");

  g_assert_true (so_contact_set_notes (db, a, "likes tango", NULL) && so_contact_set_notes (db, b, "knee", NULL) && so_stage_move (db, b, "QUALIFIED", NULL, "owner", NULL) &&
                 so_contact_detail_set (db, b, "birthday", "1990-04-01", NULL, NULL) && so_tag_set (db, "contact", b, "vip", TRUE, NULL) &&
                 so_contact_field_set (db, b, "goal", "wedding", NULL) && so_contact_set_score (db, b, 85, NULL));
  g_free (so_task_add (db, "call her", b, NULL, NULL, 0, NULL));
  so_test_step_end (f, db, NULL);
  before = so_test_people_dump (f);
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
  db = so_test_step (f, "notes");
  g_assert_true (so_contact_set_notes (db, a, "both knees", NULL));
  so_test_step_end (f, db, NULL);
  unmerge (f, a);
  again = find (f, a);
  g_assert_cmpstr (again->name, ==, "Ana");
  g_assert_cmpstr (again->notes, ==, "both knees");
  g_assert_cmpstr (again->stage, ==, "NEW");
  g_assert_null (again->birthday);
  g_assert_cmpint (again->score, ==, -1);
  g_assert_true (so_test_undo (f) && so_test_undo (f) && so_test_undo (f));
  after = so_test_people_dump (f);
  so_test_assert_same (before, after, "undo of all");
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
  so_test_people_check (f);
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 1);
  one = find (f, c);
  g_assert_cmpstr (one->id, ==, smallest);
  g_assert_cmpuint (one->threads, ==, 3);
  unmerge (f, larger);
  so_test_people_check (f);
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 2);
  two = find (f, c);
  g_assert_cmpstr (two->id, ==, larger);
  g_assert_true (so_test_undo (f));
  so_test_people_check (f);
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 1);
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
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM erasure"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM contact_merge WHERE fields <> '[]'"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM message WHERE text <> ''"), ==, 0);
  so_test_people_check (f);
  /* Who comes again comes as themselves. */
  back = so_test_say (f->store, "+49151222", "Ana New", "again", 4000);
  so_test_people_check (f);
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 1);
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
  g_assert_cmpuint (so_test_n_shown (f, NULL), ==, 1);
  before = so_test_people_dump (f);
  identity = so_test_text (f->store, "SELECT id FROM identity WHERE value = '+49151222'");
  db = so_test_step (f, "split");
  own = so_contact_split (db, identity, NULL, &error);
  so_test_step_end (f, db, error);
  so_test_people_check (f);
  daughter = find (f, own);
  g_assert_cmpstr (daughter->name, ==, "Mia Lopez");
  g_assert_cmpuint (daughter->threads, ==, 1);
  g_assert_cmpint (daughter->last_at, ==, 2000);
  g_free (so_test_say (f->store, "+49151222", NULL, "mia again", 3000));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM message m JOIN thread t ON t.id = m.thread_id JOIN contact c ON c.id = t.contact_id WHERE c.name = 'Mia Lopez'"
                                " AND m.contact_id = c.id"), ==, 2);
  so_test_sql (f->store, "DELETE FROM message WHERE text = 'mia again'; DELETE FROM search_doc WHERE kind = 0 AND ref NOT IN (SELECT n FROM message)");
  so_test_undo (f);
  after = so_test_people_dump (f);
  g_assert_null (strstr (after, "name='Mia Lopez' sort="));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM identity WHERE contact_id = (SELECT id FROM contact WHERE deleted_at IS NULL) AND deleted_at IS NULL"), ==, 2);
}

static void
move (F *f, const char *message, const char *to)
{
  GError *error = NULL;
  SoDb *db = so_test_step (f, "move");

  so_message_move (db, message, to, &error);
  so_test_step_end (f, db, error);
}

static void
test_move (F *f, gconstpointer data)
{
  g_autofree char *t1 = so_test_say (f->store, "+49151111", "Mum", "one", 1000), *t2 = so_test_say (f->store, "+49151222", "Kim", "own", 500);
  g_autofree char *mum = id_of (f, "+49151111"), *kim = id_of (f, "+49151222"), *message = NULL, *before = NULL, *after = NULL;
  g_autoptr (SoDb) db = NULL;

  g_free (so_test_say (f->store, "+49151111", "Mum", "this is Kim", 2000));
  message = so_test_text (f->store, "SELECT id FROM message WHERE text = 'this is Kim'");
  before = so_test_people_dump (f);
  move (f, message, kim);
  so_test_people_check (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT last_at FROM contact WHERE name = 'Mum'"), ==, 1000);
  g_assert_cmpint (so_test_int (f->store, "SELECT last_at FROM contact WHERE name = 'Kim'"), ==, 2000);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread WHERE deleted_at IS NULL"), ==, 3);
  move (f, message, mum);
  after = so_test_people_dump (f);
  so_test_assert_same (before, after, "moving back");
  g_assert_true (so_test_undo (f));
  so_test_people_check (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread WHERE deleted_at IS NULL"), ==, 3);
  g_assert_true (so_test_undo (f));
  g_free (after);
  after = so_test_people_dump (f);
  so_test_assert_same (before, after, "undo of a move");
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
  g_assert_true (so_test_undo (f));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread WHERE contact_id IS NULL"), ==, 3);
}

/* One of whom the studio knows nothing is said by name, and gone when that is taken back. */
static void
test_new_person (F *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "anonymous", NULL, "hello", 1000), *message = so_test_text (f->store, "SELECT id FROM message"), *id = NULL, *none = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) again = NULL;
  SoDb *db = so_test_step (f, "new");

  id = so_message_move_to_new (db, message, "Ana", &error);
  so_test_step_end (f, db, g_steal_pointer (&error));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM thread t JOIN contact c ON c.id = t.contact_id AND c.deleted_at IS NULL WHERE c.name = 'Ana' AND c.source = t.channel"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM message m JOIN contact c ON c.id = m.contact_id WHERE c.name = 'Ana'"), ==, 1);
  g_assert_true (so_test_undo (f));
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM contact WHERE deleted_at IS NULL"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count (*) FROM message WHERE contact_id IS NULL"), ==, 1);
  again = so_store_begin (f->store, NULL, NULL);
  none = so_message_move_to_new (again, message, "", &error);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_null (none);
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
  db = so_test_step (f, "apart");
  so_contact_set_apart (db, a, b, TRUE, &error);
  so_test_step_end (f, db, error);
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Bia"), ==, 0);
  g_assert_true (so_test_undo (f));
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Bia"), ==, 1);
  merge (f, a, b, NULL);
  g_assert_cmpuint (likeness (f, SO_ALIKE_PHONE, "Bia"), ==, 0);
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
  ADD ("new-person", test_new_person);
  ADD ("suggestions", test_suggestions);
  return g_test_run ();
}
