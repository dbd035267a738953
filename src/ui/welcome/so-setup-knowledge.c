/* SPDX-License-Identifier: MIT */
#include "so-setup-knowledge.h"

#include "so-faq-dialog.h"
#include "so-schedule-files.h"
#include "so-schedule-setup.h"

#include <glib/gi18n.h>

static void
on_faq (GtkWidget *row, gpointer studio)
{
  adw_dialog_present (so_faq_dialog_new (studio), row);
}

static void
on_schedule (GtkWidget *row)
{
  so_schedule_files_import (row);
}

static void
on_teachers (GtkWidget *row)
{
  SoWindow *window = so_window_of (row);

  if (window)
    so_schedule_setup_present (window, SO_SETUP_TEACHERS);
}

static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

GtkWidget *
so_setup_knowledge_group_new (SoWindow *window, SoStudio *studio)
{
  GtkWidget *group = adw_preferences_group_new (), *row;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("What You Have Already"));
  row = add_row (group, _("_Questions and Answers…"), _("From your website, a document, text or a table; or pasted"));
  g_signal_connect_data (row, "activated", G_CALLBACK (on_faq), g_object_ref (studio), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  if (!window)
    return group;
  row = add_row (group, _("S_chedule…"), _("A calendar (.ics) or a table (.csv); what it would bring is shown first"));
  g_signal_connect (row, "activated", G_CALLBACK (on_schedule), NULL);
  row = add_row (group, _("_Who Teaches or Treats…"), _("Names, what they do, and when they are there"));
  g_signal_connect (row, "activated", G_CALLBACK (on_teachers), NULL);
  return group;
}
