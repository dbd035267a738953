/* SPDX-License-Identifier: MIT */
#include "so-whatsapp.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-test-updates.h"

#include <string.h>

static SoWhatsapp *
new_channel (void)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP };
  SoWhatsapp *channel = so_whatsapp_new (&account, secrets, NULL);

  g_assert_nonnull (channel);
  return channel;
}

#define HEAD "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{" \
  "\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"+34600000000\",\"phone_number_id\":\"77\"}," \
  "\"contacts\":[{\"wa_id\":\"34600111222\",\"profile\":{\"name\":\"Ana\"}}],"
#define TAIL "}}]}]}"
#define ANA "MESSAGE m1 1700000000 in +34600111222(Ana) key=34600111222"

/* One message of Ana's: its type and what follows. */
static const struct {
  const char *message;
  const char *expected;
} messages[] = {
  { "\"type\":\"text\",\"text\":{\"body\":\"¿Salsa? 💃\"}", ANA " text:¿Salsa? 💃\n" },
  { "\"type\":\"text\",\"text\":{\"body\":\"\\ud83d broken \\u0000!\"}", ANA " text:\xef\xbf\xbd broken \xef\xbf\xbd!\n" },
  { "\"type\":\"text\",\"text\":{\"body\":\"Yes\"},\"context\":{\"from\":\"34600000000\",\"id\":\"m0\"}", ANA " re=m0 text:Yes\n" },
  { "\"type\":\"text\",\"text\":{\"body\":\"Look\"},\"context\":{\"forwarded\":true}", ANA " text:Look\n" },
  { "\"type\":\"text\",\"text\":{\"body\":\"Still there?\"},\"context\":{\"from\":\"34600000000\",\"id\":\"m0\",\"referred_product\":{\"catalog_id\":\"1\",\"product_retailer_id\":\"SKU7\"}}",
    ANA " re=m0 text:Still there? text:About the product SKU7 of the catalogue\n" },
  { "\"type\":\"image\",\"image\":{\"id\":\"55\",\"mime_type\":\"image/jpeg\",\"sha256\":\"abc=\",\"caption\":\"My shoes\"}",
    ANA " image:image/jpeg;<55 abc=>My shoes\n" },
  { "\"type\":\"image\",\"image\":{\"id\":\"55\"}", ANA " image:<55>\n" },
  { "\"type\":\"image\",\"image\":{\"url\":\"https://lookaside.fbsbx.com/1\"}", ANA " image:<https://lookaside.fbsbx.com/1>\n" },
  { "\"type\":\"image\",\"image\":{\"url\":\"file:///etc/passwd\"}", ANA " image:\n" },
  { "\"type\":\"audio\",\"audio\":{\"id\":\"56\",\"mime_type\":\"audio/ogg; codecs=opus\",\"voice\":true}", ANA " audio:audio/ogg; codecs=opus;<56>\n" },
  { "\"type\":\"voice\",\"voice\":{\"id\":\"56\"}", ANA " audio:<56>\n" },
  { "\"type\":\"video\",\"video\":{\"id\":\"57\",\"mime_type\":\"video/mp4\"}", ANA " video:video/mp4;<57>\n" },
  { "\"type\":\"document\",\"document\":{\"id\":\"58\",\"mime_type\":\"application/pdf\",\"filename\":\"plan.pdf\",\"caption\":\"Here\"}",
    ANA " document:application/pdf;plan.pdf;<58>Here\n" },
  { "\"type\":\"sticker\",\"sticker\":{\"id\":\"59\",\"mime_type\":\"image/webp\",\"animated\":true}", ANA " sticker:image/webp;<59>\n" },
  { "\"type\":\"location\",\"location\":{\"latitude\":41.5,\"longitude\":-2,\"name\":\"Studio\",\"address\":\"Calle 1\",\"url\":\"https://x.es\"}",
    ANA " location:Studio|Calle 1|41.5, -2|https://x.es\n" },
  { "\"type\":\"location\",\"location\":{\"latitude\":\"41.5\",\"longitude\":\"-2\"}", ANA " location:41.5, -2\n" },
  { "\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Raj M\"},\"org\":{\"company\":\"Yoga\"},\"phones\":[{\"phone\":\"+1 2\"},7]},"
    "{\"name\":{\"first_name\":\"Jo\"},\"emails\":[{\"email\":\"j@x.de\"}]},3]", ANA " contact:Raj M;Raj M|Yoga|+1 2 contact:Jo;Jo|j@x.de\n" },
  { "\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"b1\",\"title\":\"Cancel\"}}", ANA " text:Cancel\n" },
  { "\"type\":\"interactive\",\"interactive\":{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"l1\",\"title\":\"Tue\",\"description\":\"19 h\"}}",
    ANA " text:Tue – 19 h\n" },
  { "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\",\"body\":\"Sent\",\"response_json\":"
    "\"{\\\"flow_token\\\":\\\"t\\\",\\\"level\\\":\\\"A1\\\",\\\"days\\\":[\\\"tue\\\"],\\\"n\\\":2}\"}}", ANA " text:Sent|level: A1|days: [\"tue\"]|n: 2\n" },
  { "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"response_json\":\"no json\"}}",
    ANA " unsupported:A message of the kind “nfm_reply”, to be seen on the phone only\n" },
  { "\"type\":\"interactive\",\"interactive\":{\"type\":\"call_permission_reply\"}",
    ANA " unsupported:A message of the kind “call_permission_reply”, to be seen on the phone only\n" },
  { "\"type\":\"button\",\"button\":{\"payload\":\"P\",\"text\":\"Stop\"}", ANA " text:Stop\n" },
  { "\"type\":\"order\",\"order\":{\"catalog_id\":\"c\",\"text\":\"Soon?\",\"product_items\":[{\"product_retailer_id\":\"mat\",\"quantity\":2,"
    "\"item_price\":30.5,\"currency\":\"EUR\"},null]}", ANA " text:An order from the catalogue|Soon?|2 × mat, 30.5 EUR\n" },
  { "\"type\":\"unsupported\",\"errors\":[{\"code\":131051}],\"unsupported\":{\"type\":\"poll\"}",
    ANA " unsupported:A message of the kind “poll”, to be seen on the phone only\n" },
  { "\"type\":\"unsupported\",\"errors\":[{\"code\":131051}]", ANA " unsupported:A message that can be seen on the phone only\n" },
  { "\"type\":\"hologram\",\"hologram\":{\"x\":1}", ANA " unsupported:A message of the kind “hologram”, to be seen on the phone only\n" },
  { "\"type\":\"text\",\"text\":\"not an object\"", ANA " unsupported:A message of the kind “text”, to be seen on the phone only\n" },
  { "\"text\":{\"body\":\"no type\"}", ANA " unsupported:A message that can be seen on the phone only\n" },
  { "\"type\":\"text\",\"text\":{\"body\":\"Info?\"},\"referral\":{\"headline\":\"Summer\",\"body\":\"Dance\",\"source_url\":\"https://fb.me/1\"}",
    ANA " through=[Summer – Dance https://fb.me/1] text:Info? text:Came through an advertisement or a post: Summer – Dance https://fb.me/1\n" },
  { "\"type\":\"text\",\"text\":{\"body\":\"All\"},\"group_id\":\"G7\"",
    "MESSAGE m1 1700000000 in +34600111222(Ana) key=group:G7 group text:All\n" },
  { "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"m0\",\"emoji\":\"👍\"}", "REACTION m0 1700000000 +34600111222(Ana) “👍”\n" },
  { "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"m0\",\"emoji\":\"\"}", "REACTION m0 1700000000 +34600111222(Ana) “”\n" },
  { "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"m0\"}", "REACTION m0 1700000000 +34600111222(Ana) “”\n" },
  { "\"type\":\"reaction\",\"reaction\":{\"emoji\":\"👍\"}", "" },
  { "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"m0\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"Tuesday\"}}}",
    "EDIT m0 1700000000 in +34600111222(Ana) key=34600111222 text:Tuesday +34600111222(Ana)\n" },
  { "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"m0\"}", "" },
  { "\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"m0\"}", "UNSEND m0 1700000000 +34600111222(Ana)\n" },
  { "\"type\":\"revoke\",\"context\":{\"id\":\"m0\"}", "UNSEND m0 1700000000 +34600111222(Ana)\n" },
  { "\"type\":\"revoke\",\"revoke\":{}", "" },
  { "\"type\":\"request_welcome\"", "" },
};

