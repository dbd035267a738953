/* SPDX-License-Identifier: MIT */
#include "so-account.h"

#include "so-json.h"

void
so_account_free (SoAccount *account)
{
  if (!account)
    return;
  g_free (account->id);
  g_free (account->name);
  g_free (account->address);
  g_free (account->transport);
  g_free (account->settings);
  g_free (account->cursor);
  g_free (account->error);
  g_free (account->computer);
  g_free (account);
}

char *
so_account_dup_setting (const SoAccount *account, const char *name)
{
  g_autoptr (JsonNode) node = account->settings ? so_json_parse (account->settings, -1, 0, NULL) : NULL;
  JsonObject *settings = so_json_root (node);

  return settings ? g_strdup (so_json_string (settings, name)) : NULL;
}

SoHealth
so_account_health (const SoAccount *account)
{
  if (account->elsewhere)
    return SO_HEALTH_ELSEWHERE;
  if (account->paused)
    return SO_HEALTH_OFF;
  if (!account->error || !*account->error)
    return SO_HEALTH_GOOD;
  switch (account->error_kind)
    {
    case SO_ERROR_SIGN_IN: return SO_HEALTH_SIGN_IN;
    case SO_ERROR_WAIT: return SO_HEALTH_WAITING;
    case SO_ERROR_CHANGE:
    case SO_ERROR_GIVE_UP:
    case SO_ERROR_REPORT:
    default: return SO_HEALTH_CHANGE;
    }
}

const char *
so_health_nick (SoHealth health)
{
  static const char *const nicks[] = {
    [SO_HEALTH_GOOD] = "good", [SO_HEALTH_ELSEWHERE] = "elsewhere", [SO_HEALTH_OFF] = "off", [SO_HEALTH_WAITING] = "waiting", [SO_HEALTH_CHANGE] = "change",
    [SO_HEALTH_SIGN_IN] = "sign-in",
  };

  return nicks[health];
}

gboolean
so_health_needs_owner (SoHealth health)
{
  return health == SO_HEALTH_CHANGE || health == SO_HEALTH_SIGN_IN;
}
