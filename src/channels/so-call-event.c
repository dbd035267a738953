/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-call-event.h"

#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LONGEST 200
#define LONGEST_CALL (7 * 24 * 3600)

/* Lower-case letters, digits, dots and dashes: it is part of an id. The names of providers that are asked themselves are theirs alone. */
static gboolean
is_source (const char *text)
{
  static const char *const taken[] = { "twilio", "elevenlabs", NULL };

  return text && *text && strlen (text) <= 40 && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen (text) && !g_strv_contains (taken, text);
}

/* FALSE where it is there and is no time. */
static gboolean
read_time (JsonObject *event, const char *name, gint64 *at, GError **error)
{
  *at = so_json_time (event, name);
  if (json_object_has_member (event, name) && (*at <= 0 || *at > SO_CALL_LATEST))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is a time: write it as 2026-11-21T07:00:00Z"), name);
  return TRUE;
}

/* NULL where it is not there, or nothing. */
static JsonNode *
find (JsonObject *event, const char *name)
{
  JsonNode *node = json_object_get_member (event, name);

  return node && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/* Some count parts of seconds. What is no number is not taken for none: a call of 0 seconds is one that was missed. */
static gboolean
read_seconds (JsonObject *event, const char *name, guint *seconds, GError **error)
{
  JsonNode *node = find (event, name);
  GType type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double told = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : node ? -1 : 0;

  *seconds = told > 0 && told <= LONGEST_CALL ? (guint) ceil (told) : 0;
  if (!(told >= 0 && told <= LONGEST_CALL))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is a number of seconds, from 0 to %d"), name, LONGEST_CALL);
  return TRUE;
}

static char *
dup_text (JsonObject *event, const char *name)
{
  const char *text = so_json_string (event, name);

  return text && *text ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), LONGEST)) : NULL;
}

/* A number that is written without quotes is not one that is withheld. */
static gboolean
read_number (JsonObject *event, const char *name, char **number, GError **error)
{
  JsonNode *node = find (event, name);

  if (node && !so_json_string (event, name))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is a text: write it in quotes"), name);
  *number = dup_text (event, name);
  if (*number && !*g_strstrip (*number))
    g_clear_pointer (number, g_free);
  return TRUE;
}

static gboolean
read_direction (JsonObject *event, SoCall *call, GError **error)
{
  const char *direction = so_json_string (event, "direction");

  call->outbound = !g_strcmp0 (direction, "outbound");
  if (json_object_has_member (event, "direction") && !call->outbound && g_strcmp0 (direction, "inbound"))
    return so_fail (error, SO_ERROR_CHANGE, _("“direction” is “inbound” or “outbound”"));
  call->name = dup_text (event, "name");
  return read_number (event, call->outbound ? "to" : "from", &call->number, error) && read_number (event, call->outbound ? "from" : "to", &call->line, error);
}

static gboolean
read_started (JsonObject *event, SoCallNews *news, GError **error)
{
  news->call->signs = SO_CALL_TOLD;
  if (!read_time (event, "at", &news->call->started_at, error))
    return FALSE;
  if (!news->call->started_at)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is a time: write it as 2026-11-21T07:00:00Z"), "at");
  return read_direction (event, news->call, error);
}

static gboolean
read_answered_by (JsonObject *event, SoCall *call, GError **error)
{
  static const struct { const char *by; guint sign; } signs[] = {
    { "person", SO_CALL_BY_PERSON }, { "assistant", SO_CALL_BY_ASSISTANT }, { "voicemail", SO_CALL_LEFT_MESSAGE }, { "nobody", SO_CALL_UNANSWERED },
  };
  const char *by = so_json_string (event, "answered_by");

  if (!json_object_has_member (event, "answered_by"))
    return call->signs |= call->seconds ? SO_CALL_ANSWERED : SO_CALL_UNANSWERED, TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (!g_strcmp0 (by, signs[i].by))
      return call->signs |= signs[i].sign, TRUE;
  return so_fail (error, SO_ERROR_CHANGE, _("“answered_by” is “person”, “assistant”, “voicemail” or “nobody”"));
}

