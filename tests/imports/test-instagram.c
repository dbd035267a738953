/* SPDX-License-Identifier: MIT */
#include "import-sink.h"

#include <string.h>
#include <unistd.h>

#include "so-error.h"
#include "so-import-instagram-message.h"

#define PEOPLE "\"participants\":[{\"name\":\"Jos\\u00c3\\u00a9\"},{\"name\":\"Studio\"}],\"title\":\"Jos\\u00c3\\u00a9\",\"thread_path\":\"inbox/jose_1\""
#define FIRST "{" PEOPLE ",\"messages\":[" \
  "{\"sender_name\":\"Studio\",\"timestamp_ms\":1566300309000,\"content\":\"Ciao \\u00e2\\u009d\\u00a4\"}," \
  "{\"sender_name\":\"Jos\\u00c3\\u00a9\",\"timestamp_ms\":1566300308000,\"photos\":[{\"uri\":\"your_instagram_activity/messages/inbox/jose_1/photos/1.jpg\"}]}]}"
#define OLDER "{" PEOPLE ",\"messages\":[" \
  "{\"sender_name\":\"Jos\\u00c3\\u00a9\",\"timestamp_ms\":1566300307000,\"content\":\"Hola\"}]}"
#define SECOND "{\"participants\":[{\"name\":\"Bo\"},{\"name\":\"Studio\"}],\"thread_path\":\"inbox/bo_2\",\"messages\":[" \
  "{\"sender_name\":\"Bo\",\"timestamp_ms\":1566300307000,\"content\":\"Hi\"},{\"sender_name\":\"Bo\",\"timestamp_ms\":1566300307000,\"content\":\"Hi\"}]}"
#define IN "your_instagram_activity/messages/inbox/"

static void
check_download (TestSink *sink)
{
  g_assert_cmpuint (sink->messages->len, ==, 5);
  g_assert_cmpuint (sink->asked, ==, 0);
  g_assert_cmpstr (test_message (sink, 0)->thread_key, ==, "instagram:bo_2");
  g_assert_cmpstr (test_message (sink, 0)->remote_id, !=, test_message (sink, 1)->remote_id);
  g_assert_cmpstr (test_part (sink, 2, 0)->text, ==, "Hola");
  g_assert_cmpstr (test_message (sink, 2)->sender->value, ==, "José");
  g_assert_cmpint (test_message (sink, 2)->sent_at, ==, 1566300307000);
  g_assert_cmpint (test_part (sink, 3, 0)->kind, ==, SO_PART_IMAGE);
  g_assert_cmpint (test_part (sink, 3, 0)->size, ==, 4);
  g_assert_cmpstr (test_part (sink, 3, 0)->name, ==, "1.jpg");
  g_assert_cmpstr (test_part (sink, 4, 0)->text, ==, "Ciao ❤");
  g_assert_true (test_message (sink, 4)->outbound);
  g_assert_false (test_message (sink, 3)->outbound);
}

static void
test_zip (void)
{
  g_autoptr (TestSink) a = test_sink_new (), b = test_sink_new ();
  g_autofree char *path = test_zip_of ("instagram.zip", "x/" IN "jose_1/photos/1.jpg", "JPEG", IN "jose_1/message_1.json", FIRST, IN "jose_1/message_2.json", OLDER,
                                       IN "bo_2/message_1.json", SECOND, "../../etc/passwd", "evil", NULL);
  g_autofree char *ids = NULL, *again = NULL;

  g_assert_cmpint (so_import_detect (path, NULL), ==, SO_IMPORT_INSTAGRAM);
  g_assert_true (test_run (a, path, SO_IMPORT_INSTAGRAM, NULL));
  check_download (a);
  g_assert_cmpuint (g_hash_table_size (a->files), ==, 1);
  g_assert_true (test_run (b, path, SO_IMPORT_INSTAGRAM, NULL));
  ids = test_ids (a);
  again = test_ids (b);
  g_assert_cmpstr (ids, ==, again);
}

static char *
write_below (const char *root, const char *path, const char *text)
{
  char *full = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (full, text, -1, NULL));
  return full;
}

