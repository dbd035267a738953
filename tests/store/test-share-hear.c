/* SPDX-License-Identifier: MIT */
/* A desktop whose hub says what no hub of ours says, or says it late: what cannot be done is set aside, and what comes behind it is done. */
#include "so-test-store.h"

#include <string.h>

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-share-claim.h"
#include "so-share.h"

static void
start (SoTestStore *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);

  g_assert_true (so_share_start (db, &error) && so_store_commit (f->store, &db, &error));
  so_test_sql (f->store, "UPDATE sync_link SET epoch = 'e', state = 'follow'");
}

static gboolean
hear (SoTestStore *f, const char *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  gboolean good = so_share_hear (db, answer, -1, &error);

  if (good)
    g_assert_true (so_store_commit (f->store, &db, &error));
  else
    g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  return good;
}

/* A page of the log, of the entries @ops. */
static void
follow (SoTestStore *f, const char *ops)
{
  gint64 cursor = so_test_int (f->store, "SELECT cursor FROM sync_link");
  g_autofree char *page = g_strdup_printf ("{\"what\":\"pull\",\"epoch\":\"e\",\"now\":0,\"after\":%d,\"to\":%d,\"head\":%d,\"ops\":[%s]}", (int) cursor, (int) cursor + 10,
                                           (int) cursor + 10, ops);

  g_assert_true (hear (f, page));
  g_assert_cmpint (so_test_int (f->store, "SELECT cursor FROM sync_link"), ==, cursor + 10);
}

#define ENTRY(tbl, pk, grp, h, val) "{\"s\":1,\"d\":\"b\",\"n\":1,\"x\":\"x\",\"w\":1,\"t\":\"" tbl "\",\"k\":\"" pk "\",\"g\":\"" grp "\",\"h\":" h ",\"v\":" val "}"
#define PRICE(pk, amount) ENTRY ("price", pk, "", "0", "{\"row\":{\"created_at\":1},\"price\":{\"name\":\"Class\",\"amount\":" amount ",\"currency\":\"EUR\",\"unit\":null,\"version\":1}," \
                                 "\"alive\":{\"deleted_at\":null},\"~\":{\"updated_at\":1}}")
#define CONTACT(pk, more) ENTRY ("contact", pk, "", "0", "{\"row\":{\"source\":null,\"created_at\":1},\"name\":{\"name\":\"Ana\"},\"stage\":{\"stage\":\"NEW\",\"lost_reason\":null}" more \
                                 ",\"~\":{\"sort\":\"ana\",\"updated_at\":1}}")

static void
test_lies (SoTestStore *f, gconstpointer data)
{
  static const char *const wrong[] = {
    PRICE ("x", "\"much\""), PRICE ("x", "{}"), PRICE ("x", "[1]"), PRICE ("x", "null"), PRICE ("x", "1.5"),      /* a column holds none of it */
    ENTRY ("price", "x", "", "0", "7"), ENTRY ("price", "x", "", "0", "[]"), ENTRY ("price", "x", "", "0", "\"\""), ENTRY ("price", "x", "", "0", "null"),
    ENTRY ("price", "first", "price", "9", "[1]"), ENTRY ("price", "first", "price", "9", "{\"amount\":\"x\"}"), ENTRY ("robot", "x", "", "0", "7"),
  };

  start (f);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *good = g_strdup_printf (PRICE ("good-%u", "5"), i), *ops = g_strdup_printf ("%s,%s,%s", PRICE ("first", "1"), wrong[i], good);

      g_test_message ("%s", wrong[i]);
      follow (f, ops);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM price"), ==, 2 + i);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_quarantine"), ==, 1 + i);
    }
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_unknown"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT amount FROM price WHERE id = 'first'"), ==, 1);
}

