/* SPDX-License-Identifier: MIT */
#include "so-instagram.h"
#include "so-whatsapp.h"

#include "so-json.h"
#include "so-test-updates.h"

#include <string.h>

/* What a provider, or somebody who pretends to be one, may tell: bodies that are right, broken in every way that chance finds. The seed is
 * printed: SO_FUZZ_SEED=N goes that way again, SO_FUZZ_SECONDS=N goes on for longer. */

#define SECONDS 2

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

/* What is put in the place of a value, or anywhere. */
static const char *const tokens[] = {
  "null", "true", "7", "-1", "1e999", "9223372036854775808", "\"\"", "\"\\ud83d\"", "\"\\u0000\"", "[]", "{}", "[[[[[[[[", "{\"a\":", "]", "}", ",", ":", "\"",
  "\"id\":", "\"type\":", "\"messages\":", "\"US.1\"", "\"+\"", "\"US.\"", "\xff", "\xed\xa0\x80", "\"\xf0\x9f\x92\x83\"", "\"text\"", "\"1700000000\"", "\"5511\"",
};

static void
put_token (GRand *rand, GString *body)
{
  const char *token = tokens[g_rand_int_range (rand, 0, G_N_ELEMENTS (tokens))];

  g_string_insert (body, g_rand_int_range (rand, 0, (gint) body->len + 1), token);
}

/* The value after some colon becomes another one: still JSON, of a shape that nobody expects. */
static void
swap_value (GRand *rand, GString *body)
{
  const char *colon = strchr (body->str + g_rand_int_range (rand, 0, (gint) body->len + 1), ':');
  gsize from, to;

  if (!colon)
    return;
  from = (gsize) (colon - body->str) + 1;
  to = from + strcspn (body->str + from, ",}]");
  g_string_erase (body, (gssize) from, (gssize) (to - from));
  g_string_insert (body, (gssize) from, tokens[g_rand_int_range (rand, 0, 12)]);
}

static void
copy_span (GRand *rand, GString *body)
{
  gsize from = (gsize) g_rand_int_range (rand, 0, (gint) body->len + 1), n = (gsize) g_rand_int_range (rand, 0, 200);
  g_autofree char *span = g_strndup (body->str + from, MIN (n, body->len - from));

  g_string_insert (body, g_rand_int_range (rand, 0, (gint) body->len + 1), span);
}

static void
erase_span (GRand *rand, GString *body)
{
  gsize from = (gsize) g_rand_int_range (rand, 0, (gint) body->len + 1), n = (gsize) g_rand_int_range (rand, 0, 60);

  g_string_erase (body, (gssize) from, (gssize) MIN (n, body->len - from));
}

static void
mutate (GRand *rand, GString *body)
{
  for (int i = g_rand_int_range (rand, 1, 6); i > 0; i--)
    switch (g_rand_int_range (rand, 0, 9))
      {
      case 0:
        if (body->len)
          body->str[g_rand_int_range (rand, 0, (gint) body->len)] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
        break;
      case 1:
        put_token (rand, body);
        break;
      case 2:
        copy_span (rand, body);
        break;
      case 3:
        erase_span (rand, body);
        break;
      case 4:
        if (g_rand_int_range (rand, 0, 8) == 0)
          g_string_truncate (body, (gsize) g_rand_int_range (rand, 0, (gint) body->len + 1));
        break;
      default:
        swap_value (rand, body);
        break;
      }
}

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

static gboolean
feed (SoChannel *channel, const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autoptr (GError) error = NULL;
  gboolean good = so_channel_parse (channel, bytes, updates, &error);

  g_assert_true (good == !error);
  for (guint i = 0; i < updates->len; i++)
    check_update (updates->pdata[i]);
  return good && updates->len;
}

static void
fuzz (SoChannel *channel, const char *const *seeds, guint n_seeds)
{
  const char *seed_text = g_getenv ("SO_FUZZ_SEED"), *seconds = g_getenv ("SO_FUZZ_SECONDS");
  guint32 seed = seed_text ? (guint32) g_ascii_strtoull (seed_text, NULL, 10) : g_random_int ();
  gint64 end = g_get_monotonic_time () + (seconds ? g_ascii_strtoll (seconds, NULL, 10) : SECONDS) * G_TIME_SPAN_SECOND;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint tries = 0, told = 0;

  g_test_message ("SO_FUZZ_SEED=%u", seed);
  for (guint i = 0; i < n_seeds; i++)
    g_assert_true (feed (channel, seeds[i], strlen (seeds[i])));
  do
    {
      g_autoptr (GString) body = g_string_new (seeds[tries % n_seeds]);

      mutate (rand, body);
      told += feed (channel, body->str, body->len);
      tries++;
    }
  while (g_get_monotonic_time () < end);
  g_test_message ("%u bodies, of which %u told something", tries, told);
  /* A fuzzer whose bodies are all refused at the door tests the door. */
  g_assert_true (tries < 100 || told > tries / 20);
}

static void
test_whatsapp (void)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP };
  g_autoptr (SoWhatsapp) channel = so_whatsapp_new (&account, secrets, NULL);

  fuzz (SO_CHANNEL (channel), whatsapp, G_N_ELEMENTS (whatsapp));
}

static void
test_instagram (void)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_INSTAGRAM };
  g_autoptr (SoInstagram) channel = so_instagram_new (&account, secrets, NULL);

  fuzz (SO_CHANNEL (channel), instagram, G_N_ELEMENTS (instagram));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/whatsapp", test_whatsapp);
  g_test_add_func ("/fuzz/instagram", test_instagram);
  return g_test_run ();
}
