/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>

#include "so-batches.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-settings.h"
#include "so-threads.h"

/* A studio of its own for each test. */
typedef struct {
  char *folder;
  SoStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("so-store-XXXXXX", NULL);
  f->store = so_store_open (f->folder, NULL);
  g_assert_nonnull (f->store);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", f->folder);

  g_clear_object (&f->store);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  g_free (f->folder);
}

static SoIncoming *
message (const char *remote_id, const char *number, const char *name, const char *text, gint64 at)
{
  SoIncoming *in = so_incoming_new (SO_CHANNEL_WHATSAPP);

  in->remote_id = g_strdup (remote_id);
  in->thread_key = g_strdup (number);
  in->sender = so_identity_new (SO_IDENTITY_PHONE, number, name);
  in->sent_at = at;
  g_ptr_array_add (in->parts, so_part_new_text (text));
  return in;
}

static gboolean
ingest (SoStore *store, SoIncoming *in, const char *import_id, SoIngested *result, GError **error)
{
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  SoIngest how = { .country = "49", .import_id = import_id };

  return db && so_ingest (db, in, &how, result, error) && so_store_commit (store, &db, error);
}

static SoThread *
thread_of (Fixture *f, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  SoThread *thread = so_thread_find (db, id, NULL);

  g_assert_nonnull (thread);
  return thread;
}

static char *
touch_of (Fixture *f, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoThread) thread = thread_of (f, thread_id);
  g_autoptr (SoContact) contact = so_contact_find (db, thread->contact_id, NULL);

  return g_strdup (contact->first_touch);
}

/* Through what somebody came is kept of their first message, as far as it has a length that can be shown, and of no later one. */
static void
test_touch (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) first = message ("wamid.1", "0151 234567", "Priya S.", "Hi", 1000), later = message ("wamid.2", "0151 234567", "Priya S.", "Me again", 2000);
  g_autoptr (SoIncoming) plain = message ("wamid.3", "0151 999999", "Bo", "Hello", 3000), after = message ("wamid.4", "0151 999999", "Bo", "And", 4000);
  g_auto (SoIngested) a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };
  g_autofree char *touch = NULL, *none = NULL, *wide = g_strnfill (2000, 'x');

  first->touch = g_strconcat ("Summer – ", wide, NULL);
  later->touch = g_strdup ("Autumn");
  after->touch = g_strdup ("Winter");
  g_assert_true (ingest (f->store, first, NULL, &a, NULL) && ingest (f->store, later, NULL, &b, NULL));
  touch = touch_of (f, a.thread_id);
  g_assert_true (g_str_has_prefix (touch, "Summer – xxx"));
  g_assert_cmpint (g_utf8_strlen (touch, -1), ==, 300);
  g_assert_true (ingest (f->store, plain, NULL, &c, NULL) && ingest (f->store, after, NULL, &d, NULL));
  none = touch_of (f, c.thread_id);
  g_assert_null (none);
}

static void
test_news (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) in = message ("wamid.1", "0151 234567", "Priya S.", "What is the fee?", 1000);
  g_auto (SoIngested) first = { 0 }, again = { 0 };
  g_autoptr (SoThread) thread = NULL;

  g_assert_true (ingest (f->store, in, NULL, &first, NULL));
  g_assert_true (first.added && first.new_thread && first.new_contact);
  g_assert_true (ingest (f->store, in, NULL, &again, NULL));
  g_assert_false (again.added);
  g_assert_cmpstr (again.message_id, ==, first.message_id);

  thread = thread_of (f, first.thread_id);
  g_assert_cmpuint (thread->messages, ==, 1);
  g_assert_cmpuint (thread->unread, ==, 1);
  g_assert_cmpint (thread->state, ==, SO_THREAD_OPEN);
  g_assert_cmpstr (thread->contact_name, ==, "Priya S.");
  g_assert_cmpstr (thread->snippet, ==, "What is the fee?");
}

