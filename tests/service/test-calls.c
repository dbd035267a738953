/* SPDX-License-Identifier: MIT */
#include "so-elevenlabs.h"
#include "so-twilio-calls.h"

#include "so-error.h"
#include "so-http.h"
#include "so-test-peer.h"
#include "so-test-updates.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is asked of those who tell of calls, judged by their own descriptions: what breaks them is answered with an error. */

#define SID "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SOUND "REaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static guint
status_of (const char *base, const char *path, const char *name, const char *value)
{
  g_autofree char *url = g_strconcat (base, path, NULL);
  const char *headers[] = { name, value, NULL };
  g_autoptr (SoHttpResponse) response = so_http_send (&(SoHttpRequest) { .url = url, .headers = headers }, NULL, NULL, NULL);

  g_assert_nonnull (response);
  return response->status;
}

static void
pull (SoChannel *channel, const char *cursor)
{
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  gboolean more;

  so_channel_pull (channel, cursor, updates, &next, &more, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s -> %s", cursor, next);
}

/* There is a sound of sorts, or none: it is not refused. */
static void
fetch (SoChannel *channel, const char *remote)
{
  g_autofree char *folder = g_dir_make_tmp ("so-calls-XXXXXX", NULL), *path = g_build_filename (folder, "sound", NULL), *mime = NULL;
  g_autoptr (GError) error = NULL;

  if (!so_channel_fetch (channel, remote, path, &mime, NULL, NULL, NULL, &error))
    g_test_message ("%s", error->message);
  g_assert_false (g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE) || g_error_matches (error, SO_ERROR, SO_ERROR_SIGN_IN) || g_error_matches (error, SO_ERROR, SO_ERROR_REPORT));
  g_unlink (path);
  g_rmdir (folder);
}

static void
check (SoChannel *channel)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
  g_autoptr (GError) error = NULL;

  so_channel_check (channel, items, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
  g_assert_true (((SoSetupItem *) items->pdata[0])->good);
}

static void
test_elevenlabs (void)
{
  g_autoptr (SoTestPeer) peer = so_test_peer_mock ("elevenlabs");
  g_autoptr (SoSecrets) secrets = so_test_secrets ("key");
  g_autofree char *settings = NULL;
  g_autoptr (SoChannel) channel = NULL;

  if (!peer)
    return;
  g_assert_cmpuint (status_of (so_test_peer_get_base (peer), "/v1/convai/conversations?page_size=1000", "xi-api-key", "key"), ==, 422);
  g_assert_cmpuint (status_of (so_test_peer_get_base (peer), "/v1/convai/conversations?call_start_after_unix=soon", "xi-api-key", "key"), ==, 422);
  settings = g_strdup_printf ("{\"api_base\":\"%s\",\"agent_id\":\"agent_1\"}", so_test_peer_get_base (peer));
  channel = SO_CHANNEL (so_elevenlabs_new (&(SoAccount) { .id = (char *) "a", .channel = SO_CHANNEL_CALL, .settings = settings }, secrets, NULL));
  pull (channel, NULL);
  pull (channel, "1795244400 1795244400 a%20b%2Fc");
  pull (channel, "1795244400 1795244400 - conv_01@1795244400 conv_02!1795244400");
  fetch (channel, "conv_01");
  check (channel);
}

static void
test_twilio (void)
{
  g_autoptr (SoTestPeer) peer = so_test_peer_mock ("twilio");
  g_autoptr (SoSecrets) secrets = so_test_secrets ("token");
  g_autofree char *settings = NULL;
  g_autoptr (SoChannel) channel = NULL;

  if (!peer)
    return;
  g_assert_cmpuint (status_of (so_test_peer_get_base (peer), "/2010-04-01/Accounts/" SID "/Calls.json?PageSize=5000", "authorization", "Basic YTpi"), ==, 400);
  settings = g_strdup_printf ("{\"api_base\":\"%s\",\"sid\":\"" SID "\"}", so_test_peer_get_base (peer));
  channel = SO_CHANNEL (so_twilio_calls_new (&(SoAccount) { .id = (char *) "a", .channel = SO_CHANNEL_CALL, .settings = settings }, secrets, NULL));
  pull (channel, NULL);
  pull (channel, "2026-11-21T07:30:00Z 2026-11-21T07:30:00Z 2026-11-21T07:30:00Z 1 - 2026-11-21T07:30:00Z");
  check (channel);
  fetch (channel, SOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/calls/elevenlabs", test_elevenlabs);
  g_test_add_func ("/service/calls/twilio", test_twilio);
  return g_test_run ();
}
