/* SPDX-License-Identifier: MIT */
#include "so-consent.h"

static const char *const purposes[SO_N_PURPOSES] = { "service", "marketing" };
static const char *const states[SO_N_CONSENTS] = { "none", "given", "withdrawn" };
static const char *const ways[SO_N_CONSENT_WAYS] = { "word", "owner", "import", "undo" };

void
so_consent_free (SoConsent *consent)
{
  if (!consent)
    return;
  g_free (consent->id);
  g_free (consent->identity_id);
  g_free (consent->value);
  g_free (consent->channel);
  g_free (consent->word);
  g_free (consent->message_id);
  g_free (consent->note);
  g_free (consent);
}

static gboolean
parse (const char *const *nicks, guint n, const char *nick, guint *at)
{
  for (guint i = 0; i < n; i++)
    if (!g_strcmp0 (nick, nicks[i]))
      return *at = i, TRUE;
  return FALSE;
}

const char *
so_purpose_nick (SoPurpose purpose)
{
  return purposes[purpose];
}

gboolean
so_purpose_parse (const char *nick, SoPurpose *purpose)
{
  return parse (purposes, SO_N_PURPOSES, nick, purpose);
}

const char *
so_consent_state_nick (SoConsentState state)
{
  return states[state];
}

gboolean
so_consent_state_parse (const char *nick, SoConsentState *state)
{
  return parse (states, SO_N_CONSENTS, nick, state);
}

const char *
so_consent_how_nick (SoConsentHow how)
{
  return ways[how];
}

gboolean
so_consent_how_parse (const char *nick, SoConsentHow *how)
{
  return parse (ways, SO_N_CONSENT_WAYS, nick, how);
}
