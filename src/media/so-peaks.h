/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SoPeaks: the shape of a sound, to be drawn: the lowest and the highest sample of each 20 ms of each channel, in one byte each. 5 minutes
 * are 30 kB a channel. Samples are added as they come; what was added can be drawn at any time.
 */
typedef struct _SoPeaks SoPeaks;

#define SO_PEAKS_PER_SECOND 50

typedef struct {
  gint8 low, high;      /* -128 to 127 */
} SoPeak;

/* @rate: samples a second, a multiple of SO_PEAKS_PER_SECOND. @channels: 1 or 2. */
SoPeaks *so_peaks_new (guint rate, guint channels);
void so_peaks_free (SoPeaks *self);
SoPeaks *so_peaks_copy (const SoPeaks *self);

/* @frames of one sample a channel, side by side. */
void so_peaks_add (SoPeaks *self, const gint16 *samples, gsize frames);

/* How many there are, with the last one that may not be full yet. */
gsize so_peaks_get_n (const SoPeaks *self);

/* What @channel reaches from peak @from to before @to, as one column of a drawing shows it; both are clamped to what there is. Nothing is
 * {0, 0}. */
SoPeak so_peaks_get (const SoPeaks *self, guint channel, gsize from, gsize to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPeaks, so_peaks_free)

G_END_DECLS
