/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-clock.h"
#include "so-db.h"
#include "so-decision-log.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"

#define NOW G_GINT64_CONSTANT (1763722167000)
#define MANY 10000

static void
set_up (SoTestStore *f, gconstpointer data)
{
  so_clock_set (NOW);
  so_test_store_set_up (f, data);
}

static void
tear_down (SoTestStore *f, gconstpointer data)
{
  so_test_store_tear_down (f, data);
  so_clock_set (0);
}

static char *
add (SoDb *db, const char *thread, const char *text, const char *origin)
{
  char *id = so_draft_add (db, &(SoDraftNew) { .thread_id = thread, .text = text, .origin = origin }, NULL);

  g_assert_nonnull (id);
  return id;
}

static void
approve (SoDb *db, const char *id, const SoApprovalNote *note)
{
  g_autoptr (GError) error = NULL;

  so_draft_approve (db, id, note, so_now () + 5000, &error);
  g_assert_no_error (error);
}

static void
step (SoDb *db, const char *id, SoDraftEvent event, const char *reason)
{
  g_autoptr (GError) error = NULL;

  so_draft_step (db, id, event, reason, NULL, &error);
  g_assert_no_error (error);
}

static const SoApprovalNote by_key = { .method = "key", .visible_ms = 1830, .warnings = "duplicate language" };
static const SoApprovalNote by_batch = { .method = "batch" };
static const SoApprovalNote by_rule = { .approver = "standing", .method = "rule", .standing_id = "s", .standing_version = 3 };
static const SoApprovalNote by_staff = { .approver = "Mia", .method = "key" };

/* The texts of the rows of a filter, newest first: "b a". */
static char *
texts_of (SoDb *db, const SoLogFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = so_log_numbers (db, filter, 0, 0, &error);
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (SoLogEntry) entry = so_log_load (db, g_array_index (numbers, gint64, i), &error);

      g_assert_no_error (error);
      g_string_append_printf (all, "%s%s", i ? " " : "", entry->text);
    }
  return g_strdup (all->str);
}

static void
assert_texts (SoDb *db, const SoLogFilter *filter, const char *expected)
{
  g_autofree char *texts = texts_of (db, filter);

  g_assert_cmpstr (texts, ==, expected);
}

/* What nobody decided about is not in it; what was, is, with all that is known of it. */
static void
test_entry (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "Fee?", NOW - 5), *id = NULL, *own = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (SoLogEntry) entry = NULL, hand = NULL;
  g_autoptr (GError) error = NULL;

  id = add (db, thread, "Ten euros", "knowledge");
  assert_texts (db, NULL, "");
  g_assert_null (so_log_find (db, id, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  so_clock_set (NOW + 1000);
  g_assert_true (so_draft_set_text (db, id, "12 euros", NULL));
  g_assert_true (so_db_run (db, NULL, "UPDATE draft SET edit_distance = 3 WHERE id = ?", "t", id));
  approve (db, id, &by_key);
  so_clock_set (NOW + 9000);
  step (db, id, SO_DRAFT_EVENT_HOLD, "offline");
  entry = so_log_find (db, id, NULL);
  g_assert_cmpstr (entry->contact_name, ==, "Anna");
  g_assert_cmpstr (entry->channel, ==, "whatsapp");
  g_assert_cmpint (entry->state, ==, SO_DRAFT_HELD);
  g_assert_cmpint (entry->decided_at, ==, NOW + 1000);
  g_assert_cmpint (entry->by, ==, SO_LOG_BY_OWNER);
  g_assert_cmpstr (entry->method, ==, "key");
  g_assert_cmpstr (entry->text, ==, "12 euros");
  g_assert_cmpstr (entry->proposed, ==, "Ten euros");
  g_assert_true (entry->edited);
  g_assert_cmpint (entry->edit_distance, ==, 3);
  g_assert_cmpstr (entry->warnings, ==, "duplicate language");
  g_assert_cmpstr (entry->reason, ==, "offline");
  g_assert_cmpint (entry->visible_ms, ==, 1830);
  g_assert_cmpint (entry->sent_at, ==, 0);
  own = add (db, thread, "By hand", "owner");
  approve (db, own, &by_batch);
  hand = so_log_find (db, own, NULL);
  g_assert_null (hand->proposed);
  g_assert_false (hand->edited);
  g_assert_cmpint (hand->edit_distance, ==, -1);
}

/* Every outcome, as it is named, and how it gets there and away again. */
static void
test_outcomes (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "Fee?", NOW - 5), *label = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *discarded = add (db, thread, "discarded", "knowledge"), *superseded = add (db, thread, "superseded", "knowledge");
  g_autofree char *expired = add (db, thread, "expired", "knowledge"), *elsewhere = add (db, thread, "elsewhere", "knowledge");
  g_autofree char *recalled = add (db, thread, "recalled", "knowledge"), *queued = add (db, thread, "queued", "knowledge");
  g_autofree char *open = add (db, thread, "open", "knowledge");

  so_clock_set (NOW + 1);
  approve (db, recalled, &by_key);
  so_clock_set (NOW + 2);
  step (db, recalled, SO_DRAFT_EVENT_UNDO, NULL);
  step (db, superseded, SO_DRAFT_EVENT_SUPERSEDE, "new_inbound");
  so_clock_set (NOW + 3);
  step (db, expired, SO_DRAFT_EVENT_EXPIRE, "too_old");
  so_clock_set (NOW + 4);
  step (db, elsewhere, SO_DRAFT_EVENT_ANSWERED, NULL);
  so_clock_set (NOW + 5);
  approve (db, queued, &by_rule);
  so_clock_set (NOW + 6);
  g_assert_true (so_undo_begin (db, "Discarded", NULL));
  step (db, discarded, SO_DRAFT_EVENT_DISCARD, "wrong_tone");
  g_assert_true (so_undo_end (db, NULL));
  assert_texts (db, NULL, "discarded queued elsewhere expired superseded recalled");
  /* What is taken back was not decided. */
  g_assert_true (so_undo_last (db, &label, NULL));
  assert_texts (db, NULL, "queued elsewhere expired superseded recalled");
  so_clock_set (NOW + 7);
  approve (db, recalled, &by_key);
  assert_texts (db, NULL, "recalled queued elsewhere expired superseded");
  (void) open;
}

