/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-field-kind.h"
#include "so-store.h"

G_BEGIN_DECLS

/**
 * What a studio keeps of its people beside name and birthday: shoe size, allergies. The values of sensitive ones are on this computer alone: no other
 * computer, no export to a model and no search is told. Which fields there are is shared.
 */

GPtrArray *so_field_kind_list (SoDb *db, GError **error);       /* SoFieldKind, in their order */
/* @name NULL: a new one. Its name, yours. One that is sensitive stays so: what others never had cannot be taken back from them later. Undoable. */
char *so_field_kind_save (SoDb *db, const char *name, const SoFieldKind *kind, GError **error);
gboolean so_field_kind_delete (SoDb *db, const char *name, GError **error);
/* One of that very name, where the studio has none; else nothing. Undoable. */
gboolean so_field_kind_make (SoDb *db, const SoFieldKind *kind, GError **error);

/* The field that is called @label in a table or on a card, by its name or its label in any case; NULL: there is none. */
SoFieldKind *so_field_kind_of_label (SoDb *db, const char *label);
/* The name that a field called @label has, or would have. Free with g_free(). */
char *so_field_name (SoDb *db, const char *label);
/* The same for the import @batch (NULL: nothing is taken back), which makes a field of text where there is none. No step of undo. */
SoFieldKind *so_field_kind_for_import (SoDb *db, const char *label, const char *batch, GError **error);

/* Of a person: by the field's name, whether sensitive or not. @value NULL or "": nothing is known. Those of sensitive fields are not undone. */
gboolean so_field_set (SoDb *db, const char *contact_id, const char *name, const char *value, GError **error);
/* The value of a sensitive field; for the window and studioctl only. NULL where nothing is known. */
char *so_field_get_sensitive (SoDb *db, const char *contact_id, const char *name);

G_END_DECLS
