/* SPDX-License-Identifier: MIT */
/* Files that computers share, on the hub, in a file and on a server. */
#include "hub-files.h"

#include <string.h>

#include "so-hash.h"
#include "so-hub-files.h"
#include "so-hub-shelf.h"

/* Files that computers share, called "a" to "f". */
typedef struct {
  GBytes *file[6];
  char *name[6];
} Shared;

static void
shared_clear (Shared *shared)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared->file); i++)
    {
      g_bytes_unref (shared->file[i]);
      g_free (shared->name[i]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shared, shared_clear)

static void
make_shared (Shared *shared)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared->file); i++)
    {
      shared->file[i] = hub_files_make (1000, 100 + i);
      shared->name[i] = so_hash_bytes (shared->file[i]);
    }
}

static void
add_letters (GString *text, const char *what, const Shared *shared, GPtrArray *names)
{
  g_string_append (text, what);
  for (guint i = 0; i < G_N_ELEMENTS (shared->name); i++)
    if (g_ptr_array_find_with_equal_func (names, shared->name[i], g_str_equal, NULL))
      g_string_append_c (text, (char) ('a' + i));
}

/* @have: "a10 c5", with how old they are; @want: "bd". The answer: "put a there d wanted b", and "!" for news. */
static char *
ask (HubStoreFixture *f, SoHubStore *store, const char *studio, const char *device, const Shared *shared, const char *have, const char *want, gint64 most)
{
  g_autoptr (GPtrArray) has = g_ptr_array_new_with_free_func (so_hub_shelf_file_free), wants = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (have, " ", -1);
  g_auto (SoHubShelfAnswer) answer = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] && *words[i]; i++)
    {
      SoHubShelfFile *file = g_new0 (SoHubShelfFile, 1);

      *file = (SoHubShelfFile) { g_strdup (shared->name[words[i][0] - 'a']), 1000, g_ascii_strtoll (words[i] + 1, NULL, 10) };
      g_ptr_array_add (has, file);
    }
  for (; *want; want++)
    g_ptr_array_add (wants, g_strdup (shared->name[*want - 'a']));
  so_hub_shelf_ask (store, studio, device, has, wants, most, &answer, &error);
  g_assert_no_error (error);
  add_letters (text, "put ", shared, answer.put);
  add_letters (text, " there ", shared, answer.there);
  add_letters (text, " wanted ", shared, answer.wanted);
  return g_string_free_and_steal (g_string_append (g_steal_pointer (&text), answer.news ? "!" : ""));
}
#define assert_ask(store, studio, device, have, want, most, expected) \
  G_STMT_START { g_autofree char *said = ask (f, store, studio, device, &shared, have, want, most); g_assert_cmpstr (said, ==, expected); } G_STMT_END

static gint64
stand (HubStoreFixture *f, const char *studio)
{
  g_autoptr (GError) error = NULL;
  gint64 n;

  g_assert_true (so_hub_shelf_stand (f->store, studio, &n, &error));
  return n;
}

static void
bring (HubStoreFixture *f, const Shared *shared, char letter, gint64 most)
{
  guint i = (guint) (letter - 'a');

  g_assert_true (hub_files_put (f, "default", shared->name[i], shared->file[i], 0, most));
  g_assert_true (hub_files_finish (f, "default", shared->name[i], 1000, FALSE));
}

/* Who has one is asked for it once; who wants one hears of it when it is there, and of no other studio's. */
static void
test_shelf (HubStoreFixture *f, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };
  g_autofree char *who = NULL, *nobody = NULL;
  g_autoptr (GError) error = NULL;

  hub_files_prepare (f);
  make_shared (&shared);
  assert_ask (f->store, "default", "desk", "", "", PLENTY, "put  there  wanted ");
  assert_ask (f->store, "default", "desk", "b20 a10", "", PLENTY, "put ab there  wanted ");
  bring (f, &shared, 'a', PLENTY);
  g_assert_cmpint (stand (f, "default"), ==, 1);
  assert_ask (f->store, "default", "other desk", "a10", "abc", PLENTY, "put  there a wanted bc!");
  g_assert_cmpint (stand (f, "default"), ==, 2);
  assert_ask (f->store, "default", "other desk", "", "bc", PLENTY, "put  there  wanted bc");
  g_assert_cmpint (stand (f, "default"), ==, 2);
  assert_ask (f->store, "default", "desk", "", "", PLENTY, "put  there  wanted bc");
  bring (f, &shared, 'b', PLENTY);
  g_assert_cmpint (stand (f, "default"), ==, 3);
  assert_ask (f->store, "default", "other desk", "", "b", PLENTY, "put  there b wanted c");
  /* One that is whole is no news. */
  bring (f, &shared, 'b', PLENTY);
  g_assert_cmpint (stand (f, "default"), ==, 3);

  assert_ask (f->store, "other", "stranger", "", "ab", PLENTY, "put  there  wanted ab!");
  g_assert_cmpint (stand (f, "other"), ==, 1);
  assert_ask (f->store, "default", "desk", "", "", PLENTY, "put  there  wanted c");

  g_assert_true (so_hub_shelf_putter (f->store, "default", shared.name[0], &who, &error) && so_hub_shelf_putter (f->store, "default", shared.name[5], &nobody, &error));
  g_assert_cmpstr (who, ==, "other desk");
  g_assert_null (nobody);
  g_assert_true (so_hub_shelf_remove (f->store, "default", shared.name[0], &error) && so_hub_shelf_remove (f->store, "default", shared.name[5], &error));
  assert_file (f->store, "default", shared.name[0], "none");
  assert_ask (f->store, "default", "desk", "", "a", PLENTY, "put  there  wanted ac!");
}