/* An import is history: nothing unread, nothing to do. */
static void
test_import_is_silent (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) in = message (NULL, "+49151234567", NULL, "Old words", 1000);
  g_auto (SoIngested) result = { 0 };
  g_autoptr (SoThread) thread = NULL;

  g_assert_true (ingest (f->store, in, "batch", &result, NULL));
  thread = thread_of (f, result.thread_id);
  g_assert_cmpuint (thread->unread, ==, 0);
  g_assert_cmpint (thread->state, ==, SO_THREAD_DONE);
  g_assert_cmpstr (thread->contact_name, ==, "+49151234567");
}

/* 0151… and +49151… are one person; a name learned later replaces the number, never a name. */
static void
test_one_person (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) a = message ("1", "+49 151 234567", NULL, "a", 1), b = message ("2", "0151-234567", "Priya", "b", 2),
                         c = message ("3", "0049151234567", "Other", "c", 3);
  g_auto (SoIngested) ra = { 0 }, rb = { 0 }, rc = { 0 };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) people = NULL;
  g_autoptr (SoContact) person = NULL;

  g_assert_true (ingest (f->store, a, NULL, &ra, NULL) && ingest (f->store, b, NULL, &rb, NULL) && ingest (f->store, c, NULL, &rc, NULL));
  g_assert_false (rb.new_contact || rc.new_contact);
  db = so_store_read (f->store, NULL);
  people = so_contact_numbers (db, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 1);
  person = so_contact_load (db, g_array_index (people, gint64, 0), NULL);
  g_assert_cmpstr (person->name, ==, "Priya");
}

/* Whatever statement fails, the studio is as it was before. */
static void
test_fault_at_every_statement (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) in = message ("x", "+49151234567", "Priya", "Hello", 1000);
  gboolean done = FALSE;
  int nth;

  g_ptr_array_add (in->parts, so_part_new_file ("image/png", "a.png", NULL, 0));
  in->labels = g_strsplit ("Parents,Inbox", ",", 0);
  for (nth = 1; !done && nth < 200; nth++)
    {
      g_auto (SoIngested) result = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
      SoIngest how = { 0 };

      so_db_fail_at (db, nth);
      done = so_ingest (db, in, &how, &result, &error) && so_store_commit (f->store, &db, &error);
      if (db)
        so_db_fail_at (db, 0);
      g_clear_pointer (&db, so_db_release);
      if (!done && error)
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      db = so_store_read (f->store, NULL);
      g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM message", ""), ==, done ? 1 : 0);
      if (!done)
        {
          g_assert_cmpint (so_db_int (db, -1, "SELECT (SELECT count(*) FROM contact) + (SELECT count(*) FROM thread)"
                                      " + (SELECT count(*) FROM search_doc) + (SELECT count(*) FROM tag)", ""), ==, 0);
        }
    }
  g_assert_true (done);
  g_assert_cmpint (nth, >, 20);
}

static void
test_undo_of_a_batch (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) live = message ("live", "+4930111", "Anna", "live words", 10), old = message ("old", "+4930111", "Anna", "old words", 5),
                         alone = message ("alone", "+4930222", "Berta", "alone", 6);
  g_auto (SoIngested) a = { 0 }, b = { 0 }, c = { 0 }, again = { 0 };
  SoBatch counts = { 0 };
  g_autofree char *batch = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoThread) thread = NULL;

  batch = so_batch_begin (db, "whatsapp", "/x", "f", NULL);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  g_assert_true (ingest (f->store, live, NULL, &a, NULL) && ingest (f->store, old, batch, &b, NULL) && ingest (f->store, alone, batch, &c, NULL));
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_batch_undo (db, batch, &counts, NULL) && so_store_commit (f->store, &db, NULL));
  g_assert_cmpuint (counts.messages, ==, 2);
  g_assert_cmpuint (counts.threads, ==, 1);
  g_assert_cmpuint (counts.contacts, ==, 1);
  thread = thread_of (f, a.thread_id);
  g_assert_cmpuint (thread->messages, ==, 1);
  g_assert_cmpstr (thread->snippet, ==, "live words");
  /* What was taken back can be imported again. */
  g_assert_true (ingest (f->store, alone, "second", &again, NULL));
  g_assert_true (again.added);
  g_assert_cmpstr (again.message_id, ==, c.message_id);
}

