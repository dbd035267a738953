/* SPDX-License-Identifier: MIT */
/* What is captured of a shared studio, and that nothing is of another one. */
#include "so-test-store.h"

#include <string.h>

#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-events.h"
#include "so-settings.h"
#include "so-computer.h"
#include "so-share-capture.h"
#include "so-share-names.h"
#include "so-share-notice.h"
#include "so-share-tables.h"
#include "so-share.h"

static void
start (SoTestStore *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);

  g_assert_true (so_share_start (db, &error) && so_store_commit (f->store, &db, &error));
}

#define PENDING "SELECT coalesce (group_concat (tbl || ' ' || grp), '') FROM (SELECT * FROM sync_pend ORDER BY tbl, grp)"
#define assert_pending(f, expected) \
  G_STMT_START { g_autofree char *pending = so_test_text (f->store, PENDING); g_assert_cmpstr (pending, ==, expected); } G_STMT_END

/* Every column of a shared table is in a group, said once, or this computer's own for a reason. */
static void
test_columns (SoTestStore *f, gconstpointer data)
{
  static const char *const own[] = {
    "contact.temperature", "contact.score", "contact.root", "contact.stage_at", "contact.last_at", "contact.last_inbound_at",   /* worked out */
    "thread.last_at", "thread.last_outbound", "thread.snippet", "thread.messages", "thread.unread", "thread.last_inbound_at", "thread.priority", "thread.intent",
    "thread.sub_category", "thread.score", "thread.draft_id", "thread.queued", "thread.answer_due_at", "thread.due_at",   /* sums */
    "thread.escalated_at", "thread.told_at", "thread.closing_told_at",   /* whom this computer told of it */
    "draft.decided_at",   /* a trigger works it out */
    "account.cursor", "account.error", "account.error_kind", "account.retry_at", "account.synced_at", "account.templates_at", "account.templates_error",   /* of who reads it */
    NULL,
  };
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);

  for (guint i = 0; i < so_share_n_tables; i++)
    {
      const SoShareTable *table = &so_share_tables[i];
      g_auto (GStrv) columns = so_db_texts (db, NULL, "SELECT name FROM pragma_table_info (?) WHERE name NOT IN ('n', 'id')", "t", table->name);
      g_autoptr (GString) said = g_string_new (" ");

      g_assert_cmpuint (g_strv_length (columns), >, 0);
      g_assert_null (table->groups[SO_SHARE_MOST_GROUPS].name);   /* the list of them ends */
      for (const SoShareGroup *group = table->groups; group->name; group++)
        g_string_append_printf (said, "%s ", group->columns);
      g_string_append_printf (said, "%s ", table->once ? table->once : "");
      for (guint k = 0; columns[k]; k++)
        {
          g_autofree char *word = g_strdup_printf (" %s ", columns[k]), *full = g_strdup_printf ("%s.%s", table->name, columns[k]);

          if (!strstr (said->str, word) && !g_strv_contains (own, full))
            g_error ("%s is in no group and not this computer's own", full);
        }
    }
}

static void
test_off (SoTestStore *f, gconstpointer data)
{
  g_free (so_test_say (f->store, "+491", "Ana", "Hello", 1700000000000));
  assert_pending (f, "");
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'sync\\_%' ESCAPE '\\'"), ==, 0);
}

static void
test_captured (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char *label = NULL;
  SoDb *db;

  start (f);
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('c', 'Ana', 'ana', 1, 1)");
  assert_pending (f, "contact ");
  so_test_sql (f->store, "UPDATE contact SET notes = 'new' WHERE id = 'c'");   /* it is told as it is then */
  assert_pending (f, "contact ");
  so_test_sql (f->store, "UPDATE sync_pend SET n = 1");
  so_test_sql (f->store, "UPDATE contact SET notes = 'newer', score = 7, sort = 'b' WHERE id = 'c'");
  so_test_sql (f->store, "UPDATE contact SET notes = 'newest', stage = 'NEW' WHERE id = 'c'");
  assert_pending (f, "contact ,contact notes");
  g_assert_cmpint (so_test_int (f->store, "SELECT base = '{\"notes\":\"new\"}' FROM sync_pend WHERE grp = 'notes'"), ==, 1);
  /* What is rolled back was never changed, what is undone is changed back. */
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_db_run (db, NULL, "UPDATE contact SET name = 'gone' WHERE id = 'c'", ""));
  so_db_release (db);
  assert_pending (f, "contact ,contact notes");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_undo_last (db, &label, &error) && so_setting_set (db, "k", "v", &error) && so_store_commit (f->store, &db, &error));
  assert_pending (f, "contact ,contact notes,setting ,setting key,setting value");
  g_free (label);
}

