/* SPDX-License-Identifier: MIT */
#include "so-base64url.h"

#include <string.h>

static void
test_vectors (void)
{
  static const struct { const char *plain, *text; } rows[] = {
    /* RFC 4648, section 10, without padding */
    { "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" },
    { "\xfb\xef\xbe", "----" }, { "\xff\xff\xff\xfe", "_____g" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length;
      g_autofree char *text = so_base64url_encode (rows[i].plain, strlen (rows[i].plain));
      g_autofree guchar *plain = so_base64url_decode (rows[i].text, &length);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpmem (plain, length, rows[i].plain, strlen (rows[i].plain));
    }
}

static void
test_padding (void)
{
  gsize length;
  g_autofree guchar *one = so_base64url_decode ("Zg==", &length), *two = NULL;

  g_assert_cmpmem (one, length, "f", 1);
  two = so_base64url_decode ("Zm8=", &length);
  g_assert_cmpmem (two, length, "fo", 2);
}

static void
test_bad (void)
{
  static const char *const bad[] = { "Z", "Zg=", "Zg===", "Zm9v=", "Zm9v====", "Zg==Zg", "+/+/", "Zm 9", "Zm9v\n", "Zmé", "=" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gsize length = 7;

      g_test_message ("%s", bad[i]);
      g_assert_null (so_base64url_decode (bad[i], &length));
      g_assert_cmpuint (length, ==, 0);
    }
}

static void
test_round_trip (void)
{
  guchar data[257];

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guchar) (i * 37 + 11);
  for (gsize n = 0; n <= sizeof data; n++)
    {
      gsize length;
      g_autofree char *text = so_base64url_encode (data, n);
      g_autofree guchar *back = so_base64url_decode (text, &length);

      g_assert_cmpmem (back, length, data, n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base64url/vectors", test_vectors);
  g_test_add_func ("/base64url/padding", test_padding);
  g_test_add_func ("/base64url/bad", test_bad);
  g_test_add_func ("/base64url/round-trip", test_round_trip);
  return g_test_run ();
}
