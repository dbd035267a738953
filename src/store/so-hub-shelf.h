/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * Files that the computers of a studio share (docs/sync.md): those of so-hub-files.h that are kept for as long as there is room, besides what passes
 * through. Where the studio has no room left, the oldest of them makes room, if nothing else needs it. A computer that misses one asks for it, and
 * whoever still has it brings it again.
 */
#define SO_HUB_SHELF_MOST 500        /* of a list that is said at once */

typedef struct {
  char *sha256;
  gint64 size;
  gint64 at;               /* ms: how new what it belongs to is */
} SoHubShelfFile;
void so_hub_shelf_file_free (gpointer file);

/* What is said to a computer: names, in no order. */
typedef struct {
  GPtrArray *put;          /* of those that it has: they are to be put */
  GPtrArray *there;        /* of those that it wants: they can be fetched */
  GPtrArray *wanted;       /* others want them, and nobody has put them yet */
  gboolean news;           /* somebody has to be told that there is something new */
} SoHubShelfAnswer;
void so_hub_shelf_answer_clear (SoHubShelfAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoHubShelfAnswer, so_hub_shelf_answer_clear)

/* Makes the tables where there are none; so_hub_files_prepare() does it. */
gboolean so_hub_shelf_prepare (SoHubStore *store, GError **error);

/* The computer @device of @studio has @have (SoHubShelfFile) and wants @want (names; both are sorted by this). */
gboolean so_hub_shelf_ask (SoHubStore *store, const char *studio, const char *device, GPtrArray *have, GPtrArray *want, gint64 most_bytes,
                           SoHubShelfAnswer *answer, GError **error);
/* A file is whole now: *@shared where it is one of these, which others are told of. */
gboolean so_hub_shelf_arrived (SoHubStore *store, const char *studio, const char *sha256, gboolean *shared, GError **error);
/* Another number whenever something came to the shelf, or is wanted from it. */
gboolean so_hub_shelf_stand (SoHubStore *store, const char *studio, gint64 *stand, GError **error);

/* Forgets one that is older than @sha256 (any where that one is not shared), so that @bytes more fit. *@yielded: FALSE where that is not to be had. */
gboolean so_hub_shelf_yield (SoHubStore *store, const char *studio, const char *sha256, gint64 bytes, gint64 most_bytes, gboolean *yielded, GError **error);

/* Who has put it there; NULL where it is none of these. Free with g_free(). */
gboolean so_hub_shelf_putter (SoHubStore *store, const char *studio, const char *sha256, char **device, GError **error);
/* The person to whom it belonged is erased: it goes, whatever else wants it. */
gboolean so_hub_shelf_remove (SoHubStore *store, const char *studio, const char *sha256, GError **error);

/* Wishes of from before @before that nobody could fulfil are forgotten. */
gboolean so_hub_shelf_sweep (SoHubStore *store, gint64 before, GError **error);
/* All of it, in a transaction of @to that has none of it yet. */
gboolean so_hub_shelf_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