static void
test_types (void)
{
  g_autoptr (SoWhatsapp) channel = new_channel ();

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *body = g_strconcat (HEAD "\"messages\":[{\"from\":\"34600111222\",\"id\":\"m1\",\"timestamp\":\"1700000000\",",
                                           messages[i].message, "}]" TAIL, NULL);

      so_test_updates_check (SO_CHANNEL (channel), body, messages[i].expected);
    }
}

/* Values of which only the messages' frame differs. */
static const struct {
  const char *value;
  const char *expected;
} people[] = {
  /* A number and Meta's id of the same person. */
  { "\"contacts\":[{\"wa_id\":\"16505551234\",\"user_id\":\"US.134\",\"profile\":{\"name\":\"Jo\"}}],\"messages\":[{\"from\":\"16505551234\","
    "\"from_user_id\":\"US.134\",\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in +16505551234(Jo) key=16505551234 aka=US.134 text:x\n" },
  /* Somebody who shows only a user name: no number anywhere. */
  { "\"contacts\":[{\"user_id\":\"US.134\",\"profile\":{\"username\":\"jo.b\"}}],\"messages\":[{\"from_user_id\":\"US.134\",\"id\":\"m\","
    "\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in US.134(jo.b) key=US.134 text:x\n" },
  /* The same as some clients saw it: the id where the number was. */
  { "\"contacts\":[{\"wa_id\":\"US.134\",\"profile\":{\"name\":\"Jo\"}}],\"messages\":[{\"from\":\"US.134\",\"id\":\"m\","
    "\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in US.134(Jo) key=US.134 text:x\n" },
  /* Only the list of contacts says who it is. */
  { "\"contacts\":[{\"wa_id\":\"16505551234\"}],\"messages\":[{\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in +16505551234 key=16505551234 text:x\n" },
  /* Two people in one batch, and a list that knows only one of them. */
  { "\"contacts\":[{\"wa_id\":\"16505551234\",\"profile\":{\"name\":\"Jo\"}}],\"messages\":[{\"from\":\"16505559999\",\"id\":\"m\","
    "\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in +16505559999 key=16505559999 text:x\n" },
  /* Brazil, Mexico, Argentina: two ways to write a telephone, of which the one that came is kept. */
  { "\"contacts\":[{\"wa_id\":\"551187654321\",\"profile\":{\"name\":\"Bia\"}}],\"messages\":[{\"from\":\"5511987654321\",\"id\":\"m\","
    "\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in +5511987654321(Bia) key=5511987654321 aka=+551187654321 text:x\n" },
  { "\"messages\":[{\"from\":\"5215512345678\",\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in +5215512345678 key=5215512345678 aka=+525512345678 text:x\n" },
  { "\"messages\":[{\"from\":\"541112345678\",\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]",
    "MESSAGE m 1700000000 in +541112345678 key=541112345678 aka=+5491112345678 text:x\n" },
  { "\"messages\":[{\"from\":\"551132654321\",\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"landline\"}}]",
    "MESSAGE m 1700000000 in +551132654321 key=551132654321 text:landline\n" },
  /* What changed of a person; the message has no list of contacts. */
  { "\"messages\":[{\"from\":\"16505551234\",\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"system\",\"system\":{\"type\":"
    "\"user_changed_number\",\"body\":\"Jo changed\",\"wa_id\":\"12195555358\"}}]",
    "MESSAGE m 1700000000 in - to +16505551234 key=16505551234 text:Jo changed\n"
    "MOVED - 1700000000 +16505551234 to +12195555358\n" },
  { "\"messages\":[{\"from\":\"16505551234\",\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"system\",\"system\":{\"type\":"
    "\"user_changed_user_id\",\"body\":\"Jo changed\",\"previous_user_id\":\"US.1\",\"user_id\":\"US.2\"}}]",
    "MESSAGE m 1700000000 in - to +16505551234 key=16505551234 text:Jo changed\n"
    "MOVED - 1700000000 +16505551234 to US.2\nMOVED - 1700000000 US.1 to US.2\n" },
  /* What the owner typed on the phone. */
  { "\"message_echoes\":[{\"from\":\"34600000000\",\"to\":\"16505551234\",\"to_user_id\":\"US.134\",\"id\":\"e\",\"timestamp\":\"1700000000\","
    "\"type\":\"text\",\"text\":{\"body\":\"On my way\"}},{\"from\":\"34600000000\",\"to\":\"16505551234\",\"id\":\"r\",\"timestamp\":\"1700000001\","
    "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"m0\",\"emoji\":\"❤\"}},{\"from\":\"34600000000\",\"to\":\"16505551234\",\"id\":\"d\","
    "\"timestamp\":\"1700000002\",\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"e\"}}]",
    "MESSAGE e 1700000000 out - to +16505551234 key=16505551234 aka=US.134 text:On my way\nREACTION m0 1700000001 “❤”\nUNSEND e 1700000002\n" },
  /* Old chats after linking. */
  { "\"history\":[{\"metadata\":{\"phase\":0},\"threads\":[{\"id\":\"16505551234\",\"messages\":[{\"from\":\"16505551234\",\"id\":\"h1\","
    "\"timestamp\":\"1600000000\",\"type\":\"text\",\"text\":{\"body\":\"old\"}},{\"from\":\"34600000000\",\"id\":\"h2\",\"timestamp\":\"1600000060\","
    "\"type\":\"media_placeholder\"},7]}]},{\"errors\":[{\"code\":2593109}]}]",
    "MESSAGE h1 1600000000 in +16505551234 key=16505551234 past text:old\n"
    "MESSAGE h2 1600000060 out - to +16505551234 key=16505551234 past unsupported:A message of the kind “media_placeholder”, to be seen on the phone only\n" },
  /* Statuses; those of no interest are left out. */
  { "\"statuses\":[{\"id\":\"s\",\"status\":\"sent\",\"timestamp\":\"1700000000\",\"recipient_id\":\"1\",\"biz_opaque_callback_data\":\"tag-1\"},"
    "{\"id\":\"s\",\"status\":\"read\",\"timestamp\":1700000003},{\"id\":\"s\",\"status\":\"delivered\",\"timestamp\":\"1700000002\"},"
    "{\"id\":\"s\",\"status\":\"played\",\"timestamp\":\"1700000004\"},{\"id\":\"s\",\"status\":\"deleted\",\"timestamp\":\"1700000004\"},"
    "{\"id\":\"s\",\"status\":\"warning\"},{\"status\":\"sent\"},7,{\"id\":\"s\",\"status\":9}]",
    "STATE s 1700000000 sent tag=tag-1\nSTATE s 1700000003 read\nSTATE s 1700000002 delivered\nSTATE s 1700000004 read\n" },
  { "\"statuses\":[{\"id\":\"s\",\"status\":\"failed\",\"timestamp\":\"1700000000\",\"errors\":[{\"code\":131047,\"title\":\"Re-engagement\","
    "\"error_data\":{\"details\":\"More than 24 hours\"}}]},{\"id\":\"t\",\"status\":\"failed\",\"timestamp\":\"1700000000\"}]",
    "STATE s 1700000000 failed code=131047 “More than 24 hours”\nSTATE t 1700000000 failed\n" },
  /* Neither a person nor a group: there is no conversation that it could be in. */
  { "\"messages\":[{\"id\":\"m\",\"group_id\":\"\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]", "" },
  /* One broken element never loses the others. */
  { "\"contacts\":\"none\",\"messages\":[null,[],{\"from\":7,\"id\":[],\"type\":{}},{\"from\":\"nobody\",\"type\":\"text\"},{},"
    "{\"from\":\"16505551234\",\"id\":\"m\",\"timestamp\":\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"still\"}}],\"statuses\":{}",
    "MESSAGE m 1700000000 in +16505551234 key=16505551234 text:still\n" },
};

