/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Time zones and what goes with them, from the computer's own tables. */

/* IANA names, sorted, NULL-terminated; only "UTC" and the computer's own where there is no table.
 * @table: path of a zone.tab, or NULL for the computer's. Free with g_strfreev(). */
GStrv so_places_zones (const char *table);

/* Calling code ("49") of the country that zone.tab names for @zone, or NULL. Static. */
const char *so_places_calling_code (const char *table, const char *zone);

/* Currency ("EUR") of that country, or NULL. Static. */
const char *so_places_currency (const char *table, const char *zone);

/* Common currencies, sorted, NULL-terminated. Static. */
const char *const *so_places_currencies (void);

/* Name of this computer's zone, "UTC" where it has none; free with g_free(). */
char *so_places_local_zone (void);

G_END_DECLS
