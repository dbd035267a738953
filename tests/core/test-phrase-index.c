/* SPDX-License-Identifier: MIT */
#include "so-phrase-index.h"
#include "so-phrases.h"

#include <string.h>

static void
on_found (const SoPhraseHit *hit, gpointer data)
{
  g_string_append_printf (data, "%u@%u+%u ", hit->number, hit->word, hit->n_words);
}

static char *
find (const SoPhraseIndex *index, const char *text)
{
  g_auto (GStrv) words = so_phrases_split (text);
  GString *found = g_string_new (NULL);

  so_phrase_index_find (index, words, on_found, found);
  return g_string_free_and_steal (found);
}

static void
test_order (void)
{
  static const char list[] = "*fund, refund*, refund, re*, money back, refund .. friday, .. now";
  g_autoptr (SoPhraseIndex) index = so_phrase_index_new ();
  g_auto (GStrv) phrases = g_strsplit (list, ", ", -1);
  struct { const char *text, *found; } rows[] = {
    { "refund", "2@0+1 3@0+1 1@0+1 0@0+1 " },      /* the word itself, shorter beginnings first, then any */
    { "Refunds", "3@0+1 1@0+1 " },
    { "money, back!", "4@0+2 " },
    { "money is back", "" },
    { "refund me by Friday", "2@0+1 5@0+4 3@0+1 1@0+1 0@0+1 " },
    { "go now", "6@0+2 6@1+1 " },
    { "r", "" },
    { "", "" },
  };

  for (guint i = 0; phrases[i]; i++)
    so_phrase_index_add (index, phrases[i], strlen (phrases[i]), i);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = find (index, rows[i].text);

      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

static void
on_any (const SoPhraseHit *hit, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Over some growing of its tables: what the plain search says, it says. */
static void
test_same_as_search (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static const char *const parts[] = { "a", "ab", "abc", "क्ल", "klas", "kurs*", "*kurs", "ein", "b*", "über" };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (SoPhraseIndex) index = so_phrase_index_new ();
      g_autoptr (GString) list = g_string_new (NULL), text = g_string_new (NULL);
      g_auto (GStrv) words = NULL;
      gboolean found = FALSE;

      for (gint i = 0, n = g_rand_int_range (rand, 0, round < 3 ? 400 : 4); i < n; i++)
        g_string_append_printf (list, "%s%s%s%d, ", parts[g_rand_int_range (rand, 0, 10)], g_rand_boolean (rand) ? " " : "", parts[g_rand_int_range (rand, 0, 10)], g_rand_int_range (rand, 0, 3));
      for (gint i = 0, n = g_rand_int_range (rand, 0, 4); i < n; i++)
        g_string_append_printf (text, "%s%s%d ", parts[g_rand_int_range (rand, 0, 10)], parts[g_rand_int_range (rand, 0, 10)], g_rand_int_range (rand, 0, 3));
      words = so_phrases_split (text->str);
      so_phrase_index_add_list (index, list->str, ",", round);
      so_phrase_index_find (index, words, on_any, &found);
      g_assert_cmpint (found, ==, so_phrases_stand_in (list->str, words));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phrase-index/order", test_order);
  g_test_add_func ("/phrase-index/same-as-search", test_same_as_search);
  return g_test_run ();
}
