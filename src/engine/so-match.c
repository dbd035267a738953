/* SPDX-License-Identifier: MIT */
#include "so-match.h"

#include "so-words.h"

#include <string.h>

/* A question is about the topic of the entry: worth this much; the rest is in its other words. */
#define TOPIC_WEIGHT 0.3
/* The owner filed the entry under that topic: surer than a word of its question ("Can I pause my membership?"
 * is not where the fee stands, though a membership has one). */
#define FILED_THERE 0.1
#define IN_QUESTION 1.0
#define IN_ANSWER 0.7
#define ONLY_IN_ANSWER 0.85   /* "Tuesday" stands in many an answer: that alone makes no question of it */
#define COVERED 0.05          /* of equals, the entry whose own question is asked most fully */
#define OTHER_LANGUAGE 0.05
/* From here on an answer is proposed; a message that asks nothing has to be very close to a question. */
#define ENOUGH 0.42
#define ENOUGH_UNASKED 0.6
/* What a word says: a topic ("how much") most, a word of many entries ("class") or of none ("yesterday") little. */
#define TOPIC_WORD 2.0
#define UNKNOWN_WORD 0.15
#define known_word(entries) (0.5 + 1.5 / (entries))
#define LONGEST_TEXT 4000    /* characters of a message that are looked at */

/* An entry taken apart. */
typedef struct {
  const SoKnowledge *entry;
  GPtrArray *question;     /* so_words_of() */
  GPtrArray *answer;
  const char *category;    /* as a word of a topic, or NULL */
} Known;

/* All that may be quoted, and in how many of them each word stands. */
typedef struct {
  GPtrArray *known;
  GHashTable *entries;
} Entries;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_ptr_array_unref (known->question);
  g_ptr_array_unref (known->answer);
  g_free (known);
}

static gboolean
has (GPtrArray *words, const char *word)
{
  return word && g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL);
}

/* An answer with an amount in it speaks of the price, whatever its words are. */
static gboolean
names_amount (const char *answer)
{
  static const char *const signs[] = { "€", "$", "£", "%", "EUR", "USD", "GBP", "CHF" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (answer, signs[i]))
      return TRUE;
  return FALSE;
}

static void
count_words (GHashTable *entries, const Known *known)
{
  GPtrArray *parts[] = { known->question, known->answer };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint k = 0; k < parts[i]->len; k++)
      {
        char *word = g_ptr_array_index (parts[i], k);

        /* Each part has a word once, the entry perhaps twice. */
        if (i == 0 || !has (known->question, word))
          g_hash_table_insert (entries, word, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (entries, word)) + 1));
      }
}

/* An entry is compared with every message that comes, and its words stay the same. */
static const Known *
known_of (SoKnowledge *entry)
{
  Known *known = entry->words;

  if (known)
    return known;
  entry->words = known = g_new0 (Known, 1);
  entry->free_words = known_free;
  known->entry = entry;
  known->category = so_words_topic_name (so_words_category_topic (entry->category));
  known->question = so_words_of (entry->question);
  known->answer = so_words_of (entry->answer);
  if (names_amount (entry->answer) && !has (known->answer, so_words_topic_name (SO_TOPIC_PRICE)))
    g_ptr_array_add (known->answer, g_strdup (so_words_topic_name (SO_TOPIC_PRICE)));
  return known;
}

static void
take_apart (GPtrArray *entries, GHashTable *without, Entries *all)
{
  all->known = g_ptr_array_sized_new (entries->len);
  all->entries = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < entries->len; i++)
    {
      SoKnowledge *entry = g_ptr_array_index (entries, i);

      if (!entry->quotable || !*entry->answer || (without && entry->id && g_hash_table_contains (without, entry->id)))
        continue;
      g_ptr_array_add (all->known, (gpointer) known_of (entry));
      count_words (all->entries, g_ptr_array_index (all->known, all->known->len - 1));
    }
}

static void
entries_clear (Entries *all)
{
  g_hash_table_unref (all->entries);
  g_ptr_array_unref (all->known);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entries, entries_clear)

