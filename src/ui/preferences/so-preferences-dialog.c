/* SPDX-License-Identifier: MIT */
#include "so-preferences-dialog.h"

#include "so-account-page.h"
#include "so-accounts-group.h"
#include "so-answers-group.h"
#include "so-assistant-group.h"
#include "so-background.h"
#include "so-data-page.h"
#include "so-facts.h"
#include "so-fields-group.h"
#include "so-hours-group.h"
#include "so-hub-row.h"
#include "so-inquiry-page.h"
#include "so-quiet-group.h"
#include "so-interface-page.h"
#include "so-logo-group.h"
#include "so-modules-group.h"
#include "so-narrow.h"
#include "so-place-group.h"
#include "so-preferences-say.h"
#include "so-rules-group.h"
#include "so-setup-assistant.h"
#include "so-setup-rows.h"
#include "so-standing-group.h"
#include "so-studio-form.h"
#include "so-tell-mail-group.h"
#include "so-tell-text-group.h"
#include "so-tell-quiet-group.h"
#include "so-transcribe-group.h"
#include "so-week-start-row.h"
#include "so-weights-page.h"
#include "so-window.h"

#include <glib/gi18n.h>

/* Typing has paused: now what was typed is worth keeping. */
#define PAUSE_MS 700

struct _SoPreferencesDialog {
  AdwPreferencesDialog parent_instance;

  SoStudio *studio;
  SoStudioForm *form;    /* borrowed, as what follows */
  GtkWidget *accounts, *hours, *follow_ups, *assistant;
  guint pause;
};

G_DEFINE_FINAL_TYPE (SoPreferencesDialog, so_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
on_profile_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoPreferencesDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (so_studio_set_up_finish (SO_STUDIO (source), result, &error))
    return;
  if (self->form)
    so_preferences_say (GTK_WIDGET (self), error->message);
  else
    g_message ("The studio's profile was not kept: %s", error->message);
}

static void
save_profile (SoPreferencesDialog *self)
{
  g_autoptr (SoProfile) profile = so_studio_form_dup_profile (self->form);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (so_studio_form_is_complete (self->form))
    so_studio_set_up_async (self->studio, profile, NULL, on_profile_saved, g_object_ref (self));
}

static gboolean
on_pause_over (gpointer user_data)
{
  SoPreferencesDialog *self = user_data;

  self->pause = 0;
  save_profile (self);
  return G_SOURCE_REMOVE;
}

static void
on_form_changed (SoPreferencesDialog *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_over, self);
}

static void
so_preferences_dialog_closed (AdwDialog *dialog)
{
  SoPreferencesDialog *self = SO_PREFERENCES_DIALOG (dialog);

  if (self->pause)
    save_profile (self);
  self->form = NULL;
}

static void
on_knowledge_activated (SoPreferencesDialog *self)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  adw_dialog_close (ADW_DIALOG (self));
  if (window)
    so_window_show_page (window, "knowledge");
}

static GtkWidget *
make_assistant_page (SoPreferencesDialog *self)
{
  GtkWidget *page = so_setup_assistant_new (self->studio), *group = adw_preferences_group_new (), *row = adw_button_row_new ();

  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (page), "assistant");
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Assistant"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "accessories-dictionary-symbolic");
  g_signal_connect (page, "changed", G_CALLBACK (so_setup_assistant_save), NULL);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Open _Knowledge"));
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  g_signal_connect_object (row, "activated", G_CALLBACK (on_knowledge_activated), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_assistant_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_transcribe_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_standing_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_rules_group_new (self->studio)));
  self->follow_ups = so_rules_group_new_follow_ups (self->studio);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->follow_ups));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_answers_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_tell_quiet_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_tell_mail_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_tell_text_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_inquiry_page_group (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_weights_page_group (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_quiet_group_new (self->studio)));
  return page;
}

static GtkWidget *
make_interface_page (SoPreferencesDialog *self)
{
  GtkWidget *page = so_interface_page_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_background_group_new (self->studio)));
  return page;
}

