/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-assistant.h"
#include "so-contacts.h"
#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-error.h"
#include "so-refiner.h"
#include "so-text.h"
#include "so-understand.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define MOST_TEXT (1024 * 1024)

char *
so_ctl_read_input (GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[16384];
  gssize n;

  while ((n = read (STDIN_FILENO, piece, sizeof piece)) > 0 && bytes->len <= MOST_TEXT)
    g_byte_array_append (bytes, piece, (guint) n);
  if (n < 0)
    return so_fail (error, SO_ERROR_GIVE_UP, _("Standard input could not be read")), NULL;
  if (bytes->len > MOST_TEXT)
    return so_fail (error, SO_ERROR_CHANGE, _("A message has at most 1 MiB")), NULL;
  return bytes->len ? so_text_clean ((const char *) bytes->data, (gssize) bytes->len) : g_strdup ("");
}

static JsonArray *
array_of (const char *const *words)
{
  JsonArray *array = json_array_new ();

  for (; words && *words; words++)
    json_array_add_string_element (array, *words);
  return array;
}

/* @action: a model's own suggestion, or NULL. */
static JsonObject *
describe (const SoClassification *is, const char *text, const char *action)
{
  JsonObject *object = json_object_new (), *entities = json_object_new ();
  g_auto (GStrv) never = so_understand_never (is, text);
  JsonArray *tags = json_array_new ();

  for (guint i = 0; i < is->tags->len; i++)
    json_array_add_string_element (tags, is->tags->pdata[i]);
  so_ctl_json_set (entities, "class_type", is->class_type);
  so_ctl_json_set (entities, "date", is->date);
  so_ctl_json_set (entities, "time", is->time);
  so_ctl_json_set (entities, "instructor", is->instructor);
  json_object_set_string_member (object, "primary_intent", is->category);
  json_object_set_string_member (object, "sub_category", is->sub_category);
  json_object_set_array_member (object, "tags", tags);
  json_object_set_string_member (object, "priority", so_priority_nick (is->priority));
  json_object_set_string_member (object, "sentiment", so_sentiment_nick (is->sentiment));
  json_object_set_object_member (object, "entities", entities);
  json_object_set_string_member (object, "suggested_action", action ? action : is->action);
  json_object_set_double_member (object, "confidence", is->confidence);
  so_ctl_json_set (object, "language", is->language);
  json_object_set_array_member (object, "never_auto", array_of ((const char *const *) never));
  return object;
}

gboolean
so_ctl_ai_score (SoCtl *ctl, GError **error)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoContact) contact = NULL;
  g_autoptr (SoLeadReasons) reasons = NULL;
  JsonObject *object;
  JsonArray *points;

  if (!so_ctl_parse (ctl, NULL, 1, 1, error) || !(db = so_ctl_read (ctl, error)) || !(contact = so_contact_find (db, so_ctl_arg (ctl, 0), error)) ||
      !(reasons = so_understand_explain (db, contact->id, error)))
    return FALSE;
  object = json_object_new ();
  points = json_array_new ();
  json_object_set_int_member (object, "score", reasons->score);
  json_object_set_string_member (object, "temperature", reasons->temperature);
  for (guint i = 0; i < reasons->points->len; i++)
    {
      const SoLeadPoint *point = &g_array_index (reasons->points, SoLeadPoint, i);
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "why", point->why);
      json_object_set_int_member (item, "value", point->points);
      json_object_set_string_member (item, "signal", point->nick);
      json_array_add_object_element (points, item);
    }
  json_object_set_array_member (object, "points", points);
  return so_ctl_print (ctl, object);
}

/* What a model makes of it, where one is set: it may be asked about anything but to whom the answer goes, so whatever the rules say of
 * never answering alone is added to what it says. */
static gboolean
refine (SoCtl *ctl, const char *text, const SoClassification *rules, GError **error)
{
  g_autoptr (SoRefinement) refined = so_refiner_ask (ctl->studio, text, so_ctl_cancellable (), error);
  JsonObject *object;

  if (!refined)
    return FALSE;
  object = refined->is ? describe (refined->is, text, refined->action) : describe (rules, text, NULL);
  if (refined->is)
    {
      g_auto (GStrv) never = so_understand_never (rules, text), own = so_understand_never (refined->is, text);
      JsonArray *all = array_of ((const char *const *) own);

      for (guint i = 0; never[i]; i++)
        if (!g_strv_contains ((const char *const *) own, never[i]))
          json_array_add_string_element (all, never[i]);
      json_object_set_array_member (object, "never_auto", all);
    }
  json_object_set_string_member (object, "by", refined->is ? refined->by : "rules");
  if (refined->fault)
    json_object_set_string_member (object, "fault", refined->fault);
  return so_ctl_print (ctl, object);
}

/* Where there is a studio its own names and zone count; without one the words alone do. */
gboolean
so_ctl_ai_classify (SoCtl *ctl, GError **error)
{
  g_autofree char *database = g_build_filename (ctl->folder, "studio.db", NULL);
  g_autoptr (SoUnderstand) understand = NULL;
  g_autoptr (SoClassification) is = NULL;
  g_autofree char *text = NULL;
  gboolean rules = FALSE;
  const GOptionEntry entries[] = { { "rules", 0, 0, G_OPTION_ARG_NONE, &rules }, { NULL } };

  if (!so_ctl_parse (ctl, entries, 0, 0, error) || !(text = so_ctl_read_input (error)))
    return FALSE;
  so_ctl_cancellable ();
  if (g_file_test (database, G_FILE_TEST_EXISTS) && !so_ctl_open (ctl, error))
    return FALSE;
  understand = so_understand_new (ctl->studio);
  is = so_understand_text (understand, text, NULL);
  if (ctl->studio && !rules && so_assistant_has_model (ctl->studio, so_agent_nick (SO_AGENT_CONVERSATION_ANALYSIS)))
    return refine (ctl, text, is, error);
  return so_ctl_print (ctl, describe (is, text, NULL));
}
