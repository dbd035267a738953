/* SPDX-License-Identifier: MIT */
#include "so-whatsapp.h"

#include "so-error.h"
#include "so-json.h"
#include "so-test-server.h"
#include "so-test-updates.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOKEN "canary-4711"
#define ACCEPTED "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"34600111222\",\"wa_id\":\"34600111222\"}],\"messages\":[{\"id\":\"wamid.OK\"}]}"

typedef struct {
  SoTestServer *server;
  SoChannel *channel;
} Fixture;

static SoChannel *
new_channel (const char *base, SoSecrets *secrets)
{
  g_autofree char *settings = g_strdup_printf ("{\"api_base\":\"%s/\",\"phone_number_id\":\"77\",\"waba_id\":\"88\",\"version\":\"v23.0\"}", base);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP, .settings = settings };
  g_autoptr (GError) error = NULL;
  SoWhatsapp *channel = so_whatsapp_new (&account, secrets, &error);

  g_assert_no_error (error);
  return SO_CHANNEL (channel);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (TOKEN "\n");
  g_autofree char *base = NULL;

  f->server = so_test_server_new ();
  base = so_test_server_url (f->server, "");
  f->channel = new_channel (base, secrets);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->channel);
  so_test_server_free (f->server);
}

static SoIdentity ana = { SO_IDENTITY_PHONE, (char *) "+34 600 111 222", NULL };
static SoIdentity jo = { SO_IDENTITY_PHONE, (char *) "US.13491208655302741918", NULL };

static SoSendOutcome
send_it (Fixture *f, SoOutgoing outgoing, char **remote_id, GError **error)
{
  if (!outgoing.recipient)
    outgoing.recipient = &ana;
  if (!outgoing.tag)
    outgoing.tag = "tag-1";
  return so_channel_send (f->channel, &outgoing, remote_id, error);
}

static void
check_request (Fixture *f, guint i, const char *path, const char *body)
{
  g_autofree char *heard = so_test_server_heard (f->server, i), *head = g_strdup_printf ("POST %s HTTP/1.1\r\n", path);

  g_assert_true (g_str_has_prefix (heard, head));
  g_assert_nonnull (strstr (heard, "\r\nAuthorization: Bearer " TOKEN "\r\n"));
  g_assert_nonnull (strstr (heard, "\r\nContent-Type: application/json\r\n"));
  g_assert_cmpstr (strstr (heard, "\r\n\r\n") + 4, ==, body);
}

static void
test_bodies (Fixture *f, gconstpointer data)
{
  static const struct {
    SoOutgoing outgoing;
    const char *body;
  } cases[] = {
    { { .text = "¡Claro! 💃" }, "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\",\"type\":\"text\","
      "\"biz_opaque_callback_data\":\"tag-1\",\"text\":{\"body\":\"¡Claro! 💃\",\"preview_url\":false}}" },
    { { .text = "Yes", .reply_to = "wamid.Q" }, "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\","
      "\"type\":\"text\",\"biz_opaque_callback_data\":\"tag-1\",\"context\":{\"message_id\":\"wamid.Q\"},\"text\":{\"body\":\"Yes\",\"preview_url\":false}}" },
    { { .text = "Yes", .recipient = &jo }, "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"recipient\":\"US.13491208655302741918\","
      "\"type\":\"text\",\"biz_opaque_callback_data\":\"tag-1\",\"text\":{\"body\":\"Yes\",\"preview_url\":false}}" },
    { { .text = "All", .thread_key = "group:G7" }, "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"group\",\"to\":\"G7\","
      "\"type\":\"text\",\"biz_opaque_callback_data\":\"tag-1\",\"text\":{\"body\":\"All\",\"preview_url\":false}}" },
    { { .text = "preview", .template = "{\"name\":\"trial\",\"language\":\"de\",\"parameters\":[\"Ana\",\"Di\"]}" },
      "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\",\"type\":\"template\",\"biz_opaque_callback_data\":\"tag-1\","
      "\"template\":{\"name\":\"trial\",\"language\":{\"code\":\"de\"},\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"Ana\"},"
      "{\"type\":\"text\",\"text\":\"Di\"}]}]}}" },
    { { .template = "{\"name\":\"trial\",\"language\":{\"code\":\"en_US\"},\"parameters\":{\"who\":\"Ana\"}}" },
      "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\",\"type\":\"template\",\"biz_opaque_callback_data\":\"tag-1\","
      "\"template\":{\"name\":\"trial\",\"language\":{\"code\":\"en_US\"},\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\","
      "\"parameter_name\":\"who\",\"text\":\"Ana\"}]}]}}" },
    { { .template = "{\"name\":\"hi\",\"language\":\"en\"}" },
      "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\",\"type\":\"template\",\"biz_opaque_callback_data\":\"tag-1\","
      "\"template\":{\"name\":\"hi\",\"language\":{\"code\":\"en\"}}}" },
    { { .template = "{\"name\":\"hi\",\"language\":\"en\",\"components\":[{\"type\":\"header\"}]}" },
      "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\",\"type\":\"template\",\"biz_opaque_callback_data\":\"tag-1\","
      "\"template\":{\"name\":\"hi\",\"language\":{\"code\":\"en\"},\"components\":[{\"type\":\"header\"}]}}" },
  };

  so_test_server_answer (f->server, "200 OK", "", ACCEPTED);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (send_it (f, cases[i].outgoing, &id, &error), ==, SO_SEND_ACCEPTED);
      g_assert_no_error (error);
      g_assert_cmpstr (id, ==, "wamid.OK");
      check_request (f, i, "/v23.0/77/messages", cases[i].body);
    }
}

