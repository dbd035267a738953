/* SPDX-License-Identifier: MIT */
#include "so-tell-text-group.h"

#include "so-facts.h"
#include "so-preferences-say.h"
#include "so-tell-text.h"

#include <glib/gi18n.h>

struct _SoTellTextGroup {
  SoTellGroup parent_instance;

  AdwSwitchRow *on;     /* borrowed, as below */
  AdwButtonRow *test;
};

G_DEFINE_FINAL_TYPE (SoTellTextGroup, so_tell_text_group, SO_TYPE_TELL_GROUP)

static void
refill (SoTellGroup *group, SoStudio *studio, gboolean known)
{
  SoTellTextGroup *self = SO_TELL_TEXT_GROUP (group);
  g_autofree char *on = so_studio_dup_setting (studio, SO_SETTING_TELL_TEXT);

  gtk_widget_set_sensitive (GTK_WIDGET (self->on), known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test), known);
  adw_switch_row_set_active (self->on, known && !g_strcmp0 (on, "1"));
}

static void
on_switched (SoTellTextGroup *self)
{
  so_tell_group_save (SO_TELL_GROUP (self), SO_SETTING_TELL_TEXT, adw_switch_row_get_active (self->on) ? "1" : "0");
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
on_test (SoTellTextGroup *self)
{
  so_studio_do_async (so_tell_group_get_studio (SO_TELL_GROUP (self)), SO_VERB_TELL_TEXT_TRY, "owner", NULL, NULL, on_tried, g_object_ref (self));
}

static void
so_tell_text_group_class_init (SoTellTextGroupClass *klass)
{
  SoTellGroupClass *group = SO_TELL_GROUP_CLASS (klass);

  group->address = SO_SETTING_TELL_TEXT_NUMBER;
  group->asked = SO_SETTING_TELL_TEXT_ASKED;
  group->ask = SO_VERB_TELL_TEXT_ASK;
  group->confirm = SO_VERB_TELL_TEXT_CONFIRM;
  group->purpose = GTK_INPUT_PURPOSE_PHONE;
  group->refill = refill;
}

static void
so_tell_text_group_init (SoTellTextGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  SoTellGroup *rows = SO_TELL_GROUP (self);

  adw_preferences_group_set_title (group, _("Texts to Me"));
  adw_preferences_group_set_description (group, _("An SMS to your own telephone when something urgent comes to you first while nobody uses this window, through the SMS account of the studio, which charges for it. At most 4 an hour and 12 a day. It passes through quiet hours, unless what is urgent waits for their end, too. Who wrote stands in it only where the words may be in mails"));
  so_tell_group_add_address (rows, _("Your Own Number"));
  self->on = ADW_SWITCH_ROW (adw_switch_row_new ());
  so_tell_group_add_row (rows, GTK_WIDGET (self->on), _("Text Me What Is Urgent"), "notify::active", G_CALLBACK (on_switched));
  self->test = ADW_BUTTON_ROW (adw_button_row_new ());
  so_tell_group_add_row (rows, GTK_WIDGET (self->test), _("Send a Test"), "activated", G_CALLBACK (on_test));
}

GtkWidget *
so_tell_text_group_new (SoStudio *studio)
{
  GtkWidget *self = g_object_new (SO_TYPE_TELL_TEXT_GROUP, NULL);

  so_tell_group_set_studio (SO_TELL_GROUP (self), studio);
  return self;
}
