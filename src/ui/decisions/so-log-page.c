/* SPDX-License-Identifier: MIT */
#include "so-log-page.h"

#include "so-focus.h"
#include "so-keys.h"
#include "so-live-list.h"
#include "so-log-detail.h"
#include "so-log-export.h"
#include "so-log-filter.h"
#include "so-log-row.h"
#include "so-page.h"
#include "so-search-back.h"
#include "so-sidebar-button.h"

#include <glib/gi18n.h>

struct _SoLogPage {
  AdwBreakpointBin parent_instance;

  AdwNavigationSplitView *split;
  AdwWindowTitle *title;
  GtkWidget *menu_button;
  GtkMenuButton *filter_button;
  SoLogFilterPopover *filter;
  GtkEditable *entry;
  GtkWidget *filter_bar;
  GtkLabel *filter_words;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *empty_button, *none_button;
  AdwNavigationPage *detail_page;
  GtkStack *detail_stack;
  GtkWidget *nothing;
  SoLogDetail *detail;

  SoStudio *studio;
  SoLiveList *decisions;
  GtkSingleSelection *selection;
  char *contact_id, *contact_name;   /* whose decisions alone are shown; or NULL */
  gboolean filling;
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoLogPage, so_log_page, ADW_TYPE_BREAKPOINT_BIN, G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static void
get_filter (SoLogPage *self, SoLogFilter *filter)
{
  *filter = (SoLogFilter) { .contact_id = self->contact_id, .text = gtk_editable_get_text (self->entry) };
  so_log_filter_popover_get (self->filter, filter);
}

static guint
n_rows (SoLogPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->decisions));
}

static gboolean
is_narrowed (SoLogPage *self)
{
  return gtk_widget_get_visible (self->filter_bar) || *gtk_editable_get_text (self->entry);
}

static const char *
state_of (SoLogPage *self)
{
  if (n_rows (self))
    return "list";
  if (so_live_list_get_loading (self->decisions))
    return "loading";
  return is_narrowed (self) ? "none" : "empty";
}

static void
on_selected (SoLogPage *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);
  const SoLogEntry *entry = item ? so_item_get_value (item) : NULL;

  if (self->filling)
    return;
  so_log_detail_set_draft (self->detail, entry ? entry->id : NULL);
  gtk_stack_set_visible_child_name (self->detail_stack, entry ? "decision" : "none");
  if (entry)
    adw_navigation_page_set_title (self->detail_page, entry->contact_name);
}

/* The list is another one: the decision beside it stays the chosen one where it is there, else the newest is. */
static void
choose_again (SoLogPage *self)
{
  const char *id = so_log_detail_get_id (self->detail);
  guint position = GTK_INVALID_LIST_POSITION;

  if (so_live_list_get_loading (self->decisions) || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;
  if (id)
    position = so_live_list_find (self->decisions, id);
  if (n_rows (self))
    gtk_single_selection_set_selected (self->selection, position == GTK_INVALID_LIST_POSITION ? 0 : position);
  else
    on_selected (self);
}

static void
update_state (SoLogPage *self)
{
  guint n = n_rows (self);
  g_autofree char *count = n ? g_strdup_printf (ngettext ("%u decision", "%u decisions", n), n) : NULL;

  gtk_stack_set_visible_child_name (self->stack, state_of (self));
  /* Where there is nothing to select, the list says what to do, and one page is enough. */
  gtk_widget_set_visible (self->nothing, n > 0);
  /* Half a count is none. */
  adw_window_title_set_subtitle (self->title, count && !so_live_list_get_loading (self->decisions) ? count : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decision.export", n > 0);
  choose_again (self);
}

static void
show_filter (SoLogPage *self)
{
  g_autofree char *words = so_log_filter_popover_dup_words (self->filter);
  g_autofree char *all = !self->contact_name ? g_strdup (words)
                         : g_strdup_printf ("%s%s%s", self->contact_name, words ? " · " : "", words ? words : "");

  gtk_widget_set_visible (self->filter_bar, all != NULL);
  gtk_label_set_label (self->filter_words, all ? all : "");
  if (words)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
}

static void
on_filter_changed (SoLogPage *self)
{
  gboolean only = so_log_detail_get_only (self->detail);
  SoLogFilter filter;

  if (self->filling)
    return;
  if (only != (self->contact_id != NULL))
    {
      g_set_str (&self->contact_id, only ? so_log_detail_get_contact_id (self->detail) : NULL);
      g_set_str (&self->contact_name, only ? so_log_detail_get_name (self->detail) : NULL);
    }
  show_filter (self);
  get_filter (self, &filter);
  /* Or the selection would look for its row among all that come, and have each of them read. */
  self->filling = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
  if (n_rows (self))
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  so_live_list_set_log_filter (self->decisions, &filter);
  update_state (self);
}

static void
on_show_all (SoLogPage *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->entry, "");
  so_log_detail_set_only (self->detail, FALSE);
  so_log_filter_popover_reset (self->filter);
  self->filling = FALSE;
  on_filter_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_row_activated (SoLogPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->detail));
}

static void
on_entry_activated (SoLogPage *self)
{
  if (n_rows (self) && !so_live_list_get_loading (self->decisions))
    on_row_activated (self, 0);
}

static void
on_stop_search (SoLogPage *self)
{
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
on_entry_key (SoLogPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down || !n_rows (self))
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  so_focus_list (self->list);
  return GDK_EVENT_STOP;
}

static gboolean
is_detail_alone (SoLogPage *self)
{
  return adw_navigation_split_view_get_collapsed (self->split) && adw_navigation_split_view_get_show_content (self->split);
}

