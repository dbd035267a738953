/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft.h"
#include "so-identity.h"
#include "so-store.h"

G_BEGIN_DECLS

/* What stands around a draft and speaks for or against sending it: its files, its approval, what else is known of the
 * person and of the rows it was made from. */

/* A file that leaves with a draft; its bytes are in the studio's files/. Free with so_draft_file_free(). */
typedef struct {
  char *id;
  char *sha256;
  char *name;
  char *mime;
  guint64 size;
} SoDraftFile;
void so_draft_file_free (SoDraftFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDraftFile, so_draft_file_free)

/* SoDraftFile values in their order. */
GPtrArray *so_draft_files (SoDb *db, const char *draft_id, GError **error);
/* At the end of the draft's files; its id is made. SO_ERROR_CHANGE where the draft is approved already. */
gboolean so_draft_attach (SoDb *db, const char *draft_id, const SoDraftFile *file, GError **error);
gboolean so_draft_detach (SoDb *db, const char *draft_id, const char *file_id, GError **error);

/* The newest approval of a draft: when (0: none), and what the owner was warned of (yours, may be NULL). */
gint64 so_draft_approved_at (SoDb *db, const char *draft_id, char **warnings);

/* Who approved it last, and how ("owner", "key"); free both with g_free(). FALSE, and nothing set, where nobody did. */
gboolean so_draft_approved_by (SoDb *db, const char *draft_id, char **approver, char **method, gint64 *standing_version);

/* What the newest approval is of (so-approval.h), who gave it, and when (ms); NULL where there is none. Free both with g_free(). */
char *so_draft_dup_approval (SoDb *db, const char *draft_id, char **approver, gint64 *at);
/* TRUE where the hub did not take it, since somebody else of the studio has answered the same message. */
gboolean so_draft_was_answered (SoDb *db, const char *draft_id);

/* TRUE where the record of its newest approval says that a person approved it. */
gboolean so_draft_is_by_person (SoDb *db, const char *draft_id);

/* Warnings the owner has seen of it, as nicks; a change of the text forgets them. */
gboolean so_draft_set_acknowledged (SoDb *db, const char *draft_id, const char *nicks, GError **error);

/* Ids of the proposals that nobody has touched yet and that were made from something of @kind. */
GStrv so_draft_proposed_from (SoDb *db, const char *kind, GError **error);

/* The version of what a draft was made from: a row ("knowledge", "price", "template", "sequence"; -1 where it is gone), or a session as it stands (so-session-sources.h).
 * 0 of another kind, such as the trial or the call that it follows: it states nothing of those that could change. */
gint64 so_source_version (SoDb *db, const char *kind, const char *id);

/* TRUE where the same words went to the person, or are on their way, since @since (ms). */
gboolean so_draft_is_duplicate (SoDb *db, const SoDraft *draft, gint64 since);

/* TRUE where somebody other than @contact_id has this phone number or mail address. @country: the studio's calling code, or NULL. */
gboolean so_identity_is_of_other (SoDb *db, const SoIdentity *identity, const char *country, const char *contact_id);

G_END_DECLS
