/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-log-entry.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The log of decisions: every draft that has an outcome, newest decision first (of one millisecond, the newest draft). Nothing
 * is written for it: it is read from drafts, approvals, attempts and events, none of which is ever changed afterwards. */

/* Numbers of the rows of @filter (NULL: all). @after: the number of the last row of the page before, 0 from the start; a row
 * that came meanwhile shifts nothing. @limit 0: all. A text is looked for row by row: so_db_interrupt() stops it. */
GArray *so_log_numbers (SoDb *db, const SoLogFilter *filter, gint64 after, guint limit, GError **error); /* gint64 */
SoLogEntry *so_log_load (SoDb *db, gint64 n, GError **error);
/* By the id of the draft; SO_ERROR_CHANGE where nothing was decided about it. */
SoLogEntry *so_log_find (SoDb *db, const char *id, GError **error);

/* SoLogTime: all that happened to a draft, oldest first. */
GPtrArray *so_log_times (SoDb *db, const char *id, GError **error);

G_END_DECLS