static void
test_odd (SoTestStore *f, gconstpointer data)
{
  start (f);
  /* What is no entry, what nobody knows, what comes before its row and what says nothing. */
  follow (f, "null,7,[],{},{\"t\":\"price\"},{\"k\":\"x\"},{\"t\":7,\"k\":[],\"g\":{}},{\"t\":\"price\",\"k\":\"p\",\"w\":1}," ENTRY ("no such; table", "x", "", "0", "{\"a\":{}}") ","
          ENTRY ("price", "p", "mood", "5", "{\"mood\":1}") "," ENTRY ("price", "p", "alive", "7", "{\"deleted_at\":5}") "," PRICE ("p", "1") "," ENTRY ("price", "gone", "!", "0", "{}") ","
          PRICE ("gone", "1"));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM price WHERE deleted_at = 5"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM price"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_unknown"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_quarantine"), ==, 0);
  /* Pages that were not asked for, of another count, or no pages. */
  g_assert_true (hear (f, "{\"what\":\"pull\",\"epoch\":\"other\",\"after\":10,\"to\":99,\"ops\":[" PRICE ("q", "1") "]}"));
  g_assert_true (hear (f, "{\"what\":\"pull\",\"epoch\":\"e\",\"after\":9,\"to\":99,\"ops\":[" PRICE ("q", "1") "]}"));
  g_assert_true (hear (f, "{\"what\":\"snapshot\",\"epoch\":\"e\",\"from\":\"\",\"to\":\"\",\"rows\":[" PRICE ("q", "1") "]}"));
  g_assert_true (hear (f, "{\"what\":[],\"epoch\":\"e\"}"));
  g_assert_false (hear (f, "[]"));
  g_assert_false (hear (f, "<html>"));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM price"), ==, 1);
  /* Back it does not go. */
  g_assert_true (hear (f, "{\"what\":\"pull\",\"epoch\":\"e\",\"after\":10,\"to\":-5,\"head\":-9,\"ops\":7}"));
  g_assert_cmpint (so_test_int (f->store, "SELECT cursor FROM sync_link"), ==, 10);
}

/* What waits is on its way to the hub: 'DEV","x":"NONCE' of the first change. */
static char *
push (SoTestStore *f)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (f->store, NULL, NULL);
  gint64 last;
  g_autofree char *page = so_share_push (db, 0, &last, &error);

  g_assert_true (page && so_store_commit (f->store, &db, &error));
  return so_test_text (f->store, "SELECT dev || '\",\"x\":\"' || nonce FROM sync_link, sync_out");
}

/* What others changed of a row waits where it comes before the row, also where the row is then made here and not read. */
static void
test_waits (SoTestStore *f, gconstpointer data)
{
  g_autofree char *nonce = NULL, *entry = NULL;

  start (f);
  follow (f, ENTRY ("contact", "c", "notes", "7", "{\"notes\":\"of b\"}"));
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('c', 'Ana', 'ana', 1, 1)");
  nonce = push (f);
  entry = g_strdup_printf ("{\"s\":11,\"d\":\"%s\",\"n\":1,\"w\":1,\"t\":\"contact\",\"k\":\"c\",\"g\":\"\",\"h\":0}", nonce);
  follow (f, entry);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact WHERE notes = 'of b'"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_unknown"), ==, 0);
  /* And what the row was made as, told once more, does not take it back. */
  follow (f, CONTACT ("c", ",\"notes\":{\"notes\":null}"));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact WHERE notes = 'of b'"), ==, 1);
}

/* An older computer made the same row first, and knows nothing of notes: ours are told as a change. */
static void
test_rest (SoTestStore *f, gconstpointer data)
{
  start (f);
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, notes, created_at, updated_at) VALUES ('c', 'Ana', 'ana', 'ours', 1, 1)");
  follow (f, CONTACT ("c", ""));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_pend WHERE grp = 'notes' AND base = '{\"notes\":null}'"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_pend"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact WHERE notes = 'ours'"), ==, 1);
}

/* The last page of a snapshot says what became of ours: of what was decided since it began the log says it. */
static void
test_own (SoTestStore *f, gconstpointer data)
{
  g_autofree char *nonce = NULL, *page = NULL;

  start (f);
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('c', 'Ana', 'ana', 1, 1); UPDATE sync_link SET state = 'snapshot'");
  nonce = push (f);
  page = g_strdup_printf ("{\"what\":\"snapshot\",\"epoch\":\"e\",\"from\":\"\",\"to\":\"\",\"seq\":5,\"head\":9,\"dev\":\"%.12s\",\"rows\":[],"
                          "\"own\":[{\"s\":7,\"d\":\"%s\",\"n\":1,\"w\":0,\"t\":\"contact\",\"k\":\"c\",\"g\":\"\",\"h\":0}]}", nonce, nonce);
  g_assert_true (hear (f, page));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_out"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT cursor FROM sync_link"), ==, 5);
}

