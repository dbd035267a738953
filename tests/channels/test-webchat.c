/* SPDX-License-Identifier: MIT */
/* The chat of the website: what visitors say through the hub, and what it makes of answers, also where the hub lies or says nothing. */
#include "so-webchat.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-hub-client.h"
#include "so-test-server.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795246679000)    /* Sat, 21 Nov 2026 07:37:59 UTC */
#define KEY "soh_key-of-this-computer-4711"
#define VISIT "0199-visit-3f2a"

typedef struct {
  SoTestServer *server;
  SoSecrets *secrets;
  SoChannel *chat;
} Scene;

static SoChannel *
open_chat (Scene *scene, const char *settings, GError **error)
{
  SoAccount account = { .id = (char *) "acc", .channel = SO_CHANNEL_WEB, .settings = (char *) settings };

  return (SoChannel *) so_webchat_new (&account, scene->secrets, error);
}

static void
set_up (Scene *scene, gconstpointer data)
{
  g_autofree char *base = NULL, *settings = NULL;

  so_clock_set (NOW);
  scene->server = so_test_server_new ();
  scene->secrets = so_secrets_memory ();
  base = so_test_server_url (scene->server, "");
  settings = g_strdup_printf ("{\"chat\":\"website\",\"api_base\":\"%s\"}", base);
  g_assert_true (so_secrets_store (scene->secrets, SO_HUB_SECRETS, SO_HUB_KEY, "label", KEY, NULL, NULL));
  scene->chat = open_chat (scene, settings, NULL);
  g_assert_nonnull (scene->chat);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_object_unref (scene->chat);
  so_secrets_unref (scene->secrets);
  so_test_server_free (scene->server);
  so_clock_set (0);
}

