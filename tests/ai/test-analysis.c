/* SPDX-License-Identifier: MIT */
#include "so-analysis.h"

#include "so-error.h"

#include <string.h>

static const char *const said[] = { "Hi, I am Priya Sharma and I look for a class for my daughter Mia, she is 7.", "My mail is priya@mail.example, call +49 151 2345678.",
                                    "That was great, thank you so much!", "But nobody answered me for a week.", NULL };

static const SoAnalysisItem *
find (const SoAnalysis *analysis, SoAnalysisKind kind, guint nth)
{
  for (guint i = 0; i < analysis->items->len; i++)
    {
      const SoAnalysisItem *item = g_ptr_array_index (analysis->items, i);

      if (item->kind == kind && !nth--)
        return item;
    }
  return NULL;
}

static void
test_parse (void)
{
  static const char json[] =
    "```json\n{\"summary\": \"Looks for a class.\", \"outcome\": \"booked\", \"sentiment\": \"MIXED\","
    " \"satisfaction\": {\"score\": 7, \"quote\": \"That was GREAT, thank you so much!\"},"
    " \"interests\": [{\"what\": \"class for a child\", \"quote\": \"a class for my daughter Mia\"}, {\"what\": \"ballet\", \"quote\": \"I love ballet\"}],"
    " \"actions\": [{\"what\": \"call back\", \"quote\": \"call +49 151 2345678\"}, {\"quote\": \"call +49 151 2345678\"}],"
    " \"frustration\": [{\"quote\": \"nobody answered me for a week\"}, {\"quote\": 7}, null],"
    " \"success\": [{\"quote\": \"thank you so much\"}],"
    " \"details\": [{\"kind\": \"email\", \"value\": \"priya@mail.example\", \"quote\": \"My mail is priya@mail.example\"},"
    "  {\"kind\": \"email\", \"value\": \"boss@evil.example\", \"quote\": \"My mail is priya@mail.example\"},"
    "  {\"kind\": \"stage\", \"value\": \"Priya\", \"quote\": \"I am Priya Sharma\"},"
    "  {\"kind\": \"phone\", \"value\": \"call\", \"quote\": \"call +49 151 2345678\"},"
    "  {\"kind\": \"child\", \"value\": \"Mia\", \"quote\": \"my daughter Mia\"}]}\n```";
  g_autoptr (GError) error = NULL;
  g_autoptr (SoAnalysis) analysis = so_analysis_parse (json, said, &error);

  g_assert_no_error (error);
  g_assert_true (analysis->by_model);
  g_assert_cmpstr (analysis->summary, ==, "Looks for a class.");
  g_assert_cmpint (analysis->outcome, ==, SO_OUTCOME_BOOKED);
  g_assert_cmpstr (analysis->sentiment, ==, "MIXED");
  g_assert_cmpint (analysis->satisfaction, ==, 7);
  g_assert_cmpuint (analysis->items->len, ==, 6);
  g_assert_cmpuint (analysis->dropped, ==, 7);
  g_assert_cmpstr (find (analysis, SO_ANALYSIS_INTEREST, 0)->what, ==, "class for a child");
  g_assert_cmpstr (find (analysis, SO_ANALYSIS_DETAIL, 0)->field, ==, "email");
  g_assert_cmpstr (find (analysis, SO_ANALYSIS_DETAIL, 1)->what, ==, "Mia");
}

/* What is no analysis is none; what is only odd in a part is kept without it. */
static void
test_bad (void)
{
  static const char *const none[] = {
    "", "no", "{", "{}", "[]", "{\"summary\": \"x\"}", "{\"summary\": 3, \"outcome\": \"open\"}", "{\"summary\": \"x\", \"outcome\": \"won\"}",
    "{\"summary\": \"x\", \"outcome\": null}", "{'summary': 'x', 'outcome': 'open'}", "{\"outcome\": \"open\"}",
  };
  static const char *const without[] = {
    "\"satisfaction\": {\"score\": 11, \"quote\": \"That was great\"}", "\"satisfaction\": {\"score\": -1, \"quote\": \"That was great\"}",
    "\"satisfaction\": {\"score\": \"9\", \"quote\": \"That was great\"}", "\"satisfaction\": {\"score\": 9, \"quote\": \"It was wonderful\"}",
    "\"satisfaction\": {\"score\": 9}", "\"interests\": {\"what\": \"x\"}", "\"interests\": [[], 1, \"x\"]", "\"details\": [{\"kind\": \"name\", \"value\": \"\", \"quote\": \"Priya\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_analysis_parse (none[i], said, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"summary\": \"x\", \"outcome\": \"open\", %s}", without[i]);
      g_autoptr (SoAnalysis) analysis = so_analysis_parse (json, said, NULL);

      g_test_message ("%s", without[i]);
      g_assert_cmpint (analysis->satisfaction, ==, -1);
      g_assert_null (analysis->satisfaction_quote);
      g_assert_cmpuint (analysis->items->len, ==, 0);
    }
}

