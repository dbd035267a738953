/* SPDX-License-Identifier: MIT */
#include "so-talk.h"

#include "so-calls.h"
#include "so-json.h"
#include "so-settings.h"
#include "so-text.h"
#include "so-threads.h"
#include "so-transcripts.h"
#include "so-understand.h"

#include <string.h>

#define MOST_MESSAGES 60
/* Of one call: what came last, as somebody who reads a long conversation begins. */
#define MOST_SPOKEN 120
#define LONGEST_TURN 1000

void
so_talk_free (SoTalk *talk)
{
  g_clear_pointer (&talk->thread, so_thread_free);
  g_clear_pointer (&talk->profile, so_profile_free);
  g_ptr_array_unref (talk->messages);
  g_ptr_array_unref (talk->texts);
  g_ptr_array_unref (talk->entities);
  g_ptr_array_unref (talk->read);
  g_array_unref (talk->turns);
  g_array_unref (talk->prompt);
  g_ptr_array_unref (talk->from);
  g_ptr_array_unref (talk->said);
  g_free (talk);
}

static SoTalk *
talk_new (void)
{
  SoTalk *talk = g_new0 (SoTalk, 1);

  talk->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) so_message_free);
  talk->texts = g_ptr_array_new_with_free_func (g_free);
  talk->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  talk->read = g_ptr_array_new_with_free_func ((GDestroyNotify) so_classification_free);
  talk->turns = g_array_new (FALSE, TRUE, sizeof (SoAnalysisTurn));
  talk->prompt = g_array_new (FALSE, TRUE, sizeof (SoPromptTurn));
  talk->from = g_ptr_array_new ();
  talk->said = g_ptr_array_new ();
  return talk;
}

static void
add_turn (SoTalk *talk, const SoMessage *message, const SoAnalysisTurn *turn)
{
  g_array_append_vals (talk->turns, turn, 1);
  g_array_append_vals (talk->prompt, &(SoPromptTurn) { turn->outbound, turn->text, NULL }, 1);
  g_ptr_array_add (talk->from, message->id);
  if (!turn->outbound)
    g_ptr_array_add (talk->said, (char *) turn->text);
}

static void
add_written (SoTalk *talk, const SoMessage *message)
{
  JsonNode *node = message->entities ? so_json_parse (message->entities, -1, 0, NULL) : NULL;
  JsonObject *known = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  SoAnalysisTurn turn = { message->outbound, message->text, message->intent, message->sub_category, message->sentiment };

  if (known)
    {
      turn.class_type = so_json_string (known, "class_type");
      turn.date = so_json_string (known, "date");
      turn.time = so_json_string (known, "time");
    }
  if (node)
    g_ptr_array_add (talk->entities, node);
  add_turn (talk, message, &turn);
}

/* What was spoken ---------------------------------------------------------------------------------- */

typedef enum { CUSTOMER, STUDIO, UNKNOWN } Speaker;

/* Of a recording on which nobody tells the voices apart nothing is taken for the customer's words; into a mailbox the caller alone speaks. */
static Speaker
speaker_of (const SoSegment *segment, const SoCall *call, const SoMessage *message)
{
  if (!strcmp (segment->who, "caller"))
    return CUSTOMER;
  if (!strcmp (segment->who, "studio") || !strcmp (segment->who, "assistant"))
    return STUDIO;
  if (call && call->state != SO_CALL_VOICEMAIL)
    return UNKNOWN;
  return message->outbound ? STUDIO : CUSTOMER;
}

static void
add_spoken (SoTalk *talk, const SoMessage *message, const SoCall *call, const SoTranscript *transcript)
{
  guint first = transcript->segments->len - MIN (transcript->segments->len, MOST_SPOKEN);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < transcript->segments->len; i++)
    {
      const SoSegment *segment = transcript->segments->pdata[i], *next = i + 1 < transcript->segments->len ? transcript->segments->pdata[i + 1] : NULL;
      Speaker speaker = speaker_of (segment, call, message);
      SoAnalysisTurn turn = { .outbound = speaker == STUDIO };

      if (speaker == UNKNOWN)
        continue;
      g_string_append_printf (text, "%s%s", text->len ? " " : "", segment->text);
      if (next && text->len + strlen (next->text) < LONGEST_TURN && speaker_of (next, call, message) == speaker)
        continue;
      turn.text = g_strdup (text->str);
      g_ptr_array_add (talk->texts, (char *) turn.text);
      add_turn (talk, message, &turn);
      g_string_truncate (text, 0);
    }
}

