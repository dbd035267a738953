/* SPDX-License-Identifier: MIT */
#include "so-accounts-group.h"

#include "so-account-dialog.h"
#include "so-account-verbs.h"
#include "so-facts.h"
#include "so-import-dialog.h"
#include "so-list-verbs.h"
#include "so-outbox.h"
#include "so-window.h"

#include <glib/gi18n.h>

struct _SoAccountsGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GtkWidget *practice;          /* borrowed, as all below */
  GPtrArray *rows;
  GPtrArray *buttons;           /* below them; owned */
};

G_DEFINE_FINAL_TYPE (SoAccountsGroup, so_accounts_group, ADW_TYPE_PREFERENCES_GROUP)

/* Free with g_free(). */
static char *
describe (const SoAccount *account)
{
  guint done, total;

  if (account->error && *account->error)
    return g_strdup (account->error);
  /* Translators: how many mails of how many there are */
  if (so_studio_sync_progress (account, &done, &total))
    return g_strdup_printf (_("First sync: %u of about %u"), done, total);
  if (account->channel == SO_CHANNEL_LOOPBACK)
    return g_strdup (_("Ready. A customer who exists only here; nothing leaves this computer."));
  if (account->address && *account->address)
    return g_strdup (account->address);
  return g_strdup (_(so_channel_kind_label (account->channel)));
}

static void
show_error (SoAccountsGroup *self, const GError *error)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error && window)
    so_window_show_error (window, error);
}

/* Jobs for the worker: their data is the id of an account. */
static char *
fetch_job (SoStudio *studio, gpointer id, GError **error)
{
  guint received = 0;

  so_outbox_pull (studio, id, &received, error);
  return NULL;
}

static char *
skip_job (SoStudio *studio, gpointer id, GError **error)
{
  so_studio_skip_history (studio, id, error);
  return NULL;
}

static char *
remove_job (SoStudio *studio, gpointer id, GError **error)
{
  char *note = NULL;

  so_studio_remove_account (studio, id, &note, error);
  return note;
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoAccountsGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = so_studio_job_finish (SO_STUDIO (source), result, &error);
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  show_error (self, error);
  if (note && window)
    so_window_add_toast (window, note);
}

static const SoAccount *
account_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "so-account");
}

static SoAccountsGroup *
group_of (GtkWidget *row)
{
  return SO_ACCOUNTS_GROUP (gtk_widget_get_ancestor (row, SO_TYPE_ACCOUNTS_GROUP));
}

static void
on_fetch (GtkWidget *row)
{
  SoAccountsGroup *self = group_of (row);

  so_studio_job_async (self->studio, fetch_job, g_strdup (account_of (row)->id), g_free, NULL, on_job_done, g_object_ref (self));
}

static void
on_skip (GtkWidget *row)
{
  SoAccountsGroup *self = group_of (row);

  so_studio_aside_async (self->studio, skip_job, g_strdup (account_of (row)->id), g_free, on_job_done, g_object_ref (self));
}

static void
on_check (GtkWidget *row)
{
  adw_dialog_present (so_account_dialog_new_check (group_of (row)->studio, account_of (row)), row);
}

static void
on_renew (GtkWidget *row)
{
  adw_dialog_present (so_account_dialog_new_renewal (group_of (row)->studio, account_of (row)), row);
}

static void
on_agreed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  SoAccountsGroup *self = group_of (row);

  if (self && g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "disconnect"))
    so_studio_job_async (self->studio, remove_job, g_strdup (account_of (row)->id), g_free, NULL, on_job_done, g_object_ref (self));
}

static void
on_disconnect (GtkWidget *row)
{
  g_autofree char *title = g_strdup_printf (_("Disconnect %s?"), account_of (row)->name);
  AdwDialog *alert = adw_alert_dialog_new (NULL, _("Its token is removed from this computer. All messages stay."));

  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (alert), title);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "disconnect", _("_Disconnect"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "disconnect", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), row, NULL, on_agreed, g_object_ref (row));
}

static GtkWidget *
add_button (GtkWidget *row, const char *title, void (*activated) (GtkWidget *row))
{
  GtkWidget *button = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (button), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), title);
  g_signal_connect_object (button, "activated", G_CALLBACK (activated), row, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), button);
  return button;
}

static void
add_actions (GtkWidget *row, SoChannelKind channel)
{
  add_button (row, _("_Fetch Messages Now"), on_fetch);
  g_object_set_data (G_OBJECT (row), "so-skip", add_button (row, _("_Leave Older Mail Out"), on_skip));
  add_button (row, _("_Check the Connection"), on_check);
  add_button (row, so_studio_signs_in (channel) ? _("_Sign In Again…") : _("_New Token…"), on_renew);
  add_button (row, _("_Disconnect…"), on_disconnect);
}

