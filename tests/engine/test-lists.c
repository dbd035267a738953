/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-demo.h"
#include "so-error.h"
#include "so-knowledge-base.h"
#include "so-knowledge-verbs.h"
#include "so-list-verbs.h"
#include "so-prices.h"
#include "so-questions.h"
#include "so-reply-templates.h"

#include <string.h>

/* What the owner does to prices, templates, older wordings and unanswered questions. */

#define REFUSED(call) \
  G_STMT_START { g_autoptr (GError) refused_ = NULL; GError **error = &refused_; g_assert_false (call); g_assert_error (refused_, SO_ERROR, SO_ERROR_CHANGE); \
    g_assert_cmpuint (strlen (refused_->message), >, 10); } G_STMT_END

static SoDb *
reader (SoTestStudio *test)
{
  return so_store_read (so_studio_get_store (test->studio), NULL);
}

static void
test_prices (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *longest = g_strnfill (201, 'a'), *id = NULL, *undone = NULL;
  SoPrice price = { .name = (char *) " Salsa ", .amount = 1500, .currency = (char *) "EUR", .unit = (char *) " " };
  SoPrice nameless = price, coin = price, too_long = price;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoPrice) found = NULL;

  nameless.name = (char *) "  ";
  coin.currency = (char *) "pieces";
  too_long.name = longest;
  REFUSED (so_studio_save_price (test->studio, &nameless, error));
  REFUSED (so_studio_save_price (test->studio, &coin, error));
  REFUSED (so_studio_save_price (test->studio, &too_long, error));
  REFUSED (so_studio_delete_price (test->studio, "nobody", error));
  id = so_studio_save_price (test->studio, &price, NULL);
  g_assert_true (so_studio_delete_price (test->studio, id, NULL));
  undone = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (undone, ==, "Price removed: Salsa");
  db = reader (test);
  found = so_price_find (db, id, NULL);
  g_assert_cmpstr (found->name, ==, "Salsa");
  g_assert_null (found->unit);
}

static void
test_templates (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "Hi, what about Salsa?", NULL, NULL);
  g_autofree char *id = NULL, *price = NULL, *text = NULL, *undone = NULL, *gone = NULL;
  SoReplyTemplate reply = { .name = (char *) "A place", .text = (char *) "Hi {first name|there}, {class} costs {price}. Until {day}, {day}, {time|soon}!" }, empty = reply, nameless = reply;
  SoPrice salsa = { .name = (char *) "Salsa", .amount = 1500, .currency = (char *) "EUR" };
  g_auto (GStrv) missing = NULL;

  empty.text = (char *) "\n";
  nameless.name = NULL;
  REFUSED (so_studio_save_template (test->studio, &empty, error));
  REFUSED (so_studio_save_template (test->studio, &nameless, error));
  REFUSED (so_studio_delete_template (test->studio, "nobody", error));
  price = so_studio_save_price (test->studio, &salsa, NULL);
  id = so_studio_save_template (test->studio, &reply, NULL);
  text = so_studio_fill_template (test->studio, id, thread, &missing, NULL);
  g_assert_cmpstr (text, ==, "Hi Priya, Salsa costs 15 €. Until {day}, {day}, soon!");
  g_assert_cmpuint (g_strv_length (missing), ==, 1);
  g_assert_cmpstr (missing[0], ==, "day");
  REFUSED (so_studio_fill_template (test->studio, "nobody", thread, NULL, error));
  REFUSED (so_studio_fill_template (test->studio, id, "nobody", NULL, error));
  g_assert_true (so_studio_delete_template (test->studio, id, NULL));
  REFUSED (so_studio_fill_template (test->studio, id, thread, NULL, error));
  undone = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (undone, ==, "Template removed: A place");
}

static void
test_restore (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  SoKnowledge entry = { .question = (char *) "Fee?", .answer = (char *) "Ten", .quotable = TRUE };
  g_autofree char *id = so_studio_save_knowledge (test->studio, &entry, NULL), *again = NULL, *undone = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (SoKnowledge) now = NULL;

  entry.id = id;
  entry.answer = (char *) "Eleven";
  again = so_studio_save_knowledge (test->studio, &entry, NULL);
  {
    g_autoptr (SoDb) db = reader (test);

    versions = so_knowledge_versions (db, id, NULL);
  }
  g_assert_cmpuint (versions->len, ==, 1);
  REFUSED (so_studio_restore_knowledge (test->studio, id, "nothing", error));
  REFUSED (so_studio_restore_knowledge (test->studio, "nobody", "nothing", error));
  g_assert_true (so_studio_restore_knowledge (test->studio, id, ((SoKnowledgeVersion *) versions->pdata[0])->id, NULL));
  now = so_studio_find_answer (test->studio, "Fee?");
  g_assert_cmpstr (now->answer, ==, "Ten");
  undone = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (undone, ==, "Entry saved: Fee?");
}

