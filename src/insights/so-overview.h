/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-clients.h"
#include "so-figures.h"
#include "so-period.h"

G_BEGIN_DECLS

/* One point of a series. */
typedef struct {
  SoPeriod period;
  SoFigures *figures;    /* never NULL */
} SoPeriodFigures;

void so_period_figures_free (SoPeriodFigures *self);

/* A lead with a score of the tab Hot whose conversation waits for an answer. */
typedef struct {
  char *contact_id, *thread_id;
  char *name;
  char *interest;        /* what they want, in a few words, or NULL */
  int score;
  gint64 waiting_since;  /* ms */
} SoHotLead;

void so_hot_lead_free (SoHotLead *lead);

/* All numbers of a period as the pages show them; read at once, so they fit together. */
typedef struct {
  gint64 now;            /* ms, when it was read */
  SoPeriod period, before;
  SoFigures *figures;    /* of the period; never NULL */
  SoFigures *previous;   /* of the one before; never NULL */
  GPtrArray *days;       /* SoPeriodFigures, SO_OVERVIEW_DAYS to the last day of the period or today, whichever is earlier; oldest first */
  GPtrArray *weeks;      /* SoPeriodFigures, SO_OVERVIEW_WEEKS or more, whole weeks of the calendar, the last one with that day; oldest first */
  GPtrArray *hot;        /* SoHotLead, the highest score first, at most SO_OVERVIEW_HOT */
  guint hot_waiting;     /* how many there are */
  SoClients *clients;    /* NULL: this kind of studio does not count by the client */
  guint week_start;      /* 0: Monday */
  char *currency;        /* "EUR" */
  char *zone;            /* IANA */
  gboolean open_known;   /* opening hours are set: minutes are those in which the studio was open */
} SoOverview;

#define SO_OVERVIEW_DAYS 30
#define SO_OVERVIEW_WEEKS 13   /* 12 whole ones and the running one */
#define SO_OVERVIEW_HOT 5

SoOverview *so_overview_new (void);
void so_overview_free (SoOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoOverview, so_overview_free)

/* The newest whole week and the one before it: what trends are judged by. NULL where there is none. Borrowed. */
const SoPeriodFigures *so_overview_last_week (const SoOverview *overview, guint weeks_ago);

G_END_DECLS