static gboolean
so_log_page_go_back (SoPage *page)
{
  SoLogPage *self = SO_LOG_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (is_detail_alone (self))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  else if (*gtk_editable_get_text (self->entry))
    gtk_editable_set_text (self->entry, "");
  else if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->detail)))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

static GPtrArray *
so_log_page_dup_panes (SoPage *page)
{
  SoLogPage *self = SO_LOG_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  g_ptr_array_add (panes, self->list);
  g_ptr_array_add (panes, self->detail);
  return panes;
}

static SoScope
so_log_page_get_scope (SoPage *page)
{
  return SO_SCOPE_DECISIONS;
}

/* The chosen row, or the newest; where there is none, what can be done about it. */
static gboolean
so_log_page_grab_focus (GtkWidget *widget)
{
  SoLogPage *self = SO_LOG_PAGE (widget);
  const char *state = state_of (self);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (is_detail_alone (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->detail));
  if (g_str_equal (state, "empty"))
    return gtk_widget_grab_focus (self->empty_button);
  if (g_str_equal (state, "none"))
    return gtk_widget_grab_focus (self->none_button);
  if (g_str_equal (state, "loading"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_list_view_scroll_to (self->list, position == GTK_INVALID_LIST_POSITION ? 0 : position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return so_focus_list (self->list);
}

static void
on_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLogPage *self = SO_LOG_PAGE (widget);
  guint at = gtk_single_selection_get_selected (self->selection), n = n_rows (self);
  int to = (int) at + (g_str_equal (action, "decision.next") ? 1 : -1);

  if (at == GTK_INVALID_LIST_POSITION)
    to = 0;
  if (to < 0 || to >= (int) n)
    return;
  if (is_detail_alone (self))
    gtk_list_view_scroll_to (self->list, (guint) to, GTK_LIST_SCROLL_SELECT, NULL);
  else
    {
      gtk_list_view_scroll_to (self->list, (guint) to, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
      so_focus_list (self->list);
    }
}

static void
on_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLogPage *self = SO_LOG_PAGE (widget);

  if (n_rows (self))
    on_row_activated (self, MIN (gtk_single_selection_get_selected (self->selection), n_rows (self) - 1));
}

static void
on_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLogPage *self = SO_LOG_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->entry)))
    {
      so_search_open (so_window_of (widget));
      return;
    }
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_filter (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLogPage *self = SO_LOG_PAGE (widget);

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_menu_button_popup (self->filter_button);
}

static void
on_conversation (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWindow *window = so_window_of (widget);
  const char *thread_id = so_log_detail_get_thread_id (SO_LOG_PAGE (widget)->detail);

  if (window && thread_id)
    so_window_open_thread (window, thread_id, NULL);
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLogPage *self = SO_LOG_PAGE (widget);
  SoLogFilter filter;

  get_filter (self, &filter);
  so_log_export (widget, self->studio, &filter);
}

static void
page_iface_init (SoPageInterface *iface)
{
  iface->get_scope = so_log_page_get_scope;
  iface->go_back = so_log_page_go_back;
  iface->dup_panes = so_log_page_dup_panes;
}

static void
so_log_page_dispose (GObject *object)
{
  SoLogPage *self = SO_LOG_PAGE (object);

  self->filling = TRUE;
  if (self->decisions)
    g_signal_handlers_disconnect_by_data (self->decisions, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_LOG_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->decisions);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->contact_id, g_free);
  g_clear_pointer (&self->contact_name, g_free);
  G_OBJECT_CLASS (so_log_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, split);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, title);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, filter);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, entry);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, filter_words);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, list);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, none_button);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, detail_page);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SoLogPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
}

static void
so_log_page_class_init (SoLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_log_page_dispose;
  widget_class->grab_focus = so_log_page_grab_focus;
  g_type_ensure (SO_TYPE_LOG_DETAIL);
  g_type_ensure (SO_TYPE_LOG_FILTER_POPOVER);
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "decision.next", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "decision.previous", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "decision.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "decision.filter", NULL, on_filter);
  gtk_widget_class_install_action (widget_class, "decision.conversation", NULL, on_conversation);
  gtk_widget_class_install_action (widget_class, "decision.export", NULL, on_export);
  /* Here the key looks in the log; a second time, in everything. */
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search);
}

static gboolean
on_key (SoLogPage *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  return keyval == GDK_KEY_Escape && !(modifiers & gtk_accelerator_get_default_mod_mask ()) && so_log_page_go_back (SO_PAGE (self));
}

static void
so_log_page_init (SoLogPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *escape = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  so_action_describe (GTK_WIDGET (self->filter_button), "decision.filter");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_entry_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  so_keys_let_search (self->entry);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (so_log_filter_popover_hold_focus), self->filter);
  gtk_widget_add_controller (GTK_WIDGET (self->filter_button), focus);
  g_signal_connect_swapped (escape, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), escape);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_row_activated), self);
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (on_filter_changed), self);
}

GtkWidget *
so_log_page_new (SoWindow *window)
{
  SoLogPage *self = g_object_new (SO_TYPE_LOG_PAGE, NULL);
  g_autoptr (GtkListItemFactory) factory = so_drawn_row_factory_new (so_log_row_new);
  SoLogFilter everything = { 0 };

  self->studio = g_object_ref (so_window_get_studio (window));
  so_log_detail_set_studio (self->detail, self->studio);
  so_log_filter_popover_set_zone (self->filter, so_studio_get_zone (self->studio));
  self->decisions = so_live_list_new_log (so_studio_get_store (self->studio), &everything);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->decisions)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->decisions, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->decisions, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
  /* The newest is chosen from the start. */
  on_selected (self);
  return GTK_WIDGET (self);
}
