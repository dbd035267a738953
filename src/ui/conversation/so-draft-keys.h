/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-card.h"

G_BEGIN_DECLS

/* The keys that work while the caret is in a draft: Escape leaves it, Ctrl+Enter approves it. @text is part of @card. */
void so_draft_keys_attach (GtkWidget *text, SoDraftCard *card);

G_END_DECLS
