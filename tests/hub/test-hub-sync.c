/* SPDX-License-Identifier: MIT */
/* What the hub does with what desktops share, in a file and on a server; and two desktops with it. */
#include "hub-store.h"

#include <string.h>

#include "so-bookings.h"
#include "so-credits.h"
#include "so-entity-rows.h"
#include "so-hub-claims.h"
#include "so-hub-sync.h"
#include "so-json.h"
#include "so-seats.h"
#include "so-series-edit.h"
#include "so-settings.h"
#include "so-share-clock.h"
#include "so-share.h"
#include "so-test-store.h"

static gboolean
count_decisions (gpointer data, SoHubStore *store, const char *studio, const char *command, const char *id, JsonObject *body, gint64 now, char **answer, GError **error)
{
  *answer = g_strdup_printf ("%s %s %d", command, id, ++*(int *) data);
  return so_hub_sync_say (store, studio, "send", id, "state", "{\"state\":\"approved\"}", now, error);
}

static char *
ask (SoHubStore *store, const char *studio, const char *request, const SoHubSyncCommands *commands)
{
  g_autoptr (GError) error = NULL;
  char *answer = so_hub_sync_answer (store, studio, "device", request, NOW, commands, &error);

  return answer ? answer : g_strdup_printf ("failed: %s", error->message);
}

/* What a page of changes is answered with: "push 2". @ops: without the brackets. */
static char *
push (HubStoreFixture *f, const char *studio, const char *dev, gint64 acked, gint64 prev, const char *ops, const SoHubSyncCommands *commands)
{
  g_autofree char *epoch = so_hub_store_dup_epoch (f->store, studio, NULL);
  g_autofree char *request = g_strdup_printf ("{\"what\":\"push\",\"dev\":\"%s\",\"epoch\":\"%s\",\"acked\":%d,\"prev\":%d,\"ops\":[%s]}", dev, epoch, (int) acked, (int) prev, ops);
  g_autofree char *answer = ask (f->store, studio, request, commands);
  g_autoptr (JsonNode) node = g_str_has_prefix (answer, "failed") ? NULL : so_json_parse (answer, -1, 0, NULL);

  if (!node)
    return g_steal_pointer (&answer);
  return g_strdup_printf ("%s %d", so_json_string (so_json_root (node), "what"), (int) so_json_int (so_json_root (node), "head"));
}

#define assert_push(f, dev, acked, prev, ops, expected) \
  G_STMT_START { g_autofree char *said = push (f, "default", dev, acked, prev, ops, NULL); g_assert_cmpstr (said, ==, expected); } G_STMT_END

/* One change in short. */
static char *
op (int n, const char *nonce, const char *grp, gint64 h, gint64 base_h, const char *base_dev, const char *val)
{
  return g_strdup_printf ("{\"n\":%d,\"x\":\"%s\",\"t\":\"contact\",\"k\":\"c1\",\"g\":\"%s\",\"h\":%" G_GINT64_FORMAT ",\"b\":[%" G_GINT64_FORMAT ",\"%s\"],\"v\":%s}", n, nonce, grp,
                          h, base_h, base_dev, val);
}

static char *
held (HubStoreFixture *f, const char *grp)
{
  char *val = NULL;

  g_assert_true (so_hub_sync_get (f->store, "default", "contact", "c1", grp, &val, NULL));
  return val;
}

#define assert_held(f, grp, expected) G_STMT_START { g_autofree char *is = held (f, grp); g_assert_cmpstr (is, ==, expected); } G_STMT_END
#define STAMP(ms) SO_SHARE_STAMP (NOW + (ms))

static void
say (HubStoreFixture *f, const char *dev, int n, const char *grp, gint64 h, gint64 base_h, const char *base_dev, const char *val, const char *expected)
{
  g_autofree char *nonce = g_strdup_printf ("x%d", n), *one = op (n, nonce, grp, h, base_h, base_dev, val);

  assert_push (f, dev, n - 1, n - 1, one, expected);
}

