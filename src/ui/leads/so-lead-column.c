/* SPDX-License-Identifier: MIT */
#include "so-lead-column.h"

#include "so-focus.h"
#include "so-lead-card.h"
#include "so-live-list.h"

#include <glib/gi18n.h>

/* Rows that GtkListView is given; more come as the end is near. It makes 205 of each list at once, six times. */
#define PAGE 40

struct _SoLeadColumn {
  GtkWidget parent_instance;

  GtkWidget *title, *total, *scroller, *empty;
  GtkStack *stack;
  GtkListView *list;

  SoStage stage;
  SoLiveList *leads;
  GtkSliceListModel *shown;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (SoLeadColumn, so_lead_column, GTK_TYPE_WIDGET)

enum { DROPPED, ACTIVATED, ENTERED, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
update_state (SoLeadColumn *self)
{
  guint n = so_lead_column_get_total (self);
  g_autofree char *total = g_strdup_printf ("%u", n);

  gtk_label_set_label (GTK_LABEL (self->total), total);
  gtk_stack_set_visible_child_name (self->stack, n || so_lead_column_get_loading (self) ? "list" : "empty");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, total, -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_scrolled (SoLeadColumn *self)
{
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  guint size = gtk_slice_list_model_get_size (self->shown);
  double page = gtk_adjustment_get_page_size (at);

  if (size < so_lead_column_get_total (self) && gtk_adjustment_get_value (at) + 2 * page > gtk_adjustment_get_upper (at))
    gtk_slice_list_model_set_size (self->shown, size + PAGE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, SoLeadColumn *self)
{
  const SoLead *lead = so_item_get_value (g_value_get_object (value));

  if (lead->stage == self->stage)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, g_value_get_object (value));
  return TRUE;
}

static void
on_activated (SoLeadColumn *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
on_entered (SoLeadColumn *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
make_list (SoLeadColumn *self)
{
  g_autoptr (GtkListItemFactory) factory = so_drawn_row_factory_new (so_lead_card_new);

  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, g_steal_pointer (&factory)));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "leads");
  gtk_list_view_set_tab_behavior (self->list, GTK_LIST_TAB_ITEM);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed", G_CALLBACK (on_scrolled), self);
}

static void
make_head (SoLeadColumn *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = gtk_label_new (NULL);
  self->total = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (self->total, "dim-label");
  gtk_widget_add_css_class (self->total, "numeric");
  gtk_widget_add_css_class (head, "lead-head");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->total);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
}

static void
so_lead_column_dispose (GObject *object)
{
  SoLeadColumn *self = SO_LEAD_COLUMN (object);
  GtkWidget *child;

  if (self->leads)
    g_signal_handlers_disconnect_by_data (self->leads, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->leads);
  G_OBJECT_CLASS (so_lead_column_parent_class)->dispose (object);
}

static void
so_lead_column_class_init (SoLeadColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_lead_column_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "leadcolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[DROPPED] = g_signal_new ("dropped", SO_TYPE_LEAD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SO_TYPE_ITEM);
  signals[ACTIVATED] = g_signal_new ("activated", SO_TYPE_LEAD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENTERED] = g_signal_new ("entered", SO_TYPE_LEAD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", SO_TYPE_LEAD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
so_lead_column_init (SoLeadColumn *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (SO_TYPE_ITEM, GDK_ACTION_MOVE);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *stack = gtk_stack_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  make_head (self);
  make_list (self);
  self->stack = GTK_STACK (stack);
  self->empty = gtk_label_new (_("Nobody"));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_vexpand (self->empty, TRUE);
  gtk_widget_set_valign (self->empty, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->empty, 24);
  gtk_stack_add_named (self->stack, self->scroller, "list");
  gtk_stack_add_named (self->stack, self->empty, "empty");
  gtk_widget_set_parent (stack, GTK_WIDGET (self));
  gtk_drop_target_set_preload (drop, TRUE);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_entered), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
so_lead_column_new (SoStage stage)
{
  SoLeadColumn *self = g_object_new (SO_TYPE_LEAD_COLUMN, NULL);

  self->stage = stage;
  gtk_label_set_label (GTK_LABEL (self->title), _(so_stage_label (stage)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _(so_stage_label (stage)), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(so_stage_label (stage)), -1);
  return GTK_WIDGET (self);
}

void
so_lead_column_set_store (SoLeadColumn *self, SoStore *store)
{
  g_return_if_fail (SO_IS_LEAD_COLUMN (self) && !self->leads);

  self->leads = so_live_list_new_leads (store, self->stage, NULL);
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->leads)), 0, PAGE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->leads, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->leads, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
}

void
so_lead_column_set_filter (SoLeadColumn *self, const SoLeadFilter *filter)
{
  g_return_if_fail (SO_IS_LEAD_COLUMN (self) && self->leads);

  so_lead_column_choose_none (self);
  gtk_slice_list_model_set_size (self->shown, PAGE);
  so_live_list_set_lead_filter (self->leads, filter);
  update_state (self);
}

SoStage
so_lead_column_get_stage (SoLeadColumn *self)
{
  return self->stage;
}

guint
so_lead_column_get_total (SoLeadColumn *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->leads));
}

gboolean
so_lead_column_get_loading (SoLeadColumn *self)
{
  return so_live_list_get_loading (self->leads);
}

const SoLead *
so_lead_column_get_chosen (SoLeadColumn *self)
{
  SoItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item ? so_item_get_value (item) : NULL;
}

guint
so_lead_column_get_position (SoLeadColumn *self)
{
  return gtk_single_selection_get_selected (self->selection);
}

gboolean
so_lead_column_choose (SoLeadColumn *self, guint position)
{
  guint n = so_lead_column_get_total (self);

  if (!n)
    return FALSE;
  position = MIN (position, n - 1);
  if (position >= gtk_slice_list_model_get_size (self->shown))
    gtk_slice_list_model_set_size (self->shown, (position / PAGE + 1) * PAGE);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return so_focus_list (self->list);
}

gboolean
so_lead_column_choose_id (SoLeadColumn *self, const char *id)
{
  guint position = so_live_list_find (self->leads, id);

  return position != G_MAXUINT && so_lead_column_choose (self, position);
}

void
so_lead_column_choose_focused (SoLeadColumn *self, GtkWidget *focus)
{
  GtkWidget *card = gtk_widget_get_first_child (focus);

  if (SO_IS_LEAD_CARD (card) && so_drawn_row_get_item (SO_DRAWN_ROW (card)) != gtk_single_selection_get_selected_item (self->selection))
    gtk_single_selection_set_selected (self->selection, so_drawn_row_get_position (SO_DRAWN_ROW (card)));
}

void
so_lead_column_choose_none (SoLeadColumn *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

GtkWidget *
so_lead_column_get_anchor (SoLeadColumn *self)
{
  const SoItem *item = gtk_single_selection_get_selected_item (self->selection);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);

      if (SO_IS_LEAD_CARD (card) && so_drawn_row_get_item (SO_DRAWN_ROW (card)) == item && gtk_widget_get_mapped (card))
        return card;
    }
  return GTK_WIDGET (self);
}

GtkWidget *
so_lead_column_get_head (SoLeadColumn *self)
{
  return self->total;
}

GtkWidget *
so_lead_column_get_list (SoLeadColumn *self)
{
  return GTK_WIDGET (self->list);
}
