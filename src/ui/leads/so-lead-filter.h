/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-lead.h"
#include "so-store.h"

G_BEGIN_DECLS

/**
 * SoLeadChoice: which cards the board shows, chosen in the menu of a button.
 *
 * SoLeadChoice::changed: another choice.
 */
#define SO_TYPE_LEAD_CHOICE (so_lead_choice_get_type ())
G_DECLARE_FINAL_TYPE (SoLeadChoice, so_lead_choice, SO, LEAD_CHOICE, GObject)

/* The menu of @button, with what @store has each time it is opened. */
SoLeadChoice *so_lead_choice_new (GtkMenuButton *button, SoStore *store);
/* Sets all of @filter but its text; strings are borrowed until the next choice. */
void so_lead_choice_get (SoLeadChoice *self, SoLeadFilter *filter);
/* Back to everything. */
void so_lead_choice_reset (SoLeadChoice *self);
/* "WhatsApp · Hot"; NULL where everything is shown. Free with g_free(). */
char *so_lead_choice_dup_words (SoLeadChoice *self);

G_END_DECLS
