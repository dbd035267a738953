/* SPDX-License-Identifier: MIT */
/* Who may change what, in a file and on a server: at the hub, and what becomes of a refused change on the desktop that made it. */
#include "hub-store.h"

#include <string.h>

#include "so-hub-roles.h"
#include "so-hub-sync.h"
#include "so-json.h"
#include "so-share-tables.h"
#include "so-share.h"
#include "so-test-store.h"

static SoHubDevice *
join (HubStoreFixture *f, SoRole role, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = so_hub_store_offer (f->store, "default", role, so_now () + 1000, &error), *key = NULL;
  SoHubDevice *device = so_hub_store_pair (f->store, code, name, &key, &error);
  g_autoptr (SoHubDevice) again = key ? so_hub_store_device (f->store, key, &error) : NULL;

  g_assert_no_error (error);
  g_assert_cmpint (device->role, ==, role);
  g_assert_cmpint (again->role, ==, role);
  return device;
}

static void
assert_role (HubStoreFixture *f, const char *device, SoRole role)
{
  SoRole is;

  g_assert_true (so_hub_role_of (f->store, device, &is, NULL));
  g_assert_cmpint (is, ==, role);
}

/* Of before there were roles; and each of what it was let in as. */
static void
test_paired (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (SoHubDevice) teacher = join (f, SO_ROLE_TEACHER, "Room 2"), owner = join (f, SO_ROLE_OWNER, "Office");
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (SoHubStore) other = NULL;

  g_assert_true (so_hub_sql_run (f->store, &error, "DELETE FROM device_role WHERE device = ?", "t", owner->id));
  assert_role (f, owner->id, SO_ROLE_OWNER);
  assert_role (f, teacher->id, SO_ROLE_TEACHER);
  devices = so_hub_store_devices (f->store, "default", &error);
  g_assert_cmpuint (devices->len, ==, 2);
  g_assert_cmpint (((SoHubDevice *) devices->pdata[0])->role + ((SoHubDevice *) devices->pdata[1])->role, ==, SO_ROLE_OWNER + SO_ROLE_TEACHER);
  g_clear_pointer (&devices, g_ptr_array_unref);
  devices = so_hub_store_devices (f->store, "other", &error);
  g_assert_cmpuint (devices->len, ==, 0);
  /* A backup keeps them; a role of a later version may least. */
  g_assert_true (so_hub_store_backup (f->store, copy, &error));
  other = so_hub_store_open_file (copy, SO_HUB_STORE_WRITE, &error);
  g_assert_true (so_hub_sql_run (other, &error, "INSERT INTO device_role (device, role) VALUES ('new', 'guest')", ""));
  g_clear_pointer (&devices, g_ptr_array_unref);
  devices = so_hub_store_devices (other, "default", &error);
  g_assert_cmpint (((SoHubDevice *) devices->pdata[0])->role + ((SoHubDevice *) devices->pdata[1])->role, ==, SO_ROLE_OWNER + SO_ROLE_TEACHER);
  {
    SoRole role;

    g_assert_true (so_hub_role_of (other, "new", &role, &error));
    g_assert_cmpint (role, ==, SO_ROLE_TEACHER);
  }
}

#define assert_refused(call) \
  G_STMT_START { g_autoptr (GError) why = NULL; g_assert_false (call); g_assert_error (why, SO_ERROR, SO_ERROR_GIVE_UP); } G_STMT_END

