/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-batches.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-search.h"

#define NUMBER "+49151777888"
/* Words that only the erased person's rows hold: none may be found on the disk afterwards, in either case. */
static const char *const words[] = {
  "Zinnober", "quittengelee", "rhabarberkuchen", "151777888", "zwetschge", "wacholder.png", "schlehe@example.org", "moltebeere",
  "sanddorn", "holunder", "berberitze", "mispel", "kornelkirsche", "aronia", "vogelbeere", NULL,
};

static void
add_draft (SoTestStore *f, const char *thread)
{
  SoDraftNew values = { .thread_id = thread, .text = "Dear Zinnober, quittengelee", .origin = "model", .sources = "[\"moltebeere\"]" };
  g_autofree char *id = NULL, *attempt = NULL;
  g_autoptr (SoDraft) claimed = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  id = so_draft_add (db, &values, NULL);
  g_assert_true (so_draft_set_text (db, id, "Dear Zinnober, holunder", NULL) && so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, 1, NULL));
  claimed = so_draft_claim (db, 2, NULL, &attempt, NULL);
  g_assert_true (so_draft_finish (db, id, attempt, SO_DRAFT_EVENT_REFUSED, "wamid-sanddorn", "blocked", "Zinnober blocked you", NULL));
  g_assert_true (so_store_commit (f->store, &db, NULL));
}

static char *
file (SoTestStore *f, const char *content)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (g_strdup (content), -1, g_free);
  g_autoptr (GError) error = NULL;
  char *sha256 = NULL;
  gint64 size;

  so_store_keep_file (f->store, in, 1000, &sha256, &size, NULL, &error);
  g_assert_no_error (error);
  return sha256;
}

static SoIncoming *
with_file (const char *remote_id, const char *text, const char *file_name, const char *sha256)
{
  SoIncoming *in = so_test_message (remote_id, file_name ? NUMBER : "+4915100000", file_name ? "Zinnober" : "Berta", text, 2000);

  g_ptr_array_add (in->parts, so_part_new_file ("image/png", file_name, sha256, 5));
  in->raw = file_name ? g_bytes_new_static ("{\"raw\":\"quittengelee\"}", 22) : NULL;
  return in;
}

static SoIncoming *
in_group (const char *remote_id, const char *number, const char *name, const char *text)
{
  SoIncoming *in = so_test_message (remote_id, number, name, text, 3000);

  g_set_str (&in->thread_key, "group");
  g_set_str (&in->title, "Parents");
  in->group = TRUE;
  return in;
}

/* What was read out of what they wrote, and what the owner made of it. */
static void
add_findings (SoDb *db, const char *thread, const char *contact)
{
  g_assert_true (so_db_run (db, NULL, "INSERT INTO analysis (id, thread_id, source, summary, outcome, quote, messages, newest_at, created_at, updated_at)"
                            " VALUES ('a', ?, 'model', 'mispel', 'open', 'mispel!', 1, 1, 1, 1)", "t", thread) &&
                 so_db_run (db, NULL, "INSERT INTO finding (id, thread_id, contact_id, kind, what, quote, created_at, updated_at)"
                            " VALUES ('f', ?, ?, 'interest', 'kornelkirsche', 'kornelkirsche', 1, 1)", "tt", thread, contact) &&
                 so_db_run (db, NULL, "INSERT INTO task (id, title, contact_id, created_at, updated_at) VALUES ('t', 'aronia', ?, 1, 1)", "t", contact) &&
                 so_db_run (db, NULL, "INSERT INTO contact_field (id, contact_id, name, value, created_at, updated_at) VALUES ('c', ?, 'goal', 'vogelbeere', 1, 1)",
                            "t", contact));
}