static void
test_decides_once (HubStoreFixture *f, gconstpointer data)
{
  g_autofree char *one = op (1, "a", "", 0, 0, "", "{\"row\":{\"name\":\"Ana\"}}"), *two = op (2, "b", "stage", STAMP (-9), 0, "", "{\"stage\":\"WON\"}");
  g_autofree char *both = g_strconcat (one, ",", two, NULL), *other = op (2, "c", "stage", STAMP (-8), 0, "", "{\"stage\":\"LOST\"}");

  assert_push (f, "desk", 0, 0, both, "push 2");
  assert_push (f, "desk", 0, 0, both, "push 2");       /* again: nothing */
  assert_push (f, "desk", 0, 5, both, "gap 0");        /* something between is on its way */
  assert_push (f, "desk", 0, 0, other, "fork 0");      /* the same number, another change: two folders */
  assert_push (f, "desk", 2, 2, other, "push 2");      /* seen and done with */
  assert_held (f, "stage", "{\"stage\":\"WON\"}");
}

static void
test_arbitrates (HubStoreFixture *f, gconstpointer data)
{
  say (f, "a", 1, "", 0, 0, "", "{\"row\":{}}", "push 1");
  say (f, "a", 2, "stage", STAMP (-1000), 0, "", "{\"stage\":\"A\"}", "push 2");
  say (f, "b", 1, "stage", STAMP (-2000), 0, "", "{\"stage\":\"older\"}", "push 3");
  assert_held (f, "stage", "{\"stage\":\"A\"}");
  /* Whoever has seen what holds comes after it, with whatever clock. */
  say (f, "b", 2, "stage", STAMP (-9000), STAMP (-1000), "a", "{\"stage\":\"seen\"}", "push 4");
  assert_held (f, "stage", "{\"stage\":\"seen\"}");
  /* Two days ahead is now; the next change in an hour is not lost to it. */
  say (f, "a", 3, "notes", STAMP (2 * DAY), 0, "", "{\"notes\":\"future\"}", "push 5");
  say (f, "b", 3, "notes", STAMP (1000), 0, "", "{\"notes\":\"now\"}", "push 6");
  assert_held (f, "notes", "{\"notes\":\"now\"}");
  /* Who made it first has made it; gone is gone. */
  say (f, "b", 4, "", 0, 0, "", "{\"row\":{\"late\":1}}", "push 7");
  assert_held (f, "", "{\"row\":{}}");
  say (f, "a", 4, "!", 0, 0, "", "{}", "push 8");
  say (f, "b", 5, "stage", STAMP (5000), 0, "", "{\"stage\":\"back\"}", "push 9");
  assert_held (f, "stage", NULL);
  assert_held (f, "", NULL);
}

/* Wrong things are refused by name and logged, and what is beside them is done. */
static void
test_refuses (HubStoreFixture *f, gconstpointer data)
{
  static const char *const bad[] = { "\"t\":\"no such; table\",\"k\":\"x\",\"g\":\"\",\"v\":{}", "\"t\":\"contact\",\"k\":\"\",\"g\":\"\",\"v\":{}", "\"t\":\"contact\",\"k\":\"x\",\"g\":\"\",\"v\":[1]",
                                     "\"t\":\"contact\",\"k\":\"x\",\"g\":\"A B\",\"v\":{}", "\"t\":7,\"k\":\"x\",\"g\":\"\",\"v\":{}", "\"t\":\"contact\",\"k\":\"x\",\"g\":\"stage\",\"h\":-5,\"v\":{}",
                                     "\"t\":\"contact\",\"k\":\"x\",\"g\":\"\"" };
  g_autofree char *large = g_strnfill (600 * 1024, 'x'), *huge = NULL, *answer = NULL, *digest = NULL;
  GString *ops = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_string_append_printf (ops, "{\"n\":%u,\"x\":\"x\",%s},", i + 1, bad[i]);
  g_string_append (ops, "{\"n\":8,\"x\":\"x\",\"t\":\"contact\",\"k\":\"fine\",\"g\":\"\",\"v\":{\"row\":{}}}");
  assert_push (f, "desk", 0, 0, ops->str, "push 8");
  huge = g_strdup_printf ("{\"n\":9,\"x\":\"x\",\"t\":\"contact\",\"k\":\"huge\",\"g\":\"\",\"v\":{\"row\":\"%s\"}}", large);
  assert_push (f, "desk", 8, 8, huge, "push 9");
  assert_push (f, "desk", 9, 9, "{\"x\":\"x\"}", "failed: Each change needs a number.");
  assert_push (f, "", 0, 0, "", "failed: This is no list of changes.");
  digest = so_hub_sync_digest (f->store, "default", NULL);
  g_assert_true (g_str_has_prefix (digest, "contact 1 "));
  answer = ask (f->store, "other", "[]", NULL);
  g_assert_cmpstr (answer, ==, "failed: This is no request.");
  g_clear_pointer (&answer, g_free);
  answer = ask (f->store, "nobody", "{}", NULL);
  g_assert_true (g_str_has_prefix (answer, "failed: There is no studio"));
  g_string_free (ops, TRUE);
}

