/* SPDX-License-Identifier: MIT */
#include "so-made-up-week.h"

#include "so-error.h"
#include "so-json.h"
#include "so-week-words.h"

struct _SoMadeUpWeek {
  GObject parent_instance;

  char *path;
  JsonNode *node;          /* the file as it was read */
  SoWeek *week;            /* of the file */
  SoWeek *other;           /* an empty one that is shown in its place, or NULL */
  GPtrArray *before;       /* SoWeek, for the undo */
};

static void iface_init (SoWeekSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoMadeUpWeek, so_made_up_week, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (SO_TYPE_WEEK_SOURCE, iface_init))

static JsonObject *
root (SoMadeUpWeek *self)
{
  return so_json_root (self->node);
}

/* The file --------------------------------------------------------------------------------------- */

static void
read_session (SoWeek *week, JsonObject *object)
{
  g_autoptr (GError) error = NULL;
  SoWeekSession session = {
    (char *) so_json_string (object, "id"), (char *) so_json_string (object, "title"), (guint) so_json_int (object, "day"), (guint) so_json_int (object, "start"),
    (guint) so_json_int (object, "minutes"), (char *) so_json_string (object, "room"), (char *) so_json_string (object, "teacher"),
    (SoWeekState) so_json_int (object, "cancelled"), (guint) so_json_int (object, "booked"), (guint) so_json_int (object, "capacity"),
    so_json_int (object, "pinned") != 0,
  };

  so_week_add_session (week, &session, &error);
  g_assert_no_error (error);
}

static SoWeek *
read_week (JsonObject *object)
{
  SoWeek *week = so_week_new (so_json_string (object, "monday"), 15);
  JsonObject *each;

  for (guint i = 0; (each = so_json_element (so_json_array (object, "rooms"), i)); i++)
    so_week_add_room (week, so_json_string (each, "id"), so_json_string (each, "name"), (guint) so_json_int (each, "capacity"));
  for (guint i = 0; (each = so_json_element (so_json_array (object, "teachers"), i)); i++)
    so_week_add_teacher (week, so_json_string (each, "id"), so_json_string (each, "name"));
  for (guint i = 0; (each = so_json_element (so_json_array (object, "opening"), i)); i++)
    so_week_add_opening (week, (guint) so_json_int (each, "day"), (guint) so_json_int (each, "from"), (guint) so_json_int (each, "to"));
  for (guint i = 0; (each = so_json_element (so_json_array (object, "sessions"), i)); i++)
    read_session (week, each);
  return week;
}

static JsonObject *
session_object (const SoWeekSession *session)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", session->id);
  json_object_set_string_member (object, "title", session->title);
  json_object_set_int_member (object, "day", session->day);
  json_object_set_int_member (object, "start", session->start);
  json_object_set_int_member (object, "minutes", session->minutes);
  json_object_set_string_member (object, "room", session->room);
  json_object_set_string_member (object, "teacher", session->teacher);
  json_object_set_int_member (object, "booked", session->booked);
  json_object_set_int_member (object, "capacity", session->capacity);
  json_object_set_int_member (object, "cancelled", session->state);
  json_object_set_int_member (object, "pinned", session->pinned);
  return object;
}

static void
write_file (SoMadeUpWeek *self)
{
  JsonArray *sessions = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < so_week_get_n_sessions (self->week); i++)
    json_array_add_object_element (sessions, session_object (so_week_get_session (self->week, i)));
  json_object_set_array_member (root (self), "sessions", sessions);
  text = so_json_write (self->node, TRUE);
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static void
set_week (SoMadeUpWeek *self, SoWeek *week)
{
  g_clear_pointer (&self->week, so_week_unref);
  self->week = week;
  write_file (self);
  so_week_source_changed (SO_WEEK_SOURCE (self));
}

/* What the page asks ------------------------------------------------------------------------------ */

static SoWeek *
get_week (SoWeekSource *source)
{
  SoMadeUpWeek *self = SO_MADE_UP_WEEK (source);

  return self->other ? self->other : self->week;
}

static int
get_today (SoWeekSource *source)
{
  SoMadeUpWeek *self = SO_MADE_UP_WEEK (source);

  return self->other ? -1 : (int) so_json_int (root (self), "today");
}

static int
get_now (SoWeekSource *source)
{
  JsonObject *object = root (SO_MADE_UP_WEEK (source));

  return json_object_has_member (object, "now") ? (int) so_json_int (object, "now") : -1;
}

static void
show (SoWeekSource *source, const char *date)
{
  SoMadeUpWeek *self = SO_MADE_UP_WEEK (source);

  g_clear_pointer (&self->other, so_week_unref);
  if (date && !g_str_equal (date, so_week_get_monday (self->week)))
    self->other = so_week_new (date, 15);
  so_week_source_changed (source);
}

static void
place_async (SoWeekSource *source, const char *id, const char *copy, const SoWeekPlace *to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  SoMadeUpWeek *self = SO_MADE_UP_WEEK (source);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  const char *refuse = so_json_string (root (self), "refuse");
  GError *error = NULL;
  SoWeek *week = NULL;

  g_task_set_source_tag (task, place_async);
  if (refuse && to->day == 6)
    so_fail (&error, SO_ERROR_CHANGE, "%s", refuse);
  else
    week = copy ? so_week_copy (self->week, id, copy, to, &error) : so_week_move (self->week, id, to, &error);
  if (!week)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (self->before, so_week_ref (self->week));
  set_week (self, week);
  g_task_return_boolean (task, TRUE);
}

