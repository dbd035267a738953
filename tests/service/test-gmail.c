/* SPDX-License-Identifier: MIT */
#include "so-gmail.h"

#include "so-error.h"
#include "so-http.h"
#include "so-test-peer.h"
#include "so-test-server.h"
#include "so-test-updates.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Its tokens are from a server of ours: the peer knows the mail only. */
static SoChannel *
new_channel (SoTestPeer *peer, SoTestServer *tokens)
{
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autofree char *token = so_test_server_url (tokens, "/token");
  g_autofree char *settings = g_strdup_printf ("{\"client_id\":\"client\",\"client_secret\":\"s\",\"api_base\":\"%s\",\"token_base\":\"%s\"}",
                                               so_test_peer_get_base (peer), token);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .address = (char *) "me@studio.example", .settings = settings };

  so_secrets_store (secrets, "a", "refresh-token", "A test", "refresh", NULL, NULL);
  so_test_server_answer (tokens, "200 OK", "", "{\"access_token\":\"access\",\"expires_in\":3600}");
  return SO_CHANNEL (so_gmail_new (&account, secrets, NULL));
}

static void
check_send (SoChannel *channel, SoOutgoing outgoing)
{
  static const SoIdentity ana = { SO_IDENTITY_EMAIL, (char *) "ana@example.com", (char *) "Ana Pérez" };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  outgoing.tag = "0199a5d2-7d1c-7000-8000-000000000001";
  outgoing.recipient = &ana;
  g_assert_cmpint (so_channel_send (channel, &outgoing, &id, &error), ==, SO_SEND_ACCEPTED);
  g_assert_no_error (error);
}

/* A file of 3 MB goes another way than a small one: as a stream. */
static void
check_file (SoChannel *channel)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("so-XXXXXX", &path, NULL);
  SoOutgoingFile file = { path, "class.mp4", "video/mp4", 3000000 };

  g_assert_cmpint (ftruncate (fd, 3000000), ==, 0);
  g_close (fd, NULL);
  check_send (channel, (SoOutgoing) { .text = "Look", .subject = "Class", .files = &file, .n_files = 1, .by_person = TRUE });
  g_unlink (path);
}

/* The examples that the peer answers with are no real mails: only that every question is allowed is judged. */
static void
check_questions (SoChannel *channel)
{
  static const char *const cursors[] = { NULL, "list 7 0 0 token", "history 7", "history 7 token" };

  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      g_autoptr (GPtrArray) updates = so_test_updates_new ();
      g_autofree char *next = NULL;
      g_autoptr (GError) error = NULL;
      gboolean more;

      if (!so_channel_pull (channel, cursors[i], updates, &next, &more, NULL, &error))
        g_assert_null (strstr (error->message, "400"));
    }
}

static void
test_contract (void)
{
  g_autoptr (SoTestPeer) peer = so_test_peer_mock ("gmail");
  g_autoptr (SoTestServer) tokens = NULL;
  g_autoptr (SoChannel) channel = NULL;
  g_autoptr (SoHttpResponse) bad = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"raw\":\"a+b/\"}", 14);
  g_autofree char *url = NULL, *id = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  if (!peer)
    return;
  tokens = so_test_server_new ();
  channel = new_channel (peer, tokens);
  url = g_strconcat (so_test_peer_get_base (peer), "/gmail/v1/users/me/messages/send", NULL);
  bad = so_http_send (&(SoHttpRequest) { .method = "POST", .url = url, .authorization = "Bearer access", .content_type = "application/json", .body = body }, NULL, NULL, NULL);
  g_assert_cmpuint (bad->status, ==, 400);
  check_send (channel, (SoOutgoing) { .text = "¡Claro! 💃", .subject = "¿Clase?", .by_person = TRUE });
  check_send (channel, (SoOutgoing) { .text = "Yes", .subject = "Class", .thread_key = "gmail:1853725833151382784", .reply_to = "a@example.com" });
  check_file (channel);
  check_questions (channel);
  g_assert_true (so_channel_check (channel, items, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (so_channel_reconcile (channel, &(SoOutgoing) { .tag = "tag" }, &id, &error), !=, SO_RECONCILE_UNSURE);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/gmail/contract", test_contract);
  return g_test_run ();
}
