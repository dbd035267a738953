/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-plan-week.h"

#include "so-day.h"
#include "so-plan-json.h"
#include "so-schedule-problem.h"

#include <string.h>

void
so_plan_week_free (SoPlanWeek *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->problem, so_plan_problem_unref);
  g_clear_pointer (&self->current, g_array_unref);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_free (self);
}

SoSession *
so_plan_week_session (const SoPlanWeek *self, const char *id)
{
  for (guint i = 0; i < self->sessions->len; i++)
    if (!strcmp (((SoSession *) self->sessions->pdata[i])->id, id))
      return self->sessions->pdata[i];
  return NULL;
}

/* One of another length than usual is of the class "ID~45" (so-schedule-problem.h). */
int
so_plan_week_class (const SoPlanWeek *self, const SoSession *session)
{
  g_autofree char *other = g_strdup_printf ("%s~%d", session->class_id, session->minutes);

  for (guint c = 0; session->state == SO_SESSION_PLANNED && c < self->problem->n_classes; c++)
    {
      const SoPlanClass *klass = &self->problem->classes[c];

      if (!strcmp (klass->id, other) || (!strcmp (klass->id, session->class_id) && klass->duration == session->minutes))
        return (int) c;
    }
  return -1;
}

int
so_plan_week_teacher (const SoPlanWeek *self, const char *id)
{
  for (guint t = 0; id && t < self->problem->n_teachers; t++)
    if (!strcmp (self->problem->teachers[t].id, id))
      return (int) t;
  return -1;
}

int
so_plan_week_room (const SoPlanWeek *self, const char *id)
{
  for (guint r = 0; id && r < self->problem->n_rooms; r++)
    if (!strcmp (self->problem->rooms[r].id, id))
      return (int) r;
  return -1;
}

int
so_plan_week_place (const SoPlanWeek *self, const SoSession *session)
{
  int klass = so_plan_week_class (self, session), room = so_plan_week_room (self, session->room_id), teacher = so_plan_week_teacher (self, session->teacher_id);

  for (guint i = 0; klass >= 0 && i < self->current->len; i++)
    {
      const SoPlanPlace *place = &g_array_index (self->current, SoPlanPlace, i);

      if (place->klass == klass && place->day == session->day - self->monday && place->start == session->start && place->room == room && place->teacher == teacher)
        return (int) i;
    }
  return -1;
}

/* What is not so -------------------------------------------------------------------------------------- */

void
so_plan_week_take_teacher (SoPlanWeek *self, int teacher, int day)
{
  GArray *there = self->problem->teachers[teacher].availability;

  for (guint i = there->len; i-- > 0;)
    if (g_array_index (there, SoPlanWindow, i).day == day)
      g_array_remove_index (there, i);
}

void
so_plan_week_close_room (SoPlanWeek *self, int room, int day)
{
  GArray *closed = self->problem->rooms[room].closed;
  const SoPlanWindow window = { day, 0, SO_PLAN_DAY_MINUTES };

  g_array_append_val (closed, window);
  so_plan_windows_join (closed);
}

/* What has begun -------------------------------------------------------------------------------------- */

/* The pin that holds it there, or -1. */
static int
find_pin (const SoPlanClass *klass, const SoPlanPlace *place)
{
  for (guint i = 0; i < klass->pins->len; i++)
    {
      const SoPlanPin *pin = &g_array_index (klass->pins, SoPlanPin, i);

      if (pin->day == place->day && pin->start == place->start && pin->room == place->room && pin->teacher == place->teacher)
        return (int) i;
    }
  return -1;
}

/* It cannot be undone, whatever the rules say. One that they would not have allowed is not planned, for no plan could keep it. */
static void
keep_begun (SoPlanWeek *self, guint i)
{
  const SoPlanPlace *place = &g_array_index (self->current, SoPlanPlace, i);
  SoPlanClass *klass = &self->problem->classes[place->klass];
  const SoPlanPin pin = { place->day, place->start, place->room, place->teacher };
  int at = find_pin (klass, place);
  g_autoptr (GArray) broken = g_array_new (FALSE, FALSE, sizeof (SoPlanViolation));

  if (so_plan_check_place (self->problem, self->current, i, broken) && (at >= 0 || klass->pins->len < (guint) klass->sessions))
    {
      if (at < 0)
        g_array_append_val (klass->pins, pin);
      return;
    }
  if (at >= 0)
    g_array_remove_index (klass->pins, (guint) at);
  klass->sessions--;
  g_array_remove_index (self->current, i);
}

static void
keep_all_begun (SoPlanWeek *self, gint64 now)
{
  for (guint i = 0; i < self->sessions->len; i++)
    {
      const SoSession *session = self->sessions->pdata[i];
      int at = session->starts_at <= now ? so_plan_week_place (self, session) : -1;

      if (at >= 0)
        keep_begun (self, (guint) at);
    }
}

SoPlanWeek *
so_plan_week_load (SoDb *db, int day, gint64 now, gboolean repair, GError **error)
{
  g_autoptr (SoPlanWeek) self = g_new0 (SoPlanWeek, 1);
  g_autofree char *json = so_schedule_problem (db, day, TRUE, error);

  if (!json || !(self->problem = so_plan_problem_parse (json, -1, error)) || !(self->sessions = so_schedule_week (db, day, error)))
    return NULL;
  self->monday = so_day_monday (day);
  self->current = g_steal_pointer (&self->problem->current);
  keep_all_begun (self, now);
  if (repair)
    self->problem->current = g_array_copy (self->current);
  return g_steal_pointer (&self);
}
