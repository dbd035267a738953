/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-elevenlabs-parse.h"

#include "so-json.h"
#include "so-retry.h"
#include "so-twilio-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_ID 80
#define LONGEST_CALL (7 * 24 * 3600)
#define LONGEST_SUMMARY 2000
#define LONGEST_WORDS 300

gboolean
so_elevenlabs_is_id (const char *text)
{
  return text && *text && strlen (text) <= LONGEST_ID && strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen (text);
}

SoElevenlabsStatus
so_elevenlabs_status (JsonObject *conversation)
{
  const char *status = so_json_string (conversation, "status");

  return !g_strcmp0 (status, "done") ? SO_ELEVENLABS_DONE : !g_strcmp0 (status, "failed") ? SO_ELEVENLABS_FAILED : SO_ELEVENLABS_GOING;
}

static guint
seconds_of (JsonObject *object, const char *name)
{
  return (guint) CLAMP (so_json_int (object, name), 0, LONGEST_CALL);
}

/* What was typed is no call, and what one assistant asks another one is part of a call that is told already. */
static gboolean
is_call (JsonObject *conversation, JsonObject *metadata)
{
  const char *from = so_json_string (metadata, "conversation_initiation_source");

  return so_elevenlabs_is_id (so_json_string (conversation, "conversation_id")) && !json_object_get_boolean_member_with_default (metadata, "text_only", FALSE) &&
         !so_json_object (metadata, "whatsapp") && !so_json_object (metadata, "sms") && g_strcmp0 (from, "subagent_tool");
}

/* Words ----------------------------------------------------------------------------------------------- */

/* Turns say when they begin, and not when they end: until the next one. */
static double
end_of_turn (JsonArray *turns, guint i, guint seconds)
{
  gint64 start = so_json_int (so_json_element (turns, i), "time_in_call_secs"), end = seconds;

  for (guint k = i + 1; k < json_array_get_length (turns); k++)
    {
      JsonObject *next = so_json_element (turns, k);

      if (next && so_json_string (next, "message"))
        {
          end = so_json_int (next, "time_in_call_secs");
          break;
        }
    }
  return (double) MAX (end, start);
}

static SoTranscript *
read_turns (JsonObject *conversation, const char *language, guint seconds)
{
  JsonArray *turns = so_json_array (conversation, "transcript");
  SoTranscript *transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, so_json_string (conversation, "conversation_id"));

  transcript->language = language && strlen (language) <= 16 ? g_strdup (language) : NULL;
  for (guint i = 0; turns && i < json_array_get_length (turns); i++)
    {
      JsonObject *turn = so_json_element (turns, i);
      const char *role = turn ? so_json_string (turn, "role") : NULL;

      if (role)
        so_transcript_add (transcript, (double) so_json_int (turn, "time_in_call_secs"), end_of_turn (turns, i, seconds), !strcmp (role, "agent") ? "assistant" : "caller",
                           so_json_string (turn, "message"));
    }
  so_transcript_sort (transcript);
  return transcript;
}

static gboolean
has_said (const SoTranscript *transcript, const char *who)
{
  for (guint i = 0; i < transcript->segments->len; i++)
    if (!strcmp (((SoSegment *) transcript->segments->pdata[i])->who, who))
      return TRUE;
  return FALSE;
}

/* TRUE where the assistant used one of its own tools, whatever came of it. */
static gboolean
has_used (JsonObject *conversation, const char *tool)
{
  JsonArray *turns = so_json_array (conversation, "transcript");

  for (guint i = 0; turns && i < json_array_get_length (turns); i++)
    {
      JsonObject *turn = so_json_element (turns, i);
      JsonArray *calls = turn ? so_json_array (turn, "tool_calls") : NULL;

      for (guint k = 0; calls && k < json_array_get_length (calls); k++)
        {
          JsonObject *call = so_json_element (calls, k);

          if (call && !g_strcmp0 (so_json_string (call, "tool_name"), tool))
            return TRUE;
        }
    }
  return FALSE;
}

/* The call -------------------------------------------------------------------------------------------- */

/* The assistant takes a call as soon as it comes; one of ours is taken where somebody says something there who is no machine. */
static guint
signs_of (JsonObject *conversation, const SoCall *call, const SoTranscript *said)
{
  gboolean spoken = call->outbound ? has_said (said, "caller") && !has_used (conversation, "voicemail_detection") : call->seconds > 0 || said->segments->len;
  SoElevenlabsStatus status = so_elevenlabs_status (conversation);
  guint signs = SO_CALL_TOLD;

  if (spoken)
    signs |= SO_CALL_BY_ASSISTANT;
  if (has_used (conversation, "transfer_to_number"))
    signs |= SO_CALL_HANDED_OVER;
  if (status != SO_ELEVENLABS_GOING)
    signs |= SO_CALL_ENDED | (spoken ? 0 : SO_CALL_UNANSWERED);
  return signs;
}

