/* SPDX-License-Identifier: MIT */
#include "so-speech-answer.h"

#include <math.h>
#include <string.h>

#include "so-json.h"

/* As whisper.cpp and OpenAI's whisper-1 call them. */
static const struct { const char *code, *name; } languages[] = {
  { "en", "english" }, { "de", "german" }, { "es", "spanish" }, { "fr", "french" }, { "it", "italian" }, { "pt", "portuguese" }, { "nl", "dutch" }, { "pl", "polish" },
  { "tr", "turkish" }, { "ru", "russian" }, { "uk", "ukrainian" }, { "ar", "arabic" }, { "he", "hebrew" }, { "zh", "chinese" }, { "ja", "japanese" }, { "ko", "korean" },
  { "hi", "hindi" }, { "cs", "czech" }, { "sk", "slovak" }, { "hu", "hungarian" }, { "ro", "romanian" }, { "bg", "bulgarian" }, { "el", "greek" }, { "sv", "swedish" },
  { "da", "danish" }, { "no", "norwegian" }, { "fi", "finnish" }, { "hr", "croatian" }, { "sr", "serbian" }, { "sl", "slovenian" }, { "ca", "catalan" }, { "fa", "persian" },
  { "ur", "urdu" }, { "vi", "vietnamese" }, { "th", "thai" }, { "id", "indonesian" }, { "et", "estonian" }, { "lv", "latvian" }, { "lt", "lithuanian" },
};

const char *
so_speech_language (const char *name)
{
  for (guint i = 0; name && i < G_N_ELEMENTS (languages); i++)
    if (!g_ascii_strcasecmp (name, languages[i].name) || !g_ascii_strcasecmp (name, languages[i].code))
      return languages[i].code;
  return NULL;
}

/* NaN where it is none. */
static double
number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : NAN;
}

/* "[BLANK_AUDIO]", "(music)": what the program says where nobody speaks. */
static gboolean
is_remark (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  gsize length = strlen (bare);

  if (length < 2)
    return length == 0;
  return (bare[0] == '[' && strchr (bare, ']') == bare + length - 1) || (bare[0] == '(' && strchr (bare, ')') == bare + length - 1);
}

/* By the program's own rule what it made up out of silence. */
static gboolean
is_made_up (JsonObject *segment)
{
  return number (segment, "no_speech_prob") > 0.6 && number (segment, "avg_logprob") < -1;
}

static void
add_segment (JsonObject *segment, const SoSpeechPiece *piece, SoTranscript *transcript)
{
  const char *text = so_json_string (segment, "text");
  double start = number (segment, "start"), end = number (segment, "end");

  if (!text || is_remark (text) || is_made_up (segment))
    return;
  start = isfinite (start) ? CLAMP (start, 0, piece->seconds) : 0;
  end = isfinite (end) ? CLAMP (end, start, piece->seconds) : start;
  so_transcript_add (transcript, piece->offset + start, piece->offset + end, piece->who, text);
}

gboolean
so_speech_answer_read (JsonObject *answer, const SoSpeechPiece *piece, SoTranscript *transcript)
{
  JsonArray *segments = so_json_array (answer, "segments");
  const char *text = so_json_string (answer, "text"), *language = so_speech_language (so_json_string (answer, "language"));
  gboolean timed = FALSE;

  for (guint i = 0; segments && i < json_array_get_length (segments); i++)
    {
      JsonObject *segment = so_json_element (segments, i);
      timed |= segment && so_json_string (segment, "text") && number (segment, "end") > 0;
    }
  if (!timed && !text)
    return FALSE;
  for (guint i = 0; timed && i < json_array_get_length (segments); i++)
    {
      JsonObject *segment = so_json_element (segments, i);

      if (segment)
        add_segment (segment, piece, transcript);
    }
  if (!timed && !is_remark (text))
    so_transcript_add (transcript, piece->offset, piece->whole ? piece->offset : piece->offset + piece->seconds, piece->who, text);
  if (language && !transcript->language)
    transcript->language = g_strdup (language);
  return TRUE;
}
