/* SPDX-License-Identifier: MIT */
#include "so-field-kinds.h"

#include <stdio.h>
#include <string.h>

#include "so-batch-changes.h"
#include "so-clock.h"
#include "so-contact-details.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-text.h"
#include "so-undo.h"

#define LONGEST_LABEL 60
#define LONGEST_VALUE 2000

static gpointer
read_kind (SoStmt *row)
{
  SoFieldKind *kind = g_new0 (SoFieldKind, 1);

  kind->id = so_stmt_dup (row, 0);
  kind->name = so_stmt_dup (row, 1);
  kind->label = so_stmt_dup (row, 2);
  kind->kind = so_stmt_dup (row, 3);
  kind->choices = so_stmt_dup (row, 4);
  kind->sensitive = so_stmt_int (row, 5) != 0;
  return kind;
}

#define SELECT "SELECT id, name, label, kind, choices, sensitive FROM field_kind WHERE deleted_at IS NULL"

GPtrArray *
so_field_kind_list (SoDb *db, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " ORDER BY position, n", "");

  return so_stmt_all (row, read_kind, (GDestroyNotify) so_field_kind_free, error);
}

static SoFieldKind *
find_kind (SoDb *db, const char *name)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, SELECT " AND name = ?", "t", name);

  return row && so_stmt_next (row, NULL) ? read_kind (row) : NULL;
}

static char *
name_of (const char *label)
{
  g_autofree char *folded = so_text_fold (label);

  return g_strdelimit (g_strdup (g_strstrip (folded)), " \t", '-');
}

SoFieldKind *
so_field_kind_of_label (SoDb *db, const char *label)
{
  g_autofree char *name = name_of (label), *folded = so_text_fold (label);
  SoFieldKind *kind = find_kind (db, name);
  g_autoptr (GPtrArray) all = kind ? NULL : so_field_kind_list (db, NULL);

  /* Its label may have been changed since, and its name never is. */
  for (guint i = 0; all && i < all->len; i++)
    {
      g_autofree char *other = so_text_fold (((SoFieldKind *) all->pdata[i])->label);

      if (!strcmp (g_strstrip (other), g_strstrip (folded)))
        return find_kind (db, ((SoFieldKind *) all->pdata[i])->name);
    }
  return kind;
}

char *
so_field_name (SoDb *db, const char *label)
{
  g_autoptr (SoFieldKind) kind = so_field_kind_of_label (db, label);

  return kind ? g_strdup (kind->name) : name_of (label);
}

/* Born deleted and then set, so that taking the import back finds the way. One that was taken away before is what it was. */
SoFieldKind *
so_field_kind_for_import (SoDb *db, const char *label, const char *batch, GError **error)
{
  SoFieldKind *kind = so_field_kind_of_label (db, label);
  g_autofree char *name = name_of (label), *id = so_id_derive ("field", name), *bare = g_strstrip (g_strdup (label));
  g_autofree char *shown = g_utf8_strlen (bare, -1) > LONGEST_LABEL ? g_utf8_substring (bare, 0, LONGEST_LABEL) : g_strdup (bare);

  if (kind)
    return kind;
  if (!so_db_run (db, error, "INSERT OR IGNORE INTO field_kind (id, name, label, kind, position, sensitive, created_at, deleted_at)"
                  " VALUES (?1, ?2, ?3, 'text', (SELECT coalesce (max (position), 0) + 1 FROM field_kind), 0, ?4, ?4)", "ttti", id, name, shown, so_now ()) ||
      !so_batch_set (db, batch, "field_kind", id, "deleted_at", NULL, error))
    return NULL;
  if (!(kind = find_kind (db, name)))
    so_fail (error, SO_ERROR_CHANGE, "The field “%s” could not be made.", shown);
  return kind;
}

static gboolean
check_kind (const SoFieldKind *kind, GError **error)
{
  static const char *const kinds[] = { "text", "date", "number", "choice", "yes-no", NULL };

  if (!kind->label || !*kind->label || g_utf8_strlen (kind->label, -1) > LONGEST_LABEL)
    return so_fail (error, SO_ERROR_CHANGE, "A field's name has 1 to 60 characters.");
  if (!kind->kind || !g_strv_contains (kinds, kind->kind))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no kind of field: choose text, date, number, choice or yes-no", kind->kind ? kind->kind : "");
  return strcmp (kind->kind, "choice") || (kind->choices && *kind->choices) || so_fail (error, SO_ERROR_CHANGE, "A choice needs something to choose from.");
}

/* Born deleted and then set, so that undo finds the way back. */
static gboolean
put_kind (SoDb *db, const char *id, const char *name, const SoFieldKind *kind, gboolean made, GError **error)
{
  return so_db_run (db, error, "INSERT OR IGNORE INTO field_kind (id, name, label, kind, choices, position, sensitive, created_at, deleted_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce (max (position), 0) + 1 FROM field_kind), ?6, ?7, ?7)", "tttttii", id, name, kind->label, kind->kind,
                    kind->choices, (gint64) kind->sensitive, so_now ()) &&
         so_undo_set (db, "field_kind", id, "label", error, "t", kind->label) && so_undo_set (db, "field_kind", id, "kind", error, "t", kind->kind) &&
         so_undo_set (db, "field_kind", id, "choices", error, "t", kind->choices) && so_undo_set (db, "field_kind", id, "deleted_at", error, "t", NULL) &&
         (!made || so_undo_set (db, "field_kind", id, "sensitive", error, "i", (gint64) kind->sensitive));
}