/* The answer may call the recipient otherwise; it is told once, and only where it is another number. */
static void
test_alias (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *contacts, *alias;
  } cases[] = {
    { "[{\"input\":\"34600111222\",\"wa_id\":\"34600111222\"}]", NULL },
    { "[{\"input\":\"34600111222\",\"wa_id\":\"346001112223\"}]", "+346001112223" },
    { "[{\"wa_id\":\"ES.1349\"}]", NULL }, { "[{\"wa_id\":\"\"}]", NULL }, { "[{}]", NULL }, { "[]", NULL }, { "7", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"contacts\":%s,\"messages\":[{\"id\":\"wamid.OK\"}]}", cases[i].contacts), *id = NULL;
      g_autoptr (SoIdentity) alias = NULL;

      so_test_server_answer (f->server, "200 OK", "", body);
      g_assert_cmpint (send_it (f, (SoOutgoing) { .text = "Hi", .alias = &alias }, &id, NULL), ==, SO_SEND_ACCEPTED);
      g_assert_cmpstr (alias ? alias->value : NULL, ==, cases[i].alias);
    }
}

/* Nothing leaves where we know that it would be refused. */
static void
test_refused_here (Fixture *f, gconstpointer data)
{
  static SoIdentity national = { SO_IDENTITY_PHONE, (char *) "030 123456", NULL }, mail = { SO_IDENTITY_EMAIL, (char *) "a@b.de", NULL };
  static const SoOutgoingFile gone = { .path = (char *) "/nonexistent", .size = 1, .mime = "image/png" };
  static const SoOutgoing bad[] = {
    { .text = "" }, { .text = NULL }, { .text = "x", .recipient = &national }, { .text = "x", .recipient = &mail },
    { .template = "{}" }, { .template = "nonsense" }, { .template = "{\"name\":\"a\"}" }, { .template = "{\"name\":\"a\",\"language\":\"\"}" },
    { .template = "{\"name\":\"a\",\"language\":\"de\",\"parameters\":[\"two\\nlines\"]}" },
    { .template = "{\"name\":\"a\",\"language\":\"de\",\"parameters\":[\"long     gap\"]}" },
    { .template = "{\"name\":\"a\",\"language\":\"de\",\"parameters\":[\"\"]}" },
    { .template = "{\"name\":\"a\",\"language\":\"de\",\"parameters\":[7]}" },
    { .template = "{\"name\":\"a\",\"language\":\"de\",\"parameters\":{\"x\":null}}" },
    { .files = &gone, .n_files = 1 },
  };
  g_autofree char *long_text = g_strnfill (4097, 'x'), *id = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) why = NULL;
      g_assert_cmpint (send_it (f, bad[i], &id, &why), ==, SO_SEND_REFUSED);
      g_assert_error (why, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_cmpint (send_it (f, (SoOutgoing) { .text = long_text }, &id, &error), ==, SO_SEND_REFUSED);
  g_assert_null (id);
  g_assert_cmpuint (so_test_server_count (f->server), ==, 0);
}

#define ERROR(code) "{\"error\":{\"message\":\"(#1) x\",\"type\":\"OAuthException\",\"code\":" code ",\"fbtrace_id\":\"t\"}}"

