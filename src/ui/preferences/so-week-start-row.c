/* SPDX-License-Identifier: MIT */
#include "so-week-start-row.h"

#include "so-choice-row.h"
#include "so-facts.h"
#include "so-period.h"
#include "so-preferences-say.h"
#include "so-verb.h"

#include <glib/gi18n.h>

static void
show (AdwComboRow *row, SoStudio *studio)
{
  g_autofree char *value = so_studio_dup_setting (studio, SO_SETTING_WEEK_START);

  so_choice_row_select (row, so_week_start_nick (so_week_start_parse (value)));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwComboRow) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (!error)
    return;
  so_preferences_say (GTK_WIDGET (row), error->message);
  show (row, SO_STUDIO (source));
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, SoStudio *studio)
{
  const char *chosen = so_choice_row_get (row);
  g_autofree char *value = so_studio_dup_setting (studio, SO_SETTING_WEEK_START);

  /* It may be what is stored that is shown. */
  if (chosen && g_strcmp0 (chosen, so_week_start_nick (so_week_start_parse (value))))
    so_studio_do_async (studio, SO_VERB_SAVE_SETTING, SO_SETTING_WEEK_START, chosen, NULL, on_saved, g_object_ref (row));
}

static void
on_store_changed (AdwComboRow *row, guint changes, SoStore *store)
{
  if (changes & SO_CHANGED_SETTINGS)
    show (row, g_object_get_data (G_OBJECT (row), "so-studio"));
}

GtkWidget *
so_week_start_row_new (SoStudio *studio)
{
  AdwComboRow *row = so_choice_row_new (_("Weeks Begin On"));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("In numbers and in the weekly report"));
  for (guint i = 0; i < 7; i++)
    {
      /* 2024-01-01 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (2024, 1, (int) i + 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%A");

      so_choice_row_add (row, name, so_week_start_nick (i));
    }
  g_object_set_data_full (G_OBJECT (row), "so-studio", g_object_ref (studio), g_object_unref);
  show (row, studio);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_selected), studio, 0);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), row, G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}
