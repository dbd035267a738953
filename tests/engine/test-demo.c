/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "so-calls.h"
#include "so-care.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-day.h"
#include "so-db.h"
#include "so-demo-private.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-list-verbs.h"
#include "so-media-read.h"
#include "so-never-auto.h"
#include "so-outbox.h"
#include "so-outlet.h"
#include "so-price.h"
#include "so-schedule-check.h"
#include "so-schedules.h"
#include "so-settings.h"
#include "so-test-studio.h"
#include "so-threads.h"
#include "so-transcripts.h"

/* Each demo takes twenty times as long under the sanitizers, and the kinds differ by their data. */
#ifdef __SANITIZE_ADDRESS__
#define SEEDS 1
#define KINDS_FILLED 1
#else
#define SEEDS 5
#define KINDS_FILLED G_MAXUINT
#endif

/* An empty studio that nobody has set up. */
static SoStudio *
new_studio (const char *name, SoTestStudio *near)
{
  g_autofree char *folder = g_build_filename (near->folder, name, NULL);
  SoStudio *studio = so_studio_open (folder, NULL);

  g_assert_nonnull (studio);
  return studio;
}

static void
test_expand (void)
{
  static const struct { const char *text, *expanded; } rows[] = {
    { "Hi {first}!", "Hi Ana!" }, { "{first}{first}", "AnaAna" }, { "{unknown}", "{unknown}" }, { "{first", "{first" },
    { "}{", "}{" }, { "", "" }, { "é {first} ü", "é Ana ü" }, { "{}", "{}" },
  };
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (words, (gpointer) "first", (gpointer) "Ana");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *expanded = so_demo_expand (rows[i].text, words);
      g_assert_cmpstr (expanded, ==, rows[i].expanded);
    }
}

static void
assert_starts (SoDemoFile *file, const char *magic, gsize length, const char *mime)
{
  gsize size;
  const char *data = g_bytes_get_data (file->bytes, &size);

  g_assert_cmpuint (size, >, length);
  g_assert_cmpuint (size, <, 200000);
  g_assert_cmpmem (data, length, magic, length);
  g_assert_cmpstr (file->mime, ==, mime);
  so_demo_file_free (file);
}

static void
test_files (void)
{
  SoDemoFile *one = so_demo_file_image (7), *two = so_demo_file_image (7), *other = so_demo_file_image (8);

  g_assert_true (g_bytes_equal (one->bytes, two->bytes));
  g_assert_false (g_bytes_equal (one->bytes, other->bytes));
  assert_starts (one, "\211PNG\r\n\032\n\0\0\0\rIHDR", 16, "image/png");
  so_demo_file_free (two);
  so_demo_file_free (other);
  assert_starts (so_demo_file_voice (3, 5), "RIFF", 4, "audio/x-wav");
  assert_starts (so_demo_file_document ("Preise (neu).pdf"), "%PDF-1.4\n", 9, "application/pdf");
}

static GTimeZone *
load_plan (SoDemoPlan **plan, const char *kind, guint seed, JsonNode **profile)
{
  g_autoptr (GError) error = NULL;
  GTimeZone *zone;

  *profile = so_demo_load (kind, &error);
  g_assert_no_error (error);
  zone = g_time_zone_new_identifier (so_json_string (so_json_object (so_json_root (*profile), "studio"), "zone"));
  *plan = so_demo_plan_new (json_node_get_object (*profile), 8, seed, SO_TEST_NOW, zone);
  so_demo_add_people (*plan);
  so_demo_add_talks (*plan);
  return zone;
}

static void
assert_message (const SoDemoMessage *message, gint64 before)
{
  g_autofree char *text = so_incoming_dup_text (message->incoming);

  g_assert_cmpint (message->incoming->sent_at, >=, before);
  g_assert_cmpint (message->incoming->sent_at, <, SO_TEST_NOW);
  g_assert_cmpint (message->incoming->sent_at, >, SO_TEST_NOW - G_GINT64_CONSTANT (9) * 7 * 24 * 3600 * 1000);
  g_assert_null (strchr (text, '{'));
  g_assert_true (*text || message->file);
  g_assert_nonnull (message->incoming->thread_key);
}

