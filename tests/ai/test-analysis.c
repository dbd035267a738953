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
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoAnalysis) analysis = so_analysis_by_rules (rows[i].turns, rows[i].n);

      g_assert_false (analysis->by_model);
      g_assert_cmpint (analysis->outcome, ==, rows[i].outcome);
      g_assert_cmpstr (analysis->sentiment, ==, rows[i].sentiment);
      g_assert_cmpint (analysis->satisfaction, ==, rows[i].satisfaction);
      g_assert_true ((analysis->satisfaction >= 0) == (analysis->satisfaction_quote != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ai/analysis/parse", test_parse);
  g_test_add_func ("/ai/analysis/bad", test_bad);
  g_test_add_func ("/ai/analysis/most", test_most);
  g_test_add_func ("/ai/analysis/rules", test_rules);
  return g_test_run ();
}
