/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-draft-versions.h"
#include "so-drafter.h"
#include "so-error.h"
#include "so-fill.h"
#include "so-hint.h"
#include "so-json.h"
#include "so-knowledge-base.h"
#include "so-learn.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"

#include <string.h>

/* What drafts are made from, other versions of them, and what decisions tell. */

static char *
add_price (SoStudio *studio, const char *name, gint64 amount, const char *unit)
{
  SoStore *store = so_studio_get_store (studio);
  SoPrice price = { .name = (char *) name, .amount = amount, .currency = (char *) "EUR", .unit = (char *) unit };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  char *id = so_price_save (db, &price, NULL);

  g_assert_true (id && so_store_commit (store, &db, NULL));
  return id;
}

static char *
add_template (SoStudio *studio, const char *name, const char *category, const char *text)
{
  SoStore *store = so_studio_get_store (studio);
  SoReplyTemplate reply = { .name = (char *) name, .category = (char *) category, .text = (char *) text };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  char *id = so_reply_template_save (db, &reply, NULL);

  g_assert_true (id && so_store_commit (store, &db, NULL));
  return id;
}

static void
teach_german (SoStudio *studio)
{
  SoStore *store = so_studio_get_store (studio);
  SoKnowledge entry = { .category = (char *) "fee_inquiry", .question = (char *) "Was kostet eine Stunde?", .answer = (char *) "Eine Stunde kostet 15 €.",
                        .language = (char *) "de", .quotable = TRUE };
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  g_free (so_knowledge_save (db, &entry, NULL));
  g_assert_true (so_store_commit (store, &db, NULL));
}

static char *
propose (SoStudio *studio, const char *text)
{
  g_autofree char *thread = so_test_receive (studio, "whatsapp", "Priya S.", text, NULL, NULL);

  return so_test_do (studio, SO_VERB_PROPOSE, thread, NULL);
}

static void
assert_text (SoStudio *studio, const char *id, const char *text)
{
  g_autoptr (SoDraft) draft = so_test_draft (studio, id);

  g_assert_cmpstr (draft->text, ==, text);
}

/* "knowledge price": the kinds of the sources; each names its row and version. */
static void
assert_kinds (SoStudio *studio, const char *id, const char *kinds)
{
  g_autoptr (SoDraft) draft = so_test_draft (studio, id);
  g_autoptr (JsonNode) root = so_json_parse (draft->sources, -1, 0, NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  JsonArray *array = json_node_get_array (root);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *source = so_json_element (array, i);

      g_string_append_printf (found, "%s%s", i ? " " : "", so_json_string (source, "kind"));
      g_assert_nonnull (so_json_string (source, "id"));
      g_assert_nonnull (so_json_string (source, "title"));
      g_assert_cmpint (so_json_int (source, "version"), >=, 1);
    }
  g_assert_cmpstr (found->str, ==, kinds);
}

static gint64
questions (SoStudio *studio, const char *state)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GArray) numbers = so_question_numbers (db, state, NULL, NULL);

  return numbers->len;
}

static void
test_hint (void)
{
  static const struct { const char *text; gboolean shorter, offer; const char *tone, *language, *words; } rows[] = {
    { NULL }, { "" }, { "  " }, { "shorter", TRUE }, { "Shorter, please!", TRUE }, { "kürzer", TRUE }, { "más corto", TRUE }, { "plus court", TRUE },
    { "mais curto", TRUE }, { "warmer", FALSE, FALSE, "warm" }, { "more formal", FALSE, FALSE, "formal" }, { "förmlicher? nein: förmeller", FALSE, FALSE, "formal", NULL, "formlicher nein" },
    { "in German", FALSE, FALSE, NULL, "de" }, { "auf Deutsch bitte", FALSE, FALSE, NULL, "de" }, { "en español", FALSE, FALSE, NULL, "es" },
    { "en français", FALSE, FALSE, NULL, "fr" }, { "em português", FALSE, FALSE, NULL, "pt" }, { "with offer", FALSE, TRUE }, { "mit Angebot", FALSE, TRUE },
    { "shorter and in English", TRUE, FALSE, NULL, "en" }, { "parking on sunday", FALSE, FALSE, NULL, NULL, "parking on sunday" },
    { "{x} %s", FALSE, FALSE, NULL, NULL, "{x} %s" }, { "👍", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoHint) hint = so_hint_parse (rows[i].text);

      g_test_message ("%s", rows[i].text ? rows[i].text : "(null)");
      g_assert_cmpint (hint->shorter, ==, rows[i].shorter);
      g_assert_cmpint (hint->offer, ==, rows[i].offer);
      g_assert_cmpstr (hint->tone, ==, rows[i].tone);
      g_assert_cmpstr (hint->language, ==, rows[i].language);
      g_assert_cmpstr (hint->words, ==, rows[i].words);
    }
}

