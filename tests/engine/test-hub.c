/* SPDX-License-Identifier: MIT */
/* What the hub took in, from a hub that lies, is cut off, forgets and repeats itself: every event does what it does once, none is lost. */
#include "so-hub-verbs.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-hub-inbox.h"
#include "so-hub-intake.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-test-server.h"
#include "so-test-studio.h"

#include <string.h>

#define KEY "key-of-this-computer-4711"
#define HEAD "\"hub\":\"hub-1\",\"studio\":\"salsa\",\"epoch\":\"e1\""

typedef struct {
  SoTestStudio *test;
  SoStudio *studio;
  SoSecrets *secrets;
  SoTestServer *server;
  char *base;
} Case;

static void
set_up (Case *c, gconstpointer data)
{
  c->test = so_test_studio_new ();
  c->studio = c->test->studio;
  c->secrets = so_secrets_memory ();
  so_studio_set_secrets (c->studio, c->secrets);
  c->server = so_test_server_new ();
  c->base = so_test_server_url (c->server, "");
}

static void
tear_down (Case *c, gconstpointer data)
{
  so_test_studio_free (c->test);
  so_secrets_unref (c->secrets);
  so_test_server_free (c->server);
  g_free (c->base);
}

static gint64
count (Case *c, const char *sql)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (c->studio), NULL);

  return so_db_int (db, -1, sql, "");
}

#define MESSAGES "SELECT count(*) FROM message WHERE remote_id LIKE 'wamid.%'"
#define ASIDE "SELECT count(*) FROM hub_received WHERE reason IS NOT NULL"
#define CURSOR "SELECT cursor FROM hub_link"
#define ACKED "SELECT acked FROM hub_link"

/* Paired without a hub that was asked: as it stands after so_studio_pair_hub(). */
static void
pair (Case *c)
{
  SoHubLink link = { .url = c->base, .hub = (char *) "hub-1", .device = (char *) "d1", .name = (char *) "Desk", .epoch = (char *) "e1", .paired_at = SO_TEST_NOW };
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (c->studio), NULL, NULL);

  g_assert_true (so_hub_link_set (db, &link, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (c->studio), &db, NULL));
  g_assert_true (so_secrets_store (c->secrets, SO_HUB_SECRETS, SO_HUB_KEY, "Hub", KEY, NULL, NULL));
}

static char *
add_whatsapp (Case *c, const char *phone)
{
  g_autofree char *settings = g_strdup_printf ("{\"phone_number_id\":\"%s\",\"waba_id\":\"w%s\"}", phone, phone);

  return so_test_add_account (c->studio, "whatsapp", "whatsapp", settings);
}

static char *
change (const char *phone, int i)
{
  return g_strdup_printf ("{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"3460000%s\","
                          "\"phone_number_id\":\"%s\"},\"contacts\":[{\"profile\":{\"name\":\"Ana %d\"},\"wa_id\":\"346111%05d\"}],\"messages\":[{"
                          "\"from\":\"346111%05d\",\"id\":\"wamid.%s-%d\",\"timestamp\":\"1763722000\",\"type\":\"text\",\"text\":{\"body\":\"Hola %d\"}}]}}",
                          phone, phone, i % 50, i % 50, i % 50, phone, i, i);
}

static char *
whatsapp (const char *changes)
{
  return g_strdup_printf ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"w1\",\"changes\":[%s]}]}", changes);
}

static void
add_event (GString *page, int seq, const char *provider, const char *kind, const char *body)
{
  g_autofree char *encoded = body ? g_base64_encode ((const guchar *) body, strlen (body)) : NULL;

  if (page->len)
    g_string_append_c (page, ',');
  g_string_append_printf (page, "{\"seq\":%d,\"id\":\"ev-%d\",\"endpoint\":\"%s-main\",\"provider\":\"%s\",\"kind\":\"%s\","
                          "\"received_at\":\"2025-11-21T10:40:00Z\",\"headers\":{},", seq, seq, provider, provider, kind);
  if (encoded)
    g_string_append_printf (page, "\"body\":\"%s\"}", encoded);
  else
    g_string_append (page, "\"size\":700000}");
}