static gboolean
has_part (const SoMessage *message, SoPartKind kind)
{
  for (guint i = 0; i < message->parts->len; i++)
    if (((SoPart *) message->parts->pdata[i])->kind == kind)
      return TRUE;
  return FALSE;
}

gboolean
so_talk_is_call (const SoMessage *message)
{
  return has_part (message, SO_PART_CALL);
}

gboolean
so_talk_has_sound (const SoMessage *message)
{
  return has_part (message, SO_PART_AUDIO) || so_talk_is_call (message);
}

/* *@wordless: nothing that is written there was written by anybody. */
static gboolean
add_sound (SoDb *db, SoTalk *talk, const SoMessage *message, gboolean *wordless, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoCall) known = so_call_of_message (db, message->id, &failed);
  g_autoptr (SoTranscript) transcript = failed ? NULL : so_transcript_find (db, message->id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  *wordless = known || (transcript && !*message->text);
  if (transcript)
    add_spoken (talk, message, known, transcript);
  return TRUE;
}

static gboolean
add_message (SoDb *db, SoTalk *talk, const SoMessage *message, GError **error)
{
  gboolean wordless = FALSE;

  if (so_talk_has_sound (message) && !add_sound (db, talk, message, &wordless, error))
    return FALSE;
  if (!wordless)
    add_written (talk, message);
  return TRUE;
}

/* Reading ------------------------------------------------------------------------------------------ */

SoTalk *
so_talk_load (SoDb *db, const char *thread_id, gboolean live, GError **error)
{
  g_autoptr (SoTalk) talk = talk_new ();
  g_autoptr (GArray) numbers = NULL;

  talk->thread = so_thread_find (db, thread_id, error);
  numbers = talk->thread ? so_message_numbers (db, thread_id, NULL, error) : NULL;
  if (!numbers)
    return NULL;
  talk->profile = so_profile_load (db, NULL);
  for (guint i = numbers->len - MIN (numbers->len, MOST_MESSAGES); i < numbers->len; i++)
    {
      SoMessage *message = so_message_load (db, g_array_index (numbers, gint64, i), error);

      if (!message)
        return NULL;
      g_ptr_array_add (talk->messages, message);
      if (!message->system && g_strcmp0 (message->state, "unsent") && !(live && message->imported) && !add_message (db, talk, message, error))
        return NULL;
    }
  g_ptr_array_add (talk->said, NULL);
  return g_steal_pointer (&talk);
}

SoTalk *
so_talk_load_message (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoTalk) talk = talk_new ();
  SoMessage *message = so_message_find (db, message_id, error);
  gboolean wordless;

  if (!message)
    return NULL;
  g_ptr_array_add (talk->messages, message);
  talk->thread = so_thread_find (db, message->thread_id, error);
  if (!talk->thread || !add_sound (db, talk, message, &wordless, error))
    return NULL;
  talk->profile = so_profile_load (db, NULL);
  g_ptr_array_add (talk->said, NULL);
  return g_steal_pointer (&talk);
}

char *
so_talk_dup_said (SoDb *db, const char *message_id)
{
  g_autoptr (SoTalk) talk = so_talk_load_message (db, message_id, NULL);

  return talk && talk->said->len > 1 ? g_strjoinv ("\n", (char **) talk->said->pdata) : NULL;
}

void
so_talk_understand (SoStudio *studio, const SoTalk *talk)
{
  g_autoptr (SoUnderstand) understand = NULL;

  for (guint i = 0; i < talk->turns->len; i++)
    {
      SoAnalysisTurn *turn = &g_array_index (talk->turns, SoAnalysisTurn, i);
      SoClassification *is;

      if (turn->outbound || turn->category)
        continue;
      if (!understand)
        understand = so_understand_new (studio);
      is = so_understand_text (understand, turn->text, NULL);
      g_ptr_array_add (talk->read, is);
      turn->category = is->category;
      turn->sub_category = is->sub_category;
      turn->sentiment = so_sentiment_nick (is->sentiment);
      turn->class_type = is->class_type;
    }
}

const char *
so_talk_find_message (const SoTalk *talk, const char *quote)
{
  g_autofree char *wanted = so_text_fold (quote);

  for (guint i = talk->turns->len; i > 0; i--)
    {
      const SoAnalysisTurn *turn = &g_array_index (talk->turns, SoAnalysisTurn, i - 1);
      g_autofree char *folded = turn->outbound ? NULL : so_text_fold (turn->text);

      if (folded && strstr (folded, wanted))
        return talk->from->pdata[i - 1];
    }
  return NULL;
}
