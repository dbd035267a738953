/* SPDX-License-Identifier: MIT */
#include "so-test-scene.h"

#include "so-account-holds.h"
#include "so-account-state.h"
#include "so-account-test.h"
#include "so-account-verbs.h"
#include "so-clock.h"
#include "so-error.h"
#include "so-facts.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"

/* The scene's answer is due at SECONDS (5), through the scene's account. */

static void
assert_held (SoTestScene *scene, const char *id, const char *reason)
{
  g_autoptr (SoDraft) draft = so_test_draft (scene->test->studio, id);

  g_assert_cmpstr (so_draft_state_nick (draft->state), ==, "held");
  g_assert_cmpstr (draft->reason, ==, reason);
  g_assert_cmpuint (strlen (draft->detail), >, 20);
}

static SoAccount *
account (SoTestScene *scene)
{
  SoAccount *found = so_studio_find_account (scene->test->studio, scene->account, NULL);

  g_assert_nonnull (found);
  return found;
}

static void
test_rename (SoTestScene *scene, gconstpointer data)
{
  static const char *const bad[] = { "", "  \t ", "\xff" };
  SoStudio *studio = scene->test->studio;
  g_autofree char *hundred = g_strnfill (100, 'a'), *more = g_strnfill (101, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (so_studio_rename_account (studio, scene->account, bad[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  g_assert_false (so_studio_rename_account (studio, scene->account, more, NULL) || so_studio_rename_account (studio, "nobody", "Desk", NULL));
  g_assert_true (so_studio_rename_account (studio, scene->account, hundred, NULL) && so_studio_rename_account (studio, scene->account, " Desk ", NULL));
  {
    g_autoptr (SoAccount) renamed = account (scene);

    g_assert_cmpstr (renamed->name, ==, "Desk");
  }
}

/* What is approved waits while its account is paused, another's does not, and it goes by itself afterwards. */
static void
test_pause (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *other = so_test_add_account (studio, "whatsapp", "test", NULL);
  g_autofree char *thread = so_test_receive (studio, "whatsapp", "Ben", "Hello", other, NULL), *draft = so_test_scene_approve (scene, thread, "Yes");
  g_autoptr (SoAccount) paused = NULL;

  g_assert_false (so_studio_pause_account (studio, "nobody", TRUE, NULL));
  g_assert_true (so_studio_pause_account (studio, scene->account, TRUE, NULL) && so_studio_pause_account (studio, scene->account, TRUE, NULL));
  paused = account (scene);
  g_assert_cmpint (so_account_health (paused), ==, SO_HEALTH_OFF);
  so_clock_set (SECONDS (6));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  assert_held (scene, scene->draft, SO_HOLD_PAUSED);
  so_test_assert_draft (studio, draft, SO_DRAFT_ACCEPTED);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);    /* and not over and over */
  assert_held (scene, scene->draft, SO_HOLD_PAUSED);
  g_assert_true (so_studio_pause_account (studio, scene->account, FALSE, NULL));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_ACCEPTED);
  g_assert_cmpuint (scene->channel->sent->len, ==, 2);
}

/* Too long for a chat: it comes back to her, and is not sent unseen. */
static void
test_paused_for_long (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoDraft) draft = NULL;

  g_assert_true (so_studio_pause_account (studio, scene->account, TRUE, NULL));
  so_clock_set (SECONDS (6));
  so_test_dispatch (studio);
  so_clock_set (SECONDS (5 * 3600));
  g_assert_true (so_studio_pause_account (studio, scene->account, FALSE, NULL));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  draft = so_test_draft (studio, scene->draft);
  g_assert_cmpstr (draft->reason, ==, "approval_too_old");
}

/* The practice channel is paused, too: an imported conversation goes by it all the same, and does not go round in circles. */
static void
test_without_account (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *old = so_test_receive (studio, "whatsapp", "Anita K.", "Hi", NULL, "batch"), *draft = so_test_scene_approve (scene, old, "Hello");
  g_autoptr (GPtrArray) accounts = so_studio_list_accounts (studio, NULL);

  for (guint i = 0; i < accounts->len; i++)
    g_assert_true (so_studio_pause_account (studio, ((SoAccount *) accounts->pdata[i])->id, TRUE, NULL));
  so_clock_set (SECONDS (6));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  so_test_assert_draft (studio, draft, SO_DRAFT_ACCEPTED);
  assert_held (scene, scene->draft, SO_HOLD_PAUSED);
}

/* A token that is refused when something is sent stands beside the account, and what was to be sent waits for the new one. */
static void
test_refused (SoTestScene *scene, gconstpointer data)
{
  SoSendOutcome answer = GPOINTER_TO_INT (data);
  SoStudio *studio = scene->test->studio;
  g_autoptr (SoAccount) refused = NULL;

  scene->channel->answer = answer;
  scene->channel->sending = g_error_new (SO_ERROR, SO_ERROR_SIGN_IN, "The token is refused");
  so_clock_set (SECONDS (6));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  assert_held (scene, scene->draft, SO_HOLD_SIGN_IN);
  refused = account (scene);
  g_assert_cmpint (so_account_health (refused), ==, SO_HEALTH_SIGN_IN);
  g_assert_cmpstr (refused->error, ==, "The token is refused");
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  g_assert_cmpuint (scene->channel->tags->len, ==, 1);
  {
    g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (studio), NULL, NULL);

    g_assert_true (so_account_failed (db, scene->account, NULL, SO_ERROR_WAIT, 0, NULL) && so_store_commit (so_studio_get_store (studio), &db, NULL));
  }
  scene->channel->answer = SO_SEND_ACCEPTED;
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  so_test_assert_draft (studio, scene->draft, SO_DRAFT_ACCEPTED);
}

