/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"

#define NOW G_GINT64_CONSTANT (1763722167000)

static void
set_up (SoTestStore *f, gconstpointer data)
{
  so_clock_set (NOW);
  so_test_store_set_up (f, data);
}

static void
tear_down (SoTestStore *f, gconstpointer data)
{
  so_test_store_tear_down (f, data);
  so_clock_set (0);
}

static char *
add (SoDb *db, const char *thread, const char *text)
{
  SoDraftNew values = { .thread_id = thread, .text = text, .origin = "knowledge", .sources = "[]" };
  char *id = so_draft_add (db, &values, NULL);

  g_assert_nonnull (id);
  return id;
}

static char *
add_approved (SoDb *db, const char *thread, const char *text, gint64 not_before)
{
  char *id = add (db, thread, text);

  g_assert_true (so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, not_before, NULL));
  return id;
}

static SoDraftState
state_of (SoDb *db, const char *id)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, NULL);

  return draft->state;
}

/* The text of what is next, or NULL. */
static char *
claim (SoDb *db, gint64 now, char **id, char **attempt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDraft) draft = so_draft_claim (db, now, NULL, attempt, &error);

  g_assert_no_error (error);
  if (draft && id)
    *id = g_strdup (draft->id);
  return draft ? g_strdup (draft->text) : NULL;
}

static void
test_flow (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "Fee?", NOW - 5);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *id = add (db, thread, "Ten"), *attempt = NULL, *text = NULL, *early = NULL, *none = NULL;
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (SoThread) row = so_thread_find (db, thread, NULL);
  gint64 next = -1;

  g_assert_cmpstr (row->draft_id, ==, id);
  g_assert_true (so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, NOW + 5000, NULL));
  g_clear_pointer (&row, so_thread_free);
  row = so_thread_find (db, thread, NULL);
  g_assert_null (row->draft_id);
  g_assert_cmpuint (row->queued, ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM approval WHERE recipient = 'phone:+49151234567' AND method = 'key'", ""), ==, 1);
  g_assert_null (so_draft_claim (db, NOW + 4999, &next, &attempt, NULL));
  g_assert_cmpint (next, ==, NOW + 5000);
  g_assert_null (attempt);
  text = claim (db, NOW + 5000, NULL, &attempt);
  g_assert_cmpstr (text, ==, "Ten");
  g_assert_cmpint (state_of (db, id), ==, SO_DRAFT_SENDING);
  none = claim (db, NOW + 5000, NULL, &early);
  g_assert_null (none);
  g_assert_true (so_draft_finish (db, id, attempt, SO_DRAFT_EVENT_ACCEPTED, "wamid.7", NULL, NULL, NULL));
  draft = so_draft_find (db, id, NULL);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_ACCEPTED);
  g_assert_cmpuint (draft->attempts, ==, 1);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM attempt WHERE outcome = 'accepted' AND provider_id = 'wamid.7'", ""), ==, 1);
  g_assert_false (so_draft_finish (db, id, attempt, SO_DRAFT_EVENT_LOST, NULL, NULL, NULL, NULL));
}

/* What a person was promised first goes first, also where it was written later; others do not wait. */
static void
test_order (SoTestStore *f, gconstpointer data)
{
  g_autofree char *anna = so_test_say (f->store, "+49151234567", "Anna", "a", NOW), *berta = so_test_say (f->store, "+49151999999", "Berta", "b", NOW);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *older = add (db, anna, "written first"), *newer = add (db, anna, "approved first"), *other = NULL;
  g_autofree char *one = NULL, *two = NULL, *three = NULL, *four = NULL, *id = NULL, *a = NULL, *b = NULL, *c = NULL, *d = NULL;

  g_assert_true (so_draft_approve (db, newer, &(SoApprovalNote) { .method = "key" }, NOW, NULL) && so_draft_approve (db, older, &(SoApprovalNote) { .method = "key" }, NOW, NULL));
  other = add_approved (db, berta, "other", NOW);
  one = claim (db, NOW, &id, &a);
  g_assert_cmpstr (one, ==, "approved first");
  two = claim (db, NOW, NULL, &b);
  g_assert_cmpstr (two, ==, "other");
  three = claim (db, NOW, NULL, &c);
  g_assert_null (three);
  g_assert_true (so_draft_finish (db, id, a, SO_DRAFT_EVENT_ACCEPTED, NULL, NULL, NULL, NULL));
  four = claim (db, NOW, NULL, &d);
  g_assert_cmpstr (four, ==, "written first");
}

