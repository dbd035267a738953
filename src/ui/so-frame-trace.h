/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the benchmarks: where STUDIO_OS_TRACE_FRAMES is set, every frame of @window is a line "frame BEGIN END CPU" on standard output: µs of the
 * monotonic clock, and µs that the main thread worked between. Otherwise does nothing. */
void so_frame_trace_watch (GtkWindow *window);

G_END_DECLS
