/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft-card.h"

G_BEGIN_DECLS

typedef void (*SoRecalled) (const char *thread_id, gpointer owner);

/* Calls @recalled when the draft that was approved on @card last is back to be decided on: z was pressed in its undo window. The page
 * went on to another conversation by then, and the owner wants this one. Ends with @card; @owner outlives it. */
void so_recall_watch (SoDraftCard *card, SoStudio *studio, SoRecalled recalled, gpointer owner);

G_END_DECLS
