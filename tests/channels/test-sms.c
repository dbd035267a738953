/* SPDX-License-Identifier: MIT */
#include "so-sms.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-sms-parse.h"
#include "so-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define SID "AC00000000000000000000000000000001"
#define NOW G_GINT64_CONSTANT (1795246679000)    /* Sat, 21 Nov 2026 07:37:59 UTC */
#define CANARY "canary-token-4711"

/* An account at a server of ours. */
typedef struct {
  SoTestServer *server;
  SoSecrets *secrets;
  SoChannel *sms;
} Scene;

static void
set_up (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SoAccount account = { .id = (char *) "acc", .channel = SO_CHANNEL_SMS };
  g_autofree char *base = NULL, *settings = NULL;

  so_clock_set (NOW);
  scene->server = so_test_server_new ();
  scene->secrets = so_secrets_memory ();
  base = so_test_server_url (scene->server, "/");
  settings = g_strdup_printf ("{\"sid\":\"" SID "\",\"from\":\"+4930123456\",\"api_base\":\"%s\"}", base);
  account.settings = settings;
  g_assert_true (so_secrets_store (scene->secrets, "acc", "token", "label", CANARY, NULL, &error));
  scene->sms = (SoChannel *) so_sms_new (&account, scene->secrets, &error);
  g_assert_no_error (error);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_object_unref (scene->sms);
  so_secrets_unref (scene->secrets);
  so_test_server_free (scene->server);
  so_clock_set (0);
}

#define MESSAGE(sid, direction, status, body, more) \
  "{\"sid\":\"" sid "\",\"direction\":\"" direction "\",\"status\":\"" status "\",\"body\":\"" body "\",\"from\":\"+49151000\",\"to\":\"+49170111\"," \
  "\"date_created\":\"Sat, 21 Nov 2026 07:00:00 +0000\",\"date_sent\":\"Sat, 21 Nov 2026 07:00:01 +0000\",\"num_media\":\"0\"" more "}"

/* What one element tells, in a line. */
static char *
tell (const char *json, gint64 *at)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, NULL);
  GString *line = g_string_new (NULL);

  so_sms_parse_message (json_node_get_object (node), updates, at);
  for (guint i = 0; i < updates->len; i++)
    {
      const SoUpdate *u = updates->pdata[i];
      g_autofree char *text = u->incoming ? so_incoming_dup_text (u->incoming) : NULL;

      if (u->kind == SO_UPDATE_MESSAGE)
        g_string_append_printf (line, "%s %s “%s” parts=%u|", u->incoming->outbound ? "to" : "from", u->incoming->thread_key, text, u->incoming->parts->len);
      else
        g_string_append_printf (line, "state %d %s %s|", u->state, u->code ? u->code : "-", u->text ? u->text : "-");
    }
  return g_string_free_and_steal (line);
}

