/* SPDX-License-Identifier: MIT */
#include "so-search-index.h"

#include <string.h>

#include "so-text.h"

typedef struct {
  gint64 doc;
  int kind;
  gint64 n;
  gboolean remove;
  char *body, *who, *title, *meta;
} Pending;

static void
pending_free (Pending *pending)
{
  g_free (pending->body);
  g_free (pending->who);
  g_free (pending->title);
  g_free (pending->meta);
  g_free (pending);
}

/* Seconds in the upper bits, so that the newest have the largest numbers: see the schema. */
static gint64
doc_number (gint64 when, gint64 n)
{
  return (CLAMP (when / 1000, 0, G_MAXUINT32) << 20) | (n & 0xfffff);
}

char *
so_search_index_prepare (const char *text, gboolean for_query)
{
  g_autofree char *folded = NULL;

  if (!text)
    return NULL;
  /* The index folds plain letters itself: most messages need no more. */
  if (g_str_is_ascii (text))
    return g_strdup (text);
  folded = so_text_fold (text);
  return so_text_segment (folded, for_query);
}

/* Digits of the country code at the start of an international number (ITU-T E.164, annex). */
static gsize
country_code_length (const char *digits)
{
  static const char *const two[] = {
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54", "55",
    "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
  };

  if (digits[0] == '1' || digits[0] == '7')
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (two); i++)
    if (!strncmp (digits, two[i], 2))
      return 2;
  return 3;
}

void
so_search_index_add_phone (GString *words, const char *normal)
{
  const char *digits = normal && normal[0] == '+' ? normal + 1 : normal;

  if (!digits || strspn (digits, "0123456789") != strlen (digits) || strlen (digits) < 6)
    return;
  g_string_append_printf (words, " %s", digits);
  if (normal[0] == '+')
    g_string_append_printf (words, " %s", digits + country_code_length (digits));
  else if (normal[0] == '0')
    g_string_append_printf (words, " %s", digits + strspn (digits, "0"));
}

void
so_search_index_put (SoDb *db, int kind, gint64 n, gint64 when, const char *body, const char *who, const char *title,
                     const char *meta)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->doc = doc_number (when, n);
  pending->kind = kind;
  pending->n = n;
  pending->body = so_search_index_prepare (body, FALSE);
  pending->who = so_search_index_prepare (who, FALSE);
  pending->title = so_search_index_prepare (title, FALSE);
  pending->meta = g_strdup (meta);
  g_ptr_array_add (so_db_get_pending (db), pending);
}

void
so_search_index_remove (SoDb *db, int kind, gint64 n)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->kind = kind;
  pending->n = n;
  pending->remove = TRUE;
  g_ptr_array_add (so_db_get_pending (db), pending);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Pending *const *x = a, *const *y = b;

  return ((*x)->doc > (*y)->doc) - ((*x)->doc < (*y)->doc);
}

static gboolean
drop_old (SoDb *db, const Pending *pending, GError **error)
{
  gint64 doc = so_db_int (db, -1, "SELECT doc FROM search_doc WHERE kind = ? AND ref = ?", "ii",
                          (gint64) pending->kind, pending->n);

  return doc < 0 || (so_db_run (db, error, "DELETE FROM search WHERE rowid = ?", "i", doc) &&
                     so_db_run (db, error, "DELETE FROM search_doc WHERE doc = ?", "i", doc));
}

/* Two rows of one second whose numbers agree in the lower bits: behind the last of that second, so that a thousand of them do not each try all. */
static gint64
free_doc (SoDb *db, gint64 doc)
{
  if (!so_db_int (db, 0, "SELECT 1 FROM search_doc WHERE doc = ?", "i", doc))
    return doc;
  doc = so_db_int (db, doc, "SELECT max (doc) FROM search_doc WHERE doc >= ?1 AND doc <= (?1 | 0xfffff)", "i", doc);
  do
    doc++;
  while (so_db_int (db, 0, "SELECT 1 FROM search_doc WHERE doc = ?", "i", doc));
  return doc;
}

static gboolean
write_row (SoDb *db, Pending *pending, GError **error)
{
  if (!drop_old (db, pending, error))
    return FALSE;
  if (pending->remove)
    return TRUE;
  pending->doc = free_doc (db, pending->doc);
  return so_db_run (db, error, "INSERT INTO search_doc (doc, kind, ref) VALUES (?, ?, ?)", "iii", pending->doc,
                    (gint64) pending->kind, pending->n) &&
         so_db_run (db, error, "INSERT INTO search (rowid, body, who, title, meta) VALUES (?, ?, ?, ?, ?)", "itttt",
                    pending->doc, pending->body, pending->who, pending->title, pending->meta);
}

/* A row put twice in one transaction counts as it was put last. */
static void
drop_overtaken (GPtrArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = rows->len; i-- > 0;)
    {
      Pending *pending = g_ptr_array_index (rows, i);
      char *key = g_strdup_printf ("%d:%" G_GINT64_FORMAT, pending->kind, pending->n);
      if (g_hash_table_add (seen, key))
        continue;
      pending_free (pending);
      g_ptr_array_remove_index (rows, i);
    }
}

gboolean
so_search_index_flush (SoDb *db, GError **error)
{
  GPtrArray *rows = so_db_get_pending (db);
  gboolean ok = TRUE;

  drop_overtaken (rows);
  g_ptr_array_sort (rows, compare);
  for (guint i = 0; ok && i < rows->len; i++)
    ok = write_row (db, g_ptr_array_index (rows, i), error);
  so_search_index_forget (db);
  return ok;
}

void
so_search_index_forget (SoDb *db)
{
  GPtrArray *rows = so_db_get_pending (db);

  for (guint i = 0; i < rows->len; i++)
    pending_free (g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}