/* Reading works and sending is refused, again and again: that ends. */
static void
test_refused_for_ever (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  guint tries = 0;

  scene->channel->answer = SO_SEND_REFUSED;
  scene->channel->sending = g_error_new (SO_ERROR, SO_ERROR_SIGN_IN, "The sign-in does not allow this");
  so_clock_set (SECONDS (6));
  for (; tries < 20; tries++)
    {
      g_autoptr (SoDraft) draft = NULL;
      g_autoptr (SoDb) db = NULL;

      so_test_dispatch (studio);
      draft = so_test_draft (studio, scene->draft);
      if (draft->state == SO_DRAFT_FAILED)
        break;
      db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
      g_assert_true (so_account_pulled (db, scene->account, NULL, SO_TEST_NOW, NULL) && so_store_commit (so_studio_get_store (studio), &db, NULL));
    }
  g_assert_cmpuint (tries, ==, 3);
  {
    g_autoptr (SoDraft) draft = so_test_draft (studio, scene->draft);
    g_autoptr (SoAccount) refused = account (scene);

    g_assert_cmpstr (draft->detail, ==, "The sign-in does not allow this");
    g_assert_cmpint (so_account_health (refused), ==, SO_HEALTH_SIGN_IN);
  }
}

/* A message that is refused for itself says nothing of the account. */
static void
test_refused_message (SoTestScene *scene, gconstpointer data)
{
  g_autoptr (SoAccount) well = NULL;

  scene->channel->answer = SO_SEND_REFUSED;
  scene->channel->sending = g_error_new (SO_ERROR, SO_ERROR_CHANGE, "No such number");
  so_clock_set (SECONDS (6));
  so_test_dispatch (scene->test->studio);
  so_test_assert_draft (scene->test->studio, scene->draft, SO_DRAFT_FAILED);
  well = account (scene);
  g_assert_null (well->error);
}

/* Disconnected with something on its way: it waits for her, whatever it waited for before. */
static void
test_strand (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *other = so_test_receive (studio, "whatsapp", "Ben", "Hello", scene->account, NULL), *offline = NULL;
  g_autoptr (SoDb) db = NULL;

  so_outbox_set_online (studio, FALSE);
  so_clock_set (SECONDS (6));
  so_test_dispatch (studio);
  assert_held (scene, scene->draft, "offline");
  offline = so_test_scene_approve (scene, other, "Yes");
  db = so_store_begin (so_studio_get_store (studio), NULL, NULL);
  g_assert_true (so_account_holds_strand (db, scene->account, "Its account was disconnected: look at it", NULL) &&
                 so_account_remove (db, scene->account, NULL) && so_store_commit (so_studio_get_store (studio), &db, NULL));
  so_outbox_set_online (studio, TRUE);
  so_clock_set (SECONDS (60));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);
  assert_held (scene, scene->draft, "channel_error");
  assert_held (scene, offline, "channel_error");
}

