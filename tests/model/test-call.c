/* SPDX-License-Identifier: MIT */
#include "so-call-metrics.h"
#include "so-error.h"
#include "so-time.h"
#include "so-transcript.h"

#include <math.h>
#include <string.h>

#define OVER (SO_CALL_TOLD | SO_CALL_ENDED)

static void
test_states (void)
{
  static const struct { gboolean outbound; guint signs; SoCallState state; } rows[] = {
    { FALSE, SO_CALL_TOLD, SO_CALL_RINGING },
    { FALSE, SO_CALL_TOLD | SO_CALL_BY_ASSISTANT, SO_CALL_LIVE },
    { FALSE, SO_CALL_TOLD | SO_CALL_RANG_OUT, SO_CALL_RINGING },
    { FALSE, OVER | SO_CALL_UNANSWERED, SO_CALL_MISSED },
    { FALSE, OVER, SO_CALL_MISSED },
    { FALSE, OVER | SO_CALL_ANSWERED, SO_CALL_PERSON },
    /* The service took it to ask where it should go, and nobody was there. */
    { FALSE, OVER | SO_CALL_ANSWERED | SO_CALL_RANG_OUT, SO_CALL_MISSED },
    { FALSE, OVER | SO_CALL_ANSWERED | SO_CALL_RANG_OUT | SO_CALL_LEFT_MESSAGE, SO_CALL_VOICEMAIL },
    { FALSE, OVER | SO_CALL_ANSWERED | SO_CALL_LEFT_MESSAGE, SO_CALL_VOICEMAIL },
    /* It rang with two, and one of them took it. */
    { FALSE, OVER | SO_CALL_ANSWERED | SO_CALL_RANG_OUT | SO_CALL_BY_PERSON, SO_CALL_PERSON },
    /* Somebody heard who it was and let it go to the mailbox. */
    { FALSE, OVER | SO_CALL_BY_PERSON | SO_CALL_LEFT_MESSAGE, SO_CALL_VOICEMAIL },
    { FALSE, OVER | SO_CALL_BY_PERSON | SO_CALL_BY_ASSISTANT | SO_CALL_LEFT_MESSAGE, SO_CALL_PERSON },
    { FALSE, OVER | SO_CALL_BY_ASSISTANT, SO_CALL_ASSISTANT },
    { FALSE, OVER | SO_CALL_BY_ASSISTANT | SO_CALL_HANDED_OVER | SO_CALL_RANG_OUT, SO_CALL_ASSISTANT },
    { FALSE, OVER | SO_CALL_BY_ASSISTANT | SO_CALL_BY_PERSON, SO_CALL_PERSON },
    { FALSE, OVER | SO_CALL_BY_ASSISTANT | SO_CALL_LEFT_MESSAGE, SO_CALL_ASSISTANT },
    { TRUE, SO_CALL_TOLD, SO_CALL_RINGING },
    { TRUE, SO_CALL_TOLD | SO_CALL_ANSWERED, SO_CALL_LIVE },
    { TRUE, OVER | SO_CALL_ANSWERED, SO_CALL_PERSON },
    { TRUE, OVER | SO_CALL_UNANSWERED, SO_CALL_UNREACHED },
    { TRUE, OVER, SO_CALL_UNREACHED },
    { TRUE, OVER | SO_CALL_BY_ASSISTANT, SO_CALL_ASSISTANT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (so_call_state (rows[i].outbound, rows[i].signs), ==, rows[i].state);
    }
}

/* A call that is over stays so whatever else is told, and one that was answered is never missed again; that a message was left makes it a voicemail. */
static void
test_only_forward (void)
{
  for (guint outbound = 0; outbound < 2; outbound++)
    for (guint signs = 0; signs < SO_CALL_HANDED_OVER * 2; signs++)
      for (guint more = 1; more <= SO_CALL_HANDED_OVER; more *= 2)
        {
          SoCallState before = so_call_state (outbound, signs), after = so_call_state (outbound, signs | more);
          gboolean sure = (signs & (SO_CALL_BY_PERSON | SO_CALL_BY_ASSISTANT)) != 0;

          g_assert_true (!so_call_state_is_over (before) || so_call_state_is_over (after));
          g_assert_true (!(sure && so_call_state_is_answered (before)) || so_call_state_is_answered (after) || (more == SO_CALL_LEFT_MESSAGE && after == SO_CALL_VOICEMAIL));
          g_assert_true (outbound ? after != SO_CALL_MISSED && after != SO_CALL_VOICEMAIL : after != SO_CALL_UNREACHED);
        }
}

static void
test_after_hours (void)
{
  static const char json[] = "{\"zone\":\"Europe/Berlin\",\"week\":[[\"09:00-17:00\"],[\"09:00-17:00\"],[\"09:00-17:00\"],[\"09:00-17:00\"],[\"09:00-17:00\"],[],[\"01:00-04:00\"]],"
                             "\"closures\":[{\"from\":\"2026-12-24\",\"to\":\"2026-12-26\"}]}";
  static const struct { const char *at; gboolean closed; } rows[] = {
    { "2026-11-20T07:59:59Z", TRUE }, { "2026-11-20T08:00:00Z", FALSE }, { "2026-11-20T16:00:00Z", TRUE },     /* Friday, winter */
    { "2026-07-17T06:59:59Z", TRUE }, { "2026-07-17T07:00:00Z", FALSE }, { "2026-07-17T15:00:00Z", TRUE },     /* Friday, summer */
    { "2026-11-21T12:00:00Z", TRUE }, { "2026-12-24T12:00:00Z", TRUE }, { "2026-12-28T12:00:00Z", FALSE },
    /* 25 October has 2:00 to 3:00 twice, and is open in both; 29 March does not have it. */
    { "2026-10-24T23:00:00Z", FALSE }, { "2026-10-25T00:30:00Z", FALSE }, { "2026-10-25T01:30:00Z", FALSE }, { "2026-10-25T02:59:59Z", FALSE }, { "2026-10-25T03:00:00Z", TRUE },
    { "2026-03-28T23:59:59Z", TRUE }, { "2026-03-29T00:00:00Z", FALSE }, { "2026-03-29T01:59:59Z", FALSE }, { "2026-03-29T02:00:00Z", TRUE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoHours) hours = so_hours_parse (json, NULL, &error);
  gint64 at;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].at);
      g_assert_true (so_time_parse (rows[i].at, NULL, &at));
      g_assert_cmpint (so_call_is_after_hours (FALSE, at, hours), ==, rows[i].closed);
      g_assert_false (so_call_is_after_hours (TRUE, at, hours));
      g_assert_false (so_call_is_after_hours (FALSE, at, NULL));
    }
}

