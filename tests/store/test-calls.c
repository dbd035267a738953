/* SPDX-License-Identifier: MIT */
#include "so-test-people.h"

#include <glib/gstdio.h>
#include <string.h>

#include "so-calls.h"
#include "so-contacts.h"
#include "so-db.h"
#include "so-day.h"
#include "so-error.h"
#include "so-forget.h"
#include "so-search.h"
#include "so-time.h"
#include "so-transcripts.h"
#include "so-updates.h"

#define PHONE "+4915112345678"
#define STARTED G_GINT64_CONSTANT (1795244400000)   /* Saturday, 2026-11-21T07:00:00Z */
#define OVER (SO_CALL_TOLD | SO_CALL_ENDED)

static SoHours *hours;

static SoCallNews *
tell (const char *remote_id, guint signs)
{
  SoCallNews *news = so_call_news_new ("twilio", remote_id);

  news->call->signs = signs;
  return news;
}

/* The call itself; the rest is told of what belongs to it. */
static SoCallNews *
tell_call (const char *remote_id, const char *number, guint signs)
{
  SoCallNews *news = tell (remote_id, signs | SO_CALL_TOLD);

  news->call->number = g_strdup (number);
  news->call->started_at = STARTED;
  return news;
}

static void
say (SoCallNews *news, const char *remote_id, const char *text)
{
  SoTranscript *transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, remote_id);

  so_transcript_add (transcript, 1, 2.5, "caller", text);
  g_ptr_array_add (news->transcripts, transcript);
}

static void
take_with (SoTestStore *f, const SoCallNews *news, SoRecordRule rule, GStrvBuilder *files, SoCallTaken *taken)
{
  SoCallIntake how = { .account_id = "account", .country = "49", .hours = hours, .rule = rule, .files = files };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);

  so_call_take (db, news, &how, taken, &error);
  g_assert_no_error (error);
  g_assert_true (so_store_commit (f->store, &db, &error));
}

/* Takes @news (taken), as any recording may be kept. */
static void
take (SoTestStore *f, SoCallNews *news)
{
  g_auto (SoCallTaken) taken = { 0 };

  take_with (f, news, SO_RECORD_ANY, NULL, &taken);
  so_call_news_free (news);
}

static guint
n_found (SoTestStore *f, const char *words)
{
  g_autoptr (SoDb) db = so_store_read (f->store, NULL);
  g_autoptr (GPtrArray) hits = so_search (db, words, 10, NULL, NULL);

  return hits->len;
}

/* In any order ------------------------------------------------------------------------------------------ */

static GPtrArray *
make_pieces (void)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) so_call_news_free);
  SoCallNews *ringing = tell_call ("CA1", "0151 12345678", 0), *over = tell_call ("CA1", PHONE, SO_CALL_ENDED | SO_CALL_ANSWERED), *leg = tell ("CA1", SO_CALL_RANG_OUT);
  SoCallNews *mailbox = tell ("CA1", SO_CALL_LEFT_MESSAGE), *words = tell ("CA1", 0);
  SoRecording *recording = so_recording_new ("RE1");

  over->call->seconds = 47;
  over->call->ended_at = STARTED + 47000;
  recording->seconds = 31;
  g_ptr_array_add (mailbox->recordings, recording);
  say (words, "TR1", "Is there a trial on Wednesday?");
  g_ptr_array_add (pieces, ringing);
  g_ptr_array_add (pieces, over);
  g_ptr_array_add (pieces, leg);
  g_ptr_array_add (pieces, mailbox);
  g_ptr_array_add (pieces, words);
  return pieces;
}

/* Which of two numbers holds does not depend on how they are written. */
static void
test_two_numbers (SoTestStore *f, gconstpointer data)
{
  static const char *const numbers[] = { "0151 12345678", "+4915112345679" };

  for (guint first = 0; first < 2; first++)
    {
      g_autofree char *id = g_strdup_printf ("CA%u", first), *kept = NULL;

      take (f, tell_call (id, numbers[first], 0));
      take (f, tell_call (id, numbers[!first], 0));
      kept = so_test_text (f->store, first ? "SELECT number FROM call WHERE remote_id = 'CA1'" : "SELECT number FROM call WHERE remote_id = 'CA0'");
      g_assert_cmpstr (kept, ==, "+4915112345679");
    }
}

