/* SPDX-License-Identifier: MIT */
#include "so-accounts-group.h"

#include "so-account-dialog.h"
#include "so-account-jobs.h"
#include "so-account-page.h"
#include "so-account-state.h"
#include "so-account-verbs.h"
#include "so-account-words.h"
#include "so-clock.h"
#include "so-facts.h"
#include "so-import-dialog.h"
#include "so-minute.h"
#include "so-preferences-push.h"
#include "so-sync.h"
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

static void
show_error (SoAccountsGroup *self, const GError *error)
{
  SoWindow *window = so_window_of (GTK_WIDGET (self));

  if (error && window)
    so_window_show_error (window, error);
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
open_account (SoAccountsGroup *self, const char *id)
{
  GtkWidget *page = so_account_page_new (self->studio, id);

  if (page)
    so_preferences_push (GTK_WIDGET (self), ADW_NAVIGATION_PAGE (page));
}

static void
on_row_activated (GtkWidget *row)
{
  open_account (group_of (row), account_of (row)->id);
}

/* One button, for the one thing that helps. */
static void
on_fix (GtkWidget *row)
{
  SoAccountsGroup *self = group_of (row);
  const SoAccount *account = account_of (row);

  switch (so_account_fix (account))
    {
    case SO_FIX_HERE:
    case SO_FIX_SIGN_IN:
      return so_account_jobs_renew (row, self->studio, account);
    case SO_FIX_TRY_AGAIN:
      return so_account_jobs_sync (row, self->studio, account);
    case SO_FIX_RESUME:
      return so_account_jobs_pause (row, self->studio, account->id, FALSE);
    case SO_FIX_SETUP:
    case SO_FIX_NONE:
    default:
      return open_account (self, account->id);
    }
}

static void
show_icon (GtkWidget *row, const SoAccount *account, gboolean reading)
{
  static const char *const styles[] = { "success", "warning", "error", "dim-label" };
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "so-icon");
  const char *style, *name = so_account_words_icon (account, reading, &style);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), name);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (icon, styles[i]);
  gtk_widget_add_css_class (icon, style);
}

/* A button that goes takes the focus with it: the row has it then. */
static void
show_fix (GtkWidget *row, const SoAccount *account, gboolean reading)
{
  GtkWidget *fix = g_object_get_data (G_OBJECT (row), "so-fix");
  const char *words = reading ? NULL : so_account_words_fix (account);
  g_autofree char *label = NULL;

  if (!words && gtk_widget_is_focus (fix))
    gtk_widget_grab_focus (row);
  gtk_widget_set_visible (fix, words != NULL);
  if (!words)
    return;
  gtk_button_set_label (GTK_BUTTON (fix), words);
  label = g_strdup_printf ("%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (fix)))));
  gtk_accessible_update_property (GTK_ACCESSIBLE (fix), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

/* Takes @account. */
static void
show_account (SoAccountsGroup *self, GtkWidget *row, SoAccount *account)
{
  SoAccountNow now = { .now = so_now (), .read_at = so_sync_last (self->studio, account) };
  g_autofree char *words = NULL;

  now.reading = so_sync_is_running (self->studio, account->id, &now.received);
  words = so_account_words_row (account, &now);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->name && *account->name ? account->name : _(so_channel_kind_label (account->channel)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  show_icon (row, account, now.reading);
  show_fix (row, account, now.reading);
  g_object_set_data_full (G_OBJECT (row), "so-account", account, (GDestroyNotify) so_account_free);
}

static GtkWidget *
make_row (void)
{
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new (), *fix = gtk_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_button_set_use_underline (GTK_BUTTON (fix), TRUE);
  gtk_widget_set_valign (fix, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (fix, "clicked", G_CALLBACK (on_fix), row);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), fix);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated), NULL);
  g_object_set_data (G_OBJECT (row), "so-icon", icon);
  g_object_set_data (G_OBJECT (row), "so-fix", fix);
  return row;
}

/* TRUE where there is a row for each of them, in their order. */
static gboolean
has_rows_of (SoAccountsGroup *self, const GPtrArray *accounts)
{
  if (self->rows->len != accounts->len)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    if (g_strcmp0 (account_of (self->rows->pdata[i])->id, ((SoAccount *) accounts->pdata[i])->id))
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
make_rows (SoAccountsGroup *self, const GPtrArray *accounts)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < accounts->len; i++)
    {
      GtkWidget *row = make_row ();

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  move_buttons_down (self);
}

/* Without any, it says what they are for. */
static void
show_description (SoAccountsGroup *self, gboolean any)
{
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
    any ? _("The history of every channel can come in as files.")
        : _("Nothing is connected: connect the channels on which customers write to you, or practise with one that leads nowhere."));
}

/* A row that has the focus keeps it while its account changes. */
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
  show_description (self, accounts->len > 0);
  if (!has_rows_of (self, accounts))
    make_rows (self, accounts);
  for (guint i = 0; accounts->len; i++)
    show_account (self, self->rows->pdata[i], g_ptr_array_steal_index (accounts, 0));
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
  for (SoChannelKind channel = 0; channel < SO_N_CHANNELS; channel++)
    if (channel != SO_CHANNEL_LOOPBACK && channel != SO_CHANNEL_WEB && so_studio_can_connect (channel))
      add_button_row (self, new_connect_row (channel));
  self->practice = new_button_row (_("Add a _Practice Channel"), G_CALLBACK (on_practice_activated), self);
  add_button_row (self, new_button_row (_("_Import History…"), G_CALLBACK (on_import_activated), self));
  add_button_row (self, self->practice);
}

static void
on_minute (GtkWidget *widget)
{
  refill (SO_ACCOUNTS_GROUP (widget));
}

GtkWidget *
so_accounts_group_new (SoStudio *studio)
{
  SoAccountsGroup *self = g_object_new (SO_TYPE_ACCOUNTS_GROUP, NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio, "sync-changed", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
  so_minute_watch (GTK_WIDGET (self), on_minute);
  refill (self);
  return GTK_WIDGET (self);
}
