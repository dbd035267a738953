/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 3339 in UTC with milliseconds only where they are not 0: "2026-11-21T10:49:27Z". */
char *so_time_format (gint64 ms);

/* Milliseconds of an RFC 3339 or ISO 8601 date or time; a date alone, or a time without zone, is
 * taken in @zone (NULL: UTC). FALSE where @text is neither. */
gboolean so_time_parse (const char *text, GTimeZone *zone, gint64 *ms);

/* The same as an end that is not part of it: of a date alone the whole day is before it. */
gboolean so_time_parse_end (const char *text, GTimeZone *zone, gint64 *ms);

/* The zone that the IANA list calls @name, as Europe/Berlin; NULL: it has none (or @name is NULL). GLib reads any file by its path, and takes bare offsets; what
 * came with a file of somebody else shall do neither. */
GTimeZone *so_time_zone (const char *name);

G_END_DECLS
