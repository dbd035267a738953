/* SPDX-License-Identifier: MIT */
#include "so-studio-week.h"

#include "so-bookings-dialog.h"
#include "so-clock.h"
#include "so-day.h"
#include "so-json.h"
#include "so-plan-dialog.h"
#include "so-schedule-setup.h"
#include "so-verb.h"
#include "so-week-facts.h"
#include "so-week-places.h"

#include <glib/gi18n.h>

struct _SoStudioWeek {
  GObject parent_instance;

  GWeakRef window;
  SoStudio *studio;
  SoStore *store;
  SoWeekFacts *facts;      /* what is shown, or NULL */
  int day;                 /* of the week that is wished; SO_DAY_NONE: this one */
  gboolean reading;
  gboolean stale;          /* another one is wished, or it changed, since that began */
};

static void iface_init (SoWeekSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoStudioWeek, so_studio_week, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_WEEK_SOURCE, iface_init))

/* Reading ---------------------------------------------------------------------------------------- */

static void start_reading (SoStudioWeek *self);

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoStudioWeek) self = user_data;
  g_autoptr (GError) error = NULL;
  SoWeekFacts *facts = so_week_facts_load_finish (SO_STUDIO (object), result, &error);
  g_autoptr (SoWindow) window = g_weak_ref_get (&self->window);

  self->reading = FALSE;
  if (facts)
    {
      g_clear_pointer (&self->facts, so_week_facts_free);
      self->facts = facts;
      so_week_source_changed (SO_WEEK_SOURCE (self));
    }
  else if (window)
    so_window_show_error (window, error);
  if (self->stale)
    start_reading (self);
}

static void
start_reading (SoStudioWeek *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  so_week_facts_load_async (self->studio, self->day, NULL, on_read, g_object_ref (self));
}

static void
on_store_changed (SoStore *store, guint what, SoStudioWeek *self)
{
  if (what & (SO_CHANGED_SCHEDULE | SO_CHANGED_SETTINGS))
    start_reading (self);
}

static SoWeek *
get_week (SoWeekSource *source)
{
  SoStudioWeek *self = SO_STUDIO_WEEK (source);

  return self->facts ? self->facts->week : NULL;
}

/* Of the clock, not of when the week was read: it may stay open over midnight. */
static int
day_of_now (const SoStudioWeek *self, int *minute)
{
  int day = self->facts ? so_day_of (so_now (), self->facts->schedule->zone, minute) - self->facts->monday : -1;

  return day >= 0 && day < SO_WEEK_DAYS ? day : -1;
}

static int
get_today (SoWeekSource *source)
{
  SoStudioWeek *self = SO_STUDIO_WEEK (source);

  return day_of_now (self, NULL);
}

static int
get_now (SoWeekSource *source)
{
  int minute = -1;

  return day_of_now (SO_STUDIO_WEEK (source), &minute) >= 0 ? minute : -1;
}

static void
show (SoWeekSource *source, const char *date)
{
  SoStudioWeek *self = SO_STUDIO_WEEK (source);

  if (!so_day_parse (date, &self->day))
    self->day = SO_DAY_NONE;
  start_reading (self);
}

static GPtrArray *
judge (SoWeekSource *source, SoWeek *week, const char *id)
{
  SoStudioWeek *self = SO_STUDIO_WEEK (source);

  if (week == self->facts->week && !id)
    return g_ptr_array_ref (self->facts->problems);
  return so_week_facts_judge (self->facts, week, id);
}

/* Placing ---------------------------------------------------------------------------------------- */

/* A place for one session, while it is asked what else moves. */
typedef struct {
  char *id, *class_id;
  gboolean copied;
  JsonObject *wish;
} Placing;

