/* SPDX-License-Identifier: MIT */
#include "so-record-rule-row.h"

#include "so-call-intake.h"
#include "so-choice-row.h"
#include "so-facts.h"
#include "so-preferences-say.h"
#include "so-verb.h"

#include <glib/gi18n.h>

static const char *const labels[SO_N_RECORD_RULES] = {
  [SO_RECORD_ANY] = N_("All"),
  [SO_RECORD_ANNOUNCED] = N_("Where Recording Was Announced"),
  [SO_RECORD_AGREED] = N_("Where the Caller Agreed"),
  [SO_RECORD_NEVER] = N_("None"),
};

static void
show (AdwComboRow *row, SoStudio *studio)
{
  g_autofree char *value = so_studio_dup_setting (studio, SO_SETTING_RECORDINGS);
  SoRecordRule rule = SO_RECORD_ANY;

  so_record_rule_parse (value, &rule);
  so_choice_row_select (row, so_record_rule_nick (rule));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwComboRow) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (row), error->message);
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, SoStudio *studio)
{
  so_studio_do_async (studio, SO_VERB_SAVE_SETTING, SO_SETTING_RECORDINGS, so_choice_row_get (row), NULL, on_saved, g_object_ref (row));
}

GtkWidget *
so_record_rule_row_new (SoStudio *studio)
{
  AdwComboRow *row = so_choice_row_new (_("Recordings of Calls"));

  for (SoRecordRule i = 0; i < SO_N_RECORD_RULES; i++)
    so_choice_row_add (row, _(labels[i]), so_record_rule_nick (i));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Which are kept from now on. Where the caller declined, none is, whatever stands here"));
  show (row, studio);
  so_choice_row_name_items (row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_selected), studio, 0);
  return GTK_WIDGET (row);
}