static void
test_most (void)
{
  g_autoptr (GString) json = g_string_new ("{\"summary\": \"x\", \"outcome\": \"spam\", \"success\": [");
  g_autoptr (SoAnalysis) analysis = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (json, "%s{\"quote\": \"That was great\"}", i ? "," : "");
  g_string_append (json, "]}");
  analysis = so_analysis_parse (json->str, said, NULL);
  g_assert_cmpuint (analysis->items->len, ==, 5);
  g_assert_cmpuint (analysis->dropped, ==, 45);
}

static void
test_rules (void)
{
  static const struct { SoAnalysisTurn turns[3]; guint n; SoOutcome outcome; const char *sentiment; int satisfaction; } rows[] = {
    { { { FALSE, "How much?", "PRICING", "fee_inquiry", "NEUTRAL" } }, 1, SO_OUTCOME_OPEN, "NEUTRAL", -1 },
    { { { FALSE, "How much?", "PRICING", "fee_inquiry", "NEUTRAL" }, { TRUE, "15 €" } }, 2, SO_OUTCOME_ANSWERED, "NEUTRAL", -1 },
    { { { FALSE, "It was bad", "COMPLAINT", "service_issue", "NEGATIVE" }, { TRUE, "Sorry" } }, 2, SO_OUTCOME_ESCALATED, "NEGATIVE", 2 },
    { { { FALSE, "It was bad", "GENERAL", "other", "NEGATIVE" }, { TRUE, "Sorry" }, { FALSE, "Great, thank you!", "FEEDBACK", "positive_review", "POSITIVE" } }, 3,
      SO_OUTCOME_OPEN, "POSITIVE", 8 },
    { { { FALSE, "Hello", NULL, NULL, NULL } }, 1, SO_OUTCOME_OPEN, NULL, -1 }, { { { FALSE } }, 0, SO_OUTCOME_OPEN, NULL, -1 },
    { { { FALSE, "Can I come on Tuesday?", "BOOKING", "class_reservation", "NEUTRAL" }, { TRUE, "You're booked, see you on Tuesday!" } }, 2, SO_OUTCOME_BOOKED, "NEUTRAL", -1 },
    { { { FALSE, "Kann ich am Dienstag kommen?", "BOOKING", "class_reservation", "NEUTRAL" }, { TRUE, "Du bist eingetragen, bis Dienstag!" } }, 2, SO_OUTCOME_BOOKED, "NEUTRAL", -1 },
    { { { FALSE, "How much?", "PRICING", "fee_inquiry", "NEUTRAL" }, { TRUE, "It is confirmed: 15 €" } }, 2, SO_OUTCOME_ANSWERED, "NEUTRAL", -1 },
    { { { FALSE, "How much?", "PRICING", "fee_inquiry", "NEUTRAL" }, { TRUE, "15 €" }, { FALSE, "No thanks, I found another studio", "GENERAL", "other", "NEUTRAL" } }, 3,
      SO_OUTCOME_LOST, "NEUTRAL", -1 },
    { { { FALSE, "¿Cuánto?", "PRICING", "fee_inquiry", "NEUTRAL" }, { TRUE, "15 €" }, { FALSE, "Ya no quiero, gracias", "GENERAL", "other", "NEUTRAL" } }, 3, SO_OUTCOME_LOST, "NEUTRAL", -1 },
  };
  g_autoptr (SoClassifier) classifier = so_classifier_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoAnalysis) analysis = so_analysis_by_rules (classifier, rows[i].turns, rows[i].n);

      g_test_message ("row %u", i);
      g_assert_false (analysis->by_model);
      g_assert_cmpint (analysis->outcome, ==, rows[i].outcome);
      g_assert_cmpstr (analysis->sentiment, ==, rows[i].sentiment);
      g_assert_cmpint (analysis->satisfaction, ==, rows[i].satisfaction);
      g_assert_true ((analysis->satisfaction >= 0) == (analysis->satisfaction_quote != NULL));
    }
}

