/* SPDX-License-Identifier: MIT */
#include "so-chart-menu.h"

#include <glib/gi18n.h>

GtkWidget *
so_chart_menu_new (const char *title, gboolean pictures, GMenuItem *first)
{
  g_autoptr (GMenu) menu = g_menu_new (), files = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: %s is the title of a chart */
  g_autofree char *name = g_strdup_printf (_("%s: more"), title);

  if (first)
    g_menu_append_item (menu, first);
  g_menu_append (menu, _("Show as _Table"), "chart.table");
  g_menu_append (files, _("Save as _CSV…"), "chart.save(0)");
  if (pictures)
    {
      g_menu_append (files, _("Save as _PNG…"), "chart.save(1)");
      g_menu_append (files, _("Save as _SVG…"), "chart.save(2)");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Table and Files"));
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}
