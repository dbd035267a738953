/* SPDX-License-Identifier: MIT */
#include "so-gmail-private.h"

#include "so-base64url.h"
#include "so-gmail-raw.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define CANARY "canary-77"
#define MAIL(id, subject) "From: Ana <ana@example.com>\r\nTo: me@studio.example\r\nSubject: " subject "\r\nMessage-ID: <" id ">\r\n" \
                          "Date: Mon, 01 Jan 2001 00:00:00 +0000\r\n\r\nHola\r\n"

typedef struct {
  SoTestServer *server;
  SoSecrets *secrets;
  SoChannel *gmail;
  guint asked;      /* requests looked at so far */
} Case;

static SoGmail *
gmail_at (const char *base, SoSecrets *secrets, GError **error)
{
  g_autofree char *settings = g_strdup_printf ("{\"client_id\":\"client\",\"client_secret\":\"s\",\"api_base\":\"%s\",\"token_base\":\"%s/token\"}", base, base);
  SoAccount account = { .id = (char *) "account", .name = (char *) "Tanzstudio", .address = (char *) "me@studio.example", .settings = settings };

  return so_gmail_new (&account, secrets, error);
}

static void
begin (Case *c)
{
  g_autofree char *base = NULL;

  *c = (Case) { .server = so_test_server_new (), .secrets = so_secrets_memory () };
  base = so_test_server_url (c->server, "");
  so_secrets_store (c->secrets, "account", "refresh-token", "A test", CANARY, NULL, NULL);
  c->gmail = SO_CHANNEL (gmail_at (base, c->secrets, NULL));
  so_test_server_answer (c->server, "200 OK", "", "{\"access_token\":\"" CANARY "-access\",\"expires_in\":3600}");
  c->asked = 1;
}

static void
end (Case *c)
{
  so_test_server_free (c->server);
  so_secrets_unref (c->secrets);
  g_object_unref (c->gmail);
}

static void
say (Case *c, const char *status, const char *body)
{
  so_test_server_answer (c->server, status, "Content-Type: application/json\r\n", body);
}

static void
say_mail (Case *c, const char *id, const char *labels, const char *mail)
{
  g_autofree char *raw = so_base64url_encode (mail, strlen (mail));
  g_autofree char *body = g_strdup_printf ("{\n \"id\": \"%s\",\n \"threadId\": \"19b9c1d2e3f40500\",\n \"labelIds\": [%s],\n \"snippet\": \"\\\"raw\\\": x\","
                                           "\n \"internalDate\": \"1763722167000\",\n \"raw\": \"%s\"\n}\n", id, labels, raw);

  say (c, "200 OK", body);
}

/* The next request that has not been looked at. */
#define heard(c) so_test_server_heard ((c)->server, (c)->asked++)

static void
assert_heard (Case *c, const char *line)
{
  g_autofree char *request = heard (c), *start = g_strdup_printf ("GET /gmail/v1/users/me%s HTTP/1.1\r\n", line);

  g_assert_cmpint (strncmp (request, start, strlen (start)), ==, 0);
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer " CANARY "-access\r\n"));
}

typedef struct {
  GPtrArray *updates;
  char *next;
  gboolean more;
  GError *error;
} Pulled;