static const struct {
  const char *nick;
  const char *texts;
} groups[] = {
  { "recalled", "e" }, { "sent", "h" }, { "waiting", "g f" }, { "trouble", "i" }, { "approved", "i h g f" }, { "lapsed", "d c b" },
  { "discarded", "a" }, { "queued", "f" }, { "held", "g" }, { "accepted", "h" }, { "failed", "i" }, { "superseded", "b" },
  { "expired", "c" }, { "answered_elsewhere", "d" }, { "scheduled", "" }, { "unknown", "" },
};

static const struct {
  const char *nick;
  const char *texts;
} deciders[] = { { "anyone", "i h g f e d c b a" }, { "owner", "f e a" }, { "staff", "h g" }, { "rule", "i" }, { "nobody", "d c b" } };

/* One row of each, a to i, a second apart. */
static void
fill (SoTestStore *f, SoDb *db, const char *anna, const char *berta)
{
  static const struct { const char *state; const SoApprovalNote *note; } rows[] = {
    { "discarded", NULL }, { "superseded", NULL }, { "expired", NULL }, { "answered_elsewhere", NULL }, { "edited", &by_rule },
    { "queued", &by_key }, { "held", &by_staff }, { "accepted", &by_staff }, { "failed", &by_rule },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char text[] = { (char) ('a' + i), 0 };
      g_autofree char *id = add (db, i % 2 ? berta : anna, text, "knowledge");

      so_clock_set (NOW + i * 1000);
      if (rows[i].note)
        approve (db, id, rows[i].note);
      g_assert_true (so_db_run (db, NULL, "UPDATE draft SET state = ?, updated_at = ? WHERE id = ?", "tit", rows[i].state, so_now (), id));
    }
}

