/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-batches.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-knowledge-base.h"
#include "so-search.h"
#include "so-settings.h"
#include "so-threads.h"

#include <string.h>

/* Everything that changes a studio, with every statement of it failing once as if the disk were full: then nothing is
 * changed, and the next try succeeds. */

typedef struct {
  SoTestStore studio;
  char *thread, *contact, *draft, *queued, *sending, *attempt, *batch, *knowledge;
} Fixture;

#define NOW G_GINT64_CONSTANT (1763722167000)

static char *
add_draft (SoDb *db, const char *thread, const char *text)
{
  SoDraftNew values = { .thread_id = thread, .text = text, .origin = "knowledge" };
  char *id = so_draft_add (db, &values, NULL);

  g_assert_nonnull (id);
  return id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  SoKnowledge entry = { .question = (char *) "What is the fee?", .answer = (char *) "Ten", .quotable = TRUE };
  g_autofree char *other = NULL;
  g_autoptr (SoDraft) claimed = NULL;
  g_autoptr (SoDb) db = NULL;

  so_clock_set (NOW);
  so_test_store_set_up (&f->studio, NULL);
  f->thread = so_test_say (f->studio.store, "+49151234567", "Anna", "What is the fee?", NOW - 5000);
  other = so_test_say (f->studio.store, "+49151999999", "Berta", "Hello", NOW - 4000);
  db = so_store_begin (f->studio.store, NULL, NULL);
  f->draft = add_draft (db, f->thread, "Ten euros");
  f->queued = add_draft (db, f->thread, "Soon");
  f->sending = add_draft (db, other, "On its way");
  f->contact = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", f->thread);
  g_assert_true (so_draft_approve (db, f->sending, &(SoApprovalNote) { .method = "key" }, NOW, NULL));
  claimed = so_draft_claim (db, NOW, NULL, &f->attempt, NULL);
  g_assert_nonnull (claimed);
  g_assert_true (so_draft_approve (db, f->queued, &(SoApprovalNote) { .method = "key" }, NOW, NULL));
  f->knowledge = so_knowledge_save (db, &entry, NULL);
  f->batch = so_batch_begin (db, "whatsapp", "/tmp/Anna.txt", "print", NULL);
  g_assert_true (so_undo_begin (db, "Done: Anna", NULL) && so_thread_set_state (db, f->thread, SO_THREAD_DONE, 0, NULL) && so_undo_end (db, NULL));
  g_assert_true (so_store_commit (f->studio.store, &db, NULL));
  g_free (so_test_put (f->studio.store, so_test_message ("old", "+49151777777", "Carla", "Old words", NOW - 90000), f->batch));
  g_free (so_test_put (f->studio.store, so_test_message ("old2", "+49151234567", "Anna", "Older words", NOW - 95000), f->batch));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_test_store_tear_down (&f->studio, NULL);
  g_free (f->thread);
  g_free (f->contact);
  g_free (f->draft);
  g_free (f->queued);
  g_free (f->sending);
  g_free (f->attempt);
  g_free (f->batch);
  g_free (f->knowledge);
  so_clock_set (0);
}

static gboolean
do_ingest (Fixture *f, SoDb *db, GError **error)
{
  g_autoptr (SoIncoming) in = so_test_message ("new", "+49151555555", "Dora", "Hello again", NOW);
  g_auto (SoIngested) result = { 0 };
  SoIngest how = { .country = "49" };

  g_ptr_array_add (in->parts, so_part_new_file ("image/png", "a.png", NULL, 0));
  in->labels = g_strsplit ("Parents,VIP", ",", 0);
  in->raw = g_bytes_new_static ("raw", 3);
  return so_ingest (db, in, &how, &result, error);
}

static gboolean
do_ingest_known (Fixture *f, SoDb *db, GError **error)
{
  g_autoptr (SoIncoming) in = so_test_message ("new", "+49151234567", "Anna", "Hello again", NOW);
  g_auto (SoIngested) result = { 0 };
  SoIngest how = { .country = "49", .import_id = f->batch };

  return so_ingest (db, in, &how, &result, error);
}

static gboolean
do_draft (Fixture *f, SoDb *db, GError **error)
{
  SoDraftNew values = { .thread_id = f->thread, .text = "Hi", .origin = "owner" };
  g_autofree char *id = so_draft_add (db, &values, error);

  return id != NULL;
}

static gboolean
do_edit (Fixture *f, SoDb *db, GError **error)
{
  return so_draft_set_text (db, f->draft, "Eleven euros", error);
}

static gboolean
do_approve (Fixture *f, SoDb *db, GError **error)
{
  return so_draft_approve (db, f->draft, &(SoApprovalNote) { .method = "key" }, NOW + 5000, error);
}

