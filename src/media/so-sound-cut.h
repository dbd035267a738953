/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-sound-kind.h"

G_BEGIN_DECLS

/* TRUE where the file says that it goes on behind its last byte: an incomplete block, page or frame, or fewer frames than its head
 * promises. An Ogg that was cut exactly between two pages is not told from a whole one: phones leave the mark of the last page out. Pure. */
gboolean so_sound_is_cut (SoSoundKind kind, const guint8 *bytes, gsize length);

G_END_DECLS