static void
test_managed (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (SoHubDevice) owner = join (f, SO_ROLE_OWNER, "Office"), manager = join (f, SO_ROLE_MANAGER, "Home"), desk = join (f, SO_ROLE_FRONT_DESK, "Desk");
  g_autoptr (GError) error = NULL;

  assert_refused (so_hub_role_set (f->store, "default", SO_ROLE_MANAGER, desk->id, SO_ROLE_OWNER, &why));
  assert_refused (so_hub_role_set (f->store, "default", SO_ROLE_MANAGER, desk->id, SO_ROLE_MANAGER, &why));
  assert_refused (so_hub_role_set (f->store, "default", SO_ROLE_FRONT_DESK, desk->id, SO_ROLE_TEACHER, &why));
  assert_refused (so_hub_role_revoke (f->store, "default", SO_ROLE_MANAGER, owner->id, &why));
  assert_refused (so_hub_role_revoke (f->store, "default", SO_ROLE_TEACHER, desk->id, &why));
  g_assert_true (so_hub_role_set (f->store, "default", SO_ROLE_MANAGER, desk->id, SO_ROLE_TEACHER, &error));
  assert_role (f, desk->id, SO_ROLE_TEACHER);
  /* Somebody has to be left who can let others in. */
  assert_refused (so_hub_role_set (f->store, "default", SO_ROLE_OWNER, owner->id, SO_ROLE_MANAGER, &why));
  assert_refused (so_hub_role_revoke (f->store, "default", SO_ROLE_OWNER, owner->id, &why));
  g_assert_true (so_hub_role_set (f->store, "default", SO_ROLE_OWNER, manager->id, SO_ROLE_OWNER, &error));
  g_assert_true (so_hub_role_revoke (f->store, "default", SO_ROLE_OWNER, owner->id, &error));
  g_assert_no_error (error);
  /* It is gone, and another studio's is not there. */
  g_assert_false (so_hub_role_revoke (f->store, "default", SO_ROLE_OWNER, owner->id, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  g_assert_false (so_hub_role_revoke (f->store, "other", SO_ROLE_OWNER, desk->id, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* --- changes --- */

static char *
ask (HubStoreFixture *f, const char *device, const char *request)
{
  g_autoptr (GError) error = NULL;
  char *answer = so_hub_sync_answer (f->store, "default", device, request, so_now (), NULL, &error);

  g_assert_no_error (error);
  return answer;
}

/* Everybody says everything at once: what was refused, by name, and what holds beside it. */
static void
test_pushed (HubStoreFixture *f, gconstpointer data)
{
  static const struct { SoRole role; int refused; } expected[] = { { SO_ROLE_OWNER, 0 }, { SO_ROLE_MANAGER, 0 }, { SO_ROLE_FRONT_DESK, 3 }, { SO_ROLE_TEACHER, 8 } };
  static const char *const changes[] = {
    "\"t\":\"contact\",\"k\":\"c\",\"g\":\"\",\"v\":{\"row\":{}}", "\"t\":\"contact\",\"k\":\"c\",\"g\":\"notes\",\"v\":{\"notes\":\"n\"}",
    "\"t\":\"task\",\"k\":\"t\",\"g\":\"done\",\"v\":{\"done_at\":1}", "\"t\":\"contact_field\",\"k\":\"f\",\"g\":\"\",\"v\":{\"row\":{}}",
    "\"t\":\"thread\",\"k\":\"h\",\"g\":\"state\",\"v\":{\"state\":\"open\"}",
    "\"t\":\"consent\",\"k\":\"s\",\"g\":\"\",\"v\":{\"row\":{\"state\":\"withdrawn\",\"how\":\"word\"}}",
    "\"t\":\"contact\",\"k\":\"c\",\"g\":\"stage\",\"v\":{\"stage\":\"WON\"}", "\"t\":\"thread\",\"k\":\"h\",\"g\":\"state\",\"v\":{\"state\":\"done\"}",
    "\"t\":\"consent\",\"k\":\"g\",\"g\":\"\",\"v\":{\"row\":{\"state\":\"given\",\"how\":\"word\"}}", "\"t\":\"template\",\"k\":\"e\",\"g\":\"words\",\"v\":{}",
    "\"t\":\"part\",\"k\":\"p\",\"g\":\"!\",\"v\":{}",
    "\"t\":\"price\",\"k\":\"c\",\"g\":\"\",\"v\":{}", "\"t\":\"setting\",\"k\":\"c\",\"g\":\"value\",\"v\":{}", "\"t\":\"horoscope\",\"k\":\"c\",\"g\":\"\",\"v\":{}" };

  for (guint r = 0; r < G_N_ELEMENTS (expected); r++)
    {
      g_autoptr (SoHubDevice) device = join (f, expected[r].role, "Computer");
      g_autofree char *epoch = so_hub_store_dup_epoch (f->store, "default", NULL), *page = NULL, *answer = NULL, *why = NULL;
      g_autoptr (GString) ops = g_string_new (NULL);
      gint64 refused = -1, others = -1;

      for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
        g_string_append_printf (ops, "%s{\"n\":%u,\"x\":\"x\",\"h\":%" G_GINT64_FORMAT ",%s}", i ? "," : "", i + 1, (gint64) 1000 + r, changes[i]);
      page = g_strdup_printf ("{\"what\":\"push\",\"dev\":\"d%u\",\"epoch\":\"%s\",\"acked\":0,\"prev\":0,\"ops\":[%s]}", r, epoch, ops->str);
      answer = ask (f, device->id, page);
      g_assert_nonnull (strstr (answer, "\"what\":\"push\""));
      page[strlen (page) - 1] = '}';
      g_assert_true (so_hub_sql_int (f->store, &refused, NULL, "SELECT count(*) FROM sync_log WHERE n > 0 AND won = -1 AND answer LIKE '% may not %'"
                                     " AND dev = ?", "t", (char[]) { 'd', '0' + r, 0 }));
      g_assert_true (so_hub_sql_int (f->store, &others, NULL, "SELECT count(*) FROM sync_log WHERE n > 0 AND won >= 0 AND dev = ?", "t", (char[]) { 'd', '0' + r, 0 }));
      g_assert_cmpint (refused, ==, expected[r].refused);
      g_assert_cmpint (refused + others, ==, G_N_ELEMENTS (changes));
    }
  {
    g_autofree char *why = NULL, *unknown = NULL;

    g_assert_true (so_hub_sql_text (f->store, &why, NULL, "SELECT answer FROM sync_log WHERE dev = 'd3' AND tbl = 'price'", ""));
    g_assert_cmpstr (why, ==, "A teacher may not change prices.");
    g_assert_true (so_hub_sql_text (f->store, &unknown, NULL, "SELECT answer FROM sync_log WHERE dev = 'd2' AND tbl = 'horoscope'", ""));
    g_assert_cmpstr (unknown, ==, "The front desk may not change “horoscope”, which this hub does not know.");
  }
}

/* Whoever may change something of a row may make it, in every table that there is; and nobody may what a manager may not. */
static void
test_whole (HubStoreFixture *f, gconstpointer data)
{
  for (guint t = 0; t < so_share_n_tables; t++)
    for (SoRole role = 0; role < SO_N_ROLES; role++)
      {
        const SoShareTable *table = &so_share_tables[t];
        g_autofree char *make = so_role_refuse_change (role, table->name, "x", "", NULL);

        g_assert_true (role > SO_ROLE_MANAGER || !make);
        g_assert_true (!make || !strstr (make, "does not know"));
        for (const SoShareGroup *group = table->groups; group->name; group++)
          {
            g_autofree char *change = so_role_refuse_change (role, table->name, "x", group->name, NULL);

            if (make && !change)
              g_error ("%s may change %s of %s, and not make it", so_role_nick (role), group->name, table->name);
          }
      }
}

/* --- with desktops --- */

static void
start (SoTestStore *desk)
{
  g_autoptr (GError) error = NULL;
  SoDb *db;

  so_test_store_set_up (desk, NULL);
  db = so_store_begin (desk->store, NULL, &error);
  g_assert_true (so_share_start (db, &error) && so_store_commit (desk->store, &db, &error));
}

static void
talk (HubStoreFixture *f, const SoHubDevice *device, SoTestStore *desk)
{
  g_autoptr (GError) error = NULL;
  guint texts = 0;

  for (gboolean done = FALSE; !done; texts++)
    {
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);
      gint64 last = 0;
      g_autofree char *page = so_share_push (db, 0, &last, &error), *said = page ? ask (f, device->id, page) : NULL, *question = NULL, *answer = NULL;

      g_assert_true (!said || so_share_hear (db, said, 0, &error));
      question = so_share_ask (db, &error);
      answer = ask (f, device->id, question);
      g_assert_true (so_share_hear (db, answer, 0, &error));
      g_assert_no_error (error);
      done = so_share_is_settled (db);
      g_assert_true (so_store_commit (desk->store, &db, &error));
      g_assert_cmpuint (texts, <, 200);
    }
}

static void
assert_same (HubStoreFixture *f, SoTestStore *desk)
{
  g_autoptr (SoDb) db = so_store_read (desk->store, NULL);
  g_autofree char *hub = so_hub_sync_digest (f->store, "default", NULL), *mine = so_share_digest (db, NULL);

  g_assert_cmpstr (mine, ==, hub);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM sync_quarantine", ""), ==, 0);
}

/* A studio with one person and one price, on an owner's computer and a teacher's. */
static void
begin_two (HubStoreFixture *f, SoTestStore *a, SoTestStore *b, SoHubDevice **owner, SoHubDevice **teacher)
{
  *owner = join (f, SO_ROLE_OWNER, "Office");
  *teacher = join (f, SO_ROLE_TEACHER, "Room 2");
  start (a);
  start (b);
  g_free (so_test_say (a->store, "+4930123", "Ana", "Hello", NOW));
  so_test_sql (a->store, "INSERT INTO price (id, name, amount, currency, created_at, updated_at) VALUES ('p', 'Class', 1500, 'EUR', 1, 1);"
               "INSERT INTO part (id, message_id, position, kind) SELECT 'x', id, 9, 'image' FROM message");
  talk (f, *owner, a);
  talk (f, *teacher, b);
  assert_same (f, a);
  assert_same (f, b);
}

static void
assert_knows_role (SoTestStore *desk, SoRole role)
{
  g_autoptr (SoDb) db = so_store_read (desk->store, NULL);

  g_assert_cmpint (so_share_role (db), ==, role);
}

static void
test_put_back (HubStoreFixture *f, gconstpointer data)
{
  SoTestStore a = { 0 }, b = { 0 };
  g_autoptr (SoHubDevice) owner = NULL, teacher = NULL;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  begin_two (f, &a, &b, &owner, &teacher);
  /* What is allowed beside what is not. */
  so_test_sql (b.store, "UPDATE price SET amount = 1; UPDATE contact SET notes = 'Left knee', stage = 'LOST'; DELETE FROM part WHERE id = 'x';"
               "INSERT INTO price (id, name, amount, currency, created_at, updated_at) VALUES ('q', 'Gift', 0, 'EUR', 1, 1)");
  /* Changed once more before the answer. */
  so_test_sql (b.store, "UPDATE price SET amount = 2 WHERE id = 'p'");
  talk (f, teacher, &b);
  talk (f, owner, &a);
  assert_same (f, &a);
  assert_same (f, &b);
  for (guint i = 0; i < 2; i++)
    {
      SoStore *store = i ? a.store : b.store;

      g_assert_cmpint (so_test_int (store, "SELECT sum (amount) FROM price"), ==, 1500);
      g_assert_cmpint (so_test_int (store, "SELECT count(*) FROM contact WHERE notes = 'Left knee' AND stage <> 'LOST'"), ==, 1);
      g_assert_cmpint (so_test_int (store, "SELECT count(*) FROM part WHERE id = 'x'"), ==, 1);
    }
  g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM sync_notice"), ==, 0);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM sync_notice"), ==, 3);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM sync_notice WHERE why LIKE 'A teacher may not change %.'"), ==, 3);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM sync_notice WHERE tbl = 'price' AND pk = 'p' AND json_extract (mine, '$.amount') = 2"), ==, 1);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM sync_notice WHERE tbl = 'price' AND pk = 'q' AND grp = '' AND json_extract (mine, '$.price.name') = 'Gift'"), ==, 1);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM sync_notice WHERE tbl = 'contact' AND grp = 'stage'"), ==, 1);
  assert_knows_role (&b, SO_ROLE_TEACHER);
  assert_knows_role (&a, SO_ROLE_OWNER);
  /* An owner now: what was refused is put back, and holds. */
  g_assert_true (so_hub_role_set (f->store, "default", SO_ROLE_OWNER, teacher->id, SO_ROLE_OWNER, &error));
  talk (f, teacher, &b);
  assert_knows_role (&b, SO_ROLE_OWNER);
  db = so_store_begin (b.store, NULL, NULL);
  for (gint64 n = 1; n <= 3; n++)
    g_assert_true (so_share_put_back (db, n, &error));
  g_assert_true (so_store_commit (b.store, &db, &error));
  talk (f, teacher, &b);
  talk (f, owner, &a);
  assert_same (f, &a);
  assert_same (f, &b);
  g_assert_cmpint (so_test_int (a.store, "SELECT sum (amount) FROM price WHERE id = 'p'"), ==, 2);
  g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM price WHERE id = 'q' AND name = 'Gift'"), ==, 1);
  g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM contact WHERE stage = 'LOST'"), ==, 1);
  so_test_store_tear_down (&a, NULL);
  so_test_store_tear_down (&b, NULL);
}

