/* SPDX-License-Identifier: MIT */
#include "so-figures.h"

#include <string.h>

SoFigures *
so_figures_new (void)
{
  SoFigures *figures = g_new0 (SoFigures, 1);

  figures->answer_minutes = g_array_new (FALSE, FALSE, sizeof (guint32));
  return figures;
}

SoFigures *
so_figures_copy (const SoFigures *figures)
{
  SoFigures *copy = g_memdup2 (figures, sizeof *figures);

  copy->answer_minutes = g_array_copy (figures->answer_minutes);
  return copy;
}

void
so_figures_free (SoFigures *figures)
{
  if (!figures)
    return;
  g_array_unref (figures->answer_minutes);
  g_free (figures);
}

static void
add_all (guint *sums, const guint *others, gsize n)
{
  for (gsize i = 0; i < n; i++)
    sums[i] += others[i];
}
/* Arrays, and structs of nothing but guint. */
#define ADD(field) add_all ((guint *) &figures->field, (const guint *) &other->field, (sizeof figures->field) / (sizeof (guint)))

static void
add_calls (SoCallMetrics *calls, const SoCallMetrics *other)
{
  calls->total += other->total;
  calls->inbound += other->inbound;
  calls->answered += other->answered;
  calls->by_assistant += other->by_assistant;
  calls->voicemail += other->voicemail;
  calls->missed += other->missed;
  calls->after_hours += other->after_hours;
  calls->anonymous += other->anonymous;
  calls->outbound += other->outbound;
  calls->reached += other->reached;
  calls->talk += other->talk;
  calls->booked += other->booked;
  calls->assistant += other->assistant;
  calls->escalated += other->escalated;
  calls->rated += other->rated;
  calls->satisfaction += other->satisfaction;
}

static void
add_bookings (SoFigures *figures, const SoFigures *other)
{
  ADD (made);
  ADD (bookings);
  ADD (unmarked);
  ADD (priced);
  ADD (expected_priced);
  ADD (customers);
  ADD (customers_new);
  ADD (before);
  ADD (kept);
  figures->revenue += other->revenue;
  figures->expected += other->expected;
}

void
so_figures_add (SoFigures *figures, const SoFigures *other)
{
  ADD (in);
  ADD (out);
  ADD (conversations);
  ADD (hours);
  ADD (channels);
  ADD (classified);
  ADD (categories);
  ADD (sub_categories);
  ADD (waited);
  ADD (answered);
  ADD (answered_in_day);
  g_array_append_vals (figures->answer_minutes, other->answer_minutes->data, other->answer_minutes->len);
  so_figures_sort (figures);
  ADD (leads);
  ADD (leads_converted);
  ADD (leads_elsewhere);
  ADD (moved);
  add_calls (&figures->calls, &other->calls);
  ADD (call_hours);
  add_bookings (figures, other);
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

void
so_figures_sort (SoFigures *figures)
{
  g_array_sort (figures->answer_minutes, compare_minutes);
}

gboolean
so_figures_answer_minutes (const SoFigures *figures, guint percent, guint *minutes)
{
  guint64 n = figures->answer_minutes->len, rank = (n * percent + 99) / 100;

  *minutes = n ? g_array_index (figures->answer_minutes, guint32, MAX (rank, 1) - 1) : 0;
  return n > 0;
}

guint
so_figures_appointments (const SoFigures *figures)
{
  static const SoBookingState had_a_place[] = {
    SO_BOOKING_BOOKED, SO_BOOKING_ATTENDED, SO_BOOKING_LATE, SO_BOOKING_NO_SHOW, SO_BOOKING_EXCUSED, SO_BOOKING_CANCELLED, SO_BOOKING_LATE_CANCELLED,
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (had_a_place); i++)
    n += figures->bookings[had_a_place[i]];
  return n;
}
