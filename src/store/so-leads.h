/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-lead.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The board: a column for each stage, and what became of who left it. */

/* Numbers of the people in a column, the highest score first; @limit 0: all. @filter may be NULL. */
GArray *so_lead_numbers (SoDb *db, SoStage stage, const SoLeadFilter *filter, guint limit, GError **error);
/* How many there are in each column. */
gboolean so_lead_counts (SoDb *db, const SoLeadFilter *filter, guint counts[SO_N_STAGES], GError **error);
SoLead *so_lead_load (SoDb *db, gint64 n, GError **error);
SoLead *so_lead_find (SoDb *db, const char *id, GError **error);
/* Who is hot, no customer yet and not lost, and wrote last in an open conversation, the highest score first: SoLead. */
GPtrArray *so_lead_waiting (SoDb *db, guint limit, GError **error);
/* Sources that people have come by, the most frequent first. */
GStrv so_lead_sources (SoDb *db, GError **error);

/* People lost in [@from, @to) (ms), by the reason of the last time: counts[SO_N_LOST_REASONS] is of those in own words. */
gboolean so_lead_lost (SoDb *db, gint64 from, gint64 to, guint *counts, GError **error);
/* What became of who came in [@from, @to) (ms), the most frequent source first: SoSourceStat. */
GPtrArray *so_lead_conversion (SoDb *db, gint64 from, gint64 to, GError **error);

G_END_DECLS
