/* SPDX-License-Identifier: MIT */
/* What of a model's answer is believed: member by member, as if a stranger had typed it. */
#include "so-opinion.h"
#include "so-refine.h"

#include "so-error.h"
#include "so-intent.h"
#include "so-json.h"

#include <string.h>

#define GOOD "{\"primary_intent\":\"PRICING\",\"sub_category\":\"fee_inquiry\",\"priority\":\"NORMAL\",\"sentiment\":\"NEUTRAL\",\"language\":\"en\"," \
             "\"tags\":[\"asks_price\",\"salsa\"],\"entities\":{\"class_type\":\"Salsa\",\"date\":\"2026-11-24\",\"time\":\"18:00\",\"instructor\":\"\"}," \
             "\"suggested_action\":\"Send the prices\",\"confidence\":0.93}"

static char *
replace (const char *what, const char *by)
{
  g_autoptr (GString) text = g_string_new (GOOD);

  g_assert_cmpuint (g_string_replace (text, what, by, 1), ==, 1);
  return g_strdup (text->str);
}

static void
test_good (void)
{
  static const char *const forms[] = { GOOD, " \n" GOOD "\n", "```json\n" GOOD "\n```", "```\n" GOOD "\n```\n" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *action = NULL;
      g_autoptr (SoClassification) is = so_refine_parse (forms[i], &action, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (is->category, ==, "PRICING");
      g_assert_cmpstr (is->sub_category, ==, "fee_inquiry");
      g_assert_cmpstr (is->language, ==, "en");
      g_assert_cmpstr (is->class_type, ==, "Salsa");
      g_assert_cmpstr (is->date, ==, "2026-11-24");
      g_assert_cmpstr (is->time, ==, "18:00");
      g_assert_null (is->instructor);
      g_assert_cmpuint (is->tags->len, ==, 2);
      g_assert_cmpfloat (is->confidence, ==, 0.93);
      g_assert_cmpstr (action, ==, "Send the prices");
    }
}

/* One thing changed, and all of it is refused. */
static const struct { const char *what, *by; } changes[] = {
  { "PRICING", "BOOKING" },                        /* another category's */
  { "fee_inquiry", "free_of_charge" },
  { "\"fee_inquiry\"", "null" },
  { "\"NORMAL\"", "\"SOON\"" },
  { "\"NORMAL\"", "3" },
  { "\"NEUTRAL\"", "\"HAPPY\"" },
  { "0.93", "1.01" },
  { "0.93", "-0.1" },
  { "0.93", "\"0.93\"" },
  { "0.93", "1e999" },
  { "0.93", "null" },
  { "\"en\"", "\"English\"" },
  { "\"en\"", "\"e\"" },
  { "\"en\"", "\"EN\"" },
  { "\"en\"", "null" },
  { "2026-11-24", "2026-02-30" },
  { "2026-11-24", "tomorrow" },
  { "2026-11-24", "2026-11-24T18:00" },
  { "2026-11-24", "2026-1-4" },
  { "18:00", "24:00" },
  { "18:00", "6 pm" },
  { "18:00", "18:60" },
  { "\"salsa\"", "\"Salsa!\"" },
  { "\"salsa\"", "7" },
  { "\"salsa\"", "\"\"" },
  { "[\"asks_price\",\"salsa\"]", "\"asks_price\"" },
  { "[\"asks_price\",\"salsa\"]", "[\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]" },
  { "Send the prices", "Send\\nthe prices" },
  { "Send the prices", "Send \\u202ethe prices" },
  { "\"Send the prices\"", "[\"Send the prices\"]" },
  { "\"instructor\":\"\"", "\"instructor\":null" },
  { ",\"instructor\":\"\"", "" },
  { "\"instructor\":\"\"", "\"instructor\":\"\",\"send_to\":\"all\"" },
  { "\"confidence\"", "\"send_now\":true,\"confidence\"" },
  { ",\"confidence\":0.93", "" },
  { GOOD, "" },
  { GOOD, "[" GOOD "]" },
  { GOOD, GOOD GOOD },
  { GOOD, "Sure! Here it is: " GOOD },
  { GOOD, "```json\n" GOOD },
  { GOOD, "I cannot help with that." },
  { "0.93}", "0.93" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = replace (changes[i].what, changes[i].by), *action = NULL;
      g_autoptr (SoClassification) is = so_refine_parse (answer, &action, &error);

      g_test_message ("%s -> %s", changes[i].what, changes[i].by);
      g_assert_null (is);
      g_assert_null (action);
      g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
    }
}

/* Cut anywhere, it is no answer, and never a fault of ours. */
static void
test_cut (void)
{
  for (gsize length = 0; length < strlen (GOOD); length++)
    {
      g_autofree char *part = g_strndup (GOOD, length);
      g_autoptr (SoClassification) is = so_refine_parse (part, NULL, NULL);

      g_assert_null (is);
    }
}

static void
test_asked (void)
{
  static const char *const classes[] = { "Salsa", "Bachata", NULL };
  g_autofree char *system = so_refine_system (&(SoRefineContext) { "Tuesday, 2026-11-24", classes }), *bare = so_refine_system (&(SoRefineContext) { 0 });
  g_autofree char *long_text = g_strnfill (9000, 'x'), *turn = so_refine_turn (long_text);
  g_autoptr (JsonNode) schema = so_json_parse (so_refine_schema (), -1, 0, NULL);
  guint n;
  const SoSubCategory *all = so_sub_categories (&n);

  g_assert_nonnull (schema);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", all[i].nick);

      g_assert_nonnull (strstr (system, all[i].nick));
      g_assert_nonnull (strstr (system, all[i].category));
      g_assert_nonnull (strstr (so_refine_schema (), quoted));
    }
  g_assert_nonnull (strstr (system, "INQUIRY: class_information, schedule_query"));
  g_assert_nonnull (strstr (system, "Today is Tuesday, 2026-11-24"));
  g_assert_nonnull (strstr (system, "Salsa; Bachata"));
  g_assert_null (strstr (bare, "Today is"));
  g_assert_cmpuint (strlen (turn), <, 4100);
}