static void
test_commands (HubStoreFixture *f, gconstpointer data)
{
  int decided = 0;
  const SoHubSyncCommands commands = { count_decisions, &decided };
  const char *approve = "{\"n\":1,\"x\":\"x\",\"t\":\"!\",\"k\":\"d1\",\"g\":\"approve\",\"v\":{}}";

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *said = push (f, "default", "desk", 0, 0, approve, &commands);

      g_assert_cmpstr (said, ==, "push 2");
    }
  g_assert_cmpint (decided, ==, 1);
}

/* What the hub says to a copy of one folder that is about to send a draft: "ok", or why not. */
static char *
claim (HubStoreFixture *f, const char *dev, int n, const char *sure, const char *epoch)
{
  g_autofree char *now = so_hub_store_dup_epoch (f->store, "default", NULL), *answer = NULL;
  g_autofree char *ops = g_strdup_printf ("{\"n\":%d,\"x\":\"x\",\"t\":\"!\",\"k\":\"d1\",\"g\":\"claim\",\"v\":{\"seq\":1000,\"who\":\"%s run\",\"sure\":\"%s\",\"epoch\":\"%s\"}}", n,
                                          dev, sure, epoch ? epoch : now);
  g_autofree char *said = push (f, "default", dev, n - 1, n - 1, ops, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;

  g_assert_true (g_str_has_prefix (said, "push "));
  g_assert_true (so_hub_sql_text (f->store, &answer, NULL, "SELECT answer FROM sync_log WHERE dev = ? AND n = ?", "ti", dev, (gint64) n));
  node = so_json_parse (answer, -1, 0, NULL);
  root = so_json_root (node);
  if (so_json_string (root, "doubt"))
    return g_strdup (so_json_string (root, "doubt"));
  return g_strdup (so_json_string (root, "why") ? so_json_string (root, "why") : "ok");
}

#define assert_claim(f, dev, n, sure, epoch, expected) \
  G_STMT_START { g_autofree char *word = claim (f, dev, n, sure, epoch); g_assert_cmpstr (word, ==, expected); } G_STMT_END

/* The first copy may have sent it. Whoever is told of that doubt, and approves it all the same, gets it; and nobody else, however many there are. */
static void
test_claims (HubStoreFixture *f, gconstpointer data)
{
  g_autofree char *doubt = NULL, *again = NULL;

  assert_push (f, "a", 0, 0, "{\"n\":1,\"x\":\"x\",\"t\":\"draft\",\"k\":\"d1\",\"g\":\"\",\"v\":{\"row\":{}}}", "push 1");
  assert_claim (f, "a", 2, "", "of before", "changed");    /* asked before the hub was set back */
  assert_claim (f, "a", 3, "", NULL, "ok");
  assert_claim (f, "a", 4, "", NULL, "ok");
  /* It may be at it just now: who looks whether it left would look too early. */
  assert_claim (f, "b", 1, "", NULL, "later");
  so_hub_claim_set_grace (-1);
  doubt = claim (f, "b", 2, "", NULL);
  g_assert_true (g_str_has_prefix (doubt, "doubt "));
  assert_claim (f, "c", 1, "", NULL, doubt);
  assert_claim (f, "a", 5, "", NULL, doubt);
  assert_claim (f, "c", 2, doubt, NULL, "ok");
  again = claim (f, "b", 3, doubt, NULL);                  /* of the next doubt nobody was told yet */
  g_assert_true (g_str_has_prefix (again, "doubt "));
  g_assert_cmpstr (again, !=, doubt);
  assert_claim (f, "b", 4, doubt, NULL, again);
  so_hub_claim_set_grace (0);
}

static void
say_state (HubStoreFixture *f, const char *dev, int n, gint64 h, const char *state, const char *expected)
{
  g_autofree char *ops = g_strdup_printf ("{\"n\":%d,\"x\":\"x%d\",\"t\":\"draft\",\"k\":\"d1\",\"g\":\"state\",\"h\":%" G_GINT64_FORMAT ",\"b\":[0,\"\"],\"v\":{\"state\":\"%s\"}}", n, n, h, state);
  g_autofree char *said = push (f, "default", dev, n - 1, n - 1, ops, NULL), *val = NULL, *whole = g_strdup_printf ("{\"state\":\"%s\"}", expected);

  g_assert_true (g_str_has_prefix (said, "push ") && so_hub_sync_get (f->store, "default", "draft", "d1", "state", &val, NULL));
  g_assert_cmpstr (val, ==, whole);
}

/* That something left is a fact: who did not know it does not have it leave once more, whatever the clocks say. */
static void
test_left (HubStoreFixture *f, gconstpointer data)
{
  assert_push (f, "a", 0, 0, "{\"n\":1,\"x\":\"x\",\"t\":\"draft\",\"k\":\"d1\",\"g\":\"\",\"v\":{\"row\":{}}}", "push 1");
  say_state (f, "a", 2, STAMP (0), "queued", "queued");
  say_state (f, "a", 3, STAMP (1), "accepted", "accepted");
  say_state (f, "b", 1, STAMP (2), "queued", "accepted");
  say_state (f, "b", 2, STAMP (3), "discarded", "accepted");
  say_state (f, "a", 4, STAMP (4), "delivered", "delivered");
  say_state (f, "b", 3, STAMP (5), "failed", "failed");
  say_state (f, "b", 4, STAMP (6), "queued", "queued");
}

static void
test_studios (HubStoreFixture *f, gconstpointer data)
{
  g_autofree char *one = op (1, "a", "", 0, 0, "", "{\"row\":{}}"), *said = push (f, "other", "desk", 0, 0, one, NULL), *mine = NULL, *theirs = NULL;

  g_assert_cmpstr (said, ==, "push 1");
  mine = so_hub_sync_digest (f->store, "default", NULL);
  theirs = so_hub_sync_digest (f->store, "other", NULL);
  g_assert_cmpstr (mine, ==, "");
  g_assert_true (g_str_has_prefix (theirs, "contact 1 "));
}

/* --- with desktops --- */

static void
start (SoTestStore *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);

  g_assert_true (so_share_start (db, &error) && so_store_commit (desk->store, &db, &error));
}

