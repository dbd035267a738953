/* SPDX-License-Identifier: MIT */
#include "so-test-store.h"

#include <string.h>

#include "so-backdate.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-error.h"
#include "so-events.h"
#include "so-leads.h"
#include "so-lost-reason.h"
#include "so-share.h"
#include "so-stage-moves.h"
#include "so-tags.h"
#include "so-tasks.h"

/* The board: who stands where and since when, and what becomes of it. */

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* A person with a conversation; their id. */
static char *
lead (SoTestStore *f, const char *number, const char *name)
{
  g_autofree char *thread = so_test_say (f->store, number, name, "Hello", so_now ());
  g_autofree char *sql = g_strdup_printf ("SELECT contact_id FROM thread WHERE id = '%s'", thread);

  return so_test_text (f->store, sql);
}

static void
move (SoTestStore *f, const char *id, const char *stage, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  g_assert_true (so_undo_begin (db, "Stage changed", NULL));
  so_stage_move (db, id, stage, reason, "owner", &error);
  g_assert_no_error (error);
  g_assert_true (so_undo_end (db, NULL) && so_store_commit (f->store, &db, NULL));
}

static void
undo (SoTestStore *f)
{
  g_autofree char *label = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

  g_assert_true (so_undo_last (db, &label, NULL) && so_store_commit (f->store, &db, NULL));
  g_assert_cmpstr (label, ==, "Stage changed");
}

/* Every column of the person, and the rows that count. */
static char *
state (SoTestStore *f)
{
  return so_test_text (f->store, "SELECT group_concat (json_array (id, name, sort, stage, lost_reason, temperature, score, notes, source, created_at, updated_at, deleted_at, root,"
                       " stage_at, last_at, last_inbound_at) || (SELECT count(*) || coalesce (group_concat (id), '') FROM stage_move WHERE contact_id = contact.id"
                       " AND deleted_at IS NULL)) FROM contact");
}

/* The past of a demonstration: since when somebody is known, and is where they stand. */
static void
test_backdate (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = lead (f, "+491511", "Ana"), *times = NULL, *task = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  move (f, ana, "CONTACTED", NULL);
  move (f, ana, "QUALIFIED", NULL);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_backdate_contact (db, ana, 10 * DAY, &error));
  g_assert_true (so_backdate_contact (db, ana, 11 * DAY, &error));   /* later than it is known: nothing */
  g_assert_true (so_backdate_move (db, ana, 12 * DAY, &error));
  task = so_task_add (db, "Call", ana, NULL, NULL, 0, &error);
  g_assert_true (so_backdate_task (db, task, 13 * DAY, 14 * DAY, &error));
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, NULL));
  times = so_test_text (f->store, "SELECT json_array (created_at / 86400000, stage_at / 86400000, (SELECT sum (created_at = 12 * 86400000) FROM stage_move),"
                        " (SELECT created_at / 86400000 FROM task), (SELECT done_at FROM task)) FROM contact");
  g_assert_cmpstr (times, ==, "[10,12,1,13,0]");
}

static void
test_move (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = lead (f, "+491511", "Ana"), *first = NULL, *second = NULL, *back = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (SoLead) card = NULL;
  const SoStageMove *newest;

  first = state (f);
  move (f, ana, "QUALIFIED", "ignored");
  second = state (f);
  move (f, ana, "LOST", " price ");
  db = so_store_read (f->store, NULL);
  moves = so_stage_moves (db, ana, NULL);
  card = so_lead_find (db, ana, NULL);
  g_assert_cmpuint (moves->len, ==, 2);
  newest = moves->pdata[0];
  g_assert_cmpint (newest->from, ==, SO_STAGE_QUALIFIED);
  g_assert_cmpint (newest->to, ==, SO_STAGE_LOST);
  g_assert_cmpstr (newest->reason, ==, "price");
  g_assert_null (((SoStageMove *) moves->pdata[1])->reason);
  g_assert_cmpstr (card->lost_reason, ==, "price");
  g_assert_cmpint (card->stage_at, ==, newest->at);
  g_clear_pointer (&db, so_db_release);
  undo (f);
  back = state (f);
  g_assert_cmpstr (back, ==, second);
  undo (f);
  g_free (back);
  back = state (f);
  g_assert_cmpstr (back, ==, first);
}