static void
test_shorten (void)
{
  static const struct { const char *text, *shorter; } rows[] = {
    { "A beginner salsa class costs 15 €. Ten are 120 €.", "A beginner salsa class costs 15 €." },
    { "Yes! A beginner salsa class costs 15 €. Ten are 120 €.", "Yes! A beginner salsa class costs 15 €." },
    { "15 €.", "15 €." }, { "", "" }, { "It is 1.500 € for the whole year, in one payment. Or monthly.", "It is 1.500 € for the whole year, in one payment." },
    { "First line that is long enough here\nSecond", "First line that is long enough here" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shorter = so_drafter_shorten (rows[i].text);

      g_assert_cmpstr (shorter, ==, rows[i].shorter);
    }
}

/* The price that stands in the list now, also inside an entry; and the row that it came from. */
static void
test_prices (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *salsa = add_price (test->studio, "Beginner Salsa", 1550, "per class"), *tango = add_price (test->studio, "Tango", 2000, NULL);
  g_autofree char *first = propose (test->studio, "How much is Beginner Salsa?"), *second = NULL;

  g_assert_nonnull (salsa);
  g_assert_nonnull (tango);
  assert_text (test->studio, first, "Hi Priya! Beginner Salsa: 15.50 € per class. See you soon!");
  assert_kinds (test->studio, first, "price");
  g_assert_null (propose (test->studio, "How much is it?"));   /* of which? */
  g_free (so_test_teach (test->studio, "fee_inquiry", "What does a class cost?", "It is {price:beginner salsa}, tango {price:Tango}, ballet {price:Ballet|on request}."));
  second = propose (test->studio, "How much is a class?");
  assert_text (test->studio, second, "Hi Priya! It is 15.50 €, tango 20 €, ballet on request. See you soon!");
  assert_kinds (test->studio, second, "knowledge price price");
}

/* A template that can be filled is an answer like any other; one with a gap is not proposed. */
static void
test_template (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *gap = add_template (test->studio, "Gift vouchers", "other", "Hi {first name}, ask {colleague}."), *id = NULL;
  g_autoptr (SoDraft) draft = NULL;

  g_assert_nonnull (gap);
  g_assert_null (propose (test->studio, "Do you have gift vouchers?"));
  g_free (add_template (test->studio, "Gift vouchers", "other", "Dear {first name|guest}, yes, at {studio}. Code: {code|on paper}."));
  id = propose (test->studio, "Do you have gift vouchers?");
  draft = so_test_draft (test->studio, id);
  g_assert_cmpstr (draft->text, ==, "Dear Priya, yes, at Salsa Norte. Code: on paper.");
  g_assert_cmpstr (draft->origin, ==, "template");
  assert_kinds (test->studio, id, "template");
  /* The owner's own variable. */
  g_assert_null (so_test_do (test->studio, SO_VERB_SAVE_SETTING, "variable.code", "{studio}"));
  g_assert_null (so_test_do (test->studio, SO_VERB_DISCARD, id, "3"));
  g_free (id);
  id = propose (test->studio, "Do you have gift vouchers?");
  assert_text (test->studio, id, "Dear Priya, yes, at Salsa Norte. Code: {studio}.");
}

static void
test_redo (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = NULL, *longest = NULL;
  SoStudio *studio = test->studio;

  g_free (so_test_teach (studio, "fee_inquiry", "What does a class cost?", "A beginner salsa class is 15 €. Ten of them are 120 €."));
  g_free (so_test_teach (studio, "package_details", "What do ten classes cost?", "Ten classes cost 120 €."));
  g_free (so_test_teach (studio, "trial_class", "Can I try a class?", "The first class is free."));
  g_free (so_test_teach (studio, "other", "Where can I park?", "Behind the house."));
  teach_german (studio);
  id = propose (studio, "What does a class cost?");
  assert_text (studio, id, "Hi Priya! A beginner salsa class is 15 €. Ten of them are 120 €. See you soon!");
  g_assert_null (so_test_do (studio, SO_VERB_REDO, id, "shorter"));
  assert_text (studio, id, "Hi Priya! A beginner salsa class is 15 €.");
  so_test_refuses (studio, SO_VERB_REDO, id, "shorter");
  g_assert_null (so_test_do (studio, SO_VERB_REDO, id, "more formal"));
  assert_text (studio, id, "Hi Priya! A beginner salsa class is 15 €. Ten of them are 120 €.\n\nKind regards\nSalsa Norte");
  g_assert_null (so_test_do (studio, SO_VERB_REDO, id, "with offer"));
  assert_text (studio, id, "Hi Priya! A beginner salsa class is 15 €. Ten of them are 120 €. The first class is free. See you soon!");
  assert_kinds (studio, id, "knowledge knowledge");
  g_assert_null (so_test_do (studio, SO_VERB_REDO, id, "in German"));
  assert_text (studio, id, "Hallo Priya! Eine Stunde kostet 15 €. Bis bald!");
  so_test_refuses (studio, SO_VERB_REDO, id, "in French");
  g_assert_null (so_test_do (studio, SO_VERB_REDO, id, "where to park"));
  assert_text (studio, id, "Hi Priya! Behind the house. See you soon!");
  longest = g_strnfill (600, 'x');
  so_test_refuses (studio, SO_VERB_REDO, id, longest);
  /* Back and forth, and undo. */
  g_assert_null (so_test_do (studio, SO_VERB_VERSION, id, "previous"));
  assert_text (studio, id, "Hallo Priya! Eine Stunde kostet 15 €. Bis bald!");
  g_assert_null (so_test_do (studio, SO_VERB_VERSION, id, "next"));
  assert_text (studio, id, "Hi Priya! Behind the house. See you soon!");
  so_test_refuses (studio, SO_VERB_VERSION, id, "next");
  so_test_refuses (studio, SO_VERB_VERSION, id, "last");
  g_free (so_test_do (studio, SO_VERB_UNDO, NULL, NULL));
  assert_text (studio, id, "Hallo Priya! Eine Stunde kostet 15 €. Bis bald!");
  so_test_assert_draft (studio, id, SO_DRAFT_PROPOSED);
}

/* Nothing said: the next best source, then other words for the same, then the truth that there is no more. */
static void
test_redo_again (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = NULL;
  guint versions = 0;

  g_free (so_test_teach (test->studio, "fee_inquiry", "What does a class cost?", "15 €."));
  g_free (so_test_teach (test->studio, "fee_inquiry", "What do prices depend on?", "On the number of classes."));
  id = propose (test->studio, "How much is a class?");
  assert_text (test->studio, id, "Hi Priya! 15 €. See you soon!");
  g_assert_null (so_test_do (test->studio, SO_VERB_REDO, id, ""));
  assert_text (test->studio, id, "Hi Priya! On the number of classes. See you soon!");
  while (so_studio_do (test->studio, SO_VERB_REDO, id, NULL, NULL, NULL))
    g_assert_cmpuint (++versions, <, 10);
  g_assert_cmpuint (versions, ==, 2);   /* plain, formal */
  so_test_refuses (test->studio, SO_VERB_REDO, id, NULL);
  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, id, NULL));
  so_test_refuses (test->studio, SO_VERB_REDO, id, "warmer");
}

