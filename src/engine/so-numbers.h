/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-overview.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The one way from the studio's rows to the numbers of Today, Analytics, the weekly report and `studioctl metrics`. */

/* The running period of that kind, in the studio's zone and by its week. Short indexed reads. */
SoPeriod so_numbers_period (SoStudio *studio, SoPeriodKind kind);
/* Days of the studio's clock, both part of it. */
SoPeriod so_numbers_days (SoStudio *studio, int first, int last);
/* The studio's week in which @day is. */
SoPeriod so_numbers_week (SoStudio *studio, int day);

/* Blocking, on a reader of its own; NULL with G_IO_ERROR_CANCELLED where that was asked for meanwhile. Free with so_overview_free(). */
SoOverview *so_numbers_read (SoStudio *studio, const SoPeriod *period, GCancellable *cancellable, GError **error);
/* The same on a thread of its own; @period is copied. */
void so_numbers_read_async (SoStudio *studio, const SoPeriod *period, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoOverview *so_numbers_read_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
