/* SPDX-License-Identifier: MIT */
#include "so-oauth-pkce.h"

#include "so-base64url.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

char *
so_oauth_random (void)
{
  guchar bytes[32];
  char *text;

  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_assert (errno == EINTR);
  text = so_base64url_encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  return text;
}

char *
so_oauth_challenge (const char *verifier)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) verifier, strlen (verifier));
  g_checksum_get_digest (sum, digest, &length);
  return so_base64url_encode (digest, length);
}

gboolean
so_oauth_is_same (const char *known, const char *told)
{
  gsize n = strlen (known), m = told ? strlen (told) : 0;
  guchar differs = n != m;

  for (gsize i = 0; i < m; i++)
    differs |= (guchar) (told[i] ^ known[n ? i % n : 0]);
  return told && !differs;
}

char *
so_oauth_form (const char *first, ...)
{
  /* Long enough that it is not moved, which would leave a copy behind. */
  GString *form = g_string_sized_new (16 * 1024);
  va_list args;

  va_start (args, first);
  for (const char *name = first; name; name = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      if (!value)
        continue;
      g_string_append_printf (form, "%s%s=", form->len ? "&" : "", name);
      g_string_append_uri_escaped (form, value, NULL, FALSE);
    }
  va_end (args);
  return g_string_free_and_steal (form);
}
