/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-report.h"

G_BEGIN_DECLS

/* A report as a file. Free with g_free(). */

/* One page that needs nothing else: no script, no font, no address of anybody. @logo: a picture (PNG, JPEG or SVG bytes with their @mime) that stands above it, or NULL. */
char *so_report_html (const SoReport *report, GBytes *logo, const char *mime);

/* Tables with an empty line between: the figures, the weeks, what to do, and the goals. For spreadsheets: with a header each, numbers with a point, names that run no command. */
char *so_report_csv (const SoReport *report);

/* "weekly-report-2026-W47.pdf". */
char *so_report_file_name (const SoReport *report, const char *ending);

G_END_DECLS
