/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SoPaper: pages of A4 as PDF, written from top to bottom without a display: paragraphs, tables, bars. What does not fit goes on the next page: paragraphs are parted
 * between lines, rows are not, and a table has its header on each page. Text is laid out by Pango: any script, each in its own direction.
 */
typedef struct _SoPaper SoPaper;

typedef enum {
  SO_PAPER_TITLE,
  SO_PAPER_HEADING,
  SO_PAPER_STRONG,
  SO_PAPER_TEXT,
  SO_PAPER_SMALL,
  SO_PAPER_HEAD,         /* of a column */
  SO_PAPER_GOOD,         /* as text, in a colour, as the next */
  SO_PAPER_BAD,
} SoPaperStyle;

/* @title: of the document, also at the foot of each page. @logo: PNG, or NULL. */
SoPaper *so_paper_new (const char *title, GBytes *logo);
void so_paper_free (SoPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPaper, so_paper_free)

/* A paragraph. A heading stays with what follows it. */
void so_paper_text (SoPaper *paper, SoPaperStyle style, const char *text);
/* What follows, @points high, is not parted: where the page has no more of it, the next one begins. */
void so_paper_keep (SoPaper *paper, double points);
/* The number of the page that is being written, from 1. */
guint so_paper_get_page (SoPaper *paper);
/* So many points of nothing, not at the top of a page. */
void so_paper_space (SoPaper *paper, double points);

/* A table from here: @widths of its @n columns, as parts of the width of the page; all but the first are aligned to the end where @numbers. @header may be NULL. */
void so_paper_table (SoPaper *paper, guint n, const double *widths, gboolean numbers, const char *const *header);
/* A row of it; @styles may be NULL: SO_PAPER_TEXT. */
void so_paper_row (SoPaper *paper, const char *const *cells, const SoPaperStyle *styles);
/* A bar of the width of the page, @done of it filled (0 to 1). */
void so_paper_meter (SoPaper *paper, double done);
/* Bars side by side, @said above each and @names below; the last one stands out. */
void so_paper_bars (SoPaper *paper, guint n, const double *values, const char *const *said, const char *const *names);

/* The document; NULL with SO_ERROR_REPORT where it could not be made. Nothing more can be written to it. */
GBytes *so_paper_finish (SoPaper *paper, GError **error);

G_END_DECLS
