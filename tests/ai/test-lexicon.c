/* SPDX-License-Identifier: MIT */
#include "so-lexicon.h"

#include "so-error.h"
#include "so-phrases.h"

static char *
found (SoLexicon *lexicon, const char *text)
{
  g_auto (GStrv) words = so_phrases_split (text);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SoLexiconHit));
  GString *out = g_string_new (NULL);

  so_lexicon_find (lexicon, words, hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);

      g_string_append_printf (out, "%s%s %d at %u+%u", i ? "; " : "", so_signal_nick (hit->signal), hit->weight, hit->word, hit->n_words);
    }
  return g_string_free_and_steal (out);
}

static void
test_find (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoLexicon) lexicon = so_lexicon_new_for_text ("# prices\n[fee_inquiry]\n8: how much, what .. cost\n3: Prix*,\n preço\n-4: priceless\n"
                                                           "[cancellation]\n9: *skündigung, J'annule\n[reschedule_request]\n7: move (my|the) (class|lesson*)\n", 0, &error);
  static const struct { const char *text, *hits; } cases[] = {
    { "How much?", "fee_inquiry 8 at 0+2" },
    { "and what does it cost", "fee_inquiry 8 at 1+4" },
    { "what a very very very long way to cost", "" },
    { "PREÇO; prixfixe", "fee_inquiry 3 at 0+1; fee_inquiry 3 at 1+1" },
    { "priceless", "fee_inquiry -4 at 0+1" },
    { "Vertragskündigung", "cancellation 9 at 0+1" },
    { "j’annule", "cancellation 9 at 0+2" },
    { "move the lessons", "reschedule_request 7 at 0+3" },
    { "I move my class", "reschedule_request 7 at 1+3" },
    { "move (my|the) class, move your lesson", "" },
    { "howmuch", "" },
    { "", "" },
  };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hits = found (lexicon, cases[i].text);

      g_assert_cmpstr (hits, ==, cases[i].hits);
    }
}

static void
test_wrong (void)
{
  static const char *const wrong[] = { "[feeinquiry]\n", "[fee_inquiry]\nprice\n", "5: price\n", "[]\n", "[",
                                        "[fee_inquiry]\n5: how (much\n", "[fee_inquiry]\n5: how much)\n", "[fee_inquiry]\n5: a|b\n",
                                        "[fee_inquiry]\n5: (a, b)\n", "[fee_inquiry]\n5: ((a|b))\n" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoLexicon) lexicon = so_lexicon_new_for_text (wrong[i], 0, &error);

      g_assert_null (lexicon);
      g_assert_error (error, SO_ERROR, SO_ERROR_REPORT);
    }
}

/* Every language has words for every sub-category, and those that are built in can be read. */
static void
test_complete (void)
{
  g_autoptr (SoLexicon) lexicon = so_lexicon_new ();
  static const char *const texts[] = { "how much", "wie viel kostet", "cuanto cuesta", "combien", "quanto custa", "कितना" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *hits = found (lexicon, texts[i]);

      g_assert_nonnull (strstr (hits, "fee_inquiry"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lexicon/find", test_find);
  g_test_add_func ("/lexicon/wrong", test_wrong);
  g_test_add_func ("/lexicon/complete", test_complete);
  return g_test_run ();
}
