/* SPDX-License-Identifier: MIT */
#include "so-figures-private.h"

#include <string.h>

#define DAY G_GINT64_CONSTANT (86400)   /* seconds */

gboolean
so_figures_next (const SoFiguresJob *job, SoStmt *rows, GError **error)
{
  return so_stmt_next (rows, error) && !g_cancellable_set_error_if_cancelled (job->how->cancellable, error);
}

gboolean
so_figures_end (SoStmt *rows, GError *failed, GError **error)
{
  if (failed)
    g_propagate_error (error, failed);
  return rows && !failed;
}

SoFiguresSpan *
so_figures_span (const SoFiguresJob *job, SoFiguresSpan *span, gint64 at)
{
  for (span = span ? span + 1 : job->spans; span < job->spans + job->n; span++)
    if (at >= span->from && at < span->to)
      return span;
  return NULL;
}

void
so_figures_clock (const SoFiguresJob *job, gint64 at, guint *weekday, guint *hour)
{
  gint64 seconds = at / 1000, local;
  int interval = g_time_zone_find_interval (job->how->zone, G_TIME_TYPE_UNIVERSAL, seconds);

  local = seconds + g_time_zone_get_offset (job->how->zone, interval);
  /* Also before 1970, where the remainder of C is negative; 1970-01-01 was a Thursday. */
  *hour = (guint) ((local % DAY + DAY) % DAY / 3600);
  *weekday = (guint) ((((local - (local % DAY + DAY) % DAY) / DAY + 3) % 7 + 7) % 7);
}

/* Sets ----------------------------------------------------------------------------------------------------- */

gboolean
so_figures_set_has (const SoFiguresSet *set, guint64 number)
{
  return set->bits && number / 8 < set->bits->len && (set->bits->data[number / 8] >> (number % 8) & 1);
}

gboolean
so_figures_set_add (SoFiguresSet *set, guint64 number)
{
  if (so_figures_set_has (set, number))
    return FALSE;
  if (!set->bits)
    set->bits = g_byte_array_new ();
  if (number / 8 >= set->bits->len)
    {
      guint was = set->bits->len;

      g_byte_array_set_size (set->bits, (guint) (number / 8 + 256));
      memset (set->bits->data + was, 0, set->bits->len - was);
    }
  set->bits->data[number / 8] |= (guint8) (1 << number % 8);
  return TRUE;
}

SoFiguresSet *
so_figures_sets_new (guint n)
{
  return g_new0 (SoFiguresSet, n);
}

void
so_figures_sets_free (SoFiguresSet *sets, guint n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&sets[i].bits, g_byte_array_unref);
  g_free (sets);
}

/* All ------------------------------------------------------------------------------------------------------ */

gboolean
so_figures_read (SoDb *db, SoFiguresSpan *spans, guint n, const SoFiguresHow *how, GError **error)
{
  SoFiguresJob job = { db, spans, n, how, G_MAXINT64, 0 };

  for (guint i = 0; i < n; i++)
    {
      job.from = MIN (job.from, spans[i].from);
      job.to = MAX (job.to, spans[i].to);
    }
  return so_figures_read_messages (&job, error) && so_figures_read_calls (&job, error) && so_figures_read_leads (&job, error) && so_figures_read_moves (&job, error) &&
         so_figures_read_bookings (&job, error);
}