static void
test_settings (Scene *scene, gconstpointer data)
{
  static const char *const wrong[] = { NULL, "{}", "{\"chat\":\"website\"}", "{\"api_base\":\"https://hub.example.org\"}", "{\"chat\":\"\",\"api_base\":\"https://hub.example.org\"}",
                                       "{\"chat\":\"website\",\"api_base\":\"http://hub.example.org\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_chat (scene, wrong[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_cmpuint (so_channel_can (scene->chat), ==, SO_CAN_RECONCILE);
}

/* What an event becomes, in a line; "no" where it cannot be read. */
static char *
tell (Scene *scene, const char *json)
{
  g_autoptr (GPtrArray) updates = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const SoUpdate *update;

  if (!so_channel_parse (scene->chat, body, updates, &error))
    {
      g_assert_nonnull (error);
      g_assert_cmpuint (updates->len, ==, 0);
      return g_strdup ("no");
    }
  g_assert_cmpuint (updates->len, ==, 1);
  update = updates->pdata[0];
  if (update->kind == SO_UPDATE_STATE)
    return g_strdup_printf ("state %d %s", update->state, update->remote_id);
  text = so_incoming_dup_text (update->incoming);
  g_assert_cmpint (update->incoming->sender->kind, ==, SO_IDENTITY_WEB);
  /* She is known by her visit alone: whatever she typed is no reason to take her for somebody. */
  g_assert_true (!update->incoming->aliases || update->incoming->aliases->len == 0);
  g_assert_cmpstr (update->incoming->sender->value, ==, update->incoming->thread_key);
  return g_strdup_printf ("%s|%s|%s|%s|%d%s%s", update->incoming->thread_key, update->incoming->remote_id, update->incoming->sender->name, text,
                          (int) (NOW - update->incoming->sent_at), update->incoming->touch ? "|" : "", update->incoming->touch ? update->incoming->touch : "");
}

static void
test_parse (Scene *scene, gconstpointer data)
{
  static const struct { const char *json, *tells; } rows[] = {
    { "{\"chat\":\"website\",\"visit\":\"" VISIT "\",\"id\":\"m1\",\"text\":\"Hola\",\"page\":\"https://x\",\"at\":\"2026-11-21T07:37:58Z\"}", VISIT "|" VISIT "/m1|Visitor 3F2A|Hola|1000|https://x" },
    { "{\"visit\":\"" VISIT "\",\"id\":\"m2\",\"text\":\"Call me\",\"name\":\"Ana\",\"contact\":\"ana@example.org\",\"at\":\"2026-11-21T07:37:59Z\"}",
      VISIT "|" VISIT "/m2|Ana|Call me\n\nName: Ana\nTo be reached at (as typed): ana@example.org|0" },
    /* A clock that goes ahead. */
    { "{\"visit\":\"v\",\"id\":\"m3\",\"text\":\"x\",\"at\":\"2126-11-21T07:37:59Z\"}", "v|v/m3|Visitor V|x|0" },
    { "{\"visit\":\"v\",\"id\":\"m4\",\"text\":\"x\",\"at\":7}", "v|v/m4|Visitor V|x|0" },
    { "{\"visit\":\"v\",\"n\":2,\"answer\":\"abc\",\"at\":\"2026-11-21T07:37:58Z\"}", "state 2 abc" },
    { "{\"visit\":\"v\",\"text\":\"x\"}", "no" }, { "{\"visit\":\"\",\"id\":\"m\",\"text\":\"x\"}", "no" }, { "{\"id\":\"m\",\"text\":\"x\"}", "no" },
    { "{\"visit\":\"v\",\"id\":\"m\",\"text\":\"\"}", "no" }, { "{\"visit\":\"v\",\"answer\":\"\"}", "no" }, { "{\"visit\":7,\"id\":7,\"text\":7}", "no" },
    { "[]", "no" }, { "", "no" }, { "{}{}", "no" }, { "{\"answer\":\"abc\"}", "no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *told = tell (scene, rows[i].json);

      g_assert_cmpstr (told, ==, rows[i].tells);
    }
}

static const SoOutgoing outgoing = { .tag = "attempt-1", .thread_key = VISIT, .text = "Yes, at seven." };

static void
test_send (Scene *scene, gconstpointer data)
{
  static const struct { const char *status, *body; SoSendOutcome outcome; int code; } rows[] = {
    { "200 OK", "{\"n\":2,\"answer\":\"abc\",\"state\":\"kept\"}", SO_SEND_ACCEPTED, -1 },
    { "200 OK", "{\"n\":2,\"answer\":\"abc\",\"state\":\"seen\"}", SO_SEND_ACCEPTED, -1 },
    { "200 OK", "{\"n\":2,\"state\":\"kept\"}", SO_SEND_LOST, SO_ERROR_WAIT }, { "200 OK", "<html>", SO_SEND_LOST, SO_ERROR_WAIT },
    { "200 OK", "{\"answer\":\"abc\",\"state\":\"void\"}", SO_SEND_LOST, SO_ERROR_WAIT }, { "500 Broken", "{}", SO_SEND_LOST, SO_ERROR_WAIT },
    { "502 Bad", "", SO_SEND_LOST, SO_ERROR_WAIT }, { "503 Busy", "{}", SO_SEND_RETRY, SO_ERROR_WAIT }, { "429 Many", "{}", SO_SEND_RETRY, SO_ERROR_WAIT },
    { "410 Gone", "{}", SO_SEND_REFUSED, SO_ERROR_GIVE_UP }, { "401 Who", "{}", SO_SEND_REFUSED, SO_ERROR_SIGN_IN },
    { "404 No", "{}", SO_SEND_REFUSED, SO_ERROR_CHANGE }, { "400 Bad", "{}", SO_SEND_REFUSED, SO_ERROR_CHANGE },
  };
  g_autofree char *heard = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *remote_id = NULL;
      g_autoptr (GError) error = NULL;

      so_test_server_answer (scene->server, rows[i].status, "", rows[i].body);
      g_assert_cmpint (so_channel_send (scene->chat, &outgoing, &remote_id, &error), ==, rows[i].outcome);
      g_assert_cmpstr (remote_id, ==, rows[i].outcome == SO_SEND_ACCEPTED ? "abc" : NULL);
      g_assert_cmpint (error ? error->code : -1, ==, rows[i].code);
    }
  heard = so_test_server_heard (scene->server, 0);
  g_assert_true (g_str_has_prefix (heard, "POST /v1/chat/answer "));
  g_assert_nonnull (strstr (heard, "Authorization: Bearer " KEY "\r\n"));
  g_assert_nonnull (strstr (heard, "{\"visit\":\"" VISIT "\",\"id\":\"attempt-1\",\"text\":\"Yes, at seven.\"}"));
}

/* What is refused here never leaves. */
static void
test_refused (Scene *scene, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (4001, 'x');
  SoOutgoing wrong[] = { outgoing, outgoing, outgoing, outgoing };
  SoOutgoingFile file = { 0 };

  wrong[0].text = long_text;
  wrong[1].text = "";
  wrong[2].thread_key = NULL;
  wrong[3].files = &file;
  wrong[3].n_files = 1;
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *remote_id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (so_channel_send (scene->chat, &wrong[i], &remote_id, &error), ==, SO_SEND_REFUSED);
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_true (so_secrets_remove (scene->secrets, SO_HUB_SECRETS, SO_HUB_KEY, NULL, NULL));
  {
    g_autofree char *remote_id = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (so_channel_send (scene->chat, &outgoing, &remote_id, &error), ==, SO_SEND_RETRY);
    g_assert_error (error, SO_ERROR, SO_ERROR_SIGN_IN);
  }
  g_assert_cmpuint (so_test_server_count (scene->server), ==, 0);
}

static void
test_reconcile (Scene *scene, gconstpointer data)
{
  static const struct { const char *status, *body; SoReconcile result; } rows[] = {
    { "200 OK", "{\"answer\":\"abc\",\"state\":\"kept\"}", SO_RECONCILE_SENT }, { "200 OK", "{\"answer\":\"abc\",\"state\":\"seen\"}", SO_RECONCILE_SENT },
    { "200 OK", "{\"state\":\"void\"}", SO_RECONCILE_NOT_SENT }, { "200 OK", "{}", SO_RECONCILE_UNSURE }, { "200 OK", "void", SO_RECONCILE_UNSURE },
    { "503 Busy", "{\"state\":\"void\"}", SO_RECONCILE_UNSURE }, { "404 No", "{}", SO_RECONCILE_UNSURE }, { "401 Who", "{}", SO_RECONCILE_UNSURE },
  };
  g_autofree char *heard = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *remote_id = NULL;
      g_autoptr (GError) error = NULL;

      so_test_server_answer (scene->server, rows[i].status, "", rows[i].body);
      g_assert_cmpint (so_channel_reconcile (scene->chat, &outgoing, &remote_id, &error), ==, rows[i].result);
      g_assert_cmpstr (remote_id, ==, rows[i].result == SO_RECONCILE_SENT ? "abc" : NULL);
    }
  heard = so_test_server_heard (scene->server, 0);
  g_assert_true (g_str_has_prefix (heard, "POST /v1/chat/settle "));
  g_assert_nonnull (strstr (heard, "{\"id\":\"attempt-1\"}"));
}