static void
add_message (GString *page, int seq, const char *phone)
{
  g_autofree char *one = change (phone, seq), *body = whatsapp (one);

  add_event (page, seq, "whatsapp", "", body);
}

static char *
write_page (const char *epoch, int after, int head, const char *events)
{
  return g_strdup_printf ("{\"hub\":\"hub-1\",\"studio\":\"salsa\",\"epoch\":\"%s\",\"after\":%d,\"head\":%d,\"events\":[%s]}", epoch, after, head, events);
}

static void
say_page (Case *c, const char *epoch, int after, int head, const char *events)
{
  g_autofree char *body = write_page (epoch, after, head, events);

  so_test_server_answer (c->server, "200 OK", "Content-Type: application/json\r\n", body);
}

static void
say (Case *c, const char *status)
{
  so_test_server_answer (c->server, status, "", status[0] == '2' ? "" : "{\"error\":\"no\"}");
}

static SoHubTurn
take_in (Case *c)
{
  SoHubTurn turn = { 0 };
  g_autoptr (GError) error = NULL;

  so_hub_intake (c->studio, 0, NULL, &turn, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&turn.accounts, g_hash_table_unref);
  return turn;
}

static void
fails (Case *c, SoError code)
{
  g_auto (SoHubTurn) turn = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubLink) link = NULL;

  g_assert_false (so_hub_intake (c->studio, 0, NULL, &turn, NULL, &error));
  g_assert_error (error, SO_ERROR, (int) code);
  link = so_studio_find_hub (c->studio);
  g_assert_cmpstr (link->error, ==, error->message);
  g_assert_cmpint (link->error_kind, ==, code);
}

/* Taking in -------------------------------------------------------------------------------------- */

static void
test_page (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *asked = NULL, *acked = NULL;
  g_autoptr (GString) events = g_string_new (NULL);
  SoHubTurn turn;

  pair (c);
  for (int seq = 3; seq <= 5; seq++)
    add_message (events, seq, "1");
  say_page (c, "e1", 0, 9, events->str);
  say (c, "204 No Content");
  turn = take_in (c);
  g_assert_cmpuint (turn.events, ==, 3);
  g_assert_cmpuint (turn.received, ==, 3);
  g_assert_true (turn.more);
  g_assert_cmpint (count (c, MESSAGES), ==, 3);
  g_assert_cmpint (count (c, CURSOR), ==, 5);
  g_assert_cmpint (count (c, ACKED), ==, 5);
  g_assert_cmpint (count (c, "SELECT count(*) FROM hub_received WHERE body IS NOT NULL"), ==, 0);
  asked = so_test_server_heard (c->server, 0);
  g_assert_nonnull (strstr (asked, "GET /v1/events?after=0&limit=100&wait=0&epoch=e1 "));
  g_assert_nonnull (strstr (asked, "Authorization: Bearer " KEY));
  acked = so_test_server_heard (c->server, 1);
  g_assert_nonnull (strstr (acked, "{\"seq\":5,\"epoch\":\"e1\"}"));
}

static void
test_not_paired (Case *c, gconstpointer data)
{
  SoHubTurn turn = take_in (c);

  g_assert_false (turn.paired);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 0);
}

static void
test_revoked (Case *c, gconstpointer data)
{
  pair (c);
  say (c, "401 Unauthorized");
  fails (c, SO_ERROR_SIGN_IN);
  /* The same where the key is gone from the key ring: nobody is asked then. */
  so_secrets_remove (c->secrets, SO_HUB_SECRETS, SO_HUB_KEY, NULL, NULL);
  fails (c, SO_ERROR_SIGN_IN);
  g_assert_cmpuint (so_test_server_count (c->server), ==, 1);
}

