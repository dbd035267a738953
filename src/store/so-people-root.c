/* SPDX-License-Identifier: MIT */
/* Whom somebody is shown as. contact.merged_into is all that a merge says, and is shared; what follows from it is worked out here, on every
 * computer by itself, and comes out the same: two merges that two computers made at once may lead in a circle, and then the smallest id stays. */
#include "so-people.h"

#include <string.h>

char *
so_people_root (SoDb *db, const char *contact_id)
{
  char *root = so_db_text (db, "SELECT root FROM contact WHERE id = ?", "t", contact_id);

  return root ? root : g_strdup (contact_id);
}

GStrv
so_people_all (SoDb *db, const char *contact_id)
{
  GStrv all = so_db_texts (db, NULL, "SELECT a FROM (SELECT " SO_PERSON_ROOT ("?1") " AS a UNION SELECT id FROM contact WHERE root = " SO_PERSON_ROOT ("?1") ")"
                           " ORDER BY a <> " SO_PERSON_ROOT ("?1") ", a", "t", contact_id);

  return all ? all : g_new0 (char *, 1);
}

/* The next one on the way; NULL at its end. Who is erased, or not heard of yet, is nobody to be shown as. */
static char *
next_of (SoDb *db, const char *id)
{
  return so_db_text (db, "SELECT o.id FROM contact c JOIN contact o ON o.id = c.merged_into AND o.deleted_at IS NULL WHERE c.id = ?", "t", id);
}

static const char *
smallest_from (const GPtrArray *way, const char *first)
{
  const char *smallest = NULL;
  gboolean in = FALSE;

  for (guint i = 0; i < way->len; i++)
    {
      const char *id = g_ptr_array_index (way, i);

      in |= g_str_equal (id, first);
      if (in && (!smallest || strcmp (id, smallest) < 0))
        smallest = id;
    }
  return smallest;
}

static char *
end_of (SoDb *db, const char *id)
{
  g_autoptr (GPtrArray) way = g_ptr_array_new_with_free_func (g_free);
  char *next;

  g_ptr_array_add (way, g_strdup (id));
  while ((next = next_of (db, g_ptr_array_index (way, way->len - 1))))
    {
      const char *round = smallest_from (way, next);

      if (round)
        {
          g_free (next);
          return g_strdup (round);
        }
      g_ptr_array_add (way, next);
    }
  return g_strdup (g_ptr_array_index (way, way->len - 1));
}

#define SET_SUMS(whose) "UPDATE contact SET last_at = s.last, last_inbound_at = s.inbound FROM (SELECT coalesce (max (t.last_at), 0) AS last," \
                        " coalesce (max (t.last_inbound_at), 0) AS inbound FROM thread t WHERE t.deleted_at IS NULL AND t.contact_id " whose ") s"

gboolean
so_people_sum (SoDb *db, const char *contact_id, GError **error)
{
  /* Who is shown as somebody else has the sums of their own, for the time when they are themselves again. */
  return !contact_id || (so_db_run (db, error, SET_SUMS ("= ?1") " WHERE contact.id = ?1 AND coalesce (root, id) <> id AND (last_at <> s.last OR last_inbound_at <> s.inbound)", "t",
                                    contact_id) &&
                         so_db_run (db, error, SET_SUMS ("IN " SO_PERSON_ALL ("?1")) " WHERE contact.id = " SO_PERSON_ROOT ("?1")
                                    " AND (last_at <> s.last OR last_inbound_at <> s.inbound)", "t", contact_id));
}

/* A conversation stands in the order of the inbox by the score of whom it is with. */
gboolean
so_people_score_changed (SoDb *db, const char *contact_id, GError **error)
{
  return so_db_run (db, error, "UPDATE thread SET score = (SELECT score FROM contact WHERE id = " SO_PERSON_ROOT ("?1") ") WHERE contact_id IN " SO_PERSON_ALL ("?1")
                    " AND score IS NOT (SELECT score FROM contact WHERE id = " SO_PERSON_ROOT ("?1") ")", "t", contact_id);
}

static gboolean
set_root (SoDb *db, const char *id, GHashTable *concerned, GError **error)
{
  g_autofree char *end = end_of (db, id), *before = so_db_text (db, "SELECT root FROM contact WHERE id = ?", "t", id);

  if (!so_db_run (db, error, "UPDATE contact SET root = CASE WHEN ?2 <> id THEN ?2 WHEN merged_into IS NOT NULL THEN id END WHERE id = ?1", "tt", id, end))
    return FALSE;
  g_hash_table_add (concerned, g_strdup (end));
  if (before)
    g_hash_table_add (concerned, g_steal_pointer (&before));
  g_hash_table_add (concerned, g_strdup (id));
  return TRUE;
}

static gboolean
settle_one (SoDb *db, const char *id, GError **error)
{
  g_autofree char *root = so_people_root (db, id);

  /* What is found by the name is of all of them: once is enough. */
  return so_people_sum (db, id, error) && so_people_score_changed (db, id, error) &&
         (g_str_equal (root, id) ? so_people_name_changed (db, id, error) : so_people_index (db, id, error));
}

gboolean
so_people_settle_root (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (GHashTable) concerned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* Whose way can lead by this one: all of the same root so far, and those who waited for it to be there. */
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT ?1 UNION SELECT id FROM contact WHERE root = " SO_PERSON_ROOT ("?1")
                                    " UNION SELECT id FROM contact WHERE root IS NOT NULL AND merged_into = ?1", "t", contact_id);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; ids && ids[i]; i++)
    if (!set_root (db, ids[i], concerned, error))
      return FALSE;
  g_hash_table_iter_init (&iter, concerned);
  while (ids && g_hash_table_iter_next (&iter, &id, NULL))
    if (!settle_one (db, id, error))
      return FALSE;
  return ids != NULL;
}

gboolean
so_people_is_unsettled (SoDb *db, const char *contact_id)
{
  return so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ?1 AND (merged_into IS NOT NULL OR root IS NOT NULL)"
                    " UNION ALL SELECT 1 FROM contact WHERE root IS NOT NULL AND (merged_into = ?1 OR root = ?1) LIMIT 1", "t", contact_id) != 0;
}
