/* SPDX-License-Identifier: MIT */
#include "so-loopback.h"

#include "so-clock.h"
#include "so-error.h"

#include <glib/gstdio.h>

#define START G_GINT64_CONSTANT (1763722167000)

/* What the customer says at this pull, each line closed by "|"; moves *@cursor. */
static char *
pull (SoLoopback *loopback, char **cursor)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) so_update_free);
  g_autoptr (GError) error = NULL;
  GString *said = g_string_new (NULL);
  gboolean more = TRUE;
  char *next = NULL;

  g_assert_true (so_channel_pull (SO_CHANNEL (loopback), *cursor, messages, &next, &more, NULL, &error));
  g_assert_false (more);
  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    {
      SoIncoming *incoming = ((SoUpdate *) g_ptr_array_index (messages, i))->incoming;
      g_autofree char *text = so_incoming_dup_text (incoming);

      g_assert_cmpint (incoming->sent_at, ==, so_now ());
      g_assert_nonnull (incoming->remote_id);
      g_assert_cmpint (incoming->sender->kind, ==, SO_IDENTITY_LOOPBACK);
      g_string_append_printf (said, "%s: %s|", incoming->sender->name, text);
    }
  g_free (*cursor);
  *cursor = next;
  return g_string_free_and_steal (said);
}

#define assert_says(loopback, cursor, expected) \
  G_STMT_START { g_autofree char *said_ = pull (loopback, cursor); g_assert_cmpstr (said_, ==, expected); } G_STMT_END

static void
reply (SoLoopback *loopback, SoSendOutcome expected)
{
  g_autoptr (SoIdentity) to = so_identity_new (SO_IDENTITY_LOOPBACK, "priya s.", "Priya S.");
  SoOutgoing outgoing = { .tag = "tag", .thread_key = "practice:priya s.", .recipient = to, .text = "15 euros" };
  g_autoptr (GError) error = NULL;
  g_autofree char *remote = NULL;

  g_assert_cmpint (so_channel_send (SO_CHANNEL (loopback), &outgoing, &remote, &error), ==, expected);
  if (expected == SO_SEND_ACCEPTED)
    g_assert_cmpstr (remote, ==, "practice-tag");
  else
    g_assert_nonnull (error);
  g_assert_true (!remote == !!error);
}

static char *
write_script (const char *text, char **settings)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("script-XXXXXX.json", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  *settings = g_strdup_printf ("{\"script\": \"%s\"}", path);
  return path;
}

static void
test_talk (void)
{
  g_autoptr (SoLoopback) loopback = so_loopback_new (NULL, NULL);
  g_autofree char *cursor = NULL;

  so_clock_set (START);
  assert_says (loopback, &cursor, "Priya S.: Hi, what's the fee for beginner salsa?|");
  assert_says (loopback, &cursor, "");
  reply (loopback, SO_SEND_ACCEPTED);
  assert_says (loopback, &cursor, "Priya S.: Great, can I come on Tuesday?|");
  assert_says (loopback, &cursor, "");
}

/* Another process goes on where the last one was: all it has is the cursor and what was sent. */
static void
test_restart (void)
{
  g_autofree char *cursor = NULL;

  so_clock_set (START);
  for (guint replies = 0; replies < 4; replies++)
    {
      g_autoptr (SoLoopback) loopback = so_loopback_new ("{}", NULL);
      g_autofree char *said = NULL;

      so_loopback_set_replies (loopback, replies);
      said = pull (loopback, &cursor);
      g_assert_true (g_str_has_prefix (said, "Priya S.: "));
      assert_says (loopback, &cursor, "");
    }

  g_autoptr (SoLoopback) later = so_loopback_new (NULL, NULL);

  so_loopback_set_replies (later, 3);
  so_clock_set (START + 119 * 1000);
  assert_says (later, &cursor, "");
  so_clock_set (START + 120 * 1000);
  assert_says (later, &cursor, "Raj M.: Hello! Do you offer a trial class?|");
}

