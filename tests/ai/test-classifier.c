/* SPDX-License-Identifier: MIT */
#include "so-classifier.h"

#include <locale.h>
#include <string.h>

/* Messages with what they are: LANGUAGE, SUB-CATEGORY or SENTIMENT, TEXT between tabs. */
static const char *table, *sentiments;

typedef struct {
  guint right, all;
} Count;

static void
count (GHashTable *counts, const char *key, gboolean right)
{
  Count *counted = g_hash_table_lookup (counts, key);

  if (!counted)
    g_hash_table_insert (counts, g_strdup (key), counted = g_new0 (Count, 1));
  counted->right += right;
  counted->all++;
}

static void
print (GHashTable *counts, const char *title)
{
  GHashTableIter iter;
  gpointer key, value;

  g_test_message ("%s", title);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_test_message ("  %-28s %3u of %3u  %5.1f %%", (char *) key, ((Count *) value)->right, ((Count *) value)->all,
                    100.0 * ((Count *) value)->right / ((Count *) value)->all);
}

/* A figure, and a floor far below it: what is tuned is the lexicon, never the table. */
static void
test_table (void)
{
  g_autoptr (SoClassifier) classifier = so_classifier_new ();
  g_autoptr (GHashTable) languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Count category = { 0 }, sub = { 0 }, tongue = { 0 };

  g_assert_true (g_file_get_contents (table, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);
      g_autoptr (SoClassification) is = NULL;
      const SoSubCategory *meant;
      gboolean right;

      if (*lines[i] == '#' || g_strv_length (fields) != 3)
        continue;
      meant = so_sub_category_find (fields[1]);
      g_assert_nonnull (meant);
      is = so_classifier_classify (classifier, fields[2], NULL);
      right = !strcmp (meant->category, is->category);
      count (languages, fields[0], right);
      count (categories, meant->category, right);
      category.right += right, category.all++;
      sub.right += !strcmp (meant->nick, is->sub_category), sub.all++;
      tongue.right += !g_strcmp0 (is->language, fields[0]), tongue.all++;
      if (!right && g_test_verbose ())
        g_test_message ("%s: %s, not %s (%.2f): %s", fields[0], meant->nick, is->sub_category, is->confidence, fields[2]);
    }
  print (languages, "category, per language");
  print (categories, "category, per category");
  g_test_message ("category %u of %u, sub-category %u, language %u", category.right, category.all, sub.right, tongue.right);
  g_assert_cmpuint (category.all, >=, 600);
  g_assert_cmpuint (category.right * 100, >=, category.all * 85);
}

/* The same for how it sounds. */
static void
test_sentiments (void)
{
  g_autoptr (SoClassifier) classifier = so_classifier_new ();
  g_autoptr (GHashTable) languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Count sum = { 0 };

  g_assert_true (g_file_get_contents (sentiments, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);
      g_autoptr (SoClassification) is = NULL;
      SoSentiment meant;

      if (*lines[i] == '#' || g_strv_length (fields) != 3)
        continue;
      g_assert_true (so_sentiment_parse (fields[1], &meant));
      is = so_classifier_classify (classifier, fields[2], NULL);
      count (languages, fields[0], meant == is->sentiment);
      count (kinds, fields[1], meant == is->sentiment);
      sum.right += meant == is->sentiment, sum.all++;
      if (meant != is->sentiment && g_test_verbose ())
        g_test_message ("%s: %s, not %s: %s", fields[0], fields[1], so_sentiment_nick (is->sentiment), fields[2]);
    }
  print (languages, "sentiment, per language");
  print (kinds, "sentiment, per sentiment");
  g_test_message ("sentiment %u of %u", sum.right, sum.all);
  g_assert_cmpuint (sum.all, >=, 90);
  g_assert_cmpuint (sum.right * 100, >=, sum.all * 80);
}

/* What stands beside what is meant: each row is a rule of its own. */
static void
test_rules (void)
{
  g_autoptr (SoClassifier) classifier = so_classifier_new ();
  static const struct { const char *text, *sub_category; } rows[] = {
    { "Please cancel my booking for the private lesson", "cancellation" },
    { "Can I book a private lesson?", "private_session" },
    { "Who is the teacher?", "instructor_details" },
    { "The teacher is awful", "instructor_complaint" },
    { "I loved it! What time does it start?", "schedule_query" },
    { "What does it cost if we both sign up?", "fee_inquiry" },
    { "My daughter is not answering", "emergency_contact" },
    { "The form has not arrived", "other" },
    { "Perfect, thanks", "thank_you" },
    { "The class was perfect, I loved it", "positive_review" },
    { "Vielen Dank für die schnelle Antwort", "thank_you" },
    { "Ich war mal bei euch", "other" },                     /* "mal" is bad in Spanish only */
    { "La sala estaba muy mal", "service_issue" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoClassification) is = so_classifier_classify (classifier, rows[i].text, NULL);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (is->sub_category, ==, rows[i].sub_category);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  table = argv[1];
  sentiments = argv[2];
  g_test_add_func ("/classifier/table", test_table);
  g_test_add_func ("/classifier/sentiments", test_sentiments);
  g_test_add_func ("/classifier/rules", test_rules);
  return g_test_run ();
}
