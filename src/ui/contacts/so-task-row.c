/* SPDX-License-Identifier: MIT */
#include "so-task-row.h"

#include "so-age.h"
#include "so-clock.h"
#include "so-later-popover.h"
#include "so-time.h"
#include "so-verb.h"
#include "so-when.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoTaskRow {
  AdwActionRow parent_instance;

  GtkWidget *check, *due;
  SoStudio *studio;
  char *id, *contact_id;
};

G_DEFINE_FINAL_TYPE (SoTaskRow, so_task_row, ADW_TYPE_ACTION_ROW)

/* The row may be gone by then, but not its window. */
static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_window_show_error (window, error);
}

static void
start (SoTaskRow *self, SoVerb verb, const char *argument, const char *message)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (!window)
    return;
  so_studio_do_async (self->studio, verb, self->id, argument, NULL, on_done, g_object_ref (window));
  so_window_add_undo_toast (window, message);
}

static void
on_toggled (SoTaskRow *self)
{
  gboolean done = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));

  start (self, done ? SO_VERB_TASK_DONE : SO_VERB_TASK_REOPEN, NULL, done ? _("Task done") : _("Task open again"));
}

static void
on_day_chosen (gint64 when, gpointer user_data)
{
  g_autofree char *time = when ? so_time_format (when) : g_strdup ("none"), *coming = when ? so_age_dup_coming (when, so_now ()) : NULL;
  g_autofree char *message = coming ? g_strdup_printf (_("Due %s"), coming) : g_strdup (_("No day any more"));

  start (user_data, SO_VERB_TASK_DUE, time, message);
}

static void
on_due_clicked (SoTaskRow *self)
{
  gint64 now = so_now (), evening = so_when_day (now, NULL, 0, 18);
  const SoTimePreset presets[] = {
    { _("Today"), evening > now ? evening : now + 60 * 60 * 1000 }, { _("Tomorrow"), so_when_day (now, NULL, 1, 9) },
    { _("In 3 Days"), so_when_day (now, NULL, 3, 9) }, { _("Monday"), so_when_weekday (now, NULL, 1, 9) }, { _("No Day"), 0 },
  };

  so_later_popover_present_times (self->due, _("When is it due?"), presets, G_N_ELEMENTS (presets), on_day_chosen, self);
}

gboolean
so_task_row_is_late (const SoTask *task, gint64 now)
{
  return !task->done_at && task->due_at && task->due_at < now && !so_age_same_day (task->due_at, now);
}

static char *
dup_due (const SoTask *task, gint64 now)
{
  g_autofree char *day = !task->due_at ? NULL : task->due_at < now ? so_age_dup_day (task->due_at) : so_age_dup_coming (task->due_at, now);

  if (!day || task->done_at)
    return NULL;
  return g_strdup_printf (so_task_row_is_late (task, now) ? C_("task", "overdue: %s") : C_("task", "due %s"), day);
}

static void
so_task_row_dispose (GObject *object)
{
  g_clear_object (&SO_TASK_ROW (object)->studio);
  G_OBJECT_CLASS (so_task_row_parent_class)->dispose (object);
}

static void
so_task_row_finalize (GObject *object)
{
  g_free (SO_TASK_ROW (object)->id);
  g_free (SO_TASK_ROW (object)->contact_id);
  G_OBJECT_CLASS (so_task_row_parent_class)->finalize (object);
}

static void
so_task_row_class_init (SoTaskRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_task_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_task_row_finalize;
}

static void
so_task_row_init (SoTaskRow *self)
{
  self->check = gtk_check_button_new ();
  self->due = gtk_button_new_from_icon_name ("x-office-calendar-symbolic");
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->due, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->due, "flat");
  gtk_widget_set_tooltip_text (self->due, _("When is it due?"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->due);
  g_signal_connect_swapped (self->due, "clicked", G_CALLBACK (on_due_clicked), self);
}

GtkWidget *
so_task_row_new (SoStudio *studio, const SoTask *task, gboolean named)
{
  SoTaskRow *self = g_object_new (SO_TYPE_TASK_ROW, NULL);
  g_autofree char *due = dup_due (task, so_now ()), *both = NULL, *label = g_strdup_printf (_("%s: when is it due?"), task->title);

  self->studio = g_object_ref (studio);
  self->id = g_strdup (task->id);
  self->contact_id = g_strdup (task->contact_id);
  named = named && task->contact;
  both = named ? g_strconcat (task->title, due ? " · " : NULL, due, NULL) : g_strdup (due);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), named ? task->contact : task->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), both ? both : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), task->done_at != 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, task->title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->due), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (self->due, !task->done_at);
  if (task->done_at)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
  else if (so_task_row_is_late (task, so_now ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "late");
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (on_toggled), self);
  return GTK_WIDGET (self);
}

const char *
so_task_row_get_id (SoTaskRow *self)
{
  return self->id;
}

const char *
so_task_row_get_contact_id (SoTaskRow *self)
{
  return self->contact_id;
}

gboolean
so_task_row_has_focus (SoTaskRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));
}

void
so_task_row_focus (SoTaskRow *self)
{
  gtk_widget_grab_focus (self->check);
}