static void
test_script (void)
{
  g_autofree char *settings = NULL, *cursor = NULL;
  g_autofree char *path = write_script ("[{\"from\": \"Ana\", \"say\": \"Hi\"}, {\"say\": \"there\", \"after\": 0},"
                                        " {\"say\": \"Still there?\", \"after\": 60}]", &settings);
  g_autoptr (SoLoopback) loopback = so_loopback_new (settings, NULL);

  so_clock_set (START);
  assert_says (loopback, &cursor, "Ana: Hi|Ana: there|");
  so_clock_set (START + 60 * 1000);
  assert_says (loopback, &cursor, "Ana: Still there?|");

  /* A line typed later into the same file is said by the next process. */
  g_assert_true (g_file_set_contents (path, "[{\"say\": \"1\"}, {\"say\": \"2\"}, {\"say\": \"3\"}, {\"from\": \"Bo\", \"say\": \"Me too\", \"after\": 0}]", -1, NULL));
  g_autoptr (SoLoopback) again = so_loopback_new (settings, NULL);
  assert_says (again, &cursor, "Bo: Me too|");
  assert_says (again, &cursor, "");
  g_unlink (path);
}

static void
test_kinds (void)
{
  static const struct { const char *settings; const char *says; } rows[] = {
    { "{\"kind\": \"salon\"}", "Priya S.: Hi, what's the fee for a haircut?|" },
    { "{\"kind\": \"dance\"}", "Priya S.: Hi, what's the fee for beginner salsa?|" },
    { "{\"kind\": \"bakery\"}", "Priya S.: Hi, what's the fee for beginner salsa?|" },
    { "{\"kind\": 7}", "Priya S.: Hi, what's the fee for beginner salsa?|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoLoopback) loopback = so_loopback_new (rows[i].settings, NULL);
      g_autofree char *cursor = NULL;

      assert_says (loopback, &cursor, rows[i].says);
    }
}

static void
test_bad_script (void)
{
  static const char *const scripts[] = {
    "", "{}", "[", "[1]", "[{}]", "[{\"say\": \"\"}]", "[{\"say\": 7}]", "[{\"say\": \"a\", \"after\": \"noon\"}]",
    "[{\"say\": \"a\", \"after\": 1.5}]", "[{\"say\": \"a\", \"after\": [1]}]", "[[{\"say\": \"a\"}]]", "<html></html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *settings = NULL;
      g_autofree char *path = write_script (scripts[i], &settings);
      g_autoptr (GError) error = NULL;

      g_assert_null (so_loopback_new (settings, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_unlink (path);
      g_clear_error (&error);
      g_assert_null (so_loopback_new (settings, &error));   /* gone */
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

static void
test_bad_settings (void)
{
  static const char *const settings[] = { "", "x", "{\"answer\": \"maybe\"}", "{\"script\": \"/nowhere/at/all\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (so_loopback_new (settings[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
}

/* A cursor that cannot be read starts the talk anew; the store knows the messages by their ids. */
static void
test_bad_cursor (void)
{
  static const char *const cursors[] = { "", "x", "1", "1/2", "-1/0/0", "1/-2/0", "99999999999999999999/0/0", "4294967297/0/0" };

  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      g_autoptr (SoLoopback) loopback = so_loopback_new (NULL, NULL);
      g_autofree char *cursor = g_strdup (cursors[i]);

      assert_says (loopback, &cursor, "Priya S.: Hi, what's the fee for beginner salsa?|");
    }
}

static void
test_answers (void)
{
  static const struct {
    const char *settings;
    SoSendOutcome outcome;
  } rows[] = {
    { "{\"answer\": \"accept\"}", SO_SEND_ACCEPTED }, { "{\"answer\": \"refuse\"}", SO_SEND_REFUSED },
    { "{\"answer\": \"retry\"}", SO_SEND_RETRY },     { "{\"answer\": \"lose\"}", SO_SEND_LOST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SoLoopback) loopback = so_loopback_new (rows[i].settings, NULL);

      reply (loopback, rows[i].outcome);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loopback/talk", test_talk);
  g_test_add_func ("/loopback/restart", test_restart);
  g_test_add_func ("/loopback/script", test_script);
  g_test_add_func ("/loopback/kinds", test_kinds);
  g_test_add_func ("/loopback/bad-script", test_bad_script);
  g_test_add_func ("/loopback/bad-settings", test_bad_settings);
  g_test_add_func ("/loopback/bad-cursor", test_bad_cursor);
  g_test_add_func ("/loopback/answers", test_answers);
  return g_test_run ();
}