/* A person of whom everything is known that can be, among others. */
static char *
fill (SoTestStore *f, char **own, char **shared, char **group)
{
  g_autofree char *thread = so_test_say (f->store, NUMBER, "Zinnober", "quittengelee please", 1000), *batch = NULL, *contact = NULL;
  g_autoptr (SoCard) card = so_card_new ("Zinnober");
  g_autoptr (SoDb) db = NULL;
  gboolean added;

  *own = file (f, "only mine");
  *shared = file (f, "everybody's");
  g_free (so_test_put (f->store, with_file ("f1", "look: rhabarberkuchen", "wacholder.png", *own), NULL));
  g_free (so_test_put (f->store, with_file ("f2", "look: rhabarberkuchen", "wacholder.png", *shared), NULL));
  g_free (so_test_put (f->store, so_test_message ("other", "+4915100000", "Berta", "I stay", 1500), NULL));
  *group = so_test_put (f->store, in_group ("g1", NUMBER, "Zinnober", "zwetschge for all"), NULL);
  g_free (so_test_put (f->store, in_group ("g2", "+4915100000", "Berta", "thank you"), NULL));
  g_free (so_test_put (f->store, in_group ("g3", NUMBER, "Zinnober", "berberitze last"), NULL));
  add_draft (f, thread);
  db = so_store_begin (f->store, NULL, NULL);
  contact = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", thread);
  batch = so_batch_begin (db, "whatsapp", "/home/owner/WhatsApp Chat with Zinnober.txt", "p", NULL);
  g_assert_true (so_batch_skip (db, batch, "line 7", "Zinnober has no date", NULL));
  g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_EMAIL, "schlehe@example.org", NULL));
  g_ptr_array_add (card->identities, so_identity_new (SO_IDENTITY_PHONE, NUMBER, NULL));
  card->notes = g_strdup ("likes moltebeere");
  g_assert_true (so_contact_add_card (db, card, "49", batch, &added, NULL) && !added);
  g_assert_true (so_undo_begin (db, "Done: Zinnober", NULL) && so_thread_set_state (db, thread, SO_THREAD_DONE, 0, NULL) && so_undo_end (db, NULL));
  g_assert_true (so_undo_begin (db, "Renamed Zinnober", NULL) && so_contact_set_notes (db, contact, "holunder", NULL) && so_undo_end (db, NULL));
  g_assert_true (so_undo_begin (db, "Tagged: Zinnober", NULL) && so_tag_set (db, "thread", thread, "vip", TRUE, NULL) && so_undo_end (db, NULL));
  g_assert_true (so_db_run (db, NULL, "INSERT INTO job (kind, target_id, result, created_at) SELECT 'classify', id, 'sanddorn', 1 FROM message LIMIT 1", ""));
  add_findings (db, thread, contact);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  return g_steal_pointer (&contact);
}

static guint
hits (SoTestStore *f, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) found = so_search (db, query, 100, NULL, NULL);

  return found->len;
}

static void
test_no_trace (SoTestStore *f, gconstpointer data)
{
  g_autofree char *own = NULL, *shared = NULL, *group = NULL, *contact = fill (f, &own, &shared, &group), *rest = NULL;
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  /* Whoever has the same file keeps it. */
  g_free (so_test_put (f->store, with_file ("f3", "look", NULL, shared), NULL));
  g_assert_cmpuint (so_test_words_on_disk (f, words), >=, G_N_ELEMENTS (words) - 1);   /* the test sees what it looks for */
  g_assert_cmpuint (hits (f, "quittengelee"), ==, 1);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_erase (db, contact, &files, &error));
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  so_store_compact (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (so_test_words_on_disk (f, words), ==, 0);
  for (guint i = 0; words[i]; i++)
    g_assert_cmpuint (hits (f, words[i]), ==, 0);
  g_assert_cmpuint (g_strv_length (files), ==, 1);
  g_assert_cmpstr (files[0], ==, own);
  rest = so_test_text (f->store, "SELECT group_concat (name) FROM contact WHERE deleted_at IS NULL");
  g_assert_cmpstr (rest, ==, "Berta");
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM event WHERE kind = 'contact.erased'"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM undo_step"), ==, 0);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_false (so_contact_erase (db, contact, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* A group is everybody's: it stays, without what the erased one wrote. */
static void
test_group_stays (SoTestStore *f, gconstpointer data)
{
  g_autofree char *own = NULL, *shared = NULL, *group = NULL, *contact = fill (f, &own, &shared, &group);
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  g_assert_true (so_contact_erase (db, contact, NULL, NULL) && so_store_commit (f->store, &db, NULL));
  db = so_store_read (f->store, NULL);
  thread = so_thread_find (db, group, NULL);
  g_assert_nonnull (thread);
  g_assert_cmpuint (thread->messages, ==, 1);
  g_assert_cmpstr (thread->snippet, ==, "thank you");
  g_assert_cmpstr (thread->contact_name, ==, "Parents");
  g_clear_pointer (&db, so_db_release);
  g_assert_cmpuint (hits (f, "thank"), ==, 1);
}

/* Who writes again after that is somebody new, with the name they write under now. */
static void
test_met_again (SoTestStore *f, gconstpointer data)
{
  g_autofree char *own = NULL, *shared = NULL, *group = NULL, *contact = fill (f, &own, &shared, &group), *again = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoIdentity) recipient = NULL;

  g_assert_true (so_contact_erase (db, contact, NULL, NULL) && so_store_commit (f->store, &db, NULL));
  again = so_test_say (f->store, NUMBER, "Zora", "Hello again", 9000);
  db = so_store_read (f->store, NULL);
  thread = so_thread_find (db, again, NULL);
  g_assert_cmpstr (thread->contact_name, ==, "Zora");
  g_assert_cmpuint (thread->messages, ==, 1);
  g_assert_cmpuint (thread->unread, ==, 1);
  g_assert_cmpstr (thread->key, ==, NUMBER);
  recipient = so_draft_recipient (db, again, NULL);
  g_assert_cmpstr (recipient->value, ==, NUMBER);
  g_clear_pointer (&db, so_db_release);
  g_assert_cmpuint (hits (f, "zora"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/erase/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("no-trace", test_no_trace);
  ADD ("group-stays", test_group_stays);
  ADD ("met-again", test_met_again);
  return g_test_run ();
}
