/* SPDX-License-Identifier: MIT */
#include "so-likeness.h"

#include "so-identity.h"
#include "so-merges.h"
#include "so-people.h"

#include <string.h>

/* So many of one name are a common name, or a class that was typed in. */
#define MOST_NAMESAKES 12

static const char *const nicks[SO_N_ALIKES] = {
  [SO_ALIKE_PHONE] = "phone", [SO_ALIKE_EMAIL] = "email", [SO_ALIKE_BIRTHDAY] = "birthday", [SO_ALIKE_HOUSEHOLD] = "household", [SO_ALIKE_NAME] = "name",
};

const char *
so_alike_nick (SoAlike alike)
{
  return nicks[alike];
}

void
so_likeness_free (SoLikeness *likeness)
{
  if (!likeness)
    return;
  g_free (likeness->id);
  g_free (likeness->name);
  g_free (likeness->other_id);
  g_free (likeness->other_name);
  g_free (likeness->value);
  g_free (likeness->other_value);
  g_free (likeness);
}

typedef struct {
  SoDb *db;
  const char *only;
  GPtrArray *all;
  GHashTable *pairs;      /* "a b", the smaller first: found already */
} Search;

static void
propose (Search *search, SoAlike why, const char *a, const char *b, const char *value, const char *other_value)
{
  g_autofree char *pair = strcmp (a, b) < 0 ? g_strconcat (a, " ", b, NULL) : g_strconcat (b, " ", a, NULL);
  SoLikeness *found;

  if (!strcmp (a, b) || (search->only && strcmp (search->only, a) && strcmp (search->only, b)) || !g_hash_table_add (search->pairs, g_steal_pointer (&pair)) ||
      so_contact_is_apart (search->db, a, b))
    return;
  found = g_new0 (SoLikeness, 1);
  *found = (SoLikeness) { why, g_strdup (a), NULL, g_strdup (b), NULL, g_strdup (value), g_strdup (other_value) };
  g_ptr_array_add (search->all, found);
}

/* Numbers and addresses -------------------------------------------------------------------------------- */

typedef struct { char *id, *value; } Known;

static void
known_free (Known *known)
{
  g_free (known->id);
  g_free (known->value);
  g_free (known);
}

static gboolean
find_addresses (Search *search, SoIdentityKind kind, SoAlike why, const char *country, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) known_free);
  g_autoptr (SoStmt) row = so_db_query (search->db, error, "SELECT coalesce (c.root, c.id), i.value, i.normal FROM identity i JOIN contact c ON c.id = i.contact_id"
                                        " AND c.deleted_at IS NULL WHERE i.kind = ? AND i.deleted_at IS NULL", "t", so_identity_kind_nick (kind));
  g_autoptr (GError) failed = NULL;

  while (row && so_stmt_next (row, &failed))
    {
      g_autofree char *key = so_identity_dup_key (kind, so_stmt_text (row, 2), country);
      const Known *before = g_hash_table_lookup (keys, key);
      Known *known;

      if (before)
        {
          propose (search, why, before->id, so_stmt_text (row, 0), before->value, so_stmt_text (row, 1));
          continue;
        }
      known = g_new0 (Known, 1);
      *known = (Known) { so_stmt_dup (row, 0), so_stmt_dup (row, 1) };
      g_hash_table_insert (keys, g_steal_pointer (&key), known);
    }
  if (!failed)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Namesakes -------------------------------------------------------------------------------------------- */

typedef struct { char *id, *sort, *birthday, *households; gboolean named_only; } Namesake;

static void
namesake_free (Namesake *namesake)
{
  g_free (namesake->id);
  g_free (namesake->sort);
  g_free (namesake->birthday);
  g_free (namesake->households);
  g_free (namesake);
}

static gboolean
share_household (const Namesake *a, const Namesake *b)
{
  g_auto (GStrv) houses = g_strsplit (a->households, ",", -1);

  for (guint i = 0; houses[i]; i++)
    if (*houses[i] && strstr (b->households, houses[i]))
      return TRUE;
  return FALSE;
}

