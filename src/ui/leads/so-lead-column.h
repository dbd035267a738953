/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-lead.h"
#include "so-store.h"

G_BEGIN_DECLS

/**
 * SoLeadColumn: one stage of the board: its name, how many there are, and their cards. Cards are made as they come into sight.
 *
 * SoLeadColumn::dropped (SoItem): a card of another column was let go over it.
 * SoLeadColumn::activated: the chosen card was opened.
 * SoLeadColumn::entered: the focus came into it.
 * SoLeadColumn::changed: other cards, or another number of them.
 */
#define SO_TYPE_LEAD_COLUMN (so_lead_column_get_type ())
G_DECLARE_FINAL_TYPE (SoLeadColumn, so_lead_column, SO, LEAD_COLUMN, GtkWidget)

GtkWidget *so_lead_column_new (SoStage stage);
void so_lead_column_set_store (SoLeadColumn *self, SoStore *store);
void so_lead_column_set_filter (SoLeadColumn *self, const SoLeadFilter *filter);

SoStage so_lead_column_get_stage (SoLeadColumn *self);
/* All that the filter lets through. */
guint so_lead_column_get_total (SoLeadColumn *self);
gboolean so_lead_column_get_loading (SoLeadColumn *self);

/* The chosen card (borrowed), or NULL; and its place. */
const SoLead *so_lead_column_get_chosen (SoLeadColumn *self);
guint so_lead_column_get_position (SoLeadColumn *self);
/* Chooses a card and gives it the focus; past the end the last one is meant. FALSE where there is none. */
gboolean so_lead_column_choose (SoLeadColumn *self, guint position);
/* The same of a person; FALSE while they are not there. */
gboolean so_lead_column_choose_id (SoLeadColumn *self, const char *id);
/* Where the card of @focus is not the chosen one, as after the one that had the focus has gone, it is chosen. */
void so_lead_column_choose_focused (SoLeadColumn *self, GtkWidget *focus);
void so_lead_column_choose_none (SoLeadColumn *self);
/* What a popover about the chosen card points at. */
GtkWidget *so_lead_column_get_anchor (SoLeadColumn *self);
/* And one about the column: it lives as long. */
GtkWidget *so_lead_column_get_head (SoLeadColumn *self);
GtkWidget *so_lead_column_get_list (SoLeadColumn *self);

G_END_DECLS
