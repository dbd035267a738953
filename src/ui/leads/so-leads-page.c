/* SPDX-License-Identifier: MIT */
#include "so-leads-page.h"

#include "so-bindings.h"
#include "so-do.h"
#include "so-edge-scroll.h"
#include "so-item.h"
#include "so-lead-column.h"
#include "so-lead-filter.h"
#include "so-page.h"
#include "so-sidebar-button.h"
#include "so-stage-choice.h"

#include <glib/gi18n.h>

#define AFTER_DROP_MS 100

struct _SoLeadsPage {
  AdwBreakpointBin parent_instance;

  AdwWindowTitle *title;
  GtkEditable *entry;
  GtkMenuButton *filter_button;
  GtkLabel *filter_words;
  GtkWidget *filter_bar, *tabs_scroller, *tabs, *empty_button, *none_button;
  GtkStack *stack;
  GtkScrolledWindow *board_scroller;
  GtkBox *board;

  SoStudio *studio;
  SoLeadChoice *choice;
  SoLeadColumn *columns[SO_N_STAGES];
  GtkWidget *stage_tabs[SO_N_STAGES];
  SoStage at;                  /* the column that has the focus, or had it last */
  gboolean narrow, filling;

  char *moving, *moving_name;  /* whose reason is being asked for; or NULL */
  GtkWidget *reason_anchor;    /* borrowed: of a column or a tab, which live as long as the page */
  gboolean carry;              /* the focus goes with the card */
  char *carried;               /* id of whom the focus waits for in column @at, or NULL */
  SoStage left;                /* where the next card is to be chosen once one has gone, */
  guint left_at;               /* at this place; or GTK_INVALID_LIST_POSITION */
};

static void page_iface_init (SoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SoLeadsPage, so_leads_page, ADW_TYPE_BREAKPOINT_BIN, G_IMPLEMENT_INTERFACE (SO_TYPE_PAGE, page_iface_init))

static SoLeadColumn *
column (SoLeadsPage *self)
{
  return self->columns[self->at];
}

/* Columns and the tabs above the one ------------------------------------------------------------- */

static void
show_tabs (SoLeadsPage *self)
{
  self->filling = TRUE;
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %u", _(so_stage_label (i)), so_lead_column_get_total (self->columns[i]));

      gtk_button_set_label (GTK_BUTTON (self->stage_tabs[i]), label);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->stage_tabs[i]), i == self->at);
      gtk_widget_set_visible (GTK_WIDGET (self->columns[i]), !self->narrow || i == self->at);
    }
  self->filling = FALSE;
}

static void
go_to (SoLeadsPage *self, SoStage stage)
{
  if (self->at != stage)
    so_lead_column_choose_none (column (self));
  self->at = stage;
  show_tabs (self);
}

static void
update_state (SoLeadsPage *self)
{
  guint n = 0;
  gboolean loading = FALSE, narrowed = gtk_widget_get_visible (self->filter_bar) || *gtk_editable_get_text (self->entry);
  g_autofree char *count = NULL;

  for (SoStage i = 0; i < SO_N_STAGES; i++)
    {
      n += so_lead_column_get_total (self->columns[i]);
      loading = loading || so_lead_column_get_loading (self->columns[i]);
    }
  count = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  adw_window_title_set_subtitle (self->title, n && !loading ? count : "");
  if (n || loading)
    gtk_stack_set_visible_child_name (self->stack, "board");
  else
    gtk_stack_set_visible_child_name (self->stack, narrowed ? "none" : "empty");
  show_tabs (self);
}

/* A card came or went: the focus follows the one that was moved, or stays where it was. */
static void
on_column_changed (SoLeadColumn *changed, SoLeadsPage *self)
{
  SoStage stage = so_lead_column_get_stage (changed);

  update_state (self);
  if (self->carried && stage == self->at && so_lead_column_choose_id (changed, self->carried))
    g_clear_pointer (&self->carried, g_free);
  if (self->left_at == GTK_INVALID_LIST_POSITION || stage != self->left || so_lead_column_get_chosen (changed))
    return;
  if (self->at == stage && gtk_widget_get_mapped (GTK_WIDGET (self)) && !so_lead_column_choose (changed, self->left_at))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->left_at = GTK_INVALID_LIST_POSITION;
}

static void
on_column_entered (SoLeadColumn *entered, SoLeadsPage *self)
{
  if (so_lead_column_get_stage (entered) != self->at)
    go_to (self, so_lead_column_get_stage (entered));
}

/* Moves ------------------------------------------------------------------------------------------ */

