/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-schedules.h"

G_BEGIN_DECLS

/* What a text may state of a session, as a number: where it is another one later, the text is wrong now. Never 0. */

/* When it takes place, and whether. @session NULL: no series has it any more. */
gint64 so_session_news_version (const SoSession *session);
/* The same, and how many places are left as a text says it (so_class_places_told()). */
gint64 so_session_places_version (const SoSession *session);

/* Of what stands in the database: @kind is "session", "places" (@id of a session) or "offer" (@id of a booking, until when it is offered). 0 where it is none of these. */
gint64 so_session_source_version (SoDb *db, const char *kind, const char *id);

G_END_DECLS
