/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-sequence.h"

#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>

#define LONGEST_NAME 100
#define LONGEST_TEXT 4000

static void
step_free (SoSequenceStep *step)
{
  g_free (step->text);
  g_free (step);
}

SoSequence *
so_sequence_new (const char *name)
{
  SoSequence *sequence = g_new0 (SoSequence, 1);

  sequence->name = g_strdup (name);
  sequence->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  return sequence;
}

void
so_sequence_add (SoSequence *sequence, guint days, const char *text)
{
  SoSequenceStep *step = g_new0 (SoSequenceStep, 1);

  step->days = days;
  step->text = g_strstrip (g_strdup (text));
  g_ptr_array_add (sequence->steps, step);
}

SoSequence *
so_sequence_copy (const SoSequence *sequence)
{
  SoSequence *copy = so_sequence_new (sequence->name);

  copy->n = sequence->n;
  copy->id = g_strdup (sequence->id);
  copy->version = sequence->version;
  copy->running = sequence->running;
  for (guint i = 0; i < sequence->steps->len; i++)
    {
      const SoSequenceStep *step = sequence->steps->pdata[i];

      so_sequence_add (copy, step->days, step->text);
    }
  return copy;
}

void
so_sequence_free (SoSequence *sequence)
{
  if (!sequence)
    return;
  g_ptr_array_unref (sequence->steps);
  g_free (sequence->id);
  g_free (sequence->name);
  g_free (sequence);
}

SoSequence *
so_sequence_from_json (const char *name, const char *steps, GError **error)
{
  g_autoptr (SoSequence) sequence = so_sequence_new (name);
  g_autoptr (JsonNode) node = so_json_parse (steps, -1, 0, error);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (!node)
    return NULL;
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = so_json_element (array, i);
      const char *text = object ? so_json_string (object, "text") : NULL;

      so_sequence_add (sequence, (guint) CLAMP (object ? so_json_int (object, "days") : 0, 0, G_MAXINT), text ? text : "");
    }
  return so_sequence_check (sequence, error) ? g_steal_pointer (&sequence) : NULL;
}

char *
so_sequence_to_json (const SoSequence *sequence)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sequence->steps->len; i++)
    {
      const SoSequenceStep *step = sequence->steps->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "days", step->days);
      json_object_set_string_member (object, "text", step->text);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  return so_json_write (node, FALSE);
}

gboolean
so_sequence_check (const SoSequence *sequence, GError **error)
{
  if (!sequence->name || !*sequence->name || g_utf8_strlen (sequence->name, -1) > LONGEST_NAME)
    return so_fail (error, SO_ERROR_CHANGE, _("Follow-ups need a name of 1 to 100 characters"));
  if (!sequence->steps->len || sequence->steps->len > SO_SEQUENCE_MOST_STEPS)
    return so_fail (error, SO_ERROR_CHANGE, _("Follow-ups have 1 to 10 messages"));
  for (guint i = 0; i < sequence->steps->len; i++)
    {
      const SoSequenceStep *step = sequence->steps->pdata[i];

      if (step->days < 1 || step->days > SO_SEQUENCE_MOST_DAYS)
        return so_fail (error, SO_ERROR_CHANGE, _("A follow-up comes 1 to 365 days later"));
      if (!*step->text || g_utf8_strlen (step->text, -1) > LONGEST_TEXT)
        return so_fail (error, SO_ERROR_CHANGE, _("Write what the follow-up says, in at most 4000 characters"));
    }
  return TRUE;
}

void
so_sequence_run_free (SoSequenceRun *run)
{
  if (!run)
    return;
  g_free (run->id);
  g_free (run->sequence_id);
  g_free (run->thread_id);
  g_free (run->state);
  g_free (run->name);
  g_free (run);
}
