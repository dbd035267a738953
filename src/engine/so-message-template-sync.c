/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-message-template-sync.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-message-templates.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static gboolean
keep (SoStudio *studio, const char *account_id, GPtrArray *templates, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && so_message_templates_set (db, account_id, templates, error) &&
         so_message_templates_set_asked (db, account_id, so_now (), NULL, error) && so_store_commit (store, &db, error);
}

/* Asked is asked: a wrong number is not asked for again with every pull. */
static void
keep_failure (SoStudio *studio, const char *account_id, const char *words)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (store, NULL, &error);

  if (!db || !so_message_templates_set_asked (db, account_id, so_now (), words, &error) || !so_store_commit (store, &db, &error))
    g_message ("That templates could not be asked for could not be written: %s", error->message);
}

static gboolean
ask (SoStudio *studio, const char *account_id, SoChannel *channel, guint *n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_template_free);
  g_autoptr (GError) failed = NULL;

  if (so_channel_templates (channel, templates, cancellable, &failed) && keep (studio, account_id, templates, &failed))
    {
      if (n)
        *n = templates->len;
      return TRUE;
    }
  if (!g_cancellable_is_cancelled (cancellable))
    keep_failure (studio, account_id, failed->message);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
so_studio_sync_templates (SoStudio *studio, const char *account_id, guint *n, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoAccount) account = NULL;
  g_autoptr (SoChannel) channel = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && account_id, FALSE);

  db = so_store_read (so_studio_get_store (studio), error);
  account = db ? so_account_find (db, account_id, error) : NULL;
  g_clear_pointer (&db, so_db_release);
  channel = account ? so_studio_open_outlet (studio, account, so_outlet_transport (so_studio_is_demo (studio), account), error) : NULL;
  if (!channel)
    return FALSE;
  if (account->elsewhere)
    return so_fail (error, SO_ERROR_CHANGE, _("The keys of %s are on another computer of the studio: ask for its templates there"), account->name);
  if (!(so_channel_can (channel) & SO_CAN_TEMPLATES))
    return so_fail (error, SO_ERROR_GIVE_UP, _("%s has no templates that have to be approved: write what you want to say"), _(so_channel_kind_label (account->channel)));
  return ask (studio, account_id, channel, n, NULL, error);
}

void
so_message_template_sync_daily (SoStudio *studio, const SoAccount *account, SoChannel *channel, GCancellable *cancellable)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GError) failed = NULL;
  gint64 last;

  if (!(so_channel_can (channel) & SO_CAN_TEMPLATES))
    return;
  db = so_store_read (so_studio_get_store (studio), NULL);
  last = db ? so_message_templates_asked_at (db, account->id, NULL) : so_now ();
  g_clear_pointer (&db, so_db_release);
  /* A clock that was set back must not stop it for years. */
  if (last <= so_now () && so_now () < last + DAY)
    return;
  ask (studio, account->id, channel, NULL, cancellable, &failed);
}