/* "success" says that the assistant did what it is for. What it means that it did not, nobody knows. */
static void
read_analysis (JsonObject *analysis, SoCall *call)
{
  const char *summary = so_json_string (analysis, "transcript_summary");
  g_autofree char *whole = summary ? g_strstrip (g_strdup (summary)) : NULL;

  if (whole && *whole)
    call->summary = g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), LONGEST_SUMMARY));
  if (call->signs & SO_CALL_HANDED_OVER)
    call->outcome = g_strdup ("escalated");
  else if (!g_strcmp0 (so_json_string (analysis, "call_successful"), "success"))
    call->outcome = g_strdup ("answered");
}

/* @phone NULL: somebody spoke with it on the website, and there is no number. */
static SoCallNews *
begin (JsonObject *conversation, JsonObject *phone)
{
  const char *sid = phone ? so_json_string (phone, "call_sid") : NULL;
  gboolean twilio = phone && !g_strcmp0 (so_json_string (phone, "type"), "twilio") && so_twilio_is_sid (sid, "CA");
  SoCallNews *news = twilio ? so_call_news_new (SO_TWILIO_PROVIDER, sid) : so_call_news_new (SO_ELEVENLABS_PROVIDER, so_json_string (conversation, "conversation_id"));

  if (!phone)
    return news;
  news->call->outbound = !g_strcmp0 (so_json_string (phone, "direction"), "outbound");
  news->call->number = g_strdup (so_json_string (phone, "external_number"));
  news->call->line = g_strdup (so_json_string (phone, "agent_number"));
  return news;
}

static void
add_sound (SoCallNews *news, JsonObject *conversation)
{
  SoRecording *sound = so_recording_new (so_json_string (conversation, "conversation_id"));

  sound->mime = g_strdup ("audio/mpeg");
  sound->seconds = news->call->seconds;
  g_ptr_array_add (news->recordings, sound);
}

SoCallNews *
so_elevenlabs_parse (JsonObject *conversation)
{
  JsonObject *metadata = so_json_object (conversation, "metadata"), *analysis = so_json_object (conversation, "analysis");
  gint64 start = metadata ? so_json_int (metadata, "start_time_unix_secs") : 0;
  g_autoptr (SoTranscript) said = NULL;
  SoCallNews *news;
  SoCall *call;

  if (start <= 0 || start > SO_CALL_LATEST / 1000 || !is_call (conversation, metadata))
    return NULL;
  news = begin (conversation, so_json_object (metadata, "phone_call"));
  call = news->call;
  call->started_at = start * 1000;
  call->seconds = call->talk = seconds_of (metadata, "call_duration_secs");
  said = read_turns (conversation, so_json_string (metadata, "main_language"), call->seconds);
  call->signs = signs_of (conversation, call, said);
  if (!(call->signs & SO_CALL_ENDED))
    return news;
  call->ended_at = call->started_at + (gint64) call->seconds * 1000;
  if (analysis)
    read_analysis (analysis, call);
  if (json_object_get_boolean_member_with_default (conversation, "has_audio", FALSE))
    add_sound (news, conversation);
  if (said->segments->len)
    g_ptr_array_add (news->transcripts, g_steal_pointer (&said));
  return news;
}

/* Errors ---------------------------------------------------------------------------------------------- */

/* {"detail": {"status", "message"}}, or {"detail": [{"loc", "msg", "type"}]}. */
static char *
dup_words (JsonObject *answer)
{
  JsonObject *detail = answer ? so_json_object (answer, "detail") : NULL, *first = answer ? so_json_element (so_json_array (answer, "detail"), 0) : NULL;
  const char *words = detail ? so_json_string (detail, "message") : first ? so_json_string (first, "msg") : NULL;

  return words ? g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), LONGEST_WORDS)) : g_strdup ("");
}

gboolean
so_elevenlabs_fail (guint status, JsonObject *answer, GError **error)
{
  JsonObject *detail = answer ? so_json_object (answer, "detail") : NULL;
  const char *code = detail ? so_json_string (detail, "status") : NULL;
  g_autofree char *words = dup_words (answer);

  if (!g_strcmp0 (code, "missing_permissions"))
    return so_fail (error, SO_ERROR_CHANGE, _("The key may not read conversations: allow it to, in the settings of ElevenLabs"));
  if (status == 401 || status == 403)
    return so_fail (error, SO_ERROR_SIGN_IN, _("ElevenLabs does not accept this key: check it, or enter a new one"));
  if (status == 404)
    return so_fail (error, SO_ERROR_GIVE_UP, _("ElevenLabs does not have this any more"));
  if (so_retry_sort (status) == SO_ERROR_WAIT)
    return so_fail (error, SO_ERROR_WAIT, _("ElevenLabs is busy: it is tried again later"));
  /* Translators: the first is a number, the second the words of ElevenLabs in English */
  return so_fail (error, so_retry_sort (status), _("ElevenLabs refuses (%u): %s"), status, words);
}