static gboolean
do_claim (Fixture *f, SoDb *db, GError **error)
{
  g_autofree char *attempt = NULL;
  g_autoptr (GError) inner = NULL;
  g_autoptr (SoDraft) draft = so_draft_claim (db, NOW, NULL, &attempt, &inner);

  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  return draft != NULL;
}

static gboolean
do_finish (Fixture *f, SoDb *db, GError **error)
{
  return so_draft_finish (db, f->sending, f->attempt, SO_DRAFT_EVENT_ACCEPTED, "wamid.9", NULL, NULL, error);
}

static gboolean
do_recover (Fixture *f, SoDb *db, GError **error)
{
  guint unknown, held;

  return so_draft_recover (db, &unknown, &held, error);
}

static gboolean
do_card (Fixture *f, SoDb *db, GError **error)
{
  g_autoptr (SoCard) card = so_card_new ("Anna Schmidt");
  gboolean added;

  g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_EMAIL, "anna@example.org", NULL));
  g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_PHONE, "+49 151 234567", NULL));
  card->tags = g_strsplit ("parents", ",", 0);
  card->notes = g_strdup ("allergic to nuts");
  return so_contact_add_card (db, card, "49", NULL, &added, error);
}

static gboolean
do_batch_undo (Fixture *f, SoDb *db, GError **error)
{
  SoBatch counts = { 0 };

  return so_batch_undo (db, f->batch, &counts, error);
}

static gboolean
do_tag (Fixture *f, SoDb *db, GError **error)
{
  return so_undo_begin (db, "Tagged", error) && so_tag_set (db, "contact", f->contact, "vip", TRUE, error) && so_undo_end (db, error);
}

static gboolean
do_knowledge (Fixture *f, SoDb *db, GError **error)
{
  SoKnowledge entry = { .id = f->knowledge, .question = (char *) "Fee?", .answer = (char *) "Eleven", .quotable = TRUE };
  g_autofree char *id = so_knowledge_save (db, &entry, error);

  return id != NULL;
}

static gboolean
do_forget_knowledge (Fixture *f, SoDb *db, GError **error)
{
  return so_knowledge_delete (db, f->knowledge, error);
}

static gboolean
do_erase (Fixture *f, SoDb *db, GError **error)
{
  g_auto (GStrv) files = NULL;

  return so_contact_erase (db, f->contact, &files, error);
}

static gboolean
do_undo (Fixture *f, SoDb *db, GError **error)
{
  g_autofree char *label = NULL;

  return so_undo_last (db, &label, error);
}

static gboolean
do_unread (Fixture *f, SoDb *db, GError **error)
{
  return so_thread_set_unread (db, f->thread, FALSE, error);
}

static gboolean
do_rename (Fixture *f, SoDb *db, GError **error)
{
  return so_contact_set_name (db, f->contact, "Anna S.", error) && so_contact_set_notes (db, f->contact, "n", error);
}

static gboolean
do_profile (Fixture *f, SoDb *db, GError **error)
{
  SoProfile profile = { .name = (char *) "Salsa Norte", .kind = (char *) "dance", .demo = TRUE };

  return so_profile_save (db, &profile, error);
}

static const struct {
  const char *name;
  gboolean (*run) (Fixture *f, SoDb *db, GError **error);
  int least;    /* statements that there are at least: fewer, and this test looks at nothing */
} operations[] = {
  { "ingest", do_ingest, 20 }, { "ingest-known", do_ingest_known, 8 }, { "draft", do_draft, 3 }, { "edit", do_edit, 4 },
  { "approve", do_approve, 7 }, { "claim", do_claim, 8 }, { "finish", do_finish, 6 }, { "recover", do_recover, 10 },
  { "card", do_card, 8 }, { "batch-undo", do_batch_undo, 12 }, { "tag", do_tag, 5 }, { "knowledge", do_knowledge, 5 },
  { "forget-knowledge", do_forget_knowledge, 3 }, { "erase", do_erase, 20 }, { "undo", do_undo, 6 }, { "unread", do_unread, 4 },
  { "rename", do_rename, 6 }, { "profile", do_profile, 4 },
};

static void
test_operation (Fixture *f, gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *before = so_test_content (f->studio.store), *after = NULL;
  gboolean done = FALSE;
  int nth;

  for (nth = 1; !done && nth < 500; nth++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoDb) db = so_store_begin (f->studio.store, NULL, NULL);
      g_autofree char *now = NULL;
      SoDb *writer = db;

      so_db_fail_at (db, nth);
      done = operations[index].run (f, db, &error) && so_store_commit (f->studio.store, &db, &error);
      so_db_fail_at (writer, 0);
      g_clear_pointer (&db, so_db_release);
      if (done)
        break;
      /* A look-up that failed is told at the latest by the commit, which was not reached where the caller gave up. */
      if (error)
        g_assert_cmpint (error->domain, ==, SO_ERROR);
      now = so_test_content (f->studio.store);
      g_assert_cmpstr (now, ==, before);
    }
  g_assert_true (done);
  g_assert_cmpint (nth, >, operations[index].least);
  after = so_test_content (f->studio.store);
  g_assert_cmpstr (after, !=, before);
}

