/* SPDX-License-Identifier: MIT */
#include "so-never-auto.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1763722167000)
#define MINUTES(n) ((n) * G_GINT64_CONSTANT (60000))

/* Harmless in six languages and eight ways of writing, so that only the fact decides. */
static const char *const harmless[] = {
  "When are the salsa classes?", "Wann sind die Salsakurse?", "¿Cuándo son las clases de salsa?", "Quand sont les cours de salsa ?",
  "Quando são as aulas de salsa?", "साल्सा की क्लास कब है?", "Salsa ki class kab hai?",
};
static const char *const own[] = { "Salsa is 15 € a class, ten are 1.200,50 €. Call +49 30 123456.", NULL };
static const char *const hosts[] = { "studio.example", NULL };
static const char *const secrets[] = { "Priya left us for three months, be careful with her", NULL };
static const char *const english[] = { "en", NULL };

static SoNeverFacts
fine (void)
{
  return (SoNeverFacts) { .now = NOW, .score = -1, .newest_inbound_at = NOW - MINUTES (1), .own_data = own, .links = hosts, .internal_texts = secrets };
}

/* One changed fact, and whether it breaks the rule. */
typedef struct {
  SoNeverRule rule;
  gboolean breaks;
  const char *what;
  void (*change) (SoNeverFacts *facts);
} Case;

