/* SPDX-License-Identifier: MIT */
#include "so-templates-group.h"

#include "so-kind-words.h"
#include "so-list-verbs.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>

static void
show (GtkWidget *row, SoStudio *studio)
{
  guint n = so_studio_count_kind_templates (studio);
  g_autofree char *title = g_strdup_printf (ngettext ("_Add %u Template", "_Add %u Templates", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), n ? title : _("The templates are in Knowledge"));
}

static char *
add_job (SoStudio *studio, gpointer unused, GError **error)
{
  guint added;

  so_studio_use_kind_words (studio, &added, error);
  return NULL;
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (row, error->message);
  show (row, SO_STUDIO (source));
}

static void
on_activated (GtkWidget *row, gpointer studio)
{
  if (so_studio_count_kind_templates (studio))
    so_studio_job_async (studio, add_job, NULL, NULL, NULL, on_added, g_object_ref (row));
}

GtkWidget *
so_templates_group_new (SoStudio *studio)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_button_row_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Templates and a Greeting"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Words that fit your kind of studio, in English, for you to change. Nothing is sent by having them."));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (row), "list-add-symbolic");
  g_signal_connect_data (row, "activated", G_CALLBACK (on_activated), g_object_ref (studio), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  show (row, studio);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}