static void
test_filters (SoTestStore *f, gconstpointer data)
{
  g_autofree char *anna = so_test_say (f->store, "+49151234567", "Anna", "?", NOW - 5), *berta = so_test_say (f->store, "+49151999999", "Berta", "?", NOW - 5);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *person = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", berta);
  SoLogFilter filter = { 0 };
  guint states = 0;

  fill (f, db, anna, berta);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_test_message ("%s", groups[i].nick);
      filter = (SoLogFilter) { 0 };
      g_assert_true (so_log_outcome_parse (groups[i].nick, &filter.states));
      assert_texts (db, &filter, groups[i].texts);
    }
  for (guint i = 0; i < G_N_ELEMENTS (deciders); i++)
    {
      g_test_message ("%s", deciders[i].nick);
      filter = (SoLogFilter) { 0 };
      g_assert_true (so_log_by_parse (deciders[i].nick, &filter.by));
      assert_texts (db, &filter, deciders[i].texts);
    }
  assert_texts (db, &(SoLogFilter) { .contact_id = person }, "h f d b");
  assert_texts (db, &(SoLogFilter) { .contact_id = "nobody" }, "");
  assert_texts (db, &(SoLogFilter) { .from = NOW + 7000 }, "i h");
  assert_texts (db, &(SoLogFilter) { .to = NOW + 1000 }, "a");
  assert_texts (db, &(SoLogFilter) { .from = NOW + 2000, .to = NOW + 4000 }, "d c");
  assert_texts (db, &(SoLogFilter) { .from = NOW + 4000, .to = NOW + 2000 }, "");
  assert_texts (db, &(SoLogFilter) { .contact_id = person, .from = NOW + 2000, .by = SO_LOG_BY_STAFF, .text = "H" }, "h");
  g_assert_false (so_log_outcome_parse ("edited", &states));
  g_assert_false (so_log_outcome_parse ("nonsense", &states));
  g_assert_false (so_log_outcome_parse (NULL, &states));
}

/* Who the row says it was is who the filter finds. */
static void
test_deciders_agree (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "?", NOW - 5);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  guint seen = 0;

  fill (f, db, thread, thread);
  for (SoLogBy by = SO_LOG_BY_OWNER; by < SO_N_LOG_BY; by++)
    {
      g_autoptr (GArray) numbers = so_log_numbers (db, &(SoLogFilter) { .by = by }, 0, 0, NULL);

      for (guint i = 0; i < numbers->len; i++, seen++)
        {
          g_autoptr (SoLogEntry) entry = so_log_load (db, g_array_index (numbers, gint64, i), NULL);
          g_assert_cmpint (entry->by, ==, by);
        }
    }
  g_assert_cmpuint (seen, ==, 9);
}

static void
test_search (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Zoë Müller", "?", NOW - 5);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *one = add (db, thread, "Die Probestunde ist FÜR Anfänger", "knowledge"), *two = add (db, thread, "100%_sure", "knowledge");
  static const struct { const char *text; guint n; } queries[] = {
    { "probe", 1 }, { "für", 1 }, { "FUR anfanger", 1 }, { "anfänger die", 1 }, { "zoe", 2 }, { "MÜLLER sure", 1 }, { "%", 1 }, { "_", 1 },
    { "salsa", 0 }, { "die salsa", 0 }, { "", 2 }, { "   ", 2 }, { "' OR 1", 0 },
  };

  approve (db, one, &by_key);
  approve (db, two, &by_key);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GArray) numbers = so_log_numbers (db, &(SoLogFilter) { .text = queries[i].text }, 0, 0, NULL);

      g_test_message ("“%s”", queries[i].text);
      g_assert_cmpuint (numbers->len, ==, queries[i].n);
    }
}

/* MANY decisions, a hundred in each millisecond. */
static void
add_many (SoTestStore *f)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "?", NOW - 5);
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < %d) INSERT INTO draft (id, thread_id, contact_id, state, text, origin,"
    " created_at, updated_at) SELECT printf ('d%%06d', i), '%s', (SELECT contact_id FROM thread), 'proposed', printf ('Answer %%d', i), 'knowledge', i, i FROM i;"
    "UPDATE draft SET state = CASE n %% 3 WHEN 0 THEN 'discarded' ELSE 'superseded' END, updated_at = %" G_GINT64_FORMAT " + (n * 7919 %% %d) / 100;",
    MANY, thread, NOW, MANY);

  so_test_sql (f->store, sql);
}

/* Pages of any size give every row once, in order, also where many were decided in one moment and others come meanwhile. */
static void
test_pages (SoTestStore *f, gconstpointer data)
{
  static const guint sizes[] = { 97, 100, 3333 };

  add_many (f);
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
      gint64 after = 0, at = G_MAXINT64;
      guint pages = 0;

      for (;; pages++)
        {
          g_autoptr (SoDb) db = so_store_read (f->store, NULL);
          g_autoptr (GArray) numbers = so_log_numbers (db, NULL, after, sizes[k], NULL);

          for (guint i = 0; i < numbers->len; i++)
            {
              gint64 n = g_array_index (numbers, gint64, i), then = so_db_int (db, -1, "SELECT decided_at FROM draft WHERE n = ?", "i", n);

              g_assert_true (g_hash_table_add (seen, GINT_TO_POINTER ((int) n)));
              g_assert_true (then < at || (then == at && n < after));
              at = then, after = n;
            }
          if (numbers->len < sizes[k])
            break;
        }
      g_assert_cmpuint (g_hash_table_size (seen), ==, MANY);
      g_assert_cmpuint (pages, ==, MANY / sizes[k]);
    }
}