static void
pulled_clear (Pulled *pulled)
{
  g_clear_pointer (&pulled->updates, g_ptr_array_unref);
  g_clear_pointer (&pulled->next, g_free);
  g_clear_error (&pulled->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pulled, pulled_clear)

static gboolean
pull (Case *c, const char *cursor, Pulled *pulled)
{
  pulled_clear (pulled);
  pulled->updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  return so_channel_pull (c->gmail, cursor, pulled->updates, &pulled->next, &pulled->more, NULL, &pulled->error);
}

static const SoIncoming *
incoming_of (Pulled *pulled, guint i)
{
  return ((SoUpdate *) pulled->updates->pdata[i])->incoming;
}

static void
test_first_sync (void)
{
  Case c;
  g_auto (Pulled) pulled = { 0 };
  guint done, total;

  begin (&c);
  say (&c, "200 OK", "{\"emailAddress\":\"me@studio.example\",\"historyId\":\"184467440737095516169\"}");
  say (&c, "200 OK", "{\"messages\":[{\"id\":\"a\",\"threadId\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":7},9],\"nextPageToken\":\"T+1\",\"resultSizeEstimate\":4}");
  say (&c, "404 Not Found", "{\"error\":{\"code\":404,\"errors\":[{\"reason\":\"notFound\"}]}}");
  say_mail (&c, "b", "\"DRAFT\"", MAIL ("two@example.com", "x"));
  say_mail (&c, "a", "\"INBOX\",\"UNREAD\"", MAIL ("one@example.com", "=?UTF-8?Q?=C2=BFClase=3F?="));
  g_assert_true (pull (&c, NULL, &pulled));
  g_assert_cmpstr (pulled.next, ==, "list 184467440737095516169 5 4 T+1");
  g_assert_true (pulled.more);
  g_assert_true (so_gmail_progress (pulled.next, &done, &total));
  g_assert_cmpuint (done, ==, 5);
  g_assert_cmpuint (total, ==, 5);
  g_assert_cmpuint (pulled.updates->len, ==, 1);
  g_assert_cmpstr (incoming_of (&pulled, 0)->remote_id, ==, "one@example.com");
  g_assert_cmpstr (incoming_of (&pulled, 0)->title, ==, "¿Clase?");
  g_assert_cmpstr (incoming_of (&pulled, 0)->thread_key, ==, "gmail:1853725833151382784");
  g_assert_cmpint (incoming_of (&pulled, 0)->sent_at, ==, G_GINT64_CONSTANT (1763722167000));
  g_assert_false (incoming_of (&pulled, 0)->outbound);
  g_assert_nonnull (incoming_of (&pulled, 0)->raw);
  assert_heard (&c, "/profile");
  assert_heard (&c, "/messages?includeSpamTrash=false&maxResults=25&q=newer_than%3A365d");
  /* From the oldest on. */
  assert_heard (&c, "/messages/c?format=raw");
  c.asked++;
  assert_heard (&c, "/messages/a?format=raw");
  g_assert_true (incoming_of (&pulled, 0)->past);
  /* The second page, whose end is the end. */
  say (&c, "200 OK", "{\"messages\":[{\"id\":\"d\"}]}");
  say_mail (&c, "d", "\"SENT\"", MAIL ("four@example.com", "From another address of mine"));
  g_assert_true (pull (&c, "list 184467440737095516169 5 4 T+1", &pulled));
  g_assert_cmpstr (pulled.next, ==, "history 184467440737095516169");
  g_assert_false (pulled.more);
  g_assert_false (so_gmail_progress (pulled.next, &done, &total));
  g_assert_true (incoming_of (&pulled, 0)->outbound);
  assert_heard (&c, "/messages?includeSpamTrash=false&maxResults=25&q=newer_than%3A365d&pageToken=T%2B1");
  end (&c);
}

static void
test_empty_mailbox (void)
{
  Case c;
  g_auto (Pulled) pulled = { 0 };

  begin (&c);
  say (&c, "404 Not Found", "{}");
  say (&c, "200 OK", "{\"resultSizeEstimate\":0}");
  say (&c, "200 OK", "{\"resultSizeEstimate\":0}");
  g_assert_true (pull (&c, "", &pulled));
  g_assert_cmpstr (pulled.next, ==, "history 1");
  g_assert_cmpuint (pulled.updates->len, ==, 0);
  end (&c);
}

