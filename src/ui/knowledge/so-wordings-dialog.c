/* SPDX-License-Identifier: MIT */
#include "so-wordings-dialog.h"

#include "so-list-verbs.h"

#include <glib/gi18n.h>

typedef struct {
  char *id, *version;
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_free (restoring->id);
  g_free (restoring->version);
  g_free (restoring);
}

static char *
restore (SoStudio *studio, gpointer data, GError **error)
{
  const Restoring *restoring = data;

  return so_studio_restore_knowledge (studio, restoring->id, restoring->version, error) ? g_strdup (restoring->id) : NULL;
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_studio_job_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = g_object_get_data (G_OBJECT (dialog), "so-window");

  if (!id)
    {
      so_window_show_error (window, error);
      return;
    }
  so_window_add_undo_toast (window, _("The earlier answer is back"));
  adw_dialog_close (dialog);
}

static void
on_clicked (GtkWidget *button, const Restoring *restoring)
{
  AdwDialog *dialog = ADW_DIALOG (gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG));
  SoWindow *window = g_object_get_data (G_OBJECT (dialog), "so-window");
  Restoring *job = g_new0 (Restoring, 1);

  job->id = g_strdup (restoring->id);
  job->version = g_strdup (restoring->version);
  so_studio_job_async (so_window_get_studio (window), restore, job, (GDestroyNotify) restoring_free, NULL, on_restored, g_object_ref (dialog));
}

static GtkWidget *
row_of (const char *knowledge_id, const SoKnowledgeVersion *version, GTimeZone *zone)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_mnemonic (_("_Restore"));
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (version->created_at / 1000);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (at, zone);
  g_autofree char *when = g_date_time_format (there, "%x %H:%M"), *said = g_strdup_printf (_("%s – until %s"), version->question, when);
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->id = g_strdup (knowledge_id);
  restoring->version = g_strdup (version->id);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), version->answer);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), said);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), restoring, (GClosureNotify) (GCallback) restoring_free, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

void
so_wordings_dialog_show (SoWindow *window, const char *knowledge_id)
{
  SoStudio *studio = so_window_get_studio (window);
  g_autoptr (GPtrArray) wordings = so_studio_list_wordings (studio, knowledge_id);
  AdwDialog *dialog;
  GtkWidget *view, *page, *group;

  if (!wordings || !wordings->len)
    {
      so_window_add_toast (window, _("This answer was never changed."));
      return;
    }
  dialog = adw_dialog_new ();
  view = adw_toolbar_view_new ();
  page = adw_preferences_page_new ();
  group = adw_preferences_group_new ();
  for (guint i = 0; i < wordings->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_of (knowledge_id, g_ptr_array_index (wordings, i), so_studio_get_zone (studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _("Earlier Answers"));
  adw_dialog_set_content_width (dialog, 460);
  adw_dialog_set_child (dialog, view);
  g_object_set_data_full (G_OBJECT (dialog), "so-window", g_object_ref (window), g_object_unref);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}
