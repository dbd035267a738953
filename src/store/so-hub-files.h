/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * Files that pass through the hub: media of what came in, until every computer has them, and attachments of what is to be sent. A file is its
 * SHA-256, of one studio, and is kept in parts, so that nobody holds the whole of it in memory. A part is kept as soon as it is there; the file is
 * whole once all parts were read again and the hash is right, and nothing of it changes after that.
 */
#define SO_HUB_FILE_PART (1024 * 1024)
#define SO_HUB_FILE_MOST (200 * SO_HUB_FILE_PART)

/* Makes the tables where there are none. */
gboolean so_hub_files_prepare (SoHubStore *store, GError **error);

/* 64 hex digits in small letters. */
gboolean so_hub_file_is_name (const char *sha256);

typedef struct {
  gint64 size;             /* of a whole one */
  char *mime;
  gint64 parts;            /* of a whole one all, else those from the first one on without a gap */
  gboolean whole;
} SoHubFile;
void so_hub_file_free (SoHubFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubFile, so_hub_file_free)

/* *@file (yours): NULL where the studio has nothing of it. */
gboolean so_hub_file_find (SoHubStore *store, const char *studio, const char *sha256, SoHubFile **file, GError **error);
/* Part @n, from 0 on, of SO_HUB_FILE_PART bytes but for the last one; one that is there stays as it is. *@room: FALSE, and nothing was kept, where the
 * studio would have more than @most_bytes in all its files, also without what it shares and what is older (so-hub-shelf.h). */
gboolean so_hub_file_put (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes *bytes, gint64 most_bytes, gboolean *room, GError **error);
/* That was all of it: reads the parts one by one. *@fits: FALSE where they are not @size bytes of this hash; then they are gone. @sent: it is to
 * leave with a message, and not only needed until all computers have it, or shared. */
gboolean so_hub_file_close (SoHubStore *store, const char *studio, const char *sha256, gint64 size, const char *mime, gboolean sent, gboolean *fits, GError **error);
/* Nothing more will come of it: what there is of one that is not whole is gone. */
gboolean so_hub_file_give_up (SoHubStore *store, const char *studio, const char *sha256, GError **error);
/* Whole or not, it is gone. Piece by piece, and not in a transaction. */
gboolean so_hub_file_forget (SoHubStore *store, const char *studio, const char *sha256, GError **error);
/* *@bytes (yours): NULL where there is no such part of a whole file. */
gboolean so_hub_file_part (SoHubStore *store, const char *studio, const char *sha256, gint64 n, GBytes **bytes, GError **error);
/* A whole one to @path, which is new, its hash checked once more. SO_ERROR_GIVE_UP where there is none. */
gboolean so_hub_file_save (SoHubStore *store, const char *studio, const char *sha256, const char *path, GError **error);

/* Forgets files from before @before, media that nobody needs any more from before @acked_before, and parts of what never became whole from before
 * @half_before; some of them at a time: *@more. */
gboolean so_hub_files_sweep (SoHubStore *store, gint64 before, gint64 acked_before, gint64 half_before, gboolean *more, GError **error);

/* All whole ones, in a transaction of @to that has none of it yet. */
gboolean so_hub_files_copy (SoHubStore *from, SoHubStore *to, GError **error);

G_END_DECLS
