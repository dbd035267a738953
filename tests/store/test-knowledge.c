/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-clock.h"
#include "so-db.h"
#include "so-draft-versions.h"
#include "so-error.h"
#include "so-events.h"
#include "so-knowledge-base.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"

/* Prices, templates, entries with their older wordings, and questions that nothing answered. */

#define STEP(f, label, ...) \
  G_STMT_START { g_autoptr (GError) error_ = NULL; g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL); \
    g_assert_true (so_undo_begin (db, label, NULL)); { __VA_ARGS__; } \
    g_assert_true (so_undo_end (db, NULL) && so_store_commit (f->store, &db, &error_)); g_assert_no_error (error_); } G_STMT_END

#define REFUSED(call) \
  G_STMT_START { g_autoptr (GError) refused_ = NULL; GError **error = &refused_; g_assert_false (call); g_assert_error (refused_, SO_ERROR, SO_ERROR_CHANGE); } G_STMT_END

static char *
undo (SoTestStore *f)
{
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  char *label = NULL;

  g_assert_true (so_undo_last (db, &label, NULL) && so_store_commit (f->store, &db, NULL));
  return label;
}

static void
test_prices (SoTestStore *f, gconstpointer data)
{
  SoPrice salsa = { .name = (char *) "Beginner Salsa", .amount = 1500, .currency = (char *) "EUR", .unit = (char *) "per class" };
  g_autoptr (SoPrice) found = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *id = NULL;

  STEP (f, "Price added", id = so_price_save (db, &salsa, NULL));
  salsa.id = id;
  salsa.amount = 1600;
  STEP (f, "Price changed", g_free (so_price_save (db, &salsa, NULL)));
  STEP (f, "Nothing", g_free (so_price_save (db, &salsa, NULL)));   /* the same again is no change, and no step */
  g_assert_cmpint (so_test_int (f->store, "SELECT version FROM price"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM event WHERE kind LIKE 'price.%'"), ==, 2);
  g_free (undo (f));
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);

    found = so_price_find (db, id, NULL);
    all = so_price_list (db, NULL);
  }
  /* What stood there is there again, under a number of its own: a draft that states 16 € is out of date. */
  g_assert_cmpint (found->amount, ==, 1500);
  g_assert_cmpint (found->version, ==, 3);
  g_assert_cmpstr (found->unit, ==, "per class");
  g_assert_cmpuint (all->len, ==, 1);
  g_free (undo (f));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM price WHERE deleted_at IS NULL"), ==, 0);
}

static void
test_prices_refused (SoTestStore *f, gconstpointer data)
{
  static const SoPrice rows[] = {
    { .name = NULL, .amount = 1, .currency = (char *) "EUR" }, { .name = (char *) "", .amount = 1, .currency = (char *) "EUR" },
    { .name = (char *) "A", .amount = -1, .currency = (char *) "EUR" }, { .name = (char *) "A", .amount = 1, .currency = (char *) "euro" },
    { .name = (char *) "A", .amount = 1, .currency = NULL }, { .id = (char *) "nobody", .name = (char *) "A", .amount = 1, .currency = (char *) "EUR" },
  };
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    REFUSED (so_price_save (db, &rows[i], error));
  REFUSED (so_price_delete (db, "nobody", error));
  REFUSED (so_price_find (db, "nobody", error));
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM price", ""), ==, 0);
}

static void
test_price_search (SoTestStore *f, gconstpointer data)
{
  SoPrice rows[] = {
    { .name = (char *) "zumba", .amount = 1, .currency = (char *) "EUR" }, { .name = (char *) "Ballet", .amount = 2, .currency = (char *) "EUR", .unit = (char *) "per month" },
    { .name = (char *) "Ten classes", .amount = 3, .currency = (char *) "EUR" },
  };
  g_autoptr (GArray) all = NULL, some = NULL, none = NULL;

  STEP (f, "Prices", for (guint i = 0; i < G_N_ELEMENTS (rows); i++) g_free (so_price_save (db, &rows[i], NULL)));
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoPrice) first = NULL;

  all = so_price_numbers (db, "", NULL);
  some = so_price_numbers (db, "MONTH", NULL);
  none = so_price_numbers (db, "%", NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  first = so_price_load (db, g_array_index (all, gint64, 0), NULL);
  g_assert_cmpstr (first->name, ==, "Ballet");
}

