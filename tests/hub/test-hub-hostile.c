/* SPDX-License-Identifier: MIT */
/* What no desktop of ours says, in a file and on a server: refused or kept aside by name, never done in part, and nothing beside it or after it stops. */
#include "hub-store.h"

#include <string.h>

#include "so-hub-sync.h"
#include "so-json.h"
#include "so-share-clock.h"
#include "so-share.h"
#include "so-test-store.h"

static char *
ask (HubStoreFixture *f, const char *request, GError **error)
{
  return so_hub_sync_answer (f->store, "default", "device", request, NOW, NULL, error);
}

/* It is said to whoever asks, and nothing of it was done. */
static gboolean
is_refused (const GError *error)
{
  return g_error_matches (error, SO_ERROR, SO_ERROR_CHANGE) || g_error_matches (error, SO_ERROR, SO_ERROR_GIVE_UP);
}

static gint64
number (HubStoreFixture *f, const char *sql)
{
  gint64 n = -1;

  g_assert_true (so_hub_sql_int (f->store, &n, NULL, sql, ""));
  return n;
}

#define HEAD "SELECT coalesce (max (head), 0) FROM sync_studio WHERE studio = 'default'"
#define ENTRIES "SELECT count(*) FROM sync_log WHERE studio = 'default'"

static char *
write_push (HubStoreFixture *f, const char *dev, gint64 acked, const char *ops)
{
  g_autofree char *epoch = so_hub_store_dup_epoch (f->store, "default", NULL);

  return g_strdup_printf ("{\"what\":\"push\",\"dev\":\"%s\",\"epoch\":\"%s\",\"acked\":%d,\"prev\":%d,\"ops\":[%s]}", dev, epoch, (int) acked, (int) acked, ops);
}

/* "push", "fork", …, or "failed". The log has no holes in any case. */
static char *
push (HubStoreFixture *f, const char *dev, gint64 acked, const char *ops)
{
  g_autofree char *request = write_push (f, dev, acked, ops), *answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  answer = ask (f, request, &error);
  g_assert_cmpint (number (f, HEAD), ==, number (f, ENTRIES));
  if (!answer)
    {
      g_assert_true (is_refused (error));
      return g_strdup ("failed");
    }
  node = so_json_parse (answer, -1, 0, NULL);
  g_assert_nonnull (node);
  return g_strdup (so_json_string (so_json_root (node), "what"));
}

#define assert_push(f, dev, acked, ops, expected) \
  G_STMT_START { g_autofree char *said = push (f, dev, acked, ops); g_assert_cmpstr (said, ==, expected); } G_STMT_END
#define GOOD(n, pk) "{\"n\":" n ",\"x\":\"x\",\"t\":\"contact\",\"k\":\"" pk "\",\"g\":\"\",\"h\":1,\"b\":[0,\"\"],\"v\":{\"row\":{}}}"

/* One field of a change after the other is something else than it should be. */
static void
test_kinds (HubStoreFixture *f, gconstpointer data)
{
  static const char *const names[] = { "n", "x", "t", "k", "g", "h", "b", "v" };
  static const char *const good[] = { "2", "\"x\"", "\"contact\"", "\"odd\"", "\"stage\"", "5", "[0,\"\"]", "{\"stage\":\"NEW\"}" };
  static const char *const kinds[] = { "null", "true", "-1", "0", "7.5", "1e999", "9223372036854775807", "123456789012345678901234567890", "\"\"", "\"\\u0000\"", "\"\\ud83d\"",
                                       "\"a'; DROP TABLE sync_cell; --\"", "\"\xc3\xa9\"", "[]", "[1]", "[[],{}]", "{}", "{\"a\":{\"a\":1,\"a\":2}}", "[0,7]", "[\"x\",\"y\",\"z\"]" };
  guint d = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        g_autoptr (GString) ops = g_string_new (GOOD ("1", "before") ",{");
        g_autofree char *dev = g_strdup_printf ("desk-%u", d++), *said = NULL, *mine = g_strdup_printf ("SELECT count(*) FROM sync_log WHERE dev = '%s' AND n IN (1, 3)", dev);
        gint64 head = number (f, HEAD);

        for (guint m = 0; m < G_N_ELEMENTS (names); m++)
          g_string_append_printf (ops, "%s\"%s\":%s", m ? "," : "", names[m], m == i ? kinds[k] : good[m]);
        g_string_append (ops, "}," GOOD ("3", "after"));
        said = push (f, dev, 0, ops->str);
        g_test_message ("%s: %s: %s", names[i], kinds[k], said);
        if (!strcmp (said, "push") && i)
          g_assert_cmpint (number (f, mine), ==, 2);   /* what stands beside it is done */
        if (strcmp (said, "push"))
          g_assert_cmpint (number (f, HEAD), ==, head);
      }
  g_assert_cmpint (number (f, "SELECT count(*) FROM sync_cell WHERE h < 0"), ==, 0);
  g_assert_cmpint (number (f, "SELECT count(*) FROM sync_cell WHERE h > 117964800000000000 + 327680000"), ==, 0);
}