/* A new row of ours is refused, and what others say of it holds all the same: it is read again, for later. */
static void
test_refused (SoTestStore *f, gconstpointer data)
{
  g_autofree char *nonce = NULL, *entry = NULL;

  start (f);
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('c', 'Ana', 'ana', 1, 1)");
  nonce = push (f);
  follow (f, ENTRY ("contact", "c", "notes", "7", "{\"notes\":\"of b\"}"));
  entry = g_strdup_printf ("{\"s\":11,\"d\":\"%s\",\"n\":1,\"w\":-1,\"r\":\"A teacher may not change people.\",\"t\":\"contact\",\"k\":\"c\",\"g\":\"\",\"h\":0}", nonce);
  follow (f, entry);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT state = 'snapshot' FROM sync_link"), ==, 1);
  g_assert_true (hear (f, "{\"what\":\"snapshot\",\"epoch\":\"e\",\"from\":\"\",\"to\":\"\",\"seq\":20,\"head\":20,\"rows\":["
                          ENTRY ("contact", "c", "notes", "7", "{\"notes\":\"of b\"}") "]}"));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_unknown WHERE pk = 'c' AND grp = 'notes'"), ==, 1);
}

/* It is refused, and what was changed of it here counts: as with everybody else that waits for the row. */
static void
test_rowless (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *grp; int won; } said[] = { { "", -1 }, { "notes", 1 } };
  g_autofree char *dev = NULL;

  start (f);
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('c', 'Ana', 'ana', 1, 1)");
  g_free (push (f));
  so_test_sql (f->store, "UPDATE contact SET notes = 'ours'");
  g_free (push (f));
  dev = so_test_text (f->store, "SELECT dev FROM sync_link");
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *nonce = so_test_text (f->store, "SELECT nonce FROM sync_out ORDER BY n LIMIT 1");
      g_autofree char *entry = g_strdup_printf ("{\"s\":11,\"d\":\"%s\",\"n\":%u,\"x\":\"%s\",\"w\":%d,\"r\":\"\",\"t\":\"contact\",\"k\":\"c\",\"g\":\"%s\",\"h\":%d}",
                                                dev, i + 1, nonce, said[i].won, said[i].grp, i ? 9 : 0);

      follow (f, entry);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact"), ==, 0);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_unknown WHERE grp = 'notes' AND val = '{\"notes\":\"ours\"}' AND h = 9"), ==, i);
    }
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_out"), ==, 0);
}

/* A row that somebody else made too, and first, was removed here and made again: what becomes of that decides, and not that its first making came too late. */
static void
test_anew (SoTestStore *f, gconstpointer data)
{
  static const char make[] = "INSERT INTO price (id, name, amount, currency, version, created_at, updated_at) VALUES ('p', 'Class', 1, 'EUR', 1, 1, 1)";
  static const struct { const char *grp; int won, left; } said[] = { { "", 0, 1 }, { "!", 1, 1 }, { "", 0, 0 } };
  g_autofree char *dev = NULL;

  start (f);
  so_test_sql (f->store, make);
  g_free (push (f));
  so_test_sql (f->store, "DELETE FROM price");
  so_test_sql (f->store, make);
  g_free (push (f));
  dev = so_test_text (f->store, "SELECT dev FROM sync_link");
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *nonce = so_test_text (f->store, "SELECT nonce FROM sync_out ORDER BY n LIMIT 1");
      g_autofree char *entry = g_strdup_printf ("{\"s\":11,\"d\":\"%s\",\"n\":%u,\"x\":\"%s\",\"w\":%d,\"t\":\"price\",\"k\":\"p\",\"g\":\"%s\",\"h\":0,\"v\":{}}",
                                                dev, i + 1, nonce, said[i].won, said[i].grp);

      follow (f, entry);
      g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM price"), ==, said[i].left);
    }
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_pend"), ==, 0);
}

