/* SPDX-License-Identifier: MIT */
#include "so-tell-text-group.h"

#include "so-facts.h"
#include "so-phone-row.h"
#include "so-preferences-say.h"
#include "so-tell-text.h"
#include "so-verb.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SoTellTextGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwEntryRow *number, *code;   /* borrowed, as all below */
  AdwSwitchRow *on;
  AdwButtonRow *test;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoTellTextGroup, so_tell_text_group, ADW_TYPE_PREFERENCES_GROUP)

static void
refill (SoTellTextGroup *self)
{
  g_autofree char *on = so_studio_dup_setting (self->studio, SO_SETTING_TELL_TEXT), *number = so_studio_dup_setting (self->studio, SO_SETTING_TELL_TEXT_NUMBER),
                  *asked = so_studio_dup_setting (self->studio, SO_SETTING_TELL_TEXT_ASKED), *title = NULL;
  gboolean known = number && *number;

  if (asked)
    asked[strcspn (asked, " ")] = 0;
  self->filling = TRUE;
  if (!gtk_widget_get_focus_child (GTK_WIDGET (self->number)))
    gtk_editable_set_text (GTK_EDITABLE (self->number), asked ? asked : known ? number : "");
  /* Translators: %s is the owner's telephone number */
  title = g_strdup_printf (_("Code That Came to %s"), asked ? asked : "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code), title);
  if (!asked)
    gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  gtk_widget_set_visible (GTK_WIDGET (self->code), asked != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->on), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test), known);
  adw_switch_row_set_active (self->on, known && !g_strcmp0 (on, "1"));
  self->filling = FALSE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTellTextGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  refill (self);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTellTextGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  so_preferences_say (GTK_WIDGET (self), error ? error->message : _("A text is on its way to your telephone"));
}

static void
act (SoTellTextGroup *self, SoVerb verb, const char *id, const char *argument)
{
  if (!self->filling)
    so_studio_do_async (self->studio, verb, id, argument, NULL, on_done, g_object_ref (self));
}

static void
on_number (SoTellTextGroup *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->number));

  act (self, SO_VERB_TELL_TEXT_ASK, *typed ? typed : "none", NULL);
}

static void
on_code (SoTellTextGroup *self)
{
  act (self, SO_VERB_TELL_TEXT_CONFIRM, gtk_editable_get_text (GTK_EDITABLE (self->code)), NULL);
}

static void
on_switched (SoTellTextGroup *self)
{
  act (self, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_TEXT, adw_switch_row_get_active (self->on) ? "1" : "0");
}

static void
on_test (SoTellTextGroup *self)
{
  so_studio_do_async (self->studio, SO_VERB_TELL_TEXT_TRY, "owner", NULL, NULL, on_tried, g_object_ref (self));
}

static void
on_store_changed (SoTellTextGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static void
so_tell_text_group_finalize (GObject *object)
{
  g_clear_object (&SO_TELL_TEXT_GROUP (object)->studio);
  G_OBJECT_CLASS (so_tell_text_group_parent_class)->finalize (object);
}

static void
so_tell_text_group_class_init (SoTellTextGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_tell_text_group_finalize;
}

static AdwEntryRow *
add_entry (SoTellTextGroup *self, const char *title, GCallback apply)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (adw_entry_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (row, TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_signal_connect_object (row, "apply", apply, self, G_CONNECT_SWAPPED);
  return row;
}

static void
so_tell_text_group_init (SoTellTextGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  adw_preferences_group_set_title (group, _("Texts to Me"));
  adw_preferences_group_set_description (group, _("An SMS to your own telephone when something urgent comes to you first while nobody uses this window, through the SMS account of the studio, which charges for it. At most 4 an hour and 12 a day. It passes through quiet hours, unless what is urgent waits for their end, too. Who wrote stands in it only where the words may be in mails"));
  self->number = add_entry (self, _("Your Own Number"), G_CALLBACK (on_number));
  so_phone_row_set_up (GTK_EDITABLE (self->number));
  self->code = add_entry (self, "", G_CALLBACK (on_code));
  adw_entry_row_set_input_purpose (self->code, GTK_INPUT_PURPOSE_DIGITS);
  self->on = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->on), _("Text Me What Is Urgent"));
  adw_preferences_group_add (group, GTK_WIDGET (self->on));
  g_signal_connect_object (self->on, "notify::active", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);
  self->test = ADW_BUTTON_ROW (adw_button_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->test), _("Send a Test"));
  adw_preferences_group_add (group, GTK_WIDGET (self->test));
  g_signal_connect_object (self->test, "activated", G_CALLBACK (on_test), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_tell_text_group_new (SoStudio *studio)
{
  SoTellTextGroup *self = g_object_new (SO_TYPE_TELL_TEXT_GROUP, NULL);

  self->studio = g_object_ref (studio);
  refill (self);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
