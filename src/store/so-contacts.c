/* SPDX-License-Identifier: MIT */
#include "so-contacts.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-hit.h"
#include "so-people-filter.h"
#include "so-people.h"
#include "so-search-index.h"
#include "so-tags.h"
#include "so-text.h"
#include "so-undo.h"

#define LIVE "deleted_at IS NULL AND coalesce (root, id) = id"

#define FROM_MATCH "SELECT rowid FROM search WHERE search MATCH ?1"
#define EVERYBODY "SELECT n, sort FROM contact WHERE " SO_PERSON_PLAIN " UNION ALL SELECT n, sort FROM contact WHERE " SO_PERSON_ODD " ORDER BY sort, n"
/* So many are found and sorted within a frame (5 ms of 100,000 people). */
#define QUICK 2000

/* In the index people are the smaller part by far: without a word for them the messages are gone through, too (300 ms for 40 of 100,000 people). */
static char *
dup_match (const SoPeopleFilter *filter)
{
  return filter->words ? g_strdup_printf ("(%s) AND (meta : \"xcontact\")", filter->words) : NULL;
}

static GArray *
filtered (SoDb *db, const SoPeopleFilter *filter, const char *match, GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT c.n FROM contact c", match ? " JOIN search_doc d ON d.kind = ?2 AND d.ref = c.n AND d.doc IN (" FROM_MATCH ")" : "",
                                      " WHERE c.deleted_at IS NULL AND coalesce (c.root, c.id) = c.id", filter->conditions ? filter->conditions : "", " ORDER BY c.sort, c.n", NULL);

  return match ? so_db_numbers (db, error, sql, "ti", match, (gint64) SO_HIT_CONTACT) : so_db_numbers (db, error, sql, "");
}

GArray *
so_contact_numbers (SoDb *db, const char *query, GError **error)
{
  g_autoptr (SoPeopleFilter) filter = so_people_filter_parse (db, query);
  g_autofree char *match = dup_match (filter);

  return match || filter->conditions ? filtered (db, filter, match, error) : so_db_numbers (db, error, EVERYBODY, "");
}

GArray *
so_contact_quick (SoDb *db, const char *query, GError **error)
{
  g_autoptr (SoPeopleFilter) filter = so_people_filter_parse (db, query);
  g_autofree char *match = dup_match (filter);

  if (filter->conditions || (match && so_db_int (db, 0, "SELECT count(*) FROM (" FROM_MATCH " LIMIT ?2)", "ti", match, (gint64) QUICK) == QUICK))
    return NULL;
  return match ? filtered (db, filter, match, error) : so_db_numbers (db, error, EVERYBODY, "");
}

static GPtrArray *
read_identities (SoDb *db, const char *contact_id)
{
  GPtrArray *identities = g_ptr_array_new_with_free_func ((GDestroyNotify) so_identity_free);
  g_autoptr (SoStmt) row = so_db_query (db, NULL,
    "SELECT kind, value, name FROM identity WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND deleted_at IS NULL ORDER BY contact_id <> ?1, n", "t", contact_id);

  while (row && so_stmt_next (row, NULL))
    {
      SoIdentityKind kind = SO_IDENTITY_ALIAS;
      so_identity_kind_parse (so_stmt_text (row, 0), &kind);
      g_ptr_array_add (identities, so_identity_new (kind, so_stmt_text (row, 1), so_stmt_text (row, 2)));
    }
  return identities;
}