/* The owner's text stays as a version; a complaint is not answered by rules. */
static void
test_redo_own (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Raj", "I want my money back, refund me!", NULL, NULL);
  g_autofree char *own = so_test_do (test->studio, SO_VERB_WRITE, thread, "Sorry!"), *id = NULL;

  so_test_refuses (test->studio, SO_VERB_REDO, own, "shorter");
  g_free (so_test_teach (test->studio, "fee_inquiry", "What does a class cost?", "15 €."));
  id = propose (test->studio, "How much is a class?");
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, id, "Mine"));
  g_assert_null (so_test_do (test->studio, SO_VERB_LEAVE, id, NULL));
  g_assert_null (so_test_do (test->studio, SO_VERB_REDO, id, "formal"));
  g_assert_null (so_test_do (test->studio, SO_VERB_VERSION, id, "previous"));
  assert_text (test->studio, id, "Mine");
  so_test_assert_draft (test->studio, id, SO_DRAFT_EDITED);
}

/* Each message at most once, and only what knowledge could have answered. */
static void
test_questions (void)
{
  static const struct { const char *text; gint64 open; } rows[] = {
    { "Thank you!", 0 }, { "I want a refund?", 0 }, { "Do you have lockers?", 1 }, { "Is there a shower for dogs?", 2 }, { "ok", 2 },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *old = NULL, *thread = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_null (propose (test->studio, rows[i].text));
      g_assert_cmpint (questions (test->studio, "open"), ==, rows[i].open);
    }
  thread = so_test_receive (test->studio, "whatsapp", "Raj", "Are there mirrors?", NULL, NULL);
  g_assert_null (so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL));
  g_assert_null (so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL));
  g_assert_cmpint (questions (test->studio, "open"), ==, 3);
  old = so_test_receive (test->studio, "whatsapp", "Old", "Are there curtains?", NULL, "import-1");
  g_assert_null (so_test_do (test->studio, SO_VERB_PROPOSE, old, NULL));
  g_assert_cmpint (questions (test->studio, NULL), ==, 3);
}