/* A recording does not say when the call was. */
static void
test_past (SoTestStore *f, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      SoCallIntake how = { .country = "49", .past = i < 2 ? STARTED + 1 : STARTED };
      g_autoptr (SoCallNews) news = i ? tell ("CA1", SO_CALL_LEFT_MESSAGE) : tell_call ("CA1", PHONE, SO_CALL_ENDED | SO_CALL_ANSWERED);
      g_auto (SoCallTaken) taken = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (SoDb) db = so_store_begin (f->store, NULL, &error);

      so_call_take (db, news, &how, &taken, &error);
      g_assert_no_error (error);
      g_assert_cmpint (taken.past, ==, i < 2);
      g_assert_true (so_store_commit (f->store, &db, &error));
    }
}

static char *
describe (SoTestStore *f)
{
  g_autofree char *call = so_test_text (f->store, "SELECT group_concat (id || number || name || state || after_hours || seconds || talk || signs || ended_at || message_id) FROM"
                                        " (SELECT id, number, coalesce (name, '') name, state, after_hours, seconds, talk, signs, ended_at, message_id FROM call)");
  g_autofree char *message = so_test_text (f->store, "SELECT group_concat (id || sender || text || sent_at || direction) FROM message");
  g_autofree char *parts = so_test_text (f->store, "SELECT group_concat (message_id || position || kind || coalesce (text, '') || coalesce (remote, ''), ' ') FROM part");
  g_autofree char *words = so_test_text (f->store, "SELECT group_concat (id || segments) FROM transcript");

  return g_strdup_printf ("%s\n%s\n%s\n%s\nfound=%u", call, message, parts, words, n_found (f, "wednesday"));
}

static void
test_orders (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GPtrArray) pieces = make_pieces ();
  g_autofree char *expected = NULL;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 15; round++)
    {
      g_autofree char *content = NULL;

      for (guint i = pieces->len; round && i > 1; i--)
        {
          guint other = (guint) g_rand_int_range (rand, 0, (int) i);
          gpointer swapped = pieces->pdata[other];

          pieces->pdata[other] = pieces->pdata[i - 1];
          pieces->pdata[i - 1] = swapped;
        }
      for (guint i = 0; i < pieces->len; i++)
        for (int k = g_rand_int_range (rand, 1, 3); k; k--)
          {
            g_auto (SoCallTaken) taken = { 0 };
            take_with (f, pieces->pdata[i], SO_RECORD_ANY, NULL, &taken);
          }
      content = describe (f);
      if (!expected)
        expected = g_steal_pointer (&content);
      else
        g_assert_cmpstr (content, ==, expected);
      so_test_store_close (f);
      so_test_remove_tree (f->folder);
      g_mkdir (f->folder, 0700);
      so_test_store_reopen (f);
    }
  g_assert_nonnull (strstr (expected, "voicemail"));
  g_assert_nonnull (strstr (expected, "Voicemail after hours"));
  g_assert_nonnull (strstr (expected, "1audioRE1"));
  g_assert_nonnull (strstr (expected, "found=1"));
}

/* In the conversation ----------------------------------------------------------------------------------- */

static SoCallNews *
tell_call_back (const char *remote_id, const char *number, guint signs, gint64 later)
{
  SoCallNews *news = tell_call (remote_id, number, signs | SO_CALL_ENDED);

  news->call->outbound = TRUE;
  news->call->started_at += later;
  return news;
}