static void
test_unpacked (void)
{
  g_autofree char *root = test_folder ("unpacked");
  g_autofree char *inbox = g_build_filename (root, IN, NULL);
  g_autofree char *one = NULL;
  const char *chosen[] = { root, inbox };

  g_free (write_below (root, IN "jose_1/photos/1.jpg", "JPEG"));
  one = write_below (root, IN "jose_1/message_1.json", FIRST);
  g_free (write_below (root, IN "jose_1/message_2.json", OLDER));
  g_free (write_below (root, IN "bo_2/message_1.json", SECOND));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_assert_cmpint (so_import_detect (chosen[i], NULL), ==, SO_IMPORT_INSTAGRAM);
      g_assert_true (test_run (sink, chosen[i], SO_IMPORT_INSTAGRAM, NULL));
      check_download (sink);
    }
  {
    g_autoptr (TestSink) sink = test_sink_new ();
    sink->me = "Studio";
    g_assert_cmpint (so_import_detect (one, NULL), ==, SO_IMPORT_INSTAGRAM);
    g_assert_true (test_run (sink, one, SO_IMPORT_INSTAGRAM, NULL));
    g_assert_cmpuint (sink->messages->len, ==, 2);
    g_assert_cmpuint (sink->asked, ==, 1);
    g_assert_nonnull (test_part (sink, 0, 0)->sha256);
    g_assert_true (test_message (sink, 1)->outbound);
  }
}

/* A uri that climbs out, and a link that leads out, are not followed. */
static void
test_outside (void)
{
  g_autofree char *root = test_folder ("outside");
  g_autofree char *secret = write_below (root, "secret.jpg", "SECRET");
  g_autofree char *inside = g_build_filename (root, "in", NULL);
  g_autofree char *link = NULL;
  g_autoptr (TestSink) sink = test_sink_new ();

  g_free (write_below (root, "in/a/message_1.json",
                       "{" PEOPLE ",\"messages\":[{\"sender_name\":\"X\",\"timestamp_ms\":1,\"photos\":[{\"uri\":\"../secret.jpg\"},{\"uri\":\"/etc/passwd\"},"
                       "{\"uri\":\"a/photos/link.jpg\"},{\"uri\":\"https://x.test/y.jpg?z\"}]}]}"));
  g_free (write_below (root, "in/a/photos/x", ""));
  link = g_build_filename (root, "in/a/photos/link.jpg", NULL);
  g_assert_cmpint (symlink (secret, link), ==, 0);
  g_assert_true (test_run (sink, inside, SO_IMPORT_INSTAGRAM, NULL));
  g_assert_cmpuint (g_hash_table_size (sink->files), ==, 0);
  g_assert_cmpuint (test_message (sink, 0)->parts->len, ==, 4);
  g_assert_cmpstr (test_part (sink, 0, 1)->name, ==, "passwd");
  g_assert_cmpstr (test_part (sink, 0, 3)->name, ==, "y.jpg");
  g_assert_cmpstr (test_part (sink, 0, 3)->text, ==, "https://x.test/y.jpg?z");
}

static const struct {
  const char *message;
  const char *parts;   /* kind=text|… */
} bodies[] = {
  { "\"content\":\"Hi\"", "text=Hi" },
  { "\"content\":\"Ana sent an attachment.\",\"share\":{\"link\":\"https://x.test/p/1\",\"share_text\":\"Look\",\"original_content_owner\":\"ana\"}", "text=Look\nhttps://x.test/p/1\n@ana" },
  { "\"share\":{\"link\":\"https://instagram.com/stories/ana/1\"}", "story=https://instagram.com/stories/ana/1" },
  { "\"content\":\"Hi\",\"reactions\":[{\"reaction\":\"\\u00e2\\u009d\\u00a4\",\"actor\":\"Ana\"}]", "text=Hi|text=❤ Ana" },
  { "\"content\":\"Video chat ended\",\"call_duration\":125", "call=Video chat ended, 2:05" },
  { "\"is_unsent\":true", "unsupported=This message was taken back." },
  { "\"is_geoblocked_for_viewer\":true", "unsupported=" },
  { "\"sticker\":{\"uri\":\"s/1.png\"}", "sticker=" },
  { "\"audio_files\":[{\"uri\":\"a/1.mp4\"}]", "audio=" },
  { "\"videos\":[{\"uri\":\"v/1.mp4\"}],\"content\":7", "video=" },
  { "\"photos\":{\"uri\":3},\"share\":[],\"sticker\":null", "unsupported=" },
};

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *text = g_strdup_printf ("{" PEOPLE ",\"messages\":[{\"sender_name\":\"X\",\"timestamp_ms\":1,%s}]}", bodies[i].message);
      g_autofree char *path = test_file ("message_1.json", text, -1);
      g_autoptr (GString) parts = g_string_new (NULL);

      g_assert_true (test_run (sink, path, SO_IMPORT_INSTAGRAM, NULL));
      for (guint p = 0; p < test_message (sink, 0)->parts->len; p++)
        g_string_append_printf (parts, "%s%s=%s", p ? "|" : "", so_part_kind_nick (test_part (sink, 0, p)->kind),
                                test_part (sink, 0, p)->text ? test_part (sink, 0, p)->text : "");
      g_assert_cmpstr (parts->str, ==, bodies[i].parts);
    }
}