/* Of these nobody has any: kept free for films by the Bundesnetzagentur and by Ofcom. */
static void
assert_nobody (const SoDemoPerson *person)
{
  static const char *const numbers[] = { "+49 30 23125 ", "+49 40 66969 ", "+49 69 90009 ", "+49 89 99998 ", "+49 221 4710 ", "+44 20 7946 0", "+44 161 496 0" };
  gboolean free_number = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    free_number |= g_str_has_prefix (person->phone, numbers[i]) && strlen (person->phone) == strlen (numbers[i]) + 3;
  g_assert_true (free_number);
  g_assert_nonnull (strstr (person->email, "@example."));
}

/* Nothing is said in the future, or before its time; no word is left open; all reach nobody real. */
static void
check_plan (const char *kind, guint seed)
{
  g_autoptr (SoDemoPlan) plan = NULL;
  g_autoptr (JsonNode) profile = NULL;
  g_autoptr (GTimeZone) zone = load_plan (&plan, kind, seed, &profile);
  gint64 before = 0;

  g_test_message ("%s %u", kind, seed);
  g_assert_cmpuint (plan->messages->len, >, 1000);
  g_assert_cmpuint (plan->messages->len, <, 1800);
  for (guint i = 0; i < plan->messages->len; i++)
    {
      assert_message (plan->messages->pdata[i], before);
      before = ((SoDemoMessage *) plan->messages->pdata[i])->incoming->sent_at;
    }
  for (guint i = 0; i < plan->people->len; i++)
    assert_nobody (plan->people->pdata[i]);
}

/* Of a hundred answers, so many are written while it is open. A dance studio's are as they always were. */
static void
check_answers (const char *kind, guint least)
{
  g_autoptr (SoDemoPlan) plan = NULL;
  g_autoptr (JsonNode) profile = NULL;
  g_autoptr (GTimeZone) zone = load_plan (&plan, kind, 1, &profile);
  guint answers = 0, open = 0;

  for (guint i = 0; plan->hours && i < plan->messages->len; i++)
    {
      const SoIncoming *incoming = ((SoDemoMessage *) plan->messages->pdata[i])->incoming;

      answers += incoming->outbound;
      open += incoming->outbound && so_hours_is_open (plan->hours, incoming->sent_at);
    }
  g_test_message ("%s: %u of %u", kind, open, answers);
  g_assert_true ((answers > 0) == (least > 0));
  g_assert_cmpuint (100 * open, >=, least * answers);
}

static void
test_answers (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  const char *const *kinds = so_profile_kinds ();

  for (guint i = 0; kinds[i]; i++)
    check_answers (kinds[i], strcmp (kinds[i], "dance") ? 65 : 0);
}

static void
test_plan (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();   /* registers the resources */
  const char *const *kinds = so_profile_kinds ();

  for (guint seed = 1; seed <= SEEDS; seed++)
    for (guint i = 0; kinds[i]; i++)
      check_plan (kinds[i], seed);
}

static guint
count_split (SoDb *db, SoSplit split)
{
  SoThreadFilter filter = { split, -1, NULL };

  return so_thread_count (db, &filter);
}

