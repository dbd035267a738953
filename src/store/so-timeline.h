/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-moment.h"
#include "so-store.h"

G_BEGIN_DECLS

/* All that happened with a person, over all their conversations and all who were merged into them, in one order of time. */

/* The newest @limit of those before @before (NULL: of all), oldest first, so that a page is put above what is shown. However long the history is, a
 * page takes as long as its rows. SoMoment. */
GPtrArray *so_timeline_page (SoDb *db, const char *contact_id, const SoMoment *before, guint limit, GError **error);

G_END_DECLS