static void
test_templates (SoTestStore *f, gconstpointer data)
{
  SoReplyTemplate trial = { .name = (char *) "Trial", .category = (char *) "trial_class", .text = (char *) "Hi {first name|there}!", .language = (char *) "en" };
  SoReplyTemplate empty = { .name = (char *) "Trial", .text = (char *) "" }, lost = { .id = (char *) "x", .name = (char *) "x", .text = (char *) "x" };
  g_autofree char *id = NULL;
  g_autoptr (SoReplyTemplate) found = NULL;
  g_autoptr (SoDb) reader = NULL;
  g_autoptr (GArray) hits = NULL;

  STEP (f, "Template added", id = so_reply_template_save (db, &trial, NULL));
  trial.id = id;
  trial.text = (char *) "Hello {first name}!";
  STEP (f, "Template changed", g_free (so_reply_template_save (db, &trial, NULL)));
  STEP (f, "Template removed", g_assert_true (so_reply_template_delete (db, id, NULL)));
  STEP (f, "Refused", REFUSED (so_reply_template_delete (db, id, error)); REFUSED (so_reply_template_save (db, &empty, error));
        REFUSED (so_reply_template_save (db, &lost, error)); REFUSED (so_reply_template_save (db, &trial, error)));
  g_free (undo (f));
  reader = so_store_read (f->store, NULL);
  found = so_reply_template_find (reader, id, NULL);
  hits = so_reply_template_numbers (reader, "HELLO", NULL);
  g_assert_cmpstr (found->text, ==, "Hello {first name}!");
  g_assert_cmpint (found->version, ==, 3);
  g_assert_cmpuint (hits->len, ==, 1);
}

static SoKnowledge *
entry_of (SoTestStore *f, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  return so_knowledge_find (db, id, NULL);
}

static guint
hits (SoTestStore *f, const char *query)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GArray) numbers = so_knowledge_numbers (db, query, NULL);

  return numbers->len;
}

/* Each change counts, an older wording comes back, and search finds what stands there now. */
static void
test_wordings (SoTestStore *f, gconstpointer data)
{
  SoKnowledge entry = { .question = (char *) "Fee?", .answer = (char *) "Ten euros", .quotable = TRUE };
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  STEP (f, "Added", id = so_knowledge_save (db, &entry, NULL));
  entry.id = id;
  entry.answer = (char *) "Eleven euros";
  STEP (f, "Changed", g_free (so_knowledge_save (db, &entry, NULL)));
  STEP (f, "Same", g_free (so_knowledge_save (db, &entry, NULL)));
  entry.answer = (char *) "Twelve euros";
  STEP (f, "Changed", g_free (so_knowledge_save (db, &entry, NULL)));
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);

    versions = so_knowledge_versions (db, id, NULL);
  }
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpstr (((SoKnowledgeVersion *) versions->pdata[0])->answer, ==, "Eleven euros");
  g_assert_cmpstr (((SoKnowledgeVersion *) versions->pdata[1])->answer, ==, "Ten euros");
  STEP (f, "Restored", g_assert_true (so_knowledge_restore (db, id, ((SoKnowledgeVersion *) versions->pdata[1])->id, NULL));
        REFUSED (so_knowledge_restore (db, id, "nothing", error)); REFUSED (so_knowledge_restore (db, "nothing", "nothing", error)));
  {
    g_autoptr (SoKnowledge) now = entry_of (f, id);

    g_assert_cmpstr (now->answer, ==, "Ten euros");
    g_assert_cmpint (now->version, ==, 4);
  }
  g_assert_cmpuint (hits (f, "ten"), ==, 1);
  g_assert_cmpuint (hits (f, "twelve"), ==, 0);
  g_free (undo (f));
  g_assert_cmpuint (hits (f, "ten"), ==, 0);
  g_assert_cmpuint (hits (f, "twelve"), ==, 1);
  STEP (f, "Removed", g_assert_true (so_knowledge_delete (db, id, NULL)));
  g_assert_cmpuint (hits (f, "twelve"), ==, 0);
  g_free (undo (f));
  g_assert_cmpuint (hits (f, "twelve"), ==, 1);
  {
    g_autoptr (SoKnowledge) now = entry_of (f, id);

    g_assert_cmpint (now->version, >, 4);
  }
}

