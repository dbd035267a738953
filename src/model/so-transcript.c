/* SPDX-License-Identifier: MIT */
#include "so-transcript.h"

#include <math.h>

#include "so-error.h"
#include "so-json.h"

#define MOST_SEGMENTS 20000
#define LONGEST_SECONDS (24 * 60 * 60.0)

static const char *const sources[SO_N_TRANSCRIPT_SOURCES] = { "provider", "service", "local" };

static void
segment_free (SoSegment *segment)
{
  g_free (segment->who);
  g_free (segment->text);
  g_free (segment);
}

SoTranscript *
so_transcript_new (SoTranscriptSource source, const char *remote_id)
{
  SoTranscript *transcript = g_new0 (SoTranscript, 1);

  transcript->source = source;
  transcript->remote_id = g_strdup (remote_id);
  transcript->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) segment_free);
  return transcript;
}

void
so_transcript_free (SoTranscript *transcript)
{
  if (!transcript)
    return;
  g_free (transcript->id);
  g_free (transcript->message_id);
  g_free (transcript->remote_id);
  g_free (transcript->language);
  g_ptr_array_unref (transcript->segments);
  g_free (transcript);
}

const char *
so_transcript_source_nick (SoTranscriptSource source)
{
  return sources[source];
}

gboolean
so_transcript_source_parse (const char *nick, SoTranscriptSource *source)
{
  for (guint i = 0; i < SO_N_TRANSCRIPT_SOURCES; i++)
    if (!g_strcmp0 (nick, sources[i]))
      return *source = (SoTranscriptSource) i, TRUE;
  return FALSE;
}

static guint
milliseconds (double seconds)
{
  return isfinite (seconds) ? (guint) lround (CLAMP (seconds, 0, LONGEST_SECONDS) * 1000) : 0;
}

void
so_transcript_add (SoTranscript *transcript, double start, double end, const char *who, const char *text)
{
  g_autofree char *bare = text ? g_strstrip (g_strdup (text)) : NULL;
  SoSegment *segment;

  if (!bare || !*bare || transcript->segments->len >= MOST_SEGMENTS || start > LONGEST_SECONDS)
    return;
  segment = g_new0 (SoSegment, 1);
  segment->start_ms = milliseconds (start);
  segment->end_ms = MAX (milliseconds (end), segment->start_ms);
  segment->who = g_strdup (who ? who : "");
  segment->text = g_steal_pointer (&bare);
  g_ptr_array_add (transcript->segments, segment);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SoSegment *one = *(SoSegment *const *) a, *other = *(SoSegment *const *) b;

  return one->start_ms < other->start_ms ? -1 : one->start_ms > other->start_ms;
}

/* GLib's sort keeps the order of what is equal. */
void
so_transcript_sort (SoTranscript *transcript)
{
  g_ptr_array_sort (transcript->segments, compare);
}

char *
so_transcript_dup_text (const SoTranscript *transcript)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      const SoSegment *segment = transcript->segments->pdata[i];
      g_string_append_printf (all, "%s%s", i ? "\n" : "", segment->text);
    }
  return g_string_free_and_steal (all);
}

char *
so_transcript_write_segments (const SoTranscript *transcript)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      const SoSegment *segment = transcript->segments->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "start", segment->start_ms);
      json_object_set_int_member (object, "end", segment->end_ms);
      json_object_set_string_member (object, "who", segment->who);
      json_object_set_string_member (object, "text", segment->text);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  return so_json_write (node, FALSE);
}

gboolean
so_transcript_read_segments (SoTranscript *transcript, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, error);
  JsonArray *array;

  if (node && !JSON_NODE_HOLDS_ARRAY (node))
    return so_fail (error, SO_ERROR_CHANGE, "A transcript is written as [{\"start\": 0, \"end\": 1500, \"who\": \"caller\", \"text\": \"Hello\"}].");
  if (!node)
    return FALSE;
  g_ptr_array_set_size (transcript->segments, 0);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = so_json_element (array, i);

      if (object)
        so_transcript_add (transcript, so_json_int (object, "start") / 1000.0, so_json_int (object, "end") / 1000.0, so_json_string (object, "who"), so_json_string (object, "text"));
    }
  so_transcript_sort (transcript);
  return TRUE;
}

/* The last that begins at @ms or before; -1: none. */
static int
last_begun (const GPtrArray *segments, guint ms)
{
  guint from = 0, to = segments->len;

  while (from < to)
    {
      guint middle = (from + to) / 2;

      if (((SoSegment *) segments->pdata[middle])->start_ms <= ms)
        from = middle + 1;
      else
        to = middle;
    }
  return (int) from - 1;
}

int
so_transcript_at (const SoTranscript *transcript, guint ms)
{
  const GPtrArray *segments = transcript->segments;
  int last = last_begun (segments, ms);

  if (!segments->len || !((SoSegment *) segments->pdata[segments->len - 1])->end_ms)
    return -1;
  /* One that began earlier may last longer: a short "yes" between is over, and the other one goes on. Further back than that nobody speaks for so long. */
  for (int i = last; i >= 0 && i > last - 4; i--)
    if (((SoSegment *) segments->pdata[i])->end_ms > ms)
      return i;
  return last;
}