/* The entry and the closed question are one step: they go back together. */
static void
test_answer (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya", "Do you have lockers?", NULL, NULL), *undone = NULL, *entry_id = NULL;
  SoKnowledge entry = { .question = (char *) "Do you have lockers?", .answer = (char *) "Yes, bring a lock.", .quotable = TRUE }, empty = entry;
  g_autoptr (SoQuestion) question = NULL, after = NULL, back = NULL;
  g_autofree char *draft = NULL;

  g_assert_null (so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL));
  {
    g_autoptr (SoDb) db = reader (test);
    g_autoptr (GArray) open = so_question_numbers (db, "open", NULL, NULL);

    g_assert_cmpuint (open->len, ==, 1);
    question = so_question_load (db, g_array_index (open, gint64, 0), NULL);
  }
  empty.answer = (char *) " ";
  REFUSED (so_studio_answer_question (test->studio, question->id, &empty, error));
  REFUSED (so_studio_answer_question (test->studio, "nobody", &entry, error));
  g_assert_null (so_studio_find_answer (test->studio, entry.question));   /* nothing was left behind */
  entry_id = so_studio_answer_question (test->studio, question->id, &entry, NULL);
  {
    g_autoptr (SoDb) db = reader (test);

    after = so_question_find (db, question->id, NULL);
  }
  g_assert_cmpstr (after->state, ==, "answered");
  g_assert_cmpstr (after->knowledge_id, ==, entry_id);
  REFUSED (so_studio_answer_question (test->studio, question->id, &entry, error));
  draft = so_test_do (test->studio, SO_VERB_PROPOSE, thread, NULL);
  g_assert_nonnull (draft);
  undone = so_test_do (test->studio, SO_VERB_UNDO, NULL, NULL);
  g_assert_cmpstr (undone, ==, "Question answered: Do you have lockers?");
  g_assert_null (so_studio_find_answer (test->studio, entry.question));
  {
    g_autoptr (SoDb) db = reader (test);

    back = so_question_find (db, question->id, NULL);
  }
  g_assert_cmpstr (back->state, ==, "open");
  g_assert_true (so_studio_dismiss_question (test->studio, question->id, NULL));
  REFUSED (so_studio_dismiss_question (test->studio, question->id, error));
  REFUSED (so_studio_dismiss_question (test->studio, "nobody", error));
}

static char *
fail (SoStudio *studio, gpointer data, GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, "Nothing to do here"), NULL;
}

static char *
echo (SoStudio *studio, gpointer data, GError **error)
{
  return g_strdup (data);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_job (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autofree char *text = NULL;

  so_studio_job_async (test->studio, echo, g_strdup ("yes"), g_free, NULL, on_ready, &first);
  so_studio_job_async (test->studio, fail, NULL, NULL, NULL, on_ready, &second);
  while (!second)
    g_main_context_iteration (NULL, TRUE);
  text = so_studio_job_finish (test->studio, first, NULL);
  g_assert_cmpstr (text, ==, "yes");
  REFUSED (so_studio_job_finish (test->studio, second, error));
}

static void
test_demo (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) prices = NULL, templates = NULL;
  g_autoptr (GArray) open = NULL;

  g_assert_true (so_demo_fill (test->studio, "dance", 4, 1, NULL, NULL));
  db = reader (test);
  prices = so_price_list (db, NULL);
  templates = so_reply_template_list (db, NULL);
  open = so_question_numbers (db, "open", NULL, NULL);
  g_assert_cmpuint (prices->len, >=, 8);
  g_assert_cmpuint (templates->len, ==, 5);
  for (guint i = 0; i < open->len; i++)
    {
      g_autoptr (SoQuestion) question = so_question_load (db, g_array_index (open, gint64, i), NULL);

      g_test_message ("%s: %s", question->contact_name, question->text);
    }
  g_assert_cmpuint (open->len, >=, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/prices", test_prices);
  g_test_add_func ("/lists/templates", test_templates);
  g_test_add_func ("/lists/restore", test_restore);
  g_test_add_func ("/lists/answer", test_answer);
  g_test_add_func ("/lists/job", test_job);
  g_test_add_func ("/lists/demo", test_demo);
  return g_test_run ();
}