static void
compare (Search *search, const Namesake *a, const Namesake *b)
{
  if (a->birthday && !g_strcmp0 (a->birthday, b->birthday))
    propose (search, SO_ALIKE_BIRTHDAY, a->id, b->id, a->birthday, b->birthday);
  else if (share_household (a, b))
    propose (search, SO_ALIKE_HOUSEHOLD, a->id, b->id, NULL, NULL);
  else if (a->named_only != b->named_only && !(a->birthday && b->birthday))
    propose (search, SO_ALIKE_NAME, a->id, b->id, NULL, NULL);
}

static void
compare_all (Search *search, GPtrArray *same)
{
  for (guint i = 0; same->len <= MOST_NAMESAKES && i < same->len; i++)
    for (guint j = i + 1; j < same->len; j++)
      compare (search, same->pdata[i], same->pdata[j]);
  g_ptr_array_set_size (same, 0);
}

static Namesake *
read_namesake (SoStmt *row)
{
  Namesake *namesake = g_new0 (Namesake, 1);

  namesake->id = so_stmt_dup (row, 0);
  namesake->sort = so_stmt_dup (row, 1);
  namesake->birthday = so_stmt_dup (row, 2);
  namesake->named_only = so_stmt_int (row, 3) != 0;
  namesake->households = so_stmt_dup (row, 4);
  return namesake;
}

static gboolean
find_namesakes (Search *search, GError **error)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new_with_free_func ((GDestroyNotify) namesake_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) row = so_db_query (search->db, error,
    "SELECT id, sort, birthday, NOT EXISTS (SELECT 1 FROM identity WHERE contact_id IN " SO_PERSON_ALL ("contact.id") " AND kind <> 'alias' AND deleted_at IS NULL),"
    " coalesce ((SELECT group_concat (household_id) FROM household_member WHERE contact_id IN " SO_PERSON_ALL ("contact.id") " AND deleted_at IS NULL), '')"
    " FROM contact WHERE deleted_at IS NULL AND coalesce (root, id) = id AND length (sort) > 3 AND sort IN"
    " (SELECT sort FROM contact WHERE " SO_PERSON_PLAIN " GROUP BY sort HAVING count (*) > 1) ORDER BY sort, n", "");

  while (row && so_stmt_next (row, &failed))
    {
      Namesake *next = read_namesake (row);

      if (same->len && strcmp (((Namesake *) same->pdata[0])->sort, next->sort))
        compare_all (search, same);
      g_ptr_array_add (same, next);
    }
  compare_all (search, same);
  if (!failed)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Who stays --------------------------------------------------------------------------------------------- */

static int
weight (SoDb *db, const char *id)
{
  return (int) so_db_int (db, 0, "SELECT coalesce (sum (messages), 0) FROM thread WHERE deleted_at IS NULL AND contact_id IN " SO_PERSON_ALL ("?1"), "t", id);
}

static void
complete (SoDb *db, SoLikeness *found)
{
  if (weight (db, found->other_id) > weight (db, found->id))
    {
      char *id = found->id, *value = found->value;

      found->id = found->other_id;
      found->other_id = id;
      found->value = found->other_value;
      found->other_value = value;
    }
  found->name = so_db_text (db, "SELECT name FROM contact WHERE id = ?", "t", found->id);
  found->other_name = so_db_text (db, "SELECT name FROM contact WHERE id = ?", "t", found->other_id);
}

GPtrArray *
so_contact_suggestions (SoDb *db, const char *only, const char *country, guint limit, GError **error)
{
  g_autofree char *root = only ? so_people_root (db, only) : NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_likeness_free);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = { db, root, all, pairs };

  if (!find_addresses (&search, SO_IDENTITY_PHONE, SO_ALIKE_PHONE, country, error) ||
      !find_addresses (&search, SO_IDENTITY_EMAIL, SO_ALIKE_EMAIL, country, error) || !find_namesakes (&search, error))
    return NULL;
  if (limit && all->len > limit)
    g_ptr_array_set_size (all, (int) limit);
  for (guint i = 0; i < all->len; i++)
    complete (db, all->pdata[i]);
  return g_steal_pointer (&all);
}