/* One Message-ID on two mails: both are kept, and again both are known; a copy with a list's footer is the same mail. */
static void
test_shared_message_id (Fixture *f, gconstpointer data)
{
  static const struct { const char *from, *text; gint64 at; gboolean added; } rows[] = {
    { "a@x.org", "First", 1000, TRUE },  { "a@x.org", "First", 1000, FALSE },
    { "a@x.org", "Second", 1000, TRUE }, { "b@x.org", "First", 1000, TRUE },
    { "a@x.org", "First", 2000, TRUE },  { "a@x.org", "Second", 1000, FALSE },
    { "a@x.org", "First\n-- \nlist footer", 1000, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoIncoming) in = so_incoming_new (SO_CHANNEL_MAIL);
      g_auto (SoIngested) result = { 0 };

      in->remote_id = g_strdup ("<same@x.org>");
      in->thread_key = g_strdup ("<same@x.org>");
      in->sender = so_identity_new (SO_IDENTITY_EMAIL, rows[i].from, NULL);
      in->sent_at = rows[i].at;
      g_ptr_array_add (in->parts, so_part_new_text (rows[i].text));
      g_assert_true (ingest (f->store, in, "batch", &result, NULL));
      g_test_message ("row %u", i);
      g_assert_cmpint (result.added, ==, rows[i].added);
    }
}

/* Messages of one person under a number, under an id of her user name, or both, in the order of @steps ("n", "i", "b"). */
static void
check_aliases (Fixture *f, const char *account, const char *number, const char *id, const char *steps)
{
  g_autofree char *thread = NULL;
  g_autoptr (SoDb) db = NULL;

  for (const char *step = steps; *step; step++)
    {
      g_autofree char *remote = g_strdup_printf ("%s-%ld", number, (long) (step - steps));
      g_autoptr (SoIncoming) in = message (remote, *step == 'i' ? id : number, "Ana", "x", 10 + (step - steps));
      g_auto (SoIngested) result = { 0 };
      SoIngest how = { .account_id = account, .country = "49" };

      g_free (in->thread_key);
      in->thread_key = g_strdup (*step == 'i' ? id : number + 1);
      if (*step == 'b')
        g_ptr_array_add (in->aliases, so_identity_new (SO_IDENTITY_PHONE, id, NULL));
      db = so_store_begin (f->store, NULL, NULL);
      g_assert_true (so_ingest (db, in, &how, &result, NULL) && so_store_commit (f->store, &db, NULL));
      if (thread)
        g_assert_cmpstr (result.thread_id, ==, thread);
      thread = thread ? g_steal_pointer (&thread) : g_strdup (result.thread_id);
    }
  db = so_store_read (f->store, NULL);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count (DISTINCT contact_id) FROM identity WHERE value IN (?, ?)", "tt", number, id), ==, 1);
}

static void
test_aliases (Fixture *f, gconstpointer data)
{
  SoAccount account = { .channel = SO_CHANNEL_WHATSAPP, .name = (char *) "Studio", .transport = (char *) "whatsapp" };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *id = so_account_add (db, &account, NULL);

  g_assert_true (id && so_store_commit (f->store, &db, NULL));
  check_aliases (f, id, "+49301110", "US.1", "nbi");
  check_aliases (f, id, "+49301111", "US.2", "ibn");
  check_aliases (f, id, "+49301112", "US.3", "bin");
  check_aliases (f, id, "+49301113", "US.4", "bb");
}

/* The other way to write a number finds the person, and is not a number more that they have. */
static void
test_number_variants (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) first = message ("1", "+5511987654321", "Bia", "x", 10), second = message ("2", "+551187654321", "Bia", "y", 11);
  g_auto (SoIngested) a = { 0 }, b = { 0 };
  g_autoptr (SoDb) db = NULL;

  g_ptr_array_add (first->aliases, so_identity_new (SO_IDENTITY_PHONE, "+551187654321", NULL));
  g_ptr_array_add (second->aliases, so_identity_new (SO_IDENTITY_PHONE, "+5511987654321", NULL));
  g_assert_true (ingest (f->store, first, NULL, &a, NULL));
  db = so_store_read (f->store, NULL);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count (*) FROM identity", ""), ==, 1);
  g_clear_pointer (&db, so_db_release);
  g_assert_true (ingest (f->store, second, NULL, &b, NULL));
  g_assert_false (b.new_contact);
  db = so_store_read (f->store, NULL);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count (*) FROM contact", ""), ==, 1);
}

