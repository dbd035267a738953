/* SPDX-License-Identifier: MIT */
#include "so-instagram.h"
#include "so-whatsapp.h"

#include "so-error.h"
#include "so-json.h"
#include "so-sms-parse.h"
#include "so-test-fuzz.h"
#include "so-test-updates.h"

#include <string.h>

/* What a provider, or somebody who pretends to be one, may tell. */

static const char *const whatsapp[] = {
  "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"display_phone_number\":\"34600000000\"},"
  "\"contacts\":[{\"wa_id\":\"5511987654321\",\"user_id\":\"BR.134\",\"profile\":{\"name\":\"Ana\",\"username\":\"ana\"}}],\"messages\":["
  "{\"from\":\"5511987654321\",\"from_user_id\":\"BR.134\",\"id\":\"m1\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"\\u00bfSalsa? \\ud83d\\udc83\"},"
  "\"context\":{\"id\":\"m0\"},\"referral\":{\"headline\":\"a\",\"source_url\":\"https://fb.me/1\"},\"group_id\":\"G1\"},"
  "{\"from\":\"5511987654321\",\"id\":\"m2\",\"timestamp\":\"1700000000\",\"type\":\"image\",\"image\":{\"id\":\"55\",\"mime_type\":\"image/jpeg\",\"sha256\":\"abc=\",\"caption\":\"c\"}},"
  "{\"from\":\"5511987654321\",\"id\":\"m3\",\"timestamp\":\"1700000000\",\"type\":\"location\",\"location\":{\"latitude\":1e3,\"longitude\":-2.5,\"name\":\"n\"}},"
  "{\"from\":\"5511987654321\",\"id\":\"m4\",\"timestamp\":\"1700000000\",\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"R\"},\"phones\":[{\"phone\":\"1\"}]}]},"
  "{\"from\":\"5511987654321\",\"id\":\"m5\",\"timestamp\":\"1700000000\",\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"response_json\":\"{\\\"a\\\":[1]}\"}}},"
  "{\"from\":\"5511987654321\",\"id\":\"m6\",\"timestamp\":\"1700000000\",\"type\":\"order\",\"order\":{\"product_items\":[{\"quantity\":2,\"item_price\":3.5,\"currency\":\"EUR\"}]}},"
  "{\"from\":\"5511987654321\",\"id\":\"m7\",\"timestamp\":\"1700000000\",\"type\":\"reaction\",\"reaction\":{\"message_id\":\"m0\",\"emoji\":\"x\"}},"
  "{\"from\":\"5511987654321\",\"id\":\"m8\",\"timestamp\":\"1700000000\",\"type\":\"edit\",\"edit\":{\"original_message_id\":\"m0\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"e\"}}}},"
  "{\"from\":\"5511987654321\",\"id\":\"m9\",\"timestamp\":\"1700000000\",\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"m0\"}},"
  "{\"from\":\"5511987654321\",\"id\":\"ma\",\"timestamp\":\"1700000000\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"12\",\"previous_user_id\":\"US.1\",\"user_id\":\"US.2\"}}],"
  "\"statuses\":[{\"id\":\"s\",\"status\":\"failed\",\"timestamp\":\"1700000000\",\"errors\":[{\"code\":131047,\"error_data\":{\"details\":\"d\"}}],\"biz_opaque_callback_data\":\"t\"}],"
  "\"message_echoes\":[{\"to\":\"34600111222\",\"id\":\"e\",\"timestamp\":\"1700000000\",\"type\":\"button\",\"button\":{\"text\":\"b\"}}],"
  "\"history\":[{\"threads\":[{\"id\":\"34600111222\",\"messages\":[{\"from\":\"34600000000\",\"id\":\"h\",\"timestamp\":\"1600000000\",\"type\":\"unsupported\",\"unsupported\":{\"type\":\"p\"}}]}]}]"
  "}}]}]}",
};

static const char *const instagram[] = {
  "{\"object\":\"instagram\",\"entry\":[{\"id\":\"900\",\"messaging\":["
  "{\"sender\":{\"id\":\"178\"},\"recipient\":{\"id\":\"900\"},\"timestamp\":1767225600123,\"message\":{\"mid\":\"m1\",\"text\":\"a\",\"reply_to\":{\"story\":{\"url\":\"https://c.fbcdn.net/s\"}},"
  "\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"https://c.fbcdn.net/i\",\"sticker_id\":1}},{\"type\":\"location\",\"payload\":{\"coordinates\":{\"lat\":1,\"long\":2}}},"
  "{\"type\":\"share\",\"payload\":{\"url\":\"https://c.fbcdn.net/p\",\"title\":\"t\"}}]}},"
  "{\"sender\":{\"id\":\"178\"},\"recipient\":{\"id\":\"900\"},\"timestamp\":\"2026-01-01T00:00:00+0000\",\"reaction\":{\"mid\":\"m0\",\"action\":\"react\",\"emoji\":\"x\"}},"
  "{\"sender\":{\"id\":\"900\"},\"recipient\":{\"id\":\"178\"},\"timestamp\":1767225600,\"message\":{\"mid\":\"m2\",\"is_echo\":true,\"text\":\"b\"}},"
  "{\"sender\":{\"id\":\"178\"},\"recipient\":{\"id\":\"900\"},\"timestamp\":1767225600123,\"message_edit\":{\"mid\":\"m1\",\"text\":\"c\"}},"
  "{\"sender\":{\"id\":\"178\"},\"recipient\":{\"id\":\"900\"},\"timestamp\":1767225600123,\"postback\":{\"mid\":\"m3\",\"title\":\"d\"}},"
  "{\"sender\":{\"id\":\"178\"},\"recipient\":{\"id\":\"900\"},\"timestamp\":1767225600123,\"delivery\":{\"mids\":[\"m0\"]}}]}]}",
};