/* What a service makes of a call holds as long as nothing better is known; that it tells it again changes nothing. */
static void
test_opinion (SoTestStore *f, gconstpointer data)
{
  static const struct { const char *summary, *outcome, *stays; } rows[] = {
    { NULL, NULL, "|" }, { "First", NULL, "First|" }, { "Second", "answered", "First|answered" }, { "First", "escalated", "First|answered" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoCallNews *news = tell_call ("CA1", PHONE, SO_CALL_ENDED | SO_CALL_BY_ASSISTANT);
      g_autofree char *now = NULL;

      news->call->summary = g_strdup (rows[i].summary);
      news->call->outcome = g_strdup (rows[i].outcome);
      take (f, news);
      now = so_test_text (f->store, "SELECT coalesce (summary, '') || '|' || coalesce (outcome, '') FROM call");
      g_assert_cmpstr (now, ==, rows[i].stays);
    }
}

static void
test_conversation (SoTestStore *f, gconstpointer data)
{
  g_autofree char *missed = NULL, *answered = NULL, *ours = NULL, *text = NULL;

  take (f, tell_call ("CA1", "+491", SO_CALL_ENDED | SO_CALL_UNANSWERED));
  take (f, tell_call ("CA2", "+492", SO_CALL_ENDED | SO_CALL_BY_PERSON));
  take (f, tell_call ("CA3", "+493", SO_CALL_ENDED | SO_CALL_BY_ASSISTANT));
  take (f, tell_call ("CA4", "+494", SO_CALL_ANSWERED));   /* not over yet */
  missed = so_test_text (f->store, "SELECT state || ' ' || unread || ' ' || (waiting_since > 0) FROM thread WHERE id = (SELECT thread_id FROM message WHERE sender = '+491')");
  answered = so_test_text (f->store, "SELECT state || ' ' || unread || ' ' || (waiting_since > 0) FROM thread WHERE id = (SELECT thread_id FROM message WHERE sender = '+492')");
  g_assert_cmpstr (missed, ==, "open 1 1");
  g_assert_cmpstr (answered, ==, "done 0 0");
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message"), ==, 3);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM call"), ==, 4);

  /* A call of ours that was taken is an answer; one that was not is none. */
  take (f, tell_call_back ("CA5", "+491", SO_CALL_UNANSWERED, 1000));
  ours = so_test_text (f->store, "SELECT state || ' ' || (waiting_since > 0) FROM thread WHERE id = (SELECT thread_id FROM message WHERE sender = '+491')");
  g_assert_cmpstr (ours, ==, "open 1");
  take (f, tell_call_back ("CA6", "+491", SO_CALL_ANSWERED, 2000));
  g_free (ours);
  ours = so_test_text (f->store, "SELECT state || ' ' || (waiting_since > 0) FROM thread WHERE id = (SELECT thread_id FROM message WHERE sender = '+491')");
  g_assert_cmpstr (ours, ==, "waiting 0");

  /* It turns out later that somebody took it. */
  take (f, tell ("CA1", SO_CALL_BY_PERSON));
  text = so_test_text (f->store, "SELECT text FROM message WHERE sender = '+491' AND direction = 'inbound'");
  g_assert_cmpstr (text, ==, "Answered after hours");
  g_assert_cmpuint (n_found (f, "answered"), ==, 4);
}

static void
test_who (SoTestStore *f, gconstpointer data)
{
  g_autofree char *thread = so_test_say (f->store, PHONE, "Priya S.", "Hello", STARTED - 1000), *priya = NULL;
  g_autoptr (SoDb) db = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  SoCallFilter filter = { .state = -1 };

  take (f, tell_call ("CA1", "0151/12345678", SO_CALL_ENDED));
  take (f, tell_call ("CA2", "anonymous", SO_CALL_ENDED));
  take (f, tell_call ("CA3", "+266696687", SO_CALL_ENDED));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM contact"), ==, 1);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM thread WHERE channel = 'call'"), ==, 3);

  db = so_store_read (f->store, NULL);
  calls = so_call_list (db, &filter, 0, NULL);
  g_assert_cmpuint (calls->len, ==, 3);
  g_assert_cmpstr (((SoCall *) calls->pdata[2])->contact, ==, "Priya S.");
  g_assert_cmpstr (((SoCall *) calls->pdata[2])->number, ==, PHONE);
  g_assert_null (((SoCall *) calls->pdata[1])->contact);
  g_assert_cmpstr (((SoCall *) calls->pdata[0])->number, ==, "");
  priya = g_strdup (((SoCall *) calls->pdata[2])->contact_id);
  filter.contact_id = priya;
  g_ptr_array_unref (calls);
  calls = so_call_list (db, &filter, 0, NULL);
  g_assert_cmpuint (calls->len, ==, 1);
}