static const struct {
  const char *status;
  const char *body;
  SoSendOutcome outcome;
  SoError error;
} answers[] = {
  { "400 Bad Request", ERROR ("131047"), SO_SEND_REFUSED, SO_ERROR_CHANGE },
  { "400 Bad Request", ERROR ("\"131047\""), SO_SEND_REFUSED, SO_ERROR_CHANGE },
  { "400 Bad Request", ERROR ("131030"), SO_SEND_REFUSED, SO_ERROR_CHANGE },
  { "500 Internal Server Error", ERROR ("131026"), SO_SEND_REFUSED, SO_ERROR_GIVE_UP },
  { "400 Bad Request", ERROR ("130429"), SO_SEND_RETRY, SO_ERROR_WAIT },
  { "400 Bad Request", ERROR ("131056"), SO_SEND_RETRY, SO_ERROR_WAIT },
  { "400 Bad Request", ERROR ("80007"), SO_SEND_RETRY, SO_ERROR_WAIT },
  { "401 Unauthorized", ERROR ("190"), SO_SEND_REFUSED, SO_ERROR_SIGN_IN },
  { "400 Bad Request", ERROR ("0"), SO_SEND_REFUSED, SO_ERROR_SIGN_IN },
  { "403 Forbidden", ERROR ("200"), SO_SEND_REFUSED, SO_ERROR_CHANGE },
  { "400 Bad Request", ERROR ("132001"), SO_SEND_REFUSED, SO_ERROR_CHANGE },
  { "400 Bad Request", ERROR ("999999"), SO_SEND_REFUSED, SO_ERROR_CHANGE },
  { "200 OK", ERROR ("130429"), SO_SEND_LOST, SO_ERROR_WAIT },
  { "400 Bad Request", "{\"error\":{}}", SO_SEND_REFUSED, SO_ERROR_CHANGE },
  { "400 Bad Request", "<html>", SO_SEND_REFUSED, SO_ERROR_REPORT },
  { "401 Unauthorized", "", SO_SEND_REFUSED, SO_ERROR_SIGN_IN },
  { "429 Too Many Requests", "slow down", SO_SEND_RETRY, SO_ERROR_WAIT },
  { "302 Found", "", SO_SEND_REFUSED, SO_ERROR_REPORT },
  { "502 Bad Gateway", "<html>", SO_SEND_LOST, SO_ERROR_WAIT },
  { "503 Unavailable", ERROR ("2"), SO_SEND_RETRY, SO_ERROR_WAIT },
  { "500 Internal Server Error", ERROR ("777777"), SO_SEND_LOST, SO_ERROR_WAIT },
  { "200 OK", "", SO_SEND_LOST, SO_ERROR_WAIT },
  { "200 OK", "{}", SO_SEND_LOST, SO_ERROR_WAIT },
  { "200 OK", "[]", SO_SEND_LOST, SO_ERROR_WAIT },
  { "200 OK", "{\"messages\":[{\"id\":\"\"}]}", SO_SEND_LOST, SO_ERROR_WAIT },
  { "200 OK", "{\"messages\":[{\"id\":\"wamid", SO_SEND_LOST, SO_ERROR_WAIT },
};

static void
test_outcomes (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    so_test_server_answer (f->server, answers[i].status, "", answers[i].body);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", answers[i].status, answers[i].body);
      g_assert_cmpint (send_it (f, (SoOutgoing) { .text = "x" }, &id, &error), ==, answers[i].outcome);
      g_assert_error (error, SO_ERROR, (int) answers[i].error);
      g_assert_null (strstr (error->message, TOKEN));
      g_assert_null (id);
    }
}

static void
test_cut_answer (Fixture *f, gconstpointer data)
{
  static const char *const cut[] = { "", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"messages\":[{\"id\":\"wamid.X\"}]}", "HTTP/1.1 200" };

  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    so_test_server_say (f->server, cut[i], strlen (cut[i]), 0);
  for (guint i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (send_it (f, (SoOutgoing) { .text = "x" }, &id, &error), ==, SO_SEND_LOST);
      g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
    }
  g_assert_cmpuint (so_test_server_count (f->server), ==, G_N_ELEMENTS (cut));
}