static const struct { const char *answer; int score; } opinions[] = {
  { "{\"score\":82,\"why\":\"Wants to enrol\"}", 82 }, { "{\"score\":0,\"why\":\"\"}", 0 }, { "{\"score\":100.0,\"why\":\"Paid\"}", 100 },
  { "{\"score\":101,\"why\":\"x\"}", -1 }, { "{\"score\":-1,\"why\":\"x\"}", -1 }, { "{\"score\":\"82\",\"why\":\"x\"}", -1 }, { "{\"score\":82}", -1 },
  { "{\"why\":\"x\"}", -1 }, { "{\"score\":82,\"why\":\"x\",\"stage\":\"CONVERTED\"}", -1 }, { "82", -1 }, { "", -1 }, { "{\"score\":82,\"why\":\"a\\u0007b\"}", -1 },
};

static void
test_opinion (void)
{
  static const char *const texts[] = { "Hi", "How much is it?", NULL };
  g_autofree char *turn = so_opinion_turn (texts), *system = so_opinion_system ();
  g_autoptr (JsonNode) schema = so_json_parse (so_opinion_schema (), -1, 0, NULL);
  g_autofree char *long_text = g_strnfill (20000, 'x'), *capped = so_opinion_turn ((const char *const []) { "\303\251", long_text, "last", NULL });

  g_assert_nonnull (schema);
  g_assert_nonnull (strstr (turn, "- Hi\n- How much is it?"));
  g_assert_nonnull (strstr (system, "0 (never)"));
  g_assert_cmpuint (strlen (capped), <, 6100);
  g_assert_true (g_str_has_suffix (capped, "- last"));
  for (guint i = 0; i < G_N_ELEMENTS (opinions); i++)
    {
      g_autofree char *why = NULL;
      int score = -1;
      gboolean good = so_opinion_parse (opinions[i].answer, &score, &why, NULL);

      g_test_message ("%s", opinions[i].answer);
      g_assert_true (good == (opinions[i].score >= 0));
      if (good)
        g_assert_cmpint (score, ==, opinions[i].score);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refine/good", test_good);
  g_test_add_func ("/refine/bad", test_bad);
  g_test_add_func ("/refine/cut", test_cut);
  g_test_add_func ("/refine/asked", test_asked);
  g_test_add_func ("/refine/opinion", test_opinion);
  return g_test_run ();
}
