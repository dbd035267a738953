/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-contact-file.h"
#include "so-field-kind.h"
#include "so-member.h"
#include "so-moment.h"
#include "so-note.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What is kept of a person, for the page that shows them: short indexed reads. Lists are never NULL: empty where they cannot be read. */

GPtrArray *so_studio_list_notes (SoStudio *studio, const char *contact_id);      /* SoNote, the newest first */
GPtrArray *so_studio_list_files (SoStudio *studio, const char *contact_id);      /* SoContactFile, the newest first */
GPtrArray *so_studio_list_referrals (SoStudio *studio, const char *contact_id);  /* SoReferral */
GPtrArray *so_studio_list_household (SoStudio *studio, const char *contact_id);  /* SoMember of all their households, themselves too */

/* The studio's own fields: SoFieldKind. */
GPtrArray *so_studio_list_field_kinds (SoStudio *studio);
/* What is known of a person for a sensitive field, or NULL. Free with g_free(). */
char *so_studio_dup_sensitive (SoStudio *studio, const char *contact_id, const char *name);

/* Where the bytes of a file are, whether they are here or not. Free with g_free(). */
char *so_studio_dup_file_path (SoStudio *studio, const SoContactFile *file);

/* A page of all that happened with a person, as so_timeline_page(): at most @limit before the place of @before (NULL: the newest), oldest first.
 * It looks, and marks nothing as read. */
void so_studio_read_timeline_async (SoStudio *studio, const char *contact_id, const SoMoment *before, guint limit, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* SoMoment, or NULL with an error. */
GPtrArray *so_studio_read_timeline_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