static void
placing_free (Placing *placing)
{
  g_free (placing->id);
  g_free (placing->class_id);
  json_object_unref (placing->wish);
  g_free (placing);
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (object), result, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @task. */
static void
do_placing (GTask *task)
{
  SoStudioWeek *self = g_task_get_source_object (task);
  const Placing *placing = g_task_get_task_data (task);
  g_autofree char *argument = so_json_write_object (json_object_ref (placing->wish));

  so_studio_do_async (self->studio, placing->copied ? SO_VERB_SERIES_ADD : SO_VERB_SESSION_EDIT, placing->copied ? placing->class_id : placing->id, argument,
                      g_task_get_cancellable (task), on_done, task);
}

static void
on_scope_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Placing *placing = g_task_get_task_data (task);
  const char *scope = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (!g_strcmp0 (scope, "nothing"))
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Left where it was");
      g_object_unref (task);
      return;
    }
  json_object_set_string_member (placing->wish, "scope", scope);
  do_placing (task);
}

static void
ask_scope (SoWindow *window, const SoSession *session, GTask *task)
{
  g_autofree char *heading = g_strdup_printf (_("Change “%s”"), session->title);
  AdwDialog *alert = adw_alert_dialog_new (heading, _("It is one of a series. Whoever has booked is told once you approve the messages."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "nothing", _("_Leave It"), "following", _("This and _Following"), "this", _("_Only This One"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "this", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "this");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "nothing");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (window), NULL, on_scope_chosen, task);
}

static JsonObject *
wish_of (const SoStudioWeek *self, const SoWeekPlace *to, gboolean copied)
{
  JsonObject *wish = json_object_new ();
  int day = self->facts->monday + (int) to->day;
  g_autofree char *date = so_day_format (day), *first = so_day_format_time (day, (int) to->start);

  if (copied)
    json_object_set_string_member (wish, "first", first);
  else
    {
      json_object_set_string_member (wish, "day", date);
      json_object_set_int_member (wish, "start", to->start);
    }
  json_object_set_int_member (wish, "minutes", to->minutes);
  json_object_set_string_member (wish, "room_id", to->room ? to->room : "");
  json_object_set_string_member (wish, "teacher_id", to->teacher ? to->teacher : "");
  return wish;
}

static void
place_async (SoWeekSource *source, const char *id, const char *copy, const SoWeekPlace *to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  SoStudioWeek *self = SO_STUDIO_WEEK (source);
  const SoSession *session = so_week_facts_find (self->facts, id);
  g_autoptr (SoWindow) window = g_weak_ref_get (&self->window);
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Placing *placing;

  g_task_set_source_tag (task, place_async);
  if (!session || !window)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It is gone");
      g_object_unref (task);
      return;
    }
  placing = g_new0 (Placing, 1);
  *placing = (Placing) { g_strdup (id), g_strdup (session->class_id), copy != NULL, wish_of (self, to, copy != NULL) };
  g_task_set_task_data (task, placing, (GDestroyNotify) placing_free);
  if (copy || session->single)
    do_placing (task);
  else
    ask_scope (window, session, task);
}

static gboolean
finish (SoWeekSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Suggesting ------------------------------------------------------------------------------------- */

/* Those of the week that is shown: another one may have been chosen meanwhile. */
static GPtrArray *
ghosts_of (const SoStudioWeek *self, GPtrArray *places)
{
  GPtrArray *ghosts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_week_ghost_free);

  for (guint i = 0; self->facts && i < places->len; i++)
    {
      const SoFreePlace *place = places->pdata[i];
      int day = place->day - self->facts->monday;
      const SoWeekPlace to = { (guint) day, (guint) place->start, (guint) place->minutes, place->room_id, place->teacher_id };

      if (day >= 0 && day < SO_WEEK_DAYS)
        g_ptr_array_add (ghosts, so_week_ghost_new (&to, place->reason));
    }
  return ghosts;
}

static void
on_places (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) places = so_studio_find_places_finish (SO_STUDIO (object), result, &error);

  if (places)
    g_task_return_pointer (task, ghosts_of (g_task_get_source_object (task), places), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
suggest_async (SoWeekSource *source, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, suggest_async);
  so_studio_find_places_async (SO_STUDIO_WEEK (source)->studio, id, cancellable, on_places, task);
}

/* The roll --------------------------------------------------------------------------------------- */