static void
test_refused (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = lead (f, "+491511", "Ana"), *before = state (f), *after = NULL, *longest = g_strnfill (201, 'x');
  const struct { const char *id, *stage, *reason; } rows[] = {
    { ana, "LOST", NULL }, { ana, "LOST", "  " }, { ana, "WON", NULL }, { ana, NULL, NULL }, { ana, "lost", "price" }, { ana, "LOST", longest }, { "nobody", "NEW", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);

      g_assert_false (so_stage_move (db, rows[i].id, rows[i].stage, rows[i].reason, "owner", &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
    }
  move (f, ana, "NEW", NULL);   /* where they are already */
  after = state (f);
  g_assert_cmpstr (after, ==, before);
}

/* What another computer says of somebody: since when they are there follows from the rows, whichever comes first. */
static void
test_settled (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = lead (f, "+491511", "Ana"), *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  gboolean more = TRUE;

  sql = g_strdup_printf ("INSERT INTO stage_move (id, contact_id, from_stage, to_stage, actor, created_at) VALUES ('m1', '%s', 'NEW', 'CONTACTED', 'owner', 1000),"
                         " ('m2', '%s', 'CONTACTED', 'QUALIFIED', 'owner', 2000); UPDATE contact SET stage = 'CONTACTED';"
                         "INSERT OR IGNORE INTO sync_touched (kind, id) VALUES ('stage_move', 'm1')", ana, ana);
  so_test_sql (f->store, sql);
  db = so_store_begin (f->store, NULL, NULL);
  while (more)
    g_assert_true (so_share_settle (db, 10, &more, &error));
  g_assert_true (so_store_commit (f->store, &db, NULL));
  g_assert_cmpint (so_test_int (f->store, "SELECT stage_at FROM contact"), ==, 1000);
  so_test_sql (f->store, "UPDATE contact SET stage = 'QUALIFIED'; INSERT OR IGNORE INTO sync_touched (kind, id) SELECT 'contact', id FROM contact");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_share_settle (db, 10, &more, &error) && so_store_commit (f->store, &db, NULL));
  g_assert_cmpint (so_test_int (f->store, "SELECT stage_at FROM contact"), ==, 2000);
}

static guint
count (SoTestStore *f, SoStage stage, SoLeadFilter filter)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GArray) numbers = so_lead_numbers (db, stage, &filter, 0, NULL);
  guint counts[SO_N_STAGES];

  g_assert_true (so_lead_counts (db, &filter, counts, NULL));
  g_assert_cmpuint (counts[stage], ==, numbers->len);
  return numbers->len;
}

static void
test_columns (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = lead (f, "+491511", "Ana López"), *bo = lead (f, "+491512", "Bo Berg"), *cy = lead (f, "+491513", "Cy"), *sql = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (SoLead) card = NULL;

  move (f, bo, "CONTACTED", NULL);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_set_score (db, ana, 30, NULL) && so_contact_set_score (db, cy, 85, NULL) && so_tag_set (db, "contact", ana, "kids", TRUE, NULL));
  g_free (so_task_add (db, "Call her", ana, NULL, NULL, 5000, NULL));
  g_free (so_task_add (db, "Later", ana, NULL, NULL, 0, NULL));
  g_assert_true (so_store_commit (f->store, &db, NULL));
  sql = g_strdup_printf ("UPDATE contact SET stage_at = %" G_GINT64_FORMAT " WHERE id = '%s'", so_now () - 9 * DAY, cy);
  so_test_sql (f->store, sql);
  db = so_store_read (f->store, NULL);
  numbers = so_lead_numbers (db, SO_STAGE_NEW, NULL, 1, NULL);
  g_assert_cmpuint (numbers->len, ==, 1);
  card = so_lead_load (db, g_array_index (numbers, gint64, 0), NULL);
  g_assert_cmpstr (card->id, ==, cy);
  g_assert_cmpuint (so_lead_days (card, so_now ()), ==, 9);
  so_lead_free (g_steal_pointer (&card));
  card = so_lead_find (db, ana, NULL);
  g_assert_cmpstr (card->task, ==, "Call her");
  g_assert_cmpint (card->task_due_at, ==, 5000);
  g_assert_cmpstr (card->snippet, ==, "Hello");
  g_assert_cmpuint (card->unread, ==, 1);
  g_clear_pointer (&db, so_db_release);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { 0 }), ==, 2);
  g_assert_cmpuint (count (f, SO_STAGE_CONTACTED, (SoLeadFilter) { 0 }), ==, 1);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { .text = "lopez" }), ==, 1);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { .text = "berg" }), ==, 0);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { .tag = "kids" }), ==, 1);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { .temperature = "HOT" }), ==, 1);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { .source = "sms" }), ==, 0);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { .source = "whatsapp" }), ==, 2);
  g_assert_cmpuint (count (f, SO_STAGE_NEW, (SoLeadFilter) { .before = so_now () - 7 * DAY }), ==, 1);
}

