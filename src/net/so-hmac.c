/* SPDX-License-Identifier: MIT */
#include "so-hmac.h"

#include <openssl/hmac.h>
#include <string.h>

/* OpenSSL's is several times as fast as GLib's. Its length, 0 where there is none. */
static guint
compute (GChecksumType type, const char *key, gconstpointer data, gsize size, guint8 digest[EVP_MAX_MD_SIZE])
{
  const EVP_MD *hash = type == G_CHECKSUM_SHA256 ? EVP_sha256 () : type == G_CHECKSUM_SHA1 ? EVP_sha1 () : NULL;
  guint length = 0;

  g_return_val_if_fail (hash != NULL, 0);
  return HMAC (hash, key, strlen (key), data, size, digest, &length) ? length : 0;
}

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
  guint8 digest[EVP_MAX_MD_SIZE];
  char right[2 * EVP_MAX_MD_SIZE + 1];
  guint length = key && *key && hex ? compute (type, key, data, size, digest) : 0;

  for (guint i = 0; i < length; i++)
    {
      right[2 * i] = "0123456789abcdef"[digest[i] >> 4];
      right[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
  right[2 * length] = 0;
  return length > 0 && so_constant_equal (right, hex);
}

gboolean
so_hmac_matches_base64 (GChecksumType type, const char *key, gconstpointer data, gsize size, const char *base64)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  guint length = key && *key && base64 ? compute (type, key, data, size, digest) : 0;
  g_autofree char *right = length ? g_base64_encode (digest, length) : NULL;

  return so_constant_equal (right, base64);
}
