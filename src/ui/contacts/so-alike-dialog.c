/* SPDX-License-Identifier: MIT */
#include "so-alike-dialog.h"

#include "so-alike-row.h"
#include "so-merge-dialog.h"
#include "so-toasts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoAlikeDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;     /* borrowed, as all widgets */
  GtkStack *states;
  GtkListBox *list;

  SoWindow *window;            /* weak: the dialog lives in it */
  SoStudio *studio;
  SoAlikes *alikes;
};

G_DEFINE_FINAL_TYPE (SoAlikeDialog, so_alike_dialog, ADW_TYPE_DIALOG)

/* Doing -------------------------------------------------------------------------------------------- */

static void
on_merge (SoAlikeDialog *self, SoAlikeRow *row)
{
  if (self->window)
    so_merge_dialog_present (GTK_WIDGET (self), self->window, so_alike_row_get_id (row), so_alike_row_get_other_id (row), self->toasts);
}

static void
on_row_activated (SoAlikeDialog *self, GtkListBoxRow *row)
{
  on_merge (self, SO_ALIKE_ROW (row));
}

static void
on_set_apart (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAlikeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  if (error)
    so_toasts_error (self->toasts, error->message);
  else if (gtk_list_box_get_row_at_index (self->list, 1) || !self->window)
    so_toasts_note (self->toasts, _("These two stay two people"), "win.undo");
  else
    {
      /* It was the last pair: an empty dialog would have nothing for the keyboard to stand on. */
      so_window_add_undo_toast (self->window, _("These two stay two people"));
      adw_dialog_close (ADW_DIALOG (self));
    }
}

static void
on_apart (SoAlikeDialog *self, SoAlikeRow *row)
{
  so_studio_do_async (self->studio, SO_VERB_APART, so_alike_row_get_id (row), so_alike_row_get_other_id (row), NULL, on_set_apart, g_object_ref (self));
}

/* Showing ------------------------------------------------------------------------------------------ */

/* Of the row with the focus, or with a part of it; -1: none. */
static int
focused_index (SoAlikeDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)) ? gtk_widget_get_ancestor (focus, SO_TYPE_ALIKE_ROW) : NULL;

  return row ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

static gboolean
is_shown (SoAlikeDialog *self, GPtrArray *pairs)
{
  for (guint i = 0; i <= pairs->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      const SoLikeness *pair = i < pairs->len ? pairs->pdata[i] : NULL;

      if ((row != NULL) != (pair != NULL) || (row && (g_strcmp0 (so_alike_row_get_id (SO_ALIKE_ROW (row)), pair->id) ||
                                                      g_strcmp0 (so_alike_row_get_other_id (SO_ALIKE_ROW (row)), pair->other_id))))
        return FALSE;
    }
  return TRUE;
}

/* What was pressed went with its row: the keyboard goes on from the one that has its place now. */
static void
keep_focus (SoAlikeDialog *self, int at)
{
  GtkListBoxRow *row = at < 0 ? NULL : gtk_list_box_get_row_at_index (self->list, at);

  if (at >= 0 && !row)
    row = gtk_list_box_get_row_at_index (self->list, at - 1);
  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
fill_rows (SoAlikeDialog *self, GPtrArray *pairs)
{
  int at = focused_index (self);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < pairs->len; i++)
    {
      GtkWidget *row = so_alike_row_new (pairs->pdata[i]);

      g_signal_connect_object (row, "merge", G_CALLBACK (on_merge), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "apart", G_CALLBACK (on_apart), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  keep_focus (self, at);
}

static void
fill (SoAlikeDialog *self)
{
  GPtrArray *pairs = so_alikes_get (self->alikes);

  if (pairs && !is_shown (self, pairs))
    fill_rows (self, pairs);
  gtk_stack_set_visible_child_name (self->states, pairs && !pairs->len ? "empty" : "list");
}

/* Making it ---------------------------------------------------------------------------------------- */

static void
on_closed (SoAlikeDialog *self)
{
  so_alikes_set_watched (self->alikes, TRUE, FALSE);
}

/* The first pair, not one of its buttons: Space must not decide what was not read. */
static gboolean
so_alike_dialog_grab_focus (GtkWidget *widget)
{
  SoAlikeDialog *self = SO_ALIKE_DIALOG (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  return row ? gtk_widget_grab_focus (GTK_WIDGET (row)) : gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
so_alike_dialog_dispose (GObject *object)
{
  SoAlikeDialog *self = SO_ALIKE_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->studio);
  g_clear_object (&self->alikes);
  G_OBJECT_CLASS (so_alike_dialog_parent_class)->dispose (object);
}

static void
so_alike_dialog_class_init (SoAlikeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_alike_dialog_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_alike_dialog_grab_focus;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _("Nobody Is There Twice"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), _("Whoever may be the same person as somebody else is proposed here. To merge two others, choose it at one of them."));
  return status;
}

static void
so_alike_dialog_init (SoAlikeDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new (), *group = adw_preferences_group_new (), *list = gtk_list_box_new ();

  self->states = GTK_STACK (gtk_stack_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Who may be one person"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Nothing is merged by itself. What you merge can be taken apart again at any time."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_stack_add_named (self->states, page, "list");
  gtk_stack_add_named (self->states, make_empty (), "empty");
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->states));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (ADW_DIALOG (self), _("May Be the Same Person"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 520);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

AdwDialog *
so_alike_dialog_new (SoWindow *window, SoAlikes *alikes)
{
  SoAlikeDialog *self = g_object_new (SO_TYPE_ALIKE_DIALOG, NULL);
  GtkListBoxRow *first;

  g_set_weak_pointer (&self->window, window);
  self->studio = g_object_ref (so_window_get_studio (window));
  self->alikes = g_object_ref (alikes);
  g_signal_connect_object (alikes, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  so_alikes_set_watched (alikes, TRUE, TRUE);
  fill (self);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (first));
  return ADW_DIALOG (self);
}