/* Takes @account. */
static void
show_account (GtkWidget *row, SoAccount *account)
{
  gboolean well = !account->error || !*account->error;
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "so-icon");
  GtkWidget *skip = g_object_get_data (G_OBJECT (row), "so-skip");
  g_autofree char *words = describe (account);
  guint done, total;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->name && *account->name ? account->name : _(so_channel_kind_label (account->channel)));
  g_object_set (row, "subtitle", words, NULL);
  if (skip)
    gtk_widget_set_visible (skip, so_studio_sync_progress (account, &done, &total));
  gtk_image_set_from_icon_name (icon, well ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (icon), well ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (icon), well ? "success" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, well ? _("Ready") : _("Needs attention"), -1);
  g_object_set_data_full (G_OBJECT (row), "so-account", account, (GDestroyNotify) so_account_free);
}

/* Takes @account. */
static GtkWidget *
make_row (SoAccount *account)
{
  gboolean practice = account->channel == SO_CHANNEL_LOOPBACK;
  GtkWidget *row = practice ? adw_action_row_new () : adw_expander_row_new (), *icon = gtk_image_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (practice)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  else
    adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), icon);
  if (!practice)
    add_actions (row, account->channel);
  g_object_set_data (G_OBJECT (row), "so-icon", icon);
  show_account (row, account);
  return row;
}

/* TRUE where there is a row for each of them, in their order. */
static gboolean
has_rows_of (SoAccountsGroup *self, const GPtrArray *accounts)
{
  if (self->rows->len != accounts->len)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    if (!g_str_equal (account_of (self->rows->pdata[i])->id, ((SoAccount *) accounts->pdata[i])->id))
      return FALSE;
  return TRUE;
}

/* Rows are only ever added at the end: the buttons go and come back. */
static void
move_buttons_down (SoAccountsGroup *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->buttons->pdata[i]);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->buttons->pdata[i]);
    }
}

static void
make_rows (SoAccountsGroup *self, GPtrArray *accounts)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  while (accounts->len)
    {
      GtkWidget *row = make_row (g_ptr_array_steal_index (accounts, 0));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  move_buttons_down (self);
}

/* A row that is open stays so while its account changes. */
static void
refill (SoAccountsGroup *self)
{
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (self->studio, NULL);
  gboolean has_practice = FALSE;

  for (guint i = 0; accounts && i < accounts->len; i++)
    has_practice |= ((SoAccount *) accounts->pdata[i])->channel == SO_CHANNEL_LOOPBACK;
  gtk_widget_set_visible (self->practice, !has_practice);
  if (!accounts)
    return;
  if (!has_rows_of (self, accounts))
    make_rows (self, accounts);
  for (guint i = 0; accounts->len; i++)
    show_account (self->rows->pdata[i], g_ptr_array_steal_index (accounts, 0));
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

  if (!so_studio_set_up_finish (SO_STUDIO (source), result, &error))
    show_error (self, error);
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

/* One button for each channel that this version can connect. */
static void
on_connect (GtkWidget *row, gpointer channel)
{
  adw_dialog_present (so_account_dialog_new (group_of (row)->studio, GPOINTER_TO_UINT (channel)), row);
}

static GtkWidget *
new_connect_row (SoChannelKind channel)
{
  GtkWidget *row = adw_button_row_new ();
  g_autofree char *title = g_strdup_printf (_("Connect %s…"), _(so_studio_connect_label (channel)));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect (row, "activated", G_CALLBACK (on_connect), GUINT_TO_POINTER (channel));
  return row;
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
add_button_row (SoAccountsGroup *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->buttons, g_object_ref (row));
}

static void
so_accounts_group_finalize (GObject *object)
{
  SoAccountsGroup *self = SO_ACCOUNTS_GROUP (object);

  g_clear_object (&self->studio);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
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
  self->buttons = g_ptr_array_new_with_free_func (g_object_unref);
  adw_preferences_group_set_title (group, _("Accounts"));
  adw_preferences_group_set_description (group, _("The history of every channel can come in as files."));
  for (SoChannelKind channel = 0; channel < SO_N_CHANNELS; channel++)
    if (channel != SO_CHANNEL_LOOPBACK && so_studio_can_connect (channel))
      add_button_row (self, new_connect_row (channel));
  self->practice = new_button_row (_("Add a _Practice Channel"), G_CALLBACK (on_practice_activated), self);
  add_button_row (self, new_button_row (_("_Import History…"), G_CALLBACK (on_import_activated), self));
  add_button_row (self, self->practice);
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