static char *
wrap (const char *value)
{
  return g_strconcat ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{"
                      "\"metadata\":{\"display_phone_number\":\"34600000000\"},", value, "}}]}]}", NULL);
}

static void
test_people (void)
{
  g_autoptr (SoWhatsapp) channel = new_channel ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *body = wrap (people[i].value);

      so_test_updates_check (SO_CHANNEL (channel), body, people[i].expected);
    }
}

/* A whole batch: several entries, changes and kinds of event, with what is not for us between them. */
static void
test_batch (void)
{
  g_autoptr (SoWhatsapp) channel = new_channel ();
  static const char message[] = "{\"field\":\"messages\",\"value\":{\"messages\":[{\"from\":\"1650555000%d\",\"id\":\"m%d\",\"timestamp\":"
                                "\"1700000000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]}}";
  g_autoptr (GString) body = g_string_new ("{\"entry\":[7,{},{\"changes\":[");
  g_autoptr (GString) expected = g_string_new (NULL);

  for (int i = 0; i < 4; i++)
    {
      g_string_append_printf (body, message, i, i);
      g_string_append (body, i == 1 ? "]},{\"changes\":[{\"field\":\"message_template_status_update\",\"value\":{\"event\":\"APPROVED\"}},null," : i == 3 ? "" : ",");
      g_string_append_printf (expected, "MESSAGE m%d 1700000000 in +1650555000%d key=1650555000%d text:x\n", i, i, i);
    }
  g_string_append (body, "]}]}");
  so_test_updates_check (SO_CHANNEL (channel), body->str, expected->str);
}