static void
test_cut (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *body = NULL, *whole = NULL;
  g_autoptr (GString) events = g_string_new (NULL);

  pair (c);
  for (int seq = 1; seq <= 4; seq++)
    add_message (events, seq, "1");
  body = write_page ("e1", 0, 4, events->str);
  whole = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n%s", strlen (body), body);
  so_test_server_say (c->server, whole, strlen (whole) - strlen (body) / 2, 0);
  fails (c, SO_ERROR_WAIT);
  g_assert_cmpint (count (c, MESSAGES), ==, 0);
  g_assert_cmpint (count (c, CURSOR), ==, 0);
  say_page (c, "e1", 0, 4, events->str);
  say (c, "204 No Content");
  g_assert_cmpuint (take_in (c).received, ==, 4);
  g_assert_cmpint (count (c, "SELECT error IS NULL FROM hub_link"), ==, 1);
}

/* Numbers that do not fit are nobody's page: another one, events in disorder, a head behind the cursor. */
static void
test_nonsense (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *body = NULL;
  g_autoptr (GString) two = g_string_new (NULL);

  pair (c);
  add_message (two, 5, "1");
  add_message (two, 4, "1");
  say_page (c, "e1", 0, 9, two->str);
  fails (c, SO_ERROR_WAIT);
  say_page (c, "e1", 7, 9, "");
  fails (c, SO_ERROR_WAIT);
  say_page (c, "e1", 0, 9, "{\"seq\":1}");
  fails (c, SO_ERROR_WAIT);
  so_test_server_answer (c->server, "200 OK", "", "{" HEAD ",\"after\":0,\"head\":3}");
  fails (c, SO_ERROR_WAIT);
  body = g_strdup ("{\"hub\":\"hub-2\",\"epoch\":\"e1\",\"after\":0,\"head\":0,\"events\":[]}");
  so_test_server_answer (c->server, "200 OK", "", body);
  fails (c, SO_ERROR_CHANGE);
  g_assert_cmpint (count (c, CURSOR), ==, 0);
  g_assert_cmpint (count (c, MESSAGES), ==, 0);
}

/* The computer goes out after it stored a page, before the hub heard so: told first of all next time, and nothing twice. */
static void
test_not_acknowledged (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *heard = NULL;
  g_autoptr (GString) events = g_string_new (NULL);

  pair (c);
  add_message (events, 1, "1");
  add_message (events, 2, "1");
  say_page (c, "e1", 0, 2, events->str);
  so_test_server_say (c->server, "HTTP/1.1 2", 10, 0);
  fails (c, SO_ERROR_WAIT);
  g_assert_cmpint (count (c, MESSAGES), ==, 2);
  g_assert_cmpint (count (c, CURSOR), ==, 2);
  g_assert_cmpint (count (c, ACKED), ==, 0);
  say (c, "204 No Content");
  say_page (c, "e1", 2, 2, "");
  so_test_studio_reopen (c->test);
  c->studio = c->test->studio;
  so_studio_set_secrets (c->studio, c->secrets);
  g_assert_cmpuint (take_in (c).events, ==, 0);
  heard = so_test_server_heard (c->server, 2);
  g_assert_true (g_str_has_prefix (heard, "POST /v1/ack "));
  g_assert_cmpint (count (c, ACKED), ==, 2);
}

/* Restored from a backup the hub counts anew, and sends again what was here, with something new among it. */
static void
test_epoch (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *other = NULL, *asked = NULL;
  g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);
  SoHubTurn turn;

  pair (c);
  add_message (before, 11, "1");
  add_message (before, 12, "1");
  say_page (c, "e1", 0, 12, before->str);
  say (c, "204 No Content");
  g_assert_cmpuint (take_in (c).received, ==, 2);
  other = g_strdup ("{\"hub\":\"hub-1\",\"studio\":\"salsa\",\"epoch\":\"e2\",\"error\":\"read from 0\"}");
  so_test_server_answer (c->server, "409 Conflict", "", other);
  turn = take_in (c);
  g_assert_true (turn.more);
  g_assert_cmpint (count (c, CURSOR), ==, 0);
  add_message (after, 1, "1");
  g_string_replace (before, "\"seq\":11", "\"seq\":2", 1);
  g_string_replace (before, "\"seq\":12", "\"seq\":3", 1);
  g_string_append_printf (after, ",%s", before->str);
  say_page (c, "e2", 0, 3, after->str);
  say (c, "204 No Content");
  turn = take_in (c);
  g_assert_cmpuint (turn.events, ==, 1);
  g_assert_cmpint (count (c, MESSAGES), ==, 3);
  g_assert_cmpint (count (c, CURSOR), ==, 3);
  asked = so_test_server_heard (c->server, 3);
  g_assert_nonnull (strstr (asked, "after=0&limit=100&wait=0&epoch=e2 "));
}