static void
test_profile (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_zip_of ("instagram.zip", IN "jose_1/message_1.json", FIRST, "personal_information/personal_information.json",
                                       "{\"profile_user\":[{\"string_map_data\":{\"Email\":{\"value\":\"x@y\"},\"Name\":{\"value\":\"Jos\\u00c3\\u00a9\"}}}]}", NULL);

  g_assert_true (test_run (sink, path, SO_IMPORT_INSTAGRAM, NULL));
  g_assert_cmpuint (sink->asked, ==, 0);
  g_assert_true (test_message (sink, 0)->outbound);
  g_assert_false (test_message (sink, 1)->outbound);
}

static const struct {
  const char *from, *to;
} repairs[] = {
  { "", "" }, { "plain", "plain" }, { "Jos\303\203\302\251", "José" }, { "José", "José" }, { "\303\203\302\251 und €", "\303\203\302\251 und €" },
};

static void
test_repair (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (repairs); i++)
    {
      g_autofree char *text = so_instagram_repair (repairs[i].from);
      g_assert_cmpstr (text, ==, repairs[i].to);
    }
}

/* A damaged file among good ones is said and passed over; one alone is an error. */
static void
test_damaged (void)
{
  g_autofree char *path = test_zip_of ("instagram.zip", IN "a/message_1.json", "{\"messages\":[", IN "b/message_1.json", "{\"messages\":[7,{}]}", IN "jose_1/message_1.json", FIRST, NULL);

  {
    g_autoptr (TestSink) sink = test_sink_new ();
    g_assert_true (test_run (sink, path, SO_IMPORT_INSTAGRAM, NULL));
    g_assert_cmpuint (sink->messages->len, ==, 2);
    g_assert_cmpuint (sink->skipped->len, ==, 3);
  }
  for (gsize n = 0; n < strlen (FIRST); n++)
    {
      g_autoptr (TestSink) sink = test_sink_new ();
      g_autofree char *cut = test_file ("message_1.json", FIRST, n);
      g_autoptr (GError) error = NULL;
      g_assert_false (test_run (sink, cut, SO_IMPORT_INSTAGRAM, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_cancel (void)
{
  g_autoptr (TestSink) sink = test_sink_new ();
  g_autofree char *path = test_zip_of ("instagram.zip", IN "jose_1/message_1.json", FIRST, NULL);
  g_autoptr (GError) error = NULL;

  sink->cancel_after = 1;
  g_assert_false (test_run (sink, path, SO_IMPORT_INSTAGRAM, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sink->messages->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instagram/zip", test_zip);
  g_test_add_func ("/instagram/unpacked", test_unpacked);
  g_test_add_func ("/instagram/outside", test_outside);
  g_test_add_func ("/instagram/bodies", test_bodies);
  g_test_add_func ("/instagram/profile", test_profile);
  g_test_add_func ("/instagram/repair", test_repair);
  g_test_add_func ("/instagram/damaged", test_damaged);
  g_test_add_func ("/instagram/cancel", test_cancel);
  return g_test_run ();
}
