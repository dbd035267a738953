/* SPDX-License-Identifier: MIT */
#include "so-clock.h"

static gint64 fake;

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

void
so_clock_set (gint64 ms)
{
  fake = ms;
}
