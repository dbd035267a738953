/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-substitutes.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-plan-change.h"
#include "so-plan-week.h"
#include "so-plan-words.h"

#include <glib/gi18n-lib.h>

void
so_substitute_free (SoSubstitute *self)
{
  if (!self)
    return;
  g_free (self->teacher_id);
  g_free (self->name);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

/* Whoever is asked stands in where it is pinned, too: what is fixed then is the time and the room. */
static void
loosen (SoPlanWeek *week, const SoPlanPlace *place)
{
  GArray *pins = week->problem->classes[place->klass].pins;

  for (guint i = 0; i < pins->len; i++)
    {
      SoPlanPin *pin = &g_array_index (pins, SoPlanPin, i);

      if (pin->day == place->day && pin->start == place->start)
        pin->teacher = -1;
    }
}

static SoSubstitute *
describe (const SoPlanWeek *week, const SoSchedule *schedule, guint at, const SoPlanSubstitute *found)
{
  const SoPlanTeacher *teacher = &week->problem->teachers[found->teacher];
  const SoTeacher *known = so_schedule_teacher (schedule, teacher->id);
  g_autoptr (GArray) with = g_array_copy (week->current);
  SoSubstitute *self = g_new0 (SoSubstitute, 1);

  g_array_index (with, SoPlanPlace, at).teacher = (int) found->teacher;
  *self = (SoSubstitute) { g_strdup (teacher->id), g_strdup (teacher->name), known && known->contact_id && *known->contact_id, found->points, found->minutes,
                           g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 0; i < found->broken->len; i++)
    g_ptr_array_add (self->reasons, so_plan_violation_words (week->problem, with, &g_array_index (found->broken, SoPlanViolation, i)));
  return self;
}

/* Its place in the week, also where nobody teaches it or it has no room; -1 with an error where it is not planned. */
static int
place_of (SoPlanWeek *week, const SoSession *session, GError **error)
{
  int at = so_plan_week_place (week, session), klass = so_plan_week_class (week, session);
  const SoPlanPlace place = { klass, session->day - week->monday, session->start, so_plan_week_room (week, session->room_id), so_plan_week_teacher (week, session->teacher_id) };

  if (at >= 0)
    return at;
  if (klass < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” does not take place then: nobody has to stand in"), session->title), -1;
  g_array_append_val (week->current, place);
  return (int) week->current->len - 1;
}

GPtrArray *
so_substitutes_find (SoDb *db, const char *session_id, gint64 now, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (SoSession) session = schedule ? so_schedule_session (db, schedule, session_id, error) : NULL;
  g_autoptr (SoPlanWeek) week = session ? so_plan_week_load (db, session->day, now, FALSE, error) : NULL;
  int at = week ? place_of (week, session, error) : -1;
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *all;

  if (at < 0)
    return NULL;
  loosen (week, &g_array_index (week->current, SoPlanPlace, at));
  found = so_plan_suggest_teachers (week->problem, week->current, (guint) at);
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_substitute_free);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (all, describe (week, schedule, (guint) at, found->pdata[i]));
  return all;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  GPtrArray *all = db ? so_substitutes_find (db, data, so_now (), &error) : NULL;

  if (all)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
so_studio_find_substitutes_async (SoStudio *studio, const char *session_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, so_studio_find_substitutes_async);
  g_task_set_task_data (task, g_strdup (session_id), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
so_studio_find_substitutes_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