static void
move (SoLeadsPage *self, const char *id, const char *name, SoStage stage, const char *reason)
{
  g_autofree char *argument = so_stage_choice_dup_argument (stage, reason);
  g_autofree char *message = g_strdup_printf ("%s: %s", name, _(so_stage_label (stage)));
  /* Translators: a person and a column of the board, for who does not see it */
  g_autofree char *spoken = g_strdup_printf (_("%s moved to %s"), name, _(so_stage_label (stage)));
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  so_do (GTK_WIDGET (self), self->studio, SO_VERB_STAGE, id, argument);
  if (self->carry)
    {
      go_to (self, stage);
      g_set_str (&self->carried, id);
    }
  if (window)
    {
      so_window_add_undo_toast (window, message);
      so_window_announce (window, spoken);
    }
}

static void
on_stage_chosen (SoStage stage, const char *reason, gpointer user_data)
{
  SoLeadsPage *self = user_data;
  g_autofree char *id = g_steal_pointer (&self->moving), *name = g_steal_pointer (&self->moving_name);

  if (id)
    move (self, id, name, stage, reason);
}

/* Whom the answer is about, and what happens to the focus then. */
static void
remember (SoLeadsPage *self, const SoLead *lead, gboolean carry)
{
  g_set_str (&self->moving, lead->id);
  g_set_str (&self->moving_name, lead->name);
  self->carry = carry;
  g_clear_pointer (&self->carried, g_free);
  self->left = lead->stage;
  self->left_at = !carry && lead->stage == self->at ? so_lead_column_get_position (column (self)) : GTK_INVALID_LIST_POSITION;
}

static void
on_reason_idle (gpointer user_data)
{
  g_autoptr (SoLeadsPage) self = user_data;

  if (self->moving && gtk_widget_get_mapped (self->reason_anchor))
    so_stage_choice_present_reasons (self->reason_anchor, on_stage_chosen, self);
}

static void
move_to (SoLeadsPage *self, const SoLead *lead, SoStage stage, gboolean carry, GtkWidget *anchor)
{
  remember (self, lead, carry);
  if (stage != SO_STAGE_LOST)
    on_stage_chosen (stage, NULL, self);
  else
    {
      /* The end of a drag would close it again. */
      self->reason_anchor = anchor;
      g_timeout_add_once (AFTER_DROP_MS, on_reason_idle, g_object_ref (self));
    }
}

static void
on_dropped (SoLeadColumn *to, SoItem *item, SoLeadsPage *self)
{
  move_to (self, so_item_get_value (item), so_lead_column_get_stage (to), FALSE, so_lead_column_get_head (to));
}

static gboolean
on_tab_drop (GtkDropTarget *target, const GValue *value, double x, double y, SoLeadsPage *self)
{
  GtkWidget *tab = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const SoLead *lead = so_item_get_value (g_value_get_object (value));

  for (SoStage i = 0; i < SO_N_STAGES; i++)
    if (self->stage_tabs[i] == tab && lead->stage != i)
      {
        move_to (self, lead, i, FALSE, tab);
        return TRUE;
      }
  return FALSE;
}

/* +1: to the next stage, which is to the left where one reads from right to left. */
static int
direction (SoLeadsPage *self, const char *action)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return g_str_has_suffix (action, "right") == rtl ? -1 : 1;
}

static void
on_move_aside (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLeadsPage *self = SO_LEADS_PAGE (widget);
  const SoLead *lead = so_lead_column_get_chosen (column (self));
  int to = (int) self->at + direction (self, action);

  if (lead && to >= 0 && to < SO_N_STAGES && !self->carried)
    move_to (self, lead, (SoStage) to, TRUE, self->narrow ? self->stage_tabs[to] : so_lead_column_get_head (self->columns[to]));
}

static void
on_move (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLeadsPage *self = SO_LEADS_PAGE (widget);
  const SoLead *lead = so_lead_column_get_chosen (column (self));

  if (!lead)
    return;
  remember (self, lead, FALSE);
  so_stage_choice_present (so_lead_column_get_anchor (column (self)), (int) lead->stage, on_stage_chosen, self);
}

/* Focus ------------------------------------------------------------------------------------------ */

static void
on_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLeadsPage *self = SO_LEADS_PAGE (widget);
  guint at = so_lead_column_get_position (column (self));

  if (at == GTK_INVALID_LIST_POSITION)
    so_lead_column_choose (column (self), 0);
  else if (g_str_has_suffix (action, "next"))
    so_lead_column_choose (column (self), at + 1);
  else if (at)
    so_lead_column_choose (column (self), at - 1);
}

/* The next column that has anybody, at the same height. */
static void
on_column (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLeadsPage *self = SO_LEADS_PAGE (widget);
  guint at = so_lead_column_get_position (column (self));
  int step = direction (self, action);

  for (int to = (int) self->at + step; to >= 0 && to < SO_N_STAGES; to += step)
    if (so_lead_column_get_total (self->columns[to]))
      {
        go_to (self, (SoStage) to);
        so_lead_column_choose (column (self), at == GTK_INVALID_LIST_POSITION ? 0 : at);
        return;
      }
}