static void
test_learn (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *little = NULL, *much = NULL, *wrong = NULL, *unneeded = NULL;
  g_autoptr (SoDb) db = NULL;

  g_assert_false (so_learn_is_much ("Hi Priya! 15 €.", "Hi Priya! 16 €.", 1));
  g_assert_false (so_learn_is_much ("Hi", "Hello there", 11));
  g_assert_true (so_learn_is_much ("A class is 15 €.", "No, that is another thing altogether.", 30));
  g_free (so_test_teach (test->studio, "fee_inquiry", "What does a class cost?", "A beginner salsa class is 15 €."));
  little = propose (test->studio, "How much is a class?");
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, little, "Hi Priya! A beginner salsa class is 16 €. See you soon!"));
  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, little, NULL));
  g_assert_cmpint (questions (test->studio, "open"), ==, 0);
  much = propose (test->studio, "How much is it?");
  g_assert_null (so_test_do (test->studio, SO_VERB_EDIT, much, "No, we have changed all of that. Please look at our new page, which tells it."));
  g_assert_null (so_test_do (test->studio, SO_VERB_APPROVE, much, NULL));
  g_assert_cmpint (questions (test->studio, "open"), ==, 1);
  wrong = propose (test->studio, "And what does a class cost?");
  g_assert_null (so_test_do (test->studio, SO_VERB_DISCARD, wrong, "1"));
  g_assert_cmpint (questions (test->studio, "open"), ==, 2);
  unneeded = propose (test->studio, "So what does a class cost?");
  g_assert_null (so_test_do (test->studio, SO_VERB_DISCARD, unneeded, "3"));
  g_assert_cmpint (questions (test->studio, "open"), ==, 2);
  db = so_store_read (so_studio_get_store (test->studio), NULL);
  g_assert_cmpint (so_draft_edit_distance (db, little), ==, 1);
  g_assert_cmpint (so_draft_edit_distance (db, much), >, 20);
  g_assert_cmpint (so_draft_edit_distance (db, wrong), ==, -1);
}

static void
add_many (SoStudio *studio, guint n)
{
  static const char *const subjects[] = { "salsa", "bachata", "tango", "ballet", "yoga", "pilates", "drums", "piano", "jazz", "swing" };
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *question = g_strdup_printf ("What about %s course number%u for class %u?", subjects[i % G_N_ELEMENTS (subjects)], i, i % 97);
      g_autofree char *answer = g_strdup_printf ("The %s class number%u takes place in room %u and costs %u €.", subjects[i % G_N_ELEMENTS (subjects)], i, i % 13, i % 50);
      SoKnowledge entry = { .category = (char *) "class_information", .question = question, .answer = answer, .quotable = TRUE };

      g_free (so_knowledge_save (db, &entry, NULL));
    }
  g_assert_true (so_store_commit (store, &db, NULL));
}

/* With 5,000 entries the right one is found, and quickly. */
static void
test_many (void)
{
  static const struct { const char *text, *in; } rows[] = {
    { "Hello, what about the salsa course number4170?", "number4170" }, { "Wie viel kostet eine Einzelstunde?", "40 €" },
    { "Hi! My name is Ana and I moved here last month. I danced a lot of tango there. Where can I park my car? Thanks a lot!", "Behind the house" },
    { "Can I try it?", "first class is free" }, { "Is there parking?", "Behind the house" },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  gint64 slowest = 0;

  add_many (test->studio, 5000);
  g_free (so_test_teach (test->studio, "other", "Where can I park my car?", "Behind the house."));
  g_free (so_test_teach (test->studio, "trial_class", "Can I try a class?", "The first class is free."));
  g_free (so_test_teach (test->studio, "fee_inquiry", "What does a private lesson cost?", "It is 40 €."));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", rows[i].text, NULL, NULL);
      gint64 began = g_get_monotonic_time (), took;
      g_autofree char *id = so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL);
      g_autoptr (SoDraft) draft = id ? so_test_draft (test->studio, id) : NULL;

      took = g_get_monotonic_time () - began;
      slowest = MAX (slowest, took);
      g_test_message ("%.1f ms: %s -> %s", took / 1000.0, rows[i].text, draft ? draft->text : "-");
      g_assert_nonnull (draft);
      g_assert_nonnull (strstr (draft->text, rows[i].in));
    }
  g_assert_cmpint (slowest, <, 2 * G_USEC_PER_SEC);   /* measured: see the message above; this machine may be busy */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redo/hint", test_hint);
  g_test_add_func ("/redo/shorten", test_shorten);
  g_test_add_func ("/redo/prices", test_prices);
  g_test_add_func ("/redo/template", test_template);
  g_test_add_func ("/redo/redo", test_redo);
  g_test_add_func ("/redo/again", test_redo_again);
  g_test_add_func ("/redo/own", test_redo_own);
  g_test_add_func ("/redo/questions", test_questions);
  g_test_add_func ("/redo/learn", test_learn);
  g_test_add_func ("/redo/many", test_many);
  return g_test_run ();
}
