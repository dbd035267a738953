/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-fill.h"
#include "so-message.h"
#include "so-session.h"

G_BEGIN_DECLS

/* What the schedule says to who asks for a class: how many places are left then, or when there are some. As it stands now, so that a draft that says it is withdrawn once that is
 * not true any more (so_live_places_pass()). Only ever proposed: nothing of it goes out by itself. */

typedef struct {
  SoSession *session;
  char *line;            /* "Salsa, 6 PM on Tuesday, has 4 places left." */
} SoLiveLine;

typedef struct {
  GPtrArray *lines;      /* SoLiveLine: those that were asked for, then others with places */
  char *text;            /* all of it for the customer, ending in a question */
} SoLivePlaces;

/* Of a message whose class, or day and time, is understood. In @language (NULL: English). NULL without an error where it asks for nothing of the schedule. */
SoLivePlaces *so_live_places_load (SoDb *db, const SoMessage *asked, const char *language, gint64 now, GError **error);
void so_live_places_free (SoLivePlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoLivePlaces, so_live_places_free)

/* The sessions that it states, as sources of a draft. */
void so_live_places_add_sources (const SoLivePlaces *places, SoFill *fill);

/* Proposals that state places which are not so any more make way for new ones; what somebody has changed or approved is stopped by the check of what it states instead.
 * *@n: how many. */
gboolean so_live_places_pass (SoDb *db, gint64 now, guint *n, GError **error);

G_END_DECLS
