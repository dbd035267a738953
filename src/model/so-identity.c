/* SPDX-License-Identifier: MIT */
#include "so-identity.h"

#include "so-phone.h"
#include "so-text.h"

static const char *const nicks[SO_N_IDENTITIES] = {
  [SO_IDENTITY_PHONE] = "phone",         [SO_IDENTITY_EMAIL] = "email",
  [SO_IDENTITY_INSTAGRAM] = "instagram", [SO_IDENTITY_MESSENGER] = "messenger",
  [SO_IDENTITY_WEB] = "web",             [SO_IDENTITY_ALIAS] = "alias",
  [SO_IDENTITY_LOOPBACK] = "loopback",
};

SoIdentity *
so_identity_new (SoIdentityKind kind, const char *value, const char *name)
{
  SoIdentity *identity = g_new0 (SoIdentity, 1);

  identity->kind = kind;
  identity->value = g_strdup (value);
  identity->name = g_strdup (name);
  return identity;
}

SoIdentity *
so_identity_copy (const SoIdentity *identity)
{
  return identity ? so_identity_new (identity->kind, identity->value, identity->name) : NULL;
}

void
so_identity_free (SoIdentity *identity)
{
  if (!identity)
    return;
  g_free (identity->value);
  g_free (identity->name);
  g_free (identity);
}

const char *
so_identity_kind_nick (SoIdentityKind kind)
{
  return nicks[kind];
}

gboolean
so_identity_kind_parse (const char *nick, SoIdentityKind *kind)
{
  for (guint i = 0; nick && i < SO_N_IDENTITIES; i++)
    if (!g_ascii_strcasecmp (nick, nicks[i]))
      return *kind = i, TRUE;
  return FALSE;
}

char *
so_identity_normalise (SoIdentityKind kind, const char *value, const char *country)
{
  g_autofree char *folded = value ? so_text_fold (value) : NULL;
  char *number = NULL;

  if (!folded || !*folded)
    return NULL;
  if (kind == SO_IDENTITY_PHONE)
    number = so_phone_normalise (value, country);
  else if (kind == SO_IDENTITY_EMAIL)
    return g_strstrip (g_utf8_strdown (value, -1));
  return number ? number : g_steal_pointer (&folded);
}
