/* SPDX-License-Identifier: MIT */
#include "so-span.h"

#include "so-day.h"

GArray *
so_spans_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SoSpan));
}

void
so_spans_add (GArray *spans, gint64 from, gint64 to)
{
  SoSpan span = { from, to };

  if (from < to)
    g_array_append_val (spans, span);
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const SoSpan *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

void
so_spans_join (GArray *spans)
{
  guint kept = 0;

  g_array_sort (spans, by_start);
  for (guint i = 0; i < spans->len; i++)
    {
      SoSpan span = g_array_index (spans, SoSpan, i);
      SoSpan *last = kept ? &g_array_index (spans, SoSpan, kept - 1) : NULL;

      if (last && span.from <= last->to)
        last->to = MAX (last->to, span.to);
      else
        g_array_index (spans, SoSpan, kept++) = span;
    }
  g_array_set_size (spans, kept);
}

void
so_spans_cut (GArray *spans, gint64 from, gint64 to)
{
  guint n = spans->len;

  for (guint i = 0; i < n; i++)
    {
      SoSpan *span = &g_array_index (spans, SoSpan, i), whole = *span;

      if (whole.to <= from || whole.from >= to)
        continue;
      span->to = MAX (whole.from, MIN (whole.to, from));
      so_spans_add (spans, MAX (whole.from, to), whole.to);
    }
  for (guint i = spans->len; i-- > 0;)
    if (g_array_index (spans, SoSpan, i).from >= g_array_index (spans, SoSpan, i).to)
      g_array_remove_index (spans, i);
  g_array_sort (spans, by_start);
}

gboolean
so_spans_cover (const GArray *spans, gint64 from, gint64 to)
{
  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, SoSpan, i).from <= from && to <= g_array_index (spans, SoSpan, i).to)
      return TRUE;
  return FALSE;
}

GArray *
so_spans_of_hours (const SoHours *hours, int first, int last)
{
  GArray *spans = so_spans_new ();

  for (int day = first - 1; day <= last; day++)
    {
      const GArray *week = hours->week[so_day_weekday (day)];

      for (guint i = 0; week && i < week->len; i++)
        {
          const SoHoursSpan *span = &g_array_index (week, SoHoursSpan, i);

          so_spans_add (spans, (gint64) day * SO_DAY_MINUTES + span->from, (gint64) day * SO_DAY_MINUTES + span->to);
        }
    }
  so_spans_join (spans);
  return spans;
}
