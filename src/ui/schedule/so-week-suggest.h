/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-grid.h"
#include "so-week-source.h"

G_BEGIN_DECLS

/**
 * SoWeekSuggest: asks where else a class could be, and shows the answer in the grid until one is chosen or it is left. Signals: "shown" (guint: so many
 * places; 0: there is no better one), "failed" (GError), "chosen" (SoWeekGhost: for as long as the signal is handled), "left".
 */
#define SO_TYPE_WEEK_SUGGEST (so_week_suggest_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekSuggest, so_week_suggest, SO, WEEK_SUGGEST, GObject)

/* @grid lives as long. */
SoWeekSuggest *so_week_suggest_new (SoWeekGrid *grid);
void so_week_suggest_ask (SoWeekSuggest *self, SoWeekSource *source, const char *id);
/* FALSE where nothing was asked. */
gboolean so_week_suggest_leave (SoWeekSuggest *self);
/* Of the class that it is about, or NULL. Borrowed. */
const char *so_week_suggest_get_id (SoWeekSuggest *self);

G_END_DECLS
