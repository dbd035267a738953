/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-asker.h"
#include "so-care.h"
#include "so-error.h"
#include "so-prices.h"
#include "so-sandbox.h"

#include <string.h>

/* A question that is only tried out: answered as a real one, and nothing is left of it. */

static void
count (SoStudio *studio, SoCareCounts *counts)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  memset (counts, 0, sizeof *counts);
  g_assert_true (so_care_count (db, counts, NULL));
}

static SoSandboxAnswer *
ask (SoTestStudio *test, const char *question)
{
  g_autoptr (GError) error = NULL;
  SoSandboxAnswer *answer = so_sandbox_ask (test->studio, question, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static void
test_rules (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_teach (test->studio, "fee_inquiry", "How much is a haircut?", "A haircut is 35 €.");
  g_autoptr (SoSandboxAnswer) answer = NULL, none = NULL, angry = NULL;

  answer = ask (test, "  Hello, how much is a haircut?\n");
  g_assert_cmpstr (answer->question, ==, "Hello, how much is a haircut?");
  g_assert_nonnull (strstr (answer->text, "35 €"));
  g_assert_true (g_str_has_prefix (answer->text, "Hi! "));
  g_assert_cmpstr (answer->origin, ==, "knowledge");
  g_assert_cmpstr (answer->sources[0], ==, "How much is a haircut?");
  g_assert_null (answer->note);
  none = ask (test, "Is there a place to park?");
  g_assert_null (none->text);
  g_assert_nonnull (none->note);
  g_assert_false (none->person);
  g_assert_null (none->sources[0]);
  angry = ask (test, "This is a scandal. I want my money back or I will call my lawyer!");
  g_assert_true (angry->person);
  g_assert_null (angry->text);
}

/* No conversation, no person, no draft, no message: also not where nothing answers, which otherwise becomes an open question. */
static void
test_leaves_nothing (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_teach (test->studio, "fee_inquiry", "How much is a haircut?", "A haircut is 35 €.");
  SoCareCounts before, after;
  static const char *const questions[] = { "How much is a haircut?", "Do you sell gift cards?", "Call me: +49 30 123456", "'; DROP TABLE message; --" };

  count (test->studio, &before);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    so_sandbox_answer_free (ask (test, questions[i]));
  count (test->studio, &after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpuint (so_test_dispatch (test->studio), ==, 0);
}

static SoModelAnswer *
say (const char *agent, const SoModelAsk *question, SoModelPiece piece, gpointer piece_data, gpointer data, GCancellable *cancellable, GError **error)
{
  SoModelAnswer *answer;

  g_assert_cmpstr (agent, ==, "smart_reply");
  g_assert_nonnull (strstr (question->turns[0], "haircut"));
  if (!data)
    return so_fail (error, SO_ERROR_WAIT, "The server does not answer"), NULL;
  answer = g_new0 (SoModelAnswer, 1);
  answer->outcome = SO_MODEL_DONE;
  answer->text = g_strdup (data);
  return answer;
}

static void
test_model (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_teach (test->studio, "fee_inquiry", "How much is a haircut?", "A haircut is 35 €.");
  g_autoptr (SoSandboxAnswer) good = NULL, invented = NULL, failed = NULL;

  so_asker_set_double (test->studio, say, (gpointer) "\"Hello, a haircut is 35 €.\"");
  good = ask (test, "How much is a haircut?");
  g_assert_cmpstr (good->origin, ==, "model");
  g_assert_cmpstr (good->text, ==, "Hello, a haircut is 35 €.");
  g_assert_cmpstr (good->sources[0], ==, "How much is a haircut?");
  g_assert_null (good->note);
  so_asker_set_double (test->studio, say, (gpointer) "A haircut is 27 € today only.");
  invented = ask (test, "How much is a haircut?");
  g_assert_nonnull (strstr (invented->note, "27"));
  so_asker_set_double (test->studio, say, NULL);
  failed = ask (test, "How much is a haircut?");
  g_assert_cmpstr (failed->origin, ==, "knowledge");
  g_assert_nonnull (strstr (failed->note, "does not answer"));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SoSandboxAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  so_sandbox_ask_async (test->studio, " \n", NULL, on_asked, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  answer = so_sandbox_ask_finish (test->studio, result, &error);
  g_assert_null (answer);
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/sandbox/rules", test_rules);
  g_test_add_func ("/engine/sandbox/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/engine/sandbox/model", test_model);
  g_test_add_func ("/engine/sandbox/async", test_async);
  return g_test_run ();
}
