/* SPDX-License-Identifier: MIT */
#include "hub-store.h"

#include <string.h>

#include "so-hub-chat.h"

static void
test_numbers (HubStoreFixture *f, gconstpointer data)
{
  assert_put (f->store, "default", KEYS ("a", "b", "a"), "1 2 0");
  assert_put (f->store, "default", KEYS ("b"), "0");
  assert_put (f->store, "default", KEYS ("c"), "3");
  assert_put (f->store, "other", KEYS ("d"), "1");
  assert_put (f->store, "nobody", KEYS ("e"), NULL);
  assert_put (f->store, "default", KEYS ("f"), "4");
  assert_page (f->store, "default", 0, 10, 1000, 100, "1:a 2:b 3:c 4:f");
  assert_page (f->store, "default", 2, 1, 1000, 100, "3:c");
  assert_page (f->store, "default", 4, 10, 1000, 100, "");
  assert_page (f->store, "other", 0, 10, 1000, 100, "1:d");
  assert_page (f->store, "nobody", 0, 10, 1000, 100, "");
}

static void
test_sizes (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  assert_put (f->store, "default", KEYS ("aaaa", "bbbb", "c-long-one", "d"), "1 2 3 4");
  assert_page (f->store, "default", 0, 10, 8, 100, "1:aaaa 2:bbbb");
  assert_page (f->store, "default", 0, 10, 1, 100, "1:aaaa");
  assert_page (f->store, "default", 0, 10, 1000, 4, "1:aaaa 2:bbbb 3:- 4:d");
  body = so_hub_store_body (f->store, "default", 3, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "c-long-one", 10);
  g_assert_null (so_hub_store_body (f->store, "other", 3, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* Every statement fails once: nothing is stored, nothing is skipped, and the next one works. */
static void
test_failures (HubStoreFixture *f, gconstpointer data)
{
  guint failed = 0;

  assert_put (f->store, "default", KEYS ("a"), "1");
  for (int nth = 1;; nth++)
    {
      g_autofree char *numbers = NULL;

      so_db_fail_at (so_hub_store_get_db (f->store), nth);
      numbers = hub_store_put (f->store, "default", KEYS ("b", "c"), NOW);
      so_db_fail_at (so_hub_store_get_db (f->store), 0);
      if (numbers)
        {
          g_assert_cmpstr (numbers, ==, "2 3");
          break;
        }
      failed++;
      assert_page (f->store, "default", 0, 10, 1000, 100, "1:a");
    }
  g_assert_cmpuint (failed, >=, 3);
  assert_page (f->store, "default", 0, 10, 1000, 100, "1:a 2:b 3:c");
  assert_put (f->store, "default", KEYS ("b", "d"), "0 4");
}

static void
test_reopened (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = so_hub_store_dup_id (f->store, NULL), *again = NULL, *epoch = so_hub_store_dup_epoch (f->store, "default", NULL), *other = NULL;
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL);
  g_autoptr (SoHubStore) reader = NULL;

  assert_put (f->store, "default", KEYS ("a", "b"), "1 2");
  g_assert_true (so_hub_store_backup (f->store, copy, &error));
  g_assert_false (so_hub_store_backup (f->store, copy, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  so_hub_store_close (f->store);
  f->store = so_hub_store_open (&f->place, SO_HUB_STORE_WRITE, &error);
  g_assert_no_error (error);
  assert_put (f->store, "default", KEYS ("b", "c"), "0 3");
  again = so_hub_store_dup_id (f->store, NULL);
  g_assert_cmpstr (again, ==, id);
  g_assert_true (so_hub_store_check (f->store, &error));

  reader = so_hub_store_open_file (copy, SO_HUB_STORE_READ, &error);
  g_assert_no_error (error);
  assert_page (reader, "default", 0, 10, 1000, 100, "1:a 2:b");
  g_assert_true (so_hub_store_renew_epochs (f->store, &error));
  other = so_hub_store_dup_epoch (f->store, "default", NULL);
  g_assert_cmpstr (epoch, !=, other);
}

/* Files that are not ours are not touched. */
static void
test_strangers (HubStoreFixture *f, gconstpointer data)
{
  static const struct { const char *name; const char *script; const char *says; } files[] = {
    { "text.db", NULL, "not a database" },
    { "other.db", "CREATE TABLE t (a)", "not a database of the hub" },
    { "newer.db", "PRAGMA application_id = 0x536f4875; PRAGMA user_version = 99", "newer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, files[i].name, NULL);
      g_autoptr (GError) error = NULL;

      if (files[i].script)
        {
          SoDb *db = so_db_open (path, SO_DB_CREATE, &error);

          g_assert_true (so_db_script (db, files[i].script, &error));
          so_db_close (db);
        }
      else
        g_assert_true (g_file_set_contents (path, "this is a letter, and it is long enough to be looked at", -1, &error));
      g_assert_null (so_hub_store_open_file (path, SO_HUB_STORE_WRITE, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_nonnull (strstr (error->message, files[i].says));
      g_clear_error (&error);
      g_assert_null (so_hub_store_open_file (path, SO_HUB_STORE_READ, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_pairing (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = so_hub_store_offer (f->store, "other", SO_ROLE_OWNER, NOW + 1000, &error), *late = so_hub_store_offer (f->store, "other", SO_ROLE_OWNER, NOW + 1000, &error);
  g_autofree char *key = NULL, *none = NULL, *typed = g_ascii_strdown (code, -1), *second = NULL;
  g_autoptr (SoHubDevice) device = NULL, found = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (code), ==, 9);
  g_assert_cmpstr (code, !=, late);
  g_assert_null (so_hub_store_offer (f->store, "nobody", SO_ROLE_OWNER, NOW + 1000, &error));
  g_clear_error (&error);
  g_assert_null (so_hub_store_pair (f->store, "0000-0000", "Desk", &none, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
  g_assert_null (none);
  g_clear_error (&error);

  typed[4] = ' ';
  device = so_hub_store_pair (f->store, typed, "Front desk", &key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (device->studio, ==, "other");
  g_assert_true (g_str_has_prefix (key, "soh_"));
  g_assert_null (so_hub_store_pair (f->store, code, "Thief", &none, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
  g_clear_error (&error);

  found = so_hub_store_device (f->store, key, &error);
  g_assert_cmpstr (found->id, ==, device->id);
  g_assert_cmpstr (found->name, ==, "Front desk");
  key[10] ^= 1;
  g_assert_null (so_hub_store_device (f->store, key, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
  g_clear_error (&error);
  key[10] ^= 1;

  so_clock_set (NOW + 2000);
  g_assert_null (so_hub_store_pair (f->store, late, "Late", &none, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
  g_clear_error (&error);
  g_assert_true (so_hub_store_revoke (f->store, device->id, &error));
  g_assert_false (so_hub_store_revoke (f->store, device->id, &error));
  g_clear_error (&error);
  g_assert_null (so_hub_store_device (f->store, key, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
  g_clear_error (&error);

  second = so_hub_store_offer (f->store, "default", SO_ROLE_OWNER, NOW + 10000, &error);
  g_assert_true (so_hub_store_withdraw_codes (f->store, &error));
  g_assert_null (so_hub_store_pair (f->store, second, "Guesser", &none, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
}

static void
test_acknowledged (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubDevice) one = hub_store_join (f->store, "default"), two = hub_store_join (f->store, "default");
  g_autoptr (GPtrArray) devices = NULL;
  SoHubNumbers numbers;

  assert_put (f->store, "default", KEYS ("a", "b", "c"), "1 2 3");
  g_assert_true (so_hub_store_ack (f->store, one, 3, &error));
  g_assert_true (so_hub_store_ack (f->store, one, 1, &error));
  g_assert_true (so_hub_store_ack (f->store, two, 2, &error));
  g_assert_false (so_hub_store_ack (f->store, two, 4, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  g_clear_error (&error);
  g_assert_false (so_hub_store_ack (f->store, two, -1, &error));
  g_clear_error (&error);
  devices = so_hub_store_devices (f->store, NULL, &error);
  g_assert_cmpuint (devices->len, ==, 2);
  g_assert_true (so_hub_store_count (f->store, &numbers, &error));
  g_assert_cmpint (numbers.events, ==, 3);
  g_assert_cmpint (numbers.waiting, ==, 1);
  g_assert_cmpint (numbers.devices, ==, 2);
}

/* What all have is forgotten after a while, what one still needs is not; the same request is known even so, until it is too old for anybody. */
static void
test_forgetting (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubDevice) one = NULL, two = NULL;
  gboolean more;

  assert_put (f->store, "default", KEYS ("a", "b", "c"), "1 2 3");
  g_assert_true (so_hub_store_sweep (f->store, NOW - 90 * DAY, NOW + 1, &more, &error));
  assert_page (f->store, "default", 0, 10, 1000, 100, "1:a 2:b 3:c");
  one = hub_store_join (f->store, "default");
  two = hub_store_join (f->store, "default");
  g_assert_true (so_hub_store_ack (f->store, one, 3, &error));
  g_assert_true (so_hub_store_ack (f->store, two, 1, &error));
  g_assert_true (so_hub_store_sweep (f->store, NOW - 90 * DAY, NOW - 7 * DAY, &more, &error));
  assert_page (f->store, "default", 0, 10, 1000, 100, "1:a 2:b 3:c");
  g_assert_true (so_hub_store_sweep (f->store, NOW - 90 * DAY, NOW + 1, &more, &error));
  g_assert_false (more);
  assert_page (f->store, "default", 0, 10, 1000, 100, "1:- 2:b 3:c");
  assert_put (f->store, "default", KEYS ("a"), "0");
  g_assert_true (so_hub_store_sweep (f->store, NOW + 1, NOW + 1, &more, &error));
  assert_page (f->store, "default", 0, 10, 1000, 100, "");
  assert_put (f->store, "default", KEYS ("a"), "4");
}

/* In parts, and in none of them again what is gone. */
static void
test_forgetting_many (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubDevice) device = hub_store_join (f->store, "default");
  guint parts = 0;
  gboolean more = TRUE;

  for (guint i = 0; i < 24; i++)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);

      for (guint j = 0; j < 50; j++)
        {
          g_autofree char *key = g_strdup_printf ("%u-%u", i, j);

          /* The last hundred are too young. */
          g_ptr_array_add (events, hub_store_new_event ("default", key, key, i < 22 ? NOW - DAY : NOW));
        }
      g_assert_true (so_hub_store_put (f->store, events, &error));
    }
  g_assert_true (so_hub_store_ack (f->store, device, 1200, &error));
  for (; more; parts++)
    {
      g_assert_true (so_hub_store_sweep (f->store, NOW - 90 * DAY, NOW - 1, &more, &error));
      g_assert_cmpuint (parts, <, 10);
    }
  g_assert_cmpuint (parts, ==, 3);
  assert_page (f->store, "default", 1098, 3, 1000, 100, "1099:- 1100:- 1101:22-0");
  g_assert_true (so_hub_store_sweep (f->store, NOW - 90 * DAY, NOW + 1, &more, &error));
  assert_page (f->store, "default", 1098, 3, 1000, 100, "1099:- 1100:- 1101:-");
  for (more = TRUE, parts = 0; more; parts++)
    g_assert_true (so_hub_store_sweep (f->store, NOW + 1, NOW + 1, &more, &error));
  g_assert_cmpuint (parts, ==, 3);
  assert_page (f->store, "default", 0, 3, 1000, 100, "");
}

/* What a backup holds is put into an empty database; never over what is there. */
static void
test_filled (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubDevice) device = hub_store_join (f->store, "default");
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL), *second = g_build_filename (f->folder, "second.db", NULL),
    *id = so_hub_store_dup_id (f->store, NULL), *again = NULL, *epoch = so_hub_store_dup_epoch (f->store, "default", NULL), *other = NULL;
  g_autoptr (SoHubStore) from = NULL, fresh = NULL;
  g_autoptr (GPtrArray) devices = NULL, lines = NULL;
  g_autofree char *token = NULL;
  g_autoptr (SoHubVisit) visit = NULL, found = NULL;
  g_autoptr (SoHubLine) line = NULL, late = NULL;
  gboolean more, away = FALSE;
  gint64 n;

  g_assert_true (so_hub_chat_prepare (f->store, &error));
  visit = so_hub_visit_begin (f->store, "default", "web", 10, 0, &token, &error);
  g_assert_true (so_hub_chat_say (f->store, visit->id, "one", "Hello", NOW, &n, &error));
  line = so_hub_chat_answer (f->store, "default", visit->id, "answer", "Hola", &error);
  g_assert_cmpint (line->n, ==, 2);
  g_assert_true (so_hub_chat_settle (f->store, "default", "never", &late, &error));
  g_assert_true (so_hub_chat_set_away (f->store, "other", TRUE, &error));
  assert_put (f->store, "default", KEYS ("a", "b", "c"), "1 2 3");
  assert_put (f->store, "other", KEYS ("d"), "1");
  g_assert_true (so_hub_store_ack (f->store, device, 1, &error));
  g_assert_true (so_hub_store_sweep (f->store, NOW - 90 * DAY, NOW + 1, &more, &error));
  g_assert_true (so_hub_store_backup (f->store, copy, &error));
  from = so_hub_store_open_file (copy, SO_HUB_STORE_READ, &error);
  g_assert_true (so_hub_store_check (from, &error));
  g_assert_false (so_hub_store_fill (f->store, from, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  assert_put (f->store, "default", KEYS ("a", "e"), "0 4");

  if (data)
    {
      hub_store_do_sql (f, "DROP SCHEMA studio_os_hub CASCADE");
      fresh = so_hub_store_open (&f->place, SO_HUB_STORE_WRITE, &error);
    }
  else
    fresh = so_hub_store_open_file (second, SO_HUB_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (so_hub_store_add_studio (fresh, "default", &error));
  so_hub_store_fill (fresh, from, &error);
  g_assert_no_error (error);
  assert_page (fresh, "default", 0, 10, 1000, 100, "1:- 2:b 3:c");
  assert_page (fresh, "other", 0, 10, 1000, 100, "1:d");
  assert_put (fresh, "default", KEYS ("a", "c", "f"), "0 0 4");
  again = so_hub_store_dup_id (fresh, &error);
  g_assert_cmpstr (again, ==, id);
  other = so_hub_store_dup_epoch (fresh, "default", &error);
  g_assert_cmpstr (other, !=, epoch);
  devices = so_hub_store_devices (fresh, NULL, &error);
  g_assert_cmpuint (devices->len, ==, 1);
  g_assert_cmpstr (((SoHubDevice *) devices->pdata[0])->id, ==, device->id);

  found = so_hub_visit_find (fresh, "web", token, &error);
  g_assert_cmpint (found->lines, ==, 2);
  lines = so_hub_chat_lines (fresh, visit->id, 0, 10, &error);
  g_assert_cmpstr (((SoHubLine *) lines->pdata[1])->text, ==, "Hola");
  g_assert_true (so_hub_chat_settle (fresh, "default", "answer", &late, &error) && late);
  g_assert_null (so_hub_chat_answer (fresh, "default", visit->id, "never", "Too late", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  g_clear_error (&error);
  g_assert_true (so_hub_chat_is_away (fresh, "other", &away, &error) && away);
}

int
main (int argc, char **argv)
{
  static const HubStoreTest both[] = {
    { "numbers", test_numbers }, { "sizes", test_sizes }, { "reopened", test_reopened }, { "filled", test_filled }, { "pairing", test_pairing },
    { "acknowledged", test_acknowledged }, { "forgetting", test_forgetting }, { "forgetting-many", test_forgetting_many },
  };
  static const HubStoreTest file[] = { { "failures", test_failures }, { "strangers", test_strangers } };

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