static void
test_said_twice (HubStoreFixture *f, gconstpointer data)
{
  assert_push (f, "a", 0, GOOD ("1", "one") "," GOOD ("1", "one"), "push");
  g_assert_cmpint (number (f, HEAD), ==, 1);
  assert_push (f, "a", 1, GOOD ("2", "two") ",{\"n\":2,\"x\":\"y\",\"t\":\"contact\",\"k\":\"other\",\"g\":\"\",\"v\":{}}", "fork");
  g_assert_cmpint (number (f, HEAD), ==, 1);           /* and nothing of that page is done */
  assert_push (f, "a", 1, "{\"n\":2,\"t\":\"contact\",\"k\":\"none\",\"g\":\"\",\"v\":{}}," GOOD ("3", "three"), "push");
  g_assert_cmpint (number (f, "SELECT won FROM sync_log WHERE n = 2"), ==, -1);
  g_assert_cmpint (number (f, "SELECT count(*) FROM sync_cell"), ==, 2);
  /* Back to an older number in one page: had already, with another word. */
  assert_push (f, "a", 3, GOOD ("9", "nine") "," GOOD ("4", "four"), "fork");
  assert_push (f, "hub", 0, GOOD ("1", "one"), "failed");
}

static void
test_much (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new (NULL), names = g_string_new ("{\"n0\":0");
  g_autofree char *large = g_strnfill (5 * 1024 * 1024, 'x'), *deep = g_strnfill (70, '['), *close = g_strnfill (70, ']'), *ops = NULL, *wide = NULL;

  for (guint i = 1; i <= 100000; i++)
    g_string_append_printf (many, "%s{\"n\":%u}", i > 1 ? "," : "", i);
  assert_push (f, "a", 0, many->str, "failed");
  ops = g_strdup_printf ("{\"n\":1,\"x\":\"x\",\"t\":\"contact\",\"k\":\"k\",\"g\":\"\",\"v\":{\"a\":\"%s\"}}", large);
  assert_push (f, "a", 0, ops, "failed");
  g_free (ops);
  ops = g_strdup_printf ("{\"n\":1,\"x\":\"x\",\"t\":\"contact\",\"k\":\"k\",\"g\":\"\",\"v\":{\"a\":%s%s}}", deep, close);
  assert_push (f, "a", 0, ops, "failed");
  g_assert_cmpint (number (f, HEAD), ==, 0);
  /* An object of many names is read in one go. */
  for (guint i = 1; i < 20000; i++)
    g_string_append_printf (names, ",\"n%u\":%u", i, i);
  wide = g_strdup_printf ("{\"n\":1,\"x\":\"x\",\"t\":\"contact\",\"k\":\"k\",\"g\":\"\",\"v\":%s}},{\"n\":2,\"x\":\"x\",\"t\":\"contact\",\"k\":\"l\",\"g\":\"\",\"v\":%s,\"n7\":1}}", names->str,
                          names->str);
  assert_push (f, "a", 0, wide, "push");
  g_assert_cmpint (number (f, "SELECT won FROM sync_log WHERE n = 1"), ==, 1);
  g_assert_cmpint (number (f, "SELECT won FROM sync_log WHERE n = 2"), ==, -1);
}

/* What is no request at all. */
static void
test_requests (HubStoreFixture *f, gconstpointer data)
{
  g_autofree char *epoch = so_hub_store_dup_epoch (f->store, "default", NULL);
  g_auto (GStrv) requests = g_new0 (char *, 12);
  char *const all[12] = {
    g_strdup (""), g_strdup ("null"), g_strdup ("[]"), g_strdup ("{\"what\":\"push\"}{}"), g_strdup ("{\"what\":\"\xff\"}"),
    g_strdup_printf ("{\"what\":\"purge\",\"epoch\":\"%s\"}", epoch), g_strdup_printf ("{\"what\":[],\"epoch\":\"%s\"}", epoch),
    g_strdup_printf ("{\"what\":\"push\",\"epoch\":\"%s\",\"dev\":7,\"ops\":[]}", epoch), g_strdup_printf ("{\"what\":\"push\",\"epoch\":\"%s\",\"dev\":\"a\",\"ops\":{}}", epoch),
    g_strdup_printf ("{\"what\":\"merge\",\"epoch\":\"%s\",\"rows\":7}", epoch), g_strdup_printf ("{\"what\":\"snapshot\",\"epoch\":\"%s\",\"from\":\"nowhere\"}", epoch), NULL };
  g_autofree char *merge = g_strdup_printf ("{\"what\":\"merge\",\"epoch\":\"%s\",\"dev\":\"a\",\"from\":7,\"rows\":[null,7,{},{\"t\":\"contact\"},{\"t\":\"!\",\"k\":\"x\",\"g\":\"claim\",\"v\":{}},"
                                            "{\"t\":\"contact\",\"k\":\"fine\",\"g\":\"\",\"v\":{}},{\"t\":\"contact\",\"k\":\"far\",\"g\":\"stage\",\"h\":900000000000000000,\"v\":{}}]}", epoch);
  g_autofree char *pull = g_strdup_printf ("{\"what\":\"pull\",\"epoch\":\"%s\",\"dev\":{},\"after\":-9e30,\"limit\":1e99}", epoch), *said = NULL, *page = NULL;

  memcpy (requests, all, sizeof all);
  for (guint i = 0; requests[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = ask (f, requests[i], &error);

      g_test_message ("%u: %s", i, error ? error->message : answer);
      g_assert_null (answer);
      g_assert_true (is_refused (error));
    }
  said = ask (f, merge, NULL);
  g_assert_nonnull (said);
  g_assert_cmpint (number (f, "SELECT count(*) FROM sync_cell"), ==, 2);
  g_assert_cmpint (number (f, "SELECT max (h) FROM sync_cell"), ==, SO_SHARE_STAMP (NOW));
  page = ask (f, pull, NULL);
  g_assert_nonnull (page);
}

static void
follow (HubStoreFixture *f, SoTestStore *desk)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);
      g_autofree char *question = so_share_ask (db, &error), *answer = question ? ask (f, question, &error) : NULL;
      gboolean done;

      g_assert_no_error (error);
      g_assert_true (so_share_hear (db, answer, 0, &error));
      done = so_share_is_settled (db);
      g_assert_true (so_store_commit (desk->store, &db, &error));
      if (done)
        return;
    }
  g_assert_not_reached ();
}

