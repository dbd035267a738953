/* SPDX-License-Identifier: MIT */
#include "so-reports.h"

#include "so-clock.h"
#include "so-day.h"
#include "so-db.h"
#include "so-id.h"

#define COLUMNS "id, label, first_day, zone, content, created_at"
/* By a clock that was right: what says that it was made later than now was made while the computer's clock was ahead, of a week that was not over. An hour, since
 * the clocks of two computers are never quite the same. */
#define LATEST "(?1 + 3600000)"
#define SOUND "created_at <= " LATEST

static gpointer
read_report (SoStmt *row)
{
  SoWeeklyReport *report = g_new0 (SoWeeklyReport, 1);

  report->id = so_stmt_dup (row, 0);
  report->label = so_stmt_dup (row, 1);
  so_day_parse (so_stmt_text (row, 2), &report->first_day);
  report->zone = so_stmt_dup (row, 3);
  report->content = so_stmt_dup (row, 4);
  report->created_at = so_stmt_int (row, 5);
  return report;
}

gboolean
so_report_add (SoDb *db, const SoWeeklyReport *report, gboolean *added, GError **error)
{
  g_autofree char *id = so_id_derive ("weekly_report", report->label), *first = so_day_format (report->first_day);

  if (!so_db_run (db, error, "INSERT INTO weekly_report (id, label, first_day, zone, content, created_at) VALUES (?2, ?3, ?4, ?5, ?6, ?1) ON CONFLICT (id) DO UPDATE SET"
                  " first_day = excluded.first_day, zone = excluded.zone, content = excluded.content, created_at = excluded.created_at WHERE weekly_report.created_at > " LATEST, "ittttt",
                  so_now (), id, report->label, first, report->zone, report->content))
    return FALSE;
  *added = so_db_changes (db) == 1;
  return TRUE;
}

SoWeeklyReport *
so_report_find (SoDb *db, const char *label, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM weekly_report WHERE " SOUND " AND (?2 IS NULL OR label = ?2) ORDER BY label DESC LIMIT 1", "it",
                                        so_now (), label);

  return so_stmt_one (row, NULL, error) ? read_report (row) : NULL;
}

SoWeeklyReport *
so_report_newest (SoDb *db, const char *label, GError **error)
{
  g_autoptr (GPtrArray) list = so_report_list (db, label, 1, error);

  return list && list->len ? g_ptr_array_steal_index (list, 0) : NULL;
}

GPtrArray *
so_report_list (SoDb *db, const char *label, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT " COLUMNS " FROM weekly_report WHERE " SOUND " AND (?2 IS NULL OR label <= ?2) ORDER BY label DESC LIMIT ?3", "iti",
                                         so_now (), label, (gint64) limit);

  return so_stmt_all (rows, read_report, (GDestroyNotify) so_weekly_report_free, error);
}

GStrv
so_report_labels (SoDb *db, GError **error)
{
  return so_db_texts (db, error, "SELECT label FROM weekly_report WHERE " SOUND " ORDER BY label", "i", so_now ());
}

gint64
so_report_first_data (SoDb *db)
{
  return so_db_int (db, 0, "SELECT coalesce (min (at), 0) FROM (SELECT min (sent_at) AS at FROM message WHERE deleted_at IS NULL AND practice = 0 AND sent_at > 0"
                    " UNION ALL SELECT min (started_at) FROM call WHERE deleted_at IS NULL AND started_at > 0"
                    " UNION ALL SELECT min (created_at) FROM booking WHERE deleted_at IS NULL AND created_at > 0)", "");
}

gint64
so_report_studio_since (SoDb *db)
{
  return so_db_int (db, 0, "SELECT coalesce (min (created_at), 0) FROM account", "");
}
