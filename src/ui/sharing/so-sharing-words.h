/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-link.h"
#include "so-share-verbs.h"

G_BEGIN_DECLS

/* How sharing fares, in words for the owner. Pure; free with g_free(). */

/* "All is told and read", "3 changes wait", "Reading the studio: 40 %"; @link may be NULL. */
char *so_sharing_words_state (const SoSharing *sharing, const SoHubLink *link, gint64 now);

/* How far a first start is: "Reading the studio: 40 %". *@fraction: 0 to 1, or -1 where that is not known. */
char *so_sharing_words_progress (SoShareState state, gint64 done, gint64 whole, double *fraction);

/* What so_studio_compare() found: that both have the same, or in which tables they differ and how many rows of it each has. *@same: the former. */
char *so_sharing_words_compared (const char *here, const char *there, gboolean *same);

G_END_DECLS
