/* SPDX-License-Identifier: MIT */
#include "so-assistant-places.h"

#include "so-data-places.h"

#include <glib/gi18n.h>

struct _SoAssistantPlaces {
  AdwNavigationPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SoAssistantPlaces, so_assistant_places, ADW_TYPE_NAVIGATION_PAGE)

static void
so_assistant_places_class_init (SoAssistantPlacesClass *klass)
{
}

static void
so_assistant_places_init (SoAssistantPlaces *self)
{
}

static GtkWidget *
make_row (const SoDataPlace *place)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name (place->leaves ? "send-to-symbolic" : "computer-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place->what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place->where);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (icon, place->leaves ? _("Leaves this computer") : _("Stays on this computer"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  /* So that it can be walked through with the keys, and read out. */
  gtk_widget_set_focusable (row, TRUE);
  return row;
}

AdwNavigationPage *
so_assistant_places_new (SoStudio *studio)
{
  SoAssistantPlaces *self = g_object_new (SO_TYPE_ASSISTANT_PLACES, NULL);
  GtkWidget *view = adw_toolbar_view_new (), *page = adw_preferences_page_new ();
  g_autoptr (GPtrArray) places = so_data_places (studio);

  for (guint leaves = 0; leaves < 2; leaves++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), leaves ? _("Leaves This Computer") : _("Stays on This Computer"));
      gtk_widget_set_visible (group, FALSE);
      for (guint i = 0; i < places->len; i++)
        if (((const SoDataPlace *) places->pdata[i])->leaves == (gboolean) leaves)
          {
            adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (places->pdata[i]));
            gtk_widget_set_visible (group, TRUE);
          }
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Where Your Data Goes"));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  return ADW_NAVIGATION_PAGE (self);
}