/* A teacher brings a studio of their own: what they may say of it is told, the rest does not stay in between. */
static void
test_merged (HubStoreFixture *f, gconstpointer data)
{
  SoTestStore a = { 0 }, b = { 0 };
  g_autoptr (SoHubDevice) owner = join (f, SO_ROLE_OWNER, "Office"), teacher = join (f, SO_ROLE_TEACHER, "Room 2");

  start (&a);
  so_test_sql (a.store, "INSERT INTO setting (id, key, value, updated_at) VALUES ('s', 'studio.name', 'Salsa Nord', 1)");
  talk (f, owner, &a);
  so_test_store_set_up (&b, NULL);
  g_free (so_test_say (b.store, "+4930124", "Ben", "Hello", NOW));
  so_test_sql (b.store, "UPDATE contact SET notes = 'Tall';"
               "INSERT INTO price (id, name, amount, currency, created_at, updated_at) VALUES ('q', 'Gift', 0, 'EUR', 1, 1);"
               "INSERT INTO setting (id, key, value, updated_at) VALUES ('s', 'studio.name', 'Ballet', 2)");
  {
    g_autoptr (GError) error = NULL;
    SoDb *db = so_store_begin (b.store, NULL, &error);

    g_assert_true (so_share_start (db, &error) && so_store_commit (b.store, &db, &error));
  }
  talk (f, teacher, &b);
  talk (f, owner, &a);
  assert_same (f, &a);
  assert_same (f, &b);
  g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM contact WHERE notes = 'Tall'"), ==, 1);
  g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM price"), ==, 0);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM setting WHERE value = 'Salsa Nord'"), ==, 1);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM sync_notice WHERE tbl = 'price' AND json_extract (mine, '$.price.name') = 'Gift'"), ==, 1);
  so_test_store_tear_down (&a, NULL);
  so_test_store_tear_down (&b, NULL);
}

static void
with_tables (HubStoreFixture *f, gconstpointer data)
{
  static void (*const tests[]) (HubStoreFixture *, gconstpointer) = { test_paired, test_managed, test_pushed, test_whole, test_put_back, test_merged };
  static const char *const tables[] = { "device", "device_role", "sync_studio", "sync_device", "sync_log", "sync_cell" };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (GError) error = NULL;

      so_hub_sync_prepare (f->store, &error);
      g_assert_no_error (error);
      for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
        {
          g_autofree char *sql = g_strdup_printf ("DELETE FROM %s", tables[t]);

          g_assert_true (so_hub_sql_run (f->store, NULL, sql, ""));
        }
      so_clock_set (NOW);
      tests[i] (f, data);
    }
}

int
main (int argc, char **argv)
{
  static const HubStoreTest both[] = { { "roles", with_tables } };
  const char *server = g_getenv ("SO_HUB_TEST_SERVER");

  g_test_init (&argc, &argv, NULL);
  hub_store_add (server ? "server" : "file", both, G_N_ELEMENTS (both), server ? "server" : NULL);
  return g_test_run ();
}
