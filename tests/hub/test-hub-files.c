/* SPDX-License-Identifier: MIT */
/* Files on the hub and what is to be fetched, in a file and on a server. */
#include "hub-files.h"

#include <string.h>

#include "so-hash.h"
#include "so-hub-files.h"
#include "so-hub-media.h"
#include "so-hub-media-key.h"

#define PART SO_HUB_FILE_PART

static void
assert_content (HubStoreFixture *f, SoHubStore *store, const char *name, GBytes *file)
{
  g_autofree char *path = g_build_filename (f->folder, "saved", NULL), *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  so_hub_file_save (store, "default", name, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpmem (data, size, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_assert_cmpint (remove (path), ==, 0);
}

static void
test_parts (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) file = hub_files_make (2 * PART + 77, 1), other = hub_files_make (2 * PART + 77, 2), part = NULL;
  g_autofree char *name = so_hash_bytes (file);
  g_autoptr (SoHubFile) found = NULL;
  g_autoptr (GError) error = NULL;

  hub_files_prepare (f);
  assert_file (f->store, "default", name, "none");
  g_assert_false (hub_files_finish (f, "default", name, 2 * PART + 77, FALSE));
  hub_files_put (f, "default", name, file, 1, PLENTY);
  assert_file (f->store, "default", name, "half 0");
  hub_files_put (f, "default", name, file, 0, PLENTY);
  assert_file (f->store, "default", name, "half 2");
  /* One that is there stays; a half one is given to nobody. */
  hub_files_put (f, "default", name, other, 0, PLENTY);
  g_assert_true (so_hub_file_part (f->store, "default", name, 0, &part, &error));
  g_assert_null (part);
  hub_files_put (f, "default", name, file, 2, PLENTY);
  assert_file (f->store, "other", name, "none");
  g_assert_true (hub_files_finish (f, "default", name, 2 * PART + 77, FALSE));
  assert_file (f->store, "default", name, "whole 3");
  assert_content (f, f->store, name, file);
  g_assert_true (so_hub_file_find (f->store, "default", name, &found, &error));
  g_assert_cmpint (found->size, ==, 2 * PART + 77);
  g_assert_cmpstr (found->mime, ==, "image/jpeg");

  /* Nothing of a whole one changes. */
  hub_files_put (f, "default", name, other, 0, PLENTY);
  hub_files_put_all (f, "default", name, other);
  g_assert_false (hub_files_finish (f, "default", name, 5, FALSE));
  g_assert_true (hub_files_finish (f, "default", name, 2 * PART + 77, TRUE));
  assert_content (f, f->store, name, file);
  g_assert_true (so_hub_file_part (f->store, "default", name, 3, &part, &error));
  g_assert_null (part);
  g_assert_true (so_hub_file_part (f->store, "other", name, 0, &part, &error));
  g_assert_null (part);
  g_assert_true (so_hub_file_part (f->store, "default", name, 2, &part, &error));
  g_assert_cmpint (g_bytes_get_size (part), ==, 77);
}

/* What is not the file of this hash and size is gone, and may be sent again. */
static void
test_wrong (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) file = hub_files_make (PART + 5, 1), other = hub_files_make (PART + 5, 2);
  g_autofree char *name = so_hash_bytes (file), *path = g_build_filename (f->folder, "saved", NULL);
  g_autoptr (GError) error = NULL;
  gint64 rows = -1;

  hub_files_prepare (f);
  hub_files_put_all (f, "default", name, other);
  g_assert_false (hub_files_finish (f, "default", name, PART + 5, FALSE));
  assert_file (f->store, "default", name, "none");
  hub_files_put_all (f, "default", name, file);
  g_assert_false (hub_files_finish (f, "default", name, PART + 6, FALSE));
  assert_file (f->store, "default", name, "none");
  hub_files_put (f, "default", name, file, 1, PLENTY);
  g_assert_false (hub_files_finish (f, "default", name, PART + 5, FALSE));
  /* A part too many, and parts that are shorter than they should be. */
  hub_files_put_all (f, "default", name, file);
  hub_files_put (f, "default", name, file, 0, PLENTY);
  {
    g_autoptr (GBytes) more = g_bytes_new_static ("x", 1);
    gboolean room;

    g_assert_true (so_hub_file_put (f->store, "default", name, 7, more, PLENTY, &room, &error));
    g_assert_false (hub_files_finish (f, "default", name, PART + 5, FALSE));
    g_assert_true (so_hub_file_put (f->store, "default", name, 0, more, PLENTY, &room, &error));
    hub_files_put (f, "default", name, file, 1, PLENTY);
    g_assert_false (hub_files_finish (f, "default", name, PART + 5, FALSE));
  }
  g_assert_true (so_hub_sql_int (f->store, &rows, &error, "SELECT count(*) FROM hub_file_part", ""));
  g_assert_cmpint (rows, ==, 0);
  g_assert_false (so_hub_file_save (f->store, "default", name, path, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  hub_files_put_all (f, "default", name, file);
  g_assert_true (hub_files_finish (f, "default", name, PART + 5, FALSE));
  assert_content (f, f->store, name, file);
}

static void
test_room (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) one = hub_files_make (1000, 1), two = hub_files_make (1000, 2);
  g_autofree char *first = so_hash_bytes (one), *second = so_hash_bytes (two);
  g_autoptr (GError) error = NULL;

  hub_files_prepare (f);
  g_assert_true (hub_files_put (f, "default", first, one, 0, 1999));
  g_assert_false (hub_files_put (f, "default", second, two, 0, 1999));
  assert_file (f->store, "default", second, "none");
  g_assert_true (hub_files_put (f, "other", second, two, 0, 1999));
  /* What is there needs no room; what did not fit gives its room back. */
  g_assert_true (hub_files_put (f, "default", second, two, 0, 2000));
  g_assert_false (hub_files_finish (f, "default", second, 999, FALSE));
  g_assert_true (hub_files_put (f, "default", second, two, 0, 2000));
  g_assert_true (hub_files_finish (f, "default", second, 1000, FALSE));
  g_assert_true (hub_files_put (f, "default", second, two, 0, 0));
  /* Half of one gives its room back, a whole one stays. */
  g_assert_true (so_hub_file_give_up (f->store, "default", first, &error) && so_hub_file_give_up (f->store, "default", second, &error));
  assert_file (f->store, "default", first, "none");
  assert_file (f->store, "default", second, "whole 1");
}

/* Every statement fails once: a part is there or not, a file is whole or not. */
static void
test_failures (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) file = hub_files_make (1000, 1);
  g_autofree char *name = so_hash_bytes (file);
  gboolean room, fits;
  guint failed = 0;

  hub_files_prepare (f);
  for (int nth = 1, done = 0; done < 2; nth++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good;

      so_db_fail_at (so_hub_store_get_db (f->store), nth);
      good = done ? so_hub_file_close (f->store, "default", name, 1000, "", FALSE, &fits, &error)
                  : so_hub_file_put (f->store, "default", name, 0, file, PLENTY, &room, &error);
      so_db_fail_at (so_hub_store_get_db (f->store), 0);
      failed += !good;
      if (good)
        {
          g_assert_true (done ? fits : room);
          nth = 0;
          done++;
        }
      else
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      assert_file (f->store, "default", name, done == 2 ? "whole 1" : done ? "half 1" : "none");
    }
  g_assert_cmpuint (failed, >=, 10);
  assert_content (f, f->store, name, file);
}