static gboolean
finish (SoWeekSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
suggest_async (SoWeekSource *source, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  GPtrArray *ghosts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_week_ghost_free);
  JsonArray *array = so_json_array (so_json_object (root (SO_MADE_UP_WEEK (source)), "ghosts"), id);
  JsonObject *each;

  g_task_set_source_tag (task, suggest_async);
  for (guint i = 0; (each = so_json_element (array, i)); i++)
    {
      SoWeekPlace place = { (guint) so_json_int (each, "day"), (guint) so_json_int (each, "start"), (guint) so_json_int (each, "minutes"),
                            so_json_string (each, "room"), so_json_string (each, "teacher") };

      g_ptr_array_add (ghosts, so_week_ghost_new (&place, so_json_string (each, "reason")));
    }
  g_task_return_pointer (task, ghosts, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
finish_array (SoWeekSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
roll_async (SoWeekSource *source, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) so_roll_line_free);
  JsonObject *each;

  g_task_set_source_tag (task, roll_async);
  for (guint i = 0; (each = so_json_element (so_json_array (root (SO_MADE_UP_WEEK (source)), "roll"), i)); i++)
    {
      SoRollMark mark = SO_ROLL_OPEN;

      so_roll_mark_parse (so_json_string (each, "mark"), &mark);
      g_ptr_array_add (lines, so_roll_line_new (so_json_string (each, "booking"), so_json_string (each, "name"), so_json_string (each, "note"), mark));
    }
  g_task_return_pointer (task, lines, (GDestroyNotify) g_ptr_array_unref);
}

/* Nobody with the note "Refused" can be ticked off. */
static void
mark_async (SoWeekSource *source, const char *booking, SoRollMark mark, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  SoMadeUpWeek *self = SO_MADE_UP_WEEK (source);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  JsonObject *each;

  g_task_set_source_tag (task, mark_async);
  for (guint i = 0; (each = so_json_element (so_json_array (root (self), "roll"), i)); i++)
    if (!g_strcmp0 (so_json_string (each, "booking"), booking))
      {
        if (!g_strcmp0 (so_json_string (each, "note"), "Refused"))
          {
            g_task_return_new_error (task, SO_ERROR, SO_ERROR_CHANGE, "This booking was cancelled");
            return;
          }
        json_object_set_string_member (each, "mark", so_roll_mark_nick (mark));
      }
  write_file (self);
  g_task_return_boolean (task, TRUE);
}

static guint
get_steps (SoWeekSource *source)
{
  return (guint) so_json_int (root (SO_MADE_UP_WEEK (source)), "steps");
}

static void
open_step (SoWeekSource *source, SoWeekSetup step, GtkWidget *from)
{
  SoMadeUpWeek *self = SO_MADE_UP_WEEK (source);

  json_object_set_int_member (root (self), "opened", step);
  write_file (self);
}

static void
iface_init (SoWeekSourceInterface *iface)
{
  iface->get_week = get_week;
  iface->get_today = get_today;
  iface->get_now = get_now;
  iface->show = show;
  iface->place_async = place_async;
  iface->place_finish = finish;
  iface->suggest_async = suggest_async;
  iface->suggest_finish = finish_array;
  iface->roll_async = roll_async;
  iface->roll_finish = finish_array;
  iface->mark_async = mark_async;
  iface->mark_finish = finish;
  iface->get_steps = get_steps;
  iface->open_step = open_step;
}

/* Making it --------------------------------------------------------------------------------------- */

static void
so_made_up_week_finalize (GObject *object)
{
  SoMadeUpWeek *self = SO_MADE_UP_WEEK (object);

  g_free (self->path);
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->week, so_week_unref);
  g_clear_pointer (&self->other, so_week_unref);
  g_ptr_array_unref (self->before);
  G_OBJECT_CLASS (so_made_up_week_parent_class)->finalize (object);
}

static void
so_made_up_week_class_init (SoMadeUpWeekClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_made_up_week_finalize;
}

static void
so_made_up_week_init (SoMadeUpWeek *self)
{
  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify) so_week_unref);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SoMadeUpWeek *self = user_data;

  if (self->before->len)
    set_week (self, g_ptr_array_steal_index (self->before, self->before->len - 1));
}

static void
read_file (SoMadeUpWeek *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (self->path, &text, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->node, json_node_unref);
  self->node = so_json_parse (text, -1, 0, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->week, so_week_unref);
  self->week = read_week (root (self));
}

static void
on_sync (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  read_file (user_data);
  so_week_source_changed (user_data);
}

SoWeekSource *
so_made_up_week_new (SoWindow *window)
{
  static const GActionEntry entries[] = { { "undo", on_undo }, { "sync", on_sync } };
  SoMadeUpWeek *self = g_object_new (SO_TYPE_MADE_UP_WEEK, NULL);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->path = g_strdup (g_getenv ("SO_WEEK_FILE"));
  read_file (self);
  write_file (self);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)), "win", G_ACTION_GROUP (group));
  return SO_WEEK_SOURCE (self);
}
