/* SPDX-License-Identifier: MIT */
#include "so-contact-details.h"

#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-draft-facts.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-text.h"
#include "so-undo.h"

#include <string.h>

static gboolean
has_field (const GPtrArray *all, const char *name)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((const SoContactField *) all->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

GPtrArray *
so_contact_fields (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_contact_field_free);
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT id, name, value FROM contact_field WHERE contact_id IN " SO_PERSON_ALL ("?1")
                                        " AND deleted_at IS NULL ORDER BY contact_id <> " SO_PERSON_ROOT ("?1") ", n", "t", contact_id);
  g_autoptr (GError) failed = NULL;

  while (row && so_stmt_next (row, &failed))
    {
      SoContactField *field;

      /* What stands at whom they are shown as comes first, and counts. */
      if (has_field (all, so_stmt_text (row, 1)))
        continue;
      field = g_new0 (SoContactField, 1);

      field->id = so_stmt_dup (row, 0);
      field->name = so_stmt_dup (row, 1);
      field->value = so_stmt_dup (row, 2);
      g_ptr_array_add (all, field);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return row ? g_steal_pointer (&all) : NULL;
}

static gboolean
take_away (SoDb *db, const char *contact_id, const char *name, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM contact_field WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND name = ?2 AND deleted_at IS NULL", "tt",
                                    contact_id, name);

  for (guint i = 0; ids && ids[i]; i++)
    if (!so_undo_set (db, "contact_field", ids[i], "deleted_at", error, "i", so_now ()))
      return FALSE;
  return ids != NULL;
}

gboolean
so_contact_field_set (SoDb *db, const char *contact, const char *name, const char *value, GError **error)
{
  g_autofree char *contact_id = so_people_root (db, contact), *id = so_id_derive (contact_id, name);

  if (!value)
    return take_away (db, contact_id, name, error);
  /* Born deleted and then set, so that undo finds the way back. */
  return so_db_run (db, error, "INSERT OR IGNORE INTO contact_field (id, contact_id, name, value, created_at, updated_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5)",
                    "tttti", id, contact_id, name, value, so_now ()) &&
         so_undo_set (db, "contact_field", id, "value", error, "t", value) && so_undo_set (db, "contact_field", id, "deleted_at", error, "t", NULL);
}

static gboolean
identity_kind (const char *field, SoIdentityKind *kind)
{
  if (!strcmp (field, "email"))
    *kind = SO_IDENTITY_EMAIL;
  else if (!strcmp (field, "phone"))
    *kind = SO_IDENTITY_PHONE;
  else
    return FALSE;
  return TRUE;
}

/* "+49 151 234" is no name: whoever said theirs since is called by it without a question. */
static char *
name_now (SoDb *db, const char *contact_id)
{
  return so_db_text (db, "SELECT name FROM contact WHERE id = " SO_PERSON_ROOT ("?1") " AND name <> '' AND NOT EXISTS"
                     " (SELECT 1 FROM identity WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND value = contact.name AND kind <> 'alias')", "t", contact_id);
}

char *
so_contact_detail_now (SoDb *db, const char *contact_id, const char *field, const char *value, const char *country, gboolean *same)
{
  g_autofree char *now = NULL, *folded_now = NULL, *folded = so_text_fold (value);
  SoIdentityKind kind;

  *same = FALSE;
  if (identity_kind (field, &kind))
    {
      g_autoptr (SoIdentity) identity = so_identity_new (kind, value, NULL);
      g_autofree char *whose = so_people_of (db, identity, country), *root = so_people_root (db, contact_id);

      *same = !g_strcmp0 (whose, root);
      return NULL;
    }
  if (!strcmp (field, "name"))
    now = name_now (db, contact_id);
  else if (!strcmp (field, "birthday"))
    now = so_db_text (db, "SELECT birthday FROM contact WHERE id = " SO_PERSON_ROOT ("?1"), "t", contact_id);
  else
    now = so_db_text (db, "SELECT value FROM contact_field WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND name = ?2 AND deleted_at IS NULL"
                      " ORDER BY contact_id <> " SO_PERSON_ROOT ("?1") ", n LIMIT 1", "tt", contact_id, field);
  if (!now)
    return NULL;
  folded_now = so_text_fold (now);
  *same = !strcmp (folded_now, folded);
  return *same ? NULL : g_steal_pointer (&now);
}

static gboolean
add_identity (SoDb *db, const char *contact_id, SoIdentityKind kind, const char *value, const char *country, GError **error)
{
  g_autoptr (SoIdentity) identity = so_identity_new (kind, value, NULL);
  g_autofree char *id = so_people_identity_id (identity, country);

  if (!id)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no number or address: dismiss it", value);
  if (so_identity_is_of_other (db, identity, country, contact_id))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is somebody else’s in this studio: dismiss it, or look at that person first", value);
  if (so_db_int (db, 0, "SELECT 1 FROM identity WHERE id = ? AND deleted_at IS NULL", "t", id))
    return TRUE;
  return so_people_add_identity (db, contact_id, identity, country, NULL, error) &&
         so_db_run (db, error, "UPDATE identity SET deleted_at = ? WHERE id = ?", "it", so_now (), id) &&
         so_undo_set (db, "identity", id, "deleted_at", error, "t", NULL) && so_people_index (db, contact_id, error);
}

gboolean
so_contact_detail_set (SoDb *db, const char *contact, const char *field, const char *value, const char *country, GError **error)
{
  g_autofree char *contact_id = so_people_root (db, contact);
  SoIdentityKind kind;

  if (identity_kind (field, &kind))
    return add_identity (db, contact_id, kind, value, country, error);
  if (!strcmp (field, "name"))
    return so_contact_set_name (db, contact_id, value, error);
  if (!strcmp (field, "birthday"))
    return so_undo_set (db, "contact", contact_id, "birthday", error, "t", value);
  return so_contact_field_set (db, contact_id, field, value, error);
}
