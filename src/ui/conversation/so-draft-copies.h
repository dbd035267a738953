/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-draft.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoDraftCopies: to whom else a mail goes, as one line in the draft card: "ana@example.org, ben@example.org bcc: cleo@example.org".
 * It is shown where there is somebody, and while a mail is being written.
 */
#define SO_TYPE_DRAFT_COPIES (so_draft_copies_get_type ())
G_DECLARE_FINAL_TYPE (SoDraftCopies, so_draft_copies, SO, DRAFT_COPIES, GtkWidget)

/* @draft as it is stored, or NULL. What was typed and not taken yet stays. @mail: the conversation is one. */
void so_draft_copies_show (SoDraftCopies *self, const SoDraft *draft, gboolean mail, gboolean editing);

/* "Reply all": everybody of the mail that is answered. What was left out, or that there is nobody, is said below. */
void so_draft_copies_fill (SoDraftCopies *self, SoStudio *studio, const char *thread_id);

/* What was changed, to be saved; NULL where nothing was, or with @whole not all of it are addresses yet. Free with g_free(). */
char *so_draft_copies_take (SoDraftCopies *self, gboolean whole);
/* It could not be saved after all: it stands there to be corrected. */
void so_draft_copies_put_back (SoDraftCopies *self, const char *line);
/* TRUE where something of it is not saved. */
gboolean so_draft_copies_is_dirty (SoDraftCopies *self);
/* Forgets what was not taken. */
void so_draft_copies_drop (SoDraftCopies *self);

/* Where it is typed; signal "changed" of it comes from typing, too. */
GtkWidget *so_draft_copies_get_entry (SoDraftCopies *self);

G_END_DECLS