/* Another program that writes into the file cannot do it unnoticed; another start of ours can. */
static void
test_kept (SoTestStore *f, gconstpointer data)
{
  start (f);
  so_test_store_reopen (f);
  so_test_sql (f->store, "INSERT INTO price (id, name, amount, currency, created_at, updated_at) VALUES ('p', 'Class', 1, 'EUR', 1, 1)");
  assert_pending (f, "price ");
  so_test_sql (f->store, "DROP TRIGGER sync_price_price; UPDATE sync_link SET captures = 'of an older version'");
  so_test_store_reopen (f);
  so_test_sql (f->store, "UPDATE sync_pend SET n = 1; UPDATE price SET amount = 2 WHERE id = 'p'");
  assert_pending (f, "price ,price price");
}

static void
test_stopped (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  start (f);
  g_free (so_test_say (f->store, "+491", "Ana", "Hello", 1700000000000));
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_share_stop (db, &error) && so_store_commit (f->store, &db, &error));
  test_off (f, NULL);
}

/* What only a newer version knows is kept, and put in its place by the version that knows it. */
static void
test_unknown (SoTestStore *f, gconstpointer data)
{
  start (f);
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('c', 'Ana', 'ana', 1, 1);"
               "INSERT INTO sync_unknown (tbl, pk, grp, val, h, dev) VALUES ('contact', 'c', 'notes', '{\"notes\":\"of tomorrow\"}', 5, 'b'), ('contact', 'c', 'mood', '{}', 5, 'b'),"
               " ('robot', 'r', '', '{}', 0, '');"
               "UPDATE sync_link SET captures = ''");
  so_test_store_reopen (f);
  g_assert_cmpint (so_test_int (f->store, "SELECT notes = 'of tomorrow' FROM contact"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_unknown"), ==, 2);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_pend WHERE grp = 'notes'"), ==, 0);
}

/* What is kept beside the rows of a person goes with them. */
static void
test_erased (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *person = NULL;
  SoDb *db;

  start (f);
  g_free (so_test_say (f->store, "+491", "Ana", "Hello", 1700000000000));
  person = so_test_text (f->store, "SELECT id FROM contact");
  so_test_sql (f->store, "INSERT INTO sync_notice (tbl, pk, grp, mine, dev, at) SELECT 'contact', id, 'name', 'Ana', 'b', 1 FROM contact;"
               "INSERT INTO sync_quarantine (seq, tbl, pk, grp, body, error, at) SELECT 1, 'message', id, '', 'Hello', 'e', 1 FROM message;"
               "INSERT INTO sync_notice (tbl, pk, grp, mine, dev, at) VALUES ('price', 'p', 'price', '5', 'b', 1)");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_erase (db, person, NULL, &error) && so_store_commit (f->store, &db, &error));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_notice"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM sync_quarantine"), ==, 0);
}

/* Tables that are not shared, each for a reason (docs/sync.md): a new one has to be thought about. */
static void
test_tables (SoTestStore *f, gconstpointer data)
{
  static const char *const own[] = {
    "attempt", "standing", "standing_use", "sequence_run", "message_template", "computer", "alert_mail", "analysis", "finding",
    "playback", "vector", "event", "undo_step", "undo_field", "job", "import_batch", "import_skip", "local", "model_use", "category", "hub_link", "hub_received", "payload", "search", "sensitive_field", NULL,
  };
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_auto (GStrv) tables = so_db_texts (db, NULL, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                       " AND name NOT LIKE 'sync\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'", "");

  for (guint i = 0; tables[i]; i++)
    if (!so_share_table_find (tables[i]) && !g_strv_contains (own, tables[i]))
      g_error ("%s is neither shared nor this computer's own for a reason", tables[i]);
}

