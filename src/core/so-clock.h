/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds since 1970 UTC: the only form in which times are stored and passed. */
gint64 so_now (void);

/* Milliseconds that only ever grow, unmoved by a changed wall clock: for undo windows and leases. */
gint64 so_monotonic (void);

/* Tests set the time; 0 gives the real clock back. Moves both clocks. */
void so_clock_set (gint64 ms);

G_END_DECLS