/* A popover of a column is in that column, too, so that its end is no coming in. */
static void
follow_focus (SoLeadsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (SoStage i = 0; focus && i < SO_N_STAGES; i++)
    if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->columns[i])))
      {
        go_to (self, i);
        so_lead_column_choose_focused (self->columns[i], focus);
      }
}

/* Lists take the arrow keys for themselves, so this comes before them. */
static gboolean
on_board_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoLeadsPage *self)
{
  gboolean is_prefix, plain;
  const SoAction *action;

  follow_focus (self);
  if (keyval != GDK_KEY_Left && keyval != GDK_KEY_Right)
    return GDK_EVENT_PROPAGATE;
  action = so_bindings_find (so_bindings_in_force (), keyval, modifiers, 0, SO_SCOPE_LEADS, &is_prefix, &plain);
  if (action)
    gtk_widget_activate_action (GTK_WIDGET (self), action->id, NULL);
  return action != NULL;
}

static gboolean
so_leads_page_grab_focus (GtkWidget *widget)
{
  SoLeadsPage *self = SO_LEADS_PAGE (widget);
  const char *state = gtk_stack_get_visible_child_name (self->stack);
  guint at = so_lead_column_get_position (column (self));

  if (!g_strcmp0 (state, "empty"))
    return gtk_widget_grab_focus (self->empty_button);
  if (!g_strcmp0 (state, "none"))
    return gtk_widget_grab_focus (self->none_button);
  if (so_lead_column_choose (column (self), at == GTK_INVALID_LIST_POSITION ? 0 : at))
    return TRUE;
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    if (so_lead_column_get_total (self->columns[i]))
      {
        go_to (self, i);
        return so_lead_column_choose (self->columns[i], 0);
      }
  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
so_leads_page_go_back (SoPage *page)
{
  SoLeadsPage *self = SO_LEADS_PAGE (page);

  if (!*gtk_editable_get_text (self->entry))
    return FALSE;
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

static GPtrArray *
so_leads_page_dup_panes (SoPage *page)
{
  SoLeadsPage *self = SO_LEADS_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  for (SoStage i = 0; i < SO_N_STAGES; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->columns[i])) && so_lead_column_get_total (self->columns[i]))
      g_ptr_array_add (panes, so_lead_column_get_list (self->columns[i]));
  if (!panes->len)
    g_ptr_array_add (panes, self);
  return panes;
}

static SoScope
so_leads_page_get_scope (SoPage *page)
{
  return SO_SCOPE_LEADS;
}

static void
page_iface_init (SoPageInterface *iface)
{
  iface->get_scope = so_leads_page_get_scope;
  iface->go_back = so_leads_page_go_back;
  iface->dup_panes = so_leads_page_dup_panes;
}

/* What else is done with a card ------------------------------------------------------------------ */

static void
on_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SoLeadsPage *self = SO_LEADS_PAGE (widget);
  const SoLead *lead = so_lead_column_get_chosen (column (self));
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (lead && window)
    so_window_open_contact (window, lead->id);
}

static void
on_activated (SoLeadsPage *self)
{
  on_open (GTK_WIDGET (self), NULL, NULL);
}

static void
on_conversation (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SoLead *lead = so_lead_column_get_chosen (column (SO_LEADS_PAGE (widget)));
  SoWindow *window = so_window_of (widget);

  if (lead && lead->thread_id && window)
    so_window_open_thread (window, lead->thread_id, NULL);
}

/* Filter ----------------------------------------------------------------------------------------- */

static void
on_filter_changed (SoLeadsPage *self)
{
  g_autofree char *words = NULL;
  SoLeadFilter filter = { .text = gtk_editable_get_text (self->entry) };

  if (self->filling || !self->choice)
    return;
  so_lead_choice_get (self->choice, &filter);
  words = so_lead_choice_dup_words (self->choice);
  gtk_widget_set_visible (self->filter_bar, words != NULL);
  gtk_label_set_label (self->filter_words, words ? words : "");
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    so_lead_column_set_filter (self->columns[i], &filter);
  update_state (self);
}

