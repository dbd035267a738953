/* SPDX-License-Identifier: MIT */
#include "so-call-event.h"

#include "so-error.h"
#include "so-json.h"

#define EVENT(name, more) "{\"event\":\"" name "\",\"source\":\"asterisk\",\"id\":\"17.1\"" more "}"
#define AT ",\"at\":\"2026-11-21T07:01:12Z\""
#define ENDED G_GINT64_CONSTANT (1795244472000)

static SoCallNews *
parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, NULL);

  g_assert_nonnull (node);
  return so_call_event_parse (json_node_get_object (node), error);
}

static void
test_good (void)
{
  static const struct { const char *json; guint signs; gint64 started, ended; guint seconds; gboolean outbound; const char *number; } rows[] = {
    { EVENT ("call.started", AT ",\"from\":\"+49151\",\"to\":\"+4930\""), SO_CALL_TOLD, ENDED, 0, 0, FALSE, "+49151" },
    { EVENT ("call.started", AT), SO_CALL_TOLD, ENDED, 0, 0, FALSE, NULL },
    { EVENT ("call.started", AT ",\"direction\":\"outbound\",\"from\":\"+4930\",\"to\":\"+49151\""), SO_CALL_TOLD, ENDED, 0, 0, TRUE, "+49151" },
    { EVENT ("call.ended", AT ",\"seconds\":72"), SO_CALL_ENDED | SO_CALL_ANSWERED, 0, ENDED, 72, FALSE, NULL },
    { EVENT ("call.ended", AT), SO_CALL_ENDED | SO_CALL_UNANSWERED, 0, ENDED, 0, FALSE, NULL },
    { EVENT ("call.ended", AT ",\"seconds\":0.4"), SO_CALL_ENDED | SO_CALL_ANSWERED, 0, ENDED, 1, FALSE, NULL },
    { EVENT ("call.ended", AT ",\"seconds\":30.7,\"consent\":null"), SO_CALL_ENDED | SO_CALL_ANSWERED, 0, ENDED, 31, FALSE, NULL },
    { EVENT ("call.started", AT ",\"from\":\"  \""), SO_CALL_TOLD, ENDED, 0, 0, FALSE, NULL },
    { EVENT ("call.ended", AT ",\"seconds\":72,\"answered_by\":\"voicemail\""), SO_CALL_ENDED | SO_CALL_LEFT_MESSAGE, 0, ENDED, 72, FALSE, NULL },
    { EVENT ("call.ended", AT ",\"seconds\":9,\"answered_by\":\"nobody\""), SO_CALL_ENDED | SO_CALL_UNANSWERED, 0, ENDED, 9, FALSE, NULL },
    /* The beginning was never heard of. */
    { EVENT ("call.ended", AT ",\"seconds\":72,\"answered_by\":\"person\",\"from\":\"+49151\""), SO_CALL_TOLD | SO_CALL_ENDED | SO_CALL_BY_PERSON, ENDED - 72000, ENDED, 72, FALSE, "+49151" },
    { EVENT ("call.ended", AT ",\"seconds\":72,\"answered_by\":\"assistant\",\"direction\":\"inbound\",\"started_at\":\"2026-11-21T07:00:00Z\""),
      SO_CALL_TOLD | SO_CALL_ENDED | SO_CALL_BY_ASSISTANT, ENDED - 72000, ENDED, 72, FALSE, NULL },
    { EVENT ("call.intent", ",\"intent\":\"trial_class\""), 0, 0, 0, 0, FALSE, NULL },
    { EVENT ("appointment.scheduled", ",\"booking\":\"b1\""), 0, 0, 0, 0, FALSE, NULL },
    { EVENT ("call.transcript", ",\"segments\":[{\"start\":0,\"end\":1500,\"who\":\"caller\",\"text\":\"Hello\"}]"), 0, 0, 0, 0, FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoCallNews) news = parse (rows[i].json, &error);

      g_test_message ("%s", rows[i].json);
      g_assert_no_error (error);
      g_assert_cmpstr (news->call->provider, ==, "asterisk");
      g_assert_cmpuint (news->call->signs, ==, rows[i].signs);
      g_assert_cmpint (news->call->started_at, ==, rows[i].started);
      g_assert_cmpint (news->call->ended_at, ==, rows[i].ended);
      g_assert_cmpuint (news->call->seconds, ==, rows[i].seconds);
      g_assert_cmpint (news->call->outbound, ==, rows[i].outbound);
      g_assert_cmpstr (news->call->number, ==, rows[i].number);
    }
}

static void
test_bad (void)
{
  static const char *const rows[] = {
    "{}", EVENT ("call.rang", AT), EVENT ("call.started", ""), EVENT ("call.started", ",\"at\":\"soon\""), EVENT ("call.started", ",\"at\":7"),
    EVENT ("call.started", AT ",\"direction\":\"up\""), EVENT ("call.ended", ""), EVENT ("call.ended", AT ",\"seconds\":-1"), EVENT ("call.ended", AT ",\"seconds\":99999999"),
    EVENT ("call.started", ",\"at\":\"9999-12-31T23:59:59Z\""), EVENT ("call.started", AT ",\"from\":49151"), EVENT ("call.started", AT ",\"from\":[\"+49151\"]"),
    EVENT ("call.ended", AT ",\"seconds\":\"30\""), EVENT ("call.ended", AT ",\"seconds\":true"), EVENT ("call.ended", AT ",\"seconds\":1e30"), EVENT ("call.ended", AT ",\"talk_seconds\":[1]"),
    EVENT ("call.ended", AT ",\"consent\":true"), EVENT ("call.ended", AT ",\"consent\":[\"declined\"]"),
    EVENT ("call.ended", AT ",\"answered_by\":\"dog\""), EVENT ("call.ended", AT ",\"answered_by\":7"), EVENT ("call.ended", AT ",\"consent\":\"maybe\""),
    EVENT ("call.ended", AT ",\"to\":\"+49\",\"started_at\":\"x\""), EVENT ("call.intent", ""), EVENT ("appointment.scheduled", ",\"booking\":\"\""), EVENT ("call.transcript", ""),
    EVENT ("call.transcript", ",\"segments\":{}"), EVENT ("call.transcript", ",\"segments\":\"Hello\""),
    "{\"event\":\"call.started\",\"source\":\"twilio\",\"id\":\"CA1\"" AT "}", "{\"event\":\"call.started\",\"source\":\"My PBX\",\"id\":\"1\"" AT "}",
    "{\"event\":\"call.started\",\"source\":\"pbx\",\"id\":\"\"" AT "}", "{\"event\":\"call.started\",\"source\":\"pbx\",\"id\":7" AT "}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i]);
      g_assert_null (parse (rows[i], &error));
      g_assert_error (error, SO_ERROR, SO_ERROR_CHANGE);
      g_assert_cmpuint (g_utf8_strlen (error->message, -1), >, 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call-event/good", test_good);
  g_test_add_func ("/call-event/bad", test_bad);
  return g_test_run ();
}
