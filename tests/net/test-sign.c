/* SPDX-License-Identifier: MIT */
#include "so-sign.h"

#include "so-base64url.h"
#include "so-error.h"

#include <string.h>

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* RFC 8032, 7.1, the second test: one byte, 0x72. */
static void
test_vector (void)
{
  static const guint8 seed[] = { 0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f,
                                 0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb };
  static const guint8 public[] = { 0x3d, 0x40, 0x17, 0xc3, 0xe8, 0x43, 0x89, 0x5a, 0x92, 0xb7, 0x0a, 0xa7, 0x4d, 0x1b, 0x7e, 0xbc,
                                   0x9c, 0x98, 0x2c, 0xcf, 0x2e, 0xc4, 0x96, 0x8c, 0xc0, 0xcd, 0x55, 0xf1, 0x2a, 0xf4, 0x66, 0x0c };
  static const guint8 begins[] = { 0x92, 0xa0, 0x09, 0xa9, 0xf0, 0xd4, 0xca, 0xb8, 0x72, 0x0e, 0x82, 0x0b, 0x5f, 0x64, 0x25, 0x40 };
  g_autofree char *key = so_base64url_encode (seed, sizeof seed), *expected = so_base64url_encode (public, sizeof public), *signature = NULL;
  g_autofree char *derived = NULL;
  g_autofree guint8 *raw = NULL;
  g_autoptr (GBytes) message = bytes_of ("\x72");
  g_autoptr (GError) error = NULL;
  gsize length;

  derived = so_sign_dup_public (key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (derived, ==, expected);
  signature = so_sign (key, message, &error);
  g_assert_no_error (error);
  raw = so_base64url_decode (signature, &length);
  g_assert_cmpmem (raw, 16, begins, sizeof begins);
  g_assert_true (so_sign_verify (expected, message, signature));
}

/* Every bit of the message and of the signature counts. */
static void
test_changed (void)
{
  g_autofree char *public_key = NULL, *other_public = NULL, *signature = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) key = so_sign_new_key (&public_key, &error), other = so_sign_new_key (&other_public, &error);
  g_autoptr (GBytes) message = bytes_of ("{\"text\":\"See you at six\"}");
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  g_assert_no_error (error);
  g_assert_cmpstr (public_key, !=, other_public);
  signature = so_sign (key, message, &error);
  g_assert_true (so_sign_verify (public_key, message, signature));
  g_assert_false (so_sign_verify (other_public, message, signature));
  for (gsize bit = 0; bit < length * 8; bit++)
    {
      g_autofree char *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;

      copy[bit / 8] ^= 1 << bit % 8;
      changed = g_bytes_new (copy, length);
      g_assert_false (so_sign_verify (public_key, changed, signature));
    }
  /* The last one stands for two bits alone. */
  for (gsize i = 0; signature[i + 1]; i++)
    {
      g_autofree char *copy = g_strdup (signature);

      copy[i] = copy[i] == 'A' ? 'B' : 'A';
      g_assert_false (so_sign_verify (public_key, message, copy));
    }
}

static void
test_no_key (void)
{
  static const char *const wrong[] = { NULL, "", "AAAA", "not base64url!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_sign (wrong[i], empty, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_false (so_sign_verify (wrong[i], empty, wrong[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign/vector", test_vector);
  g_test_add_func ("/sign/changed", test_changed);
  g_test_add_func ("/sign/no-key", test_no_key);
  return g_test_run ();
}