/* A page of a snapshot that was given up comes late, and begins where the new one stands. */
static void
test_late (SoTestStore *f, gconstpointer data)
{
#define PAGE(from, to, seq, rows) "{\"what\":\"snapshot\",\"epoch\":\"e\",\"dev\":\"me\",\"from\":\"" from "\",\"to\":\"" to "\",\"seq\":" seq ",\"head\":" seq ",\"rows\":[" rows "]}"
  start (f);
  so_test_sql (f->store, "UPDATE sync_link SET state = 'snapshot', dev = 'me'");
  g_assert_true (hear (f, PAGE ("", "price a", "9", PRICE ("a", "1"))));
  g_assert_true (hear (f, PAGE ("price a", "", "8", "")));
  g_assert_cmpint (so_test_int (f->store, "SELECT state = 'snapshot' AND place = 'price a' FROM sync_link"), ==, 1);
  g_assert_true (hear (f, PAGE ("price a", "", "10", PRICE ("b", "1"))));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM price"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT state = 'follow' AND cursor = 9 FROM sync_link"), ==, 1);
#undef PAGE
}

#define OURS "SELECT count(*) FROM draft d WHERE " SO_DRAFT_IS_OURS_TO_SEND
#define ASKED "SELECT count(*) FROM sync_out WHERE tbl = '!'"

static void
settle_claims (SoTestStore *f)
{
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  g_assert_true (so_share_claim_settle (db, &error) && so_store_commit (f->store, &db, &error));
}

/* What the hub says to the claim that was asked for last. */
static void
answer_claim (SoTestStore *f, const char *answer)
{
  g_autofree char *nonce = so_test_text (f->store, "SELECT dev || '\",\"n\":' || sync_out.n || ',\"x\":\"' || nonce FROM sync_link, sync_out WHERE tbl = '!'");
  g_autofree char *who = so_test_text (f->store, "SELECT dev || ' ' || run FROM sync_link");
  g_autofree char *said = g_strdup_printf ("{\\\"who\\\":\\\"%s\\\",\\\"epoch\\\":\\\"e\\\",%s}", who, answer);
  g_autofree char *claim = g_strdup_printf ("{\"s\":3,\"d\":\"hub\",\"n\":0,\"x\":\"\",\"w\":1,\"t\":\"draft\",\"k\":\"d\",\"g\":\"claim\",\"h\":9,\"v\":{\"claim\":\"%s\"}}", who);
  g_autofree char *entry = g_strdup_printf ("%s,{\"s\":4,\"d\":\"%s\",\"w\":1,\"t\":\"!\",\"k\":\"d\",\"g\":\"claim\",\"h\":0,\"r\":\"%s\"}", claim, nonce, said);

  follow (f, entry);
}

/* A claim is good for a minute after it was asked for: then somebody else may be asked whether it left. */
static void
test_lease (SoTestStore *f, gconstpointer data)
{
  so_clock_set_elapsed (1000000);
  so_test_sql (f->store, "INSERT INTO draft (id, thread_id, state, text, origin, created_at, updated_at) VALUES ('d', 't', 'queued', 'Hello', 'owner', 1, 1)");
  start (f);
  settle_claims (f);
  g_assert_cmpint (so_test_int (f->store, ASKED), ==, 1);
  answer_claim (f, "\\\"ok\\\":1");
  g_assert_cmpint (so_test_int (f->store, OURS), ==, 1);
  settle_claims (f);
  g_assert_cmpint (so_test_int (f->store, ASKED), ==, 0);
  so_clock_set_elapsed (1000000 + SO_SHARE_LEASE_MS);
  g_assert_cmpint (so_test_int (f->store, OURS), ==, 0);
  settle_claims (f);
  g_assert_cmpint (so_test_int (f->store, ASKED), ==, 1);
  /* The computer may have begun anew since, and that clock with it. */
  answer_claim (f, "\\\"ok\\\":1");
  g_assert_cmpint (so_test_int (f->store, OURS), ==, 1);
  so_clock_set_elapsed (5000);
  g_assert_cmpint (so_test_int (f->store, OURS), ==, 0);
  /* Who shall come later comes later. */
  settle_claims (f);
  answer_claim (f, "\\\"ok\\\":0,\\\"why\\\":\\\"later\\\"");
  settle_claims (f);
  g_assert_cmpint (so_test_int (f->store, ASKED), ==, 0);
  so_clock_set_elapsed (5000 + SO_SHARE_LEASE_MS);
  settle_claims (f);
  g_assert_cmpint (so_test_int (f->store, ASKED), ==, 1);
  so_clock_set_elapsed (0);
}

