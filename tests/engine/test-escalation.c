/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-escalation.h"
#include "so-settings.h"
#include "so-threads.h"
#include "so-time.h"

#define BIT(reason) (1u << SO_ESCALATION_##reason)

static const char nine_to_five[] =
  "{\"zone\":\"Europe/Berlin\",\"week\":[[\"09:00-17:00\"],[\"09:00-17:00\"],[\"09:00-17:00\"],[\"09:00-17:00\"],[\"09:00-17:00\"],[],[]]}";

static gint64
at (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 ms;

  g_assert_true (so_time_parse (text, zone, &ms));
  return ms;
}

static void
test_reasons (void)
{
  static const struct { const char *intent, *text; int score; guint reasons; } rows[] = {
    { NULL, "Where are you?", -1, 0 }, { NULL, "Where are you?", 80, 0 }, { NULL, "Where are you?", 81, BIT (SCORE) }, { NULL, "Where are you?", 100, BIT (SCORE) },
    { "COMPLAINT", "Hm", 0, BIT (COMPLAINT) }, { "URGENT", "Hm", 0, BIT (COMPLAINT) }, { "INQUIRY", "Hm", 0, 0 },
    { NULL, "I want a refund", 0, BIT (WORDS) }, { NULL, "cancellation", 90, BIT (WORDS) | BIT (SCORE) }, { NULL, "Das ist unverschämt, ich kündige", 0, BIT (COMPLAINT) | BIT (WORDS) },
    { NULL, "Is Pressburg far?", 0, 0 }, { NULL, "tango", 0, BIT (WORDS) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoEscalationFacts facts = { .intent = rows[i].intent, .text = rows[i].text, .score = rows[i].score, .own_words = "tango" };

      g_test_message ("%s %d", rows[i].text, rows[i].score);
      g_assert_cmpuint (so_escalation_reasons (&facts), ==, rows[i].reasons);
    }
}

/* Business minutes: Friday 16:50 is late on Monday at 9:20 and not a millisecond before. */
static void
test_timer (void)
{
  static const struct { const char *since, *due; gboolean hours; guint minutes; } rows[] = {
    { "2026-11-20T16:50", "2026-11-23T09:20", TRUE, 0 }, { "2026-11-20T16:50", "2026-11-20T17:20", FALSE, 0 }, { "2026-11-20T10:00", "2026-11-20T10:30", TRUE, 30 },
    { "2026-11-21T10:00", "2026-11-23T09:30", TRUE, 0 }, { "2026-11-20T16:50", "2026-11-23T09:50", TRUE, 60 },
  };
  g_autoptr (SoHours) hours = so_hours_parse (nine_to_five, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoEscalationFacts facts = { .text = "Hello", .waiting_since = at (rows[i].since), .hours = rows[i].hours ? hours : NULL, .minutes = rows[i].minutes };

      facts.now = at (rows[i].due) - 1;
      g_assert_cmpuint (so_escalation_reasons (&facts), ==, 0);
      facts.now++;
      g_assert_cmpuint (so_escalation_reasons (&facts), ==, BIT (NO_RESPONSE));
      facts.waiting_since = 0;
      g_assert_cmpuint (so_escalation_reasons (&facts), ==, 0);
    }
}

/* What is escalated stands in the split of what is urgent; a reason that is switched off does not. */
static void
test_mark (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoThread) thread = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoMessage) message = NULL;
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Ana", "I want a refund", NULL, NULL);

  db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  numbers = so_message_numbers (db, id, NULL, NULL);
  message = so_message_load (db, g_array_index (numbers, gint64, 0), NULL);
  g_assert_true (so_setting_set (db, "escalate.words", "0", NULL));
  g_assert_true (so_escalation_mark (db, message->id, NULL));
  thread = so_thread_find (db, id, NULL);
  g_assert_null (thread->priority);
  so_thread_free (g_steal_pointer (&thread));
  g_assert_true (so_setting_set (db, "escalate.words", "1", NULL));
  g_assert_true (so_escalation_mark (db, message->id, NULL));
  thread = so_thread_find (db, id, NULL);
  g_assert_cmpstr (thread->priority, ==, "URGENT");
  g_assert_false (so_escalation_mark (db, "nothing", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/escalation/reasons", test_reasons);
  g_test_add_func ("/escalation/timer", test_timer);
  g_test_add_func ("/escalation/mark", test_mark);
  return g_test_run ();
}
