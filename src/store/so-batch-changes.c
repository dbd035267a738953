/* SPDX-License-Identifier: MIT */
#include "so-batch-changes.h"

#include "so-clock.h"
#include "so-people.h"

#include <string.h>

/* local: "import/BATCH/contact/ID/notes" → {"before": null, "after": "…"} */
#define KEY "'import/' || ?1 || '/%s/' || ?2 || '/%s'"

gboolean
so_batch_set (SoDb *db, const char *batch, const char *table, const char *id, const char *field, const char *value, GError **error)
{
  g_autofree char *keep = g_strdup_printf ("INSERT INTO local (key, value) SELECT " KEY ", json_object ('before', %s, 'after', ?3) FROM %s WHERE id = ?2"
                                           " AND %s IS NOT ?3 ON CONFLICT (key) DO UPDATE SET value = json_set (value, '$.after', ?3)",
                                           table, field, field, table, field);
  g_autofree char *set = g_strdup_printf ("UPDATE %s SET %s = ?1 WHERE id = ?2 AND %s IS NOT ?1", table, field, field);

  return (!batch || so_db_run (db, error, keep, "ttt", batch, id, value)) && so_db_run (db, error, set, "tt", value, id);
}

gboolean
so_batch_set_sensitive (SoDb *db, const char *batch, const char *contact_id, const char *name, const char *value, GError **error)
{
  g_autofree char *keep = g_strdup_printf ("INSERT INTO local (key, value) VALUES (" KEY " || ?3, json_object ('before', NULL, 'after', ?4)) ON CONFLICT (key) DO NOTHING",
                                           "sensitive_field", "");

  return (!batch || so_db_run (db, error, keep, "tttt", batch, contact_id, name, value)) &&
         so_db_run (db, error, "INSERT OR IGNORE INTO sensitive_field (contact_id, name, value, updated_at) VALUES (?, ?, ?, ?)", "ttti", contact_id, name, value, so_now ());
}

static gboolean
put_back_sensitive (SoDb *db, const char *key, const char *contact_id, const char *name, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sensitive_field WHERE contact_id = ?2 AND name = ?3 AND value = (SELECT json_extract (value, '$.after') FROM local WHERE key = ?1)",
                    "ttt", key, contact_id, name);
}

/* A field that came with an import stays as long as anybody has something in it. */
static gboolean
is_used (SoDb *db, const char *kind_id)
{
  return so_db_int (db, 0, "SELECT 1 FROM field_kind k WHERE k.id = ?1 AND (EXISTS (SELECT 1 FROM contact_field WHERE name = k.name AND deleted_at IS NULL)"
                    " OR EXISTS (SELECT 1 FROM sensitive_field WHERE name = k.name))", "t", kind_id) != 0;
}

static gboolean
put_back (SoDb *db, const char *key, GError **error)
{
  static const char *const tables[] = { "contact", "contact_field", "field_kind" };
  static const char *const fields[] = { "name", "sort", "notes", "birthday", "photo", "value", "deleted_at" };
  g_auto (GStrv) steps = g_strsplit (key, "/", 5);
  g_autofree char *sql = NULL, *whose = NULL;
  const char *table = NULL, *field = NULL;

  if (!g_strcmp0 (steps[2], "sensitive_field") && steps[3] && steps[4])
    return put_back_sensitive (db, key, steps[3], steps[4], error);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    table = steps[2] && !strcmp (steps[2], tables[i]) ? tables[i] : table;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    field = steps[2] && steps[3] && !g_strcmp0 (steps[4], fields[i]) ? fields[i] : field;
  if (!table || !field || (!strcmp (table, "field_kind") && is_used (db, steps[3])))
    return TRUE;
  sql = g_strdup_printf ("UPDATE %s SET %s = (SELECT json_extract (value, '$.before') FROM local WHERE key = ?1) WHERE id = ?2 AND %s IS"
                         " (SELECT json_extract (value, '$.after') FROM local WHERE key = ?1)", table, field, field);
  if (!so_db_run (db, error, sql, "tt", key, steps[3]))
    return FALSE;
  if (!strcmp (table, "contact"))
    return !strcmp (field, "name") ? so_people_name_changed (db, steps[3], error) : so_people_index (db, steps[3], error);
  return TRUE;
}

gboolean
so_batch_put_back (SoDb *db, const char *batch, GError **error)
{
  g_autofree char *from = g_strdup_printf ("import/%s/", batch), *to = g_strdup_printf ("import/%s0", batch);
  g_auto (GStrv) keys = so_db_texts (db, error, "SELECT key FROM local WHERE key > ? AND key < ? ORDER BY instr (key, '/field_kind/'), key", "tt", from, to);

  for (guint i = 0; keys && keys[i]; i++)
    if (!put_back (db, keys[i], error))
      return FALSE;
  return keys && so_db_run (db, error, "DELETE FROM local WHERE key > ? AND key < ?", "tt", from, to);
}

gboolean
so_batch_forget (SoDb *db, const char *contact_id, GError **error)
{
  return so_db_run (db, error, "DELETE FROM local WHERE key > 'import/' AND key < 'import0' AND (instr (key, ?1) OR EXISTS (SELECT 1 FROM contact_field f"
                    " WHERE f.contact_id = ?1 AND instr (local.key, f.id)))", "t", contact_id);
}
