/* SPDX-License-Identifier: MIT */
#include "so-tell-group.h"

#include "so-facts.h"
#include "so-phone-row.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  SoStudio *studio;
  AdwEntryRow *address, *code;   /* borrowed */
  gboolean filling;
} SoTellGroupPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SoTellGroup, so_tell_group, ADW_TYPE_PREFERENCES_GROUP)

static SoTellGroupPrivate *
private_of (SoTellGroup *self)
{
  return so_tell_group_get_instance_private (self);
}

static void
refill (SoTellGroup *self)
{
  SoTellGroupClass *klass = SO_TELL_GROUP_GET_CLASS (self);
  SoTellGroupPrivate *own = private_of (self);
  g_autofree char *address = so_studio_dup_setting (own->studio, klass->address), *asked = so_studio_dup_setting (own->studio, klass->asked), *title = NULL;
  gboolean known = address && *address;

  if (asked)
    asked[strcspn (asked, " ")] = 0;
  own->filling = TRUE;
  if (!gtk_widget_get_focus_child (GTK_WIDGET (own->address)))
    gtk_editable_set_text (GTK_EDITABLE (own->address), asked ? asked : known ? address : "");
  /* Translators: %s is the owner's mail address or telephone number */
  title = g_strdup_printf (_("Code That Came to %s"), asked ? asked : "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (own->code), title);
  if (!asked)
    gtk_editable_set_text (GTK_EDITABLE (own->code), "");
  gtk_widget_set_visible (GTK_WIDGET (own->code), asked != NULL);
  klass->refill (self, own->studio, known);
  own->filling = FALSE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTellGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  refill (self);
}

static void
act (SoTellGroup *self, SoVerb verb, const char *id, const char *argument)
{
  SoTellGroupPrivate *own = private_of (self);

  if (!own->filling)
    so_studio_do_async (own->studio, verb, id, argument, NULL, on_done, g_object_ref (self));
}

void
so_tell_group_save (SoTellGroup *self, const char *key, const char *value)
{
  g_return_if_fail (SO_IS_TELL_GROUP (self) && key);
  act (self, SO_VERB_SAVE_SETTING, key, value);
}

static void
on_address (SoTellGroup *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (private_of (self)->address));

  act (self, SO_TELL_GROUP_GET_CLASS (self)->ask, *typed ? typed : "none", NULL);
}

static void
on_code (SoTellGroup *self)
{
  act (self, SO_TELL_GROUP_GET_CLASS (self)->confirm, gtk_editable_get_text (GTK_EDITABLE (private_of (self)->code)), NULL);
}

static void
on_store_changed (SoTellGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static void
so_tell_group_finalize (GObject *object)
{
  g_clear_object (&private_of (SO_TELL_GROUP (object))->studio);
  G_OBJECT_CLASS (so_tell_group_parent_class)->finalize (object);
}

static void
so_tell_group_class_init (SoTellGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_tell_group_finalize;
}

static void
so_tell_group_init (SoTellGroup *self)
{
}

void
so_tell_group_add_row (SoTellGroup *self, GtkWidget *row, const char *title, const char *signal, GCallback changed)
{
  g_return_if_fail (SO_IS_TELL_GROUP (self) && ADW_IS_PREFERENCES_ROW (row));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, signal, changed, self, G_CONNECT_SWAPPED);
}

static AdwEntryRow *
add_entry (SoTellGroup *self, const char *title, GtkInputPurpose purpose, GCallback apply)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row))), purpose);
  so_tell_group_add_row (self, row, title, "apply", apply);
  return ADW_ENTRY_ROW (row);
}

void
so_tell_group_add_address (SoTellGroup *self, const char *address)
{
  SoTellGroupPrivate *own;

  g_return_if_fail (SO_IS_TELL_GROUP (self));

  own = private_of (self);
  own->address = add_entry (self, address, SO_TELL_GROUP_GET_CLASS (self)->purpose, G_CALLBACK (on_address));
  if (SO_TELL_GROUP_GET_CLASS (self)->purpose == GTK_INPUT_PURPOSE_PHONE)
    so_phone_row_set_up (GTK_EDITABLE (own->address));
  own->code = add_entry (self, "", GTK_INPUT_PURPOSE_DIGITS, G_CALLBACK (on_code));
}

void
so_tell_group_set_studio (SoTellGroup *self, SoStudio *studio)
{
  g_return_if_fail (SO_IS_TELL_GROUP (self) && !private_of (self)->studio);

  private_of (self)->studio = g_object_ref (studio);
  refill (self);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
}

SoStudio *
so_tell_group_get_studio (SoTellGroup *self)
{
  g_return_val_if_fail (SO_IS_TELL_GROUP (self), NULL);
  return private_of (self)->studio;
}
