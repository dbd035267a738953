/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-kept.h"
#include "so-store.h"

G_BEGIN_DECLS

/* What has become too old to be kept (so-kept.h). Never of a conversation that is starred, or in which a draft waits, and nothing of anybody who has an open task. */

/* Months, 0: for ever. */
guint so_retention_months (SoDb *db, SoKept kind);

/* What is older than @before (ms): how many messages, recordings or people. Reads all messages once. */
gboolean so_retention_count (SoDb *db, SoKept kind, gint64 before, gint64 *n, GError **error);
/* Ids of at most @most of them: of messages, parts or people. *@from: where to go on, 0 at first, since what was looked at need not be again. NULL on error. Free
 * with g_strfreev(). */
GStrv so_retention_next (SoDb *db, SoKept kind, gint64 before, gint64 *from, guint most, GError **error);

/* FALSE where the hub would not let this computer remove anything for good: another one does it. */
gboolean so_retention_may (SoDb *db);

G_END_DECLS
