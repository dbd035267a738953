/* SPDX-License-Identifier: MIT */
#include "so-instagram.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-test-server.h"
#include "so-test-updates.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOKEN "canary-4711"
#define NOW G_GINT64_CONSTANT (1767700000000)      /* 2026-01-06 11:46:40 */
#define HOUR (60 * 60 * G_GINT64_CONSTANT (1000))

typedef struct {
  SoTestServer *server;
  SoChannel *channel;
} Fixture;

static SoChannel *
new_channel (Fixture *f, SoChannelKind kind)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (TOKEN);
  g_autofree char *base = so_test_server_url (f->server, ""), *settings = g_strdup_printf ("{\"api_base\":\"%s\"}", base);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = kind, .settings = settings };

  return SO_CHANNEL (so_instagram_new (&account, secrets, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  so_clock_set (NOW);
  f->server = so_test_server_new ();
  f->channel = new_channel (f, SO_CHANNEL_INSTAGRAM);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_clock_set (0);
  g_object_unref (f->channel);
  so_test_server_free (f->server);
}

static void
say (Fixture *f, const char *body)
{
  so_test_server_answer (f->server, "200 OK", "", body);
}

static void
heard (Fixture *f, guint i, const char *start)
{
  g_autofree char *all = so_test_server_heard (f->server, i);

  g_test_message ("%.*s", (int) strcspn (all, "\r"), all);
  g_assert_true (g_str_has_prefix (all, start));
  g_assert_nonnull (strstr (all, "Authorization: Bearer " TOKEN "\r\n"));
}

static gboolean
pull (Fixture *f, const char *cursor, const char *expected, char **next, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autofree char *told = NULL;

  if (!so_channel_pull (f->channel, cursor, updates, next, more, NULL, error))
    return FALSE;
  told = so_test_updates (updates);
  g_assert_cmpstr (told, ==, expected);
  return TRUE;
}

#define ME "{\"id\":\"1\",\"user_id\":\"900\",\"username\":\"studio\"}"

static void
test_pull (Fixture *f, gconstpointer data)
{
  g_autofree char *next = NULL, *end = NULL;
  gboolean more;
  g_autoptr (GError) error = NULL;

  say (f, ME);
  say (f, "{\"data\":[{\"id\":\"c/1\",\"updated_time\":\"2026-01-06T11:00:00+0000\"},7],\"paging\":{\"cursors\":{\"after\":\"Q/2=\"},\"next\":\"https://graph.instagram.com/x\"}}");
  say (f, "{\"id\":\"c/1\",\"messages\":{\"data\":[{\"id\":\"m2\",\"created_time\":\"2026-01-06T11:00:00+0000\",\"from\":{\"username\":\"studio\",\"id\":\"900\"},"
          "\"to\":{\"data\":[{\"username\":\"studio\",\"id\":\"900\"},{\"username\":\"ana\",\"id\":\"178\"}]},\"message\":\"Sure\"},{\"id\":\"m1\",\"created_time\":\"2025-06-01T11:00:00+0000\","
          "\"from\":{\"username\":\"ana\",\"id\":\"178\"},\"message\":\"\",\"attachments\":{\"data\":[{\"image_data\":{\"url\":\"https://c.fbcdn.net/i\"}}]},"
          "\"story\":{\"mention\":{\"link\":\"https://c.fbcdn.net/s\"}}},{\"id\":\"m0\"},null]}}");
  so_test_server_answer (f->server, "400 Bad Request", "", "{\"error\":{\"code\":100,\"message\":\"deleted\"}}");
  g_assert_true (pull (f, NULL, "MESSAGE m1 1748775600 in 178(ana) key=178 past story:Mentioned you in their story|https://c.fbcdn.net/s image:<https://c.fbcdn.net/i>\n"
                       "MESSAGE m2 1767697200 out - to 178(ana) key=178 text:Sure\n", &next, &more, &error));
  g_assert_no_error (error);
  g_assert_true (more);
  g_assert_cmpstr (next, ==, "0/1767697200000/Q/2=");
  heard (f, 0, "GET /v26.0/me?fields=id,user_id,username HTTP");
  heard (f, 1, "GET /v26.0/me/conversations?platform=instagram&fields=id,updated_time&limit=10 HTTP");
  heard (f, 2, "GET /v26.0/c%2F1?fields=messages%7Bid,created_time,from,to,message,attachments,shares,story,is_unsupported%7D HTTP");
  heard (f, 3, "GET /v26.0/m0?fields=id,created_time,from,");
  say (f, ME);
  say (f, "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"Q3\"}}}");
  g_assert_true (pull (f, next, "", &end, &more, NULL));
  heard (f, 5, "GET /v26.0/me/conversations?platform=instagram&fields=id,updated_time&limit=10&after=Q%2F2%3D HTTP");
  g_assert_false (more);
  g_assert_cmpstr (end, ==, "1767697200000/0/");
}

/* The second round asks only for what changed, with some overlap, and goes no further down the list. */
static void
test_pull_again (Fixture *f, gconstpointer data)
{
  g_autofree char *next = NULL;
  gboolean more;

  say (f, ME);
  say (f, "{\"data\":[{\"id\":\"c1\",\"updated_time\":\"2026-01-06T11:30:00+0000\"},{\"id\":\"c2\",\"updated_time\":\"2026-01-06T10:00:00+0000\"},{\"id\":\"c3\"}],"
          "\"paging\":{\"cursors\":{\"after\":\"Q2\"},\"next\":\"https://x\"}}");
  say (f, "{\"messages\":{\"data\":[{\"id\":\"m3\",\"created_time\":\"2026-01-06T11:30:00+0000\",\"from\":{\"id\":\"178\"},\"message\":\"New\"},"
          "{\"id\":\"m2\",\"created_time\":\"2026-01-06T10:00:00+0000\",\"from\":{\"id\":\"178\"},\"message\":\"Known\"}]}}");
  g_assert_true (pull (f, "1767697200000/0/", "MESSAGE m3 1767699000 in 178 key=178 text:New\n", &next, &more, NULL));
  g_assert_false (more);
  g_assert_cmpstr (next, ==, "1767699000000/0/");
  g_assert_cmpuint (so_test_server_count (f->server), ==, 3);
}

static void
test_usage (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *header;
    gboolean more;
  } cases[] = {
    { "X-App-Usage: {\"call_count\":28,\"total_time\":25}\r\n", TRUE },
    { "X-App-Usage: {\"call_count\":85,\"total_time\":25}\r\n", FALSE },
    { "X-Business-Use-Case-Usage: {\"17\":[{\"type\":\"x\",\"call_count\":91,\"estimated_time_to_regain_access\":0}]}\r\n", FALSE },
    { "X-Business-Use-Case-Usage: {\"17\":[{\"type\":\"x\",\"call_count\":1,\"estimated_time_to_regain_access\":99}]}\r\n", TRUE },
    { "X-App-Usage: nonsense\r\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      say (f, ME);
      so_test_server_answer (f->server, "200 OK", cases[i].header, "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"Q2\"},\"next\":\"https://x\"}}");
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *next = NULL;
      gboolean more;

      g_assert_true (pull (f, NULL, "", &next, &more, NULL));
      g_assert_cmpint (more, ==, cases[i].more);
      g_assert_cmpstr (next, ==, "0/0/Q2");
    }
}

/* Where a page fails nothing of it is told and the cursor stays: the next round begins there again. */
static void
test_pull_fails (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *status, *body;
    SoError error;
  } cases[] = {
    { "401 Unauthorized", "{\"error\":{\"code\":190,\"error_subcode\":463,\"message\":\"x\"}}", SO_ERROR_SIGN_IN },
    { "400 Bad Request", "{\"error\":{\"code\":80002,\"message\":\"x\"}}", SO_ERROR_WAIT },
    { "500 Oops", "", SO_ERROR_WAIT }, { "200 OK", "[]", SO_ERROR_WAIT },
    { "400 Bad Request", "{\"error\":{\"code\":10,\"message\":\"x\"}}", SO_ERROR_CHANGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      say (f, ME);
      say (f, "{\"data\":[{\"id\":\"c1\"}]}");
      so_test_server_answer (f->server, cases[i].status, "", cases[i].body);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *next = NULL;
      gboolean more;
      g_autoptr (GError) error = NULL;

      g_assert_false (pull (f, "5/0/", "", &next, &more, &error));
      g_assert_error (error, SO_ERROR, (int) cases[i].error);
      g_assert_null (next);
    }
}

static SoIdentity ana = { SO_IDENTITY_INSTAGRAM, (char *) "178", NULL }, jo = { SO_IDENTITY_MESSENGER, (char *) "5", NULL },
                  phone = { SO_IDENTITY_PHONE, (char *) "+34600111222", NULL };

static void
test_send (Fixture *f, gconstpointer data)
{
  g_autoptr (SoChannel) messenger = new_channel (f, SO_CHANNEL_MESSENGER);
  const struct {
    SoChannel *channel;
    SoOutgoing outgoing;
    const char *body;
  } cases[] = {
    { f->channel, { .text = "¡Claro!", .recipient = &ana, .last_inbound_at = NOW - HOUR }, "{\"recipient\":{\"id\":\"178\"},\"message\":{\"text\":\"¡Claro!\"}}" },
    { f->channel, { .text = "x", .recipient = &ana }, "{\"recipient\":{\"id\":\"178\"},\"message\":{\"text\":\"x\"}}" },
    { f->channel, { .text = "x", .recipient = &ana, .by_person = TRUE, .last_inbound_at = NOW - HOUR }, "{\"recipient\":{\"id\":\"178\"},\"message\":{\"text\":\"x\"}}" },
    { f->channel, { .text = "x", .recipient = &ana, .by_person = TRUE, .last_inbound_at = NOW - 25 * HOUR },
      "{\"recipient\":{\"id\":\"178\"},\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\",\"message\":{\"text\":\"x\"}}" },
    { messenger, { .text = "x", .recipient = &jo }, "{\"recipient\":{\"id\":\"5\"},\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":\"x\"}}" },
  };

  say (f, "{\"recipient_id\":\"178\",\"message_id\":\"mid.OK\"}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoOutgoing outgoing = cases[i].outgoing;
      g_autofree char *id = NULL, *all = NULL;
      g_autoptr (GError) error = NULL;

      outgoing.tag = "t";
      g_assert_cmpint (so_channel_send (cases[i].channel, &outgoing, &id, &error), ==, SO_SEND_ACCEPTED);
      g_assert_no_error (error);
      g_assert_cmpstr (id, ==, "mid.OK");
      heard (f, i, "POST /v26.0/me/messages HTTP");
      all = so_test_server_heard (f->server, i);
      g_assert_cmpstr (strstr (all, "\r\n\r\n") + 4, ==, cases[i].body);
    }
}

/* Bytes count, not characters; the tag is for people; after a week nobody writes. */
static void
test_send_refused_here (Fixture *f, gconstpointer data)
{
  g_autofree char *fits = g_strnfill (1000, 'x'), *longer = g_strdup_printf ("%.*sé", 999, fits);
  const SoOutgoing bad[] = {
    { .text = longer, .recipient = &ana }, { .text = "", .recipient = &ana }, { .text = NULL, .recipient = &ana }, { .text = "x", .recipient = &phone },
    { .text = "x" }, { .text = "x", .recipient = &jo }, { .text = "x", .recipient = &ana, .last_inbound_at = NOW - 25 * HOUR },
    { .text = "x", .recipient = &ana, .by_person = TRUE, .last_inbound_at = NOW - 8 * 24 * HOUR }, { .text = "x", .recipient = &ana, .n_files = 1 },
  };
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (so_channel_send (f->channel, &bad[i], &id, &error), ==, SO_SEND_REFUSED);
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_cmpuint (so_test_server_count (f->server), ==, 0);
  say (f, "{\"message_id\":\"mid.OK\"}");
  g_assert_cmpint (so_channel_send (f->channel, &(SoOutgoing) { .text = fits, .recipient = &ana }, &id, NULL), ==, SO_SEND_ACCEPTED);
}

static void
test_send_outcomes (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *status, *body;
    SoSendOutcome outcome;
  } cases[] = {
    { "400 Bad Request", "{\"error\":{\"code\":10,\"error_subcode\":2534022,\"message\":\"x\"}}", SO_SEND_REFUSED },
    { "400 Bad Request", "{\"error\":{\"code\":613,\"message\":\"x\"}}", SO_SEND_RETRY }, { "200 OK", "{}", SO_SEND_LOST }, { "502 Bad Gateway", "", SO_SEND_LOST },
    { "200 OK", "{\"recipient_id\":\"178\"}", SO_SEND_LOST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    so_test_server_answer (f->server, cases[i].status, "", cases[i].body);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (so_channel_send (f->channel, &(SoOutgoing) { .text = "x", .recipient = &ana }, &id, &error), ==, cases[i].outcome);
      g_assert_nonnull (error);
      g_assert_null (id);
    }
}

/* A file of Meta's needs no token, and one of somebody else's is not fetched. */
static void
test_fetch (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("so-ig-XXXXXX", NULL), *path = g_build_filename (folder, "f", NULL), *url = so_test_server_url (f->server, "/i?sig=1");
  g_autofree char *mime = NULL, *other = NULL, *all = NULL;
  g_autoptr (GError) error = NULL;

  so_test_server_answer (f->server, "200 OK", "Content-Type: image/jpeg\r\n", "JPEG");
  g_assert_true (so_channel_fetch (f->channel, url, path, &mime, NULL, NULL, NULL, NULL));
  g_assert_cmpstr (mime, ==, "image/jpeg");
  all = so_test_server_heard (f->server, 0);
  g_assert_null (strstr (all, TOKEN));
  g_unlink (path);
  g_rmdir (folder);
  g_assert_false (so_channel_fetch (f->channel, "https://evil.example/i", path, &other, NULL, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
}

static void
test_check (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  say (f, ME);
  so_test_server_answer (f->server, "403 Forbidden", "", "{\"error\":{\"code\":10,\"message\":\"x\"}}");
  say (f, "{\"data\":[]}");
  g_assert_true (so_channel_check (f->channel, items, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((SoSetupItem *) items->pdata[i])->good, ==, i == 0);
  g_assert_cmpuint (so_channel_can (f->channel), ==, SO_CAN_PULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/instagram/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("pull/pages", test_pull);
  ADD ("pull/again", test_pull_again);
  ADD ("pull/usage", test_usage);
  ADD ("pull/fails", test_pull_fails);
  ADD ("send/bodies", test_send);
  ADD ("send/refused-here", test_send_refused_here);
  ADD ("send/outcomes", test_send_outcomes);
  ADD ("fetch", test_fetch);
  ADD ("check", test_check);
  return g_test_run ();
}
