/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-draft.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoDraftChecks: what speaks against a draft, one row each, and whether a press of the key may approve it:
 * not before its text was painted and could be read, and not past a warning that nobody has looked at.
 *
 * Signal "send-anyway": the owner pressed the button that sends it in spite of a red warning.
 */
#define SO_TYPE_DRAFT_CHECKS (so_draft_checks_get_type ())
G_DECLARE_FINAL_TYPE (SoDraftChecks, so_draft_checks, SO, DRAFT_CHECKS, GtkBox)

/* @text shows the draft: its paint counts. Not owned; it must live as long. */
void so_draft_checks_set_text (SoDraftChecks *self, GtkWidget *text);

/* NULL for none. @changed: another draft, or another text: nothing pressed for the one before counts. */
void so_draft_checks_set_draft (SoDraftChecks *self, SoStudio *studio, const SoDraft *draft, gboolean changed);
/* It came back into sight. */
void so_draft_checks_shown (SoDraftChecks *self);

/* The key was pressed. TRUE: approve. Otherwise the owner is led to what speaks against it, if anything does. */
gboolean so_draft_checks_ask (SoDraftChecks *self);
/* Leads to what speaks against it, as soon as that is known. */
void so_draft_checks_point_out (SoDraftChecks *self);

/* Nicks of the warnings that were looked at, for SO_VERB_ACKNOWLEDGE; NULL for none. Free with g_free(). */
char *so_draft_checks_dup_seen (SoDraftChecks *self);
/* How long the text has been in sight, ms. */
gint64 so_draft_checks_get_visible_ms (SoDraftChecks *self);

G_END_DECLS
