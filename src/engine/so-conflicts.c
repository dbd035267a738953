/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-conflicts.h"

#include "so-clock.h"
#include "so-day.h"
#include "so-json.h"
#include "so-plan-change.h"
#include "so-plan-week.h"
#include "so-plan-words.h"
#include "so-schedule-check.h"
#include "so-schedule-words.h"

#include <glib/gi18n-lib.h>

/* A week has no more starts than this. */
#define MOST_PLACES 10080

void
so_conflict_free (SoConflict *self)
{
  if (!self)
    return;
  g_free (self->session_id);
  g_free (self->title);
  g_free (self->room);
  g_free (self->teacher);
  g_ptr_array_unref (self->problems);
  g_free (self->fix);
  g_free (self->argument);
  g_free (self);
}

/* What mends it ------------------------------------------------------------------------------------------ */

/* A session of the week, and the week with it at the end. */
typedef struct {
  const SoPlanProblem *problem;
  GArray *others;        /* SoPlanPlace: the week without it */
  GArray *before;        /* and with it as it stands */
  SoPlanPlace now, best;
  gboolean found;
  int cost;              /* of the best one: how much is different */
  gint64 points;
} Search;

static int
cost_of (const Search *search, const SoPlanPlace *to)
{
  const SoPlanDisruption *cost = &search->problem->disruption;

  return (to->day != search->now.day || to->start != search->now.start ? cost->time : 0) + (to->teacher != search->now.teacher ? cost->teacher : 0) +
         (to->room != search->now.room ? cost->room : 0);
}

/* Something is mended, nothing else breaks, and nothing is left that is wrong with this session. */
static gboolean
mends (const Search *search, const SoPlanChange *change)
{
  int own = (int) search->before->len - 1;

  if (!change->mended->len || change->broken->len)
    return FALSE;
  for (guint i = 0; i < change->after->violations->len; i++)
    {
      const SoPlanViolation *left = &g_array_index (change->after->violations, SoPlanViolation, i);

      if (left->first == own || left->second == own)
        return FALSE;
    }
  return TRUE;
}

static void
try_place (Search *search, const SoPlanPlace *to)
{
  int cost = cost_of (search, to);
  g_autoptr (GArray) after = NULL;
  g_autoptr (SoPlanChange) change = NULL;

  if (!cost || (search->found && cost > search->cost))
    return;
  after = g_array_copy (search->others);
  g_array_append_vals (after, to, 1);
  change = so_plan_compare (search->problem, search->before, after);
  if (!mends (search, change) || (search->found && cost == search->cost && change->objective <= search->points))
    return;
  search->best = *to;
  search->found = TRUE;
  search->cost = cost;
  search->points = change->objective;
}

static void
try_same_time (Search *search)
{
  const SoPlanClass *klass = &search->problem->classes[search->now.klass];

  for (guint r = 0; r < search->problem->n_rooms; r++)
    for (guint t = 0; t < search->problem->n_teachers; t++)
      if (so_plan_room_suits (search->problem, &search->problem->rooms[r], klass) && so_plan_teacher_suits (search->problem, t, klass))
        try_place (search, &(SoPlanPlace) { search->now.klass, search->now.day, search->now.start, (int) r, (int) t });
}

static int
distance (const Search *search, const SoPlanPlace *to)
{
  return ABS ((to->day - search->now.day) * SO_DAY_MINUTES + to->start - search->now.start);
}

/* What changes least first, and of those the nearest. */
static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const SoPlanPlace *x = &((const SoPlanSuggestion *) a)->place, *y = &((const SoPlanSuggestion *) b)->place;
  int cost = cost_of (data, x) - cost_of (data, y);

  return cost ? cost : distance (data, x) - distance (data, y);
}

static void
try_other_times (Search *search)
{
  g_autoptr (GArray) places = so_plan_suggest_places (search->problem, search->others, (guint) search->now.klass, MOST_PLACES, NULL);

  if (places)
    g_array_sort_with_data (places, compare_places, search);
  for (guint i = 0; places && !search->found && i < places->len; i++)
    try_place (search, &g_array_index (places, SoPlanSuggestion, i).place);
}

