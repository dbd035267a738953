/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-verdict.h"

G_BEGIN_DECLS

/* The only part that sees GStreamer's decoders: of the media process, and of nothing else. */

/* Starts GStreamer with the plug-ins that reading needs, and no others: what is not loaded cannot be asked for. Opens files, so it is called
 * before the process locks itself in. FALSE where one is not installed; *@missing is its name then. */
gboolean so_sound_decode_init (const char **missing);

/* Samples, in the words of SoMediaWire: FALSE where nobody listens any more. */
typedef gboolean (*SoSoundDecoded) (GByteArray *pieces, gpointer data);

/* Reads @bytes to their end, or to the longest that is played. Blocks, for ever where a decoder does: whoever started the process ends it. */
SoVerdict so_sound_decode (SoSoundKind kind, const guint8 *bytes, gsize length, SoSoundDecoded decoded, gpointer data);

G_END_DECLS