/* Its recordings are some that the player reads. */
static void
assert_heard (SoStudio *studio, SoDb *db)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "..", "src", "media", "studio-os-media", NULL);
  g_auto (GStrv) sounds = so_db_texts (db, NULL, "SELECT p.sha256 FROM recording r JOIN part p ON p.id = r.part_id", "");

  g_assert_cmpuint (g_strv_length (sounds), ==, 2);
  for (guint i = 0; sounds[i]; i++)
    {
      g_autofree char *path = so_store_file_path (so_studio_get_store (studio), sounds[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SoSound) sound = NULL;
      int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

      sound = so_media_read (program, fd, SO_MEDIA_GRACE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (sound->verdict, ==, SO_VERDICT_WHOLE);
      g_close (fd, NULL);
    }
}

static void
test_fill (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoStudio) studio = new_studio ("demo", test);
  g_autoptr (SoProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoCareReport) report = NULL;
  SoDemoCounts counts;
  guint sent = 0;

  g_assert_true (so_demo_fill (studio, "dance", 8, 1, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.contacts, >=, 115);
  g_assert_cmpuint (counts.threads, >=, 150);
  g_assert_cmpuint (counts.drafts, >=, 12);
  g_assert_cmpuint (counts.knowledge, >=, 25);
  profile = so_studio_dup_profile (studio);
  g_assert_true (profile->demo);
  g_assert_true (so_studio_is_demo (studio));
  db = so_store_read (so_studio_get_store (studio), NULL);
  g_assert_cmpuint (count_split (db, SO_SPLIT_TO_APPROVE), >=, 12);
  g_assert_cmpuint (count_split (db, SO_SPLIT_URGENT), >=, 2);
  g_assert_cmpuint (count_split (db, SO_SPLIT_HOT), >=, 2);
  g_assert_cmpuint (count_split (db, SO_SPLIT_SPAM), ==, 3);
  {
    g_autoptr (GPtrArray) week = so_schedule_week (db, so_day_of (so_now (), NULL, NULL), &error);
    guint booked = 0;

    /* A week that is as it should be: but for who comes, nothing is wrong in it. */
    g_assert_no_error (error);
    g_assert_cmpuint (week->len, ==, 10);
    for (guint i = 0; i < week->len; i++)
      {
        const SoSession *session = week->pdata[i];

        booked += (guint) session->booked;
        g_assert_cmpint (session->booked, <=, session->most);
        for (guint k = 0; k < session->problems->len; k++)
          g_assert_cmpint (((SoProblem *) session->problems->pdata[k])->kind, ==, SO_PROBLEM_TOO_FEW);
      }
    g_assert_cmpuint (booked, >, 40);
  }
  {
    SoCallFilter filter = { .state = -1 };
    SoCallMetrics metrics;
    g_autoptr (GPtrArray) calls = so_call_list (db, &filter, 0, &error);
    guint words = 0;

    /* Of every kind, with what was said and what that comes to; two can be heard. */
    g_assert_true (so_call_count (db, &filter, &metrics, &error));
    g_assert_cmpuint (metrics.total, ==, 13);
    g_assert_true (metrics.answered && metrics.by_assistant && metrics.voicemail == 2 && metrics.missed == 3 && metrics.after_hours && metrics.anonymous == 1 && metrics.reached == 2 && metrics.escalated == 1);
    for (guint i = 0; i < calls->len; i++)
      {
        g_autoptr (SoTranscript) transcript = so_transcript_find (db, ((SoCall *) calls->pdata[i])->message_id, &error);
        words += transcript != NULL;
      }
    g_assert_cmpuint (words, ==, 4);
    g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM recording r JOIN part p ON p.id = r.part_id WHERE p.sha256 IS NOT NULL AND p.remote IS NULL", ""), ==, 2);
  }
  assert_heard (studio, db);
  g_clear_pointer (&db, so_db_release);
  report = so_care_check (so_studio_get_store (studio), NULL, NULL);
  g_assert_true (report->ok);
  /* Nothing of it is on its way out. */
  g_assert_true (so_outbox_dispatch (studio, &sent, NULL, NULL));
  g_assert_cmpuint (sent, ==, 0);
}

/* Every kind ------------------------------------------------------------------------------------------- */

static gint64
count (SoDb *db, const char *query, const char *word)
{
  return so_db_int (db, -1, query, "t", word);
}

/* Those that a week of it would have. */
static void
assert_booked (SoDb *db)
{
  static const char *const states[] = { "booked", "attended", "late", "no-show", "cancelled", "late-cancelled" };
  static const char *const trials[] = { "booked", "attended" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) week = so_schedule_week (db, so_day_of (so_now (), NULL, NULL), &error);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpint (count (db, "SELECT count(*) FROM booking WHERE state = ?", states[i]), >=, 5);
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    g_assert_cmpint (count (db, "SELECT count(*) FROM trial WHERE state = ?", trials[i]), >=, 2);
  /* Nobody is where they cannot be, nor booked beyond the places there are. */
  g_assert_cmpuint (week->len, >=, 10);
  for (guint i = 0; i < week->len; i++)
    {
      const SoSession *session = week->pdata[i];

      g_assert_cmpint (session->booked, <=, session->most);
      for (guint k = 0; k < session->problems->len; k++)
        g_assert_cmpint (((SoProblem *) session->problems->pdata[k])->kind, ==, SO_PROBLEM_TOO_FEW);
    }
}

/* What was booked has the price of its kind, a trial has none; more was earned in the newer weeks. */
static void
assert_worth (SoDb *db)
{
  static const char weeks[] = "SELECT coalesce (sum (amount), 0) FROM booking WHERE state IN ('attended', 'late') AND original >= date (?1 / 1000, 'unixepoch', ?2) AND"
                              " original < date (?1 / 1000, 'unixepoch', ?3)";
  gint64 before = so_db_int (db, -1, weeks, "itt", so_now (), "-56 days", "-28 days"), now = so_db_int (db, -1, weeks, "itt", so_now (), "-28 days", "-0 days");

  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM class_kind WHERE price IS NULL OR price < 500", ""), ==, 0);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM booking WHERE kind = 'trial' AND amount IS NOT NULL", ""), ==, 0);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM booking b JOIN series s ON s.id = b.root JOIN class_kind k ON k.id = s.class_id"
                                      " WHERE b.kind <> 'trial' AND b.amount IS NOT k.price", ""), ==, 0);
  g_assert_cmpint (before, >, 0);
  g_assert_cmpint (now, >, before);
  g_assert_cmpint (now, <, 3 * before);
}

