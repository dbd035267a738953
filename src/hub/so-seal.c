/* SPDX-License-Identifier: MIT */
#include "so-seal.h"

#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>

#define NONCE 12
#define MARK 16

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

static gboolean
begin (EVP_CIPHER_CTX *context, gboolean sealing, const guint8 *key, const guint8 *nonce, const char *place)
{
  int n;

  return EVP_CipherInit_ex (context, EVP_aes_256_gcm (), NULL, key, nonce, sealing) == 1 &&
         EVP_CipherUpdate (context, NULL, &n, (const guint8 *) place, strlen (place)) == 1;
}

GBytes *
so_seal (const guint8 key[SO_SEAL_KEY], const char *place, const char *text)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  gsize length = strlen (text);
  g_autofree guint8 *out = g_malloc (NONCE + length + MARK);
  int n = 0, rest = 0;

  if (getrandom (out, NONCE, 0) != NONCE || !begin (context, TRUE, key, out, place) ||
      EVP_CipherUpdate (context, out + NONCE, &n, (const guint8 *) text, (int) length) != 1 ||
      EVP_CipherFinal_ex (context, out + NONCE + n, &rest) != 1 || EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_GET_TAG, MARK, out + NONCE + length) != 1)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&out), NONCE + length + MARK);
}

char *
so_unseal (const guint8 key[SO_SEAL_KEY], const char *place, GBytes *sealed)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  gsize size;
  const guint8 *in = g_bytes_get_data (sealed, &size);
  char *text;
  int n = 0, rest = 0;

  if (size < NONCE + MARK)
    return NULL;
  text = g_malloc0 (size);
  if (begin (context, FALSE, key, in, place) &&
      EVP_CipherUpdate (context, (guint8 *) text, &n, in + NONCE, (int) (size - NONCE - MARK)) == 1 &&
      EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_SET_TAG, MARK, (gpointer) (in + size - MARK)) == 1 &&
      EVP_CipherFinal_ex (context, (guint8 *) text + n, &rest) == 1)
    return text;
  explicit_bzero (text, size);
  g_free (text);
  return NULL;
}
