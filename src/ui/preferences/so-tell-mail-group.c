/* SPDX-License-Identifier: MIT */
#include "so-tell-mail-group.h"

#include "so-facts.h"
#include "so-preferences-say.h"
#include "so-tell-mail.h"
#include "so-verb.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const times[] = { "off", "away", "always", NULL };
static const char *const calls[] = { "none", "missed", "all", NULL };

struct _SoTellMailGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  AdwEntryRow *address, *code;   /* borrowed, as all below */
  AdwComboRow *when, *calls;
  AdwSwitchRow *text, *report;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SoTellMailGroup, so_tell_mail_group, ADW_TYPE_PREFERENCES_GROUP)

static void
refill (SoTellMailGroup *self)
{
  g_autofree char *when = so_studio_dup_setting (self->studio, SO_SETTING_TELL_MAIL), *address = so_studio_dup_setting (self->studio, SO_SETTING_TELL_MAIL_ADDRESS),
                  *asked = so_studio_dup_setting (self->studio, SO_SETTING_TELL_MAIL_ASKED), *text = so_studio_dup_setting (self->studio, SO_SETTING_TELL_MAIL_TEXT), *told = so_studio_dup_setting (self->studio, SO_SETTING_TELL_MAIL_CALLS),
                  *report = so_studio_dup_setting (self->studio, SO_SETTING_TELL_MAIL_REPORT), *title = NULL;
  gboolean known = address && *address;

  if (asked)
    asked[strcspn (asked, " ")] = 0;
  self->filling = TRUE;
  if (!gtk_widget_get_focus_child (GTK_WIDGET (self->address)))
    gtk_editable_set_text (GTK_EDITABLE (self->address), asked ? asked : known ? address : "");
  /* Translators: %s is the owner's mail address */
  title = g_strdup_printf (_("Code That Came to %s"), asked ? asked : "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code), title);
  if (!asked)
    gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  gtk_widget_set_visible (GTK_WIDGET (self->code), asked != NULL);
  for (guint i = 0; times[i]; i++)
    if (!g_strcmp0 (known ? when : NULL, times[i]) || !i)
      adw_combo_row_set_selected (self->when, i);
  for (guint i = 0; calls[i]; i++)
    if (!g_strcmp0 (known ? told : NULL, calls[i]) || !i)
      adw_combo_row_set_selected (self->calls, i);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->calls), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->report), known);
  adw_switch_row_set_active (self->report, known && !g_strcmp0 (report, "1"));
  adw_switch_row_set_active (self->text, !g_strcmp0 (text, "1"));
  self->filling = FALSE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoTellMailGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unused = so_studio_do_finish (SO_STUDIO (source), result, &error);

  if (error)
    so_preferences_say (GTK_WIDGET (self), error->message);
  refill (self);
}

static void
act (SoTellMailGroup *self, SoVerb verb, const char *id, const char *argument)
{
  if (!self->filling)
    so_studio_do_async (self->studio, verb, id, argument, NULL, on_done, g_object_ref (self));
}

static void
on_address (SoTellMailGroup *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->address));

  act (self, SO_VERB_TELL_MAIL_ASK, *typed ? typed : "none", NULL);
}

static void
on_code (SoTellMailGroup *self)
{
  act (self, SO_VERB_TELL_MAIL_CONFIRM, gtk_editable_get_text (GTK_EDITABLE (self->code)), NULL);
}

static void
on_when (SoTellMailGroup *self)
{
  act (self, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL, times[MIN (adw_combo_row_get_selected (self->when), G_N_ELEMENTS (times) - 2)]);
}

static void
on_calls (SoTellMailGroup *self)
{
  act (self, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_CALLS, calls[MIN (adw_combo_row_get_selected (self->calls), G_N_ELEMENTS (calls) - 2)]);
}

static void
on_text (SoTellMailGroup *self)
{
  act (self, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_TEXT, adw_switch_row_get_active (self->text) ? "1" : "0");
}

static void
on_report (SoTellMailGroup *self)
{
  act (self, SO_VERB_SAVE_SETTING, SO_SETTING_TELL_MAIL_REPORT, adw_switch_row_get_active (self->report) ? "1" : "0");
}

static void
on_store_changed (SoTellMailGroup *self, guint changes)
{
  if (changes & SO_CHANGED_SETTINGS)
    refill (self);
}

static void
so_tell_mail_group_finalize (GObject *object)
{
  g_clear_object (&SO_TELL_MAIL_GROUP (object)->studio);
  G_OBJECT_CLASS (so_tell_mail_group_parent_class)->finalize (object);
}

static void
so_tell_mail_group_class_init (SoTellMailGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_tell_mail_group_finalize;
}

static AdwEntryRow *
add_entry (SoTellMailGroup *self, const char *title, GCallback apply)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (adw_entry_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (row, TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_signal_connect_object (row, "apply", apply, self, G_CONNECT_SWAPPED);
  return row;
}

static void
so_tell_mail_group_init (SoTellMailGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  const char *const words[] = { _("Never"), _("While I Am Away"), _("Always"), NULL };
  const char *const which[] = { _("None"), _("Missed Ones and Voicemails"), _("All That Come In"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (words), call_model = gtk_string_list_new (which);

  adw_preferences_group_set_title (group, _("Mails to Me"));
  adw_preferences_group_set_description (group, _("A short mail when a lead is hot or a conversation escalated, through a mail account of the studio. At most one an hour about each conversation, and 20 a day. Quiet hours hold"));
  self->address = add_entry (self, _("Your Own Address"), G_CALLBACK (on_address));
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->address))), GTK_INPUT_PURPOSE_EMAIL);
  self->code = add_entry (self, "", G_CALLBACK (on_code));
  self->when = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->when), _("Mail Me"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->when), _("Away: nobody has used this window for five minutes"));
  adw_combo_row_set_model (self->when, G_LIST_MODEL (model));
  adw_preferences_group_add (group, GTK_WIDGET (self->when));
  g_signal_connect_object (self->when, "notify::selected", G_CALLBACK (on_when), self, G_CONNECT_SWAPPED);
  self->calls = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->calls), _("A Mail for Each Call"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->calls), _("Also while I am here. With what was said where the words may be in mails"));
  adw_combo_row_set_model (self->calls, G_LIST_MODEL (call_model));
  adw_preferences_group_add (group, GTK_WIDGET (self->calls));
  g_signal_connect_object (self->calls, "notify::selected", G_CALLBACK (on_calls), self, G_CONNECT_SWAPPED);
  self->text = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->text), _("With the Words of the Message"));
  adw_preferences_group_add (group, GTK_WIDGET (self->text));
  g_signal_connect_object (self->text, "notify::active", G_CALLBACK (on_text), self, G_CONNECT_SWAPPED);
  self->report = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->report), _("The Weekly Report"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->report), _("Once, when a week is over"));
  adw_preferences_group_add (group, GTK_WIDGET (self->report));
  g_signal_connect_object (self->report, "notify::active", G_CALLBACK (on_report), self, G_CONNECT_SWAPPED);
}

GtkWidget *
so_tell_mail_group_new (SoStudio *studio)
{
  SoTellMailGroup *self = g_object_new (SO_TYPE_TELL_MAIL_GROUP, NULL);

  self->studio = g_object_ref (studio);
  refill (self);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
