/* SPDX-License-Identifier: MIT */
#include "so-credits.h"

#include "so-clock.h"
#include "so-day.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-undo.h"

#define MOST 1000

static gboolean
remember (SoDb *db, const char *id, GError **error)
{
  return !so_db_get_undo_step (db) || so_db_run (db, error, "INSERT INTO undo_field (step, tbl, id, field, old, new) VALUES (?, 'credit', ?, 'amount', 0, 1)", "it",
                                                 so_db_get_undo_step (db), id);
}

char *
so_credit_add (SoDb *db, const char *contact_id, int amount, const char *why, const char *booking_id, const char *expires_on, const char *note, GError **error)
{
  g_autofree char *id = so_id_new (), *person = so_people_root (db, contact_id);
  int day;

  if (!amount || ABS (amount) > MOST)
    return so_fail (error, SO_ERROR_CHANGE, "Credits are given and taken by up to 1000."), NULL;
  if (expires_on && !so_day_parse (expires_on, &day))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day: write it as 2026-11-24.", expires_on), NULL;
  if (!so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL", "t", person))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio."), NULL;
  if (so_db_run (db, error, "INSERT INTO credit (id, contact_id, amount, why, booking_id, expires_on, note, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "ttitttti", id,
                 person, (gint64) amount, why, booking_id, expires_on, note, so_now ()) && remember (db, id, error))
    return g_steal_pointer (&id);
  return NULL;
}

gboolean
so_credit_take_back (SoDb *db, const char *id, GError **error)
{
  g_autofree char *own = so_id_derive ("credit.undone", id);

  return so_db_run (db, error, "INSERT INTO credit (id, contact_id, amount, why, booking_id, takes_back, expires_on, created_at)"
                    " SELECT ?1, contact_id, -amount, 'undone', booking_id, id, expires_on, ?2 FROM credit WHERE id = ?3 ON CONFLICT (id) DO NOTHING", "tit", own, so_now (), id);
}

int
so_credit_balance (SoDb *db, const char *contact_id, int day)
{
  g_autofree char *date = so_day_format (day);

  return (int) so_db_int (db, 0, "SELECT coalesce (sum (amount), 0) FROM credit WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND (expires_on IS NULL OR expires_on >= ?2)", "tt",
                          contact_id, date);
}

gboolean
so_credit_find_lot (SoDb *db, const char *contact_id, int day, char **expires_on)
{
  g_autofree char *date = so_day_format (day);
  g_autofree char *lot = so_db_text (db, "SELECT coalesce (expires_on, '') FROM credit WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND (expires_on IS NULL OR expires_on >= ?2)"
                                     " GROUP BY expires_on HAVING sum (amount) > 0 ORDER BY expires_on IS NULL, expires_on LIMIT 1", "tt", contact_id, date);

  *expires_on = lot && *lot ? g_strdup (lot) : NULL;
  return lot != NULL;
}

static gpointer
read_credit (SoStmt *row)
{
  SoCredit *credit = g_new0 (SoCredit, 1);

  credit->id = so_stmt_dup (row, 0);
  credit->contact_id = so_stmt_dup (row, 1);
  credit->amount = (int) so_stmt_int (row, 2);
  credit->why = so_stmt_dup (row, 3);
  credit->booking_id = so_stmt_dup (row, 4);
  credit->expires_on = so_stmt_dup (row, 5);
  credit->note = so_stmt_dup (row, 6);
  credit->created_at = so_stmt_int (row, 7);
  return credit;
}

GPtrArray *
so_credit_list (SoDb *db, const char *contact_id, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT id, contact_id, amount, why, booking_id, expires_on, note, created_at FROM credit WHERE contact_id IN "
                                         SO_PERSON_ALL ("?1") " ORDER BY created_at DESC, n DESC LIMIT ?2", "ti", contact_id, (gint64) limit);

  return so_stmt_all (rows, read_credit, (GDestroyNotify) so_credit_free, error);
}