static GtkWidget *
make_data_page (SoPreferencesDialog *self)
{
  GtkWidget *page = so_data_page_new (self->studio);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (so_setup_rows_new (self->studio)));
  return page;
}

static void
add_pages (SoPreferencesDialog *self)
{
  AdwPreferencesDialog *dialog = ADW_PREFERENCES_DIALOG (self);
  g_autoptr (SoProfile) profile = so_studio_dup_profile (self->studio);

  self->hours = so_hours_group_new (self->studio);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->hours), so_week_start_row_new (self->studio));
  self->form = SO_STUDIO_FORM (so_studio_form_new ());
  self->accounts = so_accounts_group_new (self->studio);
  so_studio_form_set_profile (self->form, profile);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->form), ADW_PREFERENCES_GROUP (self->accounts));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->form), ADW_PREFERENCES_GROUP (so_logo_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->form), ADW_PREFERENCES_GROUP (so_place_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->form), ADW_PREFERENCES_GROUP (self->hours));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->form), ADW_PREFERENCES_GROUP (so_hub_row_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->form), ADW_PREFERENCES_GROUP (so_fields_group_new (self->studio)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->form), ADW_PREFERENCES_GROUP (so_modules_group_new (self->studio)));
  /* four pages: a fifth makes the bar below them wider than a phone */
  adw_preferences_dialog_add (dialog, ADW_PREFERENCES_PAGE (self->form));
  self->assistant = make_assistant_page (self);
  adw_preferences_dialog_add (dialog, ADW_PREFERENCES_PAGE (self->assistant));
  adw_preferences_dialog_add (dialog, ADW_PREFERENCES_PAGE (make_interface_page (self)));
  adw_preferences_dialog_add (dialog, ADW_PREFERENCES_PAGE (make_data_page (self)));
}

static void
so_preferences_dialog_dispose (GObject *object)
{
  SoPreferencesDialog *self = SO_PREFERENCES_DIALOG (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (so_preferences_dialog_parent_class)->dispose (object);
}

static void
so_preferences_dialog_class_init (SoPreferencesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_preferences_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = so_preferences_dialog_closed;
}

static void
so_preferences_dialog_init (SoPreferencesDialog *self)
{
  adw_preferences_dialog_set_search_enabled (ADW_PREFERENCES_DIALOG (self), TRUE);
  adw_dialog_set_content_width (ADW_DIALOG (self), 680);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
}

AdwDialog *
so_preferences_dialog_new (SoStudio *studio)
{
  SoPreferencesDialog *self = g_object_new (SO_TYPE_PREFERENCES_DIALOG, NULL);

  self->studio = g_object_ref (studio);
  add_pages (self);
  so_narrow_allow (ADW_PREFERENCES_DIALOG (self));
  return ADW_DIALOG (self);
}

void
so_preferences_dialog_show_accounts (SoPreferencesDialog *self, const char *account_id)
{
  GtkWidget *page;

  g_return_if_fail (SO_IS_PREFERENCES_DIALOG (self));

  page = account_id ? so_account_page_new (self->studio, account_id) : NULL;
  if (page)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), ADW_NAVIGATION_PAGE (page));
  else
    gtk_widget_child_focus (self->accounts, GTK_DIR_TAB_FORWARD);
}

/* The dialog gives the focus to its first control when it is drawn: this comes after that. */
static gboolean
on_drawn (gpointer user_data)
{
  GtkWidget *group = user_data;

  if (gtk_widget_get_root (group))
    gtk_widget_child_focus (group, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

void
so_preferences_dialog_show_part (SoPreferencesDialog *self, SoPreferencesPart part)
{
  GtkWidget *group;

  g_return_if_fail (SO_IS_PREFERENCES_DIALOG (self));

  group = part == SO_PREFERENCES_HOURS ? self->hours : self->follow_ups;
  if (part == SO_PREFERENCES_FOLLOW_UPS)
    adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->assistant));
  g_idle_add_full (G_PRIORITY_LOW, on_drawn, g_object_ref (group), g_object_unref);
}
