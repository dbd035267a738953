/* SPDX-License-Identifier: MIT */
#include "so-import-faq.h"

#include <string.h>

/* "question|answer" of each, a line each. */
static char *
parse (const char *name, const char *text)
{
  g_autoptr (GPtrArray) entries = so_faq_parse (name, text, strlen (text));
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const SoKnowledge *entry = entries->pdata[i];

      g_assert_true (entry->quotable);
      g_assert_null (entry->id);
      g_string_append_printf (all, "%s%s|%s", i ? "¶" : "", entry->question, entry->answer);
    }
  return g_strdup (all->str);
}

static void
test_texts (void)
{
  static const struct { const char *text; const char *is; } rows[] = {
    { "# Questions\n\n## Where are you?\nTorstraße 1\nsecond yard\n\nBell: Salon\n## How much?\n35 €\n", "Where are you?|Torstraße 1\nsecond yard\n\nBell: Salon¶How much?|35 €" },
    { "**Do you take cards?**\r\nYes, all of them.\r\n\r\n**Do I need to book?**\r\nNo.", "Do you take cards?|Yes, all of them.¶Do I need to book?|No." },
    { "Q: Where?\nA: Here.\nQ: When?\nA: Now.\nAnd later.", "Where?|Here.¶When?|Now.\nAnd later." },
    { "Frage: Wo?\nAntwort: Hier.\n", "Wo?|Hier." },
    { "Where are you?\nIn Berlin.\n\n1. Can I cancel?\nYes. Why not?\nUntil 24 hours before.", "Where are you?|In Berlin.¶Can I cancel?|Yes. Why not?\nUntil 24 hours before." },
    { "Where?\nHere.\n\nWHERE?\nThere.", "Where?|Here." },
    { "Just a text without any question.", "" },
    { "Where?\n\n\n", "" },
    { "", "" },
    { "\xff\xfe?\nbroken", "��?|broken" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *is = parse (i % 2 ? NULL : "faq.md", rows[i].text);

      g_assert_cmpstr (is, ==, rows[i].is);
    }
}

static void
test_tables (void)
{
  static const struct { const char *text; const char *is; } rows[] = {
    { "Category,Answer,Question\nother,\"Yes, \"\"all\"\"\nof them\",Cards?\n", "Cards?|Yes, \"all\"\nof them" },
    { "Frage;Antwort\nWo?;Hier\n;Nichts\nWann?;\n", "Wo?|Hier" },
    { "Where?\tHere\nWhen?\tNow", "Where?|Here¶When?|Now" },
    { "\xEF\xBB\xBFquestion,answer\nWhere?,\"never closed\nWhen?,Now", "Where?|never closed\nWhen?,Now" },
    { "one column\nonly", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *is = parse ("FAQ.CSV", rows[i].text);

      g_assert_cmpstr (is, ==, rows[i].is);
    }
}

/* Whatever somebody chooses: it ends, and it is not more than it may be. */
static void
test_anything (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < 2 * SO_FAQ_MOST; i++)
    g_string_append_printf (many, "## Question %u?\nAnswer\n", i);
  entries = so_faq_parse (NULL, many->str, many->len);
  g_assert_cmpuint (entries->len, ==, SO_FAQ_MOST);
  for (guint round = 0; round < 400; round++)
    {
      char bytes[200];
      static const char some[] = "#*\"\n\r,;\t?:QA 1.\xff\xe2" "a";
      g_autoptr (GPtrArray) none = NULL;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = some[g_rand_int_range (dice, 0, sizeof some)];
      none = so_faq_parse (round % 2 ? "x.csv" : NULL, bytes, sizeof bytes);
      g_assert_nonnull (none);
    }
}

/* What so_faq_read() says of @length bytes: "question|answer" of the first, or the sentence. */
static char *
read_file (const char *name, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = so_faq_read (name, bytes, length, &error);
  const SoKnowledge *first = entries ? entries->pdata[0] : NULL;

  g_assert_true ((entries != NULL) == (error == NULL));
  return first ? g_strconcat (first->question, "|", first->answer, NULL) : g_strdup (error->message);
}

static void
test_files (void)
{
  static const struct { const char *name, *bytes; gsize length; const char *is; } rows[] = {
    { "a.md", "## Ge\xf6" "ffnet?\nT\xe4glich \x80 5", 24, "Geöffnet?|Täglich € 5" },
    { "a.csv", "\xff\xfeQ\0,\0A\0\n\0W\0o\0?\0,\0\xe4\0\n\0", 22, "Wo?|ä" },
    { "a.csv", "q?,a\0b,\n", 9, "This file is no text*" },
    { "a.csv", "\x89PNG\r\n\x1a\n,?,?\n", 13, "This file is no text*" },
    { "a.md", "", 0, "No question with an answer*" },
    { "a.md", "Just words.", 11, "No question with an answer*" },
    { "a.csv", "Question,Answer\n", 16, "No question with an answer*" },
  };
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *large = g_strnfill (SO_FAQ_BYTES + 1, 'x'), *too_many = NULL, *too_large = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *is = read_file (rows[i].name, rows[i].bytes, rows[i].length);

      g_test_message ("%s", is);
      g_assert_true (g_pattern_match_simple (rows[i].is, is));
    }
  for (guint i = 0; i < SO_FAQ_MOST + 1; i++)
    g_string_append_printf (many, "## Question %u?\nAnswer\n", i);
  too_many = read_file (NULL, many->str, many->len);
  g_assert_true (g_str_has_prefix (too_many, "A list has at most 500"));
  too_large = read_file (NULL, large, SO_FAQ_BYTES + 1);
  g_assert_true (g_str_has_prefix (too_large, "A list of questions has at most one megabyte"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imports/faq/texts", test_texts);
  g_test_add_func ("/imports/faq/tables", test_tables);
  g_test_add_func ("/imports/faq/files", test_files);
  g_test_add_func ("/imports/faq/anything", test_anything);
  return g_test_run ();
}