/* One that says whose call it was stands for a beginning that was never heard of. */
static gboolean
read_beginning (JsonObject *event, SoCall *call, GError **error)
{
  if (!json_object_has_member (event, "from") && !json_object_has_member (event, "to") && !json_object_has_member (event, "direction"))
    return TRUE;
  call->signs |= SO_CALL_TOLD;
  if (!read_time (event, "started_at", &call->started_at, error))
    return FALSE;
  if (!call->started_at)
    call->started_at = call->ended_at - (gint64) call->seconds * 1000;
  return read_direction (event, call, error);
}

static gboolean
read_ended (JsonObject *event, SoCallNews *news, GError **error)
{
  const char *consent = so_json_string (event, "consent");
  SoCall *call = news->call;

  call->signs = SO_CALL_ENDED;
  if (find (event, "consent") && (!consent || !so_recording_consent_parse (consent, &call->consent)))
    return so_fail (error, SO_ERROR_CHANGE, _("“consent” is “announced”, “agreed” or “declined”"));
  if (!read_time (event, "at", &call->ended_at, error) || !read_seconds (event, "seconds", &call->seconds, error) || !read_seconds (event, "talk_seconds", &call->talk, error))
    return FALSE;
  if (!call->ended_at)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is a time: write it as 2026-11-21T07:00:00Z"), "at");
  return read_answered_by (event, call, error) && read_beginning (event, call, error);
}

static gboolean
read_transcript (JsonObject *event, SoCallNews *news, GError **error)
{
  g_autoptr (SoTranscript) transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, news->call->provider);
  JsonNode *segments = json_object_get_member (event, "segments");
  g_autofree char *json = segments ? so_json_write (segments, FALSE) : NULL;

  transcript->language = dup_text (event, "language");
  if (!json || !JSON_NODE_HOLDS_ARRAY (segments))
    return so_fail (error, SO_ERROR_CHANGE, _("“segments” is a list of {\"start\", \"end\", \"who\", \"text\"}, in milliseconds"));
  if (!so_transcript_read_segments (transcript, json, error))
    return FALSE;
  g_ptr_array_add (news->transcripts, g_steal_pointer (&transcript));
  return TRUE;
}

static gboolean
read_intent (JsonObject *event, SoCallNews *news, GError **error)
{
  news->call->intent = dup_text (event, "intent");
  return news->call->intent || so_fail (error, SO_ERROR_CHANGE, _("“%s” is missing"), "intent");
}

static gboolean
read_booking (JsonObject *event, SoCallNews *news, GError **error)
{
  news->call->booking_id = dup_text (event, "booking");
  return news->call->booking_id || so_fail (error, SO_ERROR_CHANGE, _("“%s” is missing"), "booking");
}

static const struct { const char *name; gboolean (*read) (JsonObject *, SoCallNews *, GError **); } events[] = {
  { "call.started", read_started }, { "call.ended", read_ended }, { "call.transcript", read_transcript }, { "call.intent", read_intent }, { "appointment.scheduled", read_booking },
};

SoCallNews *
so_call_event_parse (JsonObject *event, GError **error)
{
  const char *name = so_json_string (event, "event"), *source = so_json_string (event, "source"), *id = so_json_string (event, "id");
  g_autoptr (SoCallNews) news = NULL;

  if (!is_source (source))
    return so_fail (error, SO_ERROR_CHANGE, _("“source” is what the telephone system is called: small letters, digits, dots and dashes, and no provider's name")), NULL;
  if (!id || !*id || strlen (id) > LONGEST)
    return so_fail (error, SO_ERROR_CHANGE, _("“id” names the call: a text of up to 200 characters")), NULL;
  news = so_call_news_new (source, id);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (!g_strcmp0 (name, events[i].name))
      return events[i].read (event, news, error) ? g_steal_pointer (&news) : NULL;
  return so_fail (error, SO_ERROR_CHANGE, _("“event” is one of “call.started”, “call.ended”, “call.transcript”, “call.intent” and “appointment.scheduled”")), NULL;
}