static SoHubMedia *
take (HubStoreFixture *f, gint64 until)
{
  g_autoptr (GError) error = NULL;
  SoHubMedia *media;
  gint64 due;

  so_hub_media_take (f->store, until, &media, &due, &error);
  g_assert_no_error (error);
  return media;
}

static void
want (HubStoreFixture *f, const char *remote, gint64 seq)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (so_hub_media_want (f->store, "default", "acc", remote, seq, &error));
}

/* Media goes when all computers have had its event for a while, an attachment stays, a half file goes after a day, everything after its time. */
static void
test_forgetting (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) one = hub_files_make (10 * PART + 1, 1), two = hub_files_make (1000, 2), three = hub_files_make (1000, 3);
  g_autofree char *media = so_hash_bytes (one), *sent = so_hash_bytes (two), *half = so_hash_bytes (three);
  g_autoptr (SoHubDevice) desk = hub_store_join (f->store, "default"), late = hub_store_join (f->store, "default");
  g_autoptr (SoHubMedia) job = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows = -1;

  hub_files_prepare (f);
  assert_put (f->store, "default", KEYS ("a", "b"), "1 2");
  want (f, "photo", 2);
  job = take (f, NOW + 1000);
  hub_files_put_all (f, "default", media, one);
  g_assert_true (hub_files_finish (f, "default", media, 10 * PART + 1, FALSE));
  g_assert_true (so_hub_media_had (f->store, job, media, &error));
  hub_files_put_all (f, "default", sent, two);
  g_assert_true (hub_files_finish (f, "default", sent, 1000, TRUE));
  hub_files_put_all (f, "default", half, three);

  g_assert_true (so_hub_store_ack (f->store, desk, 2, &error));
  hub_files_sweep (f, NOW - 90 * DAY, NOW + 1, NOW - DAY);
  assert_file (f->store, "default", media, "whole 11");
  g_assert_true (so_hub_store_ack (f->store, late, 2, &error));
  hub_files_sweep (f, NOW - 90 * DAY, NOW, NOW - DAY);
  assert_file (f->store, "default", media, "whole 11");
  assert_file (f->store, "default", half, "half 1");
  hub_files_sweep (f, NOW - 90 * DAY, NOW + 1, NOW + 1);
  assert_file (f->store, "default", media, "none");
  assert_file (f->store, "default", half, "none");
  assert_file (f->store, "default", sent, "whole 1");
  hub_files_sweep (f, NOW + 1, NOW - 7 * DAY, NOW - DAY);
  assert_file (f->store, "default", sent, "none");
  g_assert_true (so_hub_sql_int (f->store, &rows, &error, "SELECT count(*) FROM hub_file_part", ""));
  g_assert_cmpint (rows, ==, 0);
}

