/* SPDX-License-Identifier: MIT */
#include "so-weekly-report.h"

void
so_weekly_report_free (SoWeeklyReport *report)
{
  g_free (report->id);
  g_free (report->label);
  g_free (report->zone);
  g_free (report->content);
  g_free (report);
}