char *
so_field_kind_save (SoDb *db, const char *name, const SoFieldKind *kind, GError **error)
{
  g_autofree char *own = NULL, *id = NULL;
  g_autoptr (SoFieldKind) before = NULL;

  if (!check_kind (kind, error))
    return NULL;
  own = name ? g_strdup (name) : name_of (kind->label);
  id = so_id_derive ("field", own);
  before = find_kind (db, own);
  if (name && !before)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such field in this studio."), NULL;
  if (!name && before)
    return so_fail (error, SO_ERROR_CHANGE, "There is a field “%s” already.", before->label), NULL;
  /* What stands with the people is shared, or it never is. */
  if (before && before->sensitive != kind->sensitive)
    return so_fail (error, SO_ERROR_CHANGE, "Whether a field is sensitive is said once: make another field."), NULL;
  return put_kind (db, id, own, kind, !before, error) ? g_steal_pointer (&own) : NULL;
}

gboolean
so_field_kind_delete (SoDb *db, const char *name, GError **error)
{
  g_autoptr (SoFieldKind) kind = find_kind (db, name);

  if (!kind)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such field in this studio.");
  return so_undo_set (db, "field_kind", kind->id, "deleted_at", error, "i", so_now ());
}

gboolean
so_field_kind_make (SoDb *db, const SoFieldKind *kind, GError **error)
{
  g_autoptr (SoFieldKind) known = find_kind (db, kind->name);
  g_autofree char *id = so_id_derive ("field", kind->name);

  return known || (check_kind (kind, error) && put_kind (db, id, kind->name, kind, TRUE, error));
}

/* Values ------------------------------------------------------------------------------------------------- */

static gboolean
is_date (const char *value)
{
  guint y, m, d;
  int end = 0;

  return sscanf (value, "%4u-%2u-%2u%n", &y, &m, &d, &end) == 3 && !value[end] && g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y);
}

static gboolean
is_number (const char *value)
{
  char *end;

  g_ascii_strtod (value, &end);
  return *value && !*end;
}

static gboolean
fits (const SoFieldKind *kind, const char *value, GError **error)
{
  g_auto (GStrv) choices = kind->choices ? g_strsplit (kind->choices, "\n", -1) : NULL;

  if (g_utf8_strlen (value, -1) > LONGEST_VALUE)
    return so_fail (error, SO_ERROR_CHANGE, "That has more than 2000 characters: shorten it");
  if (!strcmp (kind->kind, "date") && !is_date (value))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no day such as 2026-11-30", value);
  if (!strcmp (kind->kind, "number") && !is_number (value))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no number such as 38.5", value);
  if (!strcmp (kind->kind, "yes-no") && strcmp (value, "yes") && strcmp (value, "no"))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is neither yes nor no", value);
  return strcmp (kind->kind, "choice") || (choices && g_strv_contains ((const char *const *) choices, value)) ||
         so_fail (error, SO_ERROR_CHANGE, "“%s” cannot be chosen there", value);
}

static gboolean
set_sensitive (SoDb *db, const char *person, const char *name, const char *value, GError **error)
{
  if (!so_db_run (db, error, "DELETE FROM sensitive_field WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND name = ?2 AND (?3 IS NULL OR contact_id = ?1)", "ttt", person, name, value))
    return FALSE;
  /* Nobody hears of a table without row numbers, and windows show it. */
  return (!value || so_db_run (db, error, "INSERT INTO sensitive_field (contact_id, name, value, updated_at) VALUES (?, ?, ?, ?)", "ttti", person, name, value, so_now ())) &&
         so_db_run (db, error, "UPDATE field_kind SET position = position WHERE name = ?", "t", name);
}

gboolean
so_field_set (SoDb *db, const char *contact_id, const char *name, const char *value, GError **error)
{
  g_autoptr (SoFieldKind) kind = find_kind (db, name);
  g_autofree char *person = so_people_root (db, contact_id), *bare = g_strstrip (g_strdup (value ? value : ""));
  const char *known = *bare ? bare : NULL;

  if (!kind)
    return so_fail (error, SO_ERROR_CHANGE, "There is no field “%s” in this studio.", name);
  if (known && !fits (kind, known, error))
    return FALSE;
  return kind->sensitive ? set_sensitive (db, person, name, known, error) : so_contact_field_set (db, person, name, known, error);
}

char *
so_field_get_sensitive (SoDb *db, const char *contact_id, const char *name)
{
  return so_db_text (db, "SELECT value FROM sensitive_field WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND name = ?2 ORDER BY contact_id <> " SO_PERSON_ROOT ("?1")
                     " LIMIT 1", "tt", contact_id, name);
}