static GPtrArray *
finish_array (SoWeekSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_roll (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *lines = so_week_roll_finish (SO_STUDIO (object), result, &error);

  if (lines)
    g_task_return_pointer (task, lines, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
roll_async (SoWeekSource *source, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, roll_async);
  so_week_roll_async (SO_STUDIO_WEEK (source)->studio, id, cancellable, on_roll, task);
}

static void
mark_async (SoWeekSource *source, const char *booking, SoRollMark mark, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  static const char *const states[SO_N_ROLL_MARKS] = { [SO_ROLL_OPEN] = "booked", [SO_ROLL_PRESENT] = "attended", [SO_ROLL_LATE] = "late", [SO_ROLL_ABSENT] = "no-show" };
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, mark_async);
  so_studio_do_async (SO_STUDIO_WEEK (source)->studio, SO_VERB_BOOKING_CALL, booking, states[mark], cancellable, on_done, task);
}

static void
open_about (SoWeekSource *source, SoWeekAbout what, const char *id)
{
  g_autoptr (SoWindow) window = g_weak_ref_get (&SO_STUDIO_WEEK (source)->window);

  if (window && what == SO_WEEK_ABOUT_BOOKINGS)
    so_bookings_dialog_present (window, id);
}

/* Setting up ------------------------------------------------------------------------------------- */

static guint
get_steps (SoWeekSource *source)
{
  const SoWeekFacts *facts = SO_STUDIO_WEEK (source)->facts;

  return !facts ? 0
                : (guint) facts->classes << SO_WEEK_STEP_CLASSES | (guint) facts->rooms << SO_WEEK_STEP_ROOMS | (guint) facts->teachers << SO_WEEK_STEP_TIMES |
                    (guint) facts->sessions << SO_WEEK_STEP_PLAN | (guint) facts->sessions << SO_WEEK_STEP_SAVE;
}

static void
open_step (SoWeekSource *source, SoWeekSetup step, GtkWidget *from)
{
  static const SoScheduleSetupPart parts[] = { [SO_WEEK_STEP_CLASSES] = SO_SETUP_CLASSES, [SO_WEEK_STEP_ROOMS] = SO_SETUP_ROOMS, [SO_WEEK_STEP_TIMES] = SO_SETUP_TEACHERS };
  SoStudioWeek *self = SO_STUDIO_WEEK (source);
  g_autoptr (SoWindow) window = g_weak_ref_get (&self->window);

  if (window && step <= SO_WEEK_STEP_TIMES)
    so_schedule_setup_present (window, parts[step]);
  else if (window && self->facts)
    so_plan_dialog_present (window, self->facts->monday);
}

static void
iface_init (SoWeekSourceInterface *iface)
{
  iface->get_week = get_week;
  iface->get_today = get_today;
  iface->get_now = get_now;
  iface->show = show;
  iface->judge = judge;
  iface->place_async = place_async;
  iface->place_finish = finish;
  iface->suggest_async = suggest_async;
  iface->suggest_finish = finish_array;
  iface->roll_async = roll_async;
  iface->roll_finish = finish_array;
  iface->mark_async = mark_async;
  iface->mark_finish = finish;
  iface->open = open_about;
  iface->get_steps = get_steps;
  iface->open_step = open_step;
}

/* Making it -------------------------------------------------------------------------------------- */

static void
so_studio_week_dispose (GObject *object)
{
  SoStudioWeek *self = SO_STUDIO_WEEK (object);

  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (so_studio_week_parent_class)->dispose (object);
}

static void
so_studio_week_finalize (GObject *object)
{
  SoStudioWeek *self = SO_STUDIO_WEEK (object);

  g_weak_ref_clear (&self->window);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->facts, so_week_facts_free);
  G_OBJECT_CLASS (so_studio_week_parent_class)->finalize (object);
}

static void
so_studio_week_class_init (SoStudioWeekClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_studio_week_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_studio_week_finalize;
}

static void
so_studio_week_init (SoStudioWeek *self)
{
  g_weak_ref_init (&self->window, NULL);
  self->day = SO_DAY_NONE;
}

SoWeekSource *
so_studio_week_new (SoWindow *window)
{
  SoStudioWeek *self = g_object_new (SO_TYPE_STUDIO_WEEK, NULL);

  g_weak_ref_set (&self->window, window);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->store = g_object_ref (so_studio_get_store (self->studio));
  g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  start_reading (self);
  return SO_WEEK_SOURCE (self);
}
