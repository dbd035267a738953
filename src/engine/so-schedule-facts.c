/* SPDX-License-Identifier: MIT */
#include "so-schedule-facts.h"

#include "so-clock.h"
#include "so-day.h"
#include "so-entity-rows.h"
#include "so-json.h"
#include "so-schedules.h"

#define DAYS_BACK 7
#define DAYS_AHEAD 366

SoSchedule *
so_studio_read_schedule (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  int today;

  g_return_val_if_fail (SO_IS_STUDIO (studio), NULL);

  today = so_day_of (so_now (), so_studio_get_zone (studio), NULL);
  db = so_store_read (so_studio_get_store (studio), error);
  return db ? so_schedule_load (db, today - DAYS_BACK, today + DAYS_AHEAD, error) : NULL;
}

/* Closures ---------------------------------------------------------------------------------------------- */

typedef struct {
  char *id, *fields;
} Asked;

static void
asked_free (Asked *asked)
{
  g_free (asked->id);
  g_free (asked->fields);
  g_free (asked);
}

/* As it would be, in place of how it is. */
static SoClosure *
put_in (SoSchedule *schedule, const Asked *asked, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (asked->fields, -1, 0, error);
  g_autoptr (SoClosure) closure = g_new0 (SoClosure, 1);

  if (!node || !so_json_root (node))
    return NULL;
  for (guint i = 0; i < schedule->closures->len; i++)
    if (!g_strcmp0 (((SoClosure *) schedule->closures->pdata[i])->id, asked->id))
      {
        so_closure_free (closure);
        closure = so_entity_copy (&so_closure_entity, schedule->closures->pdata[i]);
        g_ptr_array_remove_index (schedule->closures, i);
        break;
      }
  /* Of the wish and not of the closure (so_schedule_verb_save()). */
  json_object_remove_member (so_json_root (node), "tell");
  return so_entity_set (&so_closure_entity, closure, so_json_root (node), error) ? g_steal_pointer (&closure) : NULL;
}

static void
count (GPtrArray *before, GPtrArray *after, SoClosureReach *reach)
{
  g_autoptr (GHashTable) planned = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < before->len; i++)
    if (((SoSession *) before->pdata[i])->state == SO_SESSION_PLANNED)
      g_hash_table_add (planned, ((SoSession *) before->pdata[i])->id);
  for (guint i = 0; i < after->len; i++)
    {
      const SoSession *session = after->pdata[i];

      if (session->state != SO_SESSION_CLOSED || !g_hash_table_contains (planned, session->id))
        continue;
      reach->sessions++;
      reach->bookings += (guint) (session->booked + session->offered);
    }
}

/* The week is looked at without it and with it: so it counts what it really closes, whatever else is said of a session. */
static gboolean
measure (SoDb *db, const Asked *asked, SoClosureReach *reach, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (SoClosure) closure = schedule ? put_in (schedule, asked, error) : NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  gint64 from, to;
  int first, last;

  if (!closure)
    return FALSE;
  so_closure_span (closure, &from, &to);
  first = (int) (from / SO_DAY_MINUTES) - 1;
  last = (int) (to / SO_DAY_MINUTES);
  if (!(before = so_schedule_sessions (db, schedule, first, last, error)))
    return FALSE;
  g_ptr_array_add (schedule->closures, g_steal_pointer (&closure));
  after = so_schedule_sessions (db, schedule, first, last, error);
  if (after)
    count (before, after, reach);
  return after != NULL;
}

static void
measure_aside (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (source), &error);
  g_autofree SoClosureReach *reach = g_new0 (SoClosureReach, 1);

  if (db && measure (db, data, reach, &error))
    g_task_return_pointer (task, g_steal_pointer (&reach), g_free);
  else
    g_task_return_error (task, error);
}

void
so_studio_measure_closure_async (SoStudio *studio, const char *id, const char *fields, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Asked *asked;

  g_return_if_fail (SO_IS_STUDIO (studio) && fields);

  asked = g_new0 (Asked, 1);
  *asked = (Asked) { g_strdup (id), g_strdup (fields) };
  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, so_studio_measure_closure_async);
  g_task_set_task_data (task, asked, (GDestroyNotify) asked_free);
  so_studio_run_aside (studio, task, measure_aside);
}

gboolean
so_studio_measure_closure_finish (SoStudio *studio, GAsyncResult *result, SoClosureReach *reach, GError **error)
{
  g_autofree SoClosureReach *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found)
    *reach = *found;
  return found != NULL;
}
