/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include "so-memo.h"
#include "so-settings.h"

static guint freed;

static void
on_freed (gpointer value)
{
  freed++;
  g_free (value);
}

static void
remember (SoDb *db)
{
  static const char *const tables[] = { "setting", NULL };

  g_assert_cmpstr (so_memo_put (db, "test", tables, g_strdup ("kept"), on_freed), ==, "kept");
}

/* Kept within a transaction until one of its tables changes; never into the next one. */
static void
test_memo (void)
{
  g_autofree char *folder = g_dir_make_tmp ("studio-os-XXXXXX", NULL);
  g_autoptr (SoStore) store = so_store_open (folder, NULL);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);
  g_autofree char *one = NULL, *two = NULL, *none = NULL;

  g_assert_null (so_memo_get (db, "test"));
  remember (db);
  g_assert_cmpstr (so_memo_get (db, "test"), ==, "kept");
  g_assert_null (so_memo_get (db, "other"));
  none = so_setting_get (db, "colour");
  g_assert_null (none);
  g_assert_true (so_setting_set (db, "colour", "red", NULL));
  g_assert_null (so_memo_get (db, "test"));
  g_assert_cmpuint (freed, ==, 1);
  one = so_setting_get (db, "colour");
  g_assert_cmpstr (one, ==, "red");
  remember (db);
  g_assert_true (so_store_commit (store, &db, NULL));
  g_assert_cmpuint (freed, ==, 2);
  db = so_store_begin (store, NULL, NULL);
  g_assert_null (so_memo_get (db, "test"));
  g_assert_true (so_setting_set (db, "colour", "blue", NULL));
  two = so_setting_get (db, "colour");
  g_assert_cmpstr (two, ==, "blue");
  /* What is not kept was not so. */
  g_clear_pointer (&db, so_db_release);
  db = so_store_read (store, NULL);
  g_free (two);
  two = so_setting_get (db, "colour");
  g_assert_cmpstr (two, ==, "red");
  g_clear_pointer (&db, so_db_release);
  so_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/memo", test_memo);
  return g_test_run ();
}