static void
test_small (void)
{
  SoCallState state;
  SoRecordRule rule;
  SoRecordingConsent consent;

  for (SoCallState i = 0; i < SO_N_CALL_STATES; i++)
    g_assert_true (so_call_state_parse (so_call_state_nick (i), &state) && state == i && so_call_state_label (i, TRUE) && so_call_state_label (i, FALSE));
  g_assert_false (so_call_state_parse ("answered", &state) || so_call_state_parse (NULL, &state));
  for (SoRecordRule i = 0; i < SO_N_RECORD_RULES; i++)
    g_assert_true (so_record_rule_parse (so_record_rule_nick (i), &rule) && rule == i);
  for (SoRecordingConsent i = 0; i < SO_N_RECORDING_CONSENTS; i++)
    g_assert_true (so_recording_consent_parse (so_recording_consent_nick (i), &consent) && consent == i);

  g_assert_true (so_call_is_anonymous (NULL) && so_call_is_anonymous ("") && so_call_is_anonymous ("Anonymous") && so_call_is_anonymous ("+266696687"));
  g_assert_false (so_call_is_anonymous ("+4915112345678"));
}

static void
test_consent (void)
{
  /* Rows: unknown, announced, agreed, declined; columns: any, announced, agreed, never. */
  static const gboolean kept[SO_N_RECORDING_CONSENTS][SO_N_RECORD_RULES] = {
    { TRUE, FALSE, FALSE, FALSE }, { TRUE, TRUE, FALSE, FALSE }, { TRUE, TRUE, TRUE, FALSE }, { FALSE, FALSE, FALSE, FALSE },
  };

  for (SoRecordingConsent i = 0; i < SO_N_RECORDING_CONSENTS; i++)
    for (SoRecordRule k = 0; k < SO_N_RECORD_RULES; k++)
      g_assert_cmpint (so_recording_may_be_kept (i, k), ==, kept[i][k]);
}