static SoContact *
read_contact (SoDb *db, SoStmt *row)
{
  SoContact *contact = g_new0 (SoContact, 1);

  contact->n = so_stmt_int (row, 0);
  contact->id = so_stmt_dup (row, 1);
  contact->name = so_stmt_dup (row, 2);
  contact->stage = so_stmt_dup (row, 3);
  contact->temperature = so_stmt_dup (row, 4);
  contact->score = so_stmt_is_null (row, 5) ? -1 : (int) so_stmt_int (row, 5);
  contact->notes = so_stmt_dup (row, 6);
  contact->birthday = so_stmt_dup (row, 7);
  contact->source = so_stmt_dup (row, 8);
  contact->threads = (guint) so_stmt_int (row, 9);
  contact->last_at = so_stmt_int (row, 10);
  contact->opinion = so_stmt_is_null (row, 11) ? -1 : (int) so_stmt_int (row, 11);
  contact->opinion_why = so_stmt_dup (row, 12);
  contact->first_touch = so_stmt_dup (row, 13);
  contact->photo = so_stmt_dup (row, 14);
  contact->tags = so_tags_of (db, contact->id);
  contact->identities = read_identities (db, contact->id);
  return contact;
}

#define SELECT "SELECT c.n, c.id, c.name, c.stage, c.temperature, c.score, c.notes, c.birthday, c.source," \
               " (SELECT count(*) FROM thread WHERE contact_id IN " SO_PERSON_ALL ("c.id") " AND deleted_at IS NULL), c.last_at," \
               " c.opinion, c.opinion_why, c.first_touch, c.photo FROM contact c WHERE "

static SoContact *
one (SoDb *db, SoStmt *stmt, GError **error)
{
  return so_stmt_one (stmt, "There is no such person in this studio.", error) ? read_contact (db, stmt) : NULL;
}

SoContact *
so_contact_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, SELECT "c.n = ?", "i", n);

  return one (db, stmt, error);
}

SoContact *
so_contact_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, SELECT "c.id = " SO_PERSON_ROOT ("?1") " AND c.deleted_at IS NULL", "t", id);

  return one (db, stmt, error);
}

gboolean
so_contact_is_named (SoDb *db, const char *name, const char *without)
{
  g_autofree char *sort = so_text_fold (name);

  return so_db_int (db, 0, "SELECT 1 FROM contact WHERE sort = ? AND " LIVE " AND id IS NOT ? LIMIT 1", "tt", sort, without) != 0;
}

gboolean
so_contact_set_name (SoDb *db, const char *id, const char *name, GError **error)
{
  g_autofree char *sort = so_text_fold (name);

  if (!*sort)
    return so_fail (error, SO_ERROR_CHANGE, "A person needs a name.");
  return so_undo_set (db, "contact", id, "name", error, "t", name) &&
         so_undo_set (db, "contact", id, "sort", error, "t", sort) && so_people_name_changed (db, id, error);
}

gboolean
so_contact_set_notes (SoDb *db, const char *id, const char *notes, GError **error)
{
  return so_undo_set (db, "contact", id, "notes", error, "t", notes && *notes ? notes : NULL) && so_people_index (db, id, error);
}

gboolean
so_contact_set_score (SoDb *db, const char *id, int score, GError **error)
{
  return so_db_run (db, error, "UPDATE contact SET score = ?1, temperature = ?2 WHERE id = ?3 AND (score IS NOT ?1 OR temperature IS NOT ?2)", "itt", (gint64) score,
                    so_lead_temperature (score), id) &&
         so_db_run (db, error, "UPDATE thread SET score = ?1 WHERE contact_id IN " SO_PERSON_ALL ("?2") " AND score IS NOT ?1", "it", (gint64) score, id);
}

GArray *
so_contact_scored (SoDb *db, gint64 after, guint limit, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT n FROM contact WHERE n > ? AND score IS NOT NULL AND stage <> 'CONVERTED' AND " LIVE
                                         " ORDER BY n LIMIT ?", "ii", after, (gint64) limit);

  while (rows && so_stmt_next (rows, &failed))
    {
      gint64 n = so_stmt_int (rows, 0);

      g_array_append_val (numbers, n);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return rows ? g_steal_pointer (&numbers) : NULL;
}

gboolean
so_contact_set_opinion (SoDb *db, const char *id, int opinion, const char *why, GError **error)
{
  return so_db_run (db, error, "UPDATE contact SET opinion = ?, opinion_why = ? WHERE id = ? AND deleted_at IS NULL", "itt", (gint64) opinion, why, id);
}