static void
test_check (Scene *scene, gconstpointer data)
{
#define HUB "{\"hub\":\"h\",\"epoch\":\"e\",\"device\":\"d\",\"name\":\"Desk\",\"endpoints\":[{\"name\":\"%s\",\"provider\":\"web\",\"url\":\"https://hub.example.org/x\"}]}"
  static const char *const names[] = { "website", "another" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (so_setup_item_free);
      g_autofree char *body = g_strdup_printf (HUB, names[i]);

      so_test_server_answer (scene->server, "200 OK", "", body);
      g_assert_true (so_channel_check (scene->chat, items, NULL, NULL));
      g_assert_cmpuint (items->len, ==, 1);
      g_assert_cmpint (((SoSetupItem *) items->pdata[0])->good, ==, i == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/webchat/settings", Scene, NULL, set_up, test_settings, tear_down);
  g_test_add ("/webchat/parse", Scene, NULL, set_up, test_parse, tear_down);
  g_test_add ("/webchat/send", Scene, NULL, set_up, test_send, tear_down);
  g_test_add ("/webchat/refused", Scene, NULL, set_up, test_refused, tear_down);
  g_test_add ("/webchat/reconcile", Scene, NULL, set_up, test_reconcile, tear_down);
  g_test_add ("/webchat/check", Scene, NULL, set_up, test_check, tear_down);
  return g_test_run ();
}
