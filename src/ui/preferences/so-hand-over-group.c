/* SPDX-License-Identifier: MIT */
#include "so-hand-over-group.h"

#include "so-channel-kind.h"
#include "so-hand-over.h"
#include "so-hub-verbs.h"
#include "so-list-verbs.h"
#include "so-facts.h"
#include "so-preferences-say.h"

#include <glib/gi18n.h>

struct _SoHandOverGroup {
  AdwPreferencesGroup parent_instance;

  SoStudio *studio;
  GPtrArray *rows;         /* borrowed */
  gboolean showing;        /* switches are set to what is, and not by the owner */
};

G_DEFINE_FINAL_TYPE (SoHandOverGroup, so_hand_over_group, ADW_TYPE_PREFERENCES_GROUP)

/* SoAccount: those that can be handed over; none without a hub. */
static GPtrArray *
list (SoHandOverGroup *self)
{
  g_autoptr (SoHubLink) link = so_studio_find_hub (self->studio);
  g_autoptr (GPtrArray) all = link ? so_studio_list_accounts (self->studio, NULL) : NULL;
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) so_account_free);

  for (guint i = 0; all && i < all->len; i++)
    if (so_hand_over_is_possible (all->pdata[i]))
      g_ptr_array_add (accounts, g_steal_pointer (&all->pdata[i]));
  return accounts;
}

/* "WhatsApp · Salsa Nord" */
static char *
name_of (const SoAccount *account)
{
  const char *channel = _(so_channel_kind_label (account->channel));

  return account->name && *account->name && g_strcmp0 (account->name, channel) ? g_strdup_printf ("%s · %s", channel, account->name) : g_strdup (channel);
}

/* Doing ------------------------------------------------------------------------------------------ */

typedef struct {
  GStrv ids;
  gboolean over;           /* to the hub; FALSE: back */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_strfreev (wish->ids);
  g_free (wish);
}

static char *
do_job (SoStudio *studio, gpointer data, GError **error)
{
  Wish *wish = data;

  for (guint i = 0; wish->ids[i]; i++)
    if (!(wish->over ? so_studio_hand_over (studio, wish->ids[i], NULL, error) : so_studio_take_back (studio, wish->ids[i], NULL, error)))
      return NULL;
  return g_strdup (wish->over ? _("The hub sends your answers from now on") : _("Answers leave from this computer again"));
}

static void show (SoHandOverGroup *self);

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHandOverGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = so_studio_job_finish (SO_STUDIO (source), result, &error);

  if (!self->studio)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_sensitive (self->rows->pdata[i], TRUE);
  show (self);
  so_preferences_say (GTK_WIDGET (self), error ? error->message : note);
}

/* Takes @ids. */
static void
begin (SoHandOverGroup *self, GStrv ids, gboolean over)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->ids = ids;
  wish->over = over;
  so_studio_aside_async (self->studio, do_job, wish, wish_free, on_done, g_object_ref (self));
}

static void
on_switched (AdwSwitchRow *row, GParamSpec *pspec, SoHandOverGroup *self)
{
  const char *const ids[] = { g_object_get_data (G_OBJECT (row), "so-id"), NULL };

  if (self->showing)
    return;
  begin (self, g_strdupv ((char **) ids), adw_switch_row_get_active (row));
}

/* Showing ---------------------------------------------------------------------------------------- */

static GtkWidget *
make_row (SoHandOverGroup *self, const SoAccount *account)
{
  GtkWidget *row = adw_switch_row_new ();
  g_autofree char *name = name_of (account);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (account->address && *account->address)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), account->address);
  g_object_set_data_full (G_OBJECT (row), "so-id", g_strdup (account->id), g_free);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_switched), self, 0);
  return row;
}

/* Rows stay, and with them the focus, as long as the accounts do. */
static gboolean
is_same (SoHandOverGroup *self, const GPtrArray *accounts)
{
  if (accounts->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    if (g_strcmp0 (((SoAccount *) accounts->pdata[i])->id, g_object_get_data (self->rows->pdata[i], "so-id")))
      return FALSE;
  return TRUE;
}

static void
make_rows (SoHandOverGroup *self, const GPtrArray *accounts)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < accounts->len; i++)
    {
      GtkWidget *row = make_row (self, accounts->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show (SoHandOverGroup *self)
{
  g_autoptr (GPtrArray) accounts = list (self);

  self->showing = TRUE;
  if (!is_same (self, accounts))
    make_rows (self, accounts);
  for (guint i = 0; i < accounts->len; i++)
    adw_switch_row_set_active (self->rows->pdata[i], so_hand_over_is_done (accounts->pdata[i]));
  self->showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), accounts->len > 0);
}

static void
on_store_changed (SoHandOverGroup *self, guint changes)
{
  if (changes & SO_CHANGED_ACCOUNTS)
    show (self);
}

/* Offering --------------------------------------------------------------------------------------- */

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SoHandOverGroup) self = user_data;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GPtrArray) accounts = NULL;

  if (!self->studio || !g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "over"))
    return;
  accounts = list (self);
  for (guint i = 0; i < accounts->len; i++)
    g_strv_builder_add (ids, ((SoAccount *) accounts->pdata[i])->id);
  begin (self, g_strv_builder_end (ids), TRUE);
}

void
so_hand_over_group_offer (SoHandOverGroup *self)
{
  g_autoptr (GPtrArray) accounts = list (self);
  g_autoptr (GString) names = g_string_new (NULL);
  AdwDialog *alert;

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autofree char *name = name_of (accounts->pdata[i]);

      g_string_append_printf (names, "\n%s", name);
    }
  if (!accounts->len)
    return;
  alert = adw_alert_dialog_new (_("Let the Hub Send?"), NULL);
  /* Translators: after it come the names of accounts, a line each */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (alert), _("What you have approved then leaves also while this computer is off, and two computers never answer the same "
                                                            "message. For that the hub gets a copy of the tokens of these accounts, and keeps them sealed:\n%s"), names->str);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Not Now"), "over", _("_Let It Send"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "over", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), GTK_WIDGET (self), NULL, on_answered, g_object_ref (self));
}

/* Making it -------------------------------------------------------------------------------------- */

static void
so_hand_over_group_dispose (GObject *object)
{
  g_clear_object (&SO_HAND_OVER_GROUP (object)->studio);
  G_OBJECT_CLASS (so_hand_over_group_parent_class)->dispose (object);
}

static void
so_hand_over_group_finalize (GObject *object)
{
  g_ptr_array_unref (SO_HAND_OVER_GROUP (object)->rows);
  G_OBJECT_CLASS (so_hand_over_group_parent_class)->finalize (object);
}

static void
so_hand_over_group_class_init (SoHandOverGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = so_hand_over_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = so_hand_over_group_finalize;
}

static void
so_hand_over_group_init (SoHandOverGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Sent by the Hub"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("What you have approved leaves also while this computer is off, and two computers never answer the same "
                                                                         "message. The hub keeps a copy of the account’s token for it, sealed."));
}

void
so_hand_over_group_set_studio (SoHandOverGroup *self, SoStudio *studio)
{
  self->studio = g_object_ref (studio);
  g_signal_connect_object (so_studio_get_store (studio), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  show (self);
}
