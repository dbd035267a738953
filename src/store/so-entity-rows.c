/* SPDX-License-Identifier: MIT */
#include "so-entity-rows.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-undo.h"

#define TEXT(value, field) G_STRUCT_MEMBER (char *, value, (field)->offset)
#define NUMBER(value, field) G_STRUCT_MEMBER (int, value, (field)->offset)
#define WORDS(value, field) G_STRUCT_MEMBER (GStrv, value, (field)->offset)

/* Rows of a session alone are never removed: they say nothing any more instead. */
static gboolean
has_end (const SoEntity *entity)
{
  return strcmp (entity->table, "session") != 0;
}

static char *
select_of (const SoEntity *entity, const char *where)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  for (const SoEntityField *field = entity->fields; field->name; field++)
    g_string_append_printf (sql, ", %s", field->name);
  g_string_append_printf (sql, " FROM %s WHERE %s%s ORDER BY %s", entity->table, has_end (entity) ? "deleted_at IS NULL AND " : "", where, entity->order);
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

static gpointer
read_row (const SoEntity *entity, SoStmt *row)
{
  gpointer value = g_malloc0 (entity->size);
  int column = 1;

  *(char **) value = so_stmt_dup (row, 0);
  for (const SoEntityField *field = entity->fields; field->name; field++, column++)
    if (field->type == SO_ENTITY_TEXT || field->type == SO_ENTITY_JSON)
      TEXT (value, field) = so_stmt_dup (row, column);
    else if (field->type == SO_ENTITY_WORDS)
      WORDS (value, field) = so_entity_read_words (so_stmt_text (row, column));
    else
      NUMBER (value, field) = field->type == SO_ENTITY_MAYBE && so_stmt_is_null (row, column) ? -1 : (int) so_stmt_int (row, column);
  return value;
}

gpointer
so_entity_find (SoDb *db, const SoEntity *entity, const char *id, GError **error)
{
  g_autofree char *sql = select_of (entity, "id = ?");
  g_autoptr (SoStmt) row = so_db_query (db, error, sql, "t", id);

  return so_stmt_one (row, entity->missing, error) ? read_row (entity, row) : NULL;
}

static GPtrArray *
read_all (const SoEntity *entity, SoStmt *rows, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GError) inner = NULL;

  while (rows && so_stmt_next (rows, &inner))
    g_ptr_array_add (values, read_row (entity, rows));
  if (rows && !inner)
    return g_steal_pointer (&values);
  for (guint i = 0; i < values->len; i++)
    so_entity_free (entity, values->pdata[i]);
  if (inner)
    g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

GPtrArray *
so_entity_list (SoDb *db, const SoEntity *entity, GError **error)
{
  return so_entity_list_of (db, entity, NULL, NULL, error);
}

GPtrArray *
so_entity_list_of (SoDb *db, const SoEntity *entity, const char *column, const char *value, GError **error)
{
  g_autofree char *where = column ? g_strdup_printf ("%s IS ?1", column) : g_strdup ("?1 IS NULL"), *sql = select_of (entity, where);
  g_autoptr (SoStmt) rows = so_db_query (db, error, sql, "t", value);

  return read_all (entity, rows, error);
}

static gboolean
set_field (SoDb *db, const SoEntity *entity, const char *id, gconstpointer value, const SoEntityField *field, GError **error)
{
  g_autofree char *words = field->type == SO_ENTITY_WORDS ? so_entity_write_words ((const char *const *) WORDS (value, field)) : NULL;

  switch (field->type)
    {
    case SO_ENTITY_TEXT:
    case SO_ENTITY_JSON:
      return so_undo_set (db, entity->table, id, field->name, error, "t", TEXT (value, field));
    case SO_ENTITY_WORDS:
      return so_undo_set (db, entity->table, id, field->name, error, "t", words);
    case SO_ENTITY_MAYBE:
      if (NUMBER (value, field) < 0)
        return so_undo_set (db, entity->table, id, field->name, error, "t", NULL);
      G_GNUC_FALLTHROUGH;
    case SO_ENTITY_NUMBER:
    case SO_ENTITY_FLAG:
    default:
      return so_undo_set (db, entity->table, id, field->name, error, "i", (gint64) NUMBER (value, field));
    }
}

