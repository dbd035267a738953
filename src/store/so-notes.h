/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-contact-file.h"
#include "so-note.h"
#include "so-store.h"

G_BEGIN_DECLS

/* What the studio notes about a person over time, beside the one text in contact.notes: found by search, undoable. */

/* Its id, yours. @author may be NULL. */
char *so_note_add (SoDb *db, const char *contact_id, const char *text, const char *author, GError **error);
gboolean so_note_set (SoDb *db, const char *id, const char *text, GError **error);
gboolean so_note_delete (SoDb *db, const char *id, GError **error);
/* The newest first: SoNote. */
GPtrArray *so_note_list (SoDb *db, const char *contact_id, GError **error);

/* Files that are kept with a person; the bytes are in the store already (so_store_keep_file()). */
char *so_contact_file_add (SoDb *db, const SoContactFile *file, GError **error);
gboolean so_contact_file_delete (SoDb *db, const char *id, GError **error);
GPtrArray *so_contact_file_list (SoDb *db, const char *contact_id, GError **error);

G_END_DECLS
