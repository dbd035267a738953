/* SPDX-License-Identifier: MIT */
#include "so-timeline-view.h"

#include "so-anchored-list.h"
#include "so-facts.h"
#include "so-file-open.h"
#include "so-moment-row.h"
#include "so-note-dialog.h"
#include "so-person-facts.h"
#include "so-timeline-list.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoTimelineView {
  AdwBin parent_instance;

  GtkStack *stack;
  SoAnchoredList *list;
  GtkAdjustment *adjustment;

  SoStudio *studio;
  char *contact_id;          /* NULL: nobody */
  char *name;
  SoTimelineList *moments;   /* NULL until it is seen */
};

G_DEFINE_FINAL_TYPE (SoTimelineView, so_timeline_view, ADW_TYPE_BIN)

static void
open_file (SoTimelineView *self, const SoMoment *moment)
{
  const SoContactFile file = { .sha256 = moment->detail };
  g_autofree char *path = so_studio_dup_file_path (self->studio, &file);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (path && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    so_file_open (GTK_WIDGET (self), path, moment->text, NULL);
  else if (window)
    so_window_add_toast (window, _("Not on this computer"));
}

static void
on_activated (SoMomentRow *row, SoTimelineView *self)
{
  const SoMoment *moment = so_moment_row_get (row);
  const SoNote note = { .id = moment->id, .text = moment->text };
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (moment->kind == SO_MOMENT_NOTE)
    so_note_dialog_present (GTK_WIDGET (self), self->studio, self->contact_id, &note);
  else if (moment->kind == SO_MOMENT_FILE)
    open_file (self, moment);
  else if (moment->thread_id && window)
    so_window_open_thread (window, moment->thread_id, moment->kind == SO_MOMENT_MESSAGE ? moment->id : NULL);
}

static GtkWidget *
make_row (gpointer user_data)
{
  GtkWidget *row = so_moment_row_new ();

  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), user_data, 0);
  return row;
}

static void
bind_row (GtkWidget *row, gpointer item, gpointer previous, gpointer user_data)
{
  SoTimelineView *self = user_data;

  /* The row borrows what it shows. */
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  so_moment_row_show (SO_MOMENT_ROW (row), so_moment_item_get (item), previous ? so_moment_item_get (previous) : NULL, self->name);
}

/* Near the upper end the page before it is worth reading. */
static void
on_scrolled (SoTimelineView *self)
{
  if (self->moments && gtk_adjustment_get_value (self->adjustment) < 2 * gtk_adjustment_get_page_size (self->adjustment))
    so_timeline_list_load_more (self->moments);
}

static void
on_loaded (SoTimelineView *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->moments)) ? "list" : "empty");
  on_scrolled (self);
}

static void
drop_moments (SoTimelineView *self)
{
  if (!self->moments)
    return;
  g_signal_handlers_disconnect_by_data (self->moments, self);
  so_anchored_list_set_model (self->list, NULL);
  g_object_run_dispose (G_OBJECT (self->moments));
  g_clear_object (&self->moments);
}

static void
begin (SoTimelineView *self)
{
  g_autoptr (SoContact) contact = so_studio_find_contact (self->studio, self->contact_id);

  g_set_str (&self->name, contact && *contact->name ? contact->name : C_("timeline", "They"));
  self->moments = so_timeline_list_new (self->studio, self->contact_id);
  g_signal_connect_object (self->moments, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  so_anchored_list_set_model (self->list, G_LIST_MODEL (self->moments));
}

void
so_timeline_view_set_contact (SoTimelineView *self, const char *contact_id)
{
  g_return_if_fail (SO_IS_TIMELINE_VIEW (self));

  if (!g_set_str (&self->contact_id, contact_id))
    return;
  drop_moments (self);
  gtk_stack_set_visible_child_name (self->stack, "list");
  if (contact_id && gtk_widget_get_mapped (GTK_WIDGET (self)))
    begin (self);
}

void
so_timeline_view_set_studio (SoTimelineView *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_TIMELINE_VIEW (self) && !self->studio);
  self->studio = g_object_ref (studio);
}

static void
so_timeline_view_map (GtkWidget *widget)
{
  SoTimelineView *self = SO_TIMELINE_VIEW (widget);

  GTK_WIDGET_CLASS (so_timeline_view_parent_class)->map (widget);
  if (self->contact_id && !self->moments)
    begin (self);
}

/* What is not seen is not kept true. */
static void
so_timeline_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (so_timeline_view_parent_class)->unmap (widget);
  drop_moments (SO_TIMELINE_VIEW (widget));
}

static gboolean
so_timeline_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SO_TIMELINE_VIEW (widget)->list));
}

static void
so_timeline_view_dispose (GObject *object)
{
  SoTimelineView *self = SO_TIMELINE_VIEW (object);

  drop_moments (self);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->contact_id, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (so_timeline_view_parent_class)->dispose (object);
}

static void
so_timeline_view_class_init (SoTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_timeline_view_dispose;
  widget_class->map = so_timeline_view_map;
  widget_class->unmap = so_timeline_view_unmap;
  widget_class->grab_focus = so_timeline_view_grab_focus;
}

static void
so_timeline_view_init (SoTimelineView *self)
{
  GtkWidget *stack = gtk_stack_new (), *scrolled = gtk_scrolled_window_new (), *empty = adw_status_page_new ();

  self->stack = GTK_STACK (stack);
  self->list = so_anchored_list_new ();
  so_anchored_list_set_rows (self->list, make_row, bind_row, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Timeline"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "so-chat-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("Nothing Happened Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("Messages of all channels, notes, tasks and the way over the board come together here."));
  gtk_widget_add_css_class (empty, "compact");
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  adw_bin_set_child (ADW_BIN (self), stack);
}
