/* SPDX-License-Identifier: MIT */
#include "so-hmac.h"

#include <string.h>

gboolean
so_constant_equal (const char *a, const char *b)
{
  guint8 differs = 0;

  if (!a || !b || strlen (a) != strlen (b))
    return FALSE;
  for (gsize i = 0; a[i]; i++)
    differs |= (guint8) (a[i] ^ b[i]);
  return !differs;
}

gboolean
so_hmac_matches (GChecksumType type, const char *key, gconstpointer data, gsize size, const char *hex)
{
  g_autofree char *right = NULL;

  if (!key || !*key || !hex)
    return FALSE;
  right = g_compute_hmac_for_data (type, (const guchar *) key, strlen (key), data, size);
  return so_constant_equal (right, hex);
}

gboolean
so_hmac_matches_base64 (GChecksumType type, const char *key, gconstpointer data, gsize size, const char *base64)
{
  g_autoptr (GHmac) hmac = NULL;
  g_autofree char *right = NULL;
  guint8 digest[64];
  gsize length = sizeof digest;

  if (!key || !*key || !base64)
    return FALSE;
  hmac = g_hmac_new (type, (const guchar *) key, strlen (key));
  g_hmac_update (hmac, data, size);
  g_hmac_get_digest (hmac, digest, &length);
  right = g_base64_encode (digest, length);
  return so_constant_equal (right, base64);
}
