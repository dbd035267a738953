/* SPDX-License-Identifier: MIT */
/* Joining a hub and leaving it: with wrong codes and addresses, what answers nonsense, and a key that is kept nowhere but in the key ring. */
#include "so-hub-verbs.h"

#include "so-db.h"
#include "so-error.h"
#include "so-hub-inbox.h"
#include "so-hub-intake.h"
#include "so-studio-private.h"
#include "so-test-server.h"
#include "so-test-studio.h"

#include <string.h>

#define KEY "key-of-this-computer-4711"
#define HEAD "\"hub\":\"hub-1\",\"studio\":\"salsa\",\"epoch\":\"e1\""

typedef struct {
  SoTestStudio *test;
  SoStudio *studio;
  SoSecrets *secrets;
  SoTestServer *server;
  char *base;
} Case;

static void
set_up (Case *c, gconstpointer data)
{
  c->test = so_test_studio_new ();
  c->studio = c->test->studio;
  c->secrets = so_secrets_memory ();
  so_studio_set_secrets (c->studio, c->secrets);
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
}

static void
tear_down (Case *c, gconstpointer data)
{
  so_test_studio_free (c->test);
  so_secrets_unref (c->secrets);
  so_test_server_free (c->server);
  g_free (c->base);
}

static gint64
count (Case *c, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (c->studio), NULL);

  return so_db_int (db, -1, sql, "");
}

/* Paired without a hub that was asked: as it stands after so_studio_pair_hub(). */
static void
pair (Case *c)
{
  SoHubLink link = { .url = c->base, .hub = (char *) "hub-1", .device = (char *) "d1", .name = (char *) "Desk", .epoch = (char *) "e1", .paired_at = SO_TEST_NOW };
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (c->studio), NULL, NULL);

  g_assert_true (so_hub_link_set (db, &link, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (c->studio), &db, NULL));
  g_assert_true (so_secrets_store (c->secrets, SO_HUB_SECRETS, SO_HUB_KEY, "Hub", KEY, NULL, NULL));
}

#define PAIRED "{" HEAD ",\"device\":\"d1\",\"name\":\"Desk\",\"key\":\"" KEY "\"}"
#define STATUS "{" HEAD ",\"device\":\"d1\",\"name\":\"Desk\",\"paired_at\":\"2025-11-21T10:00:00Z\",\"acknowledged\":0,\"endpoints\":[" \
               "{\"name\":\"whatsapp-main\",\"provider\":\"whatsapp\",\"url\":\"https://hub.example.org/hook/whatsapp-main\"},{\"name\":7}]}"

static void
test_pair (Case *c, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoSecret) key = NULL;
  g_autoptr (GPtrArray) doors = NULL;
  g_autoptr (SoHubLink) link = NULL;
  g_autofree char *path = g_build_filename (c->test->folder, "studio.db-wal", NULL), *file = NULL, *heard = NULL, *note = NULL;
  gsize size;

  so_test_server_answer (c->server, "200 OK", "", PAIRED);
  so_test_server_answer (c->server, "200 OK", "", STATUS);
  so_test_server_answer (c->server, "204 No Content", "", "");
  g_assert_true (so_studio_pair_hub (c->studio, c->base, " 123-456\n", "Desk", NULL, &error));
  g_assert_no_error (error);
  heard = so_test_server_heard (c->server, 0);
  g_assert_nonnull (strstr (heard, "{\"code\":\"123-456\",\"name\":\"Desk\"}"));
  key = so_secrets_lookup (c->secrets, SO_HUB_SECRETS, SO_HUB_KEY, NULL, NULL);
  g_assert_cmpstr (key, ==, KEY);
  link = so_studio_find_hub (c->studio);
  g_assert_cmpstr (link->hub, ==, "hub-1");
  g_assert_cmpint (link->cursor, ==, 0);
  doors = so_studio_list_hub_doors (c->studio);
  g_assert_cmpuint (doors->len, ==, 1);
  g_assert_cmpstr (((SoHubDoor *) doors->pdata[0])->url, ==, "https://hub.example.org/hook/whatsapp-main");
  g_assert_true (g_file_get_contents (path, &file, &size, NULL));
  g_assert_null (memmem (file, size, KEY, strlen (KEY)));
  /* A second one is not thrown away with a slip of the hand. */
  g_assert_false (so_studio_pair_hub (c->studio, c->base, "999", NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_true (so_studio_leave_hub (c->studio, &note, NULL));
  g_assert_null (note);
  g_assert_cmpint (count (c, "SELECT count(*) FROM hub_link"), ==, 0);
  g_clear_error (&error);
  g_assert_null (so_secrets_lookup (c->secrets, SO_HUB_SECRETS, SO_HUB_KEY, NULL, &error));
}

static void
test_pair_refused (Case *c, gconstpointer data)
{
  static const struct { const char *status, *body; SoError code; } answers[] = {
    { "401 Unauthorized", "{\"error\":\"no such code\"}", SO_ERROR_CHANGE }, { "429 Too Many", "{}", SO_ERROR_WAIT },
    { "404 Not Found", "<html>", SO_ERROR_CHANGE }, { "200 OK", "<html>", SO_ERROR_WAIT }, { "200 OK", "{" HEAD ",\"device\":\"d1\"}", SO_ERROR_CHANGE },
    { "200 OK", "{" HEAD ",\"device\":\"d1\",\"key\":\"short\"}", SO_ERROR_CHANGE }, { "301 Moved", "", SO_ERROR_CHANGE }, { "503 Busy", "", SO_ERROR_WAIT },
  };
  static const char *const addresses[] = { "http://hub.example.org", "ftp://hub.example.org", "", "https://", "https://user@hub.example.org", "https://hub.example.org?x=1" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      so_test_server_answer (c->server, answers[i].status, "", answers[i].body);
      g_assert_false (so_studio_pair_hub (c->studio, c->base, "123", NULL, NULL, &error));
      g_test_message ("%s: %s", answers[i].status, error->message);
      g_assert_error (error, SO_ERROR, (int) answers[i].code);
    }
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_studio_pair_hub (c->studio, addresses[i], "123", NULL, NULL, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_cmpuint (so_test_server_count (c->server), ==, G_N_ELEMENTS (answers));
  g_assert_cmpint (count (c, "SELECT count(*) FROM hub_link"), ==, 0);
}

/* Who leaves while the hub is away is told what is left to do. */
static void
test_leave_away (Case *c, gconstpointer data)
{
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (so_studio_leave_hub (c->studio, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  pair (c);
  so_test_server_answer (c->server, "503 Busy", "", "{}");
  g_assert_true (so_studio_leave_hub (c->studio, &note, NULL));
  g_assert_nonnull (strstr (note, "Desk"));
  g_assert_null (so_studio_find_hub (c->studio));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/engine/hub-pair/" name, Case, NULL, set_up, function, tear_down)
  ADD ("pair", test_pair);
  ADD ("refused", test_pair_refused);
  ADD ("leave-away", test_leave_away);
  return g_test_run ();
}
