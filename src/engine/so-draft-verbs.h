/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-facts.h"
#include "so-verb-call.h"

G_BEGIN_DECLS

/* The verbs about drafts: from a proposal to the outbox and back. For so-verb.c. */

gboolean so_draft_verb_propose (SoVerbCall *call, GError **error);
gboolean so_draft_verb_write (SoVerbCall *call, GError **error);
gboolean so_draft_verb_edit (SoVerbCall *call, GError **error);
gboolean so_draft_verb_leave (SoVerbCall *call, GError **error);
gboolean so_draft_verb_redo (SoVerbCall *call, GError **error);
gboolean so_draft_verb_version (SoVerbCall *call, GError **error);
gboolean so_draft_verb_schedule (SoVerbCall *call, GError **error);
gboolean so_draft_verb_approve_batch (SoVerbCall *call, GError **error);
gboolean so_draft_verb_acknowledge (SoVerbCall *call, GError **error);
gboolean so_draft_verb_attach (SoVerbCall *call, GError **error);
gboolean so_draft_verb_detach (SoVerbCall *call, GError **error);
gboolean so_draft_verb_send_held (SoVerbCall *call, GError **error);
gboolean so_draft_verb_confirm_copy (SoVerbCall *call, GError **error);
gboolean so_draft_verb_approve (SoVerbCall *call, GError **error);
gboolean so_draft_verb_discard (SoVerbCall *call, GError **error);
gboolean so_draft_verb_recall (SoVerbCall *call, GError **error);
gboolean so_draft_verb_send_again (SoVerbCall *call, GError **error);
gboolean so_draft_verb_sent_already (SoVerbCall *call, GError **error);
/* Copies the file at @path into the studio, for whatever keeps it then: all of *@file but its id. */
gboolean so_draft_verb_keep_file (SoVerbCall *call, const char *path, SoDraftFile *file, GError **error);
gboolean so_draft_verb_undo (SoVerbCall *call, GError **error);

G_END_DECLS
