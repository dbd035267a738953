/* SPDX-License-Identifier: MIT */
#include "so-place-group.h"

#include "so-about.h"
#include "so-facts.h"
#include "so-list-verbs.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>

struct _SoPlaceGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GtkWidget *address, *map;      /* borrowed */
  char *stored_address, *stored_map;   /* what the rows showed last of what is stored */
};

G_DEFINE_FINAL_TYPE (SoPlaceGroup, so_place_group, ADW_TYPE_PREFERENCES_GROUP)

/* Where it is something else than before: what is being typed stays. */
static void
show_one (SoPlaceGroup *self, GtkWidget *row, const char *key, char **stored)
{
  g_autofree char *value = so_studio_dup_setting (self->studio, key);

  if (value)
    g_strdelimit (value, "\n", ' ');
  if (g_set_str (stored, value ? value : "") && !gtk_widget_get_focus_child (row))
    gtk_editable_set_text (GTK_EDITABLE (row), *stored);
}

static void
show (SoPlaceGroup *self)
{
  show_one (self, self->address, SO_SETTING_ADDRESS, &self->stored_address);
  show_one (self, self->map, SO_SETTING_MAP, &self->stored_map);
}

const char *
so_place_group_get_address (SoPlaceGroup *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->address));
}

const char *
so_place_group_get_map (SoPlaceGroup *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->map));
}

/* @pair: address, map. */
static char *
save_job (SoStudio *studio, gpointer pair, GError **error)
{
  char **values = pair;

  so_studio_set_address (studio, values[0], values[1], error);
  return NULL;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoPlaceGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
}

static void
on_applied (SoPlaceGroup *self)
{
  const char *const values[] = { so_place_group_get_address (self), so_place_group_get_map (self), NULL };

  so_studio_job_async (self->studio, save_job, g_strdupv ((char **) values), (GDestroyNotify) g_strfreev, NULL, on_saved, g_object_ref (self));
}

static void
on_store_changed (SoPlaceGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    show (self);
}

static void
so_place_group_dispose (GObject *object)
{
  g_clear_object (&SO_PLACE_GROUP (object)->studio);
  G_OBJECT_CLASS (so_place_group_parent_class)->dispose (object);
}

static void
so_place_group_finalize (GObject *object)
{
  g_free (SO_PLACE_GROUP (object)->stored_address);
  g_free (SO_PLACE_GROUP (object)->stored_map);
  G_OBJECT_CLASS (so_place_group_parent_class)->finalize (object);
}

static void
so_place_group_class_init (SoPlaceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_place_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_place_group_finalize;
}

static GtkWidget *
add_row (SoPlaceGroup *self, const char *title, GtkInputPurpose purpose)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), purpose);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
so_place_group_init (SoPlaceGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Where You Are"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("Answers “Where are you?”, in these words."));
  self->address = add_row (self, _("Address"), GTK_INPUT_PURPOSE_FREE_FORM);
  self->map = add_row (self, _("Link to a Map (Optional)"), GTK_INPUT_PURPOSE_URL);
}

void
so_place_group_leave_saving (SoPlaceGroup *self)
{
  g_return_if_fail (SO_IS_PLACE_GROUP (self));

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->address), FALSE);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->map), FALSE);
}

GtkWidget *
so_place_group_new (SoStudio *studio)
{
  SoPlaceGroup *self = g_object_new (SO_TYPE_PLACE_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
