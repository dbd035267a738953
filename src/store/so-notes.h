/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What the studio notes about a person over time, beside the one text in contact.notes: found by search, undoable. */

typedef struct {
  char *id, *contact_id;
  char *text;
  char *author;              /* name of the computer, or NULL */
  gint64 at;                 /* ms */
} SoNote;
void so_note_free (SoNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoNote, so_note_free)

#define SO_NOTE_LONGEST 10000       /* characters */

/* Its id, yours. @author may be NULL. */
char *so_note_add (SoDb *db, const char *contact_id, const char *text, const char *author, GError **error);
gboolean so_note_set (SoDb *db, const char *id, const char *text, GError **error);
gboolean so_note_delete (SoDb *db, const char *id, GError **error);
/* The newest first: SoNote. */
GPtrArray *so_note_list (SoDb *db, const char *contact_id, GError **error);

/* Files that are kept with a person; the bytes are in the store already (so_store_keep_file()). */
typedef struct {
  char *id, *contact_id, *sha256, *name, *mime;
  gint64 size, at;           /* bytes, ms */
} SoContactFile;
void so_contact_file_free (SoContactFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoContactFile, so_contact_file_free)

char *so_contact_file_add (SoDb *db, const SoContactFile *file, GError **error);
gboolean so_contact_file_delete (SoDb *db, const char *id, GError **error);
GPtrArray *so_contact_file_list (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
