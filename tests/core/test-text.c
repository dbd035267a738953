/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-text.h"

static void
test_clean (void)
{
  static const struct { const char *bytes; gssize length; const char *expected; } rows[] = {
    { "plain", -1, "plain" }, { "", 0, "" }, { "abc", 2, "ab" }, { "a\0b", 3, "a\357\277\275b" }, { "a\0b", -1, "a" },
    { "\xff", 1, "\357\277\275" }, { "caf\xe9", 4, "caf\357\277\275" }, { "\xc3", 1, "\357\277\275" }, { "D\303\274", 3, "D\303\274" },
    { "D\303\274", 2, "D\357\277\275" }, { "\xed\xa0\x80", 3, NULL }, { "\xf0\x9f\x8e", 3, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = so_text_clean (rows[i].bytes, rows[i].length);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (rows[i].expected)
        g_assert_cmpstr (text, ==, rows[i].expected);
      else
        g_assert_nonnull (strstr (text, "\357\277\275"));
    }
}

static void
test_fold (void)
{
  static const struct { const char *text, *expected; } rows[] = {
    { "", "" }, { "  José\302\240PÉREZ ", "jose perez" }, { "Straße", "strasse" }, { "STRASSE", "strasse" }, { "ÄÖÜ äöü", "aou aou" },
    { "e\314\201", "e" }, { "Ёлка Йога", "елка иога" }, { "Άλφας", "αλφασ" }, { "ﬁn", "fin" }, { "ＡＢＣ１２", "abc12" },
    { "a\n\t b", "a b" }, { "a\342\200\215b\342\200\216", "ab" }, { "مُحَمَّد", "محمد" }, { "محـــمد", "محمد" }, { "أحمد", "احمد" },
    { "שָׁלוֹם", "שלום" }, { "हिन्दी", "हिन्दी" }, { "สวัสดี", "สวัสดี" }, { "が", "が" }, { "か", "か" }, { "ガ", "ガ" },
    { "ｶﾞ", "ガ" }, { "한국어", "한국어" }, { "日本語", "日本語" }, { "İstanbul", "istanbul" }, { "\360\237\216\211", "\360\237\216\211" },
    { "x\xff", "x\357\277\275" }, { "\xf0\x9f", "\357\277\275\357\277\275" }, { "   ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *once = so_text_fold (rows[i].text), *twice = so_text_fold (once);

      g_assert_cmpstr (once, ==, rows[i].expected);
      g_assert_cmpstr (twice, ==, once);
    }
}

/* Latin and the marks around it are folded one by one, everything else with its neighbours: which agree. */
static void
test_fold_latin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  static const gunichar starts[] = { 0x20, 0xa0, 0x100, 0x2000, 0x1f300 };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autofree char *one = NULL, *two = NULL, *whole = NULL;

      for (guint i = 0; i < 6; i++)
        {
          gunichar c = starts[g_rand_int_range (rand, 0, G_N_ELEMENTS (starts))] + (gunichar) g_rand_int_range (rand, 0, 0x80);

          g_string_append_unichar (text, c);
        }
      one = so_text_fold (text->str);
      g_string_append (text, " क");
      two = so_text_fold (text->str);
      whole = g_strconcat (one, " क", NULL);
      g_assert_cmpstr (two, ==, whole);
    }
}

/* Text with and without an accent is folded in two ways, which agree about every character that both can have. */
static void
test_fold_ascii (void)
{
  for (char c = 1; c < 0x7f; c++)
    {
      char text[] = { 'A', c, ' ', c, 'b', 'c', 0 }, accented[] = { 'A', c, ' ', c, 'b', 'c', '\303', '\251', 0 };
      g_autofree char *one = so_text_fold (text), *two = so_text_fold (accented), *whole = g_strconcat (one, "e", NULL);

      g_assert_cmpstr (two, ==, whole);
    }
}

static void
test_snippet (void)
{
  static const struct { const char *text; guint chars; const char *expected; } rows[] = {
    { NULL, 5, "" }, { "", 5, "" }, { " a\n\n b ", 9, "a b" }, { "abcdef", 6, "abcdef" }, { "abcdefg", 6, "abcdef…" },
    { "äöü", 2, "äö…" }, { "ab cd", 3, "ab…" }, { "ab cd", 4, "ab c…" }, { "ab   ", 2, "ab" }, { "日本語", 3, "日本語" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *snippet = so_text_snippet (rows[i].text, rows[i].chars);
      g_assert_cmpstr (snippet, ==, rows[i].expected);
    }
}

static void
test_segment (void)
{
  static const struct { const char *text, *index, *query; } rows[] = {
    { "", "", "" }, { "plain words", "plain words", "plain words" }, { "日", "日 ", "日 " }, { "日本", "日本 本 ", "日本 " },
    { "日本語 class", "日本 本語 語  class", "日本 本語 語  class" }, { "class日本", "class 日本 本 ", "class 日本 " },
    { "สวัสดี", "สว วั ัส สด ดี ี ", "สว วั ัส สด ดี " }, { "한국 a", "한국 국  a", "한국 국  a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *index = so_text_segment (rows[i].text, FALSE), *query = so_text_segment (rows[i].text, TRUE);

      g_assert_cmpstr (index, ==, rows[i].index);
      g_assert_cmpstr (query, ==, rows[i].query);
    }
}

static void
test_is_unspaced (void)
{
  static const struct { const char *text; gboolean expected; } rows[] = {
    { "", FALSE }, { "Grüße", FALSE }, { "Привет", FALSE }, { "हिन्दी", FALSE }, { "a日", TRUE }, { "Hi \360\237\216\211", TRUE }, { "3 € ©", FALSE }, { "ไทย", TRUE }, { "カナ", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (so_text_is_unspaced (rows[i].text), ==, rows[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/fold-ascii", test_fold_ascii);
  g_test_add_func ("/core/text/fold-latin", test_fold_latin);
  g_test_add_func ("/core/text/snippet", test_snippet);
  g_test_add_func ("/core/text/segment", test_segment);
  g_test_add_func ("/core/text/is-unspaced", test_is_unspaced);
  return g_test_run ();
}
