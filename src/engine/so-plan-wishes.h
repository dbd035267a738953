/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-proposal.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the owner wishes of every plan, as a form has it; kept in settings (so-schedule-problem.h). */

typedef enum { SO_BUSY_NEVER, SO_BUSY_WEEKDAYS, SO_BUSY_WEEKEND, SO_BUSY_DAILY, SO_BUSY_OWN, SO_N_BUSY } SoBusyDays;

typedef struct {
  int most_at_once;              /* 0: as many as there are rooms */
  SoBusyDays busy;               /* SO_BUSY_OWN: other hours on other days, which are left as they are */
  int busy_from, busy_to;        /* hours */
  int weights[SO_POINTS_UNPLACED];   /* points, by their kind */
} SoPlanWishes;

/* What is usual. */
extern const SoPlanWishes so_plan_wishes_usual;

/* Pure: from and to the texts of the three settings (NULL or "": not set). Free with g_free(). */
void so_plan_wishes_parse (SoPlanWishes *wishes, const char *most, const char *busy, const char *weights);
char *so_plan_wishes_busy (const SoPlanWishes *wishes);
char *so_plan_wishes_weights (const SoPlanWishes *wishes);

/* Short indexed reads. */
void so_plan_wishes_load (SoStudio *studio, SoPlanWishes *wishes);
/* On the worker thread, in the order of verbs. */
void so_plan_wishes_save_async (SoStudio *studio, const SoPlanWishes *wishes, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_plan_wishes_save_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