typedef struct {
  SoChannelKind channel;
  const char *address, *settings;
  const char *email, *phone;      /* of the profile */
  const char *own;                /* what she gave */
  const char *expected;           /* NULL: it is refused, … */
  const char *says;               /* … with this in the sentence */
} Address;

static const Address addresses[] = {
  { SO_CHANNEL_MAIL, "desk@salsa.example", NULL, "ria@home.example", NULL, NULL, "ria@home.example", NULL },
  { SO_CHANNEL_MAIL, "desk@salsa.example", NULL, NULL, NULL, NULL, "desk@salsa.example", NULL },
  { SO_CHANNEL_MAIL, "desk@salsa.example", NULL, "", NULL, NULL, "desk@salsa.example", NULL },
  { SO_CHANNEL_MAIL, NULL, NULL, NULL, NULL, NULL, NULL, "address" },
  { SO_CHANNEL_SMS, NULL, "{\"from\":\"+4930123456\"}", NULL, "0171 2345678", NULL, "+491712345678", NULL },
  { SO_CHANNEL_SMS, NULL, "{\"from\":\"+4930123456\"}", NULL, NULL, NULL, NULL, "number" },
  { SO_CHANNEL_SMS, NULL, "{\"from\":\"+4930123456\"}", NULL, "030 123456", NULL, NULL, "itself" },
  { SO_CHANNEL_SMS, "+49 30 123456", NULL, NULL, "+4930123456", NULL, NULL, "itself" },
  { SO_CHANNEL_SMS, NULL, "nonsense", NULL, "+491712345678", NULL, "+491712345678", NULL },
  { SO_CHANNEL_WHATSAPP, NULL, NULL, NULL, "call me", NULL, NULL, "number" },
  { SO_CHANNEL_INSTAGRAM, "salsa", NULL, "ria@home.example", "+491712345678", NULL, NULL, "Instagram" },
  { SO_CHANNEL_LOOPBACK, NULL, NULL, NULL, NULL, NULL, "practice-customer", NULL },
  { SO_CHANNEL_SMS, NULL, "{\"from\":\"+4930123456\"}", NULL, "030 123456", "0171 2345678", "+491712345678", NULL },
  { SO_CHANNEL_WHATSAPP, NULL, NULL, NULL, "+4930123456", "nonsense", NULL, "number" },
  { SO_CHANNEL_MAIL, "desk@salsa.example", NULL, "ria@home.example", NULL, "other@home.example", "other@home.example", NULL },
  { SO_CHANNEL_MAIL, "desk@salsa.example", NULL, "ria@home.example", NULL, "nonsense", NULL, "address" },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      const Address *row = &addresses[i];
      SoAccount own = { .id = (char *) "a", .channel = row->channel, .address = (char *) row->address, .settings = (char *) row->settings };
      SoProfile profile = { .owner = (char *) "Ria", .country = (char *) "49", .email = (char *) row->email, .phone = (char *) row->phone };
      g_autoptr (GError) error = NULL;
      g_autoptr (SoIdentity) found = so_account_test_address (&own, &profile, row->own, &error);

      if (row->expected)
        g_assert_cmpstr (found ? found->value : error->message, ==, row->expected);
      else
        {
          g_assert_null (found);
          g_assert_nonnull (error);
          g_assert_nonnull (strstr (error->message, row->says));
        }
    }
}

static void
set_phone (SoStudio *studio, const char *phone)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);

  g_set_str (&profile->country, "49");
  g_set_str (&profile->phone, phone);
  g_assert_true (so_studio_set_up (studio, profile, NULL));
}

