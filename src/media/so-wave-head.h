/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The chunks of a WAV (https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html). Pure. */

#define SO_WAVE_FORMAT 16   /* bytes of a format that say all of it */

/* Where the first chunk @name ("fmt ", "data") has its contents: NULL where there is none. *@size is what it says of itself; it may end before that. */
const guint8 *so_wave_find (const guint8 *bytes, gsize length, const char *name, gsize *size);

/* FALSE of a format that no recorder writes. Decoders trust it: a million samples in a second make a filter of hours, a frame of 16 kB for two samples reads
 * behind what there is. One that is cut, or not there, is for the decoder to say. */
gboolean so_wave_is_sane (const guint8 *bytes, gsize length);

G_END_DECLS
