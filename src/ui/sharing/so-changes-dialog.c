/* SPDX-License-Identifier: MIT */
#include "so-changes-dialog.h"

#include "so-changes-row.h"
#include "so-toasts.h"
#include "so-verb.h"

#include <glib/gi18n.h>

/* As many as somebody reads; all of them are in studioctl hub notices. */
#define MOST_ROWS 100

enum { FRESH, SEEN, N_GROUPS };

struct _SoChangesDialog {
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;     /* borrowed, as all widgets */
  GtkStack *states;
  GtkWidget *groups[N_GROUPS];
  GtkListBox *boxes[N_GROUPS];
  GtkWidget *all;

  SoWindow *window;            /* weak: the dialog lives in it */
  SoStudio *studio;
};

G_DEFINE_FINAL_TYPE (SoChangesDialog, so_changes_dialog, ADW_TYPE_DIALOG)

static SoChangesRow *
row_at (SoChangesDialog *self, guint group, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->boxes[group], i);

  return row ? SO_CHANGES_ROW (row) : NULL;
}

static void fill (SoChangesDialog *self);

/* Doing ------------------------------------------------------------------------------------------ */

typedef struct {
  SoChangesDialog *dialog;
  gboolean put_back;
} Doing;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Doing *doing = user_data;
  g_autoptr (SoChangesDialog) self = doing->dialog;
  gboolean put_back = doing->put_back;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  g_free (doing);
  if (!self->studio)
    return;
  if (error)
    so_toasts_error (self->toasts, error->message);
  else if (put_back)
    so_toasts_note (self->toasts, _("Put back"), "win.undo");
  fill (self);
}

static void
begin (SoChangesDialog *self, SoChangesRow *row, gboolean put_back)
{
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, so_changes_row_get_story (row)->n);
  Doing *doing = g_new0 (Doing, 1);

  doing->dialog = g_object_ref (self);
  doing->put_back = put_back;
  so_studio_do_async (self->studio, put_back ? SO_VERB_PUT_BACK : SO_VERB_KEEP_THEIRS, n, NULL, NULL, on_done, doing);
}

static void
on_put_back (SoChangesDialog *self, SoChangesRow *row)
{
  begin (self, row, TRUE);
}

static void
on_keep (SoChangesDialog *self, SoChangesRow *row)
{
  begin (self, row, FALSE);
}

static void
on_keep_all (SoChangesDialog *self)
{
  SoChangesRow *row;

  for (int i = 0; (row = row_at (self, FRESH, i)); i++)
    begin (self, row, FALSE);
}

static void
on_activated (SoChangesDialog *self, GtkListBoxRow *activated)
{
  SoChangesRow *row = SO_CHANGES_ROW (activated);
  const SoShareStory *story = so_changes_row_get_story (row);
  const char *page = so_changes_row_get_page (row);
  SoWindow *window = self->window;

  if (!page || !window)
    return;
  if (story->thread_id)
    so_window_open_thread (window, story->thread_id, NULL);
  else if (story->contact_id)
    so_window_open_contact (window, story->contact_id);
  else
    so_window_show_page (window, page);
  adw_dialog_close (ADW_DIALOG (self));
}

/* Showing ---------------------------------------------------------------------------------------- */

static void
insert (SoChangesDialog *self, guint group, int at, SoShareStory *story)
{
  GtkWidget *row = so_changes_row_new (story);

  g_signal_connect_object (row, "put-back", G_CALLBACK (on_put_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "keep", G_CALLBACK (on_keep), self, G_CONNECT_SWAPPED);
  gtk_list_box_insert (self->boxes[group], row, at);
}

/* Rows stay, and with them the focus, as long as the changes are the same. Takes what it uses of @stories. */
static void
fill_group (SoChangesDialog *self, guint group, GPtrArray *stories)
{
  int at = 0;

  for (guint i = 0; i < stories->len; i++)
    {
      SoShareStory *story = stories->pdata[i];
      SoChangesRow *row;

      if (!story || (story->seen_at != 0) != (group == SEEN))
        continue;
      stories->pdata[i] = NULL;
      while ((row = row_at (self, group, at)) && so_changes_row_get_story (row)->n > story->n)
        gtk_list_box_remove (self->boxes[group], GTK_WIDGET (row));
      if (row && so_changes_row_get_story (row)->n == story->n)
        so_changes_row_set_story (row, story);
      else
        insert (self, group, at, story);
      at++;
    }
  while (row_at (self, group, at))
    gtk_list_box_remove (self->boxes[group], GTK_WIDGET (row_at (self, group, at)));
  gtk_widget_set_visible (self->groups[group], at > 0);
}

/* The row that has the focus, or a part of it; NULL: none. Yours. */
static SoChangesRow *
dup_focused (SoChangesDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? gtk_widget_get_ancestor (focus, SO_TYPE_CHANGES_ROW) : NULL;

  return row ? SO_CHANGES_ROW (g_object_ref (row)) : NULL;
}

/* What was pressed went with its row, or alone: the keyboard goes on from the row that has its place now. */
static void
keep_focus (SoChangesDialog *self, SoChangesRow *row, guint group, int at)
{
  g_autoptr (SoChangesRow) still = dup_focused (self);

  if (still == row && gtk_widget_get_parent (GTK_WIDGET (row)) && gtk_widget_get_mapped (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))))
    return;
  if (!gtk_widget_get_parent (GTK_WIDGET (row)))
    row = row_at (self, group, at) ? row_at (self, group, at) : at > 0 ? row_at (self, group, at - 1) : NULL;
  gtk_widget_grab_focus (row ? GTK_WIDGET (row) : GTK_WIDGET (self));
}