/* A message whose parts could not be read is told as that, never shown as if it had none. */
static void
test_half_read (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (f->studio.store, NULL, NULL);
  gint64 n = so_db_int (db, 0, "SELECT n FROM message WHERE thread_id = ? LIMIT 1", "t", f->thread);
  guint failed = 0;

  for (int nth = 1; nth < 20; nth++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoMessage) message = NULL;

      so_db_fail_at (db, nth);
      message = so_message_load (db, n, &error);
      so_db_fail_at (db, 0);
      g_assert_cmpint (message == NULL, ==, error != NULL);
      g_assert_true (!message || message->parts->len == 1);
      failed += error != NULL;
    }
  g_assert_cmpuint (failed, ==, 2);   /* the message itself, its parts */
}

static gboolean
read_account (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoAccount) account = so_account_find (db, id, error);

  return account != NULL;
}

static gboolean
read_batch (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoBatch) batch = so_batch_find (db, id, error);

  return batch != NULL;
}

static gboolean
read_draft (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);

  return draft != NULL;
}

/* What cannot be read is there all the same: nobody is told that it is not. */
static void
test_one (Fixture *f, gconstpointer data)
{
  const struct { gboolean (*read) (SoDb *db, const char *id, GError **error); const char *id, *missing; } rows[] = {
    { read_account, "loopback", "There is no such account in this studio." },
    { read_batch, f->batch, "There is no such import in this studio." },
    { read_draft, f->draft, "There is no such draft in this studio." },
  };
  g_autoptr (SoDb) db = so_store_begin (f->studio.store, NULL, NULL);

  g_assert_true (so_db_run (db, NULL, "INSERT INTO account (id, channel, name, transport, created_at) VALUES ('loopback', 'loopback', 'Practice', 'loopback', 1)", ""));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) full = NULL, none = NULL;

      g_assert_true (rows[i].read (db, rows[i].id, NULL));
      so_db_fail_at (db, 1);
      g_assert_false (rows[i].read (db, rows[i].id, &full));
      so_db_fail_at (db, 0);
      g_assert_nonnull (strstr (full->message, "disk is full"));
      g_assert_false (rows[i].read (db, "nobody", &none));
      g_assert_cmpstr (none->message, ==, rows[i].missing);
    }
}

/* Half a list would pass for the whole. */
static void
test_all (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (f->studio.store, NULL, NULL);
  guint n = 0;

  for (int nth = 1; nth < 10; nth++)
    {
      g_autoptr (GError) error = NULL, failed = NULL;
      g_auto (GStrv) texts = NULL;
      g_autoptr (GPtrArray) batches = NULL;

      so_db_fail_at (db, nth);
      texts = so_db_texts (db, &error, "SELECT text FROM draft ORDER BY n", "");
      so_db_fail_at (db, nth);
      batches = so_batch_list (db, &failed);
      so_db_fail_at (db, 0);
      g_assert_cmpint (texts == NULL, ==, error != NULL);
      g_assert_cmpint (batches == NULL, ==, failed != NULL);
      g_assert_true (!texts || g_strv_length (texts) == 3);
      g_assert_true (!batches || batches->len == 1);
      n += (error != NULL) + (failed != NULL);
    }
  g_assert_cmpuint (n, ==, 4 + 2);   /* each row, and the end */
}

/* A text that is not there is an empty one; no row is an empty list. */
static void
test_texts (Fixture *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_begin (f->studio.store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) some = so_db_texts (db, NULL, "SELECT ?1 || 1 UNION ALL SELECT NULL UNION ALL SELECT ?1 || 3", "t", "n"), none = NULL, wrong = NULL;

  none = so_db_texts (db, &error, "SELECT text FROM draft WHERE 0", "");
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (some), ==, 3);
  g_assert_cmpstr (some[0], ==, "n1");
  g_assert_cmpstr (some[1], ==, "");
  g_assert_cmpstr (some[2], ==, "n3");
  wrong = so_db_texts (db, &error, "SELECT nothing FROM nowhere", "");
  g_assert_null (wrong);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strconcat ("/store/faults/", operations[i].name, NULL);
      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_operation, tear_down);
    }
  g_test_add ("/store/faults/half-read", Fixture, NULL, set_up, test_half_read, tear_down);
  g_test_add ("/store/faults/one", Fixture, NULL, set_up, test_one, tear_down);
  g_test_add ("/store/faults/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/store/faults/texts", Fixture, NULL, set_up, test_texts, tear_down);
  return g_test_run ();
}