/* Of a long message the sentence counts that says it. */
static void
test_sentences (void)
{
  const SoAnalysisTurn turns[] = {
    { FALSE, "We came at 15.30 as planned. I am really angry, nobody answered me. Is there parking?", "COMPLAINT", "service_issue", "NEGATIVE" },
    { TRUE, "I am sorry" },
    { FALSE, "OK. Thank you so much, the class was amazing! See you.", "FEEDBACK", "positive_review", "POSITIVE", "Salsa" },
  };
  g_autoptr (SoClassifier) classifier = so_classifier_new ();
  g_autoptr (SoAnalysis) analysis = so_analysis_by_rules (classifier, turns, G_N_ELEMENTS (turns));

  g_assert_cmpstr (find (analysis, SO_ANALYSIS_FRUSTRATION, 0)->quote, ==, "I am really angry, nobody answered me.");
  g_assert_null (find (analysis, SO_ANALYSIS_FRUSTRATION, 1));
  g_assert_cmpstr (find (analysis, SO_ANALYSIS_SUCCESS, 0)->quote, ==, "Thank you so much, the class was amazing!");
  g_assert_cmpstr (analysis->satisfaction_quote, ==, "Thank you so much, the class was amazing!");
  g_assert_cmpstr (find (analysis, SO_ANALYSIS_INTEREST, 0)->what, ==, "Salsa");
  g_assert_cmpstr (find (analysis, SO_ANALYSIS_ACTION, 0)->what, ==, "See to the complaint");
  g_assert_cmpstr (analysis->summary, ==, "Asked about: Salsa. The customer wrote last.");
}

static void
test_actions (void)
{
  static const struct { SoAnalysisTurn turn; const char *what; } rows[] = {
    { { FALSE, "A place on Tuesday?", "BOOKING", "class_reservation", "NEUTRAL", "Salsa", "2026-11-24", "18:00" }, "Book a place: Salsa, 2026-11-24, 18:00" },
    { { FALSE, "Can we do Wednesday instead?", "SCHEDULING", "reschedule_request", "NEUTRAL", NULL, "2026-11-25" }, "Move the class: 2026-11-25" },
    { { FALSE, "Please call me tomorrow", "GENERAL", "other", "NEUTRAL" }, "Call back" }, { { FALSE, "Können Sie mich anrufen?", "GENERAL", "other", "NEUTRAL" }, "Call back" },
    { { FALSE, "Je voudrais un cours d'essai", "INQUIRY", "trial_class", "NEUTRAL" }, "Book a trial class" },
    { { FALSE, "How much is it?", "PRICING", "fee_inquiry", "NEUTRAL" }, NULL },
  };
  g_autoptr (SoClassifier) classifier = so_classifier_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoAnalysisTurn twice[] = { rows[i].turn, rows[i].turn };
      g_autoptr (SoAnalysis) analysis = so_analysis_by_rules (classifier, twice, 2);
      const SoAnalysisItem *item = find (analysis, SO_ANALYSIS_ACTION, 0);

      g_assert_cmpstr (item ? item->what : NULL, ==, rows[i].what);
      g_assert_null (find (analysis, SO_ANALYSIS_ACTION, 1));
    }
}

