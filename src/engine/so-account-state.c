/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-account-state.h"

#include "so-error.h"
#include "so-events.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>

#define LONGEST_NAME 100

gboolean
so_studio_rename_account (SoStudio *studio, const char *id, const char *name, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autofree char *own = g_strstrip (g_strdup (name));
  g_autoptr (SoDb) db = NULL;

  if (!*own || !g_utf8_validate (own, -1, NULL) || g_utf8_strlen (own, -1) > LONGEST_NAME)
    return so_fail (error, SO_ERROR_CHANGE, _("An account's name has 1 to 100 characters: type another one"));
  db = so_store_begin (store, NULL, error);
  return db && so_account_set_name (db, id, own, error) && so_event_log (db, "owner", "account.renamed", "account", id, NULL, error) &&
         so_store_commit (store, &db, error);
}

gboolean
so_studio_pause_account (SoStudio *studio, const char *id, gboolean paused, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoAccount) account = db ? so_account_find (db, id, error) : NULL;

  if (!account)
    return FALSE;
  /* Said twice it is no news, and an error that stands there is not forgotten. */
  if (account->paused == paused)
    return TRUE;
  return so_account_set_paused (db, id, paused, error) &&
         so_event_log (db, "owner", paused ? "account.paused" : "account.resumed", "account", id, NULL, error) && so_store_commit (store, &db, error);
}

SoAccountFix
so_account_fix (const SoAccount *account)
{
  switch (so_account_health (account))
    {
    case SO_HEALTH_OFF: return SO_FIX_RESUME;
    case SO_HEALTH_SIGN_IN: return SO_FIX_SIGN_IN;
    case SO_HEALTH_ELSEWHERE: return SO_FIX_HERE;
    case SO_HEALTH_WAITING: return SO_FIX_TRY_AGAIN;
    case SO_HEALTH_CHANGE: return account->error_kind == SO_ERROR_CHANGE ? SO_FIX_SETUP : SO_FIX_TRY_AGAIN;
    case SO_HEALTH_GOOD:
    default: return SO_FIX_NONE;
    }
}
