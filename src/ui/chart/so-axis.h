/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a number of a chart is. */
typedef enum {
  SO_AXIS_COUNT,     /* whole things: messages, calls */
  SO_AXIS_RATE,      /* a part of 1, said in percent */
  SO_AXIS_SECONDS,
  SO_AXIS_MONEY,     /* minor units of a currency */
  SO_AXIS_SCORE,     /* with one decimal */
} SoAxisUnit;

/**
 * SoAxis: the ticks of an axis, @n of them, @step apart, from @low to @high. They are numbers that people count by (1, 2, 5, 10; 30 seconds, 5 minutes), never half a message, and
 * 0 is one of them.
 */
typedef struct {
  double low, high, step;
  guint n;
} SoAxis;

/* Pure: an axis that @low to @high have a place on, with not many more steps than @most. */
SoAxis so_axis_make (double low, double high, guint most, SoAxisUnit unit);
double so_axis_tick (const SoAxis *axis, guint i);
/* Where @value is: 0 at the low end, 1 at the high one. */
double so_axis_place (const SoAxis *axis, double value);

/* "1,234", "82 %", "4 min 30 s", "15.50 €" as the locale writes it; NAN: "–". @currency: of money. Free with g_free(). */
char *so_axis_format (double value, SoAxisUnit unit, const char *currency);
/* The same for a tick, where there is little room: "2 h", "1.5k"; 12000 is "12k". */
char *so_axis_format_short (double value, SoAxisUnit unit, const char *currency);

G_END_DECLS