/* A retry waits, and what comes after it to the same person waits too. */
static void
test_retry (SoTestStore *f, gconstpointer data)
{
  g_autofree char *anna = so_test_say (f->store, "+49151234567", "Anna", "a", NOW);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *first = add_approved (db, anna, "first", NOW), *second = add_approved (db, anna, "second", NOW);
  g_autofree char *text = NULL, *none = NULL, *again = NULL, *a = NULL, *b = NULL, *c = NULL;
  g_autoptr (SoDraft) draft = NULL;
  gint64 next;

  text = claim (db, NOW, NULL, &a);
  g_assert_true (so_draft_finish (db, first, a, SO_DRAFT_EVENT_RETRY, NULL, "network", "No network", NULL) &&
                 so_draft_set_not_before (db, first, NOW + 30000, NULL));
  none = claim (db, NOW + 10, NULL, &b);
  g_assert_null (none);
  g_assert_null (so_draft_claim (db, NOW + 10, &next, &b, NULL));
  g_assert_cmpint (next, ==, NOW + 30000);
  again = claim (db, NOW + 30000, NULL, &c);
  g_assert_cmpstr (again, ==, "first");
  draft = so_draft_find (db, first, NULL);
  g_assert_cmpuint (draft->attempts, ==, 2);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM attempt", ""), ==, 2);
  g_assert_cmpint (state_of (db, second), ==, SO_DRAFT_QUEUED);
}

/* After one that may have been sent nothing goes to that person until somebody knows. */
static void
test_unknown_blocks (SoTestStore *f, gconstpointer data)
{
  g_autofree char *anna = so_test_say (f->store, "+49151234567", "Anna", "a", NOW);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *first = add_approved (db, anna, "first", NOW), *second = add_approved (db, anna, "second", NOW);
  g_autofree char *lost = NULL, *text = claim (db, NOW, NULL, &lost), *none = NULL, *later = NULL, *a = NULL, *b = NULL;
  guint unknown = 9, held = 9;

  g_assert_cmpstr (text, ==, "first");
  g_assert_true (so_draft_recover (db, &unknown, NULL, NULL));
  g_assert_cmpuint (unknown, ==, 1);
  g_assert_cmpint (state_of (db, first), ==, SO_DRAFT_UNKNOWN);
  none = claim (db, NOW, NULL, &a);
  g_assert_null (none);
  g_assert_true (so_draft_step (db, first, SO_DRAFT_EVENT_ACCEPTED, NULL, NULL, NULL));
  later = claim (db, NOW, NULL, &b);
  g_assert_cmpstr (later, ==, "second");
  g_assert_true (so_draft_finish (db, second, b, SO_DRAFT_EVENT_RETRY, NULL, NULL, NULL, NULL));
  g_assert_true (so_draft_recover (db, &unknown, &held, NULL));
  g_assert_cmpuint (unknown, ==, 0);
  g_assert_cmpuint (held, ==, 1);
  g_assert_cmpint (state_of (db, second), ==, SO_DRAFT_HELD);
}

/* A draft that says it is queued, but that nobody approved, never leaves. */
static void
test_no_approval_no_sending (SoTestStore *f, gconstpointer data)
{
  g_autofree char *anna = so_test_say (f->store, "+49151234567", "Anna", "a", NOW), *text = NULL, *id = NULL, *attempt = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  id = add (db, anna, "nobody said yes");
  g_assert_true (so_draft_step (db, id, SO_DRAFT_EVENT_APPROVE, NULL, NULL, NULL));
  text = claim (db, NOW, NULL, &attempt);
  g_assert_null (text);
  g_assert_null (attempt);
}