static void
test_history (void)
{
  Case c;
  g_auto (Pulled) pulled = { 0 };

  begin (&c);
  say (&c, "200 OK", "{\"history\":[{\"id\":\"12\",\"messages\":[{\"id\":\"never\"}],\"messagesAdded\":[{\"message\":{\"id\":\"a\",\"labelIds\":[\"INBOX\"]}},"
                     "{\"message\":{\"id\":\"d\",\"labelIds\":[\"DRAFT\"]}}]},"
                     "{\"id\":\"13\",\"labelsAdded\":[{\"message\":{\"id\":\"star\",\"labelIds\":[\"INBOX\",\"STARRED\"]},\"labelIds\":[\"STARRED\"]}]},"
                     "{\"id\":\"14\",\"labelsAdded\":[{\"message\":{\"id\":\"back\",\"labelIds\":[\"INBOX\"]},\"labelIds\":[\"INBOX\"]}]},"
                     "{\"id\":\"15\",\"messagesAdded\":[{\"message\":{\"id\":\"a\"}}],\"messagesDeleted\":[{\"message\":{\"id\":\"a\"}}]},{},7],"
                     "\"nextPageToken\":\"P2\",\"historyId\":\"99\"}");
  say (&c, "404 Not Found", "{\"error\":{\"code\":404}}");
  say_mail (&c, "back", "\"INBOX\"", MAIL ("back@example.com", "x"));
  g_assert_true (pull (&c, "history 11", &pulled));
  g_assert_cmpstr (pulled.next, ==, "history 11 P2");
  g_assert_true (pulled.more);
  g_assert_cmpuint (pulled.updates->len, ==, 1);
  g_assert_cmpstr (incoming_of (&pulled, 0)->remote_id, ==, "back@example.com");
  assert_heard (&c, "/history?startHistoryId=11&historyTypes=messageAdded&historyTypes=labelAdded&maxResults=50");
  assert_heard (&c, "/messages/a?format=raw");
  assert_heard (&c, "/messages/back?format=raw");
  say (&c, "200 OK", "{\"historyId\":\"179528696296615206742\"}");
  g_assert_true (pull (&c, "history 11 P2", &pulled));
  g_assert_cmpstr (pulled.next, ==, "history 179528696296615206742");
  g_assert_false (pulled.more);
  assert_heard (&c, "/history?startHistoryId=11&historyTypes=messageAdded&historyTypes=labelAdded&maxResults=50&pageToken=P2");
  /* Too old: all again, and nothing is deleted. */
  say (&c, "404 Not Found", "{\"error\":{\"code\":404}}");
  g_assert_true (pull (&c, "history 5", &pulled));
  g_assert_cmpstr (pulled.next, ==, "");
  g_assert_true (pulled.more);
  g_assert_cmpuint (pulled.updates->len, ==, 0);
  end (&c);
}

