/* SPDX-License-Identifier: MIT */
#include "so-search-page.h"

#include "so-clock.h"
#include "so-focus.h"
#include "so-hit-groups.h"
#include "so-hit-open.h"
#include "so-hit-row.h"
#include "so-page.h"
#include "so-search-back.h"
#include "so-search-help.h"
#include "so-search-list.h"
#include "so-sidebar-button.h"

#include <glib/gi18n.h>

struct _SoSearchPage {
  AdwBreakpointBin parent_instance;

  GtkEditable *entry;
  AdwWrapBox *hints;      /* in short what the empty page explains */
  GtkStack *stack;
  GtkListView *list;
  GtkListBox *help;

  SoWindow *window;   /* not owned: it owns us */
  SoSearchList *results;
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoSearchPage, so_search_page, ADW_TYPE_BREAKPOINT_BIN,
                               G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static guint
n_results (SoSearchPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->results));
}

static void
update_state (SoSearchPage *self)
{
  const char *query = so_search_list_get_query (self->results);
  gboolean asked = query && *query;

  if (n_results (self) > 0)
    gtk_stack_set_visible_child_name (self->stack, "results");
  else if (!asked)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else if (!so_search_list_get_searching (self->results))
    gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_widget_set_visible (GTK_WIDGET (self->hints), g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") != 0);
}

static void
on_searching_changed (SoSearchPage *self)
{
  g_autofree char *text = NULL;
  const char *query = so_search_list_get_query (self->results);

  update_state (self);
  if (so_search_list_get_searching (self->results) || !query || !*query || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  text = g_strdup_printf (ngettext ("%u result", "%u results", n_results (self)), n_results (self));
  so_window_announce (self->window, text);
}

static void
on_laid_out (SoSearchPage *self, GdkFrameClock *clock)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  g_signal_handlers_disconnect_by_func (clock, on_laid_out, self);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
}

/* The list holds on to the first row, and its heading would be out of sight above: put right between layout and paint, so that nothing jumps. */
static void
on_results_changed (SoSearchPage *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  update_state (self);
  if (!clock || !n_results (self))
    return;
  g_signal_handlers_disconnect_by_func (clock, on_laid_out, self);
  g_signal_connect_object (clock, "layout", G_CALLBACK (on_laid_out), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
on_search_changed (SoSearchPage *self)
{
  so_search_list_set_query (self->results, gtk_editable_get_text (self->entry));
  update_state (self);
}

static void
open_position (SoSearchPage *self, guint position)
{
  g_autoptr (SoItem) item = g_list_model_get_item (G_LIST_MODEL (self->results), position);

  if (item)
    so_hit_open (self->window, so_item_get_value (item));
}

static void
on_row_activated (SoSearchPage *self, guint position)
{
  open_position (self, position);
}

static void
on_entry_activated (SoSearchPage *self)
{
  open_position (self, 0);
}

static gboolean
so_search_page_go_back (SoPage *page)
{
  SoSearchPage *self = SO_SEARCH_PAGE (page);

  if (!*gtk_editable_get_text (self->entry))
    return FALSE;
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return TRUE;
}

/* What was looked for stays, selected when the page is shown again: the next letter begins anew. */
static void
on_stop_search (SoSearchPage *self)
{
  so_search_leave (self->window);
}

static gboolean
on_entry_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, SoSearchPage *self)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || n_results (self) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS, NULL);
  so_focus_list (self->list);
  return GDK_EVENT_STOP;
}

/* Up on the first row goes back to what is typed. */
static gboolean
on_list_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, SoSearchPage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_KP_Up) || !first || gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != first)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
  return GDK_EVENT_STOP;
}

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *item, SoSearchPage *self)
{
  gtk_list_item_set_child (item, so_hit_row_new ());
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *item, SoSearchPage *self)
{
  const SoHit *hit = so_item_get_value (gtk_list_item_get_item (item));
  g_autofree char *description = so_hit_describe (hit, so_now ());

  so_hit_row_show (SO_HIT_ROW (gtk_list_item_get_child (item)), hit);
  gtk_list_item_set_accessible_label (item, description);
}

/* Escape anywhere else on the page, as on a result. */
static gboolean
on_page_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, SoSearchPage *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  so_search_leave (self->window);
  return GDK_EVENT_STOP;
}

static gboolean
so_search_page_grab_focus (GtkWidget *widget)
{
  SoSearchPage *self = SO_SEARCH_PAGE (widget);
  gboolean done = gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  gtk_editable_select_region (self->entry, 0, -1);
  return done;
}

void
so_search_page_set_query (SoSearchPage *self, const char *query)
{
  g_return_if_fail (SO_IS_SEARCH_PAGE (self));

  gtk_editable_set_text (self->entry, query ? query : "");
  gtk_editable_set_position (self->entry, -1);
}

static void
add_key_handler (GtkWidget *widget, GtkPropagationPhase phase, GCallback callback, SoSearchPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect (keys, "key-pressed", callback, self);
  gtk_widget_add_controller (widget, keys);
}

static void
page_iface_init (SoPageInterface *iface)
{
  iface->go_back = so_search_page_go_back;
}

static void
so_search_page_dispose (GObject *object)
{
  SoSearchPage *self = SO_SEARCH_PAGE (object);

  if (self->results)
    g_signal_handlers_disconnect_by_data (self->results, self);
  g_clear_object (&self->results);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_SEARCH_PAGE);
  G_OBJECT_CLASS (so_search_page_parent_class)->dispose (object);
}

static void
so_search_page_class_init (SoSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_search_page_dispose;
  widget_class->grab_focus = so_search_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, SoSearchPage, hints);
  gtk_widget_class_bind_template_child (widget_class, SoSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoSearchPage, list);
  gtk_widget_class_bind_template_child (widget_class, SoSearchPage, help);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
so_search_page_init (SoSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  so_search_help_fill (self->hints, self->help, self->entry);
  add_key_handler (GTK_WIDGET (self->entry), GTK_PHASE_CAPTURE, G_CALLBACK (on_entry_key), self);
  add_key_handler (GTK_WIDGET (self->list), GTK_PHASE_CAPTURE, G_CALLBACK (on_list_key), self);
  add_key_handler (GTK_WIDGET (self), GTK_PHASE_BUBBLE, G_CALLBACK (on_page_key), self);
}

GtkWidget *
so_search_page_new (SoWindow *window)
{
  SoSearchPage *self = g_object_new (SO_TYPE_SEARCH_PAGE, NULL);
  SoStudio *studio = so_window_get_studio (window);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headings = so_hit_groups_new_headings (self->entry);
  g_autoptr (GtkNoSelection) selection = NULL;

  self->window = window;
  self->results = so_search_list_new (so_studio_get_store (studio), so_studio_get_zone (studio));
  g_signal_connect_object (self->results, "notify::searching", G_CALLBACK (on_searching_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->results, "items-changed", G_CALLBACK (on_results_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind), self, 0);
  so_hit_groups_add_pills (self->hints, G_LIST_MODEL (self->results), self->entry);
  /* nothing is chosen here, only opened: what the pointer rests on must not look like it */
  selection = gtk_no_selection_new (so_hit_groups_new (G_LIST_MODEL (self->results)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_header_factory (self->list, headings);
  g_object_unref (factory);
  return GTK_WIDGET (self);
}