/* The oldest makes room, but none that something else needs; what is older than all that is there is not asked for, until somebody misses it. */
static void
test_shelf_room (HubStoreFixture *f, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };
  g_autoptr (GBytes) out = hub_files_make (1000, 7);
  g_autofree char *leaves = so_hash_bytes (out);

  hub_files_prepare (f);
  make_shared (&shared);
  assert_ask (f->store, "default", "desk", "a10 b20 c30", "", 3000, "put abc there  wanted ");
  for (const char *letter = "abc"; *letter; letter++)
    bring (f, &shared, *letter, 3000);
  assert_ask (f->store, "default", "desk", "d5", "", 3000, "put  there  wanted ");
  g_assert_false (hub_files_put (f, "default", shared.name[3], shared.file[3], 0, 999));
  assert_file (f->store, "default", shared.name[0], "whole 1");
  assert_ask (f->store, "default", "desk", "d40", "", 3000, "put d there  wanted ");
  bring (f, &shared, 'd', 3000);
  assert_file (f->store, "default", shared.name[0], "none");
  assert_file (f->store, "default", shared.name[1], "whole 1");
  /* Somebody misses it: it is as good as new. */
  assert_ask (f->store, "default", "late desk", "", "a", 3000, "put  there  wanted a!");
  bring (f, &shared, 'a', 3000);
  assert_file (f->store, "default", shared.name[1], "none");
  /* What leaves goes before everything that is shared, and is not sent away itself before its time. */
  g_assert_true (hub_files_put (f, "default", leaves, out, 0, 3000) && hub_files_finish (f, "default", leaves, 1000, TRUE));
  assert_file (f->store, "default", shared.name[2], "none");
  assert_ask (f->store, "default", "desk", "e2000000000000 f2000000000001", "", 3000, "put ef there  wanted ");
  bring (f, &shared, 'e', 3000);
  bring (f, &shared, 'f', 3000);
  g_assert_false (hub_files_put (f, "default", shared.name[0], shared.file[0], 0, 3000));
  assert_file (f->store, "default", leaves, "whole 1");
  assert_file (f->store, "default", shared.name[4], "whole 1");
}

/* One that is shared and on its way out stays, though it is the oldest. */
static void
test_shelf_sent (HubStoreFixture *f, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };

  hub_files_prepare (f);
  make_shared (&shared);
  assert_ask (f->store, "default", "desk", "a1 b10", "", 2000, "put ab there  wanted ");
  g_assert_true (hub_files_put (f, "default", shared.name[0], shared.file[0], 0, 2000) && hub_files_finish (f, "default", shared.name[0], 1000, TRUE));
  bring (f, &shared, 'b', 2000);
  assert_ask (f->store, "default", "desk", "c20", "", 2000, "put c there  wanted ");
  bring (f, &shared, 'c', 2000);
  assert_file (f->store, "default", shared.name[0], "whole 1");
  assert_file (f->store, "default", shared.name[1], "none");
}

/* They stay longer than anything else; a wish that nobody fulfils is forgotten. A backup has both. */
static void
test_shelf_kept (HubStoreFixture *f, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL), *second = g_build_filename (f->folder, "second.db", NULL);
  g_autoptr (SoHubStore) from = NULL, fresh = NULL;
  g_autoptr (GError) error = NULL;

  hub_files_prepare (f);
  make_shared (&shared);
  assert_ask (f->store, "default", "desk", "a10 b10", "c", PLENTY, "put ab there  wanted c!");
  bring (f, &shared, 'a', PLENTY);
  g_assert_true (hub_files_put (f, "default", shared.name[1], shared.file[1], 0, PLENTY) && hub_files_finish (f, "default", shared.name[1], 1000, TRUE));
  g_assert_true (so_hub_store_backup (f->store, copy, &error));
  from = so_hub_store_open_file (copy, SO_HUB_STORE_READ, &error);
  fresh = so_hub_store_open_file (second, SO_HUB_STORE_WRITE, &error);
  so_hub_store_fill (fresh, from, &error);
  g_assert_no_error (error);
  assert_ask (fresh, "default", "desk", "", "a", PLENTY, "put  there a wanted c");

  hub_files_sweep (f, NOW, NOW + 1, NOW + 1);
  assert_ask (f->store, "default", "desk", "", "", PLENTY, "put  there  wanted c");
  hub_files_sweep (f, NOW + 1, NOW + 1, NOW + 1);
  assert_file (f->store, "default", shared.name[0], "whole 1");
  assert_file (f->store, "default", shared.name[1], "whole 1");
  assert_ask (f->store, "default", "desk", "", "", PLENTY, "put  there  wanted ");
  /* What had left is as the others now. */
  assert_ask (f->store, "default", "desk", "d20", "", 2000, "put d there  wanted ");
  bring (f, &shared, 'd', 2000);
  assert_file (f->store, "default", shared.name[0], "none");
  assert_ask (f->store, "default", "desk", "e30", "", 2000, "put e there  wanted ");
  bring (f, &shared, 'e', 2000);
  assert_file (f->store, "default", shared.name[1], "none");
}

int
main (int argc, char **argv)
{
  static const HubStoreTest both[] = { { "shelf", test_shelf }, { "shelf-room", test_shelf_room }, { "shelf-sent", test_shelf_sent }, { "shelf-kept", test_shelf_kept } };

  g_test_init (&argc, &argv, NULL);
  hub_store_add (g_getenv ("SO_HUB_TEST_SERVER") ? "server" : "file", both, G_N_ELEMENTS (both), g_getenv ("SO_HUB_TEST_SERVER") ? "server" : NULL);
  return g_test_run ();
}