static void
test_talk (void)
{
  g_assert_cmpuint (so_call_talk (SO_CALL_PERSON, OVER | SO_CALL_BY_PERSON, 130, 120), ==, 120);
  g_assert_cmpuint (so_call_talk (SO_CALL_PERSON, OVER | SO_CALL_ANSWERED, 130, 0), ==, 130);
  g_assert_cmpuint (so_call_talk (SO_CALL_PERSON, OVER | SO_CALL_BY_PERSON | SO_CALL_BY_ASSISTANT, 130, 60), ==, 130);
  g_assert_cmpuint (so_call_talk (SO_CALL_PERSON, OVER | SO_CALL_BY_PERSON | SO_CALL_BY_ASSISTANT, 0, 60), ==, 60);
  g_assert_cmpuint (so_call_talk (SO_CALL_VOICEMAIL, OVER, 40, 30), ==, 0);
  g_assert_cmpuint (so_call_talk (SO_CALL_MISSED, OVER, 40, 0), ==, 0);
}

static void
count (SoCallMetrics *metrics, gboolean outbound, guint signs, guint seconds, gboolean booked)
{
  SoCall call = { .outbound = outbound, .signs = signs, .seconds = seconds, .number = (char *) (outbound ? "+491" : ""), .booking_id = (char *) (booked ? "b" : NULL), .satisfaction = booked ? 9 : -1 };

  call.state = so_call_state (outbound, signs);
  call.after_hours = !outbound;
  so_call_metrics_add (metrics, &call);
}

static void
test_metrics (void)
{
  SoCallMetrics metrics = { 0 };
  double value;

  for (SoCallMetric i = 0; i < SO_N_CALL_METRICS; i++)
    g_assert_true (*so_call_metric_nick (i) && *so_call_metric_label (i) && g_str_has_suffix (so_call_metric_definition (i), "."));
  /* Of no calls there is no rate, which is not a rate of 0. */
  g_assert_false (so_call_metric_value (&metrics, SO_CALL_METRIC_ANSWER_RATE, &value) || so_call_metric_value (&metrics, SO_CALL_METRIC_AVERAGE, &value));
  g_assert_true (so_call_metric_value (&metrics, SO_CALL_METRIC_TOTAL, &value) && fabs (value) < 1e-9);

  count (&metrics, FALSE, OVER | SO_CALL_BY_PERSON, 100, TRUE);
  count (&metrics, FALSE, OVER | SO_CALL_BY_ASSISTANT, 50, FALSE);
  count (&metrics, FALSE, OVER | SO_CALL_BY_ASSISTANT | SO_CALL_BY_PERSON, 150, FALSE);
  count (&metrics, FALSE, OVER | SO_CALL_LEFT_MESSAGE, 30, FALSE);
  count (&metrics, FALSE, OVER | SO_CALL_UNANSWERED, 0, FALSE);
  count (&metrics, TRUE, OVER | SO_CALL_ANSWERED, 100, FALSE);
  count (&metrics, TRUE, OVER | SO_CALL_UNANSWERED, 0, FALSE);
  count (&metrics, FALSE, SO_CALL_TOLD | SO_CALL_BY_PERSON, 500, FALSE);     /* not over */
  count (&metrics, FALSE, SO_CALL_ENDED | SO_CALL_BY_PERSON, 500, FALSE);    /* never told of itself */

  g_assert_cmpuint (metrics.total, ==, 7);
  g_assert_cmpuint (metrics.inbound, ==, metrics.answered + metrics.voicemail + metrics.missed);
  g_assert_cmpuint (metrics.answered, ==, 3);
  g_assert_cmpuint (metrics.after_hours, ==, 5);
  g_assert_cmpuint (metrics.anonymous, ==, 5);
  g_assert_true (so_call_metric_value (&metrics, SO_CALL_METRIC_AVERAGE, &value) && fabs (value - 100) < 1e-9);
  g_assert_true (so_call_metric_value (&metrics, SO_CALL_METRIC_ANSWER_RATE, &value) && fabs (value - 0.6) < 1e-9);
  g_assert_true (so_call_metric_value (&metrics, SO_CALL_METRIC_CONVERSION, &value) && fabs (value - 0.2) < 1e-9);
  g_assert_true (so_call_metric_value (&metrics, SO_CALL_METRIC_ESCALATION, &value) && fabs (value - 0.5) < 1e-9);
  g_assert_true (so_call_metric_value (&metrics, SO_CALL_METRIC_BOOKED, &value) && fabs (value - 1) < 1e-9);
  /* Who was not rated is no 0. */
  g_assert_true (so_call_metric_value (&metrics, SO_CALL_METRIC_SATISFACTION, &value) && fabs (value - 9) < 1e-9);
}