static void
assert_people (SoDb *db)
{
  static const char *const stages[] = { "NEW", "CONTACTED", "QUALIFIED", "TRIAL_SCHEDULED", "CONVERTED", "LOST" };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    g_assert_cmpint (count (db, "SELECT count(*) FROM contact WHERE stage = ?", stages[i]), >=, 2);
  /* Nobody came to be a customer before they were known, and in half of the weeks at least somebody did. */
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM stage_move m JOIN contact c ON c.id = m.contact_id WHERE m.created_at < c.created_at", ""), ==, 0);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(DISTINCT (?1 - created_at) / 604800000) FROM stage_move WHERE to_stage = 'CONVERTED' AND created_at > ?1 - 8 * 604800000", "i", so_now ()), >=, 4);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM task WHERE done_at = 0", ""), >=, 3);
  g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM task WHERE done_at > 0", ""), >=, 1);
}

static void
assert_calls (SoDb *db)
{
  SoCallFilter filter = { .state = -1 };
  SoCallMetrics metrics;

  g_assert_true (so_call_count (db, &filter, &metrics, NULL));
  g_assert_true (metrics.total >= 13 && metrics.answered && metrics.by_assistant && metrics.voicemail && metrics.missed);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM recording r JOIN part p ON p.id = r.part_id WHERE p.sha256 IS NOT NULL AND p.remote IS NULL", ""), ==, 2);
}

/* Whatever its accounts are, a demo has nothing to send with. */
static void
assert_cannot_send (SoStudio *studio, SoDb *db)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, NULL);
  guint sent = 0;

  g_assert_true (so_studio_is_demo (studio));
  g_assert_cmpuint (accounts->len, >=, 5);
  for (guint i = 0; i < accounts->len; i++)
    g_assert_cmpstr (so_outlet_transport (TRUE, accounts->pdata[i]), ==, "loopback");
  g_assert_true (so_outbox_dispatch (studio, &sent, NULL, NULL));
  g_assert_cmpuint (sent, ==, 0);
}

