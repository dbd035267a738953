/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-proposal.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What a week is planned for. */
typedef struct {
  int day;                 /* of the week; so-day.h */
  gboolean repair;         /* as little as possible is to change */
  const char *teacher_id;  /* (nullable): who is not there on @away */
  const char *room_id;     /* (nullable): what is closed on @away */
  int away;                /* 0 = Monday; -1: the whole week */
  guint64 seed;            /* the same seed, the same plan */
  gint64 time_limit;       /* µs; 0: until it is proved that there is no better one */
} SoPlanningWish;

/* How far it is. */
typedef struct {
  gboolean has_plan;
  gint64 before;           /* what the week is worth as it stands */
  gint64 worth;            /* of the best plan so far */
  guint unplaced;
  gint64 disruption;       /* where it is a repair: what its changes cost */
  gboolean has_bound;
  gint64 bound;            /* no plan is worth more */
} SoPlanningNews;

/* In some thread. */
typedef void (*SoPlanningTold) (const SoPlanningNews *news, gpointer data);

/**
 * so_planning_solve: plans a week and looks what that would change. Nothing is stored. Blocks; cancelled, it returns the best plan so far.
 *
 * Returns: NULL with SO_ERROR_CHANGE where there is nothing to plan, or too much.
 */
SoProposal *so_planning_solve (SoStore *store, const SoPlanningWish *wish, GCancellable *stop, SoPlanningTold told, gpointer data, GError **error);

/**
 * SoPlanning: the same beside the window, once. The signal "progress" says that so_planning_get_news() has something new. Main thread.
 */
#define SO_TYPE_PLANNING (so_planning_get_type ())
G_DECLARE_FINAL_TYPE (SoPlanning, so_planning, SO, PLANNING, GObject)

SoPlanning *so_planning_new (SoStudio *studio, const SoPlanningWish *wish);
void so_planning_run_async (SoPlanning *self, GAsyncReadyCallback callback, gpointer user_data);
SoProposal *so_planning_run_finish (SoPlanning *self, GAsyncResult *result, GError **error);
/* What there is by now is enough. */
void so_planning_stop (SoPlanning *self);
const SoPlanningNews *so_planning_get_news (SoPlanning *self);

G_END_DECLS