/* Until it has told and read everything; how many texts that took. */
static guint
talk (HubStoreFixture *f, SoTestStore *desk)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;
  guint texts = 0;

  for (gboolean done = FALSE; !done && texts < 2000; texts++)
    {
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);
      gint64 last = 0;
      g_autofree char *page = so_share_push (db, 0, &last, &error), *said = page ? ask (f->store, "default", page, NULL) : NULL;
      g_autofree char *question = NULL, *answer = NULL;

      so_db_get_sync (db)->page = 200;
      g_assert_true (!said || so_share_hear (db, said, 0, &error));
      question = so_share_ask (db, &error);
      answer = ask (f->store, "default", question, NULL);
      g_assert_true (so_share_hear (db, answer, 0, &error));
      g_assert_no_error (error);
      done = so_share_is_settled (db);
      g_assert_true (so_store_commit (desk->store, &db, &error));
    }
  while (more)
    {
      g_autoptr (SoDb) db = so_store_begin (desk->store, NULL, &error);

      g_assert_true (so_share_settle (db, 500, &more, &error) && so_store_commit (desk->store, &db, &error));
    }
  g_assert_cmpuint (texts, <, 2000);
  return texts;
}

static char *
digest_of (SoTestStore *desk)
{
  g_autoptr (SoDb) db = so_store_read (desk->store, NULL);

  return so_share_digest (db, NULL);
}

