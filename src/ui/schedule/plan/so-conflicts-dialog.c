/* SPDX-License-Identifier: MIT */
#include "so-conflicts-dialog.h"

#include "so-conflicts.h"
#include "so-day.h"
#include "so-plan-dialog.h"
#include "so-proposal-words.h"
#include "so-toasts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoConflictsDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;       /* borrowed, as all widgets */
  GtkStack *states;              /* loading, list, empty, problem */
  AdwStatusPage *problem;
  GtkListBox *list;

  SoWindow *window;              /* weak: the dialog lives in it */
  SoStudio *studio;
  SoStore *store;
  int day;
  GCancellable *cancellable;     /* of what is looked for now */
  GPtrArray *conflicts;          /* SoConflict, as shown; or NULL */
  gboolean fixed;                /* something was mended here */
};

G_DEFINE_FINAL_TYPE (SoConflictsDialog, so_conflicts_dialog, ADW_TYPE_DIALOG)

/* Doing -------------------------------------------------------------------------------------------- */

static void
on_fixed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoConflictsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (self->studio && error)
    so_toasts_error (self->toasts, error->message);
  else if (self->studio)
    {
      self->fixed = TRUE;
      so_toasts_note (self->toasts, _("Schedule changed"), "win.undo");
    }
}

static void
fix (SoConflictsDialog *self, guint at)
{
  const SoConflict *conflict = self->conflicts && at < self->conflicts->len ? self->conflicts->pdata[at] : NULL;

  if (conflict && conflict->argument)
    so_studio_do_async (self->studio, SO_VERB_SESSION_EDIT, conflict->session_id, conflict->argument, NULL, on_fixed, g_object_ref (self));
}

static void
on_row_activated (SoConflictsDialog *self, GtkListBoxRow *row)
{
  fix (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_fix_clicked (SoConflictsDialog *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  fix (self, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static void
on_repair (SoConflictsDialog *self)
{
  SoWindow *window = self->window;
  int day = self->day;

  adw_dialog_close (ADW_DIALOG (self));
  if (window)
    so_plan_dialog_present_repair (window, day);
}

/* Showing ------------------------------------------------------------------------------------------ */

static char *
dup_name (const SoConflict *conflict)
{
  const SoProposalSpot spot = { so_day_weekday (conflict->day), conflict->start, conflict->room, conflict->teacher };
  g_autofree char *where = so_proposal_words_spot (&spot);

  return g_strdup_printf ("%s: %s", conflict->title, where);
}

static char *
dup_problems (const SoConflict *conflict)
{
  GString *text = g_string_new (NULL);
  /* Translators: a change, such as "Move it to Studio B" */
  g_autofree char *mends = g_strdup_printf (_("Mends it: %s"), conflict->fix ? conflict->fix : "");

  for (guint i = 0; i < conflict->problems->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "", (const char *) conflict->problems->pdata[i]);
  g_string_append_printf (text, "\n%s", conflict->fix ? mends : _("Nothing small mends it: change it in the week, or let the week be repaired."));
  return g_string_free_and_steal (text);
}

static GtkWidget *
make_row (SoConflictsDialog *self, const SoConflict *conflict)
{
  GtkWidget *row = adw_action_row_new (), *button;
  g_autofree char *name = dup_name (conflict), *problems = dup_problems (conflict), *spoken = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), problems);
  if (!conflict->fix)
    return row;
  /* What it does may be long, and stands beside it: as a label it would leave the row no room in a narrow window. */
  button = gtk_button_new_with_label (_("Mend"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  spoken = g_strdup_printf ("%s: %s", conflict->title, conflict->fix);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);   /* else "Mend" would be its name */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_fix_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* What was mended is gone: the keyboard goes on with the row in its place. */
static void
keep_focus (SoConflictsDialog *self, int at)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, MAX (at, 0));

  if (!row)
    row = gtk_list_box_get_row_at_index (self->list, (int) self->conflicts->len - 1);
  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* That was the last one: an empty dialog would have nothing for the keyboard to stand on. */
static void
end (SoConflictsDialog *self)
{
  if (self->window)
    so_window_add_undo_toast (self->window, _("Nothing is wrong any more"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show (SoConflictsDialog *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int at = focus ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : 0;

  if (self->fixed && !self->conflicts->len)
    return end (self);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->conflicts->len; i++)
    gtk_list_box_append (self->list, make_row (self, self->conflicts->pdata[i]));
  gtk_stack_set_visible_child_name (self->states, self->conflicts->len ? "list" : "empty");
  keep_focus (self, at);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoConflictsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = so_studio_find_conflicts_finish (SO_STUDIO (source), result, &error);

  if (!self->studio || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = g_steal_pointer (&found);
  if (self->conflicts)
    return show (self);
  adw_status_page_set_description (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

static void
look (SoConflictsDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  so_studio_find_conflicts_async (self->studio, self->day, self->cancellable, on_found, g_object_ref (self));
}

static void
on_store_changed (SoStore *store, guint what, SoConflictsDialog *self)
{
  if (what & SO_CHANGED_SCHEDULE)
    look (self);
}

/* Making it ---------------------------------------------------------------------------------------- */

static void
on_closed (SoConflictsDialog *self)
{
  g_signal_handlers_disconnect_by_data (self->store, self);
}

static void
so_conflicts_dialog_dispose (GObject *object)
{
  SoConflictsDialog *self = SO_CONFLICTS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->studio);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  G_OBJECT_CLASS (so_conflicts_dialog_parent_class)->dispose (object);
}

static void
so_conflicts_dialog_class_init (SoConflictsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_conflicts_dialog_dispose;
}

static GtkWidget *
make_status (const char *icon, const char *title)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  return status;
}

static GtkWidget *
make_list (SoConflictsDialog *self)
{
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new (), *last = adw_preferences_group_new (), *list = gtk_list_box_new (), *repair = adw_button_row_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is wrong"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Enter does what mends it, for this one day."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (repair), _("Repair the Whole Week…"));
  g_signal_connect_object (repair, "activated", G_CALLBACK (on_repair), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (last), repair);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (last));
  return page;
}

static void
so_conflicts_dialog_init (SoConflictsDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *spinner = adw_spinner_new (), *empty = make_status ("object-select-symbolic", _("Nothing Is Wrong"));

  self->states = GTK_STACK (gtk_stack_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->problem = ADW_STATUS_PAGE (make_status ("dialog-warning-symbolic", _("The Week Cannot Be Judged")));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("No class to come this week is in the way of another one."));
  gtk_stack_add_named (self->states, spinner, "loading");
  gtk_stack_add_named (self->states, make_list (self), "list");
  gtk_stack_add_named (self->states, empty, "empty");
  gtk_stack_add_named (self->states, GTK_WIDGET (self->problem), "problem");
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->states));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (ADW_DIALOG (self), _("Conflicts"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

void
so_conflicts_dialog_present (SoWindow *window, int day)
{
  SoConflictsDialog *self = g_object_new (SO_TYPE_CONFLICTS_DIALOG, NULL);

  g_set_weak_pointer (&self->window, window);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->store = g_object_ref (so_studio_get_store (self->studio));
  self->day = day;
  g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  look (self);
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
}
