/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the studio noted about a person on some day. Free with so_note_free(). */
typedef struct {
  char *id, *contact_id;
  char *text;
  char *author;              /* name of the computer, or NULL */
  gint64 at;                 /* ms */
} SoNote;

#define SO_NOTE_LONGEST 10000       /* characters */

void so_note_free (SoNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoNote, so_note_free)

G_END_DECLS
