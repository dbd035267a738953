/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets of the starts that one day's grid has, as bits in @words words: what makes a search quick. */

static inline void
so_plan_slots_zero (guint64 *slots, guint words)
{
  for (guint w = 0; w < words; w++)
    slots[w] = 0;
}

static inline gboolean
so_plan_slots_any (const guint64 *slots, guint words)
{
  guint64 all = 0;

  for (guint w = 0; w < words; w++)
    all |= slots[w];
  return all != 0;
}

static inline gboolean
so_plan_slots_has (const guint64 *slots, guint i)
{
  return slots[i / 64] >> (i % 64) & 1;
}

static inline void
so_plan_slots_add (guint64 *slots, guint i)
{
  slots[i / 64] |= (guint64) 1 << (i % 64);
}

static inline guint
so_plan_slots_count (const guint64 *slots, guint words)
{
  guint n = 0;

  for (guint w = 0; w < words; w++)
    n += (guint) __builtin_popcountll (slots[w]);
  return n;
}

/* The @n-th of those in it. */
static inline guint
so_plan_slots_nth (const guint64 *slots, guint n)
{
  guint w = 0;
  guint64 bits;

  for (; n >= (guint) __builtin_popcountll (slots[w]); w++)
    n -= (guint) __builtin_popcountll (slots[w]);
  for (bits = slots[w]; n; n--)
    bits &= bits - 1;
  return w * 64 + (guint) __builtin_ctzll (bits);
}

/* Takes out @from … @to, both with it. */
static inline void
so_plan_slots_cut (guint64 *slots, guint words, int from, int to)
{
  from = MAX (from, 0);
  to = MIN (to, (int) words * 64 - 1);
  for (int w = from / 64; from <= to && w <= to / 64; w++)
    {
      guint64 low = w == from / 64 ? ~(guint64) 0 << (from % 64) : ~(guint64) 0;
      guint64 high = w == to / 64 ? ~(guint64) 0 >> (63 - to % 64) : ~(guint64) 0;

      slots[w] &= ~(low & high);
    }
}

/* The first and last of each run in @slots. */
static inline void
so_plan_slots_edges (const guint64 *slots, guint words, guint64 *edges)
{
  for (guint w = 0; w < words; w++)
    {
      guint64 before = slots[w] << 1 | (w ? slots[w - 1] >> 63 : 0);
      guint64 after = slots[w] >> 1 | (w + 1 < words ? slots[w + 1] << 63 : 0);

      edges[w] = slots[w] & ~(before & after);
    }
}

G_END_DECLS
