/* SPDX-License-Identifier: MIT */
#include "so-error.h"
#include "so-rule.h"
#include "so-sequence.h"

#include <string.h>

static const char whole[] =
  "{\"if\":{\"words\":[\"kids\",\"child*\"],\"channel\":\"whatsapp\",\"category\":\"PRICING\",\"sentiment\":\"POSITIVE\",\"language\":\"en\",\"stage\":\"NEW\",\"tag\":\"vip\","
  "\"score_over\":80,\"first\":true,\"closed\":true},"
  "\"then\":{\"tags\":[\"Kids\",\"Family\"],\"priority\":\"HIGH\",\"escalate\":true,\"template\":\"t1\",\"follow_up\":\"s1\"}}";

static void
test_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoRule) rule = so_rule_from_json ("Kids", whole, &error), copy = NULL, back = NULL;
  g_autofree char *json = NULL, *again = NULL, *named = NULL;

  g_assert_no_error (error);
  json = so_rule_to_json (rule, FALSE);
  g_assert_cmpstr (json, ==, whole);
  copy = so_rule_copy (rule);
  so_rule_free (g_steal_pointer (&rule));
  again = so_rule_to_json (copy, FALSE);
  g_assert_cmpstr (again, ==, whole);
  g_assert_true (so_rule_check (copy, NULL));
  named = so_rule_to_json (copy, TRUE);
  back = so_rule_from_json (NULL, named, NULL);
  g_assert_cmpstr (back->name, ==, "Kids");
}

/* What is not understood is refused whole, never read half. */
static void
test_refused (void)
{
  static const char *const rows[] = {
    "", "[]", "{}{}", "{\"if\":{},\"then\":{},\"else\":{}}", "{\"if\":{\"wordz\":[\"a\"]}}", "{\"if\":{\"words\":\"a\"}}", "{\"if\":{\"words\":[1]}}",
    "{\"if\":{\"words\":[null]}}", "{\"if\":{\"first\":\"yes\"}}", "{\"if\":{\"score_over\":\"80\"}}", "{\"if\":{\"channel\":\"pigeon\"}}", "{\"if\":{\"category\":\"pricing?\"}}",
    "{\"if\":{\"stage\":\"GONE\"}}", "{\"if\":{\"sentiment\":\"FINE\"}}", "{\"then\":{\"priority\":\"LOW\"}}", "{\"then\":{\"send\":true}}", "{\"then\":{\"template\":7}}",
    "{\"then\":{\"tags\":[\"012345678901234567890123456789012345678901234567890123456789\"]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoRule) rule = so_rule_from_json ("R", rows[i], &error);

      g_test_message ("%s", rows[i]);
      g_assert_null (rule);
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_checked (void)
{
  static const struct { const char *name, *json; gboolean good; } rows[] = {
    { "A", "{\"then\":{\"escalate\":true}}", TRUE }, { "", "{\"then\":{\"escalate\":true}}", FALSE }, { NULL, "{\"name\":\"From inside\",\"then\":{\"escalate\":true}}", TRUE },
    { NULL, "{\"then\":{\"escalate\":true}}", FALSE }, { "A", "{\"if\":{\"first\":true}}", FALSE }, { "A", "{\"then\":{\"tags\":[\" \",\"\"]}}", FALSE },
    { "A", "{\"then\":{\"escalate\":false}}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoRule) rule = so_rule_from_json (rows[i].name, rows[i].json, NULL);

      g_test_message ("%s", rows[i].json);
      g_assert_nonnull (rule);
      g_assert_cmpint (so_rule_check (rule, NULL), ==, rows[i].good);
    }
}

/* One condition, a message for which it holds, and one for which it does not. */
static void
test_fits (void)
{
  static const char *const tags[] = { "VIP", NULL };
  static const struct { const char *when; SoRuleFacts yes, no; } rows[] = {
    { "{}", { 0 }, { .channel = NULL, .score = -2 } },
    { "{\"words\":[\"kids\",\"child*\"]}", { .text = "For my CHILDREN?" }, { .text = "kidskin" } },
    { "{\"words\":[\"niños\"]}", { .text = "para ninos" }, { .text = NULL } },
    { "{\"channel\":\"sms\"}", { .channel = "sms" }, { .channel = "mail" } },
    { "{\"category\":\"PRICING\"}", { .category = "PRICING" }, { .category = "BOOKING" } },
    { "{\"category\":\"fee_inquiry\"}", { .category = "PRICING", .sub_category = "fee_inquiry" }, { .category = "PRICING", .sub_category = "package_details" } },
    { "{\"sentiment\":\"NEGATIVE\"}", { .sentiment = "NEGATIVE" }, { .sentiment = NULL } },
    { "{\"language\":\"es\"}", { .language = "es" }, { .language = "en" } },
    { "{\"stage\":\"NEW\"}", { .stage = "NEW" }, { .stage = "LOST" } },
    { "{\"tag\":\"vip\"}", { .tags = tags }, { .tags = NULL } },
    { "{\"score_over\":80}", { .score = 81 }, { .score = 80 } },
    { "{\"score_over\":0}", { .score = 1 }, { .score = -1 } },
    { "{\"first\":true}", { .first = TRUE }, { .first = FALSE } },
    { "{\"closed\":true}", { .closed = TRUE }, { .closed = FALSE } },
    { "{\"channel\":\"sms\",\"first\":true}", { .channel = "sms", .first = TRUE }, { .channel = "sms" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"if\":%s}", rows[i].when);
      g_autoptr (SoRule) rule = so_rule_from_json ("R", json, NULL);

      g_test_message ("%s", rows[i].when);
      g_assert_true (so_rule_fits (rule, &rows[i].yes));
      g_assert_cmpint (so_rule_fits (rule, &rows[i].no), ==, i == 0);
    }
}

static void
test_sequence (void)
{
  static const struct { const char *name, *steps; gboolean good; } rows[] = {
    { "Trial", "[{\"days\":2,\"text\":\"Hi {first name|there}\"},{\"days\":365,\"text\":\"Bye\"}]", TRUE }, { "Trial", "[]", FALSE }, { "", "[{\"days\":2,\"text\":\"Hi\"}]", FALSE },
    { "Trial", "[{\"days\":0,\"text\":\"Hi\"}]", FALSE }, { "Trial", "[{\"days\":366,\"text\":\"Hi\"}]", FALSE }, { "Trial", "[{\"days\":-1,\"text\":\"Hi\"}]", FALSE },
    { "Trial", "[{\"days\":2,\"text\":\" \"}]", FALSE }, { "Trial", "[7]", FALSE }, { "Trial", "{}", FALSE }, { "Trial", "no", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoSequence) sequence = so_sequence_from_json (rows[i].name, rows[i].steps, &error);
      g_autofree char *json = sequence ? so_sequence_to_json (sequence) : NULL;

      g_test_message ("%s", rows[i].steps);
      g_assert_cmpstr (json, ==, rows[i].good ? rows[i].steps : NULL);
      g_assert_true (rows[i].good || g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/json", test_json);
  g_test_add_func ("/rule/refused", test_refused);
  g_test_add_func ("/rule/checked", test_checked);
  g_test_add_func ("/rule/fits", test_fits);
  g_test_add_func ("/rule/sequence", test_sequence);
  return g_test_run ();
}