/* FALSE where nothing small does. */
static gboolean
search_fix (const SoPlanWeek *week, const SoSession *session, SoPlanPlace *best)
{
  int at = so_plan_week_place (week, session);
  g_autoptr (GArray) others = g_array_copy (week->current), before = NULL;
  Search search = { .problem = week->problem, .now = { so_plan_week_class (week, session), session->day - week->monday, session->start,
                                                       so_plan_week_room (week, session->room_id), so_plan_week_teacher (week, session->teacher_id) } };

  if (search.now.klass < 0)
    return FALSE;
  if (at >= 0)
    g_array_remove_index (others, (guint) at);
  before = g_array_copy (others);
  g_array_append_val (before, search.now);
  search.others = others;
  search.before = before;
  try_same_time (&search);
  if (!search.found)
    try_other_times (&search);
  *best = search.best;
  return search.found;
}

/* "Move it to Friday 18:00, Studio B, with Ana": what is another one. */
static char *
fix_words (const SoPlanProblem *problem, const SoPlanPlace *from, const SoPlanPlace *to)
{
  gboolean time = from->day != to->day || from->start != to->start, room = from->room != to->room, teacher = from->teacher != to->teacher;
  g_autofree char *when = so_plan_time_words (to->day, to->start);
  const char *where = problem->rooms[to->room].name, *who = problem->teachers[to->teacher].name;

  if (!time && !room)
    return g_strdup_printf (_("%s teaches it"), who);
  if (!time && !teacher)
    return g_strdup_printf (_("Move it to %s"), where);
  if (!time)
    return g_strdup_printf (_("Move it to %s, and %s teaches it"), where, who);
  if (!room && !teacher)
    return g_strdup_printf (_("Move it to %s"), when);
  if (!teacher)
    return g_strdup_printf (_("Move it to %s, %s"), when, where);
  return room ? g_strdup_printf (_("Move it to %s, %s, and %s teaches it"), when, where, who) : g_strdup_printf (_("Move it to %s, and %s teaches it"), when, who);
}

static char *
fix_argument (const SoPlanWeek *week, const SoSession *session, const SoPlanPlace *to)
{
  JsonObject *wish = json_object_new ();
  g_autofree char *day = so_day_format (week->monday + to->day);

  json_object_set_string_member (wish, "scope", "this");
  if (week->monday + to->day != session->day)
    json_object_set_string_member (wish, "day", day);
  if (to->start != session->start)
    json_object_set_int_member (wish, "start", to->start);
  json_object_set_string_member (wish, "room_id", week->problem->rooms[to->room].id);
  json_object_set_string_member (wish, "teacher_id", week->problem->teachers[to->teacher].id);
  return so_json_write_object (wish);
}

static void
find_fix (const SoPlanWeek *week, const SoSession *session, SoConflict *conflict)
{
  const SoPlanPlace from = { -1, session->day - week->monday, session->start, so_plan_week_room (week, session->room_id), so_plan_week_teacher (week, session->teacher_id) };
  SoPlanPlace to;

  if (!search_fix (week, session, &to))
    return;
  conflict->fix = fix_words (week->problem, &from, &to);
  conflict->argument = fix_argument (week, session, &to);
}

/* What is wrong ------------------------------------------------------------------------------------------ */

static SoConflict *
describe (const SoPlanWeek *week, const SoSession *session)
{
  SoConflict *conflict = g_new0 (SoConflict, 1);

  *conflict = (SoConflict) { g_strdup (session->id), g_strdup (session->title), session->day, session->start, session->minutes, g_strdup (session->room), g_strdup (session->teacher),
                             g_ptr_array_new_with_free_func (g_free), NULL, NULL };
  for (guint i = 0; i < session->problems->len; i++)
    g_ptr_array_add (conflict->problems, so_schedule_words_problem (session, session->problems->pdata[i]));
  find_fix (week, session, conflict);
  return conflict;
}

GPtrArray *
so_conflicts_find (SoDb *db, int day, gint64 now, GError **error)
{
  g_autoptr (SoPlanWeek) week = so_plan_week_load (db, day, now, FALSE, error);
  GPtrArray *all;

  if (!week)
    return NULL;
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_conflict_free);
  for (guint i = 0; i < week->sessions->len; i++)
    {
      const SoSession *session = week->sessions->pdata[i];

      if (session->problems && session->problems->len && session->starts_at > now)
        g_ptr_array_add (all, describe (week, session));
    }
  return all;
}

/* Beside the window -------------------------------------------------------------------------------------- */

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  GPtrArray *all = db ? so_conflicts_find (db, GPOINTER_TO_INT (data), so_now (), &error) : NULL;

  if (all)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
so_studio_find_conflicts_async (SoStudio *studio, int day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_studio_find_conflicts_async);
  g_task_set_task_data (task, GINT_TO_POINTER (day), NULL);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
so_studio_find_conflicts_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
