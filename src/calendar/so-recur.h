/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* On which days a series is: RFC 5545's rules, by libical. Only days: what the clock does in between is no matter. Pure. */

/* Days that one rule gives at most, from its first one; whatever it says, none is after that. */
#define SO_RECUR_MOST 4000

/* Looks at @rule (NULL: just that day) of a series that begins on @first (so-day.h). SO_ERROR_CHANGE with a sentence where it is none, is of less than a day, or names hours. */
gboolean so_recur_check (const char *rule, int first, GError **error);

/* The days (int) from @from to @to, both part of it, in order. A rule that is none gives no day. */
GArray *so_recur_days (const char *rule, int first, int from, int to);
gboolean so_recur_has (const char *rule, int first, int day);
/* The newest of its days before @day, or SO_DAY_NONE. */
int so_recur_before (const char *rule, int first, int day);

/* One rule for each day of the week that @rule names, where it is weekly and names several; else @rule alone. In *@firsts (int), on which day each begins: where
 * it counts its days, the last one is said instead. A session is then moved without the others. GPtrArray of texts; NULL with an error as above. */
GPtrArray *so_recur_split (const char *rule, int first, GArray **firsts, GError **error);

G_END_DECLS