/* Wanted once, tried until it is had, by one at a time. */
static void
test_media (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubMedia) one = NULL, two = NULL, again = NULL, none = NULL;
  g_autofree char *key = so_hub_media_key ("acc", "photo"), *had = NULL;
  SoHubMediaNumbers numbers;
  gint64 seq, due;

  hub_files_prepare (f);
  g_assert_true (so_hub_media_seen (f->store, "default", &seq, &error));
  g_assert_cmpint (seq, ==, -1);
  g_assert_true (so_hub_media_see (f->store, "default", 7, &error) && so_hub_media_see (f->store, "default", 3, &error));
  g_assert_true (so_hub_media_seen (f->store, "default", &seq, &error));
  g_assert_cmpint (seq, ==, 7);

  g_assert_null (take (f, NOW + 1000));
  want (f, "photo", 1);
  want (f, "photo", 2);
  so_clock_set (NOW + 1);
  want (f, "voice", 2);
  one = take (f, NOW + 1000);
  g_assert_cmpstr (one->remote, ==, "photo");
  g_assert_cmpint (one->tries, ==, 1);
  two = take (f, NOW + 1000);
  g_assert_cmpstr (two->remote, ==, "voice");
  g_assert_true (so_hub_media_take (f->store, NOW + 1000, &none, &due, &error));
  g_assert_null (none);
  g_assert_cmpint (due, ==, NOW + 1000);
  g_assert_true (so_hub_media_hold (f->store, two, NOW + 5000, &error));

  /* Who took it is dead. */
  so_clock_set (NOW + 1000);
  again = take (f, NOW + 2000);
  g_assert_cmpstr (again->remote, ==, "photo");
  g_assert_cmpint (again->tries, ==, 2);
  g_assert_true (so_hub_media_had (f->store, again, "0a", &error));
  g_assert_true (so_hub_media_find (f->store, "default", key, &had, &error));
  g_assert_cmpstr (had, ==, "0a");
  g_clear_pointer (&had, g_free);
  g_assert_true (so_hub_media_find (f->store, "other", key, &had, &error));
  g_assert_null (had);
  /* It lives after all, and says that there is none: too late. */
  g_assert_true (so_hub_media_never (f->store, one, &error) && so_hub_media_later (f->store, one, NOW, &error));
  g_assert_null (take (f, NOW + 3000));
  /* Started anew, where nobody else is at it. */
  g_assert_true (so_hub_media_prepare (f->store, TRUE, &error));
  so_hub_media_free (two);
  two = take (f, NOW + 3000);
  g_assert_cmpstr (two->remote, ==, "voice");
  g_assert_true (so_hub_media_never (f->store, two, &error));
  g_assert_true (so_hub_media_count (f->store, &numbers, &error));
  g_assert_cmpint (numbers.waiting, ==, 0);
  g_assert_cmpint (numbers.had, ==, 1);
  g_assert_cmpint (numbers.lost, ==, 1);
}

