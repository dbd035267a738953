/* SPDX-License-Identifier: MIT */
#include "so-tell-quiet-group.h"

#include "so-facts.h"
#include "so-preferences-say.h"
#include "so-tell-try-row.h"
#include "so-tell-quiet.h"
#include "so-tell.h"
#include "so-verb.h"

#include <glib/gi18n.h>
#include <string.h>

#define USUAL "22:00-07:00"
#define DAYS 7

struct _SoTellQuietGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwSwitchRow *off;         /* borrowed, as all below */
  AdwSwitchRow *urgent;
  AdwSwitchRow *on;
  AdwEntryRow *hours;
  AdwExpanderRow *days;
  AdwSwitchRow *day[DAYS];
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoTellQuietGroup, so_tell_quiet_group, ADW_TYPE_PREFERENCES_GROUP)

static void
refill (SoTellQuietGroup *self)
{
  g_autofree char *value = so_studio_dup_setting (self->studio, SO_SETTING_TELL_QUIET), *span = NULL;
  g_autofree char *off = so_studio_dup_setting (self->studio, SO_SETTING_TELL_OFF), *urgent = so_studio_dup_setting (self->studio, SO_SETTING_TELL_URGENT);
  SoTellQuiet quiet;

  so_tell_quiet_parse (value, &quiet);
  span = quiet.off ? NULL : so_hours_span_format (&quiet.span);
  self->filling = TRUE;
  adw_switch_row_set_active (self->off, !g_strcmp0 (off, "1"));
  adw_switch_row_set_active (self->urgent, g_strcmp0 (urgent, "0") != 0);
  adw_switch_row_set_active (self->on, !quiet.off);
  gtk_widget_set_visible (GTK_WIDGET (self->hours), !quiet.off);
  gtk_widget_set_visible (GTK_WIDGET (self->days), !quiet.off);
  if (span && !gtk_widget_get_focus_child (GTK_WIDGET (self->hours)))
    gtk_editable_set_text (GTK_EDITABLE (self->hours), span);
  for (guint i = 0; i < DAYS; i++)
    adw_switch_row_set_active (self->day[i], quiet.off || quiet.days & 1u << i);
  self->filling = FALSE;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTellQuietGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
}

/* As the rows are now; what the owner typed is checked by the verb. */
static void
save (SoTellQuietGroup *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->hours)), " ", -1);
  g_autofree char *typed = g_strjoinv (NULL, parts);
  g_autoptr (GString) value = g_string_new (NULL);

  if (self->filling)
    return;
  if (adw_switch_row_get_active (self->on))
    {
      g_string_append_printf (value, "%s ", *typed ? typed : USUAL);
      for (guint i = 0; i < DAYS; i++)
        if (adw_switch_row_get_active (self->day[i]))
          g_string_append_c (value, (char) ('1' + i));
    }
  /* No day at all is no quiet hours. */
  if (g_str_has_suffix (value->str, " "))
    g_string_assign (value, "off");
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_QUIET, value->len ? value->str : "off", NULL, on_saved, g_object_ref (self));
}

static void
on_switched (AdwSwitchRow *row, GParamSpec *pspec, SoTellQuietGroup *self)
{
  const char *key = row == self->off ? SO_SETTING_TELL_OFF : SO_SETTING_TELL_URGENT;

  if (!self->filling)
    so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, key, adw_switch_row_get_active (row) ? "1" : "0", NULL, on_saved, g_object_ref (self));
}

static AdwSwitchRow *
add_switch (SoTellQuietGroup *self, const char *title, const char *subtitle)
{
  AdwSwitchRow *row = ADW_SWITCH_ROW (adw_switch_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_switched), self, 0);
  return row;
}

static void
on_store_changed (SoTellQuietGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static void
so_tell_quiet_group_finalize (GObject *object)
{
  g_clear_object (&SO_TELL_QUIET_GROUP (object)->studio);
  G_OBJECT_CLASS (so_tell_quiet_group_parent_class)->finalize (object);
}

static void
so_tell_quiet_group_class_init (SoTellQuietGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_tell_quiet_group_finalize;
}

static void
add_days (SoTellQuietGroup *self)
{
  for (guint i = 0; i < DAYS; i++)
    {
      /* 2024-01-01 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (2024, 1, (int) i + 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%A");

      self->day[i] = ADW_SWITCH_ROW (adw_switch_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->day[i]), name);
      adw_expander_row_add_row (self->days, GTK_WIDGET (self->day[i]));
      g_signal_connect_object (self->day[i], "notify::active", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
    }
}

static void
so_tell_quiet_group_init (SoTellQuietGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->off = add_switch (self, _("Do Not Disturb"), _("Until you switch it off again, on this computer"));
  self->urgent = add_switch (self, _("Urgent Breaks Through"), _("What is urgent is told also then, and in quiet hours"));
  self->on = ADW_SWITCH_ROW (adw_switch_row_new ());
  self->hours = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->days = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_group_set_title (group, _("Quiet Hours of Notifications"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->on), _("No Notifications at Night"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->on), _("You are told of it all together afterwards"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->hours), _("From and until, such as 22:00-07:00"));
  adw_entry_row_set_show_apply_button (self->hours, TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->days), _("Nights That Begin On"));
  adw_preferences_group_add (group, GTK_WIDGET (self->on));
  adw_preferences_group_add (group, GTK_WIDGET (self->hours));
  adw_preferences_group_add (group, GTK_WIDGET (self->days));
  add_days (self);
  g_signal_connect_object (self->on, "notify::active", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hours, "apply", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_tell_quiet_group_new (SoStudio *studio)
{
  SoTellQuietGroup *self = g_object_new (SO_TYPE_TELL_QUIET_GROUP, NULL);

  self->studio = g_object_ref (studio);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), so_tell_try_row_new (studio));
  refill (self);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
