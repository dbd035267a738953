/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-clients.h"
#include "so-figures.h"
#include "so-hours.h"
#include "so-store.h"

G_BEGIN_DECLS

/* One stretch of time of which figures are wanted. */
typedef struct {
  gint64 from, to;       /* ms; to: the first one after it */
  gint64 before;         /* ms: where the stretch begins that ends with @from, in which those came of whom it is asked whether they came again */
  SoFigures *figures;    /* filled; yours */
} SoFiguresSpan;

/* By which clock and hours. Borrowed. */
typedef struct {
  gint64 now;            /* ms */
  GTimeZone *zone;
  const SoHours *hours;  /* NULL: nobody knows when the studio is open, so all minutes count */
  GCancellable *cancellable;   /* or NULL */
} SoFiguresHow;

/* The figures of all @spans, in any order, also such that overlap. Each table is read once, from the beginning of the first to the end of the last. */
gboolean so_figures_read (SoDb *db, SoFiguresSpan *spans, guint n, const SoFiguresHow *how, GError **error);

/* Fills @clients, which is new and knows of when: see so-clients.h. */
gboolean so_figures_read_clients (SoDb *db, SoClients *clients, const SoFiguresHow *how, GError **error);

/* What is of this moment: sets @now, urgent, hot, to_approve and stages. */
gboolean so_figures_read_now (SoDb *db, SoFigures *figures, GError **error);

/* A hot lead whose conversation waits. */
typedef struct {
  char *contact_id, *thread_id, *name, *interest;
  int score;
  gint64 waiting_since;
} SoHotRow;
void so_hot_row_free (SoHotRow *row);
/* SoHotRow, the highest score first and of these who waits longest, at most @limit; *@all (may be NULL): how many there are. */
GPtrArray *so_figures_hot (SoDb *db, guint limit, guint *all, GError **error);

G_END_DECLS