static void
assert_same (HubStoreFixture *f, SoTestStore *a, SoTestStore *b)
{
  g_autofree char *hub = so_hub_sync_digest (f->store, "default", NULL), *one = digest_of (a), *two = digest_of (b);

  g_assert_cmpstr (one, ==, hub);
  g_assert_cmpstr (two, ==, hub);
}

static void
test_desktops (HubStoreFixture *f, gconstpointer data)
{
  SoTestStore a = { 0 }, b = { 0 };
  g_autofree char *name = NULL, *mine = NULL;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  so_test_store_set_up (&a, NULL);
  so_test_store_set_up (&b, NULL);
  /* What was there before is told as well, and more than fits on a page. */
  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *number = g_strdup_printf ("+4930%05u", i % 40), *text = g_strdup_printf ("Tuesday %u", i), *thread = so_test_say (a.store, number, "Ana", text, NOW + i);
    }
  start (&a);
  talk (f, &a);
  start (&b);
  talk (f, &b);
  assert_same (f, &a, &b);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM message"), ==, 700);
  g_assert_cmpint (so_test_int (b.store, "SELECT sum (messages) FROM thread"), ==, 700);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM search WHERE search MATCH 'tuesday'"), ==, 700);
  /* Both change the same: the later one holds, and the other is told and can put hers back. */
  so_test_sql (a.store, "UPDATE contact SET notes = 'of a' WHERE n = 1");
  so_clock_set (NOW + 1000);
  so_test_sql (b.store, "UPDATE contact SET notes = 'of b' WHERE id = (SELECT id FROM contact ORDER BY created_at LIMIT 1)");
  talk (f, &b);
  mine = so_test_text (b.store, "SELECT id FROM contact WHERE notes = 'of b'");
  name = g_strdup_printf ("UPDATE contact SET notes = 'of a, too' WHERE id = '%s'", mine);
  so_clock_set (NOW + 500);
  so_test_sql (a.store, name);
  talk (f, &a);
  g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM sync_notice WHERE mine = '{\"notes\":\"of a, too\"}' AND theirs = '{\"notes\":\"of b\"}'"), ==, 1);
  db = so_store_begin (a.store, NULL, NULL);
  g_assert_true (so_share_put_back (db, 1, &error) && so_store_commit (a.store, &db, &error));
  talk (f, &a);
  talk (f, &b);
  talk (f, &a);
  assert_same (f, &a, &b);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM contact WHERE notes = 'of a, too'"), ==, 1);
  so_test_store_tear_down (&a, NULL);
  so_test_store_tear_down (&b, NULL);
}