/* Recordings -------------------------------------------------------------------------------------------- */

static SoCallNews *
tell_recorded (const char *remote_id, SoRecordingConsent consent)
{
  SoCallNews *news = tell_call (remote_id, PHONE, SO_CALL_ENDED | SO_CALL_LEFT_MESSAGE);

  g_ptr_array_add (news->recordings, so_recording_new ("RE1"));
  news->call->consent = consent;
  return news;
}

static void
take_recorded (SoTestStore *f, SoRecordingConsent consent, SoRecordRule rule, GStrvBuilder *files)
{
  g_autoptr (SoCallNews) news = tell_recorded ("CA1", consent);
  g_auto (SoCallTaken) taken = { 0 };

  take_with (f, news, rule, files, &taken);
}

static void
test_consent (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_auto (GStrv) removed = NULL;
  g_auto (SoFetch) fetch = { 0 };
  g_autoptr (SoDb) db = NULL;

  take_recorded (f, SO_RECORDING_UNKNOWN, SO_RECORD_AGREED, files);
  take_recorded (f, SO_RECORDING_ANNOUNCED, SO_RECORD_AGREED, files);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM part WHERE kind = 'audio'"), ==, 0);
  take_recorded (f, SO_RECORDING_AGREED, SO_RECORD_AGREED, files);
  take_recorded (f, SO_RECORDING_AGREED, SO_RECORD_AGREED, files);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM part WHERE kind = 'audio' AND remote = 'RE1'"), ==, 1);

  db = so_store_read (f->store, NULL);
  g_assert_true (so_fetch_next (db, 0, &fetch, NULL));
  g_assert_cmpstr (fetch.account_id, ==, "account");
  g_assert_cmpstr (fetch.remote, ==, "RE1");
  so_test_sql (f->store, "UPDATE part SET remote = NULL, sha256 = 'abc', size = 7 WHERE kind = 'audio'");

  /* Who takes it back has it removed, and it is not fetched again. */
  take_recorded (f, SO_RECORDING_DECLINED, SO_RECORD_ANY, files);
  take_recorded (f, SO_RECORDING_AGREED, SO_RECORD_ANY, files);
  removed = g_strv_builder_end (files);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM part WHERE sha256 IS NOT NULL OR remote IS NOT NULL"), ==, 0);
  g_assert_cmpuint (g_strv_length (removed), ==, 1);
  g_assert_cmpstr (removed[0], ==, "abc");
}

static char *
audio_part (SoTestStore *f)
{
  return so_test_text (f->store, "SELECT id FROM part WHERE kind = 'audio'");
}

