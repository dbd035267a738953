/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-planning.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-plan-calm.h"
#include "so-plan-proposal.h"

#include <glib/gi18n-lib.h>

/* What is told while it goes on. */
typedef struct {
  SoPlanningNews news;
  SoPlanningTold told;
  gpointer data;
} Telling;

static void
on_progress (const GArray *plan, const SoPlanWorth *worth, const gint64 *bound, gpointer data)
{
  Telling *telling = data;

  if (worth)
    {
      telling->news.has_plan = TRUE;
      telling->news.worth = worth->objective;
      telling->news.unplaced = worth->unplaced;
      telling->news.disruption = worth->disruption;
    }
  if (bound)
    {
      telling->news.has_bound = TRUE;
      telling->news.bound = *bound;
    }
  if (telling->told)
    telling->told (&telling->news, telling->data);
}

/* What the owner tries out; FALSE with an error where there is no such teacher or room. */
static gboolean
take_away (SoPlanWeek *week, const SoPlanningWish *wish, GError **error)
{
  int teacher = so_plan_week_teacher (week, wish->teacher_id), room = so_plan_week_room (week, wish->room_id);

  if ((wish->teacher_id && teacher < 0) || (wish->room_id && room < 0))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no such teacher or room any more"));
  for (int day = 0; day < SO_PLAN_DAYS; day++)
    if (wish->away < 0 || wish->away == day)
      {
        if (teacher >= 0)
          so_plan_week_take_teacher (week, teacher, day);
        if (room >= 0)
          so_plan_week_close_room (week, room, day);
      }
  return TRUE;
}

/* A week without anything to place has no plan, and says what is missing. */
static gboolean
check_week (const SoPlanWeek *week, GError **error)
{
  const SoPlanProblem *problem = week->problem;

  if (!so_plan_problem_sessions (problem))
    return so_fail (error, SO_ERROR_CHANGE, _("There is nothing to plan in this week: enter classes first, and how often a week they take place"));
  if (!problem->n_rooms)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no room to plan with: enter your rooms first"));
  if (!problem->n_teachers)
    return so_fail (error, SO_ERROR_CHANGE, _("There is nobody to plan with: enter your teachers first"));
  return TRUE;
}

static SoPlanWeek *
load (SoStore *store, const SoPlanningWish *wish, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (store, error);
  g_autoptr (SoPlanWeek) week = db ? so_plan_week_load (db, wish->day, so_now (), wish->repair, error) : NULL;

  return week && check_week (week, error) && take_away (week, wish, error) ? g_steal_pointer (&week) : NULL;
}

/* Many plans are worth the same: what brings nothing is not moved. */
static void
calm (const SoPlanWeek *week, SoPlanSolution *solution)
{
  GArray *plan = week->problem->current ? NULL : so_plan_calm (week->problem, week->current, solution->plan);

  if (!plan)
    return;
  g_array_unref (solution->plan);
  solution->plan = plan;
}

SoProposal *
so_planning_solve (SoStore *store, const SoPlanningWish *wish, GCancellable *stop, SoPlanningTold told, gpointer data, GError **error)
{
  g_autoptr (SoPlanWeek) week = load (store, wish, error);
  const SoPlanOptions options = { wish->seed, week ? week->current : NULL, wish->time_limit, FALSE };
  g_autoptr (SoPlanReport) before = NULL;
  g_autoptr (SoPlanSolution) solution = NULL;
  Telling telling = { .told = told, .data = data };

  if (!week)
    return NULL;
  before = so_plan_check (week->problem, week->current);
  telling.news.before = before->objective;
  solution = so_plan_solve (week->problem, &options, stop, on_progress, &telling, error);
  if (!solution)
    return NULL;
  calm (week, solution);
  return so_plan_propose (store, week, before, solution, error);
}

/* Beside the window ----------------------------------------------------------------------------------- */

struct _SoPlanning {
  GObject parent_instance;

  SoStudio *studio;
  SoPlanningWish wish;
  char *teacher_id, *room_id;
  GCancellable *stop;
  GMainContext *context;         /* of who runs it */
  SoPlanningNews news;           /* main thread */

  GMutex lock;                   /* of the two below */
  SoPlanningNews newest;
  gboolean telling;              /* the main thread will look */
};

G_DEFINE_FINAL_TYPE (SoPlanning, so_planning, G_TYPE_OBJECT)

static guint progress_signal;

static gboolean
tell (gpointer user_data)
{
  SoPlanning *self = user_data;

  g_mutex_lock (&self->lock);
  self->news = self->newest;
  self->telling = FALSE;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, progress_signal, 0);
  return G_SOURCE_REMOVE;
}

/* In a thread of the planner, perhaps a thousand times a second: the window is told of the newest only. */
static void
on_told (const SoPlanningNews *news, gpointer data)
{
  SoPlanning *self = data;
  gboolean telling;

  g_mutex_lock (&self->lock);
  self->newest = *news;
  telling = self->telling;
  self->telling = TRUE;
  g_mutex_unlock (&self->lock);
  if (!telling)
    g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT_IDLE, tell, g_object_ref (self), g_object_unref);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SoPlanning *self = source;
  GError *error = NULL;
  SoProposal *proposal = so_planning_solve (so_studio_get_store (self->studio), &self->wish, self->stop, on_told, self, &error);

  if (proposal)
    g_task_return_pointer (task, proposal, (GDestroyNotify) so_proposal_free);
  else
    g_task_return_error (task, error);
}

/* Minutes long, so not on the studio's own threads, where others wait. */
void
so_planning_run_async (SoPlanning *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, so_planning_run_async);
  g_task_run_in_thread (task, run_in_thread);
}

SoProposal *
so_planning_run_finish (SoPlanning *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
so_planning_stop (SoPlanning *self)
{
  g_cancellable_cancel (self->stop);
}

const SoPlanningNews *
so_planning_get_news (SoPlanning *self)
{
  return &self->news;
}

static void
so_planning_finalize (GObject *object)
{
  SoPlanning *self = SO_PLANNING (object);

  g_clear_object (&self->studio);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->teacher_id);
  g_free (self->room_id);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (so_planning_parent_class)->finalize (object);
}

static void
so_planning_class_init (SoPlanningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_planning_finalize;
  progress_signal = g_signal_new ("progress", SO_TYPE_PLANNING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_planning_init (SoPlanning *self)
{
  g_mutex_init (&self->lock);
  self->stop = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
}

SoPlanning *
so_planning_new (SoStudio *studio, const SoPlanningWish *wish)
{
  SoPlanning *self = g_object_new (SO_TYPE_PLANNING, NULL);

  self->studio = g_object_ref (studio);
  self->wish = *wish;
  self->wish.teacher_id = self->teacher_id = g_strdup (wish->teacher_id);
  self->wish.room_id = self->room_id = g_strdup (wish->room_id);
  return self;
}
