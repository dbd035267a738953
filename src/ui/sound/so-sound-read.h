/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Reads a recording of the studio on another thread, for @source. */

/* On the main thread, of one that takes a while: what of it has come. @so_far is yours. */
typedef void (*SoSoundPart) (GObject *source, const char *sha256, SoSound *so_far);

void so_sound_read_async (GObject *source, SoStore *store, const char *sha256, SoSoundPart part, GCancellable *cancellable, GAsyncReadyCallback callback);
/* Which it is; borrowed. */
const char *so_sound_read_get_sha256 (GAsyncResult *result);
/* As so_listen_read(). */
SoSound *so_sound_read_finish (GAsyncResult *result, gint64 *ms, GError **error);

G_END_DECLS
