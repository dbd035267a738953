/* SPDX-License-Identifier: MIT */
#include "so-standing-group.h"

#include "so-facts.h"
#include "so-standing-setting.h"
#include "so-verb.h"

#include <glib/gi18n.h>

struct _SoStandingGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwSwitchRow *pause;                       /* borrowed, as all below */
  SoStandingSetting *rows[SO_N_STANDINGS];
  gboolean filling, reading;
};

G_DEFINE_FINAL_TYPE (SoStandingGroup, so_standing_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_rows_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoStandingGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = so_studio_standing_rows_finish (SO_STUDIO (source), result, &error);

  self->reading = FALSE;
  if (error)
    g_message ("The standing approvals could not be read: %s", error->message);
  for (guint i = 0; rows && i < rows->len && i < SO_N_STANDINGS; i++)
    so_standing_setting_update (self->rows[i], g_ptr_array_index (rows, i));
}

static void
refill (SoStandingGroup *self)
{
  g_autofree char *paused = so_studio_dup_setting (self->studio, "standing.paused");

  self->filling = TRUE;
  adw_switch_row_set_active (self->pause, !g_strcmp0 (paused, "1"));
  self->filling = FALSE;
  if (self->reading)
    return;
  self->reading = TRUE;
  so_studio_standing_rows_async (self->studio, NULL, on_rows_read, g_object_ref (self));
}

static void
on_store_changed (SoStandingGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static void
on_pause_toggled (SoStandingGroup *self)
{
  if (!self->filling)
    so_studio_do_async (self->studio, adw_switch_row_get_active (self->pause) ? SO_VERB_PAUSE : SO_VERB_RESUME, "standing", NULL, NULL, NULL, NULL);
}

static void
so_standing_group_finalize (GObject *object)
{
  g_clear_object (&SO_STANDING_GROUP (object)->studio);
  G_OBJECT_CLASS (so_standing_group_parent_class)->finalize (object);
}

static void
so_standing_group_class_init (SoStandingGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_standing_group_finalize;
}

static void
so_standing_group_init (SoStandingGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  adw_preferences_group_set_title (group, _("Answers by Themselves"));
  adw_preferences_group_set_description (group, _("Each is off until you switch it on, and in your words. Complaints, bookings, money and health always wait for you."));
  self->pause = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pause), _("_Pause All"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->pause), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->pause), _("Nothing goes out by itself"));
  adw_preferences_group_add (group, GTK_WIDGET (self->pause));
  g_signal_connect_object (self->pause, "notify::active", G_CALLBACK (on_pause_toggled), self, G_CONNECT_SWAPPED);
}

/* They look for these, too: there is a row, and it says why nothing can be switched. */
static void
add_never (SoStandingGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new (), *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_state (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), lock);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

GtkWidget *
so_standing_group_new (SoStudio *studio)
{
  SoStandingGroup *self = g_object_new (SO_TYPE_STANDING_GROUP, NULL);

  self->studio = g_object_ref (studio);
  for (SoStandingKind kind = 0; kind < SO_N_STANDINGS; kind++)
    {
      self->rows[kind] = SO_STANDING_SETTING (so_standing_setting_new (studio, kind));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows[kind]));
    }
  add_never (self, _("Complaints"), _("Always you: this cannot be switched on"));
  add_never (self, _("Bookings"), _("Always you: a place is promised by a person"));
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refill (self);
  return GTK_WIDGET (self);
}
