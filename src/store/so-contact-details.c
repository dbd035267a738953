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

GPtrArray *
so_contact_fields (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_contact_field_free);
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT id, name, value FROM contact_field WHERE contact_id = ? AND deleted_at IS NULL ORDER BY n", "t", contact_id);
  g_autoptr (GError) failed = NULL;

  while (row && so_stmt_next (row, &failed))
    {
      SoContactField *field = g_new0 (SoContactField, 1);

      field->id = so_stmt_dup (row, 0);
      field->name = so_stmt_dup (row, 1);
      field->value = so_stmt_dup (row, 2);
      g_ptr_array_add (all, field);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  return row ? g_steal_pointer (&all) : NULL;
}

gboolean
so_contact_field_set (SoDb *db, const char *contact_id, const char *name, const char *value, GError **error)
{
  g_autofree char *id = so_id_derive (contact_id, name);

  if (!value)
    return !so_db_int (db, 0, "SELECT 1 FROM contact_field WHERE id = ? AND deleted_at IS NULL", "t", id) ||
           so_undo_set (db, "contact_field", id, "deleted_at", error, "i", so_now ());
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
  return so_db_text (db, "SELECT name FROM contact WHERE id = ?1 AND name <> '' AND NOT EXISTS"
                     " (SELECT 1 FROM identity WHERE contact_id = ?1 AND value = contact.name AND kind <> 'alias')", "t", contact_id);
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
      g_autofree char *whose = so_people_of (db, identity, country);

      *same = !g_strcmp0 (whose, contact_id);
      return NULL;
    }
  if (!strcmp (field, "name"))
    now = name_now (db, contact_id);
  else if (!strcmp (field, "birthday"))
    now = so_db_text (db, "SELECT birthday FROM contact WHERE id = ?", "t", contact_id);
  else
    now = so_db_text (db, "SELECT value FROM contact_field WHERE contact_id = ? AND name = ? AND deleted_at IS NULL", "tt", contact_id, field);
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
so_contact_detail_set (SoDb *db, const char *contact_id, const char *field, const char *value, const char *country, GError **error)
{
  SoIdentityKind kind;

  if (identity_kind (field, &kind))
    return add_identity (db, contact_id, kind, value, country, error);
  if (!strcmp (field, "name"))
    return so_contact_set_name (db, contact_id, value, error);
  if (!strcmp (field, "birthday"))
    return so_undo_set (db, "contact", contact_id, "birthday", error, "t", value);
  return so_contact_field_set (db, contact_id, field, value, error);
}
