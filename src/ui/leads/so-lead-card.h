/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-drawn-row.h"

G_BEGIN_DECLS

/**
 * SoLeadCard: one person on the board, an SoLead. It can be dragged; what it carries is its SoItem.
 */
#define SO_TYPE_LEAD_CARD (so_lead_card_get_type ())
G_DECLARE_FINAL_TYPE (SoLeadCard, so_lead_card, SO, LEAD_CARD, SoDrawnRow)

GtkWidget *so_lead_card_new (void);

G_END_DECLS
