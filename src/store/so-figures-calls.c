/* SPDX-License-Identifier: MIT */
#include "so-figures-private.h"

/* Only what so_call_metrics_add() asks for. */
#define ROWS "SELECT outbound, number, started_at, seconds, talk, signs, state, after_hours, satisfaction, booking_id FROM call" \
             " WHERE deleted_at IS NULL AND started_at >= ?1 AND started_at < ?2"

static void
count_call (const SoFiguresJob *job, const SoCall *call)
{
  guint weekday, hour;

  so_figures_clock (job, call->started_at, &weekday, &hour);
  for (SoFiguresSpan *span = NULL; (span = so_figures_span (job, span, call->started_at));)
    {
      SoFigures *figures = span->figures;
      SoCallMetrics before = figures->calls;

      so_call_metrics_add (&figures->calls, call);
      figures->channels[SO_CHANNEL_CALL].in += figures->calls.inbound - before.inbound;
      figures->channels[SO_CHANNEL_CALL].out += figures->calls.outbound - before.outbound;
      figures->call_hours[weekday][hour] += figures->calls.inbound - before.inbound;
    }
}

gboolean
so_figures_read_calls (const SoFiguresJob *job, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (job->db, error, ROWS, "ii", job->from, job->to);
  g_autoptr (GError) failed = NULL;

  while (rows && so_figures_next (job, rows, &failed))
    {
      /* Its texts are borrowed from the row. */
      SoCall call = { .outbound = so_stmt_int (rows, 0) != 0, .number = (char *) so_stmt_text (rows, 1), .started_at = so_stmt_int (rows, 2),
                      .seconds = (guint) so_stmt_int (rows, 3), .talk = (guint) so_stmt_int (rows, 4), .signs = (guint) so_stmt_int (rows, 5),
                      .after_hours = so_stmt_int (rows, 7) != 0, .satisfaction = so_stmt_is_null (rows, 8) ? -1 : (int) so_stmt_int (rows, 8),
                      .booking_id = (char *) so_stmt_text (rows, 9) };

      if (so_call_state_parse (so_stmt_text (rows, 6), &call.state))
        count_call (job, &call);
    }
  return so_figures_end (rows, g_steal_pointer (&failed), error);
}