/* What people say of themselves outright; what only looks like it is left alone. */
static void
test_details (void)
{
  static const struct { const char *text, *field, *value; } rows[] = {
    { "Hi, my name is Priya Sharma and I would like to dance", "name", "Priya Sharma" }, { "Ich heiße Jürgen, guten Tag", "name", "Jürgen" },
    { "Hola, me llamo María José", "name", "María José" }, { "Je m'appelle Zoé", "name", "Zoé" }, { "Meu nome é João", "name", "João" },
    { "Mera naam Ravi hai", "name", "Ravi" }, { "मेरा नाम रवि है", "name", "रवि" }, { "This is Ana", "name", "Ana" },
    { "this is great", NULL, NULL }, { "This is a mistake", NULL, NULL }, { "my name is on the list", NULL, NULL }, { "I am Interested", NULL, NULL },
    { "It is for my daughter Mia, she is 7", "child", "Mia" }, { "Für meine Tochter Mia", "child", "Mia" }, { "para mi hijo Leo", "child", "Leo" },
    { "my daughter loves it", NULL, NULL }, { "My mail is priya@mail.example, thanks", "email", "priya@mail.example" }, { "write @ me", NULL, NULL },
    { "My number is +49 151 234 5678.", "phone", "+49 151 234 5678" }, { "Order 12345678 is late", NULL, NULL },
    { "My birthday is 12 May 1990!", "birthday", "12 May 1990" }, { "my birthday is on the 3rd of June", "birthday", "3rd of June" },
    { "Ich bin geboren am 12.05.1990", "birthday", "12.05.1990" }, { "mi cumpleaños es el 12 de mayo", "birthday", "12 de mayo" },
    { "my birthday is soon", NULL, NULL }, { "I am a complete beginner", "level", "complete beginner" }, { "Ich bin Anfängerin", "level", "Anfängerin" },
    { "soy principiante", "level", "principiante" }, { "Is there a beginner class?", NULL, NULL }, { "It is for our wedding dance in May", "goal", "wedding dance" },
    { "Wir üben für unsere Hochzeit", "goal", "Hochzeit" }, { "I want to lose weight", "goal", "lose weight" }, { "a wedding?", NULL, NULL },
  };
  g_autoptr (SoClassifier) classifier = so_classifier_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SoAnalysisTurn turns[] = { { FALSE, rows[i].text, "GENERAL", "other", "NEUTRAL" }, { TRUE, "My name is Studio, my mail is s@x.example" } };
      g_autoptr (SoAnalysis) analysis = so_analysis_by_rules (classifier, turns, 2);
      const SoAnalysisItem *item = find (analysis, SO_ANALYSIS_DETAIL, 0);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (item ? item->field : NULL, ==, rows[i].field);
      g_assert_cmpstr (item ? item->what : NULL, ==, rows[i].value);
      g_assert_true (!item || strstr (rows[i].text, item->quote));
      g_assert_null (find (analysis, SO_ANALYSIS_DETAIL, 1));
    }
}

/* A number, an address or a link that the customer never wrote has no way to the owner through words in between. */
static void
test_made_up (void)
{
  static const struct { const char *words; gboolean kept; } rows[] = {
    { "Call back on 2026-11-24 at 18:00", TRUE }, { "Call +49 151 2345678", TRUE }, { "Call +49 151 99 88 777", FALSE }, { "Write to priya@mail.example", TRUE },
    { "Send it to boss@evil.example", FALSE }, { "See https://evil.example/pay", FALSE }, { "See www.evil.example", FALSE }, { "Ten classes, 120 €", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"summary\": \"%s\", \"outcome\": \"open\", \"actions\": [{\"what\": \"%s\", \"quote\": \"nobody answered me\"}]}", rows[i].words, rows[i].words);
      g_autoptr (SoAnalysis) analysis = so_analysis_parse (json, said, NULL);

      g_test_message ("%s", rows[i].words);
      g_assert_cmpstr (analysis->summary, ==, rows[i].kept ? rows[i].words : "");
      g_assert_cmpuint (analysis->items->len, ==, rows[i].kept);
      g_assert_cmpuint (analysis->dropped, ==, rows[i].kept ? 0 : 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ai/analysis/parse", test_parse);
  g_test_add_func ("/ai/analysis/bad", test_bad);
  g_test_add_func ("/ai/analysis/most", test_most);
  g_test_add_func ("/ai/analysis/made-up", test_made_up);
  g_test_add_func ("/ai/analysis/rules", test_rules);
  g_test_add_func ("/ai/analysis/sentences", test_sentences);
  g_test_add_func ("/ai/analysis/actions", test_actions);
  g_test_add_func ("/ai/analysis/details", test_details);
  return g_test_run ();
}
