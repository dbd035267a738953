/* SPDX-License-Identifier: MIT */
#include "so-split-bar.h"

#include "so-live-list.h"

#include <glib/gi18n.h>

#define N_TABS (SO_SPLIT_ALL + 1)

struct _SoSplitBar {
  GtkWidget parent_instance;
  GtkWidget *tabs[N_TABS];
  SoLiveList *lists[N_TABS];    /* NULL until counted; ALL is not counted */
  SoSplit split;
  gboolean setting, revealing;
};

enum { PROP_0, PROP_SPLIT, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SoSplitBar, so_split_bar, GTK_TYPE_WIDGET)

static const char *const labels[SO_N_SPLITS] = {
  N_("To approve"), N_("Urgent"), N_("Hot"), N_("Unread"), N_("Waiting"), N_("Snoozed"), N_("All"),
  N_("Starred"), N_("Done"), N_("Spam"), N_("Bin"),
};

static void
update_tab (SoSplitBar *self, guint i)
{
  guint n = self->lists[i] ? g_list_model_get_n_items (G_LIST_MODEL (self->lists[i])) : 0;
  g_autofree char *label = n ? g_strdup_printf ("%s %u", _(labels[i]), n) : g_strdup (_(labels[i]));

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->tabs[i])), label))
    gtk_button_set_label (GTK_BUTTON (self->tabs[i]), label);
}

static void
on_count_changed (GListModel *list, guint position, guint removed, guint added, SoSplitBar *self)
{
  for (guint i = 0; i < N_TABS; i++)
    if (self->lists[i] == (gpointer) list && removed != added)
      update_tab (self, i);
}

static void
on_toggled (GtkToggleButton *button, SoSplitBar *self)
{
  if (self->setting)
    return;
  for (guint i = 0; i < N_TABS; i++)
    if (self->tabs[i] == (gpointer) button)
      so_split_bar_set_split (self, i);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, SoSplitBar *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int step = keyval == GDK_KEY_Left ? -1 : keyval == GDK_KEY_Right ? 1 : 0;
  int to = (int) self->split + (rtl ? -step : step);

  if (!step || to < 0 || to >= N_TABS || self->split >= N_TABS)
    return GDK_EVENT_PROPAGATE;
  so_split_bar_set_split (self, to);
  gtk_widget_grab_focus (self->tabs[to]);
  return GDK_EVENT_STOP;
}

static gboolean
so_split_bar_grab_focus (GtkWidget *widget)
{
  SoSplitBar *self = SO_SPLIT_BAR (widget);

  return gtk_widget_grab_focus (self->tabs[self->split < N_TABS ? self->split : 0]);
}

static void
so_split_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, SO_SPLIT_BAR (object)->split);
}

static void
so_split_bar_dispose (GObject *object)
{
  SoSplitBar *self = SO_SPLIT_BAR (object);

  for (guint i = 0; i < N_TABS; i++)
    {
      if (self->lists[i])
        g_signal_handlers_disconnect_by_data (self->lists[i], self);
      g_clear_object (&self->lists[i]);
      g_clear_pointer (&self->tabs[i], gtk_widget_unparent);
    }
  G_OBJECT_CLASS (so_split_bar_parent_class)->dispose (object);
}

static void
so_split_bar_class_init (SoSplitBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = so_split_bar_dispose;
  G_OBJECT_CLASS (klass)->get_property = so_split_bar_get_property;
  widget_class->grab_focus = so_split_bar_grab_focus;
  props[PROP_SPLIT] = g_param_spec_int ("split", NULL, NULL, 0, SO_N_SPLITS, SO_SPLIT_ALL,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "splitbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
so_split_bar_init (SoSplitBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->split = SO_SPLIT_ALL;
  self->setting = TRUE;
  for (guint i = 0; i < N_TABS; i++)
    {
      self->tabs[i] = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB,
                                    "label", _(labels[i]), "group", i ? self->tabs[0] : NULL, NULL);
      gtk_widget_add_css_class (self->tabs[i], "flat");
      gtk_widget_set_parent (self->tabs[i], GTK_WIDGET (self));
      g_signal_connect (self->tabs[i], "toggled", G_CALLBACK (on_toggled), self);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tabs[SO_SPLIT_ALL]), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->tabs[SO_SPLIT_ALL]), GTK_ACCESSIBLE_STATE_SELECTED, TRUE, -1);
  self->setting = FALSE;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Views of the inbox"), -1);
}

void
so_split_bar_count (SoSplitBar *self, SoStore *store)
{
  for (guint i = 0; i < SO_SPLIT_ALL; i++)
    {
      SoThreadFilter filter = { i, -1, NULL };

      if (self->lists[i])
        continue;
      self->lists[i] = so_live_list_new_threads (store, &filter);
      g_signal_connect (self->lists[i], "items-changed", G_CALLBACK (on_count_changed), self);
      update_tab (self, i);
    }
}

SoSplit
so_split_bar_get_split (SoSplitBar *self)
{
  return self->split;
}

void
so_split_bar_set_split (SoSplitBar *self, SoSplit split)
{
  if (self->split == split)
    return;
  self->split = split;
  self->setting = TRUE;
  for (guint i = 0; i < N_TABS; i++)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tabs[i]), i == split);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->tabs[i]), GTK_ACCESSIBLE_STATE_SELECTED, i == split, -1);
    }
  self->setting = FALSE;
  so_split_bar_reveal_chosen (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPLIT]);
}

void
so_split_bar_reveal_chosen (SoSplitBar *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = scroller ? gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;
  graphene_rect_t bounds;

  if (adjustment && self->split < N_TABS && gtk_widget_compute_bounds (self->tabs[self->split], GTK_WIDGET (self), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x - 24, bounds.origin.x + bounds.size.width + 24);
}

static void
on_reveal (gpointer user_data)
{
  g_autoptr (SoSplitBar) self = user_data;

  self->revealing = FALSE;
  if (self->tabs[0])
    so_split_bar_reveal_chosen (self);
}

void
so_split_bar_queue_reveal (SoSplitBar *self)
{
  if (self->revealing)
    return;
  self->revealing = TRUE;
  g_idle_add_once (on_reveal, g_object_ref (self));
}

const char *
so_split_bar_label (SoSplit split)
{
  return _(labels[split]);
}
