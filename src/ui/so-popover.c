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
