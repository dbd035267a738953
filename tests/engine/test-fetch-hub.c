/* SPDX-License-Identifier: MIT */
/* A file of a message whose link is dead by now: the hub fetched it while this computer was off. Or it did not, lies, or cannot be asked just now. */
#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-hub-client.h"
#include "so-hub-inbox.h"
#include "so-hub-media-key.h"
#include "so-studio-private.h"
#include "so-test-channel.h"
#include "so-test-server.h"
#include "so-test-studio.h"

#include <string.h>

#define KEY "key-of-this-computer-4711"
#define PICTURE "a picture that came while nobody was here"
#define FOUND "{\"sha256\":\"%s\",\"whole\":true,\"parts\":1,\"size\":%d,\"mime\":\"image/png\"}"

typedef struct {
  SoTestStudio *test;
  SoStudio *studio;
  SoTestChannel *channel;
  SoSecrets *secrets;
  SoTestServer *server;
  char *base, *account, *sha256;
} Case;

static void
add_message (Case *c)
{
  SoIncoming *incoming = so_test_incoming ("whatsapp", "Ana", "Look");
  SoPart *part = so_part_new (SO_PART_IMAGE);

  part->remote = g_strdup ("media-0");
  g_ptr_array_add (incoming->parts, part);
  g_ptr_array_add (c->channel->inbox, incoming);
}

static void
set_up (Case *c, gconstpointer data)
{
  c->test = so_test_studio_new ();
  c->studio = c->test->studio;
  c->channel = so_test_channel_new ();
  c->secrets = so_secrets_memory ();
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
  c->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PICTURE, -1);
  so_studio_set_secrets (c->studio, c->secrets);
  so_studio_set_outlet (c->studio, so_test_channel_open, c->channel);
  c->account = so_test_add_account (c->studio, "whatsapp", "whatsapp", "{\"phone_number_id\":\"100\"}");
  c->channel->no_file = g_error_new_literal (SO_ERROR, SO_ERROR_GIVE_UP, "Meta has this file no more");
  add_message (c);
}

static void
tear_down (Case *c, gconstpointer data)
{
  so_test_studio_free (c->test);
  g_object_unref (c->channel);
  so_secrets_unref (c->secrets);
  so_test_server_free (c->server);
  g_free (c->base);
  g_free (c->account);
  g_free (c->sha256);
}

static void
pair (Case *c)
{
  SoHubLink link = { .url = c->base, .hub = (char *) "hub-1", .device = (char *) "d1", .name = (char *) "Desk", .epoch = (char *) "e1", .paired_at = SO_TEST_NOW };
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (c->studio), NULL, NULL);

  g_assert_true (so_hub_link_set (db, &link, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (c->studio), &db, NULL));
  g_assert_true (so_secrets_store (c->secrets, SO_HUB_SECRETS, SO_HUB_KEY, "Hub", KEY, NULL, NULL));
}

/* The hub has it: as media, as a file, and its one part. */
static void
say_file (Case *c, const char *bytes)
{
  g_autofree char *found = g_strdup_printf (FOUND, c->sha256, (int) strlen (PICTURE));

  so_test_server_answer (c->server, "200 OK", "Content-Type: application/json\r\n", found);
  so_test_server_answer (c->server, "200 OK", "Content-Type: application/json\r\n", found);
  so_test_server_answer (c->server, "200 OK", "Content-Type: application/octet-stream\r\n", bytes);
}

static void
say (Case *c, const char *status)
{
  so_test_server_answer (c->server, status, "", "{\"error\":\"no\"}");
}

/* What stands in the message: "waits", "gone" or what the file holds. */
static char *
state (Case *c)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (c->studio), NULL);
  g_autofree char *remote = so_db_text (db, "SELECT remote FROM part WHERE kind = 'image'", ""), *path = NULL, *content = NULL;
  g_autofree char *sha256 = so_db_text (db, "SELECT sha256 FROM part WHERE kind = 'image'", "");

  if (remote)
    return g_strdup ("waits");
  if (!sha256)
    return g_strdup ("gone");
  path = so_store_file_path (so_studio_get_store (c->studio), sha256);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return g_steal_pointer (&content);
}

#define assert_state(c, expected) G_STMT_START { g_autofree char *is = state (c); g_assert_cmpstr (is, ==, expected); } G_STMT_END

static void
test_there (Case *c, gconstpointer data)
{
  g_autofree char *key = so_hub_media_key ("whatsapp:100", "media-0"), *asked = NULL, *head = g_strdup_printf ("GET /v1/media/%s HTTP/1.1\r\n", key);

  pair (c);
  say_file (c, PICTURE);
  so_test_pull (c->studio);
  assert_state (c, PICTURE);
  asked = so_test_server_heard (c->server, 0);
  g_assert_true (g_str_has_prefix (asked, head));
  g_assert_nonnull (strstr (asked, "Bearer " KEY));
  so_test_pull (c->studio);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 3);
}

/* A provider in trouble is no reason to wait for it, where the hub has the file. */
static void
test_trouble (Case *c, gconstpointer data)
{
  g_clear_error (&c->channel->no_file);
  c->channel->no_file = g_error_new_literal (SO_ERROR, SO_ERROR_WAIT, "later");
  so_test_pull (c->studio);
  assert_state (c, "waits");
  pair (c);
  say_file (c, PICTURE);
  so_test_pull (c->studio);
  assert_state (c, PICTURE);
}

static void
test_not_there (Case *c, gconstpointer data)
{
  pair (c);
  say (c, "404 Not Found");
  so_test_pull (c->studio);
  assert_state (c, "gone");
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
}

static void
test_no_hub (Case *c, gconstpointer data)
{
  so_test_pull (c->studio);
  assert_state (c, "gone");
  g_assert_cmpuint (so_test_server_count (c->server), ==, 0);
}

/* It is not given up while the hub, which may have it, cannot be asked; what comes damaged is fetched once more. */
static void
test_later (Case *c, gconstpointer data)
{
  pair (c);
  say (c, "503 Service Unavailable");
  so_test_pull (c->studio);
  assert_state (c, "waits");
  say_file (c, "a picture that came while nobody was there");
  so_test_pull (c->studio);
  assert_state (c, "waits");
  say_file (c, "a picture that came while nobody was h3re");
  so_test_pull (c->studio);
  assert_state (c, "waits");
  say_file (c, PICTURE);
  so_test_pull (c->studio);
  assert_state (c, PICTURE);
}

/* The provider is first, and the hub is not asked for what is there. */
static void
test_alive (Case *c, gconstpointer data)
{
  pair (c);
  g_clear_error (&c->channel->no_file);
  g_hash_table_insert (c->channel->files, g_strdup ("media-0"), g_strdup ("fresh"));
  so_test_pull (c->studio);
  assert_state (c, "fresh");
  g_assert_cmpuint (so_test_server_count (c->server), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*run) (Case *, gconstpointer); } tests[] = {
    { "there", test_there }, { "trouble", test_trouble }, { "not-there", test_not_there }, { "no-hub", test_no_hub }, { "later", test_later }, { "alive", test_alive },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/fetch-hub/%s", tests[i].name);

      g_test_add (path, Case, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
