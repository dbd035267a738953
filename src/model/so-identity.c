/* SPDX-License-Identifier: MIT */
#include "so-identity.h"

#include "so-phone.h"
#include "so-text.h"

#include <string.h>

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

/* Google's mailboxes have no dots, and everything behind a plus is theirs, too. Elsewhere both may be somebody else. */
static char *
key_of_mail (const char *normal)
{
  const char *at = strrchr (normal, '@');
  g_autoptr (GString) key = NULL;

  if (!at || (strcmp (at, "@gmail.com") && strcmp (at, "@googlemail.com")))
    return g_strdup (normal);
  key = g_string_new (NULL);
  for (const char *p = normal; p < at && *p != '+'; p++)
    if (*p != '.')
      g_string_append_c (key, *p);
  g_string_append (key, "@gmail.com");
  return g_string_free_and_steal (g_steal_pointer (&key));
}

char *
so_identity_dup_key (SoIdentityKind kind, const char *normal, const char *country)
{
  if (kind == SO_IDENTITY_PHONE)
    return so_phone_dup_key (normal, country);
  return kind == SO_IDENTITY_EMAIL ? key_of_mail (normal) : g_strdup (normal);
}

gboolean
so_identity_is_anonymous (SoIdentityKind kind, const char *value)
{
  /* Numbers that spell ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE, as Twilio writes them. */
  static const char *const none[] = { "anonymous", "unknown", "private", "restricted", "blocked", "unavailable", "withheld", "266696687", "7378742833", "2562533",
                                      "8656696", "86282452253", "464", NULL };
  g_autofree char *folded = value ? so_text_fold (value) : NULL;

  return kind == SO_IDENTITY_PHONE && folded && g_strv_contains (none, *folded == '+' ? folded + 1 : folded);
}
