/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-media-read.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Recordings of a studio, to be listened to. */

/* The file @sha256 as it is played, and where somebody stopped listening to it (*@ms; 0: at its beginning). Blocks: for a worker thread. @progress as in
 * so_media_read_shown(); may be NULL. Whatever is in the file is no error; SO_ERROR_CHANGE where it is not on this computer, and those of so_media_read(). */
SoSound *so_listen_read (SoStore *store, const char *sha256, gint64 *ms, SoMediaProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* That it was listened to, so far. Returns at once; it is written on the studio's worker. */
void so_listen_keep (SoStudio *studio, const char *sha256, gint64 ms);

G_END_DECLS
