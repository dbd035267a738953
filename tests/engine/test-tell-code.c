/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell-code.h"
#include "so-tell-mail.h"
#include "so-tell-text.h"

/* The code by which the owner shows that an address, or a number, is hers: how often it may be guessed, and how many of them go. */

typedef struct {
  const char *channel, *transport, *owner, *other, *key;
  SoVerb ask, confirm;
  guint hour, day;
} Way;

static const Way by_mail = { "mail", "gmail", "ria@private.example", "ria2@private.example", SO_SETTING_TELL_MAIL_ASKED, SO_VERB_TELL_MAIL_ASK, SO_VERB_TELL_MAIL_CONFIRM, SO_TELL_MAIL_CODES_HOUR, SO_TELL_MAIL_CODES_DAY };
static const Way by_text = { "sms", "sms", "+491701234567", "+491701234568", SO_SETTING_TELL_TEXT_ASKED, SO_VERB_TELL_TEXT_ASK, SO_VERB_TELL_TEXT_CONFIRM, SO_TELL_TEXT_HOUR, SO_TELL_TEXT_DAY };

typedef struct {
  SoTestStudio *test;
  SoTestChannel *channel;
  char *account;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const Way *way = data;

  f->test = so_test_studio_new ();
  f->channel = so_test_channel_new ();
  f->channel->answer = SO_SEND_ACCEPTED;
  so_studio_set_outlet (f->test->studio, so_test_channel_open, f->channel);
  f->account = so_test_add_account (f->test->studio, way->channel, way->transport, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  so_clock_set (SO_TEST_NOW);
  g_clear_pointer (&f->test, so_test_studio_free);
  g_clear_object (&f->channel);
  g_free (f->account);
}

static void
later (gint64 minutes)
{
  so_clock_set (so_now () + minutes * 60000);
}

static void
ask (Fixture *f, const Way *way, const char *address)
{
  g_autoptr (GPtrArray) pulled = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (so_test_do (f->test->studio, way->ask, address, NULL));
  pulled = so_outbox_pull_each (f->test->studio, NULL, &error);
  g_assert_no_error (error);
}

/* The code in the newest that was sent. */
static char *
newest (Fixture *f)
{
  g_autoptr (GRegex) six = g_regex_new ("[0-9]{6}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (six, f->channel->sent->pdata[f->channel->sent->len - 1], 0, &match));
  return g_match_info_fetch (match, 0);
}

static void
guess (Fixture *f, const Way *way, const char *code, guint n)
{
  for (guint i = 0; i < n; i++)
    so_test_refuses (f->test->studio, way->confirm, g_str_equal (code, "000000") ? "000001" : "000000", NULL);
}

/* The fifth wrong code ends it: the right one is worth nothing then. A new one works, after four wrong ones as well. */
static void
test_tries (Fixture *f, gconstpointer data)
{
  const Way *way = data;
  g_autofree char *code = NULL, *fresh = NULL;

  ask (f, way, way->owner);
  code = newest (f);
  guess (f, way, code, SO_TELL_CODE_TRIES);
  so_test_refuses (f->test->studio, way->confirm, code, NULL);
  ask (f, way, way->owner);
  fresh = newest (f);
  guess (f, way, fresh, SO_TELL_CODE_TRIES - 1);
  g_assert_null (so_test_do (f->test->studio, way->confirm, fresh, NULL));
  so_test_refuses (f->test->studio, way->confirm, fresh, NULL);
}

/* Nobody's mailbox or telephone is filled with codes, whoever asks: so many an hour, so many a day. */
static void
test_most (Fixture *f, gconstpointer data)
{
  const Way *way = data;

  for (guint i = 1; i <= way->day; i++)
    {
      ask (f, way, i % 2 ? way->owner : way->other);
      if (i % way->hour)
        continue;
      so_test_refuses (f->test->studio, way->ask, way->owner, NULL);
      later (61);
    }
  so_test_refuses (f->test->studio, way->ask, way->owner, NULL);
  g_assert_cmpuint (f->channel->sent->len, ==, way->day);
  later (24 * 60);
  ask (f, way, way->owner);
  g_assert_cmpuint (f->channel->sent->len, ==, way->day + 1);
}

/* What stands in the setting is no code, as after a hand in the database. */
static void
test_broken (Fixture *f, gconstpointer data)
{
  static const char *const values[] = { "", " ", "x 123456", "x 123456 never", "x  99999999999999", NULL };
  const Way *way = data;

  for (guint i = 0; values[i]; i++)
    {
      g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (f->test->studio), NULL, NULL);

      g_assert_true (so_setting_set (db, way->key, values[i], NULL) && so_store_commit (so_studio_get_store (f->test->studio), &db, NULL));
      so_test_refuses (f->test->studio, way->confirm, "123456", NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, way, func) g_test_add ("/tell-code/" name, Fixture, &way, set_up, func, tear_down)
  ADD ("mail/tries", by_mail, test_tries);
  ADD ("mail/most", by_mail, test_most);
  ADD ("mail/broken", by_mail, test_broken);
  ADD ("text/tries", by_text, test_tries);
  ADD ("text/most", by_text, test_most);
  ADD ("text/broken", by_text, test_broken);
  return g_test_run ();
}