/* Out of many: the word that is rare among them, in the question before in the answer. */
static void
test_candidates (SoTestStore *f, gconstpointer data)
{
  static const char *const asked[] = { "zebra*", "class*", NULL }, *const same[] = { "missing fee* cost*", NULL }, *const none[] = { "\"", "", "nowhere", NULL };
  g_autofree char *in_answer = NULL, *in_question = NULL;
  g_autoptr (GArray) found = NULL, meant = NULL, nothing = NULL, few = NULL;

  STEP (f, "Many", for (guint i = 0; i < 300; i++) {
    g_autofree char *question = g_strdup_printf ("What of class %u?", i);
    SoKnowledge entry = { .question = question, .answer = (char *) "A class is a class", .quotable = TRUE };
    g_free (so_knowledge_save (db, &entry, NULL)); }
    SoKnowledge a = { .question = (char *) "What about animals?", .answer = (char *) "A zebra is welcome", .quotable = TRUE };
    SoKnowledge q = { .question = (char *) "May my zebras come?", .answer = (char *) "Yes, at no costs", .quotable = TRUE };
    in_answer = so_knowledge_save (db, &a, NULL); in_question = so_knowledge_save (db, &q, NULL));
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoKnowledge) first = NULL, second = NULL, third = NULL;

  found = so_knowledge_candidates (db, asked, 20, NULL);
  g_assert_cmpuint (found->len, ==, 20);
  first = so_knowledge_load (db, g_array_index (found, gint64, 0), NULL);
  second = so_knowledge_load (db, g_array_index (found, gint64, 1), NULL);
  g_assert_cmpstr (first->id, ==, in_question);
  g_assert_cmpstr (second->id, ==, in_answer);
  meant = so_knowledge_candidates (db, same, 20, NULL);
  g_assert_cmpuint (meant->len, ==, 1);
  third = so_knowledge_load (db, g_array_index (meant, gint64, 0), NULL);
  g_assert_cmpstr (third->id, ==, in_question);
  nothing = so_knowledge_candidates (db, none, 20, NULL);
  g_assert_cmpuint (nothing->len, ==, 0);
  few = so_knowledge_candidates (db, asked, 0, NULL);
  g_assert_cmpuint (few->len, ==, 0);
}