static void
test_errors (void)
{
  static const struct { const char *status, *reason; SoError code; } rows[] = {
    { "403 Forbidden", "rateLimitExceeded", SO_ERROR_WAIT }, { "403 Forbidden", "userRateLimitExceeded", SO_ERROR_WAIT },
    { "429 Too Many Requests", "rateLimitExceeded", SO_ERROR_WAIT }, { "429 Too Many Requests", "x", SO_ERROR_WAIT },
    { "403 Forbidden", "dailyLimitExceeded", SO_ERROR_CHANGE }, { "403 Forbidden", "insufficientPermissions", SO_ERROR_SIGN_IN },
    { "403 Forbidden", "accessNotConfigured", SO_ERROR_CHANGE }, { "403 Forbidden", "domainPolicy", SO_ERROR_CHANGE },
    { "403 Forbidden", "new", SO_ERROR_CHANGE }, { "400 Bad Request", "failedPrecondition", SO_ERROR_CHANGE },
    { "500 Oops", "backendError", SO_ERROR_WAIT }, { "503 Oops", "rateLimitExceeded", SO_ERROR_WAIT }, { "302 Found", "x", SO_ERROR_CHANGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case c;
      g_auto (Pulled) pulled = { 0 };
      g_autofree char *body = g_strdup_printf ("{\"error\":{\"code\":1,\"message\":\"" CANARY "\",\"errors\":[{\"domain\":\"x\",\"reason\":\"%s\"}]}}", rows[i].reason);

      g_test_message ("%s %s", rows[i].status, rows[i].reason);
      begin (&c);
      say (&c, rows[i].status, body);
      g_assert_false (pull (&c, "history 11", &pulled));
      g_assert_error (pulled.error, SO_ERROR, (int) rows[i].code);
      g_assert_null (strstr (pulled.error->message, "canary"));
      g_assert_cmpuint (so_test_server_count (c.server), ==, 2);
      end (&c);
    }
}

static void
test_nonsense (void)
{
  static const char *const bodies[] = { "", "[]", "{", "{}{}", "{\"raw\":\"Zg\"", "{\"raw\":\"Z\"}", "{\"raw\":\"+/\"}", "{\"raw\":7}", "{\"id\":\"a\"}", "{\"raw\":\"Zg\",\"raw\":\"Zg\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      Case c;
      g_auto (Pulled) pulled = { 0 };

      g_test_message ("%s", bodies[i]);
      begin (&c);
      say (&c, "200 OK", "{\"history\":[{\"messagesAdded\":[{\"message\":{\"id\":\"a\"}}]}],\"historyId\":\"12\"}");
      say (&c, "200 OK", bodies[i]);
      g_assert_false (pull (&c, "history 11", &pulled));
      g_assert_error (pulled.error, SO_ERROR, SO_ERROR_WAIT);
      end (&c);
    }
}

static void
test_new_token (void)
{
  for (guint good = 0; good < 2; good++)
    {
      Case c;
      g_auto (Pulled) pulled = { 0 };

      begin (&c);
      say (&c, "401 Unauthorized", "{}");
      say (&c, "200 OK", "{\"access_token\":\"second\"}");
      say (&c, good ? "200 OK" : "401 Unauthorized", "{\"historyId\":\"12\"}");
      g_assert_true (pull (&c, "history 11", &pulled) == (gboolean) good);
      if (!good)
        g_assert_error (pulled.error, SO_ERROR, SO_ERROR_SIGN_IN);
      g_assert_cmpuint (so_test_server_count (c.server), ==, 4);
      end (&c);
    }
}

static SoOutgoing
outgoing_to (const SoIdentity *ana)
{
  return (SoOutgoing) { .tag = "0192-tag", .thread_key = "gmail:1853725833151382784", .recipient = ana, .text = "Sí, el martes.", .subject = "¿Clase?",
                        .reply_to = "one@example.com", .by_person = TRUE };
}

static void
test_send (void)
{
  Case c;
  g_autoptr (SoIdentity) ana = so_identity_new (SO_IDENTITY_EMAIL, "ana@example.com", "Ana");
  SoOutgoing outgoing = outgoing_to (ana);
  g_autofree char *remote_id = NULL, *request = NULL, *mail = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *body;
  gsize length;

  begin (&c);
  say (&c, "200 OK", "{\"id\":\"19b9c1d2e3f40599\",\"threadId\":\"19b9c1d2e3f40500\",\"labelIds\":[\"SENT\"]}");
  g_assert_cmpint (so_channel_send (c.gmail, &outgoing, &remote_id, &error), ==, SO_SEND_ACCEPTED);
  g_assert_cmpstr (remote_id, ==, "0192-tag@studio.example");
  request = heard (&c);
  g_assert_true (g_str_has_prefix (request, "POST /gmail/v1/users/me/messages/send HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nContent-Type: application/json\r\n"));
  node = json_from_string (strstr (request, "\r\n\r\n") + 4, NULL);
  body = json_node_get_object (node);
  g_assert_cmpuint (json_object_get_size (body), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (body, "threadId"), ==, "19b9c1d2e3f40500");
  mail = (char *) so_base64url_decode (json_object_get_string_member (body, "raw"), &length);
  g_assert_nonnull (strstr (mail, "From: Tanzstudio <me@studio.example>\r\n"));
  g_assert_nonnull (strstr (mail, "To: Ana <ana@example.com>\r\n"));
  g_assert_nonnull (strstr (mail, "Message-Id: <0192-tag@studio.example>\r\n"));
  g_assert_nonnull (strstr (mail, "In-Reply-To: <one@example.com>\r\n"));
  g_assert_nonnull (strstr (mail, "References: <one@example.com>\r\n"));
  g_assert_nonnull (strstr (mail, "Subject: Re: "));
  g_assert_null (strstr (mail, "Auto-Submitted"));
  end (&c);
}

static void
test_send_outcomes (void)
{
  static const struct { const char *status; SoSendOutcome outcome; } rows[] = {
    { "400 Bad Request", SO_SEND_REFUSED }, { "404 Not Found", SO_SEND_REFUSED }, { "403 Forbidden", SO_SEND_RETRY }, { "429 Too Many Requests", SO_SEND_RETRY },
    { "500 Oops", SO_SEND_LOST }, { "503 Oops", SO_SEND_LOST }, { NULL, SO_SEND_LOST },
  };
  g_autoptr (SoIdentity) ana = so_identity_new (SO_IDENTITY_EMAIL, "ana@example.com", NULL), nobody = so_identity_new (SO_IDENTITY_EMAIL, "nobody", NULL);
  SoOutgoing outgoing = outgoing_to (ana);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case c;
      g_autofree char *remote_id = NULL;
      g_autoptr (GError) error = NULL;

      begin (&c);
      if (rows[i].status)
        say (&c, rows[i].status, "{\"error\":{\"message\":\"" CANARY "\"}}");
      else
        so_test_server_say (c.server, "", 0, 0);
      g_assert_cmpint (so_channel_send (c.gmail, &outgoing, &remote_id, &error), ==, rows[i].outcome);
      g_assert_null (remote_id);
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "canary"));
      g_assert_cmpuint (so_test_server_count (c.server), ==, 2);
      if (!i)
        {
          g_autoptr (GError) bad = NULL;
          outgoing.recipient = nobody;
          g_assert_cmpint (so_channel_send (c.gmail, &outgoing, &remote_id, &bad), ==, SO_SEND_REFUSED);
          g_assert_error (bad, SO_ERROR, SO_ERROR_CHANGE);
          outgoing.recipient = ana;
        }
      end (&c);
    }
}

