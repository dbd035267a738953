/* SPDX-License-Identifier: MIT */
#include "so-whatsapp.h"

#include "so-error.h"
#include "so-test-server.h"
#include "so-test-updates.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOKEN "canary-4711"
#define CONTENT "voice note"
#define HEX "7e9ba8f3c7b9e9cfbcd8e2bcd43cc4be1c76a1b6a1ee8d7e6b2be3d2d9fe4c3d"

typedef struct {
  SoTestServer *server;
  SoChannel *channel;
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (TOKEN);
  g_autofree char *base = NULL, *settings = NULL;
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP };

  f->server = so_test_server_new ();
  base = so_test_server_url (f->server, "");
  account.settings = settings = g_strdup_printf ("{\"api_base\":\"%s\",\"phone_number_id\":\"77\",\"waba_id\":\"88\"}", base);
  f->channel = SO_CHANNEL (so_whatsapp_new (&account, secrets, NULL));
  f->folder = g_dir_make_tmp ("so-wa-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "file", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->channel);
  so_test_server_free (f->server);
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

/* Where the file is, of what size and sum. */
static void
say_where (Fixture *f, const char *url, const char *size, const char *hash)
{
  g_autofree char *own = so_test_server_url (f->server, "/file?x=1");
  g_autofree char *body = g_strdup_printf ("{\"url\":\"%s\",\"mime_type\":\"audio/ogg; codecs=opus\",\"sha256\":\"%s\",\"file_size\":\"%s\",\"id\":\"55\"}",
                                           url ? url : own, hash, size);

  so_test_server_answer (f->server, "200 OK", "", body);
}

static gboolean
fetch (Fixture *f, const char *remote, char **mime, GError **error)
{
  return so_channel_fetch (f->channel, remote, f->path, mime, NULL, NULL, NULL, error);
}

static void
test_good (Fixture *f, gconstpointer data)
{
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, CONTENT, -1), *remote = NULL, *mime = NULL, *heard = NULL, *content = NULL;
  g_autofree char *base64 = NULL;
  guint8 raw[32];
  gsize n = sizeof raw;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) error = NULL;

  g_checksum_update (sum, (const guchar *) CONTENT, strlen (CONTENT));
  g_checksum_get_digest (sum, raw, &n);
  base64 = g_base64_encode (raw, n);
  remote = g_strconcat ("55 ", base64, NULL);
  say_where (f, NULL, "10", hex);
  so_test_server_answer (f->server, "200 OK", "Content-Type: application/octet-stream\r\n", CONTENT);
  g_assert_true (fetch (f, remote, &mime, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mime, ==, "audio/ogg; codecs=opus");
  g_assert_true (g_file_get_contents (f->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, CONTENT);
  heard = so_test_server_heard (f->server, 0);
  g_assert_true (g_str_has_prefix (heard, "GET /v26.0/55?phone_number_id=77 HTTP/1.1\r\n"));
  g_clear_pointer (&heard, g_free);
  heard = so_test_server_heard (f->server, 1);
  g_assert_true (g_str_has_prefix (heard, "GET /file?x=1 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (heard, "Authorization: Bearer " TOKEN "\r\n"));
  g_assert_nonnull (strstr (heard, "User-Agent: StudioOS/"));
}

/* Of another size or sum than was said, by the webhook or by Graph: no file stays. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  static const char *const remotes[] = { "55", "55", "55 SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=" };
  static const char *const sizes[] = { "11", "10", "10" };
  static const char *const hashes[] = { "", HEX, "" };

  for (guint i = 0; i < G_N_ELEMENTS (remotes); i++)
    {
      say_where (f, NULL, sizes[i], hashes[i]);
      so_test_server_answer (f->server, "200 OK", "", CONTENT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (remotes); i++)
    {
      g_autofree char *mime = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (fetch (f, remotes[i], &mime, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
      g_assert_null (mime);
      g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
    }
}

/* The token goes nowhere else, whatever the answer says. */
static void
test_other_hosts (Fixture *f, gconstpointer data)
{
  static const char *const urls[] = {
    "https://evil.example/file", "https://lookaside.fbsbx.com.evil.example/", "https://lookaside.fbsbx.com@127.0.0.1:1/", "http://lookaside.fbsbx.com/x",
    "https://evilfbcdn.net/x", "http://127.0.0.1:1/x", "file:///etc/passwd", "ftp://a.fbcdn.net/", "", "nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    say_where (f, urls[i], "10", "");
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *mime = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (fetch (f, "55", &mime, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
    }
  g_assert_cmpuint (so_test_server_count (f->server), ==, G_N_ELEMENTS (urls));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const char *const ids[] = { "../me", "", "1/2", "a?b=c", "%2e%2e", "https://evil.example/" };
  g_autoptr (GError) old = NULL, gone = NULL;
  g_autofree char *mime = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (fetch (f, ids[i], &mime, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
    }
  g_assert_cmpuint (so_test_server_count (f->server), ==, 0);
  so_test_server_answer (f->server, "400 Bad Request", "", "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"x\"}}");
  g_assert_false (fetch (f, "55", &mime, &old));
  g_assert_error (old, SO_ERROR, SO_ERROR_GIVE_UP);
  say_where (f, NULL, "10", "");
  so_test_server_answer (f->server, "404 Not Found", "", "<html>");
  g_assert_false (fetch (f, "55", &mime, &gone));
  g_assert_error (gone, SO_ERROR, SO_ERROR_GIVE_UP);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
on_progress (guint64 now, guint64 all, gpointer data)
{
  *(guint64 *) data = now;
  g_assert_cmpuint (all, ==, 1 << 20);
}

static void
test_progress (Fixture *f, gconstpointer data)
{
  g_autofree char *content = g_strnfill (1 << 20, 'x'), *mime = NULL;
  guint64 now = 0;

  say_where (f, NULL, "1048576", "");
  so_test_server_answer (f->server, "200 OK", "", content);
  g_assert_true (so_channel_fetch (f->channel, "55", f->path, &mime, on_progress, &now, NULL, NULL));
  g_assert_cmpuint (now, ==, 1 << 20);
}

static void
check (Fixture *f, const char *expected)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (so_channel_check (f->channel, items, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      SoSetupItem *item = items->pdata[i];
      g_assert_true (item->good == !item->sentence);
      g_string_append_printf (seen, "%c", item->good ? '+' : '-');
    }
  g_assert_cmpstr (seen->str, ==, expected);
}

/* Token, number, subscription. */
static void
test_check (Fixture *f, gconstpointer data)
{
  static const char bad_token[] = "{\"error\":{\"code\":190,\"message\":\"x\"}}", no_such[] = "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"x\"}}";
  g_autofree char *heard = NULL;

  so_test_server_answer (f->server, "200 OK", "", "{\"id\":\"77\"}");
  so_test_server_answer (f->server, "200 OK", "", "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"9\"}}]}");
  check (f, "+++");
  heard = so_test_server_heard (f->server, 1);
  g_assert_true (g_str_has_prefix (heard, "GET /v26.0/88/subscribed_apps HTTP/1.1\r\n"));
  so_test_server_answer (f->server, "401 Unauthorized", "", bad_token);
  so_test_server_answer (f->server, "401 Unauthorized", "", bad_token);
  check (f, "--");
  so_test_server_answer (f->server, "400 Bad Request", "", no_such);
  so_test_server_answer (f->server, "200 OK", "", "{\"data\":[]}");
  check (f, "+--");
}

static void
test_check_offline (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  so_test_server_say (f->server, "", 0, 0);
  g_assert_false (so_channel_check (f->channel, items, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
}

/* Settings that lack what is needed are lines of the list, not errors. */
static void
test_check_settings (void)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (TOKEN);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .settings = (char *) "{}" }, broken = account;
  g_autoptr (SoWhatsapp) channel = so_whatsapp_new (&account, secrets, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (so_channel_check (SO_CHANNEL (channel), items, NULL, NULL));
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_false (((SoSetupItem *) items->pdata[0])->good || ((SoSetupItem *) items->pdata[1])->good);
  g_assert_cmpuint (so_channel_can (SO_CHANNEL (channel)), ==, SO_CAN_SEND_FILES | SO_CAN_BEGIN | SO_CAN_TEMPLATES);
  broken.settings = (char *) "[";
  g_assert_null (so_whatsapp_new (&broken, secrets, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/whatsapp/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("fetch/good", test_good);
  ADD ("fetch/damaged", test_damaged);
  ADD ("fetch/other-hosts", test_other_hosts);
  ADD ("fetch/refused", test_refused);
  ADD ("fetch/progress", test_progress);
  ADD ("check/answers", test_check);
  ADD ("check/offline", test_check_offline);
  g_test_add_func ("/whatsapp/check/settings", test_check_settings);
  return g_test_run ();
}
