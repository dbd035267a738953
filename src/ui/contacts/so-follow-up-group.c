/* SPDX-License-Identifier: MIT */
#include "so-follow-up-group.h"

#include "so-actions.h"
#include "so-age.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-sequence.h"
#include "so-verb.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoFollowUpGroup {
  AdwPreferencesGroup parent_instance;

  GtkWidget *add, *stop;       /* borrowed, as the rows */
  GPtrArray *rows;

  SoStudio *studio;
  char *contact_id;
  char *run_thread;            /* a conversation in which some run; NULL: none do */
  gboolean beside;             /* a conversation is beside it */
};

G_DEFINE_FINAL_TYPE (SoFollowUpGroup, so_follow_up_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoFollowUpGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error && window)
    so_window_show_error (window, error);
  else if (window)
    so_window_add_undo_toast (window, _("Follow-ups stopped"));
}

static void
on_stop_clicked (SoFollowUpGroup *self)
{
  if (self->run_thread)
    so_studio_do_async (self->studio, SO_VERB_FOLLOW_UPS_STOP, self->run_thread, NULL, NULL, on_stopped, g_object_ref (self));
}

static char *
describe (const SoSequenceRun *run)
{
  gint64 now = so_now ();
  g_autofree char *when = so_age_dup_coming (MAX (run->due_at, now), now);

  if (!run->n_steps)
    return g_strdup (_("Removed: nothing more is proposed"));
  /* What was due meanwhile waits until the draft before it is decided on. */
  if (run->due_at <= now)
    return g_strdup_printf (_("Message %u of %u is proposed once nothing else waits here"), run->step + 1, run->n_steps);
  /* Translators: "Message 1 of 3 is proposed tomorrow 8:00" */
  return g_strdup_printf (_("Message %u of %u is proposed %s"), run->step + 1, run->n_steps, when);
}

static void
add_row (SoFollowUpGroup *self, const SoSequenceRun *run)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = describe (run);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), run->name ? run->name : _("Follow-Ups"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

void
so_follow_up_group_refresh (SoFollowUpGroup *self)
{
  g_autoptr (GPtrArray) runs = NULL;

  g_return_if_fail (SO_IS_FOLLOW_UP_GROUP (self));

  if (!self->contact_id)
    return;
  runs = so_studio_list_runs (self->studio, self->contact_id);
  g_set_str (&self->run_thread, runs->len ? ((SoSequenceRun *) runs->pdata[0])->thread_id : NULL);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < runs->len; i++)
    add_row (self, runs->pdata[i]);
  /* Stopped by this very button: what begins them again takes the focus with it. */
  if (!runs->len && self->beside && gtk_widget_is_focus (self->stop))
    gtk_widget_grab_focus (self->add);
  gtk_widget_set_visible (self->stop, runs->len > 0);
  gtk_widget_set_visible (self->add, self->beside);
  gtk_widget_set_visible (GTK_WIDGET (self), runs->len || self->beside);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), runs->len ? NULL : _("None run with this person"));
}

void
so_follow_up_group_show (SoFollowUpGroup *self, SoStudio *studio, const SoContact *contact, const char *thread_id)
{
  g_return_if_fail (SO_IS_FOLLOW_UP_GROUP (self) && contact);

  g_set_object (&self->studio, studio);
  g_set_str (&self->contact_id, contact->id);
  self->beside = thread_id != NULL;
  so_follow_up_group_refresh (self);
}

static void
so_follow_up_group_dispose (GObject *object)
{
  g_clear_object (&SO_FOLLOW_UP_GROUP (object)->studio);
  G_OBJECT_CLASS (so_follow_up_group_parent_class)->dispose (object);
}

static void
so_follow_up_group_finalize (GObject *object)
{
  SoFollowUpGroup *self = SO_FOLLOW_UP_GROUP (object);

  g_free (self->contact_id);
  g_free (self->run_thread);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (so_follow_up_group_parent_class)->finalize (object);
}

static void
so_follow_up_group_class_init (SoFollowUpGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_follow_up_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_follow_up_group_finalize;
}

static GtkWidget *
make_button (const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  so_action_describe (button, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, so_action_label (so_action_find (action)), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
so_follow_up_group_init (SoFollowUpGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->rows = g_ptr_array_new ();
  self->add = make_button ("list-add-symbolic", "thread.follow-ups");
  self->stop = make_button ("media-playback-stop-symbolic", "thread.follow-ups-stop");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "thread.follow-ups");
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (on_stop_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->stop);
  gtk_box_append (GTK_BOX (box), self->add);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Follow-Ups"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
}