static void
test_parse (void)
{
  static const struct { const char *json, *tells; } rows[] = {
    { MESSAGE ("SM1", "inbound", "received", "Hi\\nthere", ""), "from +49151000 “Hi\nthere” parts=1|" },
    { MESSAGE ("SM1", "inbound", "received", "", ""), "from +49151000 “” parts=1|" },
    { MESSAGE ("MM1", "inbound", "received", "", ",\"num_media\":\"2\""), "from +49151000 “” parts=2|" },
    { MESSAGE ("MM1", "inbound", "received", "Look", ",\"num_media\":1"), "from +49151000 “Look” parts=2|" },
    { MESSAGE ("SM1", "outbound-api", "queued", "15 €", ""), "to +49170111 “15 €” parts=1|" },
    { MESSAGE ("SM1", "outbound-api", "delivered", "15 €", ""), "to +49170111 “15 €” parts=1|state 2 - -|" },
    { MESSAGE ("SM1", "outbound-reply", "sent", "15 €", ""), "to +49170111 “15 €” parts=1|state 0 - -|" },
    { MESSAGE ("SM1", "outbound-api", "undelivered", "x", ",\"error_code\":30003,\"error_message\":\"Unreachable\""), "to +49170111 “x” parts=1|state 1 30003 Unreachable|" },
    { MESSAGE ("SM1", "outbound-api", "failed", "x", ",\"error_code\":21610,\"error_message\":null"), "state 1 21610 -|" },
    { MESSAGE ("SM1", "outbound-api", "scheduled", "x", ""), "" },
    { "{\"sid\":\"SM1\",\"direction\":\"inbound\",\"from\":\"+49\",\"body\":\"x\",\"date_updated\":\"Sat, 21 Nov 2026 07:00:00 +0000\"}", "from +49 “x” parts=1|" },
    { "{}", "" }, { "{\"sid\":\"SM1\"}", "" }, { MESSAGE ("", "inbound", "received", "x", ""), "" },
    { "{\"sid\":7,\"direction\":[],\"from\":{},\"date_created\":\"Sat, 21 Nov 2026 07:00:00 +0000\"}", "" },
    { "{\"sid\":\"SM1\",\"direction\":\"inbound\",\"from\":\"+49\",\"body\":\"x\",\"date_created\":\"soon\"}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 at;
      g_autofree char *line = tell (rows[i].json, &at);

      g_test_message ("%s", rows[i].json);
      g_assert_cmpstr (line, ==, rows[i].tells);
    }
}

/* Two pages, and then from an hour before the newest one. */
static void
test_pull (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *one = NULL, *two = NULL, *three = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  so_test_server_answer (scene->server, "200 OK", "", "{\"messages\":[" MESSAGE ("SM1", "inbound", "received", "Hi", "") ",7,{}],\"next_page_uri\":\"/2010-04-01/Accounts/" SID "/Messages.json?Page=1&PageToken=x\"}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"messages\":[" MESSAGE ("SM2", "outbound-api", "delivered", "Yo", "") "],\"next_page_uri\":null}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"messages\":[]}");
  g_assert_true (so_channel_pull (scene->sms, NULL, updates, &first, &more, NULL, &error));
  g_assert_true (more);
  g_assert_cmpuint (updates->len, ==, 1);
  g_assert_true (so_channel_pull (scene->sms, first, updates, &second, &more, NULL, &error));
  g_assert_false (more);
  g_assert_cmpuint (updates->len, ==, 3);
  g_assert_cmpstr (second, ==, "2026-11-21T07:00:01Z");
  g_assert_true (so_channel_pull (scene->sms, second, updates, &third, &more, NULL, &error));
  g_assert_cmpstr (third, ==, second);
  one = so_test_server_heard (scene->server, 0);
  two = so_test_server_heard (scene->server, 1);
  three = so_test_server_heard (scene->server, 2);
  g_assert_nonnull (strstr (one, "GET /2010-04-01/Accounts/" SID "/Messages.json?PageSize=100&DateSent%3E=2026-10-22T06%3A37%3A59Z HTTP"));
  g_assert_true (g_str_has_prefix (two, "GET /2010-04-01/Accounts/" SID "/Messages.json?Page=1&PageToken=x HTTP"));
  g_assert_nonnull (strstr (three, "DateSent%3E=2026-11-21T06%3A00%3A01Z"));
  g_assert_nonnull (strstr (one, "Authorization: Basic QUMwMDAw"));
}

/* A server whose next page leads back to one that was read is not asked for ever; a cursor of before this was noticed goes on as it did. */
static void
test_rounds (Scene *scene, gconstpointer data)
{
  static const char *const nexts[][2] = { { "a?Page=1", "a?Page=1" }, { "a?Page=1", "a?Page=0" } };

  for (guint i = 0; i < G_N_ELEMENTS (nexts); i++)
    {
      g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
      g_autofree char *cursor = g_strdup ("2026-11-21T07:00:00Z /2010-04-01/a?Page=0 2026-11-21T07:00:01Z");
      gboolean more = TRUE;
      guint pages = 0;

      for (; more && pages < 12; pages++)
        {
          g_autofree char *page = g_strdup_printf ("{\"messages\":[],\"next_page_uri\":\"/2010-04-01/%s\"}", nexts[i][pages % 2]), *next = NULL;
          g_autoptr (GError) error = NULL;

          so_test_server_answer (scene->server, "200 OK", "", page);
          g_assert_true (so_channel_pull (scene->sms, cursor, updates, &next, &more, NULL, &error));
          g_set_str (&cursor, next);
        }
      g_assert_cmpuint (pages, >, 1);
      g_assert_cmpuint (pages, <, 12);
      g_assert_cmpstr (cursor, ==, "2026-11-21T07:00:01Z");
    }
}

static SoSendOutcome
send_to (Scene *scene, const char *text, char **remote_id, GError **error)
{
  g_autoptr (SoIdentity) to = so_identity_new (SO_IDENTITY_PHONE, "+49170111", NULL);
  SoOutgoing outgoing = { .tag = "tag", .recipient = to, .text = text };

  return so_channel_send (scene->sms, &outgoing, remote_id, error);
}

static void
test_send (Scene *scene, gconstpointer data)
{
  static const struct { const char *status, *body; SoSendOutcome outcome; int sort; } rows[] = {
    { "201 Created", "{\"sid\":\"SM9\",\"status\":\"queued\"}", SO_SEND_ACCEPTED, -1 },
    { "201 Created", "{}", SO_SEND_LOST, SO_ERROR_WAIT }, { "200 OK", "<html>", SO_SEND_LOST, SO_ERROR_WAIT },
    { "400 Bad Request", "{\"code\":21211,\"message\":\"Invalid 'To'\"}", SO_SEND_REFUSED, SO_ERROR_CHANGE },
    { "400 Bad Request", "{\"code\":21610}", SO_SEND_REFUSED, SO_ERROR_GIVE_UP }, { "401 Unauthorized", "{\"code\":20003}", SO_SEND_REFUSED, SO_ERROR_SIGN_IN },
    { "401 Unauthorized", "", SO_SEND_REFUSED, SO_ERROR_SIGN_IN }, { "429 Too Many", "{\"code\":20429}", SO_SEND_RETRY, SO_ERROR_WAIT },
    { "503 Busy", "", SO_SEND_RETRY, SO_ERROR_WAIT }, { "500 Oops", "", SO_SEND_LOST, SO_ERROR_WAIT },
    { "400 Bad Request", "{\"code\":29999,\"message\":\"New\"}", SO_SEND_REFUSED, SO_ERROR_CHANGE }, { "302 Found", "", SO_SEND_REFUSED, SO_ERROR_REPORT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    so_test_server_answer (scene->server, rows[i].status, "", rows[i].body);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *remote = NULL, *heard = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", rows[i].status, rows[i].body);
      g_assert_cmpint (send_to (scene, "15 € & more+", &remote, &error), ==, rows[i].outcome);
      g_assert_cmpstr (remote, ==, rows[i].outcome == SO_SEND_ACCEPTED ? "SM9" : NULL);
      if (rows[i].sort >= 0)
        {
          g_assert_error (error, SO_ERROR, rows[i].sort);
          g_assert_null (strstr (error->message, "canary"));
        }
      heard = so_test_server_heard (scene->server, i);
      g_assert_true (g_str_has_prefix (heard, "POST /2010-04-01/Accounts/" SID "/Messages.json HTTP"));
      g_assert_nonnull (strstr (heard, "Content-Type: application/x-www-form-urlencoded\r\n"));
      g_assert_true (g_str_has_suffix (heard, "To=%2B49170111&From=%2B4930123456&Body=15%20%E2%82%AC%20%26%20more%2B"));
    }
}

/* Cut off after the request left: nobody knows. No server at all: it surely did not leave. Without a token it is not even tried. */
static void
test_send_broken (Scene *scene, gconstpointer data)
{
  g_autofree char *remote = NULL, *long_text = g_strnfill (1601, 'x');
  g_autoptr (GError) lost = NULL, empty = NULL, too_long = NULL, none = NULL;

  so_test_server_say (scene->server, "HTTP/1.1 201", 12, 0);
  g_assert_cmpint (send_to (scene, "Hi", &remote, &lost), ==, SO_SEND_LOST);
  g_assert_error (lost, SO_ERROR, SO_ERROR_WAIT);
  g_assert_cmpint (send_to (scene, "", &remote, &empty), ==, SO_SEND_REFUSED);
  g_assert_cmpint (send_to (scene, long_text, &remote, &too_long), ==, SO_SEND_REFUSED);
  g_assert_true (so_secrets_remove (scene->secrets, "acc", NULL, NULL, NULL));
  g_assert_cmpint (send_to (scene, "Hi", &remote, &none), ==, SO_SEND_RETRY);
  g_assert_error (none, SO_ERROR, SO_ERROR_SIGN_IN);
  g_assert_cmpuint (so_test_server_count (scene->server), ==, 1);
}

static void
test_reconcile (Scene *scene, gconstpointer data)
{
  static const struct { const char *body; SoReconcile is; const char *sid; } rows[] = {
    { "{\"messages\":[" MESSAGE ("SM1", "inbound", "received", "Hi", "") "," MESSAGE ("SM2", "outbound-api", "delivered", "Hi", "") "]}", SO_RECONCILE_SENT, "SM2" },
    { "{\"messages\":[" MESSAGE ("SM2", "outbound-api", "delivered", "Ho", "") "]}", SO_RECONCILE_NOT_SENT, NULL },
    { "{\"messages\":[" MESSAGE ("SM2", "outbound-api", "failed", "Hi", "") "]}", SO_RECONCILE_NOT_SENT, NULL },
    { "{\"messages\":[]}", SO_RECONCILE_NOT_SENT, NULL }, { "{}", SO_RECONCILE_UNSURE, NULL }, { "?", SO_RECONCILE_UNSURE, NULL },
  };
  g_autoptr (SoIdentity) to = so_identity_new (SO_IDENTITY_PHONE, "+49170111", NULL);
  SoOutgoing outgoing = { .tag = "tag", .recipient = to, .text = "Hi" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    so_test_server_answer (scene->server, "200 OK", "", rows[i].body);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *remote = NULL;

      g_assert_cmpint (so_channel_reconcile (scene->sms, &outgoing, &remote, NULL), ==, rows[i].is);
      g_assert_cmpstr (remote, ==, rows[i].sid);
    }
}

/* The file lies elsewhere: its address is followed once, without the token. */
static void
test_fetch (Scene *scene, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("so-sms-XXXXXX", NULL), *path = g_build_filename (folder, "media", NULL);
  g_autofree char *elsewhere = so_test_server_url (scene->server, "/bucket/picture"), *location = g_strdup_printf ("Location: %s\r\n", elsewhere);
  g_autofree char *mime = NULL, *content = NULL, *second = NULL, *third = NULL;
  g_autoptr (GError) error = NULL, gone = NULL;

  so_test_server_answer (scene->server, "200 OK", "", "{\"media_list\":[{\"uri\":\"/2010-04-01/Accounts/" SID "/Messages/MM1/Media/ME1.json\",\"content_type\":\"image/jpeg\"}]}");
  so_test_server_answer (scene->server, "307 Temporary Redirect", location, "");
  so_test_server_answer (scene->server, "200 OK", "", "a picture");
  so_test_server_answer (scene->server, "200 OK", "", "{\"media_list\":[]}");
  g_assert_true (so_channel_fetch (scene->sms, "MM1/0", path, &mime, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mime, ==, "image/jpeg");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "a picture");
  second = so_test_server_heard (scene->server, 1);
  third = so_test_server_heard (scene->server, 2);
  g_assert_nonnull (strstr (second, "/Messages/MM1/Media/ME1 HTTP"));
  g_assert_nonnull (strstr (second, "Authorization: Basic"));
  g_assert_null (strstr (third, "Authorization"));
  g_unlink (path);
  g_clear_pointer (&mime, g_free);
  g_assert_false (so_channel_fetch (scene->sms, "MM1/0", path, &mime, NULL, NULL, NULL, &gone));
  g_assert_error (gone, SO_ERROR, SO_ERROR_GIVE_UP);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
test_check (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) good = g_ptr_array_new_with_free_func (so_setup_item_free), bad = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  so_test_server_answer (scene->server, "200 OK", "", "{\"status\":\"active\"}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"incoming_phone_numbers\":[{\"capabilities\":{\"sms\":true}}]}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"status\":\"suspended\"}");
  so_test_server_answer (scene->server, "200 OK", "", "{\"incoming_phone_numbers\":[]}");
  so_test_server_answer (scene->server, "401 Unauthorized", "", "{\"code\":20003}");
  g_assert_true (so_channel_check (scene->sms, good, NULL, &error));
  g_assert_cmpuint (good->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (((SoSetupItem *) good->pdata[i])->good);
  g_assert_true (so_channel_check (scene->sms, bad, NULL, &error));
  g_assert_false (((SoSetupItem *) bad->pdata[1])->good);
  g_assert_nonnull (((SoSetupItem *) bad->pdata[2])->sentence);
  g_ptr_array_set_size (bad, 0);
  g_assert_true (so_channel_check (scene->sms, bad, NULL, &error));
  g_assert_cmpuint (bad->len, ==, 1);
  g_assert_false (((SoSetupItem *) bad->pdata[0])->good);
}

static void
test_settings (void)
{
  static const char *const bad[] = {
    NULL, "{}", "{", "[]", "{\"sid\":\"AC1\",\"from\":\"+49\"}", "{\"sid\":\"" SID "\"}", "{\"sid\":\"AC/../../../../../../../../../../..\",\"from\":\"+49\"}",
    "{\"sid\":\"" SID "\",\"from\":\"+49\",\"api_base\":\"http://example.com\"}",
  };
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      SoAccount account = { .id = (char *) "acc", .channel = SO_CHANNEL_SMS, .settings = (char *) bad[i] };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (so_sms_new (&account, secrets, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

/* Twilio's real service, or one that plays it, sends nobody to what listens on this computer. */
static void
test_follow (void)
{
  static const struct { const char *base, *url; gboolean may; } cases[] = {
    { "https://api.twilio.com", "https://mms.s3.amazonaws.com/AC/1", TRUE }, { "https://api.twilio.com", "http://mms.s3.amazonaws.com/AC/1", FALSE },
    { "https://api.twilio.com", "http://127.0.0.1:8787/metrics", FALSE }, { "https://api.twilio.com", "https://localhost/metrics", FALSE },
    { "https://api.twilio.com", "http://[::1]/metrics", FALSE }, { "https://api.twilio.com", "file:///etc/passwd", FALSE }, { "https://api.twilio.com", "/metrics", FALSE },
    { "http://127.0.0.1:1234", "http://127.0.0.1:1234/bucket", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (so_sms_may_follow (cases[i].base, cases[i].url), ==, cases[i].may);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sms/parse", test_parse);
  g_test_add_func ("/sms/settings", test_settings);
  g_test_add_func ("/sms/follow", test_follow);
#define ADD(name, func) g_test_add ("/sms/" name, Scene, NULL, set_up, func, tear_down)
  ADD ("pull", test_pull);
  ADD ("rounds", test_rounds);
  ADD ("send", test_send);
  ADD ("send-broken", test_send_broken);
  ADD ("reconcile", test_reconcile);
  ADD ("fetch", test_fetch);
  ADD ("check", test_check);
  return g_test_run ();
}