static void
test_no_server (Fixture *f, gconstpointer data)
{
  g_autoptr (SoTestServer) gone = so_test_server_new ();
  g_autofree char *base = so_test_server_url (gone, ""), *id = NULL;
  g_autoptr (SoSecrets) secrets = so_test_secrets (TOKEN);
  g_autoptr (SoChannel) channel = new_channel (base, secrets);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&gone, so_test_server_free);
  g_assert_cmpint (so_channel_send (channel, &(SoOutgoing) { .tag = "t", .recipient = &ana, .text = "x" }, &id, &error), ==, SO_SEND_RETRY);
  g_assert_error (error, SO_ERROR, SO_ERROR_WAIT);
}

static char *
locked (const char *account_id, const char *name, gpointer data, GCancellable *cancellable, GError **error)
{
  return so_secrets_fail (error, SO_SECRETS_LOCKED), NULL;
}

/* Where the token cannot be read now it may be later; where there is none it will not be there by itself. */
static void
test_no_token (Fixture *f, gconstpointer data)
{
  g_autofree char *base = so_test_server_url (f->server, ""), *id = NULL;
  g_autoptr (SoSecrets) none = so_test_secrets (NULL), odd = so_test_secrets ("a\r\nX-Evil: 1"), shut = so_test_secrets (TOKEN);
  SoSecrets *secrets[] = { none, odd, shut };

  shut->lookup = locked;
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (SoChannel) channel = new_channel (base, secrets[i]);
      g_autoptr (GError) error = NULL;
      SoSendOutcome outcome = so_channel_send (channel, &(SoOutgoing) { .tag = "t", .recipient = &ana, .text = "x" }, &id, &error);

      g_assert_cmpint (outcome, ==, (secrets[i] == shut ? SO_SEND_RETRY : SO_SEND_REFUSED));
      g_assert_error (error, SO_ERROR, (int) (secrets[i] == shut ? SO_ERROR_CHANGE : SO_ERROR_SIGN_IN));
    }
  g_assert_cmpuint (so_test_server_count (f->server), ==, 0);
}

/* A file of ours in a temporary folder. */
static SoOutgoingFile
new_file (const char *folder, const char *name, const char *mime, const char *content, gsize length)
{
  SoOutgoingFile file = { g_build_filename (folder, name, NULL), name, mime, length };

  g_assert_true (g_file_set_contents (file.path, content, (gssize) length, NULL));
  return file;
}