/* What concerns health is for a person: no answer is proposed, whatever is known. */
static void
assert_health (SoDb *db)
{
  g_auto (GStrv) texts = so_db_texts (db, NULL, "SELECT m.text FROM message m JOIN tagging g ON g.target_id = m.thread_id JOIN tag t ON t.id = g.tag_id WHERE t.name = 'Health'", "");

  g_assert_cmpuint (g_strv_length (texts), >=, 2);
  for (guint i = 0; texts[i]; i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_true (so_never_auto_needs_person (texts[i]));
    }
}

static void
test_kind (gconstpointer data)
{
  const char *kind = data;
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoStudio) studio = new_studio ("demo", test);
  g_autoptr (SoCareReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  SoDemoCounts counts;

  g_assert_true (so_demo_fill (studio, kind, 8, 1, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.contacts, >=, 115);
  g_assert_cmpuint (counts.drafts, >=, 10);
  g_assert_cmpuint (counts.knowledge, >=, 15);
  db = so_store_read (so_studio_get_store (studio), NULL);
  g_assert_cmpuint (count_split (db, SO_SPLIT_URGENT), >=, 2);
  g_assert_cmpuint (count_split (db, SO_SPLIT_SPAM), ==, 3);
  assert_people (db);
  assert_calls (db);
  assert_cannot_send (studio, db);
  if (strcmp (kind, "agency"))
    {
      assert_booked (db);
      assert_worth (db);
    }
  else
    g_assert_cmpint (so_db_int (db, -1, "SELECT count(*) FROM task WHERE title LIKE 'Milestone: %'", ""), >=, 6);
  if (!strcmp (kind, "medspa"))
    assert_health (db);
  g_clear_pointer (&db, so_db_release);
  report = so_care_check (so_studio_get_store (studio), NULL, NULL);
  g_assert_true (report->ok);
}

static void
test_refusals (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoStudio) studio = new_studio ("demo", test);
  g_autofree char *thread = so_test_receive (test->studio, "whatsapp", "Ana", "Hello", NULL, NULL);
  static const char *const kinds[] = { "people", "circus", "../../etc/passwd", "" };
  g_autoptr (GError) not_empty = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (so_demo_fill (studio, kinds[i], 8, 1, NULL, &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_GIVE_UP);
      g_assert_false (so_studio_is_demo (studio));
    }
  g_assert_false (so_demo_fill (test->studio, "dance", 8, 1, NULL, &not_empty));
  g_assert_error (not_empty, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_false (so_studio_is_demo (test->studio));
}

/* Nobody has written yet, but the owner has begun: her prices are not mixed with invented ones, and her studio stays one that can send. */
static void
test_begun (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  const SoPrice price = { .name = "Salsa", .amount = 1500, .currency = "EUR" };
  g_autofree char *id = so_studio_save_price (test->studio, &price, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (id);
  g_assert_false (so_demo_fill (test->studio, "dance", 1, 1, NULL, &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_assert_false (so_studio_is_demo (test->studio));
}

static void
on_filled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (so_demo_fill_finish (SO_STUDIO (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

static void
test_async (void)
{
  g_autoptr (SoTestStudio) test = so_test_studio_new ();
  g_autoptr (SoStudio) studio = new_studio ("demo", test);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  so_demo_fill_async (studio, "dance", 1, 3, NULL, on_filled, loop);
  g_main_loop_run (loop);
  g_assert_true (so_studio_is_demo (studio));
}

int
main (int argc, char **argv)
{
  const char *const *kinds = so_profile_kinds ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/demo/expand", test_expand);
  g_test_add_func ("/engine/demo/files", test_files);
  g_test_add_func ("/engine/demo/plan", test_plan);
  g_test_add_func ("/engine/demo/answers", test_answers);
  g_test_add_func ("/engine/demo/fill", test_fill);
  for (guint i = 0; kinds[i] && i < KINDS_FILLED; i++)
    {
      g_autofree char *path = g_strconcat ("/engine/demo/kind/", kinds[i], NULL);
      g_test_add_data_func (path, kinds[i], test_kind);
    }
  g_test_add_func ("/engine/demo/refusals", test_refusals);
  g_test_add_func ("/engine/demo/begun", test_begun);
  g_test_add_func ("/engine/demo/async", test_async);
  return g_test_run ();
}
