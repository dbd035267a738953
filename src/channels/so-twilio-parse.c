/* SPDX-License-Identifier: MIT */
#include "so-twilio-parse.h"

#include "so-http.h"
#include "so-json.h"

#include <string.h>

gboolean
so_twilio_is_sid (const char *text, const char *prefix)
{
  return text && g_str_has_prefix (text, prefix) && strlen (text) == 34 && strspn (text + 2, "0123456789abcdefABCDEF") == 32;
}

/* Durations come as strings, "-1" where they are not known. */
static guint
seconds_of (JsonObject *object)
{
  const char *text = so_json_string (object, "duration");
  gint64 seconds = text ? g_ascii_strtoll (text, NULL, 10) : so_json_int (object, "duration");

  return (guint) CLAMP (seconds, 0, 7 * 24 * 3600);
}

/* 0: none, or one that is no time of a call. */
static gint64
read_date (JsonObject *object, const char *name)
{
  gint64 at = so_http_parse_date (so_json_string (object, name));

  return at > 0 && at <= SO_CALL_LATEST ? at : 0;
}

static gint64
date_of (JsonObject *object, const char *first, const char *second)
{
  gint64 at = read_date (object, first);

  return at ? at : read_date (object, second);
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return text && g_strv_contains (words, text);
}

static const char *const unanswered[] = { "busy", "failed", "no-answer", "canceled", NULL };

static gboolean
is_machine (JsonObject *call)
{
  const char *by = so_json_string (call, "answered_by");

  return by && (g_str_has_prefix (by, "machine") || !strcmp (by, "fax"));
}

/* A leg to somebody of the studio, as a piece of the caller's call. */
static SoCallNews *
parse_leg (JsonObject *call, const char *parent)
{
  SoCallNews *news = so_call_news_new (SO_TWILIO_PROVIDER, parent);
  const char *status = so_json_string (call, "status");
  guint seconds = seconds_of (call);

  /* The mailbox of her own telephone is nobody. */
  if (is_one_of (status, unanswered) || is_machine (call) || (!g_strcmp0 (status, "completed") && !seconds))
    news->call->signs = SO_CALL_RANG_OUT;
  else if (!g_strcmp0 (status, "in-progress") || !g_strcmp0 (status, "completed"))
    news->call->signs = SO_CALL_BY_PERSON;
  if (news->call->signs & SO_CALL_BY_PERSON)
    news->call->talk = seconds;
  return news;
}

/* Where all calls are put through by <Dial>, the leg to somebody tells who took one, and "completed" says only that Twilio took it, to ask where it should go. Else it is all that is said,
 * as of those in a conference, a queue or an application. A trunk leads to a telephone system that took it. A machine that answers a call of ours is nobody. */
static guint
taken_by (JsonObject *call, gboolean outbound, SoTwilioAnswers answers)
{
  if (outbound)
    return is_machine (call) ? 0 : SO_CALL_ANSWERED;
  if (answers == SO_TWILIO_ANSWERS_ASSISTANT)
    return SO_CALL_BY_ASSISTANT;
  return answers == SO_TWILIO_ANSWERS_PERSON || !g_strcmp0 (so_json_string (call, "direction"), "trunking-originating") ? SO_CALL_ANSWERED : 0;
}

static guint
signs_of (JsonObject *call, gboolean outbound, SoTwilioAnswers answers)
{
  const char *status = so_json_string (call, "status");
  guint taken = taken_by (call, outbound, answers);

  if (is_one_of (status, unanswered))
    return SO_CALL_TOLD | SO_CALL_ENDED | SO_CALL_UNANSWERED;
  if (!g_strcmp0 (status, "in-progress"))
    return SO_CALL_TOLD | taken;
  if (!g_strcmp0 (status, "completed"))
    return SO_CALL_TOLD | SO_CALL_ENDED | (seconds_of (call) ? taken : 0);
  return SO_CALL_TOLD;
}

SoCallNews *
so_twilio_parse_call (JsonObject *call, SoTwilioAnswers answers, gint64 *at)
{
  const char *sid = so_json_string (call, "sid"), *parent = so_json_string (call, "parent_call_sid"), *direction = so_json_string (call, "direction");
  gboolean outbound = direction && (g_str_has_prefix (direction, "outbound") || !strcmp (direction, "trunking-terminating"));
  SoCallNews *news;

  *at = date_of (call, "start_time", "date_created");
  if (!*at || !so_twilio_is_sid (sid, "CA") || !direction)
    return NULL;
  if (so_twilio_is_sid (parent, "CA"))
    return parse_leg (call, parent);
  news = so_call_news_new (SO_TWILIO_PROVIDER, sid);
  news->call->outbound = outbound;
  news->call->signs = signs_of (call, outbound, answers);
  news->call->started_at = *at;
  news->call->ended_at = read_date (call, "end_time");
  news->call->seconds = seconds_of (call);
  news->call->number = g_strdup (so_json_string (call, outbound ? "to" : "from"));
  news->call->line = g_strdup (so_json_string (call, outbound ? "from" : "to"));
  news->call->name = g_strdup (so_json_string (call, "caller_name"));
  return news;
}

SoCallNews *
so_twilio_parse_recording (JsonObject *recording, gint64 *at)
{
  const char *sid = so_json_string (recording, "sid"), *call = so_json_string (recording, "call_sid");
  SoRecording *sound;
  SoCallNews *news;

  *at = date_of (recording, "date_created", "start_time");
  if (!*at || !so_twilio_is_sid (sid, "RE") || !so_twilio_is_sid (call, "CA") || g_strcmp0 (so_json_string (recording, "status"), "completed"))
    return NULL;
  news = so_call_news_new (SO_TWILIO_PROVIDER, call);
  sound = so_recording_new (sid);
  sound->seconds = seconds_of (recording);
  sound->channels = (guint) CLAMP (so_json_int (recording, "channels"), 0, 2);
  g_ptr_array_add (news->recordings, sound);
  /* Only the mailbox records in this way. */
  if (!g_strcmp0 (so_json_string (recording, "source"), "RecordVerb"))
    news->call->signs = SO_CALL_LEFT_MESSAGE;
  return news;
}

SoCallNews *
so_twilio_parse_transcription (JsonObject *transcription, const char *call_sid, gint64 *at)
{
  const char *sid = so_json_string (transcription, "sid");
  SoTranscript *transcript;
  SoCallNews *news;

  *at = date_of (transcription, "date_created", "date_updated");
  if (!*at || !so_twilio_is_sid (sid, "TR") || !so_twilio_is_sid (call_sid, "CA") || g_strcmp0 (so_json_string (transcription, "status"), "completed"))
    return NULL;
  news = so_call_news_new (SO_TWILIO_PROVIDER, call_sid);
  transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, sid);
  transcript->language = g_strdup ("en");   /* it writes nothing else */
  so_transcript_add (transcript, 0, 0, "caller", so_json_string (transcription, "transcription_text"));
  g_ptr_array_add (news->transcripts, transcript);
  return news;
}