#define CASE(rule, breaks, name, statement) static void name (SoNeverFacts *f) { statement; }
#define CASES \
  CASE (COMPLAINT, TRUE, complaint, f->intent = "COMPLAINT") CASE (COMPLAINT, TRUE, urgent, f->intent = "URGENT") \
  CASE (COMPLAINT, TRUE, negative, f->sentiment = "NEGATIVE") CASE (COMPLAINT, TRUE, mixed, f->sentiment = "MIXED") \
  CASE (COMPLAINT, TRUE, high, f->priority = "HIGH") CASE (COMPLAINT, TRUE, top, f->priority = "URGENT") \
  CASE (COMPLAINT, FALSE, inquiry, f->intent = "INQUIRY") CASE (COMPLAINT, FALSE, neutral, f->sentiment = "NEUTRAL") CASE (COMPLAINT, FALSE, normal, f->priority = "NORMAL") \
  CASE (WORDS, TRUE, said_refund, f->reply = "You get a refund") CASE (WORDS, FALSE, said_hours, f->reply = "We open at nine") \
  CASE (WORDS, TRUE, own_word, f->own_words = "salsa*\nsalsakurse\nसाल्सा") CASE (WORDS, FALSE, other_word, f->own_words = "tango") \
  CASE (PROMISE, TRUE, booking, f->intent = "BOOKING") CASE (PROMISE, TRUE, scheduling, f->intent = "SCHEDULING") CASE (PROMISE, TRUE, discount, f->sub_category = "discount_request") \
  CASE (PROMISE, FALSE, fee, f->sub_category = "fee_inquiry") CASE (PROMISE, FALSE, received, (f->intent = "BOOKING", f->acknowledges = TRUE)) CASE (PROMISE, TRUE, promised, (f->reply = "You are booked", f->acknowledges = TRUE)) \
  CASE (HOT_LEAD, TRUE, hot, f->score = 81) CASE (HOT_LEAD, FALSE, at_line, f->score = 80) CASE (HOT_LEAD, FALSE, hot_received, (f->score = 99, f->acknowledges = TRUE)) \
  CASE (HEALTH, TRUE, sensitive, f->sensitive = TRUE) CASE (HEALTH, FALSE, not_sensitive, f->reply = "Shoes with a smooth sole.") CASE (HEALTH, TRUE, advice, f->reply = "Safe with a heart condition") \
  CASE (OTHERS, TRUE, foreign, f->foreign_recipient = TRUE) CASE (OTHERS, TRUE, told, f->reply = "She was picked up at six") CASE (OTHERS, FALSE, kids, f->reply = "Classes for kids are on Monday.") \
  CASE (FIRST, TRUE, never_wrote, f->never_wrote = TRUE) CASE (FIRST, TRUE, broadcast, f->broadcast = TRUE) CASE (FIRST, TRUE, marketing, f->marketing = TRUE) CASE (FIRST, FALSE, wrote, f->newest_inbound_at = NOW) \
  CASE (UNSURE, TRUE, missing, f->facts_missing = TRUE) CASE (UNSURE, TRUE, voice_note, f->not_understood = TRUE) CASE (UNSURE, TRUE, unsure, (f->classified = TRUE, f->confidence = 0.849)) \
  CASE (UNSURE, FALSE, sure, (f->classified = TRUE, f->confidence = 0.85)) CASE (UNSURE, TRUE, russian, f->language = "ru") CASE (UNSURE, FALSE, hindi, f->language = "hi") \
  CASE (UNSURE, TRUE, not_enabled, (f->language = "de", f->languages = english)) CASE (UNSURE, FALSE, enabled, (f->language = "en", f->languages = english)) CASE (UNSURE, FALSE, unclassified, f->confidence = 0) \
  CASE (WINDOW, TRUE, window_over, (f->chat_window = TRUE, f->newest_inbound_at = NOW - MINUTES (24 * 60))) CASE (WINDOW, FALSE, window_open, (f->chat_window = TRUE, f->newest_inbound_at = NOW - MINUTES (24 * 60) + 1)) \
  CASE (WINDOW, FALSE, mail, f->newest_inbound_at = NOW - MINUTES (48 * 60)) CASE (WINDOW, TRUE, tag, f->human_tag = TRUE) \
  CASE (PERSON, TRUE, only_me, f->only_me = TRUE) CASE (PERSON, TRUE, opted_out, f->opted_out = TRUE) CASE (PERSON, TRUE, blocked, f->blocked = TRUE) CASE (PERSON, TRUE, has_open, f->person_has_it_open = TRUE) \
  CASE (PERSON, TRUE, lately, f->person_wrote_at = NOW - MINUTES (30) + 1) CASE (PERSON, FALSE, long_ago, f->person_wrote_at = NOW - MINUTES (30)) CASE (PERSON, FALSE, never, f->person_wrote_at = 0) \
  CASE (IN_A_ROW, TRUE, in_a_row, f->automatic_last = TRUE) CASE (IN_A_ROW, TRUE, machine, f->machine = TRUE) CASE (IN_A_ROW, FALSE, person, f->machine = FALSE) \
  CASE (UNCHECKED, TRUE, gap, f->reply = "Hi {name}!") CASE (UNCHECKED, TRUE, one_brace, f->reply = "Hi name}!") CASE (UNCHECKED, TRUE, a_link, f->reply = "See https://evil.example/x") \
  CASE (UNCHECKED, FALSE, own_link, f->reply = "See https://www.studio.example/plan") CASE (UNCHECKED, TRUE, disguised, f->reply = "See https://studio.example@evil.example/") CASE (UNCHECKED, TRUE, bare_link, f->reply = "See bit.ly/abc") \
  CASE (UNCHECKED, TRUE, amount, f->reply = "It is 14 €") CASE (UNCHECKED, FALSE, own_amount, f->reply = "It is 15,00 €") CASE (UNCHECKED, FALSE, own_sum, f->reply = "EUR 1200.50 for ten") \
  CASE (UNCHECKED, TRUE, phone, f->reply = "Call +49 30 123457") CASE (UNCHECKED, FALSE, own_phone, f->reply = "Call +49 (30) 12 34 56") CASE (UNCHECKED, FALSE, time_of_day, f->reply = "At 18:00 on Tuesday, room 2") \
  CASE (NOT_LIVE, TRUE, imported, f->imported = TRUE) CASE (NOT_LIVE, TRUE, demo, f->demo = TRUE) CASE (NOT_LIVE, TRUE, copied, f->copied = TRUE) CASE (NOT_LIVE, TRUE, clock_moved, f->clock_changed = TRUE) CASE (NOT_LIVE, FALSE, live, f->imported = FALSE) \
  CASE (INTERNAL, TRUE, internal, f->internal = TRUE) CASE (INTERNAL, TRUE, quoted, f->reply = "Well: she left us for three months") CASE (INTERNAL, FALSE, not_quoted, f->reply = "See you in three months") \
  CASE (STAFF, TRUE, colleague, f->staff = TRUE) CASE (STAFF, TRUE, asked, f->reply = "Can you cover my class?") CASE (STAFF, FALSE, teacher, f->reply = "Ana teaches on Tuesday.")
CASES
#undef CASE
#define CASE(rule, breaks, name, statement) { SO_NEVER_##rule, breaks, #name, name },
static const Case cases[] = { CASES };

