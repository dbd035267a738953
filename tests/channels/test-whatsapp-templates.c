/* SPDX-License-Identifier: MIT */
#include "so-whatsapp.h"

#include "so-error.h"
#include "so-loopback.h"
#include "so-test-server.h"
#include "so-test-updates.h"

#include <string.h>

static SoChannel *
new_channel (SoTestServer *server, const char *waba)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets ("canary-4711");
  g_autofree char *base = so_test_server_url (server, ""), *settings = g_strdup_printf ("{\"api_base\":\"%s\",\"phone_number_id\":\"77\"%s,\"version\":\"v23.0\"}", base, waba);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP, .settings = settings };

  return SO_CHANNEL (so_whatsapp_new (&account, secrets, NULL));
}

static gboolean
list (SoChannel *channel, GPtrArray **templates, GError **error)
{
  *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_template_free);
  return so_channel_templates (channel, *templates, NULL, error);
}

static void
check_asked (SoTestServer *server, guint i, const char *after)
{
  g_autofree char *heard = so_test_server_heard (server, i);
  g_autofree char *head = g_strdup_printf ("GET /v23.0/88/message_templates?fields=name,language,status,category,components,rejected_reason&limit=100%s HTTP/1.1\r\n", after);

  g_assert_true (g_str_has_prefix (heard, head));
  g_assert_nonnull (strstr (heard, "\r\nAuthorization: Bearer canary-4711\r\n"));
}

/* Two pages; what a page's "next" says is another server's address, where the token must not go. */
static void
test_pages (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoChannel) channel = new_channel (server, ",\"waba_id\":\"88\"");
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GError) error = NULL;
  const SoMessageTemplate *first, *second;

  so_test_server_answer (server, "200 OK", "", "{\"data\":[{\"name\":\"trial\",\"language\":\"de\",\"status\":\"approved\",\"category\":\"UTILITY\",\"id\":\"1\",\"rejected_reason\":\"NONE\","
                         "\"components\":[{\"type\":\"BODY\",\"text\":\"Hallo {{1}}\"}]},{\"language\":\"de\",\"status\":\"APPROVED\"},7],"
                         "\"paging\":{\"cursors\":{\"before\":\"A\",\"after\":\"B=&x\"},\"next\":\"http://127.0.0.2:9/steal?access_token=canary-4711\"}}");
  so_test_server_answer (server, "200 OK", "", "{\"data\":[{\"name\":\"sale\",\"language\":\"en_US\",\"status\":\"REJECTED\",\"rejected_reason\":\"SCAM\"}],"
                         "\"paging\":{\"cursors\":{\"after\":\"C\"}}}");
  g_assert_true (list (channel, &templates, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (templates->len, ==, 2);
  g_assert_cmpuint (so_test_server_count (server), ==, 2);
  check_asked (server, 0, "");
  check_asked (server, 1, "&after=B%3D%26x");
  first = templates->pdata[0];
  second = templates->pdata[1];
  g_assert_cmpstr (first->name, ==, "trial");
  g_assert_cmpstr (first->status, ==, "APPROVED");
  g_assert_null (first->reason);
  g_assert_cmpstr (first->components, ==, "[{\"type\":\"BODY\",\"text\":\"Hallo {{1}}\"}]");
  g_assert_cmpstr (second->language, ==, "en_US");
  g_assert_cmpstr (second->reason, ==, "SCAM");
  g_assert_cmpstr (second->components, ==, "[]");
}

static void
test_failures (void)
{
  static const struct {
    const char *status, *body;
    SoError code;
  } cases[] = {
    { "200 OK", "{}", SO_ERROR_WAIT },
    { "200 OK", "{\"data\":{}}", SO_ERROR_WAIT },
    { "401 Unauthorized", "{\"error\":{\"code\":190,\"message\":\"x\",\"type\":\"OAuthException\"}}", SO_ERROR_SIGN_IN },
    { "400 Bad Request", "{\"error\":{\"code\":100,\"message\":\"x\",\"type\":\"OAuthException\"}}", SO_ERROR_REPORT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoTestServer) server = so_test_server_new ();
      g_autoptr (SoChannel) channel = new_channel (server, ",\"waba_id\":\"88\"");
      g_autoptr (GPtrArray) templates = NULL;
      g_autoptr (GError) error = NULL;

      so_test_server_answer (server, cases[i].status, "", cases[i].body);
      g_assert_false (list (channel, &templates, &error));
      g_assert_error (error, SO_ERROR, (int) cases[i].code);
    }
}

/* A server whose pages never end is left. */
static void
test_endless (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoChannel) channel = new_channel (server, ",\"waba_id\":\"88\"");
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GError) error = NULL;

  so_test_server_answer (server, "200 OK", "", "{\"data\":[],\"paging\":{\"next\":\"x\",\"cursors\":{\"after\":\"A\"}}}");
  g_assert_false (list (channel, &templates, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
}

static void
test_without_account (void)
{
  g_autoptr (SoTestServer) server = so_test_server_new ();
  g_autoptr (SoChannel) channel = new_channel (server, ""), practice = SO_CHANNEL (so_loopback_new (NULL, NULL));
  g_autoptr (GPtrArray) templates = NULL, none = NULL;
  g_autoptr (GError) error = NULL, other = NULL;

  g_assert_false (list (channel, &templates, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_cmpuint (so_test_server_count (server), ==, 0);
  g_assert_false (list (practice, &none, &other));
  g_assert_error (other, SO_ERROR, SO_ERROR_GIVE_UP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/channels/whatsapp-templates/pages", test_pages);
  g_test_add_func ("/channels/whatsapp-templates/failures", test_failures);
  g_test_add_func ("/channels/whatsapp-templates/endless", test_endless);
  g_test_add_func ("/channels/whatsapp-templates/without-account", test_without_account);
  return g_test_run ();
}