static void
test_files (Fixture *f, gconstpointer data)
{
  static const char opus[64] = { [28] = 'O', 'p', 'u', 's', 'H', 'e', 'a', 'd' };
  g_autofree char *folder = g_dir_make_tmp ("so-wa-XXXXXX", NULL), *id = NULL, *heard = NULL;
  SoOutgoingFile files[] = { new_file (folder, "a\"b\r\n.png", "image/png", "PNG--bytes\0x", 12), new_file (folder, "v.ogg", "audio/ogg", opus, sizeof opus) };
  g_autoptr (GError) error = NULL;

  so_test_server_answer (f->server, "200 OK", "", "{\"id\":\"m1\"}");
  so_test_server_answer (f->server, "200 OK", "", "{\"id\":\"m2\"}");
  so_test_server_answer (f->server, "200 OK", "", ACCEPTED);
  g_assert_cmpint (send_it (f, (SoOutgoing) { .text = "See", .files = files, .n_files = 2, .reply_to = "q" }, &id, &error), ==, SO_SEND_ACCEPTED);
  g_assert_no_error (error);
  heard = so_test_server_heard (f->server, 0);
  g_assert_true (g_str_has_prefix (heard, "POST /v23.0/77/media HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (heard, "\r\nContent-Type: multipart/form-data; boundary="));
  g_assert_nonnull (strstr (heard, "form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n--"));
  g_assert_nonnull (strstr (heard, "form-data; name=\"type\"\r\n\r\nimage/png\r\n--"));
  g_assert_nonnull (strstr (heard, "form-data; name=\"file\"; filename=\"a_b__.png\"\r\nContent-Type: image/png\r\n\r\nPNG--bytes"));
  g_clear_pointer (&heard, g_free);
  heard = so_test_server_heard (f->server, 1);
  g_assert_nonnull (strstr (heard, "Content-Type: audio/ogg; codecs=opus\r\n"));
  check_request (f, 2, "/v23.0/77/messages", "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\",\"type\":\"image\","
                 "\"biz_opaque_callback_data\":\"tag-1\",\"context\":{\"message_id\":\"q\"},\"image\":{\"id\":\"m1\",\"caption\":\"See\"}}");
  check_request (f, 3, "/v23.0/77/messages", "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"34600111222\",\"type\":\"audio\","
                 "\"biz_opaque_callback_data\":\"tag-1\",\"audio\":{\"id\":\"m2\"}}");
  for (guint i = 0; i < 2; i++)
    {
      g_unlink (files[i].path);
      so_outgoing_file_clear (&files[i]);
    }
  g_rmdir (folder);
}

/* What Meta takes as such, and what goes as a document; a text that is no caption goes first. */
static void
test_file_kinds (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *name, *mime, *text, *expected;
  } cases[] = {
    { "a.gif", "image/gif", "Look", "\"document\":{\"id\":\"m1\",\"caption\":\"Look\",\"filename\":\"a.gif\"}" },
    { "a.jpg", "image/jpeg", NULL, "\"image\":{\"id\":\"m1\"}" },
    { "a.mp4", "video/mp4", NULL, "\"video\":{\"id\":\"m1\"}" },
    { "vorbis.ogg", "audio/ogg", NULL, "\"document\":{\"id\":\"m1\",\"filename\":\"vorbis.ogg\"}" },
    { "a.mp3", "audio/mpeg", "Listen", "\"audio\":{\"id\":\"m1\"}" },
    { "a.bin", "", NULL, "\"document\":{\"id\":\"m1\",\"filename\":\"a.bin\"}" },
  };
  g_autofree char *folder = g_dir_make_tmp ("so-wa-XXXXXX", NULL);

  so_test_server_answer (f->server, "200 OK", "", "{\"id\":\"m1\",\"messages\":[{\"id\":\"wamid.OK\"}]}");
  for (guint i = 0, request = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoOutgoingFile file = new_file (folder, cases[i].name, cases[i].mime, "content", 7);
      g_autofree char *id = NULL, *heard = NULL;

      g_assert_cmpint (send_it (f, (SoOutgoing) { .text = cases[i].text, .files = &file, .n_files = 1 }, &id, NULL), ==, SO_SEND_ACCEPTED);
      request += g_str_equal (cases[i].name, "a.mp3") ? 3 : 2;
      heard = so_test_server_heard (f->server, request - 1);
      g_assert_nonnull (strstr (heard, cases[i].expected));
      g_unlink (file.path);
      so_outgoing_file_clear (&file);
    }
  g_rmdir (folder);
}

/* An upload sends nothing; once the first of two messages has left, nothing may be tried again as if it had not. */
static void
test_files_fail (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *statuses[4];
    SoSendOutcome outcome;
    SoError error;
  } cases[] = {
    { { "500 Oops" }, SO_SEND_RETRY, SO_ERROR_WAIT },
    { { "200 OK", "200 OK", "400 Bad Request" }, SO_SEND_REFUSED, SO_ERROR_CHANGE },
    { { "200 OK", "200 OK", "200 OK", "400 Bad Request" }, SO_SEND_LOST, SO_ERROR_CHANGE },
  };
  g_autofree char *folder = g_dir_make_tmp ("so-wa-XXXXXX", NULL);
  SoOutgoingFile files[] = { new_file (folder, "a.png", "image/png", "1", 1), new_file (folder, "b.png", "image/png", "2", 1) };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < 4 && cases[i].statuses[k]; k++)
      so_test_server_answer (f->server, cases[i].statuses[k], "", *cases[i].statuses[k] == '2' ? "{\"id\":\"m1\",\"messages\":[{\"id\":\"wamid.OK\"}]}" :
                             *cases[i].statuses[k] == '5' ? "" : ERROR ("131047"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (send_it (f, (SoOutgoing) { .files = files, .n_files = 2 }, &id, &error), ==, cases[i].outcome);
      g_assert_error (error, SO_ERROR, (int) cases[i].error);
      g_assert_null (id);
    }
  g_assert_cmpuint (so_test_server_count (f->server), ==, 8);
  for (guint i = 0; i < 2; i++)
    {
      g_unlink (files[i].path);
      so_outgoing_file_clear (&files[i]);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/whatsapp/send/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("bodies", test_bodies);
  ADD ("alias", test_alias);
  ADD ("refused-here", test_refused_here);
  ADD ("outcomes", test_outcomes);
  ADD ("cut-answer", test_cut_answer);
  ADD ("no-server", test_no_server);
  ADD ("no-token", test_no_token);
  ADD ("files", test_files);
  ADD ("file-kinds", test_file_kinds);
  ADD ("files-fail", test_files_fail);
  return g_test_run ();
}
