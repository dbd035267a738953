/* SPDX-License-Identifier: MIT */
#include "so-plan-work.h"

#include "so-plan-slots.h"

#include <string.h>

void
so_plan_crowd_init (SoPlanWork *self)
{
  self->crowd = g_new0 (guint16, SO_PLAN_DAYS * SO_PLAN_DAY_MINUTES);
  self->full = g_new0 (guint64, SO_PLAN_DAYS * SO_PLAN_MOST_WORDS);
  if (self->problem->max_concurrent == 0)
    memset (self->full, 0xff, SO_PLAN_DAYS * SO_PLAN_MOST_WORDS * sizeof *self->full);
}

void
so_plan_crowd_change (SoPlanWork *self, int day, int start, int end, int sign)
{
  guint16 *crowd = self->crowd + day * SO_PLAN_DAY_MINUTES;
  guint64 *full = self->full + day * SO_PLAN_MOST_WORDS;

  for (int m = start; m < end; m++)
    {
      guint64 bit = (guint64) 1 << (m % 64);

      crowd[m] = (guint16) (crowd[m] + sign);
      if (crowd[m] >= self->problem->max_concurrent)
        full[m / 64] |= bit;
      else
        full[m / 64] &= ~bit;
    }
}

/* The first minute from @m on that is full, or is not. */
static int
next (const guint64 *full, int m, gboolean is_full)
{
  while (m < SO_PLAN_DAY_MINUTES)
    {
      guint64 word = (is_full ? full[m / 64] : ~full[m / 64]) >> (m % 64);

      if (word)
        return MIN (m + __builtin_ctzll (word), SO_PLAN_DAY_MINUTES);
      m = (m / 64 + 1) * 64;
    }
  return SO_PLAN_DAY_MINUTES;
}

void
so_plan_crowd_cut (const SoPlanWork *self, int day, guint duration, guint64 *slots)
{
  const guint64 *full = self->full + day * SO_PLAN_MOST_WORDS;

  if (self->problem->max_concurrent < 0)
    return;
  for (int from = next (full, 0, TRUE), to; from < SO_PLAN_DAY_MINUTES; from = next (full, to, TRUE))
    {
      to = next (full, from, FALSE);
      so_plan_work_cut (self, slots, self->durations[duration], from, to);
    }
}

void
so_plan_work_cut (const SoPlanWork *self, guint64 *slots, int minutes, int from, int to)
{
  int grid = self->problem->grid, low = from - minutes + 1;

  if (from < to)
    so_plan_slots_cut (slots, self->words, low <= 0 ? 0 : (low + grid - 1) / grid, (to - 1) / grid);
}
