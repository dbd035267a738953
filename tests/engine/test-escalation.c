/* SPDX-License-Identifier: MIT */
#include "so-test-studio.h"

#include "so-due.h"
#include "so-escalation.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-threads.h"
#include "so-time.h"

#include <string.h>

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

/* The owner's own border, from 1 to 100, and her own categories: beside what is built in, never in its place. */
static void
test_own (void)
{
  static const struct { const char *intent, *categories; int score, over; guint reasons; } rows[] = {
    { "PRICING", "PRICING BOOKING", 0, 0, BIT (CATEGORY) }, { "BOOKING", "PRICING BOOKING", 0, 0, BIT (CATEGORY) }, { "INQUIRY", "PRICING BOOKING", 0, 0, 0 }, { NULL, "PRICING", 0, 0, 0 },
    { "PRICING", "", 0, 0, 0 }, { "COMPLAINT", "PRICING", 0, 0, BIT (COMPLAINT) }, { NULL, NULL, 49, 49, 0 }, { NULL, NULL, 50, 49, BIT (SCORE) },
    { NULL, NULL, 80, 0, 0 }, { NULL, NULL, 81, 0, BIT (SCORE) }, { NULL, NULL, 100, 100, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoEscalationFacts facts = { .intent = rows[i].intent, .text = "Hm", .categories = rows[i].categories, .score = rows[i].score, .score_over = rows[i].over };

      g_test_message ("%u", i);
      g_assert_cmpuint (so_escalation_reasons (&facts), ==, rows[i].reasons);
    }
}

static void
test_own_words (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Ana", "Kann ich pausieren?", NULL, NULL), *all = NULL;
  g_autoptr (SoThread) before = NULL, after = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  g_autoptr (SoMessage) message = so_message_last_written (db, id, TRUE, NULL);

  g_assert_true (so_setting_set (db, "escalate.words.fr", "autre chose", NULL));
  g_assert_true (so_escalation_mark (db, message->id, NULL));
  before = so_thread_find (db, id, NULL);
  g_assert_null (before->priority);
  g_assert_true (so_setting_set (db, "escalate.words.de", "pausier*", NULL) && so_setting_set (db, SO_SETTING_NEVER_WORDS, "tango", NULL));
  all = so_escalation_load_words (db);
  g_assert_nonnull (strstr (all, "pausier*"));
  g_assert_nonnull (strstr (all, "autre chose"));
  g_assert_nonnull (strstr (all, "tango"));
  g_assert_true (so_escalation_mark (db, message->id, NULL));
  /* reading it makes it no less urgent */
  g_assert_true (so_thread_set_unread (db, id, FALSE, NULL));
  after = so_thread_find (db, id, NULL);
  g_assert_cmpstr (after->priority, ==, "URGENT");
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

static SoMessage *
only_message (SoDb *db, const char *thread_id)
{
  g_autoptr (GArray) numbers = so_message_numbers (db, thread_id, NULL, NULL);

  g_assert_cmpuint (numbers->len, ==, 1);
  return so_message_load (db, g_array_index (numbers, gint64, 0), NULL);
}

/* Until when an answer is due: by the hours and minutes of the studio, also when those are changed later. */
static void
test_due (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Ana", "Where are you?", NULL, NULL);
  g_autoptr (SoThread) fresh = so_test_thread (test->studio, id), known = NULL, closed = NULL, longer = NULL;
  g_autoptr (SoDb) db = NULL;
  guint n;

  g_assert_cmpint (fresh->waiting_since, >, 0);
  g_assert_cmpint (fresh->answer_due_at, ==, 0);
  db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  g_assert_true (so_escalation_pass (db, fresh->waiting_since, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (so_escalation_pass (db, fresh->waiting_since, &n, NULL));
  g_assert_cmpuint (n, ==, 0);                               /* nothing to write any more */
  g_assert_true (so_store_commit (so_studio_get_store (test->studio), &db, NULL));
  known = so_test_thread (test->studio, id);
  g_assert_cmpint (known->answer_due_at, ==, known->waiting_since + 30 * 60000);
  g_free (so_test_do (test->studio, SO_VERB_SET_HOURS, "hours", "{\"zone\":\"Europe/Berlin\",\"week\":[[],[],[],[],[],[],[]]}"));
  closed = so_test_thread (test->studio, id);
  g_assert_cmpint (closed->answer_due_at, ==, SO_DUE_NEVER);
  g_free (so_test_do (test->studio, SO_VERB_SET_HOURS, "hours", ""));
  g_free (so_test_do (test->studio, SO_VERB_SAVE_SETTING, "answer.minutes", "90"));
  longer = so_test_thread (test->studio, id);
  g_assert_cmpint (longer->answer_due_at, ==, known->waiting_since + 90 * 60000);
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, "answer.minutes", "soon");
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, "answer.minutes", "0");
  so_test_refuses (test->studio, SO_VERB_SAVE_SETTING, "answer.minutes", "10081");
}

static void
test_thanks (void)
{
  static const struct { const char *text; gboolean thanks; } rows[] = {
    { "Thanks!", TRUE }, { "Thank you so much 💛", TRUE }, { "👍", TRUE }, { "Danke schön!", TRUE }, { "Muchas gracias", TRUE }, { "Merci beaucoup", TRUE },
    { "Obrigada!", TRUE }, { "धन्यवाद", TRUE }, { "ok", TRUE },
    { "Thanks, and what does it cost", FALSE }, { "Ok?", FALSE }, { "?", FALSE }, { "???", FALSE }, { "", FALSE }, { "...", FALSE }, { "Thanks, at 10", FALSE },
    { "10", FALSE }, { "Hello", FALSE }, { "No thanks, I cancel", FALSE }, { "Спасибо", FALSE }, { "ok ok ok ok ok ok ok", FALSE }, { "谢谢？", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (so_due_is_thanks (rows[i].text), ==, rows[i].thanks);
    }
}

/* Late is escalated once, unless the owner does not want it; what a demonstration begins with is no news. */
static void
test_pass (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *ana = so_test_receive (test->studio, "whatsapp", "Ana", "Where are you?", NULL, NULL),
                  *old = so_test_receive (test->studio, "whatsapp", "Ben", "Where were you?", NULL, "batch");
  g_autoptr (SoThread) thread = so_test_thread (test->studio, ana), imported = so_test_thread (test->studio, old);
  gint64 late = thread->waiting_since + 30 * 60000;
  g_auto (GStrv) told = NULL, more = NULL;
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  guint n;

  g_assert_cmpint (imported->waiting_since, ==, 0);
  g_assert_true (so_setting_set (db, "escalate.no_response", "0", NULL));
  g_assert_true (so_escalation_pass (db, late, &n, NULL) && n == 1);
  told = so_thread_take_untold (db, late, NULL);
  g_assert_null (told[0]);
  g_assert_true (so_setting_set (db, "escalate.no_response", "1", NULL));
  g_assert_true (so_escalation_pass (db, late - 1, &n, NULL) && n == 0);
  g_assert_true (so_escalation_settle (db, late, NULL));
  more = so_thread_take_untold (db, late, NULL);
  g_assert_null (more[0]);
  so_thread_free (g_steal_pointer (&thread));
  thread = so_thread_find (db, ana, NULL);
  g_assert_cmpint (thread->escalated_at, ==, late);
}

/* A complaint is told of at once, and once, whatever the customer goes on to write. */
static void
test_told_once (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autofree char *id = so_test_receive (test->studio, "whatsapp", "Ana", "I want a refund", NULL, NULL);
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (test->studio), NULL, NULL);
  g_autoptr (SoMessage) message = only_message (db, id);
  g_auto (GStrv) told = NULL, again = NULL;

  g_assert_true (so_escalation_mark (db, message->id, NULL));
  told = so_thread_take_untold (db, SO_TEST_NOW, NULL);
  g_assert_cmpstr (told[0], ==, id);
  g_assert_true (so_escalation_mark (db, message->id, NULL));
  again = so_thread_take_untold (db, SO_TEST_NOW, NULL);
  g_assert_null (again[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/escalation/reasons", test_reasons);
  g_test_add_func ("/escalation/own", test_own);
  g_test_add_func ("/escalation/own-words", test_own_words);
  g_test_add_func ("/escalation/timer", test_timer);
  g_test_add_func ("/escalation/mark", test_mark);
  g_test_add_func ("/escalation/due", test_due);
  g_test_add_func ("/escalation/thanks", test_thanks);
  g_test_add_func ("/escalation/pass", test_pass);
  g_test_add_func ("/escalation/told-once", test_told_once);
  return g_test_run ();
}