/* What was approved is what is sent: any later change voids the approval. */
static void
test_verify (SoTestStore *f, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE draft SET text = 'Eleven'", "UPDATE draft SET account_id = 'other'", "UPDATE identity SET value = '+49000000000'",
    "UPDATE thread SET contact_id = NULL", "UPDATE thread SET channel = 'mail'; INSERT INTO identity (id, contact_id, kind, value, normal, created_at)"
    " SELECT 'x', id, 'email', 'anna@example.org', 'anna@example.org', 1 FROM contact",
  };
  g_autofree char *anna = so_test_say (f->store, "+49151234567", "Anna", "a", NOW), *id = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  id = add_approved (db, anna, "Ten", NOW);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoDb) writer = so_store_begin (f->store, NULL, NULL);

      g_assert_true (so_draft_verify_approval (writer, id, NULL));
      g_assert_true (so_db_script (writer, changes[i], NULL));
      g_test_message ("%s", changes[i]);
      g_assert_false (so_draft_verify_approval (writer, id, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_edit (SoTestStore *f, gconstpointer data)
{
  g_autofree char *anna = so_test_say (f->store, "+49151234567", "Anna", "a", NOW), *id = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  id = add (db, anna, "Ten");
  g_assert_true (so_draft_set_text (db, id, "Ten", NULL));
  g_assert_cmpint (state_of (db, id), ==, SO_DRAFT_PROPOSED);
  g_assert_true (so_draft_set_text (db, id, "Eleven", NULL) && so_draft_set_text (db, id, "Twelve", NULL));
  draft = so_draft_find (db, id, NULL);
  g_assert_cmpint (draft->state, ==, SO_DRAFT_EDITED);
  g_assert_cmpstr (draft->proposed, ==, "Ten");
  g_assert_cmpint (draft->basis_at, ==, NOW);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM draft_version WHERE text = 'Ten'", ""), ==, 1);
  g_assert_true (so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, NOW, NULL));
  g_assert_false (so_draft_set_text (db, id, "Too late", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_false (so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, NOW, NULL));
  g_assert_true (so_draft_step (db, id, SO_DRAFT_EVENT_UNDO, NULL, NULL, NULL) && so_draft_set_text (db, id, "In time", NULL));
  g_assert_false (so_draft_verify_approval (db, id, NULL));
}

static void
test_unknown_ids (SoTestStore *f, gconstpointer data)
{
  SoDraftNew values = { .thread_id = "nothing", .text = "x", .origin = "owner" };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok = i == 0 ? so_draft_add (db, &values, &error) != NULL : i == 1 ? so_draft_find (db, "x", &error) != NULL
                  : i == 2 ? so_draft_set_text (db, "x", "y", &error) : i == 3 ? so_draft_approve (db, "x", &(SoApprovalNote) { .method = "key" }, 0, &error)
                  : i == 4 ? so_draft_step (db, "x", SO_DRAFT_EVENT_DISCARD, NULL, NULL, &error) : so_draft_verify_approval (db, "x", &error);
      g_assert_false (ok);
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_null (so_draft_of_thread (db, "x", NULL));
}

/* Somebody of whom only a name is known has nowhere to send to but where they wrote. */
static void
test_nobody (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoIncoming) in = so_incoming_new (SO_CHANNEL_MAIL);
  g_autofree char *thread = NULL, *id = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GError) error = NULL;

  in->remote_id = g_strdup ("nobody");
  in->thread_key = g_strdup ("k");
  g_ptr_array_add (in->parts, so_part_new_text ("to undisclosed recipients"));
  thread = so_test_put (f->store, so_incoming_ref (in), NULL);
  db = so_store_begin (f->store, NULL, NULL);
  id = add (db, thread, "x");
  g_assert_false (so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, NOW, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* Every draft at random through the store: the sums of its thread agree, and nothing is sent that was not approved. */
/* What changed last stands first, whatever its number; other states are left out. */
static void
test_by_change (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = so_test_say (f->store, "+49151234567", "Ana", "one", 1000), *ben = so_test_say (f->store, "+49151234568", "Ben", "two", 2000);
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (GArray) numbers = NULL, none = NULL;

  first = add (db, ana, "Hi Ana");
  second = add (db, ben, "Hi Ben");
  g_assert_true (so_db_run (db, NULL, "UPDATE draft SET updated_at = 9000 WHERE id = ?", "t", first));
  g_assert_true (so_db_run (db, NULL, "UPDATE draft SET updated_at = 8000 WHERE id = ?", "t", second));
  numbers = so_draft_numbers_by_change (db, 1u << SO_DRAFT_PROPOSED, NULL);
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpint (g_array_index (numbers, gint64, 0), ==, so_db_int (db, 0, "SELECT n FROM draft WHERE id = ?", "t", first));
  g_assert_cmpint (g_array_index (numbers, gint64, 1), ==, so_db_int (db, 0, "SELECT n FROM draft WHERE id = ?", "t", second));
  none = so_draft_numbers_by_change (db, 1u << SO_DRAFT_READ, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_random (SoTestStore *f, gconstpointer data)
{
  char *threads[3] = { NULL };
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("+4915100000%d", i);
      threads[i] = so_test_say (f->store, number, "x", "y", NOW);
    }
  db = so_store_begin (f->store, NULL, NULL);
  for (int i = 0; i < 9; i++)
    g_ptr_array_add (ids, add (db, threads[i % 3], "text"));
  for (int i = 0; i < 3; i++)
    g_free (threads[i]);
  for (int step = 0; step < 2500; step++)
    {
      const char *id = g_ptr_array_index (ids, (guint) g_test_rand_int_range (0, 9));
      g_autofree char *attempt = NULL;

      if (g_test_rand_int_range (0, 4) == 0)
        so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, NOW, NULL);
      else if (g_test_rand_int_range (0, 4) == 0)
        so_draft_free (so_draft_claim (db, NOW, NULL, &attempt, NULL));
      else
        {
          SoDraftEvent event = g_test_rand_int_range (0, SO_N_DRAFT_EVENTS);
          if (event != SO_DRAFT_EVENT_CLAIM && event != SO_DRAFT_EVENT_APPROVE)
            so_draft_step (db, id, event, NULL, NULL, NULL);
        }
    }
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM draft WHERE state = 'sending' AND id NOT IN (SELECT draft_id FROM attempt)", ""), ==, 0);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM attempt WHERE approval_id NOT IN (SELECT id FROM approval)", ""), ==, 0);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM thread t WHERE queued <> (SELECT count(*) FROM draft WHERE thread_id = t.id AND"
                              " state IN ('queued', 'scheduled', 'held', 'sending', 'unknown', 'failed'))", ""), ==, 0);
  g_assert_cmpint (so_db_int (db, -1, "SELECT max (c) FROM (SELECT count(*) c FROM draft WHERE state = 'sending' GROUP BY contact_id)", ""), <=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/drafts/" name, SoTestStore, NULL, set_up, function, tear_down)
  ADD ("flow", test_flow);
  ADD ("order", test_order);
  ADD ("retry", test_retry);
  ADD ("unknown-blocks", test_unknown_blocks);
  ADD ("no-approval-no-sending", test_no_approval_no_sending);
  ADD ("verify", test_verify);
  ADD ("edit", test_edit);
  ADD ("unknown-ids", test_unknown_ids);
  ADD ("nobody", test_nobody);
  ADD ("by-change", test_by_change);
  ADD ("random", test_random);
  return g_test_run ();
}
