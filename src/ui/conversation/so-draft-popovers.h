/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-draft.h"

G_BEGIN_DECLS

/* @reason: "1" to "8". */
typedef void (*SoReasonChosen) (const char *reason, gpointer user_data);

/* Asks why a draft is discarded; one digit answers. @owner (a GObject) is kept until it is closed. */
void so_draft_popovers_reason (GtkWidget *parent, SoReasonChosen chosen, gpointer owner);

/* What a draft was made from. */
void so_draft_popovers_why (GtkWidget *parent, const SoDraft *draft);

G_END_DECLS
