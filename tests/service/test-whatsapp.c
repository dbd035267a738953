/* SPDX-License-Identifier: MIT */
#include "so-whatsapp.h"

#include "so-error.h"
#include "so-http.h"
#include "so-test-peer.h"
#include "so-test-updates.h"

#include <glib/gstdio.h>
#include <string.h>

static SoChannel *
new_channel (SoTestPeer *peer)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets ("EAAB");
  g_autofree char *settings = g_strdup_printf ("{\"api_base\":\"%s\",\"version\":\"v23.0\",\"phone_number_id\":\"106540352242922\",\"waba_id\":\"1234567890123456\"}",
                                               so_test_peer_get_base (peer));
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP, .settings = settings };

  return SO_CHANNEL (so_whatsapp_new (&account, secrets, NULL));
}

/* The judge is one: what breaks the contract does not pass. */
static void
check_strict (SoTestPeer *peer)
{
  static const char bad[] = "{\"to\":\"16505551234\",\"type\":\"text\",\"text\":{\"body\":\"no messaging_product\"}}";
  g_autofree char *url = g_strconcat (so_test_peer_get_base (peer), "/v23.0/106540352242922/messages", NULL);
  g_autoptr (GBytes) body = g_bytes_new_static (bad, strlen (bad));
  g_autoptr (SoHttpResponse) response = so_http_send (&(SoHttpRequest) { .method = "POST", .url = url, .authorization = "Bearer EAAB",
                                                      .content_type = "application/json", .body = body }, NULL, NULL, NULL);

  g_assert_nonnull (response);
  g_assert_cmpuint (response->status, ==, 400);
}

static void
check_send (SoChannel *channel, SoOutgoing outgoing)
{
  static const SoIdentity ana = { SO_IDENTITY_PHONE, (char *) "+16505551234", NULL };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  outgoing.tag = "0199a5d2-7d1c-7000-8000-000000000001";
  if (!outgoing.recipient)
    outgoing.recipient = &ana;
  g_assert_cmpint (so_channel_send (channel, &outgoing, &id, &error), ==, SO_SEND_ACCEPTED);
  g_assert_no_error (error);
  g_assert_nonnull (id);
}

static void
check_files (SoChannel *channel)
{
  static const char *const mimes[] = { "image/png", "video/mp4", "audio/mpeg", "application/pdf" };
  g_autofree char *folder = g_dir_make_tmp ("so-peer-XXXXXX", NULL), *path = g_build_filename (folder, "f", NULL);

  g_assert_true (g_file_set_contents (path, "content", 7, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (mimes); i++)
    {
      SoOutgoingFile file = { path, "f", mimes[i], 7 };
      check_send (channel, (SoOutgoing) { .text = "Look", .files = &file, .n_files = 1 });
    }
  g_unlink (path);
  g_rmdir (folder);
}

static void
check_setup (SoChannel *channel)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (so_channel_check (channel, items, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  /* The example that the peer answers the third question with may be an account without an app. */
  g_assert_true (((SoSetupItem *) items->pdata[0])->good && ((SoSetupItem *) items->pdata[1])->good);
}

/* Its example is a template that was refused. */
static void
check_templates (SoChannel *channel)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_template_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (so_channel_templates (channel, templates, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (templates->len, >, 0);
}

/* Every request that the adapter can make passes the provider's own description. */
static void
test_contract (void)
{
  static const SoIdentity jo = { SO_IDENTITY_PHONE, (char *) "US.13491208655302741918", NULL };
  g_autoptr (SoTestPeer) peer = so_test_peer_mock ("whatsapp");
  g_autoptr (SoChannel) channel = NULL;
  g_autofree char *longest = g_strnfill (4096, 'x'), *mime = NULL;
  g_autoptr (GError) error = NULL;

  if (!peer)
    return;
  channel = new_channel (peer);
  check_strict (peer);
  check_send (channel, (SoOutgoing) { .text = "¡Claro! 💃" });
  check_send (channel, (SoOutgoing) { .text = longest });
  check_send (channel, (SoOutgoing) { .text = "Yes", .reply_to = "wamid.HBgL" });
  check_send (channel, (SoOutgoing) { .text = "Yes", .recipient = &jo });
  check_send (channel, (SoOutgoing) { .text = "All", .thread_key = "group:Y2FwaV9ncm91cDox" });
  check_send (channel, (SoOutgoing) { .template = "{\"name\":\"trial_class\",\"language\":\"en_US\"}" });
  check_send (channel, (SoOutgoing) { .template = "{\"name\":\"trial_class\",\"language\":\"en_US\",\"parameters\":[\"Ana\",\"Tuesday\"]}" });
  check_files (channel);
  check_send (channel, (SoOutgoing) { .template = "{\"name\":\"full\",\"language\":\"en_US\",\"components\":[{\"type\":\"header\",\"parameters\":[{\"type\":\"text\",\"text\":\"Ana\"}]},"
    "{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"parameter_name\":\"who\",\"text\":\"Ana\"}]},{\"type\":\"button\",\"sub_type\":\"url\",\"index\":\"1\","
    "\"parameters\":[{\"type\":\"text\",\"text\":\"t7\"}]},{\"type\":\"button\",\"sub_type\":\"copy_code\",\"index\":\"0\",\"parameters\":[{\"type\":\"coupon_code\","
    "\"coupon_code\":\"TEN\"}]}]}" });
  check_setup (channel);
  check_templates (channel);
  /* The peer's example names no real address of a file: that it is asked for at all is what is checked. */
  g_assert_false (so_channel_fetch (channel, "2621233374848975", "/nonexistent/file", &mime, NULL, NULL, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
  g_assert_null (strstr (error->message, "week"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/whatsapp/contract", test_contract);
  return g_test_run ();
}
