/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hit.h"
#include "so-store.h"

G_BEGIN_DECLS

/**
 * so_search: finds messages, people and knowledge, newest first.
 *
 * Words are found by their beginnings, accents and case do not matter, "quoted words" stand
 * together, -word leaves out. Operators: from: in: (channel) tag: before: after: (date) has:
 * (image, audio, voice, video, file, link). Something that is no operator is searched as it stands:
 * no text is ever an error.
 *
 * @zone: for dates. Returns: SoHit values (possibly none), or NULL on error (cancelled by so_db_interrupt()).
 */
GPtrArray *so_search (SoDb *db, const char *query, guint limit, GTimeZone *zone, GError **error);

/* TRUE if @query holds anything to search for. */
gboolean so_search_is_query (const char *query);

G_END_DECLS