/* Texts that were good, changed at random: whatever the hub makes of them, it stays whole, and a desktop reads all of it. */
static void
test_random (HubStoreFixture *f, gconstpointer data)
{
  static const char alphabet[] = "{}[]\",:\\0123456789eE-.tfnu ax!\n\xc3\xff";
  static const char ops[] = GOOD ("1", "one") ",{\"n\":2,\"x\":\"y\",\"t\":\"contact\",\"k\":\"one\",\"g\":\"stage\",\"h\":117964800000000000,\"b\":[0,\"a\"],\"v\":{\"stage\":\"NEW\",\"lost_reason\":null}},"
    "{\"n\":3,\"x\":\"z\",\"t\":\"contact\",\"k\":\"one\",\"g\":\"!\",\"h\":3,\"b\":[0,\"\"],\"v\":{}},{\"n\":4,\"x\":\"z\",\"t\":\"task\",\"k\":\"t\",\"g\":\"\",\"h\":3,\"v\":{\"row\":{\"created_at\":1},\"title\":{\"title\":\"a\"}}}";
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  SoTestStore desk = { 0 };
  guint taken = 0, most = f->admin ? 400 : 3000;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  SoDb *db;

  for (guint i = 0; i < most; i++)
    {
      g_autofree char *dev = g_strdup_printf ("d%u", i % 50), *request = write_push (f, dev, 0, ops), *answer = NULL;
      g_autoptr (GError) failed = NULL;
      gsize length = strlen (request);

      for (gint k = g_rand_int_range (rand, 1, 4); k > 0; k--)
        request[g_rand_int_range (rand, 0, (gint32) length)] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      answer = ask (f, request, &failed);
      g_assert_true (answer || is_refused (failed));
      taken += answer && strstr (answer, "\"what\":\"push\"");
    }
  g_assert_cmpuint (taken, >, most / 20);
  g_assert_cmpint (number (f, HEAD), ==, number (f, ENTRIES));
  digest = so_hub_sync_digest (f->store, "default", &error);
  g_assert_no_error (error);
  so_test_store_set_up (&desk, NULL);
  db = so_store_begin (desk.store, NULL, NULL);
  g_assert_true (so_share_start (db, &error) && so_store_commit (desk.store, &db, &error));
  follow (f, &desk);
  g_assert_cmpint (so_test_int (desk.store, "SELECT cursor FROM sync_link"), ==, number (f, HEAD));
  so_test_store_tear_down (&desk, NULL);
}

static void
with_tables (HubStoreFixture *f, gconstpointer data)
{
  static void (*const tests[]) (HubStoreFixture *, gconstpointer) = { test_kinds, test_said_twice, test_much, test_requests, test_random };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (GError) error = NULL;

      so_hub_sync_prepare (f->store, &error);
      g_assert_no_error (error);
      g_assert_true (so_hub_sql_run (f->store, NULL, "DELETE FROM sync_studio", "") && so_hub_sql_run (f->store, NULL, "DELETE FROM sync_device", "") &&
                     so_hub_sql_run (f->store, NULL, "DELETE FROM sync_log", "") && so_hub_sql_run (f->store, NULL, "DELETE FROM sync_cell", ""));
      so_clock_set (NOW);
      tests[i] (f, data);
    }
}

int
main (int argc, char **argv)
{
  static const HubStoreTest both[] = { { "hostile", with_tables } };
  const char *server = g_getenv ("SO_HUB_TEST_SERVER");

  g_test_init (&argc, &argv, NULL);
  hub_store_add (server ? "server" : "file", both, G_N_ELEMENTS (both), server ? "server" : NULL);
  return g_test_run ();
}
