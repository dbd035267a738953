/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-choice-popover.h"
#include "so-draft.h"

G_BEGIN_DECLS

/* Asks why a draft is discarded; one digit, 1 to 8, answers. @owner (a GObject) is kept until it is closed. */
void so_draft_popovers_reason (GtkWidget *parent, SoChosen chosen, gpointer owner);

typedef void (*SoSourceChosen) (const char *kind, const char *id, gpointer user_data);

/* What a draft was made from; Enter on a source chooses it. @owner as above. */
void so_draft_popovers_why (GtkWidget *parent, const SoDraft *draft, SoSourceChosen chosen, gpointer owner);

G_END_DECLS