/* Much text is told in many pages; what is larger than may be told stays, and holds up nothing. */
static void
test_large (HubStoreFixture *f, gconstpointer data)
{
  SoTestStore a = { 0 }, b = { 0 };

  so_test_store_set_up (&a, NULL);
  so_test_store_set_up (&b, NULL);
  so_test_sql (a.store, "WITH RECURSIVE i (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM i WHERE k < 40) INSERT INTO knowledge (id, category, question, answer, created_at, updated_at)"
               " SELECT 'before-' || k, 'c', 'q', hex (zeroblob (150000)), 1, 1 FROM i;"
               "INSERT INTO knowledge (id, category, question, answer, created_at, updated_at) VALUES ('before-huge', 'c', 'q', hex (zeroblob (3000000)), 1, 1)");
  start (&a);
  so_test_sql (a.store, "WITH RECURSIVE i (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM i WHERE k < 20) INSERT INTO knowledge (id, category, question, answer, created_at, updated_at)"
               " SELECT 'after-' || k, 'c', 'q', hex (zeroblob (150000)), 1, 1 FROM i;"
               "INSERT INTO knowledge (id, category, question, answer, created_at, updated_at) VALUES ('after-huge', 'c', 'q', hex (zeroblob (3000000)), 1, 1)");
  talk (f, &a);
  start (&b);
  talk (f, &b);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM knowledge WHERE length (answer) = 300000"), ==, 60);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM knowledge"), ==, 60);
  g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM sync_quarantine WHERE pk = 'after-huge'"), ==, 1);
  so_test_store_tear_down (&a, NULL);
  so_test_store_tear_down (&b, NULL);
}

/* A page of an older count that comes late is not taken, also where it begins at the very number. */
static void
test_old_count (HubStoreFixture *f, gconstpointer data)
{
  SoTestStore a = { 0 };
  g_autofree char *old = so_hub_store_dup_epoch (f->store, "default", NULL), *page = NULL;
  g_autoptr (GError) error = NULL;

  so_test_store_set_up (&a, NULL);
  start (&a);
  g_free (so_test_say (a.store, "+4930123", "Ana", "Hello", NOW));
  talk (f, &a);
  for (int known = 1; known >= 0; known--)
    {
      g_autoptr (SoDb) db = NULL;
      gint64 cursor;

      if (!known)
        {
          g_assert_true (so_hub_store_renew_epochs (f->store, &error));
          talk (f, &a);
        }
      cursor = so_test_int (a.store, "SELECT cursor FROM sync_link");
      g_free (page);
      page = g_strdup_printf ("{\"what\":\"pull\",\"epoch\":\"%s\",\"after\":%d,\"to\":%d,\"head\":%d,\"ops\":[{\"s\":%d,\"d\":\"b\",\"n\":1,\"x\":\"x\",\"t\":\"price\","
                              "\"k\":\"p%d\",\"g\":\"\",\"h\":0,\"w\":1,\"v\":{\"row\":{\"created_at\":1},\"price\":{\"name\":\"Class\",\"amount\":1,\"currency\":\"EUR\",\"unit\":null,"
                              "\"version\":1},\"alive\":{\"deleted_at\":null},\"~\":{\"updated_at\":1}}}]}", old, (int) cursor, (int) cursor + 1, (int) cursor + 1, (int) cursor + 1, known);
      db = so_store_begin (a.store, NULL, NULL);
      g_assert_true (so_share_hear (db, page, 0, &error) && so_store_commit (a.store, &db, &error));
      g_assert_cmpint (so_test_int (a.store, "SELECT count(*) FROM price"), ==, 1);
    }
  so_test_store_tear_down (&a, NULL);
}

/* A class for two on @desk; the id of its session. */
static char *
make_session (SoTestStore *desk)
{
  g_autoptr (SoClassKind) kind = so_class_kind_new ();
  SoSeries wish = { .first = (char *) "2027-01-19T18:00" };
  SoDb *db = so_store_begin (desk->store, NULL, NULL);
  g_auto (GStrv) ids = NULL;
  g_autofree char *id = NULL;

  kind->name = g_strdup ("Salsa");
  kind->most = 2;
  wish.class_id = id = so_entity_save (db, &so_class_kind_entity, NULL, kind, NULL);
  ids = so_series_add (db, &wish, NULL);
  g_assert_true (so_store_commit (desk->store, &db, NULL));
  return so_session_key (ids[0], wish.first);
}

