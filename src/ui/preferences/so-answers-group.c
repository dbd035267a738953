/* SPDX-License-Identifier: MIT */
#include "so-answers-group.h"

#include "so-alerts.h"
#include "so-due.h"
#include "so-escalation-page.h"
#include "so-facts.h"
#include "so-thread-order.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoAnswersGroup {
  AdwPreferencesGroup parent_instance;

  AdwSpinRow *minutes;
  AdwSwitchRow *notify, *text;
  SoStudio *studio;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoAnswersGroup, so_answers_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_saved (GObject *studio, GAsyncResult *result, gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_do_finish (SO_STUDIO (studio), result, &error);

  if (error)
    g_message ("A setting was not kept: %s", error->message);
}

static void
save (SoAnswersGroup *self, const char *key, const char *value)
{
  if (!self->filling)
    so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, key, value, NULL, on_saved, NULL);
}

static void
on_minutes_changed (SoAnswersGroup *self)
{
  g_autofree char *value = g_strdup_printf ("%d", (int) adw_spin_row_get_value (self->minutes));

  save (self, SO_SETTING_DUE_MINUTES, value);
}

static void
on_notify_changed (SoAnswersGroup *self)
{
  save (self, SO_SETTING_ALERTS, adw_switch_row_get_active (self->notify) ? "1" : "0");
}

static void
on_text_changed (SoAnswersGroup *self)
{
  save (self, SO_SETTING_ALERT_TEXT, adw_switch_row_get_active (self->text) ? "1" : "0");
}

static void
fill (SoAnswersGroup *self)
{
  g_autofree char *minutes = so_studio_dup_setting (self->studio, SO_SETTING_DUE_MINUTES), *notify = so_studio_dup_setting (self->studio, SO_SETTING_ALERTS),
                  *text = so_studio_dup_setting (self->studio, SO_SETTING_ALERT_TEXT);

  self->filling = TRUE;
  adw_spin_row_set_value (self->minutes, minutes && *minutes ? g_ascii_strtod (minutes, NULL) : SO_DUE_MINUTES);
  adw_switch_row_set_active (self->notify, g_strcmp0 (notify, "0") != 0);
  adw_switch_row_set_active (self->text, !g_strcmp0 (text, "1"));
  self->filling = FALSE;
}

static void
so_answers_group_finalize (GObject *object)
{
  g_clear_object (&SO_ANSWERS_GROUP (object)->studio);
  G_OBJECT_CLASS (so_answers_group_parent_class)->finalize (object);
}

static void
so_answers_group_class_init (SoAnswersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_answers_group_finalize;
}

static AdwSwitchRow *
add_switch (SoAnswersGroup *self, const char *title, const char *subtitle, GCallback changed)
{
  AdwSwitchRow *row = ADW_SWITCH_ROW (adw_switch_row_new ());

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_signal_connect_object (row, "notify::active", changed, self, G_CONNECT_SWAPPED);
  return row;
}

static void
so_answers_group_init (SoAnswersGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  adw_preferences_group_set_title (group, _("Waiting Customers"));
  self->minutes = ADW_SPIN_ROW (adw_spin_row_new_with_range (1, SO_DUE_LONGEST, 5));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->minutes), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->minutes), _("Answer _Within"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->minutes), _("Minutes while you are open; then it comes first and you are notified"));
  adw_spin_row_set_numeric (self->minutes, TRUE);
  adw_preferences_group_add (group, GTK_WIDGET (self->minutes));
  g_signal_connect_object (self->minutes, "notify::value", G_CALLBACK (on_minutes_changed), self, G_CONNECT_SWAPPED);
  self->notify = add_switch (self, _("_Notify of What Is Urgent or Late"), _("Once for each conversation"), G_CALLBACK (on_notify_changed));
  self->text = add_switch (self, _("Show _Text in Notifications"), _("A locked screen may show it too"), G_CALLBACK (on_text_changed));
}

GtkWidget *
so_answers_group_new (SoStudio *studio)
{
  SoAnswersGroup *self = g_object_new (SO_TYPE_ANSWERS_GROUP, NULL);

  self->studio = g_object_ref (studio);
  fill (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), so_escalation_page_row (studio));
  return GTK_WIDGET (self);
}
