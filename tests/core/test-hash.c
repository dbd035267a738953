/* SPDX-License-Identifier: MIT */
#include "so-hash.h"

static void
test_strings (void)
{
  g_autofree char *ab_c = so_hash_strings ("ab", "c", SO_HASH_END), *a_bc = so_hash_strings ("a", "bc", SO_HASH_END),
                  *abc = so_hash_strings ("abc", SO_HASH_END), *none = so_hash_strings (SO_HASH_END),
                  *with_null = so_hash_strings ("a", NULL, "b", SO_HASH_END), *with_empty = so_hash_strings ("a", "", "b", SO_HASH_END),
                  *shorter = so_hash_strings ("a", "b", SO_HASH_END);

  g_assert_cmpstr (ab_c, !=, a_bc);
  g_assert_cmpstr (ab_c, !=, abc);
  g_assert_cmpstr (with_null, ==, with_empty);
  g_assert_cmpstr (with_null, !=, shorter);
  /* sha256sum of nothing, and of "abc" and a NUL byte, by coreutils. */
  g_assert_cmpstr (none, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==, "dc1114cd074914bd872cc1f9a23ec910ea2203bc79779ab2e17da25782a624fc");
}

/* What comes after the sentinel does not count, also where a string of the same content (an empty one) stands before. */
static void
test_empty_is_not_the_end (void)
{
  g_autofree char *a = so_hash_strings ("", "x", SO_HASH_END), *b = so_hash_strings ("", SO_HASH_END);

  g_assert_cmpstr (a, !=, b);
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3), empty = g_bytes_new_static ("", 0);
  g_autofree char *hash = so_hash_bytes (bytes), *nothing = so_hash_bytes (empty);

  g_assert_cmpstr (hash, ==, "59b271ae1bbcb1d31d41929817f4b16fb439eb4f31520b5ad1d5ce98920a7138");
  g_assert_cmpstr (nothing, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/hash/strings", test_strings);
  g_test_add_func ("/core/hash/empty-is-not-the-end", test_empty_is_not_the_end);
  g_test_add_func ("/core/hash/bytes", test_bytes);
  return g_test_run ();
}
