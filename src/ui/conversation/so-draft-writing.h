/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-card.h"

G_BEGIN_DECLS

/* What a model writes while one looks on, for SoDraftCard. */

/* Reads what is being written in the card's conversation: its text so far takes the place of the draft's. TRUE where there is any. */
gboolean so_draft_writing_read (SoDraftCard *self);
/* Follows the card's studio, or with NULL no longer. */
void so_draft_writing_watch (SoDraftCard *self, SoStudio *studio);
/* Why a model gave no answer, or that it is at work; below the card's head. */
void so_draft_writing_show_note (SoDraftCard *self);

/* Another version of the draft: by a model where there is one, else by the rules. */
void so_draft_writing_redo (SoDraftCard *self, const char *hint);

G_END_DECLS
