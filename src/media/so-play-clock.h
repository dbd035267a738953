/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SoPlayClock: where a sound is while it plays, counted in its own samples. Pure: each call is told what time it is (@now, µs of a clock that
 * only goes forward), so a pause, a seek and another speed can be tested to the sample. What plays it corrects the clock by seeking it.
 */
typedef struct {
  guint rate;           /* samples a second */
  guint64 frames;       /* how many there are */
  double speed;
  gboolean playing;
  double at;            /* where it was */
  gint64 since;         /* at that time */
} SoPlayClock;

/* Stands still at @frame, at speed 1. */
void so_play_clock_init (SoPlayClock *self, guint rate, guint64 frames, guint64 frame);

/* 0 to frames: there it is over, and stands still. */
guint64 so_play_clock_get (const SoPlayClock *self, gint64 now);
gboolean so_play_clock_is_over (const SoPlayClock *self, gint64 now);

/* From the beginning where it was over. */
void so_play_clock_play (SoPlayClock *self, gint64 now);
void so_play_clock_pause (SoPlayClock *self, gint64 now);
void so_play_clock_seek (SoPlayClock *self, guint64 frame, gint64 now);
/* @seconds, also backward; clamped to what there is. */
void so_play_clock_skip (SoPlayClock *self, double seconds, gint64 now);
void so_play_clock_set_speed (SoPlayClock *self, double speed, gint64 now);

/* The next faster (@step 1) or slower (-1) speed of those that are offered, 0.5 to 2; the same at the ends. */
double so_play_speed_step (double speed, int step);

/* Where to begin a sound that was left at @frame: there, or at the beginning where hardly anything was heard, or hardly anything is left. */
guint64 so_play_resume (guint64 frame, guint64 frames, guint rate);

/* Which of @n segments, that begin at @starts (ms, in order), is heard at @ms; -1 before the first. */
int so_play_segment (const gint64 *starts, guint n, gint64 ms);

/* "1 minute 12 of 4 minutes 30", for who listens to the screen; free with g_free(). */
char *so_play_words (double seconds, double all);

G_END_DECLS
