/* SPDX-License-Identifier: MIT */
#include "so-instagram.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-test-updates.h"

#include <string.h>

static SoChannel *
new_channel (SoChannelKind kind)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets (NULL);
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = kind };

  return SO_CHANNEL (so_instagram_new (&account, secrets, NULL));
}

#define ANA "MESSAGE m1 1767225600 in 178 key=178"

/* One event of Ana's (178) to the studio (900). */
static const struct {
  const char *event;
  const char *expected;
} events[] = {
  { "\"message\":{\"mid\":\"m1\",\"text\":\"¿Salsa?\"}", ANA " text:¿Salsa?\n" },
  { "\"message\":{\"mid\":\"m1\",\"text\":\"Tue\",\"quick_reply\":{\"payload\":\"T\"}}", ANA " text:Tue\n" },
  { "\"message\":{\"mid\":\"m1\",\"text\":\"That\",\"reply_to\":{\"mid\":\"m0\"}}", ANA " re=m0 text:That\n" },
  { "\"message\":{\"mid\":\"m1\",\"text\":\"😍\",\"reply_to\":{\"story\":{\"url\":\"https://c.fbcdn.net/s\",\"id\":\"5\"}}}",
    ANA " story:Answered your story|https://c.fbcdn.net/s text:😍\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"https://c.fbcdn.net/i\"}},{\"type\":\"video\",\"payload\":"
    "{\"url\":\"https://c.fbcdn.net/v\"}}]}", ANA " image:<https://c.fbcdn.net/i> video:<https://c.fbcdn.net/v>\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"audio\",\"payload\":{\"url\":\"https://c.fbcdn.net/a\"}},{\"type\":\"file\",\"payload\":"
    "{\"url\":\"https://c.fbcdn.net/f\"}}]}", ANA " audio:<https://c.fbcdn.net/a> document:<https://c.fbcdn.net/f>\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"file:///etc/passwd\"}},7,{\"type\":\"image\"}]}", ANA " image: image:\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"share\",\"payload\":{\"url\":\"https://c.fbcdn.net/p\"}}]}", ANA " text:Shared: https://c.fbcdn.net/p\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"ig_reel\",\"payload\":{\"title\":\"Bachata\",\"url\":\"https://c.fbcdn.net/r\"}}]}",
    ANA " video:<https://c.fbcdn.net/r>Bachata\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"story_mention\",\"payload\":{\"url\":\"https://c.fbcdn.net/s\"}}]}",
    ANA " story:Mentioned you in their story|https://c.fbcdn.net/s\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"like_heart\"}]}", ANA " text:❤\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"https://c.fbcdn.net/l\",\"sticker_id\":369}}]}", ANA " sticker:<https://c.fbcdn.net/l>\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"location\",\"payload\":{\"coordinates\":{\"lat\":41.5,\"long\":-2}}}]}", ANA " location:41.5, -2\n" },
  { "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"hologram\"}]}", ANA " unsupported:A message of the kind “hologram”, to be seen on the phone only\n" },
  { "\"message\":{\"mid\":\"m1\",\"is_unsupported\":true}", ANA " unsupported:A message that can be seen on the phone only\n" },
  { "\"message\":{\"mid\":\"m1\",\"text\":\"Hi\",\"referral\":{\"ads_context_data\":{\"ad_title\":\"Summer\"}}}",
    ANA " through=[Summer] text:Hi text:Came through an advertisement or a post: Summer\n" },
  { "\"message\":{\"mid\":\"m1\",\"is_deleted\":true}", "UNSEND m1 1767225600 178\n" },
  { "\"message\":{\"is_deleted\":true}", "" },
  { "\"message_edit\":{\"mid\":\"m1\",\"text\":\"Wed\",\"num_edit\":1}", "EDIT m1 1767225600 in 178 key=178 text:Wed 178\n" },
  { "\"message_edit\":{\"mid\":\"m1\"}", "" },
  { "\"reaction\":{\"mid\":\"m0\",\"action\":\"react\",\"reaction\":\"love\",\"emoji\":\"😮\"}", "REACTION m0 1767225600 178 “😮”\n" },
  { "\"reaction\":{\"mid\":\"m0\",\"action\":\"react\"}", "REACTION m0 1767225600 178 “❤”\n" },
  { "\"reaction\":{\"mid\":\"m0\",\"action\":\"unreact\"}", "REACTION m0 1767225600 178 “”\n" },
  { "\"reaction\":{\"action\":\"react\"}", "" },
  { "\"read\":{\"mid\":\"m0\"}", "STATE m0 1767225600 read\n" },
  { "\"read\":{\"watermark\":1767225600000}", "" },
  { "\"delivery\":{\"mids\":[\"m0\",7,\"m9\"]}", "STATE m0 1767225600 delivered\nSTATE m9 1767225600 delivered\n" },
  { "\"postback\":{\"mid\":\"m1\",\"title\":\"Prices?\",\"payload\":\"P\"}", ANA " text:Prices?\n" },
  { "\"postback\":{\"payload\":\"P\"}", "MESSAGE - 1767225600 in 178 key=178 text:P\n" },
  { "\"referral\":{\"ref\":\"flyer\",\"type\":\"OPEN_THREAD\"}", "" },
  { "\"optin\":{}", "" },
  { "\"message\":\"text\",\"reaction\":7", "" },
};

static void
test_events (void)
{
  g_autoptr (SoChannel) channel = new_channel (SO_CHANNEL_INSTAGRAM);
  static const char *const frames[] = { "\"messaging\":[%s]", "\"standby\":[null,%s]", "\"changes\":[{\"field\":\"messages\",\"value\":%s}]" };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    for (guint k = 0; k < G_N_ELEMENTS (frames); k++)
      {
        g_autofree char *event = g_strdup_printf ("{\"sender\":{\"id\":\"178\"},\"recipient\":{\"id\":\"900\"},\"timestamp\":1767225600123,%s}", events[i].event);
        g_auto (GStrv) around = g_strsplit (frames[k], "%s", 2);
        g_autofree char *body = g_strconcat ("{\"object\":\"instagram\",\"entry\":[{\"id\":\"900\",\"time\":1,", around[0], event, around[1], "}]}", NULL);

        so_test_updates_check (channel, body, events[i].expected);
      }
}

/* What we wrote, with the mark of an echo and without; and what we reacted to. */
static void
test_echo (void)
{
  g_autoptr (SoChannel) channel = new_channel (SO_CHANNEL_INSTAGRAM);

  so_test_updates_check (channel, "{\"object\":\"instagram\",\"entry\":[{\"id\":\"901\",\"messaging\":[{\"sender\":{\"id\":\"900\"},\"recipient\":{\"id\":\"178\"},"
                         "\"timestamp\":1767225600123,\"message\":{\"mid\":\"e\",\"text\":\"Sure\",\"is_echo\":true}}]},{\"id\":\"900\",\"messaging\":[{\"sender\":{\"id\":\"900\"},"
                         "\"recipient\":{\"id\":\"178\"},\"timestamp\":\"1767225601123\",\"reaction\":{\"mid\":\"m1\",\"action\":\"react\",\"emoji\":\"❤\"}},{\"sender\":{\"id\":\"900\"},"
                         "\"recipient\":{\"id\":\"178\"},\"timestamp\":\"2026-01-01T00:00:02+0000\",\"message\":{\"mid\":\"e\",\"is_deleted\":true}}]}]}",
                         "MESSAGE e 1767225600 out - to 178 key=178 text:Sure\nREACTION m1 1767225601 “❤”\nUNSEND e 1767225602\n");
}

/* The same, of a page: people and messages are Messenger's. */
static void
test_page (void)
{
  g_autoptr (SoChannel) channel = new_channel (SO_CHANNEL_MESSENGER);
  static const char body[] = "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"messaging\":[{\"sender\":{\"id\":\"5\"},\"recipient\":{\"id\":\"1\"},\"timestamp\":1767225600,"
                             "\"message\":{\"mid\":\"m_1\",\"text\":\"Hi\"}}]}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  const SoUpdate *update;

  g_assert_true (so_channel_parse (channel, bytes, updates, NULL));
  g_assert_cmpuint (updates->len, ==, 1);
  update = updates->pdata[0];
  g_assert_cmpint (update->channel, ==, SO_CHANNEL_MESSENGER);
  g_assert_cmpint (update->incoming->sender->kind, ==, SO_IDENTITY_MESSENGER);
  g_assert_cmpint (update->at, ==, 1767225600000);
}

static void
test_broken (void)
{
  static const char *const nothing[] = { "{}", "[]", "{\"entry\":[{\"messaging\":[{},{\"sender\":7,\"message\":{\"mid\":\"m\"}},{\"sender\":{\"id\":\"\"},\"message\":{}}]}]}" };
  g_autoptr (SoChannel) channel = new_channel (SO_CHANNEL_INSTAGRAM);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"entry\":", 9);
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    so_test_updates_check (channel, nothing[i], "");
  so_test_updates_check (channel, "{\"object\":\"instagram\",\"entry\":[7,{\"messaging\":[null,{\"sender\":{\"id\":\"178\"},\"timestamp\":1767225600123,\"message\":"
                         "{\"mid\":\"m1\",\"text\":\"\\udc00 still\"}}]}]}", ANA " text:\xef\xbf\xbd still\n");
  g_assert_false (so_channel_parse (channel, bytes, updates, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instagram/parse/events", test_events);
  g_test_add_func ("/instagram/parse/echo", test_echo);
  g_test_add_func ("/instagram/parse/page", test_page);
  g_test_add_func ("/instagram/parse/broken", test_broken);
  return g_test_run ();
}
