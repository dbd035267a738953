/* SPDX-License-Identifier: MIT */
#include "so-approval.h"

#include "so-hash.h"

static const char *const two_files[] = { "aa", "bb", NULL }, *const swapped[] = { "bb", "aa", NULL }, *const one_file[] = { "aa", NULL };

static const SoApprovalParts rows[] = {
  { "Hello", NULL, NULL, "phone:+49151", "account" },
  { "Hello ", NULL, NULL, "phone:+49151", "account" },
  { "hello", NULL, NULL, "phone:+49151", "account" },
  { "", NULL, NULL, "phone:+49151", "account" },
  { "Hello", one_file, NULL, "phone:+49151", "account" },
  { "Hello", two_files, NULL, "phone:+49151", "account" },
  { "Hello", swapped, NULL, "phone:+49151", "account" },
  { "Hello", NULL, "{}", "phone:+49151", "account" },
  { "Hello", NULL, "{\"id\": \"hello\"}", "phone:+49151", "account" },
  { "Hello", NULL, NULL, "phone:+49152", "account" },
  { "Hello", NULL, NULL, "email:+49151", "account" },
  { "Hello", NULL, NULL, "phone:+49151", "other" },
  { "Hello", NULL, NULL, "phone:+49151", "" },
  { "Hello", NULL, NULL, "", "phone:+49151account" },
  { "Hellophone:+49151", NULL, NULL, "", "account" },
  { "Hello", NULL, NULL, "phone:+49151", "account", "ana@example.org", NULL },
  { "Hello", NULL, NULL, "phone:+49151", "account", NULL, "ana@example.org" },
  { "Hello", NULL, NULL, "phone:+49151", "account", "ana@example.org", "ben@example.org" },
  { "Hello", NULL, NULL, "phone:+49151", "account", "ana@example.org, ben@example.org", NULL },
};

/* Whatever differs makes another number, and the same makes the same. */
static void
test_every_part_counts (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *hash = so_approval_hash (&rows[i]);
      g_autofree char *again = so_approval_hash (&rows[i]);

      g_assert_cmpstr (hash, ==, again);
      g_assert_cmpuint (strlen (hash), ==, 64);
      g_test_message ("%u", i);
      g_assert_true (g_hash_table_add (seen, hash));
    }
}

/* What was approved by a version that knew no copies is still approved. */
static void
test_old_number (void)
{
  static const SoApprovalParts old = { "Hello", NULL, NULL, "phone:+49151", "account" };
  g_autofree char *hash = so_approval_hash (&old), *then = so_hash_strings ("Hello", NULL, NULL, "phone:+49151", "account", SO_HASH_END);

  g_assert_cmpstr (hash, ==, then);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/approval/every-part-counts", test_every_part_counts);
  g_test_add_func ("/model/approval/old-number", test_old_number);
  return g_test_run ();
}