static void
test_nothing (void)
{
  static const char *const bodies[] = { "{}", "[]", "{\"entry\":null}", "{\"entry\":[{\"changes\":[{\"value\":[]}]}]}", "{\"object\":\"page\",\"entry\":[{\"messaging\":[{}]}]}" };
  static const char *const broken[] = { "", "{", "{\"entry\":[}", "nonsense", "{}{}" };
  g_autoptr (SoWhatsapp) channel = new_channel ();

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    so_test_updates_check (SO_CHANNEL (channel), bodies[i], "");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i], strlen (broken[i]));
      g_autoptr (GPtrArray) updates = so_test_updates_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (so_channel_parse (SO_CHANNEL (channel), bytes, updates, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_cmpuint (updates->len, ==, 0);
    }
}

/* Without a time of its own a message came now; the rest of it stands. */
static void
test_no_time (void)
{
  g_autoptr (SoWhatsapp) channel = new_channel ();
  static const char *const times[] = { "", "\"timestamp\":\"soon\",", "\"timestamp\":\"-5\",", "\"timestamp\":\"99999999999999999999\",", "\"timestamp\":{}," };

  so_clock_set (1763722167000);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *body = g_strconcat (HEAD "\"messages\":[{\"from\":\"34600111222\",\"id\":\"m1\",", times[i],
                                           "\"type\":\"text\",\"text\":{\"body\":\"x\"}}]" TAIL, NULL);

      so_test_updates_check (SO_CHANNEL (channel), body, "MESSAGE m1 1763722167 in +34600111222(Ana) key=34600111222 text:x\n");
    }
  so_clock_set (0);
}

