/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"
#include "so-weekly-report.h"

G_BEGIN_DECLS

/* The weekly reports. A row has all of one, so that there is never half of it, and its id is made of the week's name: of two computers that make it, or one that
 * makes it twice, the first has made it. One that was made while this computer's clock was ahead is as if it were not there, and gives way to the one that is made in time. */

/* id and created_at are given here. *@added: FALSE where there is one of that week. */
gboolean so_report_add (SoDb *db, const SoWeeklyReport *report, gboolean *added, GError **error);
/* The report of the week @label, or (NULL) the newest; NULL without an error where there is none. */
SoWeeklyReport *so_report_find (SoDb *db, const char *label, GError **error);
/* The newest of those that are not after @label; NULL: there is none, or (@error is set) it failed. */
SoWeeklyReport *so_report_newest (SoDb *db, const char *label, GError **error);
/* The newest first, at most @limit, those of weeks up to @label (NULL: all): SoWeeklyReport. */
GPtrArray *so_report_list (SoDb *db, const char *label, guint limit, GError **error);
/* Names of all weeks that have one. */
GStrv so_report_labels (SoDb *db, GError **error);

/* When the first thing happened of which a report could tell: a message, a call or a booking (ms; 0: nothing yet). A mail without a date, which stands at 0, is not asked. */
gint64 so_report_first_data (SoDb *db);

/* When the studio was set up, ms: when the first of its accounts was made. 0 where it has none. */
gint64 so_report_studio_since (SoDb *db);

G_END_DECLS
