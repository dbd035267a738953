/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds since 1970 UTC: the only form in which times are stored and passed. */
gint64 so_now (void);

/* Milliseconds that only ever grow, unmoved by a changed wall clock: for undo windows and leases. */
gint64 so_monotonic (void);

/* The same, and it goes on while the computer sleeps: for what somebody else counts on meanwhile. */
gint64 so_elapsed (void);

/* Three clocks read at one moment, ms: the wall's, one that stands still while the computer sleeps, one that does not. */
typedef struct {
  gint64 wall;
  gint64 awake;
  gint64 elapsed;
} SoClockReading;
void so_clock_read (SoClockReading *reading);

typedef enum {
  SO_CLOCK_FINE,
  SO_CLOCK_SLEPT,       /* the computer slept for more than ten minutes */
  SO_CLOCK_CHANGED,     /* somebody set the wall clock, by more than two minutes */
} SoClockVerdict;
/* What happened between two readings. Pure. */
SoClockVerdict so_clock_compare (const SoClockReading *before, const SoClockReading *after);

/* Tests set the time; 0 gives the real clock back. Moves all clocks, but for that of so_elapsed() where it has a time of its own. */
void so_clock_set (gint64 ms);
void so_clock_set_elapsed (gint64 ms);
/* Tests let the computer sleep and somebody set the wall clock, between two readings. */
void so_clock_pretend (gint64 slept_ms, gint64 wall_set_by_ms);

G_END_DECLS
