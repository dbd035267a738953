/* SPDX-License-Identifier: MIT */
#include "so-calls-page.h"

#include "so-call-days.h"
#include "so-call-detail.h"
#include "so-call-does.h"
#include "so-call-facts.h"
#include "so-call-list.h"
#include "so-call-numbers.h"
#include "so-call-words.h"
#include "so-choice-popover.h"
#include "so-focus.h"
#include "so-keys.h"
#include "so-live-list.h"
#include "so-page.h"
#include "so-search-back.h"
#include "so-sidebar-button.h"

#include <glib/gi18n.h>

struct _SoCallsPage {
  AdwBreakpointBin parent_instance;

  AdwViewStack *views;
  AdwNavigationSplitView *split;
  GtkEditable *entry;
  GtkDropDown *shown;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;
  GtkWidget *empty_button, *none_button;
  AdwNavigationPage *detail_page;
  GtkStack *detail_stack;
  GtkWidget *nothing;
  SoCallDetail *detail;
  SoCallNumbers *numbers;

  SoStudio *studio;
  SoLiveList *calls;
  GtkSingleSelection *selection;
  char *wanted;              /* id of the call that is chosen once the list has it; or NULL */
  gboolean filling;
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoCallsPage, so_calls_page, ADW_TYPE_BREAKPOINT_BIN, G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static guint
n_rows (SoCallsPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->calls));
}

static gboolean
is_narrowed (SoCallsPage *self)
{
  return gtk_drop_down_get_selected (self->shown) || *gtk_editable_get_text (self->entry);
}

static gboolean
shows_numbers (SoCallsPage *self)
{
  return !g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "numbers");
}

static const char *
state_of (SoCallsPage *self)
{
  if (n_rows (self))
    return "list";
  if (so_live_list_get_loading (self->calls))
    return "loading";
  return is_narrowed (self) ? "none" : "empty";
}

/* What is chosen ------------------------------------------------------------------------------------------- */

static void
on_selected (SoCallsPage *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);
  const SoCallEntry *entry = item ? so_item_get_value (item) : NULL;

  if (self->filling)
    return;
  so_call_detail_set_call (self->detail, entry ? entry->call->id : NULL);
  gtk_stack_set_visible_child_name (self->detail_stack, entry ? "call" : "none");
  if (entry)
    adw_navigation_page_set_title (self->detail_page, so_call_words_who (entry->call));
}

/* The list is another one: the call beside it stays the chosen one where it is there, else the newest is. */
static void
choose_again (SoCallsPage *self)
{
  const SoCall *call = so_call_detail_get_call (self->detail);
  const char *id = self->wanted ? self->wanted : call ? call->id : NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (so_live_list_get_loading (self->calls) || (!self->wanted && gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION))
    return;
  if (id)
    position = so_live_list_find (self->calls, id);
  g_clear_pointer (&self->wanted, g_free);
  if (!n_rows (self))
    return on_selected (self);
  gtk_single_selection_set_selected (self->selection, position == GTK_INVALID_LIST_POSITION ? 0 : position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
update_state (SoCallsPage *self)
{
  const char *state = state_of (self);

  gtk_stack_set_visible_child_name (self->stack, state);
  /* Where there is nothing to select, the list says what to do, and one page is enough. */
  gtk_widget_set_visible (self->nothing, n_rows (self) > 0);
  if (g_str_equal (state, "empty"))
    adw_status_page_set_description (self->empty, so_studio_has_calls_account (self->studio)
                                     ? _("Calls, voicemails and recordings of your telephone account appear here by themselves.")
                                     : _("Connect the account of your telephone service under Accounts, or have your telephone system tell its calls with “studioctl event”."));
  choose_again (self);
}

static void
on_filter_changed (SoCallsPage *self)
{
  SoCallLogFilter filter = { gtk_drop_down_get_selected (self->shown), gtk_editable_get_text (self->entry) };

  if (self->filling || !self->calls)
    return;
  /* Or the selection would look for its row among all that come, and have each of them read. */
  self->filling = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
  if (n_rows (self))
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  so_live_list_set_call_filter (self->calls, &filter);
  update_state (self);
}

static void
show_all (SoCallsPage *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->entry, "");
  gtk_drop_down_set_selected (self->shown, SO_CALLS_ALL);
  self->filling = FALSE;
  on_filter_changed (self);
}

static void
on_show_all (SoCallsPage *self)
{
  show_all (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_row_activated (SoCallsPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->detail));
}

static void
on_entry_activated (SoCallsPage *self)
{
  if (n_rows (self) && !so_live_list_get_loading (self->calls))
    on_row_activated (self, 0);
}

static void
on_stop_search (SoCallsPage *self)
{
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
on_entry_key (SoCallsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Down || !n_rows (self))
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  so_focus_list (self->list);
  return GDK_EVENT_STOP;
}

/* The page ------------------------------------------------------------------------------------------------- */

static gboolean
is_detail_alone (SoCallsPage *self)
{
  return adw_navigation_split_view_get_collapsed (self->split) && adw_navigation_split_view_get_show_content (self->split);
}

static gboolean
so_calls_page_go_back (SoPage *page)
{
  SoCallsPage *self = SO_CALLS_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (shows_numbers (self))
    adw_view_stack_set_visible_child_name (self->views, "calls");
  else if (is_detail_alone (self))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  else if (*gtk_editable_get_text (self->entry))
    gtk_editable_set_text (self->entry, "");
  else if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->detail)))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

