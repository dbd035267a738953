/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-sound.h"

G_BEGIN_DECLS

/**
 * SoWaveform: the shape of a sound, in one lane or, where two were recorded apart, in two; what was heard is in the accent colour. A slider: pressed or dragged, it says where
 * to go on. Time goes from left to right in every language, as a clock goes: so it is on other players, and on the paper of who writes from right to left, too.
 *
 * SoWaveform::seek (guint64 frame).
 */
#define SO_TYPE_WAVEFORM (so_waveform_get_type ())
G_DECLARE_FINAL_TYPE (SoWaveform, so_waveform, SO, WAVEFORM, GtkWidget)

/* NULL: nothing. One that is still being read (without samples) begins at the left of a place for the longer one that it may become. */
void so_waveform_set_sound (SoWaveform *self, SoSound *sound);
/* Draws only where that can be seen. @say: screen readers hear of it. */
void so_waveform_set_frame (SoWaveform *self, guint64 frame, gboolean say);

/* Pure: for how many seconds there is a place while @seconds of a sound have come. */
double so_waveform_horizon (double seconds);
/* Pure: which frame is at @x of @width, and back. */
guint64 so_waveform_frame_at (double x, double width, guint64 frames);
double so_waveform_x_of (guint64 frame, double width, guint64 frames);

G_END_DECLS