static void
book (SoTestStore *desk, const char *session, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (desk->store, NULL, NULL);
  g_autofree char *person = so_db_text (db, "SELECT id FROM contact WHERE name = ?", "t", name);
  g_autofree char *credit = so_credit_add (db, person, 1, "bought", NULL, NULL, NULL, NULL);
  g_autofree char *id = so_booking_add (db, session, person, SO_BOOKING_REGULAR, FALSE, NOW, &error), *state = NULL;

  g_assert_no_error (error);
  state = so_db_text (db, "SELECT state FROM booking WHERE id = ?", "t", id);
  g_assert_cmpstr (state, ==, expected);
  g_assert_true (so_store_commit (desk->store, &db, NULL));
}

static guint
hear_seats (SoTestStore *desk)
{
  SoDb *db = so_store_begin (desk->store, NULL, NULL);
  guint n;

  g_assert_true (so_seat_hear (db, &n, NULL) && so_store_commit (desk->store, &db, NULL));
  return n;
}

#define BOOKED "SELECT group_concat (s) FROM (SELECT c.name || ' ' || b.state AS s FROM booking b JOIN contact c ON c.id = b.contact_id ORDER BY c.name)"

/* Two desktops give the last place of a session away, neither knowing of the other: it is of who came to the hub first. */
static void
test_seats (HubStoreFixture *f, gconstpointer data)
{
  static const char *const names[] = { "Ana", "Ben", "Cleo", "Dan" };
  SoTestStore a = { 0 }, b = { 0 };
  g_autofree char *session = NULL, *on_a = NULL, *on_b = NULL;

  so_test_store_set_up (&a, NULL);
  so_test_store_set_up (&b, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *number = g_strdup_printf ("+49301%u", i), *thread = so_test_say (a.store, number, names[i], "Hello", NOW + i);
    }
  session = make_session (&a);
  start (&a);
  talk (f, &a);
  start (&b);
  talk (f, &b);
  book (&a, session, "Ana", "booked");
  talk (f, &a);
  talk (f, &b);
  book (&b, session, "Ben", "booked");
  book (&a, session, "Cleo", "booked");
  book (&a, session, "Dan", "waiting");
  talk (f, &b);
  talk (f, &a);
  talk (f, &b);
  g_assert_cmpuint (hear_seats (&b), ==, 1);   /* a yes */
  g_assert_cmpuint (hear_seats (&a), ==, 3);   /* two answers; one of them is a no */
  g_assert_cmpuint (hear_seats (&a), ==, 0);
  talk (f, &a);
  talk (f, &b);
  assert_same (f, &a, &b);
  on_a = so_test_text (a.store, BOOKED);
  on_b = so_test_text (b.store, BOOKED);
  g_assert_cmpstr (on_a, ==, "Ana booked,Ben booked,Cleo waiting,Dan waiting");
  g_assert_cmpstr (on_b, ==, on_a);
  g_assert_cmpint (so_test_int (b.store, "SELECT count(*) FROM task WHERE deleted_at IS NULL AND title LIKE '%was full already%'"), ==, 1);
  g_assert_cmpint (so_test_int (b.store, "SELECT sum (amount) FROM credit JOIN contact c ON c.id = contact_id WHERE c.name = 'Cleo'"), ==, 1);
  so_test_store_tear_down (&a, NULL);
  so_test_store_tear_down (&b, NULL);
}

