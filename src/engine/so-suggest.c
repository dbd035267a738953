/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-suggest.h"

#include "so-classifier.h"
#include "so-json.h"
#include "so-text.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MOST_CHARS 200

/* What is not answered with words; everything else is. */
static const struct { const char *sub_category; SoDeed deed; } others[] = {
  { "emergency_contact", SO_DEED_CALL }, { "complaint_escalation", SO_DEED_CALL }, { "instructor_complaint", SO_DEED_CALL }, { "thank_you", SO_DEED_DONE },
};

void
so_suggestion_free (SoSuggestion *self)
{
  if (!self)
    return;
  g_free (self->text);
  g_free (self);
}

const char *
so_deed_nick (SoDeed deed)
{
  static const char *const nicks[] = { "answer", "call", "done" };

  return nicks[deed];
}

static SoDeed
deed_of (const char *sub_category)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (!g_strcmp0 (sub_category, others[i].sub_category))
      return others[i].deed;
  return SO_DEED_ANSWER;
}

/* "Tue 24 Nov, 18:00", "Tue 24 Nov" or "18:00", as what was understood names it. */
static char *
dup_when (JsonObject *entities)
{
  const char *date = so_json_string (entities, "date"), *time = so_json_string (entities, "time");
  int year, month, day;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *words = NULL;

  if (date && sscanf (date, "%d-%d-%d", &year, &month, &day) == 3)
    at = g_date_time_new_utc (year, month, day, 0, 0, 0);
  /* Translators: a day, such as "Tue 24 Nov" */
  words = at ? g_date_time_format (at, C_("suggestion", "%a %-e %b")) : NULL;
  if (words && time)
    return g_strdup_printf ("%s, %s", words, time);
  return words ? g_steal_pointer (&words) : g_strdup (time);
}

static void
append (GString *line, const char *more)
{
  if (more && *more)
    g_string_append_printf (line, " · %s", more);
}

SoSuggestion *
so_suggest (const SoMessage *message)
{
  const char *action = so_classifier_action (message->sub_category);
  g_autoptr (JsonNode) node = message->entities ? so_json_parse (message->entities, -1, 0, NULL) : NULL;
  JsonObject *entities = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *when = entities ? dup_when (entities) : NULL;
  SoSuggestion *suggestion;
  GString *line;

  /* "Read it and decide" helps nobody. */
  if (!action || message->outbound || message->system || (!strcmp (message->sub_category, "other") && !message->action))
    return NULL;
  suggestion = g_new0 (SoSuggestion, 1);
  suggestion->deed = deed_of (message->sub_category);
  suggestion->by_model = message->action && *message->action;
  if (suggestion->by_model)
    {
      suggestion->text = so_text_snippet (message->action, MOST_CHARS);
      return suggestion;
    }
  line = g_string_new (_(action));
  append (line, entities ? so_json_string (entities, "class_type") : NULL);
  append (line, entities ? so_json_string (entities, "instructor") : NULL);
  append (line, when);
  suggestion->text = g_string_free_and_steal (line);
  return suggestion;
}

SoSuggestion *
so_studio_suggest (SoStudio *studio, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoThread) thread = db ? so_thread_find (db, thread_id, NULL) : NULL;
  g_autoptr (SoMessage) asked = thread && thread->waiting_since && thread->state == SO_THREAD_OPEN ? so_message_last_written (db, thread_id, TRUE, NULL) : NULL;

  return asked ? so_suggest (asked) : NULL;
}
