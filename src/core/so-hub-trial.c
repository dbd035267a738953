/* SPDX-License-Identifier: MIT */
#include "so-hub-trial.h"

#include <string.h>

#define DIGITS 32

char *
so_hub_trial_answer (const char *hub, const char *endpoint, const char *nonce)
{
  g_autofree char *text = NULL;

  if (!nonce || strlen (nonce) != DIGITS || strspn (nonce, "0123456789abcdef") != DIGITS)
    return NULL;
  text = g_strdup_printf ("studio-os-hub\n%s\n%s\n%s", hub, endpoint, nonce);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

char *
so_hub_trial_nonce (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  GString *nonce = g_string_new (uuid);

  g_string_replace (nonce, "-", "", 0);
  return g_string_free_and_steal (nonce);
}