/* It takes the way of every message: approved, in the outbox until its time is over, then a message of its conversation. */
static void
test_message (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autofree char *sms = so_test_add_account (studio, "sms", "test", "{\"from\":\"+4930123456\"}"), *draft = NULL, *again = NULL;
  g_autoptr (SoDraft) written = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  so_clock_set (SECONDS (6));
  so_test_dispatch (studio);
  g_ptr_array_set_size (scene->channel->sent, 0);
  set_phone (studio, "0171 2345678");
  draft = so_studio_test_account (studio, sms, NULL, "studioctl", &error);
  g_assert_no_error (error);
  written = so_test_draft (studio, draft);
  g_assert_cmpstr (so_draft_state_nick (written->state), ==, "queued");
  g_assert_cmpstr (written->account_id, ==, sms);
  g_assert_cmpuint (so_test_dispatch (studio), ==, 0);    /* its undo window */
  so_clock_set (SECONDS (60));
  g_assert_cmpuint (so_test_dispatch (studio), ==, 1);
  g_assert_cmpstr (scene->channel->sent->pdata[0], ==, written->text);
  g_assert_cmpuint (so_test_count_outbound (studio, written->thread_id), ==, 1);
  /* A second one is another message of the same conversation. */
  again = so_studio_test_account (studio, sms, NULL, "studioctl", &error);
  g_assert_no_error (error);
  second = so_test_draft (studio, again);
  g_assert_cmpstr (second->thread_id, ==, written->thread_id);
}

/* Refused, it leaves nothing behind. */
static void
test_no_message (SoTestScene *scene, gconstpointer data)
{
  SoStudio *studio = scene->test->studio;
  g_autoptr (GError) window = NULL, paused = NULL, address = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) drafts = NULL;

  g_assert_null (so_studio_test_account (studio, scene->account, NULL, "key", &address));
  g_assert_error (address, SO_ERROR, SO_ERROR_CHANGE);
  set_phone (studio, "+491712345678");
  g_assert_null (so_studio_test_account (studio, scene->account, NULL, "key", &window));
  g_assert_nonnull (strstr (window->message, "24 hours"));
  g_assert_true (so_studio_pause_account (studio, scene->account, TRUE, NULL));
  g_assert_null (so_studio_test_account (studio, scene->account, NULL, "key", &paused));
  g_assert_nonnull (strstr (paused->message, "paused"));
  g_assert_null (so_studio_test_account (studio, "nobody", NULL, "key", NULL));
  db = so_store_read (so_studio_get_store (studio), NULL);
  drafts = so_draft_numbers (db, 0, NULL, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
}

static void
test_fix (void)
{
  static const struct { const char *error; SoError kind; gboolean paused; SoAccountFix fix; } rows[] = {
    { NULL, SO_ERROR_WAIT, FALSE, SO_FIX_NONE },
    { "no", SO_ERROR_SIGN_IN, FALSE, SO_FIX_SIGN_IN },
    { "no", SO_ERROR_WAIT, FALSE, SO_FIX_TRY_AGAIN },
    { "no", SO_ERROR_CHANGE, FALSE, SO_FIX_SETUP },
    { "no", SO_ERROR_REPORT, FALSE, SO_FIX_TRY_AGAIN },
    { "no", SO_ERROR_SIGN_IN, TRUE, SO_FIX_RESUME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (so_account_fix (&(SoAccount) { .error = (char *) rows[i].error, .error_kind = rows[i].kind, .paused = rows[i].paused }), ==, rows[i].fix);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function) g_test_add ("/engine/account-state/" name, SoTestScene, data, so_test_scene_set_up, function, so_test_scene_tear_down)
  ADD ("rename", NULL, test_rename);
  ADD ("pause", NULL, test_pause);
  ADD ("paused-for-long", NULL, test_paused_for_long);
  ADD ("without-account", NULL, test_without_account);
  ADD ("refused", GINT_TO_POINTER (SO_SEND_REFUSED), test_refused);
  ADD ("refused-before", GINT_TO_POINTER (SO_SEND_RETRY), test_refused);
  ADD ("refused-for-ever", NULL, test_refused_for_ever);
  ADD ("refused-message", NULL, test_refused_message);
  ADD ("strand", NULL, test_strand);
  ADD ("message", NULL, test_message);
  ADD ("no-message", NULL, test_no_message);
  g_test_add_func ("/engine/account-state/addresses", test_addresses);
  g_test_add_func ("/engine/account-state/fix", test_fix);
  return g_test_run ();
}
