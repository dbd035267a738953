/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-classifier.h"
#include "so-clock.h"
#include "so-db.h"
#include "so-intent.h"
#include "so-suggest.h"

static void
test_lines (void)
{
  static const struct { const char *sub_category, *entities, *action, *text; SoDeed deed; } cases[] = {
    { "trial_class", "{\"class_type\": \"salsa\", \"date\": \"2026-11-24\", \"time\": \"18:00\"}", NULL, "Offer a trial class · salsa · Tue 24 Nov, 18:00", SO_DEED_ANSWER },
    { "fee_inquiry", NULL, NULL, "Send the price", SO_DEED_ANSWER },
    { "fee_inquiry", "{\"date\": \"2026-02-31\"}", NULL, "Send the price", SO_DEED_ANSWER },
    { "fee_inquiry", "{\"time\": \"09:30\", \"instructor\": \"Eva\"}", NULL, "Send the price · Eva · 09:30", SO_DEED_ANSWER },
    { "fee_inquiry", "{\"time\": 9, \"class_type\": [\"salsa\"]}", NULL, "Send the price", SO_DEED_ANSWER },
    { "fee_inquiry", "not JSON", NULL, "Send the price", SO_DEED_ANSWER },
    { "complaint_escalation", NULL, NULL, "Call them yourself", SO_DEED_CALL },
    { "thank_you", NULL, NULL, "Nothing has to be done", SO_DEED_DONE },
    /* A model's words are shown as they are, in one line; what the button does is the rules'. */
    { "fee_inquiry", "{\"time\": \"09:30\"}", "Pay\nthem 500 €", "Pay them 500 €", SO_DEED_ANSWER },
    { "complaint_escalation", NULL, "Mark it as done", "Mark it as done", SO_DEED_CALL },
    { "other", NULL, "Ask what it is about", "Ask what it is about", SO_DEED_ANSWER },
    { "other", NULL, NULL, NULL, SO_DEED_ANSWER },
    { "no_such_thing", NULL, NULL, NULL, SO_DEED_ANSWER },
    { NULL, NULL, "Do something", NULL, SO_DEED_ANSWER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoMessage message = { .sub_category = (char *) cases[i].sub_category, .entities = (char *) cases[i].entities, .action = (char *) cases[i].action };
      g_autoptr (SoSuggestion) suggestion = so_suggest (&message);

      g_test_message ("%u", i);
      g_assert_cmpstr (suggestion ? suggestion->text : NULL, ==, cases[i].text);
      if (!suggestion)
        continue;
      g_assert_cmpstr (so_deed_nick (suggestion->deed), ==, so_deed_nick (cases[i].deed));
      g_assert_cmpint (suggestion->by_model, ==, cases[i].action != NULL);
    }
}

/* Every sub-category has a sentence, and the line stays one. */
static void
test_all (void)
{
  g_autofree char *endless = g_strnfill (5000, 'x');

  for (guint i = 0; i < SO_N_SUB_CATEGORIES; i++)
    {
      SoMessage message = { .sub_category = (char *) so_sub_categories (NULL)[i].nick, .action = endless };
      g_autoptr (SoSuggestion) suggestion = so_suggest (&message);

      g_assert_nonnull (so_classifier_action (message.sub_category));
      g_assert_cmpint (g_utf8_strlen (suggestion->text, -1), <=, 201);
      message.outbound = TRUE;
      g_assert_null (so_suggest (&message));
    }
  g_assert_null (so_classifier_action ("nothing"));
  g_assert_null (so_classifier_action (NULL));
}

static void
test_waits (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  SoIncoming *message = so_test_incoming ("whatsapp", "Ana", "Where can I park?");
  g_autoptr (SoSuggestion) suggestion = NULL, answered = NULL, unread = so_studio_suggest (studio, scene->thread);
  g_autofree char *thread = NULL;
  g_autoptr (SoDb) db = NULL;

  /* Nobody looked at what Priya wrote; of a conversation that is not there nothing is known. */
  g_assert_null (unread);
  g_assert_null (so_studio_suggest (studio, "nothing"));
  message->sent_at = so_now ();
  g_ptr_array_add (scene->channel->inbox, message);
  g_assert_cmpuint (so_test_pull (studio), >=, 1);
  db = so_store_read (so_studio_get_store (studio), NULL);
  thread = so_db_text (db, "SELECT thread_id FROM message WHERE text = ?", "t", "Where can I park?");
  suggestion = so_studio_suggest (studio, thread);
  g_assert_nonnull (suggestion);
  g_assert_cmpstr (suggestion->text, ==, "Send the address and how to get there");
  g_assert_null (so_test_do (studio, SO_VERB_DONE, thread, NULL));
  answered = so_studio_suggest (studio, thread);
  g_assert_null (answered);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggest/lines", test_lines);
  g_test_add_func ("/suggest/all", test_all);
  g_test_add ("/suggest/waits", SoTestScene, NULL, so_test_scene_set_up, test_waits, so_test_scene_tear_down);
  return g_test_run ();
}