/* What the store needs to say that both are one: the same value for the same event, whenever and however often it is told. */
static void
test_twice_and_swapped (void)
{
  g_autoptr (SoWhatsapp) channel = new_channel ();
  const guint n = G_N_ELEMENTS (people);
  g_autofree char *first = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_auto (GStrv) lines = NULL;
      g_autoptr (GPtrArray) updates = so_test_updates_new ();
      g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
      g_autofree char *told = NULL, *joined = NULL;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *body = wrap (people[round ? n - 1 - i : i].value);
          g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

          g_assert_true (so_channel_parse (SO_CHANNEL (channel), bytes, updates, NULL));
        }
      told = so_test_updates (updates);
      lines = g_strsplit (told, "\n", -1);
      for (guint i = 0; lines[i]; i++)
        g_ptr_array_add (sorted, lines[i]);
      g_ptr_array_sort_values (sorted, (GCompareFunc) strcmp);
      g_ptr_array_add (sorted, NULL);
      joined = g_strjoinv ("\n", (char **) sorted->pdata);
      if (round)
        g_assert_cmpstr (joined, ==, first);
      else
        first = g_steal_pointer (&joined);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/whatsapp/parse/types", test_types);
  g_test_add_func ("/whatsapp/parse/people", test_people);
  g_test_add_func ("/whatsapp/parse/batch", test_batch);
  g_test_add_func ("/whatsapp/parse/nothing", test_nothing);
  g_test_add_func ("/whatsapp/parse/no-time", test_no_time);
  g_test_add_func ("/whatsapp/parse/twice-and-swapped", test_twice_and_swapped);
  return g_test_run ();
}
