/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-analyst.h"
#include "so-asker.h"
#include "so-db.h"
#include "so-error.h"

#include <string.h>

/* What a conversation says, by a model that may be anybody's and by the rules. */

typedef struct { SoModelOutcome outcome; const char *text; char *turn; } Fake;

static SoModelAnswer *
fake_ask (const char *agent, const SoModelAsk *ask, SoModelPiece piece, gpointer piece_data, gpointer data, GCancellable *cancellable, GError **error)
{
  Fake *fake = data;
  SoModelAnswer *answer;

  g_assert_cmpstr (agent, ==, "conversation_analysis");
  g_set_str (&fake->turn, ask->turns[0]);
  if (!fake->text)
    return so_fail (error, SO_ERROR_WAIT, "The server does not answer"), NULL;
  answer = g_new0 (SoModelAnswer, 1);
  answer->outcome = fake->outcome;
  answer->text = g_strdup (fake->text);
  return answer;
}

static char *
contacts_of (SoStudio *studio)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return so_db_text (db, "SELECT group_concat (id || name || stage || ifnull (notes, '') || updated_at) FROM contact", "");
}

static void
test_model (void)
{
  Fake fake = { .text = "{\"summary\": \"Wants a class.\", \"outcome\": \"open\", \"satisfaction\": {\"score\": 8, \"quote\": \"I love it\"},"
                        " \"details\": [{\"kind\": \"phone\", \"value\": \"+49 151 77\", \"quote\": \"+49 151 77\"}, {\"kind\": \"phone\", \"value\": \"+49 170 9999999\", \"quote\": \"+49 170 9999999\"}],"
                        " \"interests\": [{\"what\": \"salsa\", \"quote\": \"OTHER-MARK\"}], \"act\": \"change_contact\"}" };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *other = so_test_receive (test->studio, "whatsapp", "Jo", "OTHER-MARK +49 170 9999999", NULL, NULL);
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "I love it! My number is +49 151 77", NULL, NULL);
  g_autofree char *before = contacts_of (test->studio), *after = NULL, *failure = NULL;
  g_autoptr (SoAnalysis) analysis = NULL;

  so_asker_set_double (test->studio, fake_ask, &fake);
  analysis = so_analyst_read (test->studio, thread, &failure, NULL, NULL);
  g_assert_null (failure);
  g_assert_true (analysis->by_model);
  g_assert_cmpint (analysis->satisfaction, ==, 8);
  g_assert_cmpuint (analysis->items->len, ==, 1);
  g_assert_cmpuint (analysis->dropped, ==, 2);
  g_assert_null (strstr (fake.turn, "OTHER-MARK"));
  after = contacts_of (test->studio);
  g_assert_cmpstr (after, ==, before);
  g_free (fake.turn);
}

static void
test_fails (void)
{
  static const struct { SoModelOutcome outcome; const char *text; } rows[] = {
    { SO_MODEL_DONE, NULL }, { SO_MODEL_DONE, "I cannot do that" }, { SO_MODEL_REFUSED, "{}" }, { SO_MODEL_CUT, "{\"summary\": \"x" }, { SO_MODEL_BLOCKED, "" },
  };
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Priya S.", "I love it!", NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fake fake = { rows[i].outcome, rows[i].text, NULL };
      g_autofree char *failure = NULL;
      g_autoptr (SoAnalysis) analysis = NULL;

      so_asker_set_double (test->studio, fake_ask, &fake);
      analysis = so_analyst_read (test->studio, thread, &failure, NULL, NULL);
      g_assert_false (analysis->by_model);
      g_assert_nonnull (failure);
      g_free (fake.turn);
    }
  so_asker_set_double (test->studio, NULL, NULL);
  g_assert_null (so_analyst_read (test->studio, "nobody", NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/analyst/model", test_model);
  g_test_add_func ("/engine/analyst/fails", test_fails);
  return g_test_run ();
}