static void
test_state (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GPtrArray) notices = NULL, aside = NULL;
  g_autoptr (GError) error = NULL;
  gint64 done = -1, whole = -1;
  SoDb *db = so_store_read (f->store, NULL);

  g_assert_cmpint (so_share_state (db, &done, &whole), ==, SO_SHARE_OFF);
  g_assert_true (done == 0 && whole == 0);
  so_db_release (db);
  start (f);
  so_test_sql (f->store, "INSERT INTO contact (id, name, sort, created_at, updated_at) VALUES ('a', 'Ana', 'ana', 1, 1), ('b', 'Bo', 'bo', 1, 1);"
               "INSERT INTO price (id, name, amount, currency, created_at, updated_at) VALUES ('p', 'Class', 1, 'EUR', 1, 1);"
               "UPDATE sync_link SET place = '1 a';"
               "INSERT INTO sync_notice (tbl, pk, grp, mine, theirs, dev, at) VALUES ('contact', 'a', 'notes', '{}', '{}', 'other', 7), ('contact', 'b', 'name', '{}', NULL, 'hub', 8);"
               "INSERT INTO sync_quarantine (seq, tbl, pk, grp, body, error, at) VALUES (9, 'contact', 'b', 'name', '', 'It is wrong.', 8)");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_cmpint (so_share_state (db, &done, &whole), ==, SO_SHARE_MERGE);
  /* Settings come first, then people: how many settings a new studio has is not said here. */
  g_assert_cmpint (whole - done, ==, so_db_int (db, 0, "SELECT (SELECT count(*) FROM tag) + 2", ""));
  g_assert_cmpint (so_share_count_waiting (db), ==, 3);
  g_assert_true (so_share_notice_seen (db, 1, &error));
  g_assert_no_error (error);
  g_assert_false (so_share_notice_seen (db, 3, NULL));
  notices = so_share_list_notices (db, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 2);
  g_assert_cmpstr (((SoShareNotice *) notices->pdata[0])->pk, ==, "b");
  g_assert_null (((SoShareNotice *) notices->pdata[0])->theirs);
  g_assert_cmpint (((SoShareNotice *) notices->pdata[0])->seen_at, ==, 0);
  g_assert_cmpint (((SoShareNotice *) notices->pdata[1])->seen_at, >, 0);
  aside = so_share_list_aside (db, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((SoShareAside *) aside->pdata[0])->why, ==, "It is wrong.");
  so_db_release (db);
}

/* Whose change it is, is asked of the hub once. */
static void
test_names (SoTestStore *f, gconstpointer data)
{
  char *devs[] = { (char *) "x", (char *) "y", NULL };
  SoComputer desk = { .device = (char *) "d1", .name = (char *) "Front Desk", .role = SO_ROLE_FRONT_DESK, .devs = devs };
  g_autoptr (GPtrArray) computers = g_ptr_array_new (), notices = NULL;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  start (f);
  so_test_sql (f->store, "INSERT INTO sync_notice (tbl, pk, grp, mine, theirs, dev, at, why) VALUES ('contact', 'a', 'notes', '{}', '{}', 'y', 7, NULL),"
               " ('contact', 'b', 'name', '{}', NULL, 'gone', 8, 'No.'), ('contact', 'c', 'name', '{}', '{}', '', 9, NULL)");
  g_ptr_array_add (computers, &desk);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_false (so_share_knows_names (db));
  g_assert_true (so_share_keep_names (db, computers, &error));
  g_assert_true (so_share_knows_names (db));
  desk.name = (char *) "Desk";
  g_assert_true (so_share_keep_names (db, computers, &error));
  notices = so_share_list_notices (db, 10, &error);
  g_assert_no_error (error);
  g_assert_null (((SoShareNotice *) notices->pdata[0])->computer);
  g_assert_null (((SoShareNotice *) notices->pdata[1])->computer);
  g_assert_cmpstr (((SoShareNotice *) notices->pdata[1])->why, ==, "No.");
  g_assert_cmpstr (((SoShareNotice *) notices->pdata[2])->computer, ==, "Desk");
  so_db_release (db);
}

