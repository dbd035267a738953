/* SPDX-License-Identifier: MIT */
#include "so-prices.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-money.h"
#include "so-undo.h"

#define SELECT "SELECT n, id, name, amount, currency, unit, version, updated_at FROM price WHERE "
#define BY_NAME " ORDER BY name COLLATE NOCASE, n"

static gpointer
read_price (SoStmt *row)
{
  SoPrice *price = g_new0 (SoPrice, 1);

  price->n = so_stmt_int (row, 0);
  price->id = so_stmt_dup (row, 1);
  price->name = so_stmt_dup (row, 2);
  price->amount = so_stmt_int (row, 3);
  price->currency = so_stmt_dup (row, 4);
  price->unit = so_stmt_dup (row, 5);
  price->version = so_stmt_int (row, 6);
  price->updated_at = so_stmt_int (row, 7);
  return price;
}

static SoPrice *
one (SoStmt *row, GError **error)
{
  return so_stmt_one (row, "There is no such price in the list.", error) ? read_price (row) : NULL;
}

GArray *
so_price_numbers (SoDb *db, const char *query, GError **error)
{
  if (!query || !*query)
    return so_db_numbers (db, error, "SELECT n FROM price WHERE deleted_at IS NULL" BY_NAME, "");
  return so_db_numbers (db, error, "SELECT n FROM price WHERE deleted_at IS NULL AND instr (lower (name || ' ' || ifnull (unit, '')), lower (?)) > 0"
                        BY_NAME, "t", query);
}

SoPrice *
so_price_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "n = ?", "i", n);

  return one (row, error);
}

SoPrice *
so_price_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "id = ? AND deleted_at IS NULL", "t", id);

  return one (row, error);
}

GPtrArray *
so_price_list (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "deleted_at IS NULL" BY_NAME, "");

  return so_stmt_all (row, read_price, (GDestroyNotify) so_price_free, error);
}

static gboolean
is_complete (const SoPrice *price, GError **error)
{
  if (!price->name || !*price->name)
    return so_fail (error, SO_ERROR_CHANGE, "A price needs a name.");
  if (price->amount < 0)
    return so_fail (error, SO_ERROR_CHANGE, "A price cannot be below zero.");
  return so_money_is_currency (price->currency) ||
         so_fail (error, SO_ERROR_CHANGE, "“%s” is no currency: write its three letters, such as EUR.", price->currency ? price->currency : "");
}

/* It comes to be as a deleted row that is brought back: so undoing takes it away again. */
static gboolean
insert (SoDb *db, const char *id, const SoPrice *price, GError **error)
{
  gint64 now = so_now ();

  return so_db_run (db, error, "INSERT INTO price (id, name, amount, currency, unit, created_at, updated_at, deleted_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6)", "ttitti", id, price->name, price->amount, price->currency, price->unit, now) &&
         so_undo_set (db, "price", id, "deleted_at", error, "t", NULL);
}

static gboolean
update (SoDb *db, const SoPrice *price, GError **error)
{
  return so_undo_set (db, "price", price->id, "name", error, "t", price->name) &&
         so_undo_set (db, "price", price->id, "amount", error, "i", price->amount) &&
         so_undo_set (db, "price", price->id, "currency", error, "t", price->currency) &&
         so_undo_set (db, "price", price->id, "unit", error, "t", price->unit) &&
         so_db_run (db, error, "UPDATE price SET version = version + 1, updated_at = ? WHERE id = ?", "it", so_now (), price->id);
}

char *
so_price_save (SoDb *db, const SoPrice *price, GError **error)
{
  g_autofree char *id = price->id ? g_strdup (price->id) : so_id_new ();

  if (!is_complete (price, error))
    return NULL;
  if (price->id && !so_db_int (db, 0, "SELECT 1 FROM price WHERE id = ? AND deleted_at IS NULL", "t", id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such price in the list."), NULL;
  if (price->id && so_db_int (db, 0, "SELECT 1 FROM price WHERE id = ? AND name IS ? AND amount IS ? AND currency IS ? AND unit IS ?", "ttitt",
                              id, price->name, price->amount, price->currency, price->unit))
    return g_steal_pointer (&id);
  if (!(price->id ? update (db, price, error) : insert (db, id, price, error)) ||
      !so_event_log (db, "owner", price->id ? "price.changed" : "price.added", "price", id, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_price_delete (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoPrice) price = so_price_find (db, id, error);

  return price && so_undo_set (db, "price", id, "deleted_at", error, "i", so_now ()) &&
         so_event_log (db, "owner", "price.removed", "price", id, NULL, error);
}
