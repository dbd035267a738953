/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-week-places.h"

#include "so-clock.h"
#include "so-day.h"
#include "so-error.h"
#include "so-plan-change.h"
#include "so-plan-week.h"

#include <glib/gi18n-lib.h>

/* A week has no more starts than this. */
#define MOST_STARTS 10080
/* One can be chosen by a digit, and not all of them are on one day. */
#define MOST 6
#define MOST_OF_A_DAY 2

void
so_free_place_free (SoFreePlace *self)
{
  if (!self)
    return;
  g_free (self->room_id);
  g_free (self->room);
  g_free (self->teacher_id);
  g_free (self->teacher);
  g_free (self->reason);
  g_free (self);
}

/* The week without the session, and the week with it at the end. */
typedef struct {
  SoPlanWeek *week;
  GTimeZone *zone;
  gint64 now;
  GArray *others, *before;
  SoPlanPlace here;              /* its place, or day -1: it has none yet */
} Search;

static void
search_free (Search *self)
{
  g_clear_pointer (&self->week, so_plan_week_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->others, g_array_unref);
  g_clear_pointer (&self->before, g_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

/* What is looked for -------------------------------------------------------------------------------- */

/* Who asks for another place of what is pinned wants to know; it is moved by nobody else. */
static void
unpin (Search *self)
{
  GArray *pins = self->week->problem->classes[self->here.klass].pins;

  for (guint i = pins->len; i-- > 0;)
    {
      const SoPlanPin *pin = &g_array_index (pins, SoPlanPin, i);

      if (pin->day == self->here.day && pin->start == self->here.start)
        g_array_remove_index (pins, i);
    }
}

static gboolean
lift_session (Search *self, const SoSession *session, GError **error)
{
  int klass = so_plan_week_class (self->week, session), at = so_plan_week_place (self->week, session);

  if (klass < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” does not take place then: it needs no other place"), session->title);
  if (session->starts_at <= self->now)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” has begun: it stays where it is"), session->title);
  self->here = (SoPlanPlace) { klass, session->day - self->week->monday, session->start, so_plan_week_room (self->week, session->room_id),
                               so_plan_week_teacher (self->week, session->teacher_id) };
  unpin (self);
  if (at >= 0)
    g_array_remove_index (self->others, (guint) at);
  g_array_set_size (self->before, 0);
  g_array_append_vals (self->before, self->others->data, self->others->len);
  g_array_append_val (self->before, self->here);
  return TRUE;
}

static gboolean
want_another (Search *self, const char *class_id, GError **error)
{
  for (guint c = 0; c < self->week->problem->n_classes; c++)
    {
      SoPlanClass *klass = &self->week->problem->classes[c];
      int there = 0;

      if (g_strcmp0 (klass->id, class_id))
        continue;
      for (guint i = 0; i < self->others->len; i++)
        there += g_array_index (self->others, SoPlanPlace, i).klass == (int) c;
      klass->sessions = MAX (klass->sessions, there + 1);
      self->here = (SoPlanPlace) { (int) c, -1, 0, -1, -1 };
      return TRUE;
    }
  return so_fail (error, SO_ERROR_CHANGE, _("There is no such class"));
}

static Search *
search_new (SoDb *db, const SoWeekPlaceWish *wish, gint64 now, GError **error)
{
  g_autoptr (Search) self = g_new0 (Search, 1);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (SoSession) session = schedule && wish->session_id ? so_schedule_session (db, schedule, wish->session_id, error) : NULL;

  if (!schedule || (wish->session_id && !session) || !(self->week = so_plan_week_load (db, session ? session->day : wish->day, now, FALSE, error)))
    return NULL;
  self->zone = g_time_zone_ref (schedule->zone);
  self->now = now;
  self->others = g_array_copy (self->week->current);
  self->before = g_array_copy (self->week->current);
  if (!(session ? lift_session (self, session, error) : want_another (self, wish->class_id, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/* Which places there are ---------------------------------------------------------------------------- */

static int
distance (const Search *self, const SoPlanPlace *to)
{
  return self->here.day < 0 ? to->day * SO_DAY_MINUTES + to->start : ABS ((to->day - self->here.day) * SO_DAY_MINUTES + to->start - self->here.start);
}

static int
compare_suggestions (gconstpointer a, gconstpointer b, gpointer data)
{
  const SoPlanSuggestion *x = a, *y = b;

  if (x->points != y->points)
    return x->points > y->points ? -1 : 1;
  return distance (data, &x->place) - distance (data, &y->place);
}

static gboolean
is_past (const Search *self, const SoPlanPlace *place)
{
  return so_day_at (self->week->monday + place->day, place->start, self->zone) <= self->now;
}

static gboolean
same_place (const SoPlanPlace *a, const SoPlanPlace *b)
{
  return a->day == b->day && a->start == b->start && a->room == b->room && a->teacher == b->teacher;
}

/* Two places that overlap are one to choose from. */
static gboolean
is_crowded (const Search *self, GPtrArray *places, const SoPlanPlace *to)
{
  int of_day = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const SoFreePlace *place = places->pdata[i];

      if (place->day != self->week->monday + to->day)
        continue;
      if (++of_day >= MOST_OF_A_DAY || ABS (place->start - to->start) < place->minutes)
        return TRUE;
    }
  return FALSE;
}

/* Only another room or teacher, or some minutes: that is worth a place of its own only where it brings something. */
static gboolean
is_here (const Search *self, const SoPlanPlace *to, const SoPlanChange *change)
{
  int minutes = self->week->problem->classes[to->klass].duration;

  return to->day == self->here.day && ABS (to->start - self->here.start) < minutes && change->objective <= 0 && !change->mended->len;
}

/* What the week would be with it there; NULL where that breaks a rule. */
static SoPlanChange *
try_place (const Search *self, const SoPlanPlace *to)
{
  g_autoptr (GArray) after = g_array_copy (self->others);
  g_autoptr (SoPlanChange) change = NULL;

  if (same_place (&self->here, to))
    return NULL;
  g_array_append_vals (after, to, 1);
  change = so_plan_compare (self->week->problem, self->before, after);
  return change->broken->len ? NULL : g_steal_pointer (&change);
}

/* At that start in its own room and with its own teacher, where that is worth as much. */
static SoPlanChange *
choose (const Search *self, SoPlanPlace *to)
{
  const int rooms[] = { self->here.room, self->here.room, to->room, to->room }, teachers[] = { self->here.teacher, to->teacher, self->here.teacher, to->teacher };
  SoPlanChange *best = NULL;
  SoPlanPlace found = *to;

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      const SoPlanPlace place = { to->klass, to->day, to->start, rooms[i], teachers[i] };
      g_autoptr (SoPlanChange) change = rooms[i] >= 0 && teachers[i] >= 0 ? try_place (self, &place) : NULL;

      if (!change || (best && change->objective <= best->objective))
        continue;
      g_clear_pointer (&best, so_plan_change_free);
      best = g_steal_pointer (&change);
      found = place;
    }
  *to = found;
  return best;
}

/* Why ----------------------------------------------------------------------------------------------- */

static const char *const kinds[SO_PLAN_N_POINTS] = {
  [SO_PLAN_PREFERRED] = N_("preferred time"), [SO_PLAN_BEGINNER_PEAK] = N_("busy hours for beginners"), [SO_PLAN_ROOM_FIT] = N_("room fits"),
  [SO_PLAN_CONTINUITY] = N_("other classes of the teacher"),
};

/* What is not placed is no reason: it would be now. */
static char *
reason_of (const Search *self, const SoPlanChange *change)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < SO_PLAN_N_POINTS; i++)
    {
      gint64 points = change->after->parts[i] - change->before->parts[i];

      if (kinds[i] && points)
        g_string_append_printf (words, "%s%s %s%d", words->len ? ", " : "", _(kinds[i]), points > 0 ? "+" : "−", (int) ABS (points));
    }
  if (change->mended->len)
    g_string_append_printf (words, "%s%s", words->len ? ", " : "", _("nothing is in the way"));
  if (!words->len)
    g_string_append (words, self->here.day < 0 ? _("free") : _("as good as now"));
  return g_string_free_and_steal (words);
}

static gint64
points_of (const SoPlanChange *change)
{
  return change->after->score - change->before->score;
}

static SoFreePlace *
describe (const Search *self, const SoPlanPlace *to, const SoPlanChange *change)
{
  const SoPlanProblem *problem = self->week->problem;
  const SoPlanRoom *room = &problem->rooms[to->room];
  const SoPlanTeacher *teacher = &problem->teachers[to->teacher];
  SoFreePlace *place = g_new0 (SoFreePlace, 1);

  *place = (SoFreePlace) { self->week->monday + to->day, to->start, problem->classes[to->klass].duration, g_strdup (room->id), g_strdup (room->name),
                       g_strdup (teacher->id), g_strdup (teacher->name), points_of (change), reason_of (self, change) };
  return place;
}

GPtrArray *
so_week_places_find (SoDb *db, const SoWeekPlaceWish *wish, gint64 now, GError **error)
{
  g_autoptr (Search) search = search_new (db, wish, now, error);
  g_autoptr (GArray) starts = search ? so_plan_suggest_places (search->week->problem, search->others, (guint) search->here.klass, MOST_STARTS, error) : NULL;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) so_free_place_free);

  if (!starts)
    return NULL;
  g_array_sort_with_data (starts, compare_suggestions, search);
  for (guint i = 0; i < starts->len && places->len < MOST; i++)
    {
      SoPlanPlace to = g_array_index (starts, SoPlanSuggestion, i).place;
      g_autoptr (SoPlanChange) change = is_past (search, &to) || is_crowded (search, places, &to) ? NULL : choose (search, &to);

      if (change && !is_here (search, &to, change))
        g_ptr_array_add (places, describe (search, &to, change));
    }
  return g_steal_pointer (&places);
}

/* Beside the window --------------------------------------------------------------------------------- */

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  const SoWeekPlaceWish wish = { .session_id = data };
  GPtrArray *places = db ? so_week_places_find (db, &wish, so_now (), &error) : NULL;

  if (places)
    g_task_return_pointer (task, places, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
so_studio_find_places_async (SoStudio *studio, const char *session_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_studio_find_places_async);
  g_task_set_task_data (task, g_strdup (session_id), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
so_studio_find_places_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
