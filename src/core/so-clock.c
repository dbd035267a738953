/* SPDX-License-Identifier: MIT */
#include "so-clock.h"

#include <time.h>

#define LONGEST_SLEEP (10 * 60 * G_GINT64_CONSTANT (1000))
#define LARGEST_STEP (2 * 60 * G_GINT64_CONSTANT (1000))

static gint64 fake, fake_elapsed, pretended_sleep, pretended_step;

gint64
so_now (void)
{
  return fake ? fake : g_get_real_time () / 1000;
}

gint64
so_monotonic (void)
{
  return fake ? fake : g_get_monotonic_time () / 1000;
}

static gint64
read_clock (clockid_t clock)
{
  struct timespec now = { 0 };

  clock_gettime (clock, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

gint64
so_elapsed (void)
{
  return (fake_elapsed ? fake_elapsed : fake ? fake : read_clock (CLOCK_BOOTTIME)) + pretended_sleep;
}

void
so_clock_read (SoClockReading *reading)
{
  reading->wall = so_now () + pretended_sleep + pretended_step;
  reading->awake = fake ? fake : read_clock (CLOCK_MONOTONIC);
  reading->elapsed = so_elapsed ();
}

SoClockVerdict
so_clock_compare (const SoClockReading *before, const SoClockReading *after)
{
  gint64 wall = after->wall - before->wall, awake = after->awake - before->awake, elapsed = after->elapsed - before->elapsed;

  if (ABS (wall - elapsed) > LARGEST_STEP)
    return SO_CLOCK_CHANGED;
  return elapsed - awake > LONGEST_SLEEP ? SO_CLOCK_SLEPT : SO_CLOCK_FINE;
}

void
so_clock_pretend (gint64 slept_ms, gint64 wall_set_by_ms)
{
  pretended_sleep = slept_ms;
  pretended_step = wall_set_by_ms;
}

void
so_clock_set (gint64 ms)
{
  fake = ms;
}

void
so_clock_set_elapsed (gint64 ms)
{
  fake_elapsed = ms;
}