static void
test_send_large (void)
{
  Case c;
  g_autoptr (SoIdentity) ana = so_identity_new (SO_IDENTITY_EMAIL, "ana@example.com", "Ana");
  SoOutgoing outgoing = outgoing_to (ana);
  g_autofree char *folder = g_dir_make_tmp ("XXXXXX", NULL), *path = g_build_filename (folder, "big", NULL), *zeros = g_malloc0 (3 << 20);
  SoOutgoingFile file = { path, "big.bin", "application/octet-stream", 3 << 20 };
  g_autofree char *remote_id = NULL, *request = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, zeros, 3 << 20, NULL));
  outgoing.files = &file;
  outgoing.n_files = 1;
  begin (&c);
  say (&c, "200 OK", "{\"id\":\"x\"}");
  g_assert_cmpint (so_channel_send (c.gmail, &outgoing, &remote_id, &error), ==, SO_SEND_ACCEPTED);
  request = heard (&c);
  g_assert_true (g_str_has_prefix (request, "POST /upload/gmail/v1/users/me/messages/send?uploadType=multipart HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "\r\n\r\n{\"threadId\":\"19b9c1d2e3f40500\"}\r\n--"));
  g_assert_nonnull (strstr (request, "\r\nContent-Type: message/rfc822\r\n\r\n"));
  g_assert_nonnull (strstr (request, "filename=big.bin"));
  g_assert_true (g_str_has_suffix (request, "--\r\n"));
  end (&c);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_reconcile (void)
{
  static const struct { const char *status, *body; SoReconcile verdict; gboolean at_once; } rows[] = {
    { "200 OK", "{\"messages\":[{\"id\":\"a\"}]}", SO_RECONCILE_SENT }, { "200 OK", "{\"resultSizeEstimate\":0}", SO_RECONCILE_NOT_SENT },
    { "200 OK", "{\"messages\":[]}", SO_RECONCILE_NOT_SENT },
    /* A moment after it was tried, a search says nothing. */
    { "200 OK", "{}", SO_RECONCILE_UNSURE, TRUE }, { "503 Oops", "", SO_RECONCILE_UNSURE }, { "200 OK", "nonsense", SO_RECONCILE_UNSURE },
  };
  g_autoptr (SoIdentity) ana = so_identity_new (SO_IDENTITY_EMAIL, "ana@example.com", NULL);
  SoOutgoing outgoing = outgoing_to (ana);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case c;
      g_autofree char *remote_id = NULL;

      begin (&c);
      outgoing.tried_at = rows[i].at_once ? so_now () - 1000 : so_now () - 150 * 1000;
      say (&c, rows[i].status, rows[i].body);
      g_assert_cmpint (so_channel_reconcile (c.gmail, &outgoing, &remote_id, NULL), ==, rows[i].verdict);
      g_assert_cmpstr (remote_id, ==, rows[i].verdict == SO_RECONCILE_SENT ? "0192-tag@studio.example" : NULL);
      assert_heard (&c, "/messages?includeSpamTrash=true&maxResults=1&q=rfc822msgid%3A0192-tag%40studio.example");
      end (&c);
    }
}