/* An event of nobody, one that is no JSON and one that no version reads are set aside; those behind them come. */
static void
test_aside (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *second = NULL;
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GPtrArray) aside = NULL;
  SoHubCounts counts = { 0 };
  SoHubTurn turn;
  guint n;

  pair (c);
  add_message (events, 1, "2");
  add_event (events, 2, "whatsapp", "", "{\"entry\": [");
  add_event (events, 3, "elevenlabs", "", NULL);
  add_event (events, 4, "twilio", "recording", "AccountSid=AC1&RecordingSid=RE1");
  add_message (events, 5, "1");
  say_page (c, "e1", 0, 5, events->str);
  say (c, "204 No Content");
  turn = take_in (c);
  g_assert_cmpuint (turn.events, ==, 5);
  g_assert_cmpuint (turn.aside, ==, 4);
  g_assert_cmpuint (turn.received, ==, 1);
  g_assert_cmpint (count (c, CURSOR), ==, 5);
  aside = so_studio_list_hub_aside (c->studio, 3, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (aside->len, ==, 3);
  g_assert_cmpint (((SoHubNews *) aside->pdata[0])->reason, ==, SO_HUB_ASIDE_ACCOUNT);
  g_assert_cmpint (((SoHubNews *) aside->pdata[1])->reason, ==, SO_HUB_ASIDE_UNREADABLE);
  g_assert_cmpint (((SoHubNews *) aside->pdata[2])->reason, ==, SO_HUB_ASIDE_UNSUPPORTED);
  /* Nothing has changed: nothing comes of it. */
  g_assert_true (so_studio_retry_hub (c->studio, 0, &counts, NULL));
  g_assert_cmpuint (counts.events, ==, 0);
  g_assert_cmpint (count (c, ASIDE), ==, 4);
  second = add_whatsapp (c, "2");
  g_assert_true (so_studio_retry_hub (c->studio, 0, &counts, NULL));
  g_assert_cmpuint (counts.events, ==, 1);
  g_assert_cmpuint (counts.received, ==, 1);
  g_assert_cmpint (count (c, MESSAGES), ==, 2);
  g_assert_cmpint (count (c, ASIDE), ==, 3);
  g_assert_cmpint (count (c, "SELECT body IS NULL FROM hub_received WHERE seq = 1"), ==, 1);
}

/* One request about two numbers, of which one is nobody's: the other's message is here, and the whole is tried again without doubling it. */
static void
test_two_numbers (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *one = change ("1", 1), *two = change ("2", 2), *both = g_strconcat (one, ",", two, NULL);
  g_autofree char *body = whatsapp (both), *second = NULL;
  g_autoptr (GString) events = g_string_new (NULL);
  SoHubCounts counts = { 0 };

  pair (c);
  add_event (events, 1, "whatsapp", "", body);
  say_page (c, "e1", 0, 1, events->str);
  say (c, "204 No Content");
  g_assert_cmpuint (take_in (c).received, ==, 1);
  g_assert_cmpint (count (c, ASIDE), ==, 1);
  second = add_whatsapp (c, "2");
  g_assert_true (so_studio_retry_hub (c->studio, 0, &counts, NULL));
  g_assert_cmpint (count (c, ASIDE), ==, 0);
  g_assert_cmpint (count (c, MESSAGES), ==, 2);
  g_assert_cmpint (count (c, "SELECT count(DISTINCT account_id) FROM message WHERE remote_id LIKE 'wamid.%'"), ==, 2);
}