static void
on_show_all (SoLeadsPage *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->entry, "");
  self->filling = FALSE;
  so_lead_choice_reset (self->choice);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_entry_activated (SoLeadsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_stop_search (SoLeadsPage *self)
{
  if (!so_leads_page_go_back (SO_PAGE (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (SO_LEADS_PAGE (widget)->entry));
}

static void
on_filter (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_menu_button_popup (SO_LEADS_PAGE (widget)->filter_button);
}

/* Wide and narrow -------------------------------------------------------------------------------- */

static void
on_narrowed (SoLeadsPage *self)
{
  self->narrow = gtk_widget_get_visible (self->tabs_scroller);
  if (self->studio && !self->filling)
    show_tabs (self);
}

static void
on_tab_toggled (GtkToggleButton *tab, SoLeadsPage *self)
{
  for (SoStage i = 0; !self->filling && i < SO_N_STAGES; i++)
    if (self->stage_tabs[i] == (gpointer) tab)
      go_to (self, i);
}

/* Making it -------------------------------------------------------------------------------------- */

static void
so_leads_page_dispose (GObject *object)
{
  SoLeadsPage *self = SO_LEADS_PAGE (object);

  self->filling = TRUE;
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    if (self->columns[i])
      g_signal_handlers_disconnect_by_data (self->columns[i], self);
  if (self->choice)
    g_signal_handlers_disconnect_by_data (self->choice, self);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SO_TYPE_LEADS_PAGE);
  g_clear_object (&self->choice);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->moving, g_free);
  g_clear_pointer (&self->moving_name, g_free);
  g_clear_pointer (&self->carried, g_free);
  G_OBJECT_CLASS (so_leads_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/studioos/Desktop/so-leads-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, title);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, filter_words);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, tabs_scroller);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, board_scroller);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, board);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SoLeadsPage, none_button);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_narrowed);
}

static void
so_leads_page_class_init (SoLeadsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_leads_page_dispose;
  widget_class->grab_focus = so_leads_page_grab_focus;
  g_type_ensure (SO_TYPE_SIDEBAR_BUTTON);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "lead.next", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "lead.previous", NULL, on_step);
  gtk_widget_class_install_action (widget_class, "lead.column-right", NULL, on_column);
  gtk_widget_class_install_action (widget_class, "lead.column-left", NULL, on_column);
  gtk_widget_class_install_action (widget_class, "lead.right", NULL, on_move_aside);
  gtk_widget_class_install_action (widget_class, "lead.left", NULL, on_move_aside);
  gtk_widget_class_install_action (widget_class, "lead.move", NULL, on_move);
  gtk_widget_class_install_action (widget_class, "lead.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "lead.conversation", NULL, on_conversation);
  gtk_widget_class_install_action (widget_class, "lead.find", NULL, on_find);
  gtk_widget_class_install_action (widget_class, "lead.filter", NULL, on_filter);
}

static void
add_tab (SoLeadsPage *self, SoStage stage)
{
  GtkDropTarget *drop = gtk_drop_target_new (SO_TYPE_ITEM, GDK_ACTION_MOVE);
  GtkWidget *tab = gtk_toggle_button_new ();

  if (stage)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), GTK_TOGGLE_BUTTON (self->stage_tabs[0]));
  gtk_widget_add_css_class (tab, "flat");
  gtk_drop_target_set_preload (drop, TRUE);
  g_signal_connect (drop, "drop", G_CALLBACK (on_tab_drop), self);
  gtk_widget_add_controller (tab, GTK_EVENT_CONTROLLER (drop));
  g_signal_connect (tab, "toggled", G_CALLBACK (on_tab_toggled), self);
  gtk_box_append (GTK_BOX (self->tabs), tab);
  self->stage_tabs[stage] = tab;
}

static void
so_leads_page_init (SoLeadsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->left_at = GTK_INVALID_LIST_POSITION;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (self->tabs, "lead-tabs");
  so_action_describe (GTK_WIDGET (self->filter_button), "lead.filter");
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    {
      self->columns[i] = SO_LEAD_COLUMN (so_lead_column_new (i));
      gtk_box_append (self->board, GTK_WIDGET (self->columns[i]));
      add_tab (self, i);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_board_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->board), keys);
  so_edge_scroll_attach (self->board_scroller);
}

GtkWidget *
so_leads_page_new (SoWindow *window)
{
  SoLeadsPage *self = g_object_new (SO_TYPE_LEADS_PAGE, NULL);

  self->studio = g_object_ref (so_window_get_studio (window));
  self->choice = so_lead_choice_new (self->filter_button, so_studio_get_store (self->studio));
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (on_filter_changed), self, G_CONNECT_SWAPPED);
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    so_lead_column_set_store (self->columns[i], so_studio_get_store (self->studio));
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    {
      g_signal_connect_object (self->columns[i], "changed", G_CALLBACK (on_column_changed), self, 0);
      g_signal_connect_object (self->columns[i], "entered", G_CALLBACK (on_column_entered), self, 0);
      g_signal_connect_object (self->columns[i], "dropped", G_CALLBACK (on_dropped), self, 0);
      g_signal_connect_object (self->columns[i], "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
    }
  update_state (self);
  return GTK_WIDGET (self);
}