static gboolean
is_same (const SoEntityField *field, gconstpointer a, gconstpointer b)
{
  if (field->type == SO_ENTITY_TEXT || field->type == SO_ENTITY_JSON)
    return !g_strcmp0 (TEXT (a, field), TEXT (b, field));
  if (field->type != SO_ENTITY_WORDS)
    return NUMBER (a, field) == NUMBER (b, field);
  return (!WORDS (a, field) && !WORDS (b, field)) ||
         (WORDS (a, field) && WORDS (b, field) && g_strv_equal ((const char *const *) WORDS (a, field), (const char *const *) WORDS (b, field)));
}

/* What is said of a row when it is made. One without an end says nothing at first but what it is about, so that undoing takes the rest away. */
static gboolean
is_born (const SoEntity *entity, const SoEntityField *field)
{
  return field->type == SO_ENTITY_TEXT && (has_end (entity) || field - entity->fields < 2);
}

static char *
insert_of (const SoEntity *entity)
{
  g_autoptr (GString) columns = g_string_new ("id, created_at, updated_at"), values = g_string_new ("?1, ?2, ?2");
  int n = 3;

  if (has_end (entity))
    {
      g_string_append (columns, ", deleted_at");
      g_string_append (values, ", ?2");
    }
  for (const SoEntityField *field = entity->fields; field->name; field++)
    if (is_born (entity, field))
      {
        g_string_append_printf (columns, ", %s", field->name);
        g_string_append_printf (values, ", ?%d", n++);
      }
  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO NOTHING", entity->table, columns->str, values->str);
}

/* With its texts: what a row is about is said when it is made. */
static gboolean
make_row (SoDb *db, const SoEntity *entity, const char *id, gconstpointer value, GError **error)
{
  g_autofree char *sql = insert_of (entity);
  g_autoptr (SoStmt) row = so_db_query (db, error, sql, "ti", id, so_now ());
  g_autoptr (GError) inner = NULL;
  int n = 3;

  if (!row)
    return FALSE;
  for (const SoEntityField *field = entity->fields; field->name; field++)
    if (is_born (entity, field))
      {
        if (TEXT (value, field))
          so_stmt_bind_text (row, n, TEXT (value, field), strlen (TEXT (value, field)));
        n++;
      }
  so_stmt_next (row, &inner);
  if (!inner)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
write_fields (SoDb *db, const SoEntity *entity, const char *id, gconstpointer value, gconstpointer before, GError **error)
{
  for (const SoEntityField *field = entity->fields; field->name; field++)
    if (!(before && is_same (field, value, before)) && !set_field (db, entity, id, value, field, error))
      return FALSE;
  return TRUE;
}

char *
so_entity_save (SoDb *db, const SoEntity *entity, const char *id, gconstpointer value, GError **error)
{
  g_autofree char *own = id ? g_strdup (id) : so_id_new ();
  gpointer before = id ? so_entity_find (db, entity, id, error) : NULL;
  gboolean done = FALSE;

  if (id && !before)
    return NULL;
  if (before)
    done = write_fields (db, entity, own, value, before, error);
  else
    done = so_entity_put (db, entity, own, value, error);
  so_entity_free (entity, before);
  return done ? g_steal_pointer (&own) : NULL;
}

gboolean
so_entity_put (SoDb *db, const SoEntity *entity, const char *id, gconstpointer value, GError **error)
{
  return make_row (db, entity, id, value, error) && write_fields (db, entity, id, value, NULL, error) &&
         (!has_end (entity) || so_undo_set (db, entity->table, id, "deleted_at", error, "t", NULL));
}

gboolean
so_entity_remove (SoDb *db, const SoEntity *entity, const char *id, GError **error)
{
  gpointer before = so_entity_find (db, entity, id, error);
  gboolean there = before != NULL;

  so_entity_free (entity, before);
  return there && so_undo_set (db, entity->table, id, "deleted_at", error, "i", so_now ());
}
