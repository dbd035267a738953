/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers by chance that are the same for the same seed on every computer and with every GLib (splitmix64). */
typedef struct {
  guint64 state;
} SoPlanRandom;

static inline guint64
so_plan_random (SoPlanRandom *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* 0 … @n − 1; the tiny favour for small numbers does not matter here. */
static inline guint
so_plan_random_below (SoPlanRandom *self, guint n)
{
  return (guint) (((so_plan_random (self) >> 32) * n) >> 32);
}

/* 0 … 1 */
static inline double
so_plan_random_double (SoPlanRandom *self)
{
  return (double) (so_plan_random (self) >> 11) * (1.0 / 9007199254740992.0);
}

G_END_DECLS
