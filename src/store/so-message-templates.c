/* SPDX-License-Identifier: MIT */
#include "so-message-templates.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"

#define SELECT "SELECT n, id, account_id, name, language, category, status, reason, components, updated_at FROM message_template WHERE "
#define IN_ORDER " ORDER BY status <> 'APPROVED', name, language, n"

static gpointer
read_template (SoStmt *row)
{
  SoMessageTemplate *template = g_new0 (SoMessageTemplate, 1);

  template->n = so_stmt_int (row, 0);
  template->id = so_stmt_dup (row, 1);
  template->account_id = so_stmt_dup (row, 2);
  template->name = so_stmt_dup (row, 3);
  template->language = so_stmt_dup (row, 4);
  template->category = so_stmt_dup (row, 5);
  template->status = so_stmt_dup (row, 6);
  template->reason = so_stmt_dup (row, 7);
  template->components = so_stmt_dup (row, 8);
  template->updated_at = so_stmt_int (row, 9);
  return template;
}

static char *
derive_id (const char *account_id, const SoMessageTemplate *template)
{
  g_autofree char *scope = g_strconcat ("message-template:", account_id, NULL), *key = g_strconcat (template->name, ":", template->language, NULL);

  return so_id_derive (scope, key);
}

static gboolean
put (SoDb *db, const char *account_id, const char *id, const SoMessageTemplate *template, GError **error)
{
  return so_db_run (db, error, "INSERT INTO message_template (id, account_id, name, language, category, status, reason, components, updated_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET category = excluded.category, status = excluded.status,"
                    " reason = excluded.reason, components = excluded.components, updated_at = excluded.updated_at, deleted_at = NULL"
                    " WHERE deleted_at IS NOT NULL OR (category, status, reason, components) IS NOT (excluded.category, excluded.status,"
                    " excluded.reason, excluded.components)", "tttttttti", id, account_id, template->name, template->language,
                    template->category ? template->category : "", template->status, template->reason, template->components, so_now ());
}

static gboolean
remove_others (SoDb *db, const char *account_id, GHashTable *kept, GError **error)
{
  g_autoptr (GPtrArray) known = so_message_templates_list (db, account_id, NULL, error);

  for (guint i = 0; known && i < known->len; i++)
    {
      const SoMessageTemplate *template = known->pdata[i];

      if (!g_hash_table_contains (kept, template->id) &&
          !so_db_run (db, error, "UPDATE message_template SET deleted_at = ? WHERE id = ?", "it", so_now (), template->id))
        return FALSE;
    }
  return known != NULL;
}

gboolean
so_message_templates_set (SoDb *db, const char *account_id, GPtrArray *templates, GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < templates->len; i++)
    {
      char *id = derive_id (account_id, templates->pdata[i]);

      g_hash_table_add (kept, id);
      if (!put (db, account_id, id, templates->pdata[i], error))
        return FALSE;
    }
  return remove_others (db, account_id, kept, error);
}

gboolean
so_message_templates_set_asked (SoDb *db, const char *account_id, gint64 at, const char *words, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET templates_at = ?, templates_error = ? WHERE id = ?", "itt", at, words, account_id);
}

gint64
so_message_templates_asked_at (SoDb *db, const char *account_id, char **words)
{
  if (words)
    *words = so_db_text (db, "SELECT templates_error FROM account WHERE id = ?", "t", account_id);
  return so_db_int (db, 0, "SELECT templates_at FROM account WHERE id = ?", "t", account_id);
}

GPtrArray *
so_message_templates_list (SoDb *db, const char *account_id, const char *query, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "deleted_at IS NULL AND (?1 IS NULL OR account_id = ?1) AND (?2 IS NULL OR"
                                        " instr (lower (name || ' ' || replace (name, '_', ' ') || ' ' || language || ' ' || components), lower (?2)) > 0)" IN_ORDER,
                                        "tt", account_id, query && *query ? query : NULL);

  return so_stmt_all (row, read_template, (GDestroyNotify) so_message_template_free, error);
}

SoMessageTemplate *
so_message_template_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT "id = ? AND deleted_at IS NULL", "t", id);

  return so_stmt_one (row, "There is no such template any more: choose another one.", error) ? read_template (row) : NULL;
}

SoMessageTemplate *
so_message_template_named (SoDb *db, const char *account_id, const char *name, const char *language)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, SELECT "account_id = ? AND name = ? AND language = ? AND deleted_at IS NULL", "ttt",
                                        account_id, name, language);

  return row && so_stmt_next (row, NULL) ? read_template (row) : NULL;
}
