/* SPDX-License-Identifier: MIT */
#include "so-accounts-group.h"

#include "so-facts.h"
#include "so-import-dialog.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoAccountsGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GtkWidget *practice;          /* borrowed, as all below */
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (SoAccountsGroup, so_accounts_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
describe (const SoAccount *account)
{
  if (account->error && *account->error)
    return account->error;
  if (account->channel == SO_CHANNEL_LOOPBACK)
    return _("Ready. A customer who exists only here; nothing leaves this computer.");
  if (account->address && *account->address)
    return account->address;
  return _(so_channel_kind_label (account->channel));
}

static GtkWidget *
make_row (const SoAccount *account)
{
  GtkWidget *row = adw_action_row_new (), *icon;
  gboolean well = !account->error || !*account->error;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->name && *account->name ? account->name : _(so_channel_kind_label (account->channel)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe (account));
  icon = gtk_image_new_from_icon_name (well ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_add_css_class (icon, well ? "success" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, well ? _("Ready") : _("Needs attention"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
refill (SoAccountsGroup *self)
{
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (self->studio, NULL);
  gboolean has_practice = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      GtkWidget *row = make_row (account);

      has_practice |= account->channel == SO_CHANNEL_LOOPBACK;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->practice, !has_practice);
}

static void
on_store_changed (SoAccountsGroup *self, guint changes)
{
  if (changes & SO_CHANGED_ACCOUNTS)
    refill (self);
}

static void
on_practice_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAccountsGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (!so_studio_set_up_finish (SO_STUDIO (source), result, &error) && window)
    so_window_show_error (window, error);
  if (self->studio)
    refill (self);
}

/* A studio that is set up always has one, so setting it up once more brings it back. */
static void
on_practice_activated (SoAccountsGroup *self)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (self->studio);

  if (profile)
    so_studio_set_up_async (self->studio, profile, NULL, on_practice_added, g_object_ref (self));
}

static void
on_import_activated (SoAccountsGroup *self)
{
  adw_dialog_present (so_import_dialog_new (self->studio), GTK_WIDGET (self));
}

static GtkWidget *
new_button_row (const char *title, GCallback activated, SoAccountsGroup *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "activated", activated, self, G_CONNECT_SWAPPED);
  return row;
}

static void
so_accounts_group_finalize (GObject *object)
{
  SoAccountsGroup *self = SO_ACCOUNTS_GROUP (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (so_accounts_group_parent_class)->finalize (object);
}

static void
so_accounts_group_class_init (SoAccountsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = so_accounts_group_finalize;
}

static void
so_accounts_group_init (SoAccountsGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (group, _("Accounts"));
  adw_preferences_group_set_description (group, _("WhatsApp, Instagram, mail and SMS cannot be connected in this version. Their history can come in today, as files."));
  self->practice = new_button_row (_("Add a _Practice Channel"), G_CALLBACK (on_practice_activated), self);
  adw_preferences_group_add (group, new_button_row (_("_Import History…"), G_CALLBACK (on_import_activated), self));
  adw_preferences_group_add (group, self->practice);
}

GtkWidget *
so_accounts_group_new (SoStudio *studio)
{
  SoAccountsGroup *self = g_object_new (SO_TYPE_ACCOUNTS_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  refill (self);
  return GTK_WIDGET (self);
}