static void
test_paused (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1");
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (SoDb) db = so_store_begin (so_studio_get_store (c->studio), NULL, NULL);

  g_assert_true (so_account_set_paused (db, account, TRUE, NULL));
  g_assert_true (so_store_commit (so_studio_get_store (c->studio), &db, NULL));
  pair (c);
  add_message (events, 1, "1");
  say_page (c, "e1", 0, 1, events->str);
  say (c, "204 No Content");
  g_assert_cmpuint (take_in (c).received, ==, 0);
  g_assert_cmpint (count (c, "SELECT count(*) FROM hub_received WHERE reason = 'paused'"), ==, 1);
}

/* Gmail and Twilio only say that there is something: their accounts shall look. */
static void
test_nudges (Case *c, gconstpointer data)
{
  g_autofree char *sms = so_test_add_account (c->studio, "sms", "sms", "{\"sid\":\"AC1\",\"from\":\"+34600\"}");
  g_autofree char *other = so_test_add_account (c->studio, "sms", "sms", "{\"sid\":\"AC1\",\"from\":\"+34700\"}");
  const char *who = "{\"emailAddress\":\"Hello@studio.example\",\"historyId\":7}";
  g_autofree char *data64 = g_base64_encode ((const guchar *) who, strlen (who));
  g_autofree char *push = g_strdup_printf ("{\"message\":{\"data\":\"%s\",\"messageId\":\"1\"}}", data64);
  g_autoptr (GString) events = g_string_new (NULL);
  g_auto (SoHubTurn) turn = { 0 };

  pair (c);
  add_event (events, 1, "twilio", "sms", "AccountSid=AC1&From=%2B49151&To=%2B34600&Body=Hi");
  add_event (events, 2, "gmail", "", push);
  add_event (events, 3, "twilio", "status", "AccountSid=AC9&MessageSid=SM1");
  say_page (c, "e1", 0, 3, events->str);
  say (c, "204 No Content");
  g_assert_true (so_hub_intake (c->studio, 0, NULL, &turn, NULL, NULL));
  g_assert_cmpuint (g_hash_table_size (turn.accounts), ==, 1);
  g_assert_true (g_hash_table_contains (turn.accounts, sms));
  g_assert_cmpuint (turn.aside, ==, 2);
}

static void
test_large (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *one = change ("1", 1), *body = whatsapp (one), *asked = NULL;
  g_autoptr (GString) events = g_string_new (NULL);

  pair (c);
  add_event (events, 1, "whatsapp", "", NULL);
  add_event (events, 2, "whatsapp", "", NULL);
  add_event (events, 3, "whatsapp", "", NULL);
  /* The last one the hub keeps no longer: it is past, and nobody's trouble. */
  g_string_truncate (events, events->len - strlen (",\"size\":700000}"));
  g_string_append (events, "}");
  say_page (c, "e1", 0, 3, events->str);
  so_test_server_answer (c->server, "200 OK", "", body);
  say (c, "404 Not Found");
  say (c, "204 No Content");
  g_assert_cmpuint (take_in (c).received, ==, 1);
  asked = so_test_server_heard (c->server, 1);
  g_assert_true (g_str_has_prefix (asked, "GET /v1/events/1 "));
  g_assert_cmpint (count (c, ASIDE), ==, 1);
  g_assert_cmpint (count (c, CURSOR), ==, 3);
}

