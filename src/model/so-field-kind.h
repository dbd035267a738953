/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thing that a studio keeps of its people beside name and birthday: shoe size, allergies. Free with so_field_kind_free(). */
typedef struct {
  char *id;
  char *name;                /* "shoe-size", derived from the first label; never changes */
  char *label;               /* "Shoe size" */
  char *kind;                /* "text", "date", "number", "choice" or "yes-no" */
  char *choices;             /* of a choice: one a line; or NULL */
  gboolean sensitive;        /* its values stay on this computer */
} SoFieldKind;

void so_field_kind_free (SoFieldKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoFieldKind, so_field_kind_free)

G_END_DECLS
