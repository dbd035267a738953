/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoReportPage: the weekly report: what a week came to, what to do about it, the owner's goals, and the weeks before. It leaves as a file or as a mail to her.
 */
#define SO_TYPE_REPORT_PAGE (so_report_page_get_type ())
G_DECLARE_FINAL_TYPE (SoReportPage, so_report_page, SO, REPORT_PAGE, AdwBin)

GtkWidget *so_report_page_new (SoWindow *window);

/* Shows the week @label; NULL: the last whole one. */
void so_report_page_show_week (SoReportPage *self, const char *label);

G_END_DECLS