/* What is kept no longer goes with its words, and does not come back with the next look at the provider. */
static void
test_forgotten (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoCallNews) news = tell_recorded ("CA1", SO_RECORDING_UNKNOWN), again = tell_recorded ("CA1", SO_RECORDING_UNKNOWN);
  g_autofree char *part = NULL;
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  g_auto (SoCallTaken) first = { 0 }, second = { 0 };

  say (news, "TR1", "My aubergine is in the cloakroom");
  say (again, "TR1", "My aubergine is in the cloakroom");
  take_with (f, news, SO_RECORD_ANY, NULL, &first);
  g_assert_cmpuint (n_found (f, "aubergine"), ==, 1);
  part = audio_part (f);
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_call_read (db, first.id, &(SoCallReading) { "trial_class", "answered", "About an aubergine", 7, "My aubergine" }, TRUE, &error));
  g_assert_true (so_forget_recordings (db, (const char *const[]) { part, NULL }, files, &error));
  g_assert_true (so_store_commit (f->store, &db, &error));
  g_assert_cmpuint (n_found (f, "aubergine"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT summary IS NULL AND satisfaction_why IS NULL AND satisfaction = 7 AND intent = 'trial_class' FROM call"), ==, 1);
  take_with (f, again, SO_RECORD_ANY, NULL, &second);
  g_assert_cmpuint (n_found (f, "aubergine"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM part WHERE remote IS NOT NULL"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM call WHERE deleted_at IS NULL"), ==, 1);
}

static void
test_erased (SoTestStore *f, gconstpointer data)
{
  static const char *const words[] = { "aubergine", "15112345678", "Priyamvada", NULL };
  SoCallNews *news = tell_recorded ("CA1", SO_RECORDING_UNKNOWN);
  g_autofree char *contact = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;
  g_auto (GStrv) files = NULL;

  news->call->name = g_strdup ("Priyamvada");
  say (news, "TR1", "My aubergine is in the cloakroom");
  take (f, news);
  g_assert_cmpuint (so_test_words_on_disk (f, words), >, 0);
  contact = so_test_text (f->store, "SELECT id FROM contact");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_contact_erase (db, contact, &files, &error));
  g_assert_true (so_store_commit (f->store, &db, &error));
  so_test_store_reopen (f);
  g_assert_cmpuint (so_test_words_on_disk (f, words), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM call WHERE deleted_at IS NULL"), ==, 0);

  /* The provider still lists it. */
  take (f, tell_recorded ("CA1", SO_RECORDING_UNKNOWN));
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM call WHERE deleted_at IS NULL"), ==, 0);
  g_assert_cmpint (so_test_int (f->store, "SELECT count(*) FROM message WHERE deleted_at IS NULL"), ==, 0);
}

static void
test_transcripts (SoTestStore *f, gconstpointer data)
{
  g_autoptr (SoTranscript) own = so_transcript_new (SO_TRANSCRIPT_LOCAL, NULL), shown = NULL;
  SoCallNews *news = tell_recorded ("CA1", SO_RECORDING_UNKNOWN);
  g_autofree char *message = so_call_message_id ("twilio", "CA1"), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = NULL;

  say (news, "TR1", "Is the clash full?");
  take (f, news);
  own->language = g_strdup ("en");
  so_transcript_add (own, 0, 2, NULL, "Is the class full?");
  db = so_store_begin (f->store, NULL, NULL);
  g_assert_true (so_transcript_put (db, message, own, NULL, &error));
  g_assert_no_error (error);
  shown = so_transcript_find (db, message, &error);
  text = so_transcript_dup_text (shown);
  g_assert_cmpstr (text, ==, "Is the class full?");
  g_assert_cmpstr (shown->language, ==, "en");
  g_assert_true (so_store_commit (f->store, &db, &error));
  g_assert_cmpuint (n_found (f, "clash"), ==, 1);
  g_assert_cmpuint (n_found (f, "class full"), ==, 1);
}

static void
test_booking (SoTestStore *f, gconstpointer data)
{
  g_autofree char *id = so_call_id ("twilio", "CA1"), *linked = NULL;
  g_autoptr (GError) error = NULL;
  SoDb *db;

  take (f, tell_call ("CA1", PHONE, SO_CALL_ENDED | SO_CALL_BY_PERSON));
  so_test_sql (f->store, "INSERT INTO booking (id, root, original, contact_id, kind, state, created_at, updated_at) VALUES ('b1', 'r', '2026-11-24T18:00', 'c', 'trial', 'booked', 1, 1)");
  db = so_test_step (f, "Linked");
  g_assert_false (so_call_set_booking (db, id, "b2", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
  g_clear_error (&error);
  g_assert_true (so_call_set_booking (db, id, "b1", &error));
  so_test_step_end (f, db, error);
  linked = so_test_text (f->store, "SELECT booking_id FROM call");
  g_assert_cmpstr (linked, ==, "b1");
  g_assert_true (so_test_undo (f));
  g_assert_cmpint (so_test_int (f->store, "SELECT booking_id IS NULL FROM call"), ==, 1);
}

/* Metrics ----------------------------------------------------------------------------------------------- */

#define N_CALLS 10000
#define FIRST_DAY "2026-10-12"
#define N_DAYS 28

/* The rows once more, by SQL alone: signs are bits of so-call.h, hours are those of Berlin, whose summer ended on 25 October at 1:00 UTC. */
#define RECOUNT \
  "WITH k AS (SELECT *, started_at / 1000 + CASE WHEN started_at < 1792890000000 THEN 7200 ELSE 3600 END AS wall," \
  " CASE WHEN signs & 2 = 0 THEN 'open' WHEN outbound = 0 AND signs & 128 AND signs & 64 = 0 THEN 'mailbox' WHEN signs & 32 THEN 'taken' WHEN signs & 64 THEN 'alone' WHEN outbound AND signs & 8 THEN 'taken' WHEN outbound THEN 'none'" \
  " WHEN signs & 128 THEN 'mailbox' WHEN signs & 8 AND signs & 20 = 0 THEN 'taken' ELSE 'none' END AS became FROM call WHERE signs & 1)" \
  " SELECT count(*), coalesce (sum (outbound = 0), 0), coalesce (sum (outbound = 0 AND became IN ('taken', 'alone')), 0), coalesce (sum (outbound = 0 AND became = 'alone'), 0)," \
  " coalesce (sum (outbound = 0 AND became = 'mailbox'), 0), coalesce (sum (outbound = 0 AND became = 'none'), 0)," \
  " coalesce (sum (outbound = 0 AND NOT (strftime ('%w', wall, 'unixepoch') BETWEEN '1' AND '5' AND time (wall, 'unixepoch') >= '09:00:00' AND time (wall, 'unixepoch') < '18:00:00')), 0)," \
  " coalesce (sum (outbound = 0 AND number = ''), 0), coalesce (sum (outbound), 0), coalesce (sum (outbound AND became IN ('taken', 'alone')), 0)," \
  " coalesce (sum (CASE WHEN became NOT IN ('taken', 'alone') THEN 0 WHEN signs & 96 = 96 AND seconds THEN seconds WHEN talk THEN talk ELSE seconds END), 0)," \
  " coalesce (sum (outbound = 0 AND booking_id IS NOT NULL), 0), coalesce (sum (outbound = 0 AND signs & 64 > 0), 0), coalesce (sum (outbound = 0 AND signs & 64 AND signs & 288), 0)," \
  " coalesce (sum (satisfaction IS NOT NULL), 0), coalesce (sum (satisfaction), 0)" \
  " FROM k WHERE became <> 'open' AND date (wall, 'unixepoch') BETWEEN ?1 AND ?2"

static void
add_generated (SoDb *db, GRand *rand, guint i, gint64 from, gint64 to)
{
  static const guint kinds[] = { SO_CALL_UNANSWERED, SO_CALL_ANSWERED, SO_CALL_ANSWERED | SO_CALL_RANG_OUT, SO_CALL_BY_PERSON, SO_CALL_BY_ASSISTANT,
                                 SO_CALL_BY_ASSISTANT | SO_CALL_BY_PERSON, SO_CALL_BY_ASSISTANT | SO_CALL_HANDED_OVER, SO_CALL_LEFT_MESSAGE, SO_CALL_LEFT_MESSAGE | SO_CALL_BY_PERSON, 0 };
  SoCallIntake how = { .country = "49", .hours = hours, .past = G_MAXINT64 };
  g_autofree char *id = g_strdup_printf ("CA%u", i), *number = g_strdup_printf ("+49151%07d", g_rand_int_range (rand, 0, 300));
  g_autoptr (SoCallNews) news = tell (id, kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))]);
  g_auto (SoCallTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;

  news->call->signs |= (g_rand_int_range (rand, 0, 50) ? SO_CALL_TOLD : 0) | (g_rand_int_range (rand, 0, 50) ? SO_CALL_ENDED : 0);
  news->call->outbound = !g_rand_int_range (rand, 0, 4);
  news->call->number = g_rand_int_range (rand, 0, 20) ? g_steal_pointer (&number) : g_strdup ("anonymous");
  news->call->started_at = from + (gint64) (g_rand_double (rand) * (double) (to - from));
  news->call->seconds = (guint) g_rand_int_range (rand, 0, 900);
  news->call->talk = (guint) (g_rand_boolean (rand) ? g_rand_int_range (rand, 0, (int) news->call->seconds + 1) : 0);
  so_call_take (db, news, &how, &taken, &error);
  g_assert_no_error (error);
}

/* How many of the sums differ. */
static guint
differences (SoDb *db, const char *from_day, const char *to_day, const SoCallMetrics *m)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, RECOUNT, "tt", from_day, to_day);
  const gint64 sums[] = { m->total, m->inbound, m->answered, m->by_assistant, m->voicemail, m->missed, m->after_hours, m->anonymous, m->outbound, m->reached,
                          (gint64) m->talk, m->booked, m->assistant, m->escalated, m->rated, m->satisfaction };
  guint n = 0;

  g_assert_true (so_stmt_next (row, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    if (so_stmt_int (row, (int) i) != sums[i])
      {
        g_test_message ("%s to %s: sum %u is %" G_GINT64_FORMAT ", counted again %" G_GINT64_FORMAT, from_day, to_day, i, sums[i], so_stmt_int (row, (int) i));
        n++;
      }
  return n;
}

static guint
count_days (SoDb *db, GTimeZone *zone, int first, int last)
{
  SoCallFilter filter = { .from = so_day_at (first, 0, zone), .to = so_day_at (last + 1, 0, zone), .state = -1 };
  g_autofree char *from = so_day_format (first), *to = so_day_format (last);
  SoCallMetrics metrics;

  g_assert_true (so_call_count (db, &filter, &metrics, NULL));
  g_assert_true (first == last || (metrics.booked && metrics.escalated && metrics.voicemail && metrics.after_hours && metrics.anonymous && metrics.rated));
  return differences (db, from, to, &metrics);
}

static void
test_metrics (SoTestStore *f, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoDb) db = so_store_begin (f->store, NULL, NULL);
  guint wrong = 0;
  int day;

  g_test_message ("seed %u", seed);
  g_assert_true (so_day_parse (FIRST_DAY, &day));
  for (guint i = 0; i < N_CALLS; i++)
    add_generated (db, rand, i, so_day_at (day, 0, zone), so_day_at (day + N_DAYS, 0, zone));
  g_assert_true (so_db_run (db, &error, "UPDATE call SET booking_id = 'b' || n WHERE n % 7 = 0", "") &&
                 so_db_run (db, &error, "UPDATE call SET satisfaction = n % 11 WHERE n % 3 = 0", "") && so_store_commit (f->store, &db, &error));

  db = so_store_read (f->store, NULL);
  g_assert_cmpint (so_db_int (db, 0, "SELECT count(*) FROM call", ""), ==, N_CALLS);
  for (int i = 0; i < N_DAYS; i++)
    wrong += count_days (db, zone, day + i, day + i);
  wrong += count_days (db, zone, day, day + N_DAYS - 1);
  g_test_message ("%u calls, %u periods of %u sums: %u differences", N_CALLS, N_DAYS + 1, 16u, wrong);
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  hours = so_hours_parse ("{\"zone\":\"Europe/Berlin\",\"week\":[[\"09:00-18:00\"],[\"09:00-18:00\"],[\"09:00-18:00\"],[\"09:00-18:00\"],[\"09:00-18:00\"],[],[]]}", NULL, NULL);
  g_assert_nonnull (hours);
#define ADD(name, function) g_test_add ("/store/calls/" name, SoTestStore, NULL, so_test_store_set_up, function, so_test_store_tear_down)
  ADD ("two-numbers", test_two_numbers);
  ADD ("past", test_past);
  ADD ("orders", test_orders);
  ADD ("conversation", test_conversation);
  ADD ("who", test_who);
  ADD ("consent", test_consent);
  ADD ("forgotten", test_forgotten);
  ADD ("erased", test_erased);
  ADD ("transcripts", test_transcripts);
  ADD ("opinion", test_opinion);
  ADD ("booking", test_booking);
  ADD ("metrics", test_metrics);
  result = g_test_run ();
  so_hours_free (hours);
  return result;
}
