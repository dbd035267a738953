/* SPDX-License-Identifier: MIT */
#include "so-hub-roles.h"
#include "so-hub-sql.h"

struct _SoHubRows {
  const SoHubBackend *backend;
  gpointer rows;
  int row;                 /* -1: before the first one */
};

SoHubStore *
so_hub_store_open (const SoHubPlace *place, SoHubStoreMode mode, GError **error)
{
  const SoHubBackend *backend = NULL;
  gpointer back = place->server ? so_hub_pg_open (place, mode, &backend, error) : so_hub_sqlite_open (place->path, mode, &backend, error);
  SoHubStore *self;

  if (!back)
    return NULL;
  self = g_new0 (SoHubStore, 1);
  self->backend = backend;
  self->back = back;
  if (mode != SO_HUB_STORE_WRITE || so_hub_roles_prepare (self, error))
    return self;
  so_hub_store_close (self);
  return NULL;
}

SoHubStore *
so_hub_store_open_file (const char *path, SoHubStoreMode mode, GError **error)
{
  const SoHubPlace place = { .path = (char *) path };

  return so_hub_store_open (&place, mode, error);
}

void
so_hub_store_close (SoHubStore *self)
{
  if (!self)
    return;
  self->backend->close (self->back);
  g_free (self);
}

gpointer
so_hub_store_get_back (SoHubStore *self, const SoHubBackend *backend)
{
  return self->backend == backend ? self->back : NULL;
}

static SoHubRows *
query (SoHubStore *self, GError **error, const char *sql, const char *types, va_list args)
{
  gpointer rows = self->backend->query (self->back, error, sql, types, args);
  SoHubRows *result;

  if (!rows)
    return NULL;
  result = g_new0 (SoHubRows, 1);
  result->backend = self->backend;
  result->rows = rows;
  result->row = -1;
  return result;
}

SoHubRows *
so_hub_sql_query (SoHubStore *self, GError **error, const char *sql, const char *types, ...)
{
  va_list args;
  SoHubRows *rows;

  va_start (args, types);
  rows = query (self, error, sql, types, args);
  va_end (args);
  return rows;
}

gboolean
so_hub_sql_run (SoHubStore *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (SoHubRows) rows = NULL;
  g_autoptr (GError) inner = NULL;
  va_list args;

  va_start (args, types);
  rows = query (self, error, sql, types, args);
  va_end (args);
  if (!rows)
    return FALSE;
  while (so_hub_rows_next (rows, &inner))
    ;
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gint64
so_hub_sql_changes (SoHubStore *self)
{
  return self->backend->changes (self->back);
}

/* TRUE: on the first row, or *@rows is NULL where there is none. */
static gboolean
first (SoHubRows **rows, GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (!*rows)
    return FALSE;
  if (so_hub_rows_next (*rows, &inner))
    return TRUE;
  g_clear_pointer (rows, so_hub_rows_free);
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
so_hub_sql_int (SoHubStore *self, gint64 *value, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (SoHubRows) rows = NULL;
  va_list args;

  va_start (args, types);
  rows = query (self, error, sql, types, args);
  va_end (args);
  if (!first (&rows, error))
    return FALSE;
  if (rows)
    *value = so_hub_rows_int (rows, 0);
  return TRUE;
}

gboolean
so_hub_sql_text (SoHubStore *self, char **value, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (SoHubRows) rows = NULL;
  va_list args;

  va_start (args, types);
  rows = query (self, error, sql, types, args);
  va_end (args);
  if (!first (&rows, error))
    return FALSE;
  if (rows)
    *value = so_hub_rows_dup (rows, 0);
  return TRUE;
}

gboolean
so_hub_sql_begin (SoHubStore *self, GError **error)
{
  return self->backend->script (self->back, self->backend->begin, error);
}

gboolean
so_hub_sql_begin_alone (SoHubStore *self, GError **error)
{
  return self->backend->script (self->back, self->backend->begin_alone, error);
}

gboolean
so_hub_sql_run_all (SoHubStore *self, const char *const *statements, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!so_hub_sql_run (self, error, statements[i], ""))
      return FALSE;
  return TRUE;
}

/* Of several hubs that start at once one makes them. */
gboolean
so_hub_sql_tables (SoHubStore *self, const char *const *statements, guint n, GError **error)
{
  return so_hub_sql_begin_alone (self, error) && so_hub_sql_end (self, so_hub_sql_run_all (self, statements, n, error), error);
}

gboolean
so_hub_sql_has_table (SoHubStore *self, const char *name, gboolean *has, GError **error)
{
  gint64 n = 0;

  if (!so_hub_sql_int (self, &n, error, self->backend->has_table, "t", name))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

gboolean
so_hub_sql_tell (SoHubStore *self, GError **error)
{
  return !self->backend->tell || self->backend->tell (self->back, error);
}

gboolean
so_hub_sql_begin_reading (SoHubStore *self, GError **error)
{
  return self->backend->script (self->back, self->backend->begin_reading, error);
}

gboolean
so_hub_sql_end (SoHubStore *self, gboolean good, GError **error)
{
  if (good && self->backend->script (self->back, "COMMIT", error))
    return TRUE;
  self->backend->script (self->back, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
so_hub_rows_next (SoHubRows *rows, GError **error)
{
  return rows->backend->next (rows->rows, ++rows->row, error);
}

gint64
so_hub_rows_int (SoHubRows *rows, int column)
{
  return rows->backend->get_int (rows->rows, rows->row, column);
}

char *
so_hub_rows_dup (SoHubRows *rows, int column)
{
  return rows->backend->dup (rows->rows, rows->row, column);
}

GBytes *
so_hub_rows_bytes (SoHubRows *rows, int column)
{
  return rows->backend->bytes (rows->rows, rows->row, column);
}

gboolean
so_hub_rows_is_null (SoHubRows *rows, int column)
{
  return rows->backend->is_null (rows->rows, rows->row, column);
}

void
so_hub_rows_free (SoHubRows *rows)
{
  if (!rows)
    return;
  rows->backend->free_rows (rows->rows);
  g_free (rows);
}

GPtrArray *
so_hub_rows_collect (SoHubRows *rows, gpointer (*read) (SoHubRows *rows), GDestroyNotify free_value, GError **error)
{
  g_autoptr (GPtrArray) values = rows ? g_ptr_array_new_with_free_func (free_value) : NULL;
  g_autoptr (GError) inner = NULL;

  while (rows && so_hub_rows_next (rows, &inner))
    g_ptr_array_add (values, read (rows));
  so_hub_rows_free (rows);
  if (!inner)
    return g_steal_pointer (&values);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}
