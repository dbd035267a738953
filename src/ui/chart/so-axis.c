/* SPDX-License-Identifier: MIT */
#include "so-axis.h"

#include "so-money.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Steps of time that a clock has, in seconds; above them days are counted in ones, twos, fives. */
static const double clock_steps[] = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400 };

/* 1, 2 or 5 times a power of ten, not below @rough. */
static double
round_step (double rough)
{
  double power = pow (10, floor (log10 (rough)));

  for (guint i = 0; i < 3; i++)
    {
      double step = power * (i == 0 ? 1 : i == 1 ? 2 : 5);

      /* 0.30000000000000004 is 0.3. */
      if (step >= rough * (1 - 1e-9))
        return step;
    }
  return power * 10;
}

static double
choose_step (double rough, SoAxisUnit unit)
{
  switch (unit)
    {
    case SO_AXIS_COUNT:
      return MAX (round_step (rough), 1);
    case SO_AXIS_MONEY:
      return MAX (round_step (rough), 100);
    case SO_AXIS_SECONDS:
      for (guint i = 0; i < G_N_ELEMENTS (clock_steps); i++)
        if (clock_steps[i] >= rough)
          return clock_steps[i];
      return 86400 * round_step (rough / 86400);
    default:
      return round_step (rough);
    }
}

SoAxis
so_axis_make (double low, double high, guint most, SoAxisUnit unit)
{
  SoAxis axis;

  low = isfinite (low) ? MIN (low, 0) : 0;
  high = isfinite (high) ? MAX (high, 0) : 0;
  /* Nothing at all has an axis, too: the page does not jump when the first message comes. */
  if (high - low <= 0)
    high = unit == SO_AXIS_SECONDS ? 60 : unit == SO_AXIS_MONEY ? 10000 : 1;
  axis.step = choose_step ((high - low) / MAX (most, 1), unit);
  axis.low = floor (low / axis.step + 1e-9) * axis.step;
  axis.high = ceil (high / axis.step - 1e-9) * axis.step;
  axis.n = (guint) lround ((axis.high - axis.low) / axis.step) + 1;
  return axis;
}

double
so_axis_tick (const SoAxis *axis, guint i)
{
  double value = axis->low + i * axis->step;

  /* -5 + 5 × 1 of tenths is not quite 0. */
  return fabs (value) < axis->step * 1e-6 ? 0 : value;
}

double
so_axis_place (const SoAxis *axis, double value)
{
  return (value - axis->low) / (axis->high - axis->low);
}

/* Words ------------------------------------------------------------------------------------------------ */

static char *
format_money (double value, const char *currency)
{
  const char *name = g_get_language_names_with_category ("LC_MONETARY")[0];
  g_autofree char *language = g_strndup (name, strcspn (name, "_.@"));
  /* "C" is nobody's language. */
  g_autofree char *amount = so_money_format ((gint64) llround (fabs (value)), currency ? currency : "EUR", strlen (language) > 1 ? language : NULL);

  return value < 0 ? g_strdup_printf ("−%s", amount) : g_steal_pointer (&amount);
}

/* The largest two units: nobody asks for the seconds of a day. */
static char *
format_seconds (double value)
{
  gint64 s = (gint64) llround (MIN (fabs (value), 1e12));

  if (s >= 2 * 86400)
    /* Translators: days and hours */
    return s % 86400 / 3600 ? g_strdup_printf (_("%d d %d h"), (int) (s / 86400), (int) (s % 86400 / 3600)) : g_strdup_printf (_("%d d"), (int) (s / 86400));
  if (s >= 3600)
    return s % 3600 / 60 ? g_strdup_printf (_("%d h %02d min"), (int) (s / 3600), (int) (s % 3600 / 60)) : g_strdup_printf (_("%d h"), (int) (s / 3600));
  if (s >= 60)
    return s % 60 ? g_strdup_printf (_("%d min %d s"), (int) (s / 60), (int) (s % 60)) : g_strdup_printf (_("%d min"), (int) (s / 60));
  return g_strdup_printf (_("%d s"), (int) s);
}

static char *
format_number (double value, guint decimals)
{
  g_autofree char *digits = decimals ? g_strdup_printf ("%'.*f", (int) decimals, fabs (value)) : g_strdup_printf ("%'.0f", fabs (value));

  /* A minus, not a hyphen; and nothing is "-0". */
  return value < 0 && strpbrk (digits, "123456789") ? g_strdup_printf ("−%s", digits) : g_steal_pointer (&digits);
}

char *
so_axis_format (double value, SoAxisUnit unit, const char *currency)
{
  g_autofree char *number = NULL;

  if (!isfinite (value))
    return g_strdup ("–");
  switch (unit)
    {
    case SO_AXIS_RATE:
      number = format_number (value * 100, 0);
      /* Translators: percent, "82 %"; the number is written already */
      return g_strdup_printf (_("%s %%"), number);
    case SO_AXIS_SECONDS:
      return format_seconds (value);
    case SO_AXIS_MONEY:
      return format_money (value, currency);
    case SO_AXIS_SCORE:
      return format_number (value, 1);
    default:
      return format_number (value, 0);
    }
}

char *
so_axis_format_short (double value, SoAxisUnit unit, const char *currency)
{
  g_autofree char *number = NULL;
  double thousands = value / 1000;

  if (unit != SO_AXIS_COUNT || !(fabs (value) >= 10000))
    return so_axis_format (value, unit, currency);
  number = format_number (thousands, thousands == floor (thousands) ? 0 : 1);
  /* Translators: thousands, as on an axis: "12k" */
  return g_strdup_printf (_("%sk"), number);
}