static GPtrArray *
so_calls_page_dup_panes (SoPage *page)
{
  SoCallsPage *self = SO_CALLS_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  if (shows_numbers (self))
    g_ptr_array_add (panes, self->numbers);
  else
    {
      g_ptr_array_add (panes, self->list);
      g_ptr_array_add (panes, self->detail);
    }
  return panes;
}

static SoScope
so_calls_page_get_scope (SoPage *page)
{
  return SO_SCOPE_CALLS;
}

/* The chosen row, or the newest; where there is none, what can be done about it. */
static gboolean
so_calls_page_grab_focus (GtkWidget *widget)
{
  SoCallsPage *self = SO_CALLS_PAGE (widget);
  const char *state = state_of (self);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (shows_numbers (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->numbers));
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

/* Keys ----------------------------------------------------------------------------------------------------- */

/* The focus goes along where the list is seen, so that the arrows go on from there. */
static void
go_to (SoCallsPage *self, guint position)
{
  gboolean alone = is_detail_alone (self);

  adw_view_stack_set_visible_child_name (self->views, "calls");
  gtk_list_view_scroll_to (self->list, position, alone ? GTK_LIST_SCROLL_SELECT : GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  if (!alone)
    so_focus_list (self->list);
}

static void
on_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoCallsPage *self = SO_CALLS_PAGE (widget);
  guint at = gtk_single_selection_get_selected (self->selection);
  int to = at == GTK_INVALID_LIST_POSITION ? 0 : (int) at + (g_str_equal (action, "call.next") ? 1 : -1);

  if (to >= 0 && to < (int) n_rows (self))
    go_to (self, (guint) to);
}

/* Also one that is filtered away. */
static void
hear (SoCallsPage *self, const char *id)
{
  guint position = so_live_list_find (self->calls, id);

  if (position == GTK_INVALID_LIST_POSITION)
    so_calls_page_open (self, id);
  else
    go_to (self, position);
  so_call_detail_set_call (self->detail, id);
  so_call_detail_play (self->detail);
}

static void
on_voicemail (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoCallsPage *self = SO_CALLS_PAGE (widget);
  const SoCall *call = so_call_detail_get_call (self->detail);
  g_autofree char *id = so_studio_dup_next_voicemail (self->studio, call ? call->id : NULL);
  SoWindow *window = so_window_of (widget);

  if (id)
    hear (self, id);
  else if (window)
    so_window_add_toast (window, _("No other voicemail waits to be heard"));
}

static void
on_play (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoWindow *window = so_window_of (widget);

  if (!so_call_detail_play (SO_CALLS_PAGE (widget)->detail) && window)
    so_window_add_toast (window, _("There is no recording to play"));
}

static void
on_do (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoCallsPage *self = SO_CALLS_PAGE (widget);

  if (!shows_numbers (self))
    so_call_does (self->detail, self->studio, action);
}

static void
on_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoCallsPage *self = SO_CALLS_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->entry)))
    {
      so_search_open (so_window_of (widget));
      return;
    }
  adw_view_stack_set_visible_child_name (self->views, "calls");
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_shown_chosen (guint number, gpointer owner)
{
  SoCallsPage *self = owner;

  gtk_drop_down_set_selected (self->shown, number - 1);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_filter (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoCallsPage *self = SO_CALLS_PAGE (widget);
  const char *labels[SO_N_CALLS_SHOWN + 1] = { NULL };

  for (SoCallsShown i = 0; i < SO_N_CALLS_SHOWN; i++)
    labels[i] = _(so_calls_shown_label (i));
  adw_view_stack_set_visible_child_name (self->views, "calls");
  adw_navigation_split_view_set_show_content (self->split, FALSE);
  so_choice_popover_present (GTK_WIDGET (self->shown), _("Which Calls"), labels, gtk_drop_down_get_selected (self->shown) + 1, on_shown_chosen, self);
}

static void
on_view (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoCallsPage *self = SO_CALLS_PAGE (widget);

  adw_view_stack_set_visible_child_name (self->views, g_str_equal (action, "call.numbers") ? "numbers" : "calls");
  gtk_widget_grab_focus (widget);
}

/* By its button the focus stays there. */
static void
on_view_changed (SoCallsPage *self)
{
  if (!shows_numbers (self) && self->calls)
    update_state (self);
}

static gboolean
on_key (SoCallsPage *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  return keyval == GDK_KEY_Escape && !(modifiers & gtk_accelerator_get_default_mod_mask ()) && so_calls_page_go_back (SO_PAGE (self));
}

/* A list takes Space to select, which the row is anyway. */
static gboolean
on_list_key (SoCallsPage *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (keyval != GDK_KEY_space || modifiers & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "call.play", NULL);
  return GDK_EVENT_STOP;
}

/* ---------------------------------------------------------------------------------------------------------- */

static void
page_iface_init (SoPageInterface *iface)
{
  iface->get_scope = so_calls_page_get_scope;
  iface->go_back = so_calls_page_go_back;
  iface->dup_panes = so_calls_page_dup_panes;
}

static void
so_calls_page_dispose (GObject *object)
{
  SoCallsPage *self = SO_CALLS_PAGE (object);

  self->filling = TRUE;
  if (self->calls)
    g_signal_handlers_disconnect_by_data (self->calls, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_CALLS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->calls);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (so_calls_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-calls-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, views);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, split);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, shown);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, list);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, none_button);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, detail_page);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, detail);
  gtk_widget_class_bind_template_child (widget_class, SoCallsPage, numbers);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct { const char *name; GtkWidgetActionActivateFunc act; } all[] = {
    { "call.next", on_step },        { "call.previous", on_step },   { "call.voicemail", on_voicemail }, { "call.play", on_play },
    { "call.back", on_do },          { "call.write", on_do },        { "call.conversation", on_do },     { "call.person", on_do },
    { "call.who", on_do },           { "call.task", on_do },         { "call.book", on_do },             { "call.stage", on_do },
    { "call.filter", on_filter },    { "call.list", on_view },       { "call.numbers", on_view },
    /* Here the key looks in the calls; a second time, in everything. */
    { "win.search", on_search },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_widget_class_install_action (widget_class, all[i].name, NULL, all[i].act);
}