static double
weigh (const Entries *all, const char *word)
{
  guint entries = GPOINTER_TO_UINT (g_hash_table_lookup (all->entries, word));

  if (*word == '~')
    return TOPIC_WORD;
  return entries ? known_word (entries) : UNKNOWN_WORD;
}

/* How much of the topic's weight an entry gets. */
static double
is_about (GPtrArray *words, const Known *known)
{
  const char *category = known->category;

  if (category)
    return has (words, category) ? TOPIC_WEIGHT : 0;
  for (SoTopic topic = SO_TOPIC_NONE + 1; topic < SO_N_TOPICS; topic++)
    if (has (words, so_words_topic_name (topic)) && has (known->question, so_words_topic_name (topic)))
      return TOPIC_WEIGHT - FILED_THERE;
  return 0;
}

/* How much of what the entry's own question asks is in @words. */
static double
cover (const Entries *all, const Known *known, GPtrArray *words)
{
  double sum = 0, total = 0;

  for (guint i = 0; i < known->question->len; i++)
    {
      const char *word = g_ptr_array_index (known->question, i);
      double weight = weigh (all, word);

      total += weight;
      sum += has (words, word) ? weight : 0;
    }
  return total > 0 ? sum / total : 0;
}

static double
score_sentence (const Entries *all, const Known *known, GPtrArray *words)
{
  const char *category = known->category;
  double asked = 0, told = 0, total = 0, sum;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      double weight = weigh (all, word);

      total += weight;
      if (has (known->question, word) || !g_strcmp0 (word, category))
        asked += IN_QUESTION * weight;
      else if (has (known->answer, word))
        told += IN_ANSWER * weight;
    }
  if (asked + told <= 0)
    return 0;
  sum = asked > 0 ? asked + told : ONLY_IN_ANSWER * told;
  return is_about (words, known) + (1 - TOPIC_WEIGHT) * sum / total + COVERED * cover (all, known, words);
}

static gboolean
asks (const char *text, GPtrArray *words)
{
  for (SoTopic topic = SO_TOPIC_NONE + 1; topic < SO_N_TOPICS; topic++)
    if (has (words, so_words_topic_name (topic)))
      return TRUE;
  return strchr (text, '?') || strstr (text, "？") || strstr (text, "؟");
}

static char *
beginning_of (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), LONGEST_TEXT));
}

const SoKnowledge *
so_match_pick (const char *text, GPtrArray *entries, GHashTable *without, gboolean meant)
{
  g_auto (Entries) all = { 0 };
  g_autofree char *beginning = beginning_of (text);
  /* A greeting and a story may stand around the question. */
  g_auto (GStrv) sentences = g_strsplit_set (beginning, ".!?\n", -1);
  const char *language = so_words_language (beginning);
  const SoKnowledge *best = NULL;
  double most = 0;

  take_apart (entries, without, &all);
  for (guint i = 0; sentences[i]; i++)
    {
      g_autoptr (GPtrArray) words = so_words_of (sentences[i]);
      double enough = meant || asks (beginning, words) ? ENOUGH : ENOUGH_UNASKED;

      for (guint k = 0; k < all.known->len; k++)
        {
          const Known *known = g_ptr_array_index (all.known, k);
          const char *own = known->entry->language;
          double score = score_sentence (&all, known, words) - (language && own && strcmp (language, own) ? OTHER_LANGUAGE : 0);

          /* The first of equals stays: entries come in a fixed order. */
          if (score >= enough && score > most)
            {
              best = known->entry;
              most = score;
            }
        }
    }
  return best;
}

gboolean
so_match_asks (const char *text)
{
  g_autofree char *beginning = beginning_of (text);
  g_autoptr (GPtrArray) words = so_words_of (beginning);

  return asks (beginning, words);
}

gboolean
so_match_names (const char *text, const char *name)
{
  g_autofree char *beginning = beginning_of (text);
  g_autoptr (GPtrArray) words = so_words_of (beginning), parts = so_words_of (name);

  for (guint i = 0; i < parts->len; i++)
    if (!has (words, g_ptr_array_index (parts, i)))
      return FALSE;
  return parts->len > 0;
}