/* The log is forgotten, the hub is moved to another database: desktops go on. */
static void
test_moved (HubStoreFixture *f, gconstpointer data)
{
  SoTestStore a = { 0 }, b = { 0 };
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL), *hub = NULL, *moved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHubStore) other = NULL;

  so_test_store_set_up (&a, NULL);
  so_test_store_set_up (&b, NULL);
  start (&a);
  start (&b);
  g_free (so_test_say (a.store, "+4930123", "Ana", "Hello", NOW));
  talk (f, &a);
  talk (f, &b);
  g_free (so_test_say (a.store, "+4930124", "Ben", "Hello", NOW));
  talk (f, &a);
  talk (f, &a);
  so_hub_sql_run (f->store, &error, "UPDATE sync_device SET seen_at = 5 WHERE cursor < (SELECT head FROM sync_studio)", "");
  g_assert_true (so_hub_sync_compact (f->store, "default", 10, &error));
  talk (f, &b);
  assert_same (f, &a, &b);
  g_assert_true (so_hub_store_backup (f->store, copy, &error));
  g_assert_no_error (error);
  other = so_hub_store_open_file (copy, SO_HUB_STORE_WRITE, &error);
  hub = so_hub_sync_digest (f->store, "default", NULL);
  moved = so_hub_sync_digest (other, "default", NULL);
  g_assert_cmpstr (moved, ==, hub);
  /* It counts anew: all that holds is told once more, and nothing changes. */
  g_assert_true (so_hub_store_renew_epochs (f->store, &error));
  talk (f, &a);
  talk (f, &b);
  assert_same (f, &a, &b);
  g_clear_pointer (&hub, g_free);
  hub = so_hub_sync_digest (f->store, "default", NULL);
  g_assert_cmpstr (moved, ==, hub);
  so_test_store_tear_down (&a, NULL);
  so_test_store_tear_down (&b, NULL);
}

/* The housekeeping: a part of each studio's log at a time, never what somebody who is still there has not read, and all of it in the end. */
static void
test_swept (HubStoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 left = 0, floor_seq = 0;
  gboolean more = TRUE;

  g_assert_true (so_hub_sql_run (f->store, &error, "INSERT INTO sync_studio (studio, head, floor) VALUES ('default', 0, 0) ON CONFLICT (studio) DO NOTHING", ""));
  g_assert_true (so_hub_sql_begin (f->store, &error));
  for (int i = 1; i <= 12000; i++)
    g_assert_true (so_hub_sql_run (f->store, &error, "INSERT INTO sync_log (studio, seq, dev, n, nonce, tbl, pk, grp, h, won, at) VALUES ('default', ?1, 'a', ?1, 'x', 'price', 'p', '', 0, 1, 0)",
                                   "i", (gint64) i));
  g_assert_true (so_hub_sql_run (f->store, &error, "UPDATE sync_studio SET head = 12000 WHERE studio = 'default'", "") &&
                 so_hub_sql_run (f->store, &error, "INSERT INTO sync_device (studio, dev, device, last_n, acked, cursor, seen_at) VALUES"
                                 " ('default', 'a', 'a', 12000, 12000, 11990, 100), ('default', 'gone', 'gone', 1, 0, 3, 5)", "") &&
                 so_hub_sql_end (f->store, TRUE, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (more);
      g_assert_true (so_hub_sync_sweep (f->store, 50, &more, &error));
      g_assert_true (so_hub_sql_int (f->store, &left, &error, "SELECT count(*) FROM sync_log WHERE studio = 'default'", ""));
      g_assert_cmpint (left, ==, i < 2 ? 12000 - 5000 * (i + 1) : 10);
    }
  g_assert_false (more);
  g_assert_true (so_hub_sql_int (f->store, &floor_seq, &error, "SELECT floor FROM sync_studio WHERE studio = 'default'", ""));
  g_assert_cmpint (floor_seq, ==, 11990);
}

static void
with_tables (HubStoreFixture *f, gconstpointer data)
{
  static void (*const tests[]) (HubStoreFixture *, gconstpointer) = { test_decides_once, test_arbitrates, test_refuses, test_commands, test_claims, test_left, test_studios, test_desktops, test_large, test_old_count, test_moved, test_swept, test_seats };

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
  static const HubStoreTest both[] = { { "sync", with_tables } };
  const char *server = g_getenv ("SO_HUB_TEST_SERVER");

  g_test_init (&argc, &argv, NULL);
  hub_store_add (server ? "server" : "file", both, G_N_ELEMENTS (both), server ? "server" : NULL);
  return g_test_run ();
}