static void
test_stats (SoTestStore *f, gconstpointer data)
{
  g_autofree char *ana = lead (f, "+491511", "Ana"), *bo = lead (f, "+491512", "Bo"), *cy = lead (f, "+491513", "Cy"), *dee = lead (f, "+491514", "Dee");
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) stats = NULL;
  guint lost[SO_N_LOST_REASONS + 1];
  const SoSourceStat *one;

  move (f, ana, "LOST", "price");
  move (f, ana, "LOST", "times");             /* it was that after all */
  move (f, bo, "LOST", "moved to Lisbon");
  move (f, cy, "LOST", "price");
  move (f, cy, "CONVERTED", NULL);            /* came back */
  so_test_sql (f->store, "UPDATE stage_move SET created_at = 5000");          /* a quick machine moves them within one millisecond */
  db = so_store_read (f->store, NULL);
  g_assert_true (so_lead_lost (db, 0, G_MAXINT64, lost, NULL));
  g_assert_cmpuint (lost[0], ==, 0);
  g_assert_cmpuint (lost[1], ==, 1);
  g_assert_cmpuint (lost[SO_N_LOST_REASONS], ==, 1);
  g_assert_true (so_lead_lost (db, 0, 1000, lost, NULL));
  g_assert_cmpuint (lost[1], ==, 0);
  stats = so_lead_conversion (db, 0, G_MAXINT64, NULL);
  g_assert_cmpuint (stats->len, ==, 1);
  one = stats->pdata[0];
  g_assert_cmpstr (one->source, ==, "whatsapp");
  g_assert_cmpuint (one->came, ==, 4);
  g_assert_cmpuint (one->converted, ==, 1);
  g_assert_cmpuint (one->lost, ==, 2);
}

static void
test_ageing (void)
{
  g_assert_cmpint (so_stage_ageing (SO_STAGE_NEW, 1), ==, SO_AGEING_FRESH);
  g_assert_cmpint (so_stage_ageing (SO_STAGE_NEW, 2), ==, SO_AGEING_AGEING);
  g_assert_cmpint (so_stage_ageing (SO_STAGE_QUALIFIED, 21), ==, SO_AGEING_OLD);
  g_assert_cmpint (so_stage_ageing (SO_STAGE_CONVERTED, 999), ==, SO_AGEING_FRESH);
  g_assert_cmpint (so_stage_ageing (SO_STAGE_LOST, 999), ==, SO_AGEING_FRESH);
}

#define ADD(path, f) g_test_add ("/store/leads/" path, SoTestStore, NULL, so_test_store_set_up, f, so_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("move", test_move);
  ADD ("refused", test_refused);
  ADD ("settled", test_settled);
  ADD ("columns", test_columns);
  ADD ("stats", test_stats);
  ADD ("backdate", test_backdate);
  g_test_add_func ("/store/leads/ageing", test_ageing);
  return g_test_run ();
}
