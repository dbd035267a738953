/* SPDX-License-Identifier: MIT */
#include "so-sidebar-button.h"

#include "so-window.h"

#include <glib/gi18n.h>

struct _SoSidebarButton {
  GtkToggleButton parent_instance;
  GBinding *shown;
  GBinding *visible;
};

G_DEFINE_FINAL_TYPE (SoSidebarButton, so_sidebar_button, GTK_TYPE_TOGGLE_BUTTON)

static void
so_sidebar_button_root (GtkWidget *widget)
{
  SoSidebarButton *self = SO_SIDEBAR_BUTTON (widget);
  SoWindow *window;

  GTK_WIDGET_CLASS (so_sidebar_button_parent_class)->root (widget);
  window = so_window_of (widget);
  if (!window || self->shown)
    return;
  self->shown = g_object_bind_property (so_window_get_split (window), "show-sidebar", self, "active",
                                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  self->visible = g_object_bind_property (so_window_get_split (window), "collapsed", self, "visible", G_BINDING_SYNC_CREATE);
}

static void
so_sidebar_button_unroot (GtkWidget *widget)
{
  SoSidebarButton *self = SO_SIDEBAR_BUTTON (widget);

  g_clear_pointer (&self->shown, g_binding_unbind);
  g_clear_pointer (&self->visible, g_binding_unbind);
  GTK_WIDGET_CLASS (so_sidebar_button_parent_class)->unroot (widget);
}

static void
so_sidebar_button_class_init (SoSidebarButtonClass *klass)
{
  GTK_WIDGET_CLASS (klass)->root = so_sidebar_button_root;
  GTK_WIDGET_CLASS (klass)->unroot = so_sidebar_button_unroot;
}

static void
so_sidebar_button_init (SoSidebarButton *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), "sidebar-show-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("Pages"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "sidebar-toggle");
}
