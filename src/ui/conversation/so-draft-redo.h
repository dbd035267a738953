/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft.h"
#include "so-window.h"

G_BEGIN_DECLS

/* Other versions of the draft of a conversation, as the card @owner wants them; errors and news are told in its window. */

/* One is made where there is none, or anew from what its sources say now. */
void so_draft_redo_propose (GtkWidget *owner, SoStudio *studio, const char *thread_id);
/* Asks in a line at @button what to change. */
void so_draft_redo_ask (GtkWidget *owner, GtkWidget *button, SoStudio *studio, const char *draft_id);
/* Shows at @button what it was made from; a source that is changed there makes the draft anew. */
void so_draft_redo_why (GtkWidget *owner, GtkWidget *button, SoStudio *studio, const SoDraft *draft);

G_END_DECLS
