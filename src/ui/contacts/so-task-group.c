/* SPDX-License-Identifier: MIT */
#include "so-task-group.h"

#include "so-facts.h"
#include "so-task-row.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* All of them are in studioctl task. */
#define MOST_ROWS 12

struct _SoTaskGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *entry;            /* borrowed, as all below */
  GPtrArray *rows;

  SoStudio *studio;
  char *contact_id;
  char *shown;                 /* what the rows show; NULL: they are to be made */
};

G_DEFINE_FINAL_TYPE (SoTaskGroup, so_task_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTaskGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error && window)
    so_window_show_error (window, error);
}

static void
say (SoTaskGroup *self, const char *message)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (window)
    so_window_add_undo_toast (window, message);
}

static void
on_applied (SoTaskGroup *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (!*title || !self->contact_id)
    return;
  so_studio_do_async (self->studio, SO_VERB_TASK_ADD, self->contact_id, title, NULL, on_done, g_object_ref (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  say (self, _("Task added"));
}

static void
add_row (SoTaskGroup *self, const SoTask *task)
{
  GtkWidget *row = so_task_row_new (self->studio, task, FALSE);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_signature (GPtrArray *tasks)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      const SoTask *task = g_ptr_array_index (tasks, i);

      g_string_append_printf (all, "%s %d %" G_GINT64_FORMAT " %s\n", task->id, task->done_at != 0, task->due_at, task->title);
    }
  return g_string_free_and_steal (all);
}

/* Id of the task that has the focus, or NULL. */
static char *
dup_focused (SoTaskGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (so_task_row_has_focus (self->rows->pdata[i]))
      return g_strdup (so_task_row_get_id (self->rows->pdata[i]));
  return NULL;
}

void
so_task_group_show (SoTaskGroup *self, SoStudio *studio, const SoContact *contact)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *signature = NULL, *focused = NULL;

  g_return_if_fail (SO_IS_TASK_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  if (g_set_str (&self->contact_id, contact->id))
    g_clear_pointer (&self->shown, g_free);
  tasks = so_studio_list_tasks (studio, contact->id, MOST_ROWS);
  signature = dup_signature (tasks);
  if (!g_strcmp0 (signature, self->shown))
    return;
  g_set_str (&self->shown, signature);
  focused = dup_focused (self);
  if (focused)
    gtk_widget_grab_focus (self->entry);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < tasks->len; i++)
    add_row (self, g_ptr_array_index (tasks, i));
  for (guint i = 0; focused && i < self->rows->len; i++)
    if (!g_strcmp0 (so_task_row_get_id (self->rows->pdata[i]), focused))
      so_task_row_focus (self->rows->pdata[i]);
}

static void
so_task_group_dispose (GObject *object)
{
  g_clear_object (&SO_TASK_GROUP (object)->studio);
  G_OBJECT_CLASS (so_task_group_parent_class)->dispose (object);
}

static void
so_task_group_finalize (GObject *object)
{
  SoTaskGroup *self = SO_TASK_GROUP (object);

  g_free (self->contact_id);
  g_free (self->shown);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (so_task_group_parent_class)->finalize (object);
}

static void
so_task_group_class_init (SoTaskGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_task_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_task_group_finalize;
}

static void
so_task_group_init (SoTaskGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->entry = adw_entry_row_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Tasks"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Add a Task"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->entry);
}