/* A full disk in the middle: what is stored and how far was read are one thing, so nothing is lost and nothing comes twice. */
static void
test_no_room (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1");
  g_autoptr (GString) events = g_string_new (NULL);

  pair (c);
  for (int seq = 1; seq <= 3; seq++)
    add_message (events, seq, "1");
  for (int nth = 2; nth < 120; nth += 7)
    {
      SoStore *store = so_studio_get_store (c->studio);
      g_auto (SoHubTurn) turn = { 0 };
      g_autoptr (SoDb) db = so_store_begin (store, NULL, NULL);

      if (count (c, CURSOR) == 3)
        break;
      so_db_fail_at (db, nth);
      g_clear_pointer (&db, so_db_release);
      say_page (c, "e1", (int) count (c, CURSOR), 3, count (c, CURSOR) ? "" : events->str);
      say (c, "204 No Content");
      so_hub_intake (c->studio, 0, NULL, &turn, NULL, NULL);
      db = so_store_begin (store, NULL, NULL);
      so_db_fail_at (db, 0);
      g_clear_pointer (&db, so_db_release);
      /* As many as the cursor says, or they are aside. */
      g_assert_cmpint (count (c, MESSAGES) + count (c, ASIDE), ==, count (c, CURSOR));
    }
  g_assert_cmpint (count (c, CURSOR), ==, 3);
}

/* Weeks: a page at a time, each acknowledged, also with what comes a second time. */
static void
test_weeks (Case *c, gconstpointer data)
{
  const int all = g_test_slow () ? 10000 : 1000;
  g_autofree char *account = add_whatsapp (c, "1");
  gint64 began = g_get_monotonic_time ();
  g_auto (SoHubTurn) turn = { 0 };

  pair (c);
  for (int first = 1; first <= all; first += 100)
    {
      g_autoptr (GString) events = g_string_new (NULL);

      for (int seq = first; seq < first + 100; seq++)
        add_message (events, seq, "1");
      say_page (c, "e1", first - 1, all, events->str);
      say (c, "204 No Content");
    }
  do
    g_assert_true (so_hub_intake (c->studio, 0, NULL, &turn, NULL, NULL));
  while (turn.more);
  g_test_message ("%d events in %.1f s", all, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  g_assert_cmpuint (turn.received, ==, (guint) all);
  g_assert_cmpint (count (c, MESSAGES), ==, all);
  g_assert_cmpint (count (c, ACKED), ==, all);
  g_assert_cmpuint (so_test_server_count (c->server), ==, (guint) all / 50);
}

/* By itself: a hub without a bell is asked as before, and stopped while it waits for more. */
static void
test_runner (Case *c, gconstpointer data)
{
  g_autofree char *account = add_whatsapp (c, "1"), *slow = NULL, *bell = NULL, *asked = NULL;
  g_autoptr (GString) events = g_string_new (NULL);
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC, stopping;

  so_clock_set (0);
  add_message (events, 1, "1");
  say_page (c, "e1", 0, 1, events->str);
  say (c, "204 No Content");
  say (c, "404 Not Found");
  slow = g_strdup ("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n                                                                                       ");
  so_test_server_say (c->server, slow, strlen (slow), 500);
  pair (c);
  so_outbox_start (c->studio);
  while (count (c, MESSAGES) < 1 && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_cmpint (count (c, MESSAGES), ==, 1);
  while (so_test_server_count (c->server) < 4 && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  bell = so_test_server_heard (c->server, 2);
  asked = so_test_server_heard (c->server, 3);
  g_assert_true (g_str_has_prefix (bell, "GET /v1/socket HTTP/1.1\r\n"));
  g_assert_true (g_str_has_prefix (asked, "GET /v1/events?after=1&limit=100&wait=25&epoch=e1 "));
  stopping = g_get_monotonic_time ();
  so_outbox_stop (c->studio);
  g_assert_cmpint (g_get_monotonic_time () - stopping, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/engine/hub/" name, Case, NULL, set_up, function, tear_down)
  ADD ("page", test_page);
  ADD ("not-paired", test_not_paired);
  ADD ("revoked", test_revoked);
  ADD ("cut", test_cut);
  ADD ("nonsense", test_nonsense);
  ADD ("not-acknowledged", test_not_acknowledged);
  ADD ("epoch", test_epoch);
  ADD ("aside", test_aside);
  ADD ("two-numbers", test_two_numbers);
  ADD ("paused", test_paused);
  ADD ("nudges", test_nudges);
  ADD ("large", test_large);
  ADD ("no-room", test_no_room);
  ADD ("weeks", test_weeks);
  ADD ("runner", test_runner);
  return g_test_run ();
}
