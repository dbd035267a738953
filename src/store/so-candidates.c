/* SPDX-License-Identifier: MIT */
#include "so-knowledge-base.h"

#include "so-db.h"
#include "so-hit.h"
#include "so-search-index.h"

#include <math.h>
#include <string.h>

/* Entries that a question may be about, out of thousands. FTS5's own bm25() counts each word over the whole index, which is
 * a million messages, to weigh it among them; here words are weighed among the entries only, which is both quick and
 * what is meant: "salsa" says little in a salsa studio's entries, however rare it is elsewhere. */

#define SATURATION 1.2   /* BM25's k1: a word that stands in question and answer counts more, but not double */

typedef struct {
  gint64 n;
  double score;
} Candidate;

/* "fee cost*" → "\"fee\" OR \"cost\"*" */
static char *
match_of (const char *words, const char *column)
{
  g_auto (GStrv) all = g_strsplit (words, " ", -1);
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; all[i]; i++)
    {
      g_autofree char *prepared = so_search_index_prepare (all[i], FALSE);
      gsize length = strlen (prepared);
      gboolean prefix = length && prepared[length - 1] == '*';

      if (prefix)
        prepared[--length] = 0;
      if (length && !strchr (prepared, '"'))
        g_string_append_printf (match, "%s\"%s\"%s", match->len ? " OR " : "", prepared, prefix ? "*" : "");
    }
  return match->len ? g_strdup_printf ("meta : xknowledge AND %s : (%s)", column, match->str) : NULL;
}

static GArray *
find (SoDb *db, const char *words, const char *column, GError **error)
{
  g_autofree char *match = match_of (words, column);

  if (!match)
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  return so_db_numbers (db, error, "SELECT ref FROM search_doc WHERE kind = ?2 AND doc IN (SELECT rowid FROM search WHERE search MATCH ?1)", "ti",
                        match, (gint64) SO_HIT_KNOWLEDGE);
}

static void
count (GHashTable *times, GArray *found, double weight)
{
  for (guint i = 0; i < found->len; i++)
    {
      gint64 *n = &g_array_index (found, gint64, i);
      double *sum = g_hash_table_lookup (times, n);

      if (sum)
        *sum += weight;
      else
        g_hash_table_insert (times, g_memdup2 (n, sizeof *n), g_memdup2 (&weight, sizeof weight));
    }
}

/* What one word adds to the entries it stands in. */
static gboolean
add_word (SoDb *db, const char *words, double entries, GHashTable *scores, GError **error)
{
  g_autoptr (GArray) asked = find (db, words, "title", error), told = asked ? find (db, words, "body", error) : NULL;
  g_autoptr (GHashTable) times = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer n, sum;
  double rare;

  if (!told)
    return FALSE;
  count (times, asked, 2);
  count (times, told, 1);
  rare = log (1 + (entries - g_hash_table_size (times) + 0.5) / (g_hash_table_size (times) + 0.5));
  g_hash_table_iter_init (&iter, times);
  while (g_hash_table_iter_next (&iter, &n, &sum))
    {
      double often = *(double *) sum, gain = rare * often * (SATURATION + 1) / (often + SATURATION);
      double *score = g_hash_table_lookup (scores, n);

      if (score)
        *score += gain;
      else
        g_hash_table_insert (scores, g_memdup2 (n, sizeof (gint64)), g_memdup2 (&gain, sizeof gain));
    }
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  return x->score != y->score ? (x->score < y->score) - (x->score > y->score) : (x->n > y->n) - (x->n < y->n);
}

GArray *
so_knowledge_candidates (SoDb *db, const char *const *words, guint limit, GError **error)
{
  g_autoptr (GHashTable) scores = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Candidate));
  double entries = (double) so_db_int (db, 0, "SELECT count(*) FROM knowledge WHERE deleted_at IS NULL", "");
  GArray *best;
  GHashTableIter iter;
  gpointer n, score;

  for (guint i = 0; words[i]; i++)
    if (!add_word (db, words[i], entries, scores, error))
      return NULL;
  g_hash_table_iter_init (&iter, scores);
  while (g_hash_table_iter_next (&iter, &n, &score))
    {
      Candidate candidate = { *(gint64 *) n, *(double *) score };

      g_array_append_val (all, candidate);
    }
  g_array_sort (all, compare);
  best = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < MIN (all->len, limit); i++)
    g_array_append_val (best, g_array_index (all, Candidate, i).n);
  return best;
}

gint64
so_knowledge_count_quotable (SoDb *db)
{
  return so_db_int (db, 0, "SELECT count(*) FROM knowledge WHERE deleted_at IS NULL AND quotable = 1", "");
}

GStrv
so_knowledge_categories (SoDb *db, GError **error)
{
  return so_db_texts (db, error, "SELECT DISTINCT category FROM knowledge WHERE deleted_at IS NULL ORDER BY category", "");
}

GArray *
so_knowledge_of_category (SoDb *db, const char *category, guint limit, GError **error)
{
  return so_db_numbers (db, error, "SELECT n FROM knowledge WHERE category = ? AND quotable = 1 AND deleted_at IS NULL ORDER BY question, n LIMIT ?",
                        "ti", category, (gint64) limit);
}