static void
test_transcript (void)
{
  g_autoptr (SoTranscript) one = so_transcript_new (SO_TRANSCRIPT_PROVIDER, NULL), other = so_transcript_new (SO_TRANSCRIPT_LOCAL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL, *again = NULL, *text = NULL;

  so_transcript_add (one, 4.0, 6.5, "studio", "Yes, at seven.");
  so_transcript_add (one, 0.5, 4.0, "caller", "  Is there a class “today”? ");
  so_transcript_add (one, NAN, -3, NULL, "Hello");
  so_transcript_add (one, 1, 2, NULL, "   ");
  so_transcript_add (one, 8, 7, "caller", "Thanks");
  so_transcript_add (one, 1e300, INFINITY, "caller", "never");
  so_transcript_sort (one);
  text = so_transcript_dup_text (one);
  g_assert_cmpstr (text, ==, "Hello\nIs there a class “today”?\nYes, at seven.\nThanks");

  json = so_transcript_write_segments (one);
  g_assert_true (so_transcript_read_segments (other, json, &error));
  g_assert_no_error (error);
  again = so_transcript_write_segments (other);
  g_assert_cmpstr (again, ==, json);
  g_assert_false (so_transcript_read_segments (other, "{}", &error));
  g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);

  g_assert_cmpint (so_transcript_at (one, 0), ==, 0);
  g_assert_cmpint (so_transcript_at (one, 499), ==, 0);
  g_assert_cmpint (so_transcript_at (one, 500), ==, 1);
  g_assert_cmpint (so_transcript_at (one, 3999), ==, 1);
  g_assert_cmpint (so_transcript_at (one, 4000), ==, 2);
  g_assert_cmpint (so_transcript_at (one, 7000), ==, 2);
  g_assert_cmpint (so_transcript_at (one, 9000), ==, 3);
}

/* A short word while the other one speaks on. */
static void
test_transcript_overlap (void)
{
  g_autoptr (SoTranscript) transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, NULL), timeless = so_transcript_new (SO_TRANSCRIPT_SERVICE, NULL);

  g_assert_cmpint (so_transcript_at (transcript, 5), ==, -1);
  so_transcript_add (transcript, 1, 10, "caller", "A long story");
  so_transcript_add (transcript, 3, 4, "studio", "Yes");
  g_assert_cmpint (so_transcript_at (transcript, 500), ==, -1);
  g_assert_cmpint (so_transcript_at (transcript, 3500), ==, 1);
  g_assert_cmpint (so_transcript_at (transcript, 5000), ==, 0);
  so_transcript_add (timeless, 0, 0, NULL, "All in one");
  g_assert_cmpint (so_transcript_at (timeless, 5), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/call/states", test_states);
  g_test_add_func ("/model/call/only-forward", test_only_forward);
  g_test_add_func ("/model/call/after-hours", test_after_hours);
  g_test_add_func ("/model/call/small", test_small);
  g_test_add_func ("/model/call/consent", test_consent);
  g_test_add_func ("/model/call/talk", test_talk);
  g_test_add_func ("/model/call/metrics", test_metrics);
  g_test_add_func ("/model/call/transcript", test_transcript);
  g_test_add_func ("/model/call/transcript-overlap", test_transcript_overlap);
  return g_test_run ();
}
