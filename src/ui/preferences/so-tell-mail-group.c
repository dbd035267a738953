/* SPDX-License-Identifier: MIT */
#include "so-tell-mail-group.h"

#include "so-facts.h"
#include "so-tell-mail.h"

#include <glib/gi18n.h>

static const char *const times[] = { "off", "away", "always", NULL };
static const char *const calls[] = { "none", "missed", "all", NULL };

struct _SoTellMailGroup {
  SoTellGroup parent_instance;

  AdwComboRow *when, *calls;   /* borrowed, as below */
  AdwSwitchRow *text, *report;
};

G_DEFINE_FINAL_TYPE (SoTellMailGroup, so_tell_mail_group, SO_TYPE_TELL_GROUP)

/* The first where @value is none of them, or NULL. */
static void
select_value (AdwComboRow *row, const char *const *values, const char *value)
{
  for (guint i = 0; values[i]; i++)
    if (!g_strcmp0 (value, values[i]) || !i)
      adw_combo_row_set_selected (row, i);
}

static void
refill (SoTellGroup *group, SoStudio *studio, gboolean known)
{
  SoTellMailGroup *self = SO_TELL_MAIL_GROUP (group);
  g_autofree char *when = so_studio_dup_setting (studio, SO_SETTING_TELL_MAIL), *text = so_studio_dup_setting (studio, SO_SETTING_TELL_MAIL_TEXT), *told = so_studio_dup_setting (studio, SO_SETTING_TELL_MAIL_CALLS),
                  *report = so_studio_dup_setting (studio, SO_SETTING_TELL_MAIL_REPORT);

  select_value (self->when, times, known ? when : NULL);
  select_value (self->calls, calls, known ? told : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->calls), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->report), known);
  adw_switch_row_set_active (self->report, known && !g_strcmp0 (report, "1"));
  adw_switch_row_set_active (self->text, !g_strcmp0 (text, "1"));
}

static void
on_when (SoTellMailGroup *self)
{
  so_tell_group_save (SO_TELL_GROUP (self), SO_SETTING_TELL_MAIL, times[MIN (adw_combo_row_get_selected (self->when), G_N_ELEMENTS (times) - 2)]);
}

static void
on_calls (SoTellMailGroup *self)
{
  so_tell_group_save (SO_TELL_GROUP (self), SO_SETTING_TELL_MAIL_CALLS, calls[MIN (adw_combo_row_get_selected (self->calls), G_N_ELEMENTS (calls) - 2)]);
}

static void
on_text (SoTellMailGroup *self)
{
  so_tell_group_save (SO_TELL_GROUP (self), SO_SETTING_TELL_MAIL_TEXT, adw_switch_row_get_active (self->text) ? "1" : "0");
}

static void
on_report (SoTellMailGroup *self)
{
  so_tell_group_save (SO_TELL_GROUP (self), SO_SETTING_TELL_MAIL_REPORT, adw_switch_row_get_active (self->report) ? "1" : "0");
}

static void
so_tell_mail_group_class_init (SoTellMailGroupClass *klass)
{
  SoTellGroupClass *group = SO_TELL_GROUP_CLASS (klass);

  group->address = SO_SETTING_TELL_MAIL_ADDRESS;
  group->asked = SO_SETTING_TELL_MAIL_ASKED;
  group->ask = SO_VERB_TELL_MAIL_ASK;
  group->confirm = SO_VERB_TELL_MAIL_CONFIRM;
  group->purpose = GTK_INPUT_PURPOSE_EMAIL;
  group->refill = refill;
}

static AdwComboRow *
add_choice (SoTellMailGroup *self, const char *title, const char *subtitle, const char *const *words, GCallback changed)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);
  GtkWidget *row = adw_combo_row_new ();

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  so_tell_group_add_row (SO_TELL_GROUP (self), row, title, "notify::selected", changed);
  return ADW_COMBO_ROW (row);
}

static void
so_tell_mail_group_init (SoTellMailGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  SoTellGroup *rows = SO_TELL_GROUP (self);
  const char *const words[] = { _("Never"), _("While I Am Away"), _("Always"), NULL };
  const char *const which[] = { _("None"), _("Missed Ones and Voicemails"), _("All That Come In"), NULL };

  adw_preferences_group_set_title (group, _("Mails to Me"));
  adw_preferences_group_set_description (group, _("A short mail when a lead is hot or a conversation escalated, through a mail account of the studio. At most one an hour about each conversation, and 20 a day. Quiet hours hold"));
  so_tell_group_add_address (rows, _("Your Own Address"));
  self->when = add_choice (self, _("Mail Me"), _("Away: nobody has used this window for five minutes"), words, G_CALLBACK (on_when));
  self->calls = add_choice (self, _("A Mail for Each Call"), _("Also while I am here. With what was said where the words may be in mails"), which, G_CALLBACK (on_calls));
  self->text = ADW_SWITCH_ROW (adw_switch_row_new ());
  so_tell_group_add_row (rows, GTK_WIDGET (self->text), _("With the Words of the Message"), "notify::active", G_CALLBACK (on_text));
  self->report = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->report), _("Once, when a week is over"));
  so_tell_group_add_row (rows, GTK_WIDGET (self->report), _("The Weekly Report"), "notify::active", G_CALLBACK (on_report));
}

GtkWidget *
so_tell_mail_group_new (SoStudio *studio)
{
  GtkWidget *self = g_object_new (SO_TYPE_TELL_MAIL_GROUP, NULL);

  so_tell_group_set_studio (SO_TELL_GROUP (self), studio);
  return self;
}
