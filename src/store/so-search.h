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
 * (image, audio, voice, video, file, link); is: stage:; in: also has kinds (people, messages, notes, knowledge). Something that is no operator is searched as it stands:
 * no text is ever an error.
 *
 * @zone: for dates. Returns: SoHit values (possibly none), or NULL on error (cancelled by so_db_interrupt()).
 */
GPtrArray *so_search (SoDb *db, const char *query, guint limit, GTimeZone *zone, GError **error);

/* The same in groups: people, what is noted about them, knowledge (at most @few of each), and messages (at most @some). Of the one kind that "in:"
 * names there are @most. Somebody of whom only a note has the words is not among the people. */
GPtrArray *so_search_grouped (SoDb *db, const char *query, guint few, guint some, guint most, GTimeZone *zone, GError **error);

/* TRUE if @query holds anything to search for. */
gboolean so_search_is_query (const char *query);

G_END_DECLS
