/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-figures-read.h"

G_BEGIN_DECLS

/* What the parts of so-figures-read.c share. */
typedef struct {
  SoDb *db;
  SoFiguresSpan *spans;
  guint n;
  const SoFiguresHow *how;
  gint64 from, to;          /* of all spans */
} SoFiguresJob;

/* The next row; FALSE at the end, where it failed or was cancelled. */
gboolean so_figures_next (const SoFiguresJob *job, SoStmt *rows, GError **error);
/* After the last row: FALSE where @rows could not be asked for (the error is set) or @failed (taken; may be NULL). */
gboolean so_figures_end (SoStmt *rows, GError *failed, GError **error);
/* Hour (0 to 23) and weekday (0: Monday) at @at on the studio's clock. */
void so_figures_clock (const SoFiguresJob *job, gint64 at, guint *weekday, guint *hour);

/* The next span in which @at is, after @span (NULL: the first one); NULL: there is none more. */
SoFiguresSpan *so_figures_span (const SoFiguresJob *job, SoFiguresSpan *span, gint64 at);

gboolean so_figures_read_messages (const SoFiguresJob *job, GError **error);
gboolean so_figures_read_calls (const SoFiguresJob *job, GError **error);
gboolean so_figures_read_leads (const SoFiguresJob *job, GError **error);
gboolean so_figures_read_moves (const SoFiguresJob *job, GError **error);
gboolean so_figures_read_bookings (const SoFiguresJob *job, GError **error);

/* A set of small numbers: of rows, of people. */
typedef struct { GByteArray *bits; } SoFiguresSet;
/* TRUE where it was not in it yet. */
gboolean so_figures_set_add (SoFiguresSet *set, guint64 number);
gboolean so_figures_set_has (const SoFiguresSet *set, guint64 number);
/* One for each span. */
SoFiguresSet *so_figures_sets_new (guint n);
void so_figures_sets_free (SoFiguresSet *sets, guint n);

G_END_DECLS