static const char *const sms[] = {
  "{\"messages\":[{\"sid\":\"SM1\",\"direction\":\"inbound\",\"status\":\"received\",\"body\":\"\\u00bfClase?\",\"from\":\"+34600111222\",\"to\":\"+49151000\",\"num_media\":\"2\","
  "\"date_created\":\"Sat, 21 Nov 2026 07:00:00 +0000\",\"date_sent\":\"Sat, 21 Nov 2026 07:00:01 +0000\",\"date_updated\":\"Sat, 21 Nov 2026 07:00:01 +0000\"},"
  "{\"sid\":\"SM2\",\"direction\":\"outbound-api\",\"status\":\"undelivered\",\"error_code\":30003,\"error_message\":null,\"body\":\"Hola\",\"from\":\"+49151000\",\"to\":\"+34600111222\","
  "\"num_media\":\"0\",\"date_created\":\"Sat, 21 Nov 2026 07:00:00 +0000\",\"date_sent\":null,\"date_updated\":\"Sat, 21 Nov 2026 07:00:01 +0000\"}],\"next_page_uri\":null}",
};

/* What holds of everything that is told, whatever it was made of. */
static void
check_update (const SoUpdate *update)
{
  const SoIncoming *in = update->incoming;

  g_assert_true (in || update->kind != SO_UPDATE_MESSAGE);
  g_assert_true (update->remote_id || update->tag || in || update->kind == SO_UPDATE_MOVED);
  if (!in)
    return;
  g_assert_cmpuint (in->parts->len, >, 0);
  /* An edit is known by the message that it is about. */
  g_assert_true (update->kind == SO_UPDATE_EDIT || (in->thread_key && *in->thread_key));
  g_assert_cmpint (in->sent_at, >, 0);
  for (guint i = 0; i < in->parts->len; i++)
    {
      const SoPart *part = in->parts->pdata[i];
      g_assert_true (!part->text || g_utf8_validate (part->text, -1, NULL));
      g_assert_true (!part->remote || *part->remote);
    }
}

static void
check_updates (GPtrArray *updates)
{
  for (guint i = 0; i < updates->len; i++)
    check_update (updates->pdata[i]);
}

static gboolean
feed_channel (const char *body, gsize length, gpointer channel)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, length);
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autoptr (GError) error = NULL;
  gboolean good = so_channel_parse (channel, bytes, updates, &error);

  g_assert_true (good == !error);
  check_updates (updates);
  return good && updates->len;
}

static void
check_node (JsonNode *node)
{
  g_autofree char *text = so_json_write (node, FALSE);
  g_autoptr (JsonNode) again = so_json_parse (text, -1, 0, NULL);
  g_autofree char *same = again ? so_json_write (again, FALSE) : NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (same, ==, text);
}

/* What was understood can be written, and means the same then. */
static gboolean
feed_json (const char *body, gsize length, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = so_json_parse (body, (gssize) length, 0, &error);

  if (!node)
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  else
    check_node (node);
  return node != NULL;
}

/* An answer to "what is there?". */
static gboolean
feed_sms (const char *body, gsize length, gpointer data)
{
  g_autoptr (JsonNode) node = so_json_parse (body, (gssize) length, 0, NULL);
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  JsonArray *messages = node && JSON_NODE_HOLDS_OBJECT (node) ? so_json_array (json_node_get_object (node), "messages") : NULL;

  for (guint i = 0; messages && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = so_json_element (messages, i);
      gint64 at = 0;

      if (message)
        so_sms_parse_message (message, updates, &at);
    }
  check_updates (updates);
  return updates->len > 0;
}

static void
test_whatsapp (void)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP };
  g_autoptr (SoWhatsapp) channel = so_whatsapp_new (&account, secrets, NULL);

  so_test_fuzz (&(SoTestFuzz) { .seeds = whatsapp, .n_seeds = G_N_ELEMENTS (whatsapp), .feed = feed_channel, .data = channel });
}

static void
test_instagram (void)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_INSTAGRAM };
  g_autoptr (SoInstagram) channel = so_instagram_new (&account, secrets, NULL);

  so_test_fuzz (&(SoTestFuzz) { .seeds = instagram, .n_seeds = G_N_ELEMENTS (instagram), .feed = feed_channel, .data = channel });
}

static void
test_sms (void)
{
  so_test_fuzz (&(SoTestFuzz) { .seeds = sms, .n_seeds = G_N_ELEMENTS (sms), .feed = feed_sms });
}

static void
test_json (void)
{
  static const char *const seeds[] = {
    "{\"a\":[1,2.5e3,-0,true,false,null],\"b\":{\"c\":\"\\u00e9\\n\\ud83d\\udc83\\\\\"},\"\":[[],{}],\"id\":9007199254740993}",
    "[{\"a\":\"\\ud83d\"},{\"a\":\"\\u0000\"},\"\xf0\x9f\x92\x83\", 1e-7 ]\n", "{\"a\":{\"a\":{\"a\":{\"a\":[[[[[\"deep\"]]]]]}}},\"a\":2}",
  };

  so_test_fuzz (&(SoTestFuzz) { .seeds = seeds, .n_seeds = G_N_ELEMENTS (seeds), .feed = feed_json });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/whatsapp", test_whatsapp);
  g_test_add_func ("/fuzz/instagram", test_instagram);
  g_test_add_func ("/fuzz/sms", test_sms);
  g_test_add_func ("/fuzz/json", test_json);
  return g_test_run ();
}
