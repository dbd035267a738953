/* SPDX-License-Identifier: MIT */
#include "so-age.h"
#include "so-call-days.h"
#include "so-call-facts.h"
#include "so-call-words.h"
#include "so-item-private.h"
#include "so-time.h"

/* What the page of calls makes of a call: no display is needed. */

#define NOW G_GINT64_CONSTANT (1763722167000)   /* 2025-11-21T10:49:27Z */
#define HOUR G_GINT64_CONSTANT (3600000)

static void
test_rows (void)
{
  static const struct { SoCall call; gboolean unheard; const char *words; } rows[] = {
    { { .contact = (char *) "Ana", .number = (char *) "+491", .state = SO_CALL_MISSED, .seconds = 20, .started_at = NOW }, FALSE, "Ana, Missed, 10:49" },
    { { .name = (char *) "ANA L", .number = (char *) "+491", .state = SO_CALL_VOICEMAIL, .seconds = 61, .started_at = NOW }, TRUE, "ANA L, not heard yet, Voicemail · 1 min 1 s, 10:49" },
    { { .number = (char *) "+491", .state = SO_CALL_PERSON, .outbound = TRUE, .seconds = 3845, .started_at = NOW }, FALSE, "+491, outgoing, Answered · 1 h 04 min, 10:49" },
    { { .number = (char *) "", .state = SO_CALL_ASSISTANT, .seconds = 80, .talk = 59, .started_at = NOW - 24 * HOUR }, FALSE, "Withheld number, Answered by the assistant · 59 s, Yesterday 10:49" },
    { { .number = (char *) "+491", .state = SO_CALL_RINGING, .started_at = NOW }, FALSE, "+491, Ringing, 10:49" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoCallEntry entry = { 1, (SoCall *) &rows[i].call, rows[i].unheard };
      g_autofree char *words = so_call_words_row (&entry, NOW);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Whoever declined hears that it was kept to, whatever else is known. */
static void
test_recording (void)
{
  static const struct { SoRecordingConsent consent; SoCallState state; SoCallSoundState sound; const char *why, *said; } rows[] = {
    { SO_RECORDING_UNKNOWN, SO_CALL_PERSON, SO_CALL_SOUND_NONE, NULL, NULL },
    { SO_RECORDING_UNKNOWN, SO_CALL_LIVE, SO_CALL_SOUND_NONE, "The call is not over yet.", NULL },
    { SO_RECORDING_AGREED, SO_CALL_PERSON, SO_CALL_SOUND_COMES, "The recording is still to be fetched. It can take some minutes until the telephone service has it.", "The caller agreed to a recording" },
    { SO_RECORDING_ANNOUNCED, SO_CALL_PERSON, SO_CALL_SOUND_UNKEPT, "It was recorded, but such recordings are not kept in this studio.", "The caller was told that it is recorded" },
    { SO_RECORDING_DECLINED, SO_CALL_PERSON, SO_CALL_SOUND_UNKEPT, "The caller declined a recording, so none is kept.", "The caller declined a recording: none is kept" },
    { SO_RECORDING_UNKNOWN, SO_CALL_VOICEMAIL, SO_CALL_SOUND_HERE, NULL, "Nobody told whether the caller knew of the recording" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SoCall call = { .state = rows[i].state, .consent = rows[i].consent };

      g_assert_cmpstr (so_call_words_no_sound (&call, rows[i].sound), ==, rows[i].why);
      g_assert_cmpstr (so_call_words_consent (&call, rows[i].sound), ==, rows[i].said);
    }
}

static void
test_numbers (void)
{
  const SoCallMetrics none = { 0 }, some = { .total = 9, .inbound = 7, .answered = 5, .talk = 3725, .booked = 2, .reached = 1, .rated = 2, .satisfaction = 13 };
  static const struct { SoCallMetric metric; const char *none, *some; } rows[] = {
    { SO_CALL_METRIC_TOTAL, "0", "9" }, { SO_CALL_METRIC_TALK, "0 s", "1 h 02 min" }, { SO_CALL_METRIC_AVERAGE, "Not known yet", "10 min 21 s" },
    { SO_CALL_METRIC_ANSWER_RATE, "Not known yet", "71 %" }, { SO_CALL_METRIC_CONVERSION, "Not known yet", "29 %" }, { SO_CALL_METRIC_ESCALATION, "Not known yet", "Not known yet" },
    { SO_CALL_METRIC_BOOKED, "0", "2" }, { SO_CALL_METRIC_SATISFACTION, "Not known yet", "6.5 of 10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *of_none = so_call_words_metric (&none, rows[i].metric), *of_some = so_call_words_metric (&some, rows[i].metric);

      g_assert_cmpstr (of_none, ==, rows[i].none);
      g_assert_cmpstr (of_some, ==, rows[i].some);
    }
}

/* Periods begin at midnight of the studio, also where the clock was set since. */
static void
test_periods (void)
{
  static const char *const starts[SO_N_CALL_PERIODS] = {
    [SO_CALL_PERIOD_TODAY] = "2026-03-30T22:00:00Z",   [SO_CALL_PERIOD_WEEK] = "2026-03-29T22:00:00Z", [SO_CALL_PERIOD_MONTH] = "2026-02-28T23:00:00Z",
    [SO_CALL_PERIOD_30_DAYS] = "2026-03-01T23:00:00Z", [SO_CALL_PERIOD_12_WEEKS] = "2026-01-06T23:00:00Z",
  };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 now;

  g_assert_true (so_time_parse ("2026-03-31T10:00:00Z", NULL, &now));   /* a Tuesday; the clock was set on Sunday */
  for (SoCallPeriod i = 0; i < SO_N_CALL_PERIODS; i++)
    {
      g_autofree char *start = so_time_format (so_call_period_start (i, berlin, now));
      g_assert_cmpstr (start, ==, starts[i]);
    }
}

static void
test_live (void)
{
  const SoContact hot = { .temperature = (char *) "HOT", .stage = (char *) "NEW" }, warm = { .temperature = (char *) "WARM", .stage = (char *) "CONTACTED" };
  const SoCall in = { .contact = (char *) "Priya S.", .state = SO_CALL_RINGING }, out = { .number = (char *) "+491", .state = SO_CALL_RINGING, .outbound = TRUE };
  const SoCall live = { .number = (char *) "", .state = SO_CALL_LIVE };
  g_autofree char *first = so_call_words_live (&in, &hot), *second = so_call_words_live (&out, NULL), *third = so_call_words_live (&live, NULL), *known = so_call_words_person (&warm);

  g_assert_cmpstr (first, ==, "Incoming: Priya S., HOT");
  g_assert_cmpstr (second, ==, "Calling: +491");
  g_assert_cmpstr (third, ==, "On the telephone: Withheld number");
  g_assert_cmpstr (known, ==, "Warm · Contacted");
}

/* A message says what became of its call in English: the icon is that of the state. */
static void
test_icons (void)
{
  for (SoCallState i = SO_CALL_PERSON; i < SO_N_CALL_STATES; i++)
    for (int after_hours = 0; after_hours < 2; after_hours++)
      {
        SoCall call = { .state = i };
        const char *label = so_call_state_label (i, after_hours);

        if (!g_str_equal (label, so_call_state_label (SO_CALL_PERSON, after_hours)))
          g_assert_cmpstr (so_call_words_icon_of (label), ==, so_call_words_icon (&call));
      }
  g_assert_cmpstr (so_call_words_icon_of ("Missed voice call"), ==, "call-start-symbolic");
  g_assert_cmpstr (so_call_words_icon_of (NULL), ==, "call-start-symbolic");
}

/* Days ---------------------------------------------------------------------------------------------------- */

static SoItem *
make_item (guint number, gint64 at)
{
  SoCallEntry *entry = g_new0 (SoCallEntry, 1);

  entry->call = so_call_new ("twilio", "CA");
  entry->call->started_at = at;
  return so_item_new (number, entry, (GDestroyNotify) so_call_entry_free);
}

/* Random days of random length: each row is in the section that a plain count finds. */
static void
test_days (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GListStore) calls = g_list_store_new (SO_TYPE_ITEM);
      g_autoptr (SoCallDays) days = so_call_days_new (G_LIST_MODEL (calls));
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
      guint n = 0, of_days = (guint) g_rand_int_range (rand, 1, 30);

      for (guint day = 0; day < of_days; day++)
        for (guint i = 0, many = (guint) g_rand_int_range (rand, 1, round % 4 ? 5 : 60); i < many; i++)
          {
            g_autoptr (SoItem) item = make_item (n, NOW - day * 24 * HOUR - i);

            g_list_store_append (calls, item);
            guint start = i ? g_array_index (starts, guint, n - 1) : n;
            g_array_append_val (starts, start);
            n++;
          }
      for (guint tries = 0; tries < 3 * n; tries++)
        {
          guint at = (guint) g_rand_int_range (rand, 0, (int) n), start, end, wanted = g_array_index (starts, guint, at), last = at;

          while (last < n && g_array_index (starts, guint, last) == wanted)
            last++;
          gtk_section_model_get_section (GTK_SECTION_MODEL (days), at, &start, &end);
          g_assert_cmpuint (start, ==, wanted);
          g_assert_cmpuint (end, ==, last);
        }
      /* What was found is forgotten with the list that it was found in. */
      g_list_store_remove (calls, 0);
      if (n > 1)
        {
          guint start, end;

          gtk_section_model_get_section (GTK_SECTION_MODEL (days), n - 2, &start, &end);
          g_assert_cmpuint (end, ==, n - 1);
        }
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  g_test_init (&argc, &argv, NULL);
  so_age_set_zone (utc);
  g_test_add_func ("/ui/call-words/rows", test_rows);
  g_test_add_func ("/ui/call-words/recording", test_recording);
  g_test_add_func ("/ui/call-words/numbers", test_numbers);
  g_test_add_func ("/ui/call-words/periods", test_periods);
  g_test_add_func ("/ui/call-words/live", test_live);
  g_test_add_func ("/ui/call-words/icons", test_icons);
  g_test_add_func ("/ui/call-words/days", test_days);
  return g_test_run ();
}
