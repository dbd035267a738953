/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoReportNews: a banner that leads to the newest weekly report, there while the owner has not opened it. A top bar of Today and Analytics.
 */
#define SO_TYPE_REPORT_NEWS (so_report_news_get_type ())
G_DECLARE_FINAL_TYPE (SoReportNews, so_report_news, SO, REPORT_NEWS, AdwBin)

GtkWidget *so_report_news_new (SoWindow *window);

/* Tells of a new report by a notification, once on this computer; outside her quiet hours, while @studio is shown in @window. @studio may be NULL. */
void so_report_news_watch (SoWindow *window, SoStudio *studio);

G_END_DECLS