/* What a draft waits for: "here", "here asks", or the name of the computer by which it leaves. */
static void
assert_waits (SoTestStore *f, const char *id, const char *expected)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (SoDraft) draft = so_draft_find (db, id, NULL);
  g_autofree char *waits = g_strdup_printf ("%s%s", draft->home ? draft->home : "here", draft->asks ? " asks" : "");

  g_assert_cmpstr (waits, ==, expected);
}

static void
know (SoTestStore *f, SoComputer *computer)
{
  g_autoptr (GPtrArray) computers = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  if (computer)
    g_ptr_array_add (computers, computer);
  g_assert_false (so_share_knows_names (db));
  g_assert_true (so_share_keep_names (db, computers, &error) && so_share_knows_names (db) && so_store_commit (f->store, &db, &error));
}

/* A draft says by which computer it leaves, and that the hub has still to say so. */
static void
test_waits (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+491", "Ana", "Hello", 1700000000000), *id = NULL;
  g_autoptr (GError) error = NULL;
  SoComputer desk = { .device = (char *) "d2", .name = (char *) "Front Desk" };
  SoDb *db = so_store_begin (f->store, NULL, NULL);

  so_clock_set_elapsed (1);
  id = so_draft_add (db, &(SoDraftNew) { .thread_id = thread, .text = "Hi", .origin = "owner" }, &error);
  g_assert_true (so_draft_approve (db, id, &(SoApprovalNote) { .method = "key" }, 1, &error) && so_store_commit (f->store, &db, &error));
  assert_waits (f, id, "here");
  so_test_sql (f->store, "INSERT INTO hub_link (n, url, hub, device, name, epoch, paired_at) VALUES (1, '', '', 'd1', '', '', 1);"
               "INSERT INTO account (id, channel, name, transport, created_at) VALUES ('a', 'whatsapp', 'WhatsApp', 'whatsapp', 1)");
  start (f);
  assert_waits (f, id, "here asks");
  so_test_sql (f->store, "INSERT INTO sync_answer (id, command, answer) SELECT id, 'claim', json_object ('who', l.dev || ' ' || l.run, 'epoch', l.epoch, 'ok', 1, 'asked', 0) FROM draft, sync_link l;"
               "UPDATE draft SET claim = (SELECT dev || ' ' || run FROM sync_link)");
  assert_waits (f, id, "here");
  so_test_sql (f->store, "UPDATE draft SET home = 'd2'");
  assert_waits (f, id, "");
  know (f, &desk);
  assert_waits (f, id, "Front Desk");
  /* Of an account it is asked as well; who is not there any more is not asked for twice. */
  so_test_sql (f->store, "UPDATE account SET home = 'd3'");
  know (f, NULL);
  so_test_sql (f->store, "UPDATE account SET home = 'd2'");
  db = so_store_read (f->store, NULL);
  {
    g_autoptr (SoAccount) account = so_account_find (db, "a", &error);

    g_assert_true (account->elsewhere && so_share_knows_names (db));
    g_assert_cmpstr (account->computer, ==, "Front Desk");
  }
  so_db_release (db);
  so_clock_set_elapsed (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/share/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("columns", test_columns);
  ADD ("tables", test_tables);
  ADD ("state", test_state);
  ADD ("names", test_names);
  ADD ("waits", test_waits);
  ADD ("erased", test_erased);
  ADD ("off", test_off);
  ADD ("captured", test_captured);
  ADD ("kept", test_kept);
  ADD ("stopped", test_stopped);
  ADD ("unknown", test_unknown);
  return g_test_run ();
}
