/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-error.h"
#include "so-facts.h"
#include "so-knowledge-verbs.h"
#include "so-practice.h"

/* What pages ask of a studio: facts, knowledge, and a practice customer. */

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* The worker lets go of a task a moment after its answer is here, and a studio must end without one. */
static void
settle (SoTestStudio *test)
{
  while (test->studio && g_atomic_int_get ((int *) &G_OBJECT (test->studio)->ref_count) > 1)
    g_main_context_iteration (NULL, FALSE);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_knowledge (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  SoKnowledge entry = { .question = (char *) "  How much is a class? ", .answer = (char *) "15 €.\n", .quotable = TRUE };
  g_autofree char *id = so_studio_save_knowledge (test->studio, &entry, NULL), *again = NULL;
  g_autoptr (SoKnowledge) found = so_studio_find_answer (test->studio, "How much is a class?");
  g_autoptr (SoKnowledge) gone = NULL, back = NULL;

  g_assert_nonnull (id);
  g_assert_cmpstr (found->id, ==, id);
  g_assert_cmpstr (found->answer, ==, "15 €.");
  g_assert_cmpstr (found->category, ==, "other");
  g_assert_null (so_studio_find_answer (test->studio, "how much is a class?"));

  g_assert_true (so_studio_delete_knowledge (test->studio, id, NULL));
  gone = so_studio_find_answer (test->studio, "How much is a class?");
  g_assert_null (gone);
  /* saving under the id of a deleted entry is how a page takes the deletion back */
  again = so_studio_save_knowledge (test->studio, found, NULL);
  g_assert_cmpstr (again, ==, id);
  back = so_studio_find_answer (test->studio, "How much is a class?");
  g_assert_cmpstr (back->answer, ==, "15 €.");
}

static void
test_knowledge_refused (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *long_question = g_strnfill (501, 'a'), *long_answer = g_strnfill (10001, 'a');
  const SoKnowledge rows[] = {
    { .question = NULL, .answer = (char *) "x" }, { .question = (char *) " \n", .answer = (char *) "x" },
    { .question = (char *) "x", .answer = NULL }, { .question = (char *) "x", .answer = (char *) "\t" },
    { .question = long_question, .answer = (char *) "x" }, { .question = (char *) "x", .answer = long_answer },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_studio_save_knowledge (test->studio, &rows[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (so_studio_delete_knowledge (test->studio, "no such id", &error));
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  }
}

static void
test_knowledge_async (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  SoKnowledge entry = { .question = (char *) "Where are you?", .answer = (char *) "Here.", .category = (char *) "location_directions" };
  g_autoptr (GAsyncResult) saved = NULL, deleted = NULL, refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  so_studio_save_knowledge_async (test->studio, &entry, NULL, on_ready, &saved);
  id = so_studio_save_knowledge_finish (test->studio, wait_for (&saved), &error);
  g_assert_no_error (error);
  so_studio_delete_knowledge_async (test->studio, id, NULL, on_ready, &deleted);
  g_assert_true (so_studio_delete_knowledge_finish (test->studio, wait_for (&deleted), &error));
  so_studio_delete_knowledge_async (test->studio, id, NULL, on_ready, &refused);
  g_assert_false (so_studio_delete_knowledge_finish (test->studio, wait_for (&refused), &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_object (&saved);
  g_clear_object (&deleted);
  g_clear_object (&refused);
  settle (test);
}

static void
test_practice (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *taught = so_test_teach (test->studio, "fee_inquiry", "How much is a class?", "A class is 15 Euro.");
  g_autoptr (SoPracticeAnswer) known = so_practice_ask (test->studio, "How much is a class?", NULL);
  g_autoptr (SoThread) thread = NULL;

  g_assert_nonnull (known);
  g_assert_nonnull (known->draft_id);
  g_assert_nonnull (strstr (known->draft_text, "15 Euro"));
  so_test_assert_draft (test->studio, known->draft_id, SO_DRAFT_PROPOSED);
  thread = so_test_thread (test->studio, known->thread_id);
  g_assert_cmpint (thread->channel, ==, SO_CHANNEL_LOOPBACK);
  g_assert_nonnull (thread->account_id);
}

static void
test_practice_unknown (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoPracticeAnswer) unknown = so_practice_ask (test->studio, "Do you repair bicycles?", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (unknown->thread_id);
  g_assert_null (unknown->draft_id);
  g_assert_null (unknown->draft_text);
  so_practice_ask_async (test->studio, "  ", NULL, on_ready, &result);
  g_assert_null (so_practice_ask_finish (test->studio, wait_for (&result), &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_object (&result);
  settle (test);
}

static void
test_practice_nobodys (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();
  g_autoptr (GError) error = NULL;

  g_assert_null (so_practice_ask (test->studio, "Hello?", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

static void
test_facts (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (test->studio, NULL);
  g_autoptr (GPtrArray) imports = so_studio_list_imports (test->studio, NULL);
  g_autofree char *thread_id = so_test_receive (test->studio, "loopback", "Ana", "Hi", NULL, NULL);
  g_autoptr (SoThread) thread = so_test_thread (test->studio, thread_id);
  g_autoptr (SoContact) contact = so_studio_find_contact (test->studio, thread->contact_id);
  g_autofree char *none = so_studio_dup_setting (test->studio, "onboarding.step");
  g_autofree char *kept = NULL, *unused = NULL;

  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpuint (imports->len, ==, 0);
  g_assert_cmpstr (contact->name, ==, "Ana");
  g_assert_null (so_studio_find_contact (test->studio, "nobody"));
  g_assert_null (none);
  unused = so_test_do (test->studio, SO_VERB_SAVE_SETTING, "onboarding.step", "3");
  kept = so_studio_dup_setting (test->studio, "onboarding.step");
  g_assert_cmpstr (kept, ==, "3");
}

static void
test_set_up_async (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new_empty ();
  SoProfile wrong = { .name = (char *) "", .kind = (char *) "dance" }, right = { .name = (char *) "Tanzwerk", .kind = (char *) "dance" };
  g_autoptr (GAsyncResult) refused = NULL, made = NULL;
  g_autoptr (SoProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  so_studio_set_up_async (test->studio, &wrong, NULL, on_ready, &refused);
  g_assert_false (so_studio_set_up_finish (test->studio, wait_for (&refused), &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_null (so_studio_dup_profile (test->studio));
  so_studio_set_up_async (test->studio, &right, NULL, on_ready, &made);
  g_assert_true (so_studio_set_up_finish (test->studio, wait_for (&made), NULL));
  profile = so_studio_dup_profile (test->studio);
  g_assert_cmpstr (profile->name, ==, "Tanzwerk");
  g_clear_object (&refused);
  g_clear_object (&made);
  settle (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/said/knowledge", test_knowledge);
  g_test_add_func ("/said/knowledge/refused", test_knowledge_refused);
  g_test_add_func ("/said/knowledge/async", test_knowledge_async);
  g_test_add_func ("/said/practice", test_practice);
  g_test_add_func ("/said/practice/unknown", test_practice_unknown);
  g_test_add_func ("/said/practice/nobodys", test_practice_nobodys);
  g_test_add_func ("/said/facts", test_facts);
  g_test_add_func ("/said/set-up", test_set_up_async);
  return g_test_run ();
}
