/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-sql.h"

#define NOW 1800000000000
#define DAY (24 * 60 * 60 * (gint64) 1000)

typedef struct {
  char *folder, *path;
  SoHubStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("hub-XXXXXX", &error);
  f->path = g_build_filename (f->folder, "hub.db", NULL);
  f->store = so_hub_store_open (f->path, SO_HUB_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (so_hub_store_add_studio (f->store, "default", &error));
  g_assert_true (so_hub_store_add_studio (f->store, "other", &error));
  so_clock_set (NOW);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_clock_set (0);
  so_hub_store_close (f->store);
  remove_folder (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static SoHubEvent *
new_event (const char *studio, const char *key, const char *body, gint64 at)
{
  SoHubEvent *event = g_new0 (SoHubEvent, 1);

  event->studio = g_strdup (studio);
  event->endpoint = g_strdup ("whatsapp");
  event->provider = g_strdup ("whatsapp");
  event->kind = g_strdup ("");
  event->headers = g_strdup ("Content-Type: application/json\n");
  event->body = g_bytes_new (body, strlen (body));
  event->key = g_strdup (key);
  event->received_at = at;
  return event;
}

/* The numbers given to events of these keys in one transaction, "1 2 0"; NULL where it failed. */
static char *
put (SoHubStore *store, const char *studio, const char *const *keys, gint64 at)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; keys[i]; i++)
    g_ptr_array_add (events, new_event (studio, keys[i], keys[i], at));
  if (!so_hub_store_put (store, events, &error))
    return NULL;
  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? " " : "", ((SoHubEvent *) events->pdata[i])->seq);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define KEYS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define assert_put(store, studio, keys, expected) \
  G_STMT_START { g_autofree char *given = put (store, studio, keys, NOW); g_assert_cmpstr (given, ==, expected); } G_STMT_END

/* What a page holds: "1:a 2:b", "-" for a body that is not on it. */
static char *
page (SoHubStore *store, const char *studio, gint64 after, guint most, gint64 bytes, gint64 most_inline)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 head;
  g_autoptr (GPtrArray) events = so_hub_store_page (store, studio, after, most, bytes, most_inline, &head, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      SoHubEvent *event = events->pdata[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%.*s", i ? " " : "", event->seq, event->body ? (int) g_bytes_get_size (event->body) : 1,
                              event->body ? (const char *) g_bytes_get_data (event->body, NULL) : "-");
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_page(store, studio, after, most, bytes, most_inline, expected) \
  G_STMT_START { g_autofree char *held = page (store, studio, after, most, bytes, most_inline); g_assert_cmpstr (held, ==, expected); } G_STMT_END

static void
test_numbers (Fixture *f, gconstpointer data)
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
test_sizes (Fixture *f, gconstpointer data)
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
test_failures (Fixture *f, gconstpointer data)
{
  guint failed = 0;

  assert_put (f->store, "default", KEYS ("a"), "1");
  for (int nth = 1;; nth++)
    {
      g_autofree char *numbers = NULL;

      so_db_fail_at (so_hub_store_get_db (f->store), nth);
      numbers = put (f->store, "default", KEYS ("b", "c"), NOW);
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
test_reopened (Fixture *f, gconstpointer data)
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
  f->store = so_hub_store_open (f->path, SO_HUB_STORE_WRITE, &error);
  g_assert_no_error (error);
  assert_put (f->store, "default", KEYS ("b", "c"), "0 3");
  again = so_hub_store_dup_id (f->store, NULL);
  g_assert_cmpstr (again, ==, id);
  g_assert_true (so_hub_store_check (f->store, &error));

  reader = so_hub_store_open (copy, SO_HUB_STORE_READ, &error);
  g_assert_no_error (error);
  assert_page (reader, "default", 0, 10, 1000, 100, "1:a 2:b");
  g_assert_true (so_hub_store_renew_epochs (f->store, &error));
  other = so_hub_store_dup_epoch (f->store, "default", NULL);
  g_assert_cmpstr (epoch, !=, other);
}

/* Files that are not ours are not touched. */
static void
test_strangers (Fixture *f, gconstpointer data)
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
      g_assert_null (so_hub_store_open (path, SO_HUB_STORE_WRITE, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_nonnull (strstr (error->message, files[i].says));
      g_clear_error (&error);
      g_assert_null (so_hub_store_open (path, SO_HUB_STORE_READ, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_pairing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = so_hub_store_offer (f->store, "other", NOW + 1000, &error), *late = so_hub_store_offer (f->store, "other", NOW + 1000, &error);
  g_autofree char *key = NULL, *none = NULL, *typed = g_ascii_strdown (code, -1), *second = NULL;
  g_autoptr (SoHubDevice) device = NULL, found = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (code), ==, 9);
  g_assert_cmpstr (code, !=, late);
  g_assert_null (so_hub_store_offer (f->store, "nobody", NOW + 1000, &error));
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

  second = so_hub_store_offer (f->store, "default", NOW + 10000, &error);
  g_assert_true (so_hub_store_withdraw_codes (f->store, &error));
  g_assert_null (so_hub_store_pair (f->store, second, "Guesser", &none, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
}

static SoHubDevice *
join (SoHubStore *store, const char *studio)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = so_hub_store_offer (store, studio, so_now () + 1000, &error), *key = NULL;
  SoHubDevice *device = so_hub_store_pair (store, code, "Desk", &key, &error);

  g_assert_no_error (error);
  return device;
}

static void
test_acknowledged (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubDevice) one = join (f->store, "default"), two = join (f->store, "default");
  g_autoptr (GPtrArray) devices = NULL;
  SoHubNumbers numbers;

  assert_put (f->store, "default", KEYS ("a", "b", "c"), "1 2 3");
  g_assert_true (so_hub_store_ack (f->store, one, 3, &error));
  g_assert_true (so_hub_store_ack (f->store, one, 1, &error));
  g_assert_true (so_hub_store_ack (f->store, two, 2, &error));
  g_assert_false (so_hub_store_ack (f->store, two, 4, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  g_assert_false (so_hub_store_ack (f->store, two, -1, &error));
  g_clear_error (&error);
  devices = so_hub_store_devices (f->store, &error);
  g_assert_cmpuint (devices->len, ==, 2);
  g_assert_true (so_hub_store_count (f->store, &numbers, &error));
  g_assert_cmpint (numbers.events, ==, 3);
  g_assert_cmpint (numbers.waiting, ==, 1);
  g_assert_cmpint (numbers.devices, ==, 2);
}

/* What all have is forgotten after a while, what one still needs is not; the same request is known even so, until it is too old for anybody. */
static void
test_forgetting (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubDevice) one = NULL, two = NULL;
  gboolean more;

  assert_put (f->store, "default", KEYS ("a", "b", "c"), "1 2 3");
  g_assert_true (so_hub_store_sweep (f->store, NOW - 90 * DAY, NOW + 1, &more, &error));
  assert_page (f->store, "default", 0, 10, 1000, 100, "1:a 2:b 3:c");
  one = join (f->store, "default");
  two = join (f->store, "default");
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
test_forgetting_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubDevice) device = join (f->store, "default");
  guint parts = 0;
  gboolean more = TRUE;

  for (guint i = 0; i < 24; i++)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) so_hub_event_free);

      for (guint j = 0; j < 50; j++)
        {
          g_autofree char *key = g_strdup_printf ("%u-%u", i, j);

          /* The last hundred are too young. */
          g_ptr_array_add (events, new_event ("default", key, key, i < 22 ? NOW - DAY : NOW));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/hub/store/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("numbers", test_numbers);
  ADD ("sizes", test_sizes);
  ADD ("failures", test_failures);
  ADD ("reopened", test_reopened);
  ADD ("strangers", test_strangers);
  ADD ("pairing", test_pairing);
  ADD ("acknowledged", test_acknowledged);
  ADD ("forgetting", test_forgetting);
  ADD ("forgetting-many", test_forgetting_many);
  return g_test_run ();
}
