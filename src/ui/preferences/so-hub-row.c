/* SPDX-License-Identifier: MIT */
#include "so-hub-row.h"

#include "so-clock.h"
#include "so-hub-page.h"
#include "so-hub-words.h"
#include "so-minute.h"

#include <glib/gi18n.h>

static void
on_row (GtkWidget *row, gpointer studio)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), ADW_NAVIGATION_PAGE (so_hub_page_new (studio)));
}

static void
show_row (GtkWidget *row)
{
  SoStudio *studio = g_object_get_data (G_OBJECT (row), "so-studio");
  g_autoptr (SoHubLink) link = so_studio_find_hub (studio);
  g_autofree char *words = so_hub_words_state (link, so_now ());

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

static void
on_row_changed (GtkWidget *row, guint changes)
{
  if (changes & SO_CHANGED_ACCOUNTS)
    show_row (row);
}

GtkWidget *
so_hub_row_group_new (SoStudio *studio)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Hub"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "so-studio", g_object_ref (studio), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (on_row), studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_row_changed), row, G_CONNECT_SWAPPED);
  so_minute_watch (row, show_row);
  show_row (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}
