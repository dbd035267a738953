/* SPDX-License-Identifier: MIT */
/* What the hub's chat is told of the studio's hours: once when it begins, and when it changes. */
#include "so-hub-presence.h"

#include "so-db.h"
#include "so-error.h"
#include "so-hub-inbox.h"
#include "so-hub-intake.h"
#include "so-studio-private.h"
#include "so-test-server.h"
#include "so-test-studio.h"
#include "so-verb.h"

#include <string.h>

#define KEY "key-of-this-computer-4711"
#define CHAT "[{\"name\":\"website\",\"provider\":\"web\",\"url\":\"https://hub.example.org/chat/website\"}]"
#define HOOK "[{\"name\":\"whatsapp\",\"provider\":\"whatsapp\",\"url\":\"https://hub.example.org/hook/whatsapp\"}]"
#define ALL_DAY "[\"00:00-24:00\"]"
#define OPEN "{\"zone\":\"Europe/Berlin\",\"week\":[" ALL_DAY "," ALL_DAY "," ALL_DAY "," ALL_DAY "," ALL_DAY "," ALL_DAY "," ALL_DAY "]}"
#define CLOSED "{\"zone\":\"Europe/Berlin\",\"week\":[[],[],[],[],[],[],[]]}"

typedef struct {
  SoTestStudio *test;
  SoSecrets *secrets;
  SoTestServer *server;
  char *base;
} Case;

static void
set_up (Case *c, gconstpointer doors)
{
  g_autoptr (SoDb) db = NULL;

  c->test = so_test_studio_new ();
  c->secrets = so_secrets_memory ();
  so_studio_set_secrets (c->test->studio, c->secrets);
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
  if (!doors)
    return;
  db = so_store_begin (so_studio_get_store (c->test->studio), NULL, NULL);
  g_assert_true (so_hub_link_set (db, &(SoHubLink) { .url = c->base, .hub = (char *) "hub-1", .device = (char *) "d1", .name = (char *) "Desk",
                                                     .epoch = (char *) "e1", .paired_at = SO_TEST_NOW, .doors = (char *) doors }, NULL));
  g_assert_true (so_hub_link_set_doors (db, doors, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (c->test->studio), &db, NULL));
  g_assert_true (so_secrets_store (c->secrets, SO_HUB_SECRETS, SO_HUB_KEY, "Hub", KEY, NULL, NULL));
}

static void
tear_down (Case *c, gconstpointer doors)
{
  so_test_studio_free (c->test);
  so_secrets_unref (c->secrets);
  so_test_server_free (c->server);
  g_free (c->base);
}

static void
set_hours (Case *c, const char *hours)
{
  g_free (so_test_do (c->test->studio, SO_VERB_SET_HOURS, "hours", hours));
}

/* What it is told, or NULL: nothing. */
static char *
tell (Case *c, SoHubPresence *told, const char *status)
{
  guint before = so_test_server_count (c->server);
  g_autoptr (GError) error = NULL;

  so_test_server_answer (c->server, status, "", "");
  so_hub_presence_tell (c->test->studio, told, NULL, &error);
  if (status[0] == '2')
    g_assert_no_error (error);
  return so_test_server_count (c->server) > before ? so_test_server_heard (c->server, before) : NULL;
}

static void
expect (Case *c, SoHubPresence *told, const char *says)
{
  g_autofree char *heard = tell (c, told, "204 No Content");

  if (!says)
    g_assert_null (heard);
  else
    {
      g_assert_nonnull (heard);
      g_assert_nonnull (strstr (heard, "POST /v1/chat/away HTTP/1.1\r\n"));
      g_assert_nonnull (strstr (heard, "Bearer " KEY));
      g_assert_true (g_str_has_suffix (heard, says));
    }
}

static void
test_hours (Case *c, gconstpointer doors)
{
  SoHubPresence told = SO_HUB_PRESENCE_UNKNOWN;

  /* A studio without hours is always there. */
  expect (c, &told, "{\"away\":false}");
  g_assert_cmpint (told, ==, SO_HUB_PRESENCE_HERE);
  set_hours (c, OPEN);
  expect (c, &told, NULL);
  set_hours (c, CLOSED);
  expect (c, &told, "{\"away\":true}");
  expect (c, &told, NULL);
  g_assert_cmpint (told, ==, SO_HUB_PRESENCE_AWAY);
  set_hours (c, OPEN);
  expect (c, &told, "{\"away\":false}");
}

static void
test_no_chat (Case *c, gconstpointer doors)
{
  SoHubPresence told = SO_HUB_PRESENCE_UNKNOWN;

  set_hours (c, CLOSED);
  expect (c, &told, NULL);
  g_assert_cmpint (told, ==, SO_HUB_PRESENCE_UNKNOWN);
}

/* One that is busy is told later; one that is too old is not asked again and again. */
static void
test_refused (Case *c, gconstpointer doors)
{
  SoHubPresence told = SO_HUB_PRESENCE_UNKNOWN;
  g_autofree char *busy = NULL, *again = NULL, *old = NULL;

  busy = tell (c, &told, "503 Service Unavailable");
  g_assert_nonnull (busy);
  g_assert_cmpint (told, ==, SO_HUB_PRESENCE_UNKNOWN);
  again = tell (c, &told, "401 Unauthorized");
  g_assert_nonnull (again);
  g_assert_cmpint (told, ==, SO_HUB_PRESENCE_UNKNOWN);
  old = tell (c, &told, "404 Not Found");
  g_assert_nonnull (old);
  g_assert_cmpint (told, ==, SO_HUB_PRESENCE_HERE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hub-presence/hours", Case, CHAT, set_up, test_hours, tear_down);
  g_test_add ("/hub-presence/no-chat", Case, HOOK, set_up, test_no_chat, tear_down);
  g_test_add ("/hub-presence/no-hub", Case, NULL, set_up, test_no_chat, tear_down);
  g_test_add ("/hub-presence/refused", Case, CHAT, set_up, test_refused, tear_down);
  return g_test_run ();
}
