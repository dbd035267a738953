/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-sign.h"

#include "so-base64url.h"
#include "so-error.h"

#include <glib/gi18n-lib.h>
#include <openssl/evp.h>
#include <string.h>

#define KEY_BYTES 32
#define SIGNATURE_BYTES 64

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

static gboolean
fail (GError **error)
{
  return so_fail (error, SO_ERROR_CHANGE, _("This computer’s key for the hub cannot be used: disconnect the hub, and pair it again"));
}

/* Exactly @size bytes of @text, or nothing. */
static gboolean
decode (const char *text, guint8 *bytes, gsize size)
{
  gsize length = 0;
  g_autofree guint8 *all = text ? so_base64url_decode (text, &length) : NULL;
  gboolean good = all && length == size;

  if (good)
    memcpy (bytes, all, size);
  if (all)
    explicit_bzero (all, length);
  return good;
}

static EVP_PKEY *
read_key (const char *text)
{
  guint8 bytes[KEY_BYTES];
  EVP_PKEY *key = decode (text, bytes, sizeof bytes) ? EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, bytes, sizeof bytes) : NULL;

  explicit_bzero (bytes, sizeof bytes);
  return key;
}

static char *
dup_public (EVP_PKEY *key)
{
  guint8 bytes[KEY_BYTES];
  gsize size = sizeof bytes;

  return EVP_PKEY_get_raw_public_key (key, bytes, &size) == 1 ? so_base64url_encode (bytes, size) : NULL;
}

SoSecret *
so_sign_new_key (char **public_key, GError **error)
{
  g_autoptr (EVP_PKEY) key = EVP_PKEY_Q_keygen (NULL, NULL, "ED25519");
  guint8 bytes[KEY_BYTES];
  gsize size = sizeof bytes;
  SoSecret *text = NULL;

  *public_key = NULL;
  if (key && EVP_PKEY_get_raw_private_key (key, bytes, &size) == 1 && (*public_key = dup_public (key)))
    text = so_base64url_encode (bytes, size);
  else
    fail (error);
  explicit_bzero (bytes, sizeof bytes);
  return text;
}

char *
so_sign_dup_public (const char *text, GError **error)
{
  g_autoptr (EVP_PKEY) key = read_key (text);
  char *public_key = key ? dup_public (key) : NULL;

  if (!public_key)
    fail (error);
  return public_key;
}

char *
so_sign (const char *text, GBytes *bytes, GError **error)
{
  g_autoptr (EVP_PKEY) key = read_key (text);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 signature[SIGNATURE_BYTES];
  gsize size = sizeof signature, length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (key && EVP_DigestSignInit (context, NULL, NULL, NULL, key) == 1 && EVP_DigestSign (context, signature, &size, data ? data : (const guint8 *) "", length) == 1)
    return so_base64url_encode (signature, size);
  fail (error);
  return NULL;
}

gboolean
so_sign_verify (const char *public_key, GBytes *bytes, const char *signature)
{
  guint8 raw[KEY_BYTES], mark[SIGNATURE_BYTES];
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (EVP_PKEY) key = decode (public_key, raw, sizeof raw) ? EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, raw, sizeof raw) : NULL;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  return key && decode (signature, mark, sizeof mark) && EVP_DigestVerifyInit (context, NULL, NULL, NULL, key) == 1 &&
         EVP_DigestVerify (context, mark, sizeof mark, data ? data : (const guint8 *) "", length) == 1;
}