/* A phone's old chats: as silent as an import, and a message of today is news all the same. */
static void
test_past (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) old = message ("1", "+4930111", "Anna", "old", 10), new = message ("2", "+4930111", "Anna", "new", 20);
  g_auto (SoIngested) a = { 0 }, b = { 0 };
  g_autoptr (SoThread) before = NULL, after = NULL;

  old->past = TRUE;
  g_assert_true (ingest (f->store, old, NULL, &a, NULL));
  before = thread_of (f, a.thread_id);
  g_assert_cmpint (before->state, ==, SO_THREAD_DONE);
  g_assert_cmpuint (before->unread, ==, 0);
  g_assert_true (ingest (f->store, new, NULL, &b, NULL));
  after = thread_of (f, a.thread_id);
  g_assert_cmpint (after->state, ==, SO_THREAD_OPEN);
  g_assert_cmpuint (after->unread, ==, 1);
}

static void
test_undo_step (Fixture *f, gconstpointer data)
{
  g_autoptr (SoIncoming) in = message ("1", "+4930111", "Anna", "x", 10);
  g_auto (SoIngested) r = { 0 };
  g_autoptr (SoDb) db = NULL;
  g_autofree char *label = NULL, *none = NULL;
  g_autoptr (SoThread) done = NULL, open = NULL;
  g_auto (GStrv) tags = NULL;

  g_assert_true (ingest (f->store, in, NULL, &r, NULL));
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_undo_begin (db, "Done: Anna", NULL) && so_thread_set_state (db, r.thread_id, SO_THREAD_DONE, 0, NULL) &&
                 so_tag_set (db, "thread", r.thread_id, "vip", TRUE, NULL) && so_undo_end (db, NULL));
  done = so_thread_find (db, r.thread_id, NULL);
  g_assert_cmpint (done->state, ==, SO_THREAD_DONE);
  g_assert_true (so_undo_last (db, &label, NULL));
  g_assert_cmpstr (label, ==, "Done: Anna");
  open = so_thread_find (db, r.thread_id, NULL);
  g_assert_cmpint (open->state, ==, SO_THREAD_OPEN);
  tags = so_tag_names (db, NULL);
  g_assert_cmpuint (g_strv_length (tags), ==, 0);
  g_assert_true (so_undo_last (db, &none, NULL));
  g_assert_null (none);
}

/* An imported conversation goes on by the account through which its customer writes next; what is imported changes no account. */
static void
test_account (Fixture *f, gconstpointer data)
{
  static const struct { const char *remote, *account, *import_id, *then; } rows[] = {
    { "wamid.1", NULL, "batch", NULL }, { "wamid.2", "first", NULL, "first" }, { "wamid.3", NULL, "batch", "first" },
    { "wamid.4", "second", NULL, "second" }, { "wamid.5", NULL, NULL, "second" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoIncoming) in = message (rows[i].remote, "0151 234567", "Priya S.", "Hi", 1000 + i);
      g_auto (SoIngested) result = { 0 };
      g_autoptr (SoThread) thread = NULL;
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
      SoIngest how = { .country = "49", .import_id = rows[i].import_id, .account_id = rows[i].account };

      g_assert_true (so_ingest (db, in, &how, &result, NULL) && so_store_commit (f->store, &db, NULL));
      thread = thread_of (f, result.thread_id);
      g_assert_cmpstr (thread->account_id, ==, rows[i].then);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/ingest/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("news", test_news);
  ADD ("touch", test_touch);
  ADD ("import-is-silent", test_import_is_silent);
  ADD ("one-person", test_one_person);
  ADD ("fault-at-every-statement", test_fault_at_every_statement);
  ADD ("undo-of-a-batch", test_undo_of_a_batch);
  ADD ("shared-message-id", test_shared_message_id);
  ADD ("aliases", test_aliases);
  ADD ("number-variants", test_number_variants);
  ADD ("past", test_past);
  ADD ("undo-step", test_undo_step);
  ADD ("account", test_account);
  return g_test_run ();
}
