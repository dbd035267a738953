/* SPDX-License-Identifier: MIT */
#include "so-model-uses.h"

#include "so-db.h"

void
so_model_count_free (SoModelCount *count)
{
  g_free (count->day);
  g_free (count->agent);
  g_free (count->provider);
  g_free (count->model);
  g_free (count);
}

gboolean
so_model_use_add (SoDb *db, const SoModelCount *count, GError **error)
{
  return so_db_run (db, error, "INSERT INTO model_use (day, agent, provider, model, asks, failures, tokens_in, tokens_out, cost)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, agent, provider, model) DO UPDATE SET asks = asks + excluded.asks,"
                    " failures = failures + excluded.failures, tokens_in = tokens_in + excluded.tokens_in,"
                    " tokens_out = tokens_out + excluded.tokens_out, cost = cost + excluded.cost", "ttttiiiii", count->day, count->agent,
                    count->provider, count->model, count->asks, count->failures, count->tokens_in, count->tokens_out, count->cost);
}

static gpointer
read_count (SoStmt *row)
{
  SoModelCount *count = g_new0 (SoModelCount, 1);

  count->day = so_stmt_dup (row, 0);
  count->agent = so_stmt_dup (row, 1);
  count->provider = so_stmt_dup (row, 2);
  count->model = so_stmt_dup (row, 3);
  count->asks = so_stmt_int (row, 4);
  count->failures = so_stmt_int (row, 5);
  count->tokens_in = so_stmt_int (row, 6);
  count->tokens_out = so_stmt_int (row, 7);
  count->cost = so_stmt_int (row, 8);
  return count;
}

GPtrArray *
so_model_use_list (SoDb *db, const char *since, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT day, agent, provider, model, asks, failures, tokens_in, tokens_out, cost FROM model_use"
                                        " WHERE day >= ? ORDER BY day DESC, agent, provider, model", "t", since ? since : "");

  return so_stmt_all (row, read_count, (GDestroyNotify) so_model_count_free, error);
}
