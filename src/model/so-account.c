/* SPDX-License-Identifier: MIT */
#include "so-account.h"

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
  g_free (account);
}