/* A message of somebody else is here before its conversation is, which then begins here: it is counted. */
static void
test_begun (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;
  SoDb *db;

  start (f);
  follow (f, ENTRY ("message", "m", "", "0", "{\"row\":{\"direction\":\"inbound\",\"is_system\":0,\"sent_at\":5,\"practice\":0,\"account_id\":null,\"draft_id\":null,"
                    "\"created_at\":5},\"where\":{\"thread_id\":\"t\",\"contact_id\":null,\"identity_id\":null},\"words\":{\"sender\":\"Ana\",\"text\":\"Hello\","
                    "\"edited_at\":null},\"remote\":{\"remote_id\":\"r\"},\"state\":{\"state\":\"received\",\"failure\":null,\"segments\":0},\"reading\":{\"intent\":null,"
                    "\"sub_category\":null,\"priority\":null,\"sentiment\":null,\"confidence\":null,\"entities\":null,\"language\":null},\"refined\":{\"refined\":null},"
                    "\"alive\":{\"deleted_at\":null,\"import_id\":null}}"));
  for (guint i = 0; i < 2; i++)
    {
      if (i)
        so_test_sql (f->store, "INSERT INTO thread (id, channel, remote_key, state, created_at) VALUES ('t', 'whatsapp', '1', 'open', 1)");
      for (more = TRUE; more;)
        {
          db = so_store_begin (f->store, NULL, NULL);
          g_assert_true (so_share_settle (db, 10, &more, &error) && so_store_commit (f->store, &db, &error));
        }
    }
  g_assert_cmpint (so_test_int (f->store, "SELECT messages FROM thread"), ==, 1);
}

/* Pages that were good, changed at random. */
static void
test_random (SoTestStore *f, gconstpointer data)
{
  static const char alphabet[] = "{}[]\",:\\0123456789eE-.tfnu ax!\n\xc3\xff";
  static const char ops[] = PRICE ("p", "1") "," ENTRY ("price", "p", "price", "9", "{\"name\":\"a\",\"amount\":2,\"currency\":\"EUR\",\"unit\":null,\"version\":1}") ","
    CONTACT ("c", "") "," ENTRY ("contact", "c", "notes", "7", "{\"notes\":\"b\"}") "," ENTRY ("robot", "r", "", "0", "{\"row\":{}}") "," ENTRY ("price", "p", "!", "0", "{}");
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree char *digest = NULL;
  guint taken = 0;
  SoDb *db;

  start (f);
  for (guint i = 0; i < 1500; i++)
    {
      gint64 cursor = so_test_int (f->store, "SELECT cursor FROM sync_link"), after;
      g_autofree char *page = g_strdup_printf ("{\"what\":\"pull\",\"epoch\":\"e\",\"now\":0,\"after\":%d,\"to\":%d,\"head\":%d,\"ops\":[%s]}", (int) cursor, (int) cursor + 1,
                                               (int) cursor + 1, ops);
      gsize length = strlen (page);

      for (gint k = g_rand_int_range (rand, 1, 4); k > 0; k--)
        page[g_rand_int_range (rand, 70, (gint32) length)] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      hear (f, page);
      after = so_test_int (f->store, "SELECT cursor FROM sync_link");
      g_assert_cmpint (after, >=, cursor);
      taken += after > cursor;
      if (after > cursor + 1 || i % 50 == 0)
        so_test_sql (f->store, "UPDATE sync_link SET epoch = 'e', state = 'follow', cursor = 1; DELETE FROM sync_gone");
    }
  g_assert_cmpuint (taken, >, 100);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_quarantine"), >, 10);
  db = so_store_read (f->store, NULL);
  digest = so_share_digest (db, NULL);
  so_db_release (db);
  g_assert_nonnull (digest);
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*run) (SoTestStore *, gconstpointer); } tests[] = {
    { "lies", test_lies }, { "odd", test_odd }, { "waits", test_waits }, { "rest", test_rest }, { "own", test_own }, { "refused", test_refused }, { "rowless", test_rowless }, { "anew", test_anew }, { "late", test_late }, { "lease", test_lease }, { "begun", test_begun },
    { "random", test_random },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/share-hear/%s", tests[i].name);

      g_test_add (path, SoTestStore, NULL, so_test_store_set_up, tests[i].run, so_test_store_tear_down);
    }
  return g_test_run ();
}
