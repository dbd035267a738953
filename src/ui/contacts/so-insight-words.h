/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-insight.h"

G_BEGIN_DECLS

/* What is read out of conversations, in words. Pure. */

const char *so_insight_words_outcome (const char *nick);      /* "Booked": static */
const char *so_insight_words_field (const char *field);       /* "Goal"; what is not known stays as it is. Borrowed */

/* "Read by rules, today 12:40": free with g_free(). */
char *so_insight_words_source (const SoInsight *insight, gint64 now);

/* What of it is seen, so that what has not changed is not built anew; free with g_free(). */
char *so_insight_words_signature (const SoInsight *insight);

G_END_DECLS
