/* SPDX-License-Identifier: MIT */
#include "so-hours-words.h"

#include "so-json.h"

#include <string.h>

char *
so_hours_words_of_day (const SoHours *hours, guint day)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < hours->week[day]->len; i++)
    {
      const SoHoursSpan *span = &g_array_index (hours->week[day], SoHoursSpan, i);
      guint to = span->to > 24 * 60 ? span->to - 24 * 60 : span->to;

      g_string_append_printf (line, "%s%u:%02u–%u:%02u", i ? ", " : "", span->from / 60, span->from % 60, to / 60, to % 60);
    }
  return g_string_free_and_steal (line);
}

char *
so_hours_words_of_closures (const SoHours *hours)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < hours->closures->len; i++)
    {
      const SoHoursClosure *closure = g_ptr_array_index (hours->closures, i);
      gboolean one = !g_strcmp0 (closure->from, closure->to);

      g_string_append_printf (line, "%s%s%s%s%s%s", i ? "; " : "", closure->from, one ? "" : " – ", one ? "" : closure->to,
                              closure->label ? " " : "", closure->label ? closure->label : "");
    }
  return g_string_free_and_steal (line);
}

static JsonArray *
read_day (const char *line)
{
  g_auto (GStrv) spans = g_strsplit_set (line ? line : "", ",;", -1);
  JsonArray *day = json_array_new ();

  for (guint i = 0; spans[i]; i++)
    if (*g_strstrip (spans[i]))
      json_array_add_string_element (day, spans[i]);
  return day;
}

/* "2026-12-24 – 2027-01-01 Christmas": a first day, perhaps a last one, and the rest is its name. */
static JsonObject *
read_closure (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(\\S+)(?:\\s*[–—-]\\s*(\\d{4}-\\S+))?(?:\\s+(.*))?$", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *from = NULL, *to = NULL, *label = NULL;
  JsonObject *closure = json_object_new ();

  g_regex_match (regex, text, 0, &match);
  if (!g_match_info_matches (match))
    return closure;
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);
  label = g_match_info_fetch (match, 3);
  json_object_set_string_member (closure, "from", from);
  json_object_set_string_member (closure, "to", to && *to ? to : from);
  if (label && *label)
    json_object_set_string_member (closure, "label", label);
  return closure;
}

char *
so_hours_words_to_json (const char *const *days, const char *closures, const char *zone)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_auto (GStrv) closed = g_strsplit (closures ? closures : "", ";", -1);
  JsonArray *week = json_array_new (), *list = json_array_new ();
  guint said = 0;

  for (guint i = 0; i < 7; i++)
    {
      JsonArray *day = read_day (days[i]);

      said += json_array_get_length (day);
      json_array_add_array_element (week, day);
    }
  for (guint i = 0; closed[i]; i++)
    if (*g_strstrip (closed[i]))
      json_array_add_object_element (list, read_closure (closed[i]));
  said += json_array_get_length (list);
  if (zone)
    json_object_set_string_member (object, "zone", zone);
  json_object_set_array_member (object, "week", week);
  json_object_set_array_member (object, "closures", list);
  json_node_set_object (root, object);
  return said ? so_json_write (root, FALSE) : g_strdup ("");
}