#define WITH_FILES "From: ana@example.com\r\nTo: me@studio.example\r\nMessage-ID: <files@example.com>\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n" \
  "--B\r\nContent-Type: text/plain\r\n\r\nSee\r\n--B\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=\"../a.png\"\r\n" \
  "Content-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--B\r\nContent-Type: application/pdf; name=b.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--B--\r\n"

static void
test_files (void)
{
  Case c;
  g_auto (Pulled) pulled = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("XXXXXX", NULL), *path = g_build_filename (folder, "file", NULL), *content = NULL, *mime = NULL, *none = NULL;
  g_autoptr (GError) error = NULL, gone = NULL;
  const SoPart *image, *pdf;

  begin (&c);
  say (&c, "200 OK", "{\"history\":[{\"messagesAdded\":[{\"message\":{\"id\":\"a1\"}}]}],\"historyId\":\"12\"}");
  say_mail (&c, "a1", "\"INBOX\"", WITH_FILES);
  g_assert_true (pull (&c, "history 11", &pulled));
  image = incoming_of (&pulled, 0)->parts->pdata[1];
  pdf = incoming_of (&pulled, 0)->parts->pdata[2];
  g_assert_cmpint (image->kind, ==, SO_PART_IMAGE);
  g_assert_cmpstr (image->name, ==, "a.png");
  g_assert_cmpint (image->size, ==, 3);
  g_assert_null (image->sha256);
  g_assert_cmpstr (image->remote, ==, "a1/0");
  g_assert_cmpstr (pdf->remote, ==, "a1/1");
  say_mail (&c, "a1", "\"INBOX\"", WITH_FILES);
  g_assert_true (so_channel_fetch (c.gmail, pdf->remote, path, &mime, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mime, ==, "application/pdf");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "%PDF");
  g_unlink (path);
  g_assert_false (so_channel_fetch (c.gmail, "a1/2", path, &none, NULL, NULL, NULL, &gone));
  g_assert_error (gone, SO_ERROR, SO_ERROR_GIVE_UP);
  g_assert_false (so_channel_fetch (c.gmail, "nonsense", path, &none, NULL, NULL, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  end (&c);
}

static void
test_check (void)
{
  static const struct { const char *status, *body; guint n; gboolean good; } rows[] = {
    { "200 OK", "{\"emailAddress\":\"Me@Studio.Example\"}", 4, TRUE }, { "200 OK", "{\"emailAddress\":\"other@studio.example\"}", 4, FALSE },
    { "200 OK", "{}", 4, FALSE }, { "403 Forbidden", "{\"error\":{\"errors\":[{\"reason\":\"insufficientPermissions\"}]}}", 3, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case c;
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
      const SoSetupItem *last;

      begin (&c);
      say (&c, rows[i].status, rows[i].body);
      g_assert_true (so_channel_check (c.gmail, items, NULL, NULL));
      g_assert_cmpuint (items->len, ==, rows[i].n);
      last = items->pdata[items->len - 1];
      g_assert_true (last->good == rows[i].good);
      g_assert_true (last->good == !last->sentence);
      end (&c);
    }
}

static void
test_mine (void)
{
  static const struct { const char *body; gboolean mine; } rows[] = {
    { "{\"emailAddress\":\"ME@studio.example\"}", TRUE }, { "{\"emailAddress\":\"m.e@studio.example\"}", FALSE }, { "{}", TRUE }, { "nonsense", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Case c;
      g_autoptr (GError) error = NULL;

      begin (&c);
      say (&c, "200 OK", rows[i].body);
      g_assert_true (so_gmail_is_mine (SO_GMAIL (c.gmail), NULL, &error) == rows[i].mine && rows[i].mine == !error);
      end (&c);
    }
}

static void
test_skip (void)
{
  g_autofree char *rest = so_gmail_skip ("list 77 25 300 T1");

  g_assert_cmpstr (rest, ==, "history 77");
}

static void
test_settings (void)
{
  static const struct { const char *address, *settings; gboolean good; } rows[] = {
    { "me@studio.example", "{\"client_id\":\"x\"}", TRUE }, { "me@studio.example", NULL, FALSE }, { "me@studio.example", "[]", FALSE },
    { "me@studio.example", "{\"client_id\":7}", FALSE }, { "me", "{\"client_id\":\"x\"}", FALSE }, { NULL, "{\"client_id\":\"x\"}", FALSE },
  };
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoAccount account = { .id = (char *) "a", .name = (char *) "A", .address = (char *) rows[i].address, .settings = (char *) rows[i].settings };
      g_autoptr (GError) error = NULL;
      g_autoptr (SoGmail) gmail = so_gmail_new (&account, secrets, &error);

      g_assert_true ((gmail != NULL) == rows[i].good);
      if (!rows[i].good)
        g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_thread_ids (void)
{
  static const char *const rows[][2] = { { "19b9c1d2e3f40500", "gmail:1853725833151382784" }, { "0000000000000001", "gmail:1" }, { "ffffffffffffffff", "gmail:18446744073709551615" }, { "thr_x", "gmail:thr_x" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = so_gmail_thread_key (rows[i][0]), *id = so_gmail_thread_id (rows[i][1]);
      g_assert_cmpstr (key, ==, rows[i][1]);
      g_assert_cmpstr (id, ==, rows[i][0]);
    }
  g_assert_null (so_gmail_thread_id ("other@example.com"));
  g_assert_null (so_gmail_thread_id ("gmail:"));
  g_assert_null (so_gmail_thread_id (NULL));
}

/* Any bytes: nothing breaks, and what is said to be good is JSON without a mail in it. */
static void
test_any_bytes (void)
{
  static const char good[] = "{\"id\":\"a\\\"b\",\"labelIds\":[\"raw\",\"x\"],\"inner\":{\"raw\":\"!\"},\"raw\" : \"SGVsbG8gV29ybGQ\\u003d\",\"n\":1}";
  static const char odd[] = "\"\\{}[]:,=-_u003dAz \n";
  guint passed = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup (good);
      gsize length = strlen (text);
      g_autoptr (SoMailSpool) spool = so_mail_spool_new ();
      g_autoptr (GString) rest = g_string_new (NULL);
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (JsonNode) node = NULL;

      for (guint k = i ? (guint) g_test_rand_int_range (1, 4) : 0; k; k--)
        text[g_test_rand_int_range (0, (int) length)] = g_test_rand_int () & 1 ? odd[g_test_rand_int_range (0, sizeof odd - 1)] : (char) g_test_rand_int ();
      if (i && g_test_rand_int_range (0, 4) == 0)
        length = (gsize) g_test_rand_int_range (0, (int) length);
      stream = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
      if (!so_gmail_raw_split (stream, spool, rest, NULL, NULL))
        continue;
      /* Nothing is made up. */
      g_assert_cmpuint (so_mail_spool_length (spool) + rest->len, <=, length);
      node = so_json_parse (rest->str, (gssize) rest->len, 0, NULL);
      passed += node != NULL;
      if (i)
        continue;
      g_assert_nonnull (strstr (rest->str, "\"raw\" : \"\","));
      g_assert_cmpmem (so_mail_spool_memory (spool)->data, so_mail_spool_length (spool), "Hello World", 11);
    }
  g_assert_cmpuint (passed, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gmail/first-sync", test_first_sync);
  g_test_add_func ("/gmail/empty-mailbox", test_empty_mailbox);
  g_test_add_func ("/gmail/history", test_history);
  g_test_add_func ("/gmail/errors", test_errors);
  g_test_add_func ("/gmail/nonsense", test_nonsense);
  g_test_add_func ("/gmail/any-bytes", test_any_bytes);
  g_test_add_func ("/gmail/new-token", test_new_token);
  g_test_add_func ("/gmail/send", test_send);
  g_test_add_func ("/gmail/send-outcomes", test_send_outcomes);
  g_test_add_func ("/gmail/send-large", test_send_large);
  g_test_add_func ("/gmail/reconcile", test_reconcile);
  g_test_add_func ("/gmail/files", test_files);
  g_test_add_func ("/gmail/check", test_check);
  g_test_add_func ("/gmail/mine", test_mine);
  g_test_add_func ("/gmail/skip", test_skip);
  g_test_add_func ("/gmail/settings", test_settings);
  g_test_add_func ("/gmail/thread-ids", test_thread_ids);
  return g_test_run ();
}