static void
test_questions (SoTestStore *f, gconstpointer data)
{
  g_autofree char *asked = NULL, *old = NULL, *id = NULL, *message = NULL, *imported = NULL;
  g_autoptr (SoQuestion) question = NULL;
  g_autoptr (GArray) open = NULL, found = NULL;

  asked = so_test_say (f->store, "+49151234567", "Priya", "Do you have lockers?", 1000);
  message = so_test_text (f->store, "SELECT id FROM message");
  old = so_test_put (f->store, so_test_message ("old", "+49151234568", "Raj", "And showers?", 500), "import-1");
  imported = so_test_text (f->store, "SELECT id FROM message WHERE import_id IS NOT NULL");
  STEP (f, "Kept", g_assert_true (so_question_add (db, message, NULL)); g_assert_true (so_question_add (db, message, NULL));
        g_assert_true (so_question_add (db, imported, NULL)); g_assert_true (so_question_add (db, "nothing", NULL)));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM question"), ==, 1);
  id = so_test_text (f->store, "SELECT id FROM question");
  STEP (f, "Dismissed", g_assert_true (so_question_set_state (db, id, "dismissed", NULL, NULL));
        REFUSED (so_question_set_state (db, id, "dismissed", NULL, error)); REFUSED (so_question_set_state (db, "nothing", "open", NULL, error));
        g_assert_true (so_question_add (db, message, NULL)));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM question WHERE state = 'open'"), ==, 0);
  g_free (undo (f));
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  open = so_question_numbers (db, "open", NULL, NULL);
  found = so_question_numbers (db, NULL, "LOCKER", NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpuint (found->len, ==, 1);
  question = so_question_load (db, g_array_index (open, gint64, 0), NULL);
  g_assert_cmpstr (question->contact_name, ==, "Priya");
  g_assert_cmpstr (question->text, ==, "Do you have lockers?");
  g_assert_cmpstr (question->thread_id, ==, asked);
  g_assert_cmpint (question->asked_at, ==, 1000);
}

static SoDraft *
draft_of (SoTestStore *f, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  return so_draft_find (db, id, NULL);
}

static void
assert_draft (SoTestStore *f, const char *id, const char *text, SoDraftState state, const char *sources)
{
  g_autoptr (SoDraft) draft = draft_of (f, id);

  g_assert_cmpstr (draft->text, ==, text);
  g_assert_cmpint (draft->state, ==, state);
  g_assert_cmpstr (draft->sources, ==, sources);
}

/* A text and the facts it states go together, back and forth; nothing that the owner wrote gets lost. */
static void
test_draft_versions (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Priya", "Fee?", 1000), *id = NULL;
  SoDraftNew values = { .thread_id = thread, .text = "one", .origin = "knowledge", .sources = "[1]" };
  SoDraftWords two = { "two", "template", "[2]", "warmer" }, again = { "two", "template", "[2]", "" };
  g_autoptr (GPtrArray) texts = NULL, none = NULL, hints = NULL;
  guint position;

  STEP (f, "Proposed", id = so_draft_add (db, &values, NULL));
  STEP (f, "Redone", g_assert_true (so_draft_propose_anew (db, id, &two, NULL)); g_assert_true (so_draft_propose_anew (db, id, &again, NULL)));
  assert_draft (f, id, "two", SO_DRAFT_PROPOSED, "[2]");
  STEP (f, "Mine", g_assert_true (so_draft_set_text (db, id, "mine", NULL)));
  STEP (f, "Back", REFUSED (so_draft_switch_version (db, id, 1, error)); g_assert_true (so_draft_switch_version (db, id, -1, NULL)));
  assert_draft (f, id, "two", SO_DRAFT_PROPOSED, "[2]");
  STEP (f, "Back", g_assert_true (so_draft_switch_version (db, id, -1, NULL)); REFUSED (so_draft_switch_version (db, id, -1, error)));
  assert_draft (f, id, "one", SO_DRAFT_PROPOSED, "[1]");
  g_free (undo (f));
  assert_draft (f, id, "two", SO_DRAFT_PROPOSED, "[2]");
  STEP (f, "On", g_assert_true (so_draft_switch_version (db, id, 1, NULL)));
  assert_draft (f, id, "mine", SO_DRAFT_EDITED, "[2]");
  {
    g_autoptr (SoDb) db = so_store_read (f->store, NULL);

    texts = so_draft_versions (db, id, &position, NULL);
    none = so_draft_hints (db, 5, NULL);
  }
  g_assert_cmpuint (texts->len, ==, 3);
  g_assert_cmpuint (position, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
  STEP (f, "Redone", g_assert_true (so_draft_propose_anew (db, id, &(SoDraftWords) { "three", "knowledge", NULL, "warmer" }, NULL)));
  STEP (f, "Distance", g_assert_true (so_draft_set_text (db, id, "threw", NULL)); g_assert_true (so_draft_keep_edit_distance (db, id, NULL));
        g_assert_cmpint (so_draft_edit_distance (db, id), ==, 1); hints = so_draft_hints (db, 5, NULL));
  g_assert_cmpuint (hints->len, ==, 1);
  g_assert_cmpstr (hints->pdata[0], ==, "warmer");
  /* What is closed stays as it is. */
  STEP (f, "Discarded", g_assert_true (so_draft_step (db, id, SO_DRAFT_EVENT_DISCARD, "other", NULL, NULL)));
  STEP (f, "Closed", REFUSED (so_draft_propose_anew (db, id, &two, error)); REFUSED (so_draft_switch_version (db, id, -1, error));
        REFUSED (so_draft_propose_anew (db, "nothing", &two, error)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/knowledge/" name, SoTestStore, NULL, so_test_store_set_up, func, so_test_store_tear_down)
  ADD ("prices", test_prices);
  ADD ("prices/refused", test_prices_refused);
  ADD ("prices/search", test_price_search);
  ADD ("templates", test_templates);
  ADD ("wordings", test_wordings);
  ADD ("candidates", test_candidates);
  ADD ("questions", test_questions);
  ADD ("draft-versions", test_draft_versions);
  return g_test_run ();
}
