/* SPDX-License-Identifier: MIT */
#include "so-quiet-group.h"

#include "so-facts.h"
#include "so-preferences-say.h"
#include "so-quiet.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoQuietGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwSwitchRow *on;            /* borrowed, as below */
  AdwEntryRow *hours;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoQuietGroup, so_quiet_group, ADW_TYPE_PREFERENCES_GROUP)

static void
refill (SoQuietGroup *self)
{
  g_autofree char *setting = so_studio_dup_setting (self->studio, SO_SETTING_QUIET), *words = NULL;
  SoQuiet quiet;
  gboolean off;

  so_quiet_parse (setting, &quiet);
  off = quiet.off;
  if (off)
    so_quiet_parse (NULL, &quiet);
  words = so_quiet_write (&quiet);
  self->filling = TRUE;
  adw_switch_row_set_active (self->on, !off);
  gtk_widget_set_visible (GTK_WIDGET (self->hours), !off);
  if (!gtk_widget_get_focus_child (GTK_WIDGET (self->hours)))
    gtk_editable_set_text (GTK_EDITABLE (self->hours), words);
  self->filling = FALSE;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoQuietGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
}

static void
save (SoQuietGroup *self, const char *value)
{
  so_studio_do_async (self->studio, SO_VERB_SAVE_SETTING, SO_SETTING_QUIET, value, NULL, on_saved, g_object_ref (self));
}

static void
on_switched (SoQuietGroup *self)
{
  if (!self->filling)
    save (self, adw_switch_row_get_active (self->on) ? "08:00-21:00" : "off");
}

static void
on_applied (SoQuietGroup *self)
{
  g_auto (GStrv) halves = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->hours)), "–", 2);
  g_autofree char *plain = g_strjoinv ("-", halves);

  save (self, plain);
}

static void
on_store_changed (SoQuietGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static void
so_quiet_group_finalize (GObject *object)
{
  g_clear_object (&SO_QUIET_GROUP (object)->studio);
  G_OBJECT_CLASS (so_quiet_group_parent_class)->finalize (object);
}

static void
so_quiet_group_class_init (SoQuietGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_quiet_group_finalize;
}

static void
so_quiet_group_init (SoQuietGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *on = adw_switch_row_new (), *hours = adw_entry_row_new ();

  self->on = ADW_SWITCH_ROW (on);
  self->hours = ADW_ENTRY_ROW (hours);
  adw_preferences_group_set_title (group, _("Quiet Hours"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (on), _("No SMS at Night"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (on), _("By the clock of the number’s country. What is approved at night leaves in the morning."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (hours), _("SMS and advertising may leave between, such as 08:00-21:00"));
  adw_entry_row_set_show_apply_button (self->hours, TRUE);
  adw_preferences_group_add (group, on);
  adw_preferences_group_add (group, hours);
  g_signal_connect_object (on, "notify::active", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hours, "apply", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_quiet_group_new (SoStudio *studio)
{
  SoQuietGroup *self = g_object_new (SO_TYPE_QUIET_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refill (self);
  return GTK_WIDGET (self);
}