static void
test_pages_meet_news (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GArray) first = NULL, second = NULL, all = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  add_many (f);
  db = so_store_begin (f->store, NULL, NULL);
  all = so_log_numbers (db, NULL, 0, 20, NULL);
  first = so_log_numbers (db, NULL, 0, 10, NULL);
  g_assert_true (so_db_run (db, NULL, "UPDATE draft SET updated_at = ? WHERE n = 1", "i", NOW + 1000000));
  second = so_log_numbers (db, NULL, g_array_index (first, gint64, 9), 10, NULL);
  g_assert_cmpmem (second->data, 10 * sizeof (gint64), &g_array_index (all, gint64, 10), 10 * sizeof (gint64));
  g_assert_null (so_log_numbers (db, NULL, 999999, 10, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
}

/* Newest first is read from an index, not sorted. */
static void
test_plan (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autofree char *plan = NULL;
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "EXPLAIN QUERY PLAN SELECT d.n FROM draft d WHERE d.decided_at IS NOT NULL AND d.deleted_at IS NULL"
                                        " AND d.decided_at >= 1 AND (d.decided_at, d.n) < (9, 9) AND +d.state IN ('held') ORDER BY d.decided_at DESC, d.n DESC", "");

  g_assert_true (so_stmt_next (row, NULL));
  plan = so_stmt_dup (row, 3);
  g_assert_nonnull (strstr (plan, "COVERING INDEX draft_by_decision"));
  g_assert_false (so_stmt_next (row, NULL));     /* no temporary B-tree */
}

/* What is erased with a person is gone from the log. */
static void
test_gone (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "?", NOW - 5);
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autofree char *id = add (db, thread, "a", "knowledge");

  approve (db, id, &by_key);
  assert_texts (db, NULL, "a");
  g_assert_true (so_db_run (db, NULL, "UPDATE draft SET deleted_at = 1", ""));
  assert_texts (db, NULL, "");
}

static void
test_times (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, "+49151234567", "Anna", "Fee?", NOW - 5), *attempt = NULL, *id = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  g_autoptr (GPtrArray) times = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (SoDraft) claimed = NULL;

  id = add (db, thread, "Ten", "knowledge");
  so_clock_set (NOW + 1000);
  approve (db, id, &by_key);
  g_assert_true (so_event_log (db, "owner", "draft.approved", "draft", id, NULL, NULL));
  step (db, id, SO_DRAFT_EVENT_UNDO, NULL);
  g_assert_true (so_event_log (db, "owner", "draft.recalled", "draft", id, NULL, NULL));
  so_clock_set (NOW + 2000);
  approve (db, id, &by_key);
  so_clock_set (NOW + 8000);
  claimed = so_draft_claim (db, so_now (), NULL, &attempt, NULL);
  g_assert_nonnull (claimed);
  so_clock_set (NOW + 9000);
  g_assert_true (so_draft_finish (db, id, attempt, SO_DRAFT_EVENT_ACCEPTED, "wamid.7", NULL, NULL, NULL));
  times = so_log_times (db, id, NULL);
  for (guint i = 0; i < times->len; i++)
    {
      const SoLogTime *time = g_ptr_array_index (times, i);
      g_string_append_printf (all, "%d %s, ", (int) ((time->at - NOW) / 1000), time->what);
    }
  g_assert_cmpstr (all->str, ==, "0 proposed, 1 approved, 1 recalled, 2 approved, 8 sending, 9 accepted, ");
  g_assert_cmpstr (((SoLogTime *) g_ptr_array_index (times, 1))->by, ==, "owner");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store/decision-log/" name, SoTestStore, NULL, set_up, function, tear_down)
  ADD ("entry", test_entry);
  ADD ("outcomes", test_outcomes);
  ADD ("filters", test_filters);
  ADD ("deciders-agree", test_deciders_agree);
  ADD ("search", test_search);
  ADD ("pages", test_pages);
  ADD ("pages-meet-news", test_pages_meet_news);
  ADD ("plan", test_plan);
  ADD ("gone", test_gone);
  ADD ("times", test_times);
  return g_test_run ();
}
