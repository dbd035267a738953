/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-log-entry.h"

G_BEGIN_DECLS

/**
 * SoLogFilterPopover: which decisions are shown: by outcome, by who decided, by when.
 *
 * SoLogFilterPopover::changed: another choice, complete and valid.
 */
#define SO_TYPE_LOG_FILTER_POPOVER (so_log_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (SoLogFilterPopover, so_log_filter_popover, SO, LOG_FILTER_POPOVER, GtkPopover)

/* The studio's, in which days begin. */
void so_log_filter_popover_set_zone (SoLogFilterPopover *self, GTimeZone *zone);

/* Sets states, by, from and to of @filter; the rest is left alone. */
void so_log_filter_popover_get (SoLogFilterPopover *self, SoLogFilter *filter);
/* Where it is open, and the focus has gone behind it: back to the row that had it. */
void so_log_filter_popover_hold_focus (SoLogFilterPopover *self);
/* Back to everything. */
void so_log_filter_popover_reset (SoLogFilterPopover *self);
/* "Sent · By You · Last 7 Days"; NULL where everything is shown. Free with g_free(). */
char *so_log_filter_popover_dup_words (SoLogFilterPopover *self);

G_END_DECLS