static void
fill (SoChangesDialog *self)
{
  g_autoptr (GPtrArray) stories = so_studio_list_stories (self->studio, MOST_ROWS);
  g_autoptr (SoChangesRow) focused = dup_focused (self);
  int at = focused ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  guint of = focused && gtk_widget_is_ancestor (GTK_WIDGET (focused), GTK_WIDGET (self->boxes[SEEN])) ? SEEN : FRESH;
  gboolean any = stories->len > 0;

  for (guint group = 0; group < N_GROUPS; group++)
    fill_group (self, group, stories);
  gtk_widget_set_visible (self->all, row_at (self, FRESH, 1) != NULL);
  gtk_stack_set_visible_child_name (self->states, any ? "list" : "empty");
  if (focused)
    keep_focus (self, focused, of, at);
}

static void
on_store_changed (SoChangesDialog *self, guint changes)
{
  if (self->studio && changes & (SO_CHANGED_SHARING | SO_CHANGED_CONTACTS | SO_CHANGED_THREADS))
    fill (self);
}

/* Making it -------------------------------------------------------------------------------------- */

/* The first change, not the first of its buttons: Space must not put back what was not read. */
static gboolean
so_changes_dialog_grab_focus (GtkWidget *widget)
{
  SoChangesDialog *self = SO_CHANGES_DIALOG (widget);

  for (guint group = 0; group < N_GROUPS; group++)
    if (row_at (self, group, 0) && gtk_widget_grab_focus (GTK_WIDGET (row_at (self, group, 0))))
      return TRUE;
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
so_changes_dialog_dispose (GObject *object)
{
  SoChangesDialog *self = SO_CHANGES_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_changes_dialog_parent_class)->dispose (object);
}

static void
so_changes_dialog_class_init (SoChangesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_changes_dialog_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = so_changes_dialog_grab_focus;
}

static void
add_group (SoChangesDialog *self, GtkWidget *page, guint group, const char *title)
{
  GtkWidget *box = gtk_list_box_new ();

  self->groups[group] = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->groups[group]), title);
  self->boxes[group] = GTK_LIST_BOX (box);
  gtk_list_box_set_selection_mode (self->boxes[group], GTK_SELECTION_NONE);
  gtk_widget_add_css_class (box, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (box, "row-activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->groups[group]), box);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->groups[group]));
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _("Nothing to Look At"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), _("Where this studio is shared with other computers, and somebody changed at the same time what you changed, "
                                                              "the later change holds. What you had stands here then, and can be put back."));
  return status;
}

static void
so_changes_dialog_init (SoChangesDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();

  self->states = GTK_STACK (gtk_stack_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  add_group (self, page, FRESH, _("New"));
  add_group (self, page, SEEN, _("Seen"));
  self->all = gtk_button_new_with_mnemonic (_("Keep _All"));
  gtk_widget_add_css_class (self->all, "flat");
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (on_keep_all), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->groups[FRESH]), self->all);
  gtk_stack_add_named (self->states, make_empty (), "empty");
  gtk_stack_add_named (self->states, page, "list");
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->states));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (ADW_DIALOG (self), _("Changes by Others"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

AdwDialog *
so_changes_dialog_new (SoWindow *window)
{
  SoChangesDialog *self = g_object_new (SO_TYPE_CHANGES_DIALOG, NULL);

  g_set_weak_pointer (&self->window, window);
  self->studio = g_object_ref (so_window_get_studio (window));
  g_signal_connect_object (so_studio_get_store (self->studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  fill (self);
  if (row_at (self, FRESH, 0) || row_at (self, SEEN, 0))
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (row_at (self, FRESH, 0) ? row_at (self, FRESH, 0) : row_at (self, SEEN, 0)));
  return ADW_DIALOG (self);
}
