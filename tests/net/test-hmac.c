/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "so-hmac.h"

/* RFC 2202 and RFC 4231, second cases. */
#define KEY "Jefe"
#define TEXT "what do ya want for nothing?"
#define SHA1 "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
#define SHA256 "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

static void
test_hex (void)
{
  static const char *const wrong[] = { "", "5b", SHA256 "0", SHA1, "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", NULL };

  g_assert_true (so_hmac_matches (G_CHECKSUM_SHA256, KEY, TEXT, strlen (TEXT), SHA256));
  g_assert_true (so_hmac_matches (G_CHECKSUM_SHA1, KEY, TEXT, strlen (TEXT), SHA1));
  g_assert_false (so_hmac_matches (G_CHECKSUM_SHA256, KEY, TEXT, strlen (TEXT) - 1, SHA256));
  g_assert_false (so_hmac_matches (G_CHECKSUM_SHA256, "jefe", TEXT, strlen (TEXT), SHA256));
  g_assert_false (so_hmac_matches (G_CHECKSUM_SHA256, "", TEXT, strlen (TEXT), SHA256));
  g_assert_false (so_hmac_matches (G_CHECKSUM_SHA256, NULL, TEXT, strlen (TEXT), SHA256));
  g_assert_false (so_hmac_matches (G_CHECKSUM_SHA256, KEY, TEXT, strlen (TEXT), NULL));
  for (guint i = 0; wrong[i]; i++)
    g_assert_false (so_hmac_matches (G_CHECKSUM_SHA256, KEY, TEXT, strlen (TEXT), wrong[i]));
  for (guint i = 0; i < strlen (SHA256); i++)
    {
      g_autofree char *other = g_strdup (SHA256);

      other[i] = other[i] == '0' ? '1' : '0';
      g_assert_false (so_hmac_matches (G_CHECKSUM_SHA256, KEY, TEXT, strlen (TEXT), other));
    }
}

static void
test_base64 (void)
{
  g_assert_true (so_hmac_matches_base64 (G_CHECKSUM_SHA1, KEY, TEXT, strlen (TEXT), "7/zfauXrL6LSdBbV8YTfnCWafHk="));
  g_assert_false (so_hmac_matches_base64 (G_CHECKSUM_SHA1, KEY, TEXT, strlen (TEXT), "7/zfauXrL6LSdBbV8YTfnCWafHk"));
  g_assert_false (so_hmac_matches_base64 (G_CHECKSUM_SHA1, KEY, TEXT, strlen (TEXT), "7_zfauXrL6LSdBbV8YTfnCWafHk="));
  g_assert_false (so_hmac_matches_base64 (G_CHECKSUM_SHA1, "", TEXT, strlen (TEXT), "7/zfauXrL6LSdBbV8YTfnCWafHk="));
  g_assert_false (so_hmac_matches_base64 (G_CHECKSUM_SHA1, KEY, TEXT, strlen (TEXT), NULL));
}

static void
test_equal (void)
{
  g_assert_true (so_constant_equal ("", ""));
  g_assert_true (so_constant_equal ("abc", "abc"));
  g_assert_false (so_constant_equal ("abc", "abd"));
  g_assert_false (so_constant_equal ("abc", "ab"));
  g_assert_false (so_constant_equal (NULL, "ab"));
  g_assert_false (so_constant_equal ("ab", NULL));
  g_assert_false (so_constant_equal (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/hmac/hex", test_hex);
  g_test_add_func ("/net/hmac/base64", test_base64);
  g_test_add_func ("/net/hmac/equal", test_equal);
  return g_test_run ();
}