/* Each rule on both sides of its line, beside a harmless question in every language. */
static void
test_facts (void)
{
  guint sides[SO_N_NEVER][2] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sides[cases[i].rule][cases[i].breaks]++;
      for (guint k = 0; k < G_N_ELEMENTS (harmless); k++)
        {
          const char *inbound[] = { harmless[k], NULL };
          SoNeverFacts facts = fine ();
          guint broken;

          facts.inbound = inbound;
          g_assert_cmpuint (so_never_auto (&facts), ==, 0);
          cases[i].change (&facts);
          broken = so_never_auto (&facts);
          g_test_message ("%s: %s", cases[i].what, harmless[k]);
          g_assert_cmpint ((broken & (1u << cases[i].rule)) != 0, ==, cases[i].breaks);
          g_assert_cmpuint (broken & ~(1u << cases[i].rule), ==, 0);
        }
    }
  for (guint i = 0; i < SO_N_NEVER; i++)
    {
      g_test_message ("both sides of %s", so_never_auto_nick (i));
      g_assert_cmpuint (sides[i][FALSE], >, 0);
      g_assert_cmpuint (sides[i][TRUE], >, 0);
    }
}

/* An older unanswered message counts: "I want a refund." – "What are your hours?" */
static void
test_texts (void)
{
  const char *const texts[] = { "When are the salsa classes?", "I want a refund", NULL };
  const char *const booking[] = { "Can I book for ten?", NULL };
  SoNeverFacts facts = fine ();

  facts.inbound = texts;
  g_assert_cmpuint (so_never_auto (&facts), ==, 1u << SO_NEVER_WORDS);
  facts.inbound = booking;
  g_assert_cmpuint (so_never_auto (&facts), ==, 1u << SO_NEVER_PROMISE);
  facts.acknowledges = TRUE;
  g_assert_cmpuint (so_never_auto (&facts), ==, 0);
}

/* Whatever else is true: one broken rule is enough, and no fact heals another. */
static void
test_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      const char *inbound[] = { harmless[g_test_rand_int_range (0, G_N_ELEMENTS (harmless))], NULL };
      const Case *bad = &cases[g_test_rand_int_range (0, G_N_ELEMENTS (cases))];
      SoNeverFacts facts = fine ();

      facts.inbound = inbound;
      for (guint k = 0; k < 3; k++)
        cases[g_test_rand_int_range (0, G_N_ELEMENTS (cases))].change (&facts);
      if (!bad->breaks)
        continue;
      facts.acknowledges = FALSE;
      bad->change (&facts);
      g_assert_cmpuint (so_never_auto (&facts), !=, 0);
    }
}

static void
test_machines (void)
{
  static const struct { const char *address, *headers; gboolean machine; } rows[] = {
    { "no-reply@shop.example", NULL, TRUE }, { "NoReply@shop.example", NULL, TRUE }, { "MAILER-DAEMON@x.example", NULL, TRUE }, { "bounces+1@x.example", NULL, TRUE },
    { "ana@example.org", NULL, FALSE }, { "+4930123", NULL, FALSE }, { NULL, NULL, FALSE },
    { "ana@example.org", "Subject: Out\nAuto-Submitted: auto-replied\n", TRUE }, { "ana@example.org", "Auto-Submitted: no\n", FALSE }, { "ana@example.org", "List-Id: <x.example>\n", TRUE },
    { "ana@example.org", "Content-Type: multipart/report; report-type=delivery-status\n", TRUE }, { "ana@example.org", "X-Failed-Recipients: x@example.org\r\n", TRUE },
    { "ana@example.org", "Content-Type: multipart/reported\n", FALSE }, { "ana@example.org", "Precedence: bulk\n", TRUE }, { "ana@example.org", "Return-Path: <>\n", TRUE }, { "ana@example.org", "Return-Path: <ana@example.org>\nSubject: list-id: no\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (so_never_auto_is_machine (rows[i].address, rows[i].headers), ==, rows[i].machine);
}

static void
test_words_of_rules (void)
{
  g_auto (GStrv) nicks = so_never_auto_nicks (~0u);

  g_assert_cmpuint (g_strv_length (nicks), ==, 15);
  for (guint i = 0; i < SO_N_NEVER; i++)
    {
      g_assert_cmpstr (nicks[i], ==, so_never_auto_nick (i));
      g_assert_cmpuint (strlen (so_never_auto_sentence (i)), >, 20);
    }
  g_assert_true (so_never_auto_asks_for_person ("Kann ich mit einem echten Menschen reden?"));
  g_assert_false (so_never_auto_asks_for_person ("I want a refund"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/never-auto/facts", test_facts);
  g_test_add_func ("/never-auto/texts", test_texts);
  g_test_add_func ("/never-auto/random", test_random);
  g_test_add_func ("/never-auto/machines", test_machines);
  g_test_add_func ("/never-auto/words", test_words_of_rules);
  return g_test_run ();
}
