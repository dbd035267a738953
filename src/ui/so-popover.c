/* SPDX-License-Identifier: MIT */
#include "so-popover.h"

static gboolean
on_idle (gpointer popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not in the middle of its own signal. */
static void
on_closed (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, g_object_ref (popover), g_object_unref);
}

/* GtkWidget does not take its popovers with it when it goes. */
static void
on_parent_gone (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
}

/* A menu button leads Tab to its own popover only; one that was hung onto it would be left at the first Tab, and stay open. */
static gboolean
on_tab (GtkWidget *popover, GVariant *backwards, gpointer unused)
{
  return gtk_widget_child_focus (popover, g_variant_get_boolean (backwards) ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

static void
keep_tab (GtkWidget *popover)
{
  static const struct { guint key; GdkModifierType modifiers; gboolean backwards; } tabs[] = {
    { GDK_KEY_Tab, GDK_NO_MODIFIER_MASK, FALSE }, { GDK_KEY_Tab, GDK_SHIFT_MASK, TRUE }, { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, TRUE },
  };
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                          gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (tabs[i].key, tabs[i].modifiers),
                                                                           gtk_callback_action_new (on_tab, NULL, NULL), "b", tabs[i].backwards));
  gtk_widget_add_controller (popover, shortcuts);
}

GtkWidget *
so_popover_new (GtkWidget *parent, const char *name, GtkWidget *child, gpointer data, GDestroyNotify destroy)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), child);
  gtk_widget_set_parent (popover, parent);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (on_parent_gone), popover, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (popover), "so-popover", data, destroy);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  keep_tab (popover);
  return popover;
}

gpointer
so_popover_data (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER)), "so-popover");
}

void
so_popover_close (GtkWidget *widget)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER)));
}
