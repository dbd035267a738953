/* SPDX-License-Identifier: MIT */
#include "so-template.h"

#include "so-checks.h"

#include <string.h>

static char *
value (const char *name, const char *argument, gpointer data)
{
  static const struct { const char *name, *argument, *value; } known[] = {
    { "first name", NULL, "Priya" }, { "studio", NULL, "Salsa Norte" }, { "price", "Beginner Salsa", "15 €" }, { "empty", NULL, "" },
    { "blank", NULL, " \u200b " }, { "evil", NULL, "{studio}{{x}}" }, { "größe", NULL, "42" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (!strcmp (name, known[i].name) && !g_strcmp0 (argument, known[i].argument))
      return g_strdup (known[i].value);
  return NULL;
}

static void
test_fill (void)
{
  static const struct { const char *text, *filled, *missing; } rows[] = {
    { "", "", "" }, { NULL, "", "" }, { "Hello", "Hello", "" },
    { "Hi {first name}!", "Hi Priya!", "" }, { "Hi { First  NAME }!", "Hi Priya!", "" }, { "{first name}{studio}", "PriyaSalsa Norte", "" },
    { "Hi {name}!", "Hi {name}!", "name" }, { "{a} {b} {a}", "{a} {b} {a}", "a b" }, { "Hi {name|there}!", "Hi there!", "" },
    { "Hi {first name|there}!", "Hi Priya!", "" }, { "{name|}x", "x", "" }, { "{empty}", "{empty}", "empty" }, { "{blank|no}", "no", "" },
    { "{price:Beginner Salsa}", "15 €", "" }, { "{price : Beginner Salsa }", "15 €", "" }, { "{price:Tango}", "{price:Tango}", "price:Tango" },
    { "{price:Tango|on request}", "on request", "" }, { "{price}", "{price}", "price" }, { "{x|a:b}", "a:b", "" }, { "{x|a|b}", "a|b", "" },
    /* Values are never looked at again. */
    { "{evil}", "{studio}{{x}}", "" }, { "{x|{studio}}", "{x|Salsa Norte}", "" },
    { "{{first name}}", "{first name}", "" }, { "{{", "{", "" }, { "}}", "}", "" }, { "{{{first name}}}", "{Priya}", "" }, { "a { b", "a { b", "" },
    { "a } b", "a } b", "" }, { "{}", "{}", "" }, { "{|x}", "{|x}", "" }, { "{:x}", "{:x}", "" }, { "{ }", "{ }", "" }, { "{a\nb}", "{a\nb}", "" },
    { "{größe}", "42", "" }, { "{GRÖßE}", "42", "" }, { "{日本}", "{日本}", "日本" },
    { "{0123456789012345678901234567890123456789012345678901234567890123456789}", "{0123456789012345678901234567890123456789012345678901234567890123456789}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) missing = NULL;
      g_autofree char *filled = so_template_fill (rows[i].text, value, NULL, &missing), *names = g_strjoinv (" ", missing);

      g_test_message ("%s", rows[i].text ? rows[i].text : "(null)");
      g_assert_cmpstr (filled, ==, rows[i].filled);
      g_assert_cmpstr (names, ==, rows[i].missing);
    }
}

static void
test_variables (void)
{
  g_auto (GStrv) some = so_template_variables ("{First name|there} {price: Tango} {{no}} {First name} {"), none = so_template_variables (NULL);
  g_autofree char *names = g_strjoinv (", ", some);

  g_assert_cmpstr (names, ==, "First name, price: Tango");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_find_missing (void)
{
  gsize start = 0, length = 0;

  g_assert_true (so_template_find_missing ("ä {{ {name} {b}", &start, &length));
  g_assert_cmpuint (start, ==, 6);
  g_assert_cmpuint (length, ==, 6);
  g_assert_false (so_template_find_missing ("a { b } {}\n{x\n}" + 4, &start, &length));
  g_assert_false (so_template_find_missing ("", &start, &length));
}

static char *
anything (const char *name, const char *argument, gpointer data)
{
  return g_test_rand_int_range (0, 2) ? g_strdup ("{a}{{b}}|:") : NULL;
}

/* Any text of braces: no crash, valid UTF-8, what is listed as missing stands there, and such a message cannot be sent. */
static void
test_random (void)
{
  static const char *const bits[] = { "{", "}", "|", ":", "a", "name", " ", "\n", "ä", "日", "{{", "}}", "{x}", "{y|z}" };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (GStrv) missing = NULL, same = NULL;
      g_autofree char *filled = NULL, *bare = NULL;

      for (int n = g_test_rand_int_range (0, 20); n > 0; n--)
        g_string_append (text, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
      filled = so_template_fill (text->str, anything, NULL, &missing);
      g_assert_true (g_utf8_validate (filled, -1, NULL));
      bare = so_template_fill (text->str, NULL, NULL, &same);
      for (guint k = 0; same[k]; k++)
        {
          g_autofree char *shown = g_strconcat ("{", same[k], "}", NULL);
          SoCheckFacts facts = { .text = bare };

          g_assert_nonnull (strstr (bare, shown));
          g_assert_true (so_checks_run (&facts) & (1 << SO_CHECK_PLACEHOLDER));
        }
      if (!strpbrk (text->str, "{}"))
        g_assert_cmpstr (filled, ==, text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/fill", test_fill);
  g_test_add_func ("/template/variables", test_variables);
  g_test_add_func ("/template/find-missing", test_find_missing);
  g_test_add_func ("/template/random", test_random);
  return g_test_run ();
}