/* A backup has all of it, and so has the database that it is put into. */
static void
test_copied (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) file = hub_files_make (PART + 9, 1), three = hub_files_make (1000, 3);
  g_autofree char *name = so_hash_bytes (file), *half = so_hash_bytes (three), *copy = g_build_filename (f->folder, "copy.db", NULL),
    *second = g_build_filename (f->folder, "second.db", NULL), *key = so_hub_media_key ("acc", "photo"), *had = NULL;
  g_autoptr (SoHubStore) from = NULL, fresh = NULL;
  g_autoptr (SoHubMedia) job = NULL, waits = NULL;
  g_autoptr (GError) error = NULL;
  gint64 due;

  hub_files_prepare (f);
  want (f, "photo", 1);
  job = take (f, NOW + 1000);
  hub_files_put_all (f, "default", name, file);
  g_assert_true (hub_files_finish (f, "default", name, PART + 9, TRUE));
  g_assert_true (so_hub_media_had (f->store, job, name, &error));
  want (f, "voice", 1);
  hub_files_put_all (f, "default", half, three);
  g_assert_true (so_hub_store_backup (f->store, copy, &error));
  from = so_hub_store_open_file (copy, SO_HUB_STORE_READ, &error);
  assert_content (f, from, name, file);
  if (data)
    {
      hub_store_do_sql (f, "DROP SCHEMA studio_os_hub CASCADE");
      fresh = so_hub_store_open (&f->place, SO_HUB_STORE_WRITE, &error);
    }
  else
    fresh = so_hub_store_open_file (second, SO_HUB_STORE_WRITE, &error);
  so_hub_store_fill (fresh, from, &error);
  g_assert_no_error (error);
  assert_content (f, fresh, name, file);
  assert_file (fresh, "default", half, "none");
  g_assert_true (so_hub_media_find (fresh, "default", key, &had, &error));
  g_assert_cmpstr (had, ==, name);
  g_assert_true (so_hub_media_take (fresh, NOW + 1000, &waits, &due, &error));
  g_assert_cmpstr (waits->remote, ==, "voice");
}

int
main (int argc, char **argv)
{
  static const HubStoreTest both[] = {
    { "parts", test_parts }, { "wrong", test_wrong }, { "room", test_room }, { "forgetting-files", test_forgetting }, { "media", test_media }, { "copied", test_copied },
  };
  static const HubStoreTest file[] = { { "failures", test_failures } };

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("SO_HUB_TEST_SERVER"))
    hub_store_add ("server", both, G_N_ELEMENTS (both), "server");
  else
    {
      hub_store_add ("file", both, G_N_ELEMENTS (both), NULL);
      hub_store_add ("file", file, G_N_ELEMENTS (file), NULL);
    }
  return g_test_run ();
}