static void
so_calls_page_class_init (SoCallsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_calls_page_dispose;
  widget_class->grab_focus = so_calls_page_grab_focus;
  g_type_ensure (SO_TYPE_CALL_DETAIL);
  g_type_ensure (SO_TYPE_CALL_NUMBERS);
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
add_keys (SoCallsPage *self, gpointer widget, GtkPropagationPhase phase, GCallback pressed)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_swapped (keys, "key-pressed", pressed, self);
  gtk_widget_add_controller (widget, keys);
}

static void
so_calls_page_init (SoCallsPage *self)
{
  const char *labels[SO_N_CALLS_SHOWN + 1] = { NULL };
  g_autoptr (GtkStringList) strings = NULL;

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (SoCallsShown i = 0; i < SO_N_CALLS_SHOWN; i++)
    labels[i] = _(so_calls_shown_label (i));
  strings = gtk_string_list_new (labels);
  gtk_drop_down_set_model (self->shown, G_LIST_MODEL (strings));
  so_action_describe (GTK_WIDGET (self->shown), "call.filter");
  so_keys_let_search (self->entry);
  add_keys (self, self->entry, GTK_PHASE_CAPTURE, G_CALLBACK (on_entry_key));
  add_keys (self, self->list, GTK_PHASE_CAPTURE, G_CALLBACK (on_list_key));
  add_keys (self, self, GTK_PHASE_BUBBLE, G_CALLBACK (on_key));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_row_activated), self);
  self->filling = FALSE;
}

GtkWidget *
so_calls_page_new (SoWindow *window)
{
  SoCallsPage *self = g_object_new (SO_TYPE_CALLS_PAGE, NULL);
  SoCallLogFilter everything = { 0 };

  self->studio = g_object_ref (so_window_get_studio (window));
  so_call_detail_set_studio (self->detail, self->studio);
  so_call_numbers_set_studio (self->numbers, self->studio);
  self->calls = so_live_list_new_calls (so_studio_get_store (self->studio), &everything);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (so_call_days_new (G_LIST_MODEL (self->calls))));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  so_call_list_set_up (self->list);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calls, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
  /* The newest is chosen from the start. */
  on_selected (self);
  return GTK_WIDGET (self);
}

void
so_calls_page_show_only (SoCallsPage *self, SoCallsShown shown)
{
  g_return_if_fail (SO_IS_CALLS_PAGE (self));

  adw_view_stack_set_visible_child_name (self->views, "calls");
  gtk_editable_set_text (self->entry, "");
  gtk_drop_down_set_selected (self->shown, shown);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
so_calls_page_open (SoCallsPage *self, const char *id)
{
  g_return_if_fail (SO_IS_CALLS_PAGE (self) && id);

  adw_view_stack_set_visible_child_name (self->views, "calls");
  g_set_str (&self->wanted, id);
  if (is_narrowed (self))
    show_all (self);
  else
    choose_again (self);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->detail));
}
