/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-hours-private.h"

#include "so-error.h"
#include "so-json.h"
#include "so-time.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* The written form of hours: read strictly, because a slip here would greet customers at the wrong time. */

#define DAY_MINUTES (24 * 60)
#define MOST_SPANS 12
#define MOST_CLOSURES 500
#define LONGEST_LABEL 100

static const char *const days[7] = {
  N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"), N_ ("Thursday"), N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
};

/* "9", "9:30", "09:30": minutes after midnight, 24:00 included; the rest of the text in *@end. */
static gboolean
parse_clock (const char *text, guint *minutes, const char **end)
{
  char *p;
  guint64 hour, minute = 0;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  hour = g_ascii_strtoull (text, &p, 10);
  if (*p == ':')
    {
      if (!g_ascii_isdigit (p[1]) || !g_ascii_isdigit (p[2]))
        return FALSE;
      minute = (guint64) (p[1] - '0') * 10 + (guint64) (p[2] - '0');
      p += 3;
    }
  if (hour > 24 || minute > 59 || (hour == 24 && minute))
    return FALSE;
  *minutes = (guint) (hour * 60 + minute);
  *end = p;
  return TRUE;
}

gboolean
so_hours_span_parse (const char *text, SoHoursSpan *span)
{
  static const char *const dashes[] = { "-", "–", "—" };
  const char *p = text;
  guint from, to;
  gsize dash = 0;

  while (*p == ' ')
    p++;
  if (!parse_clock (p, &from, &p))
    return FALSE;
  while (*p == ' ')
    p++;
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (p, dashes[i]))
      dash = strlen (dashes[i]);
  if (!dash)
    return FALSE;
  p += dash;
  while (*p == ' ')
    p++;
  if (!parse_clock (p, &to, &p) || p[strspn (p, " ")] || from == to || from >= DAY_MINUTES)
    return FALSE;
  *span = (SoHoursSpan) { from, to > from ? to : to + DAY_MINUTES };
  return TRUE;
}

char *
so_hours_span_format (const SoHoursSpan *span)
{
  guint to = span->to > DAY_MINUTES ? span->to - DAY_MINUTES : span->to;

  return g_strdup_printf ("%02u:%02u-%02u:%02u", span->from / 60, span->from % 60, to / 60, to % 60);
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  return (int) ((const SoHoursSpan *) a)->from - (int) ((const SoHoursSpan *) b)->from;
}

static gboolean
read_day (SoHours *hours, guint day, JsonNode *node, GError **error)
{
  JsonArray *spans = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (!spans || json_array_get_length (spans) > MOST_SPANS)
    return so_fail (error, SO_ERROR_CHANGE, _("Opening hours: %s has to be a list of at most 12 spans such as \"09:00-17:00\"; none where it is closed"),
                    _(days[day]));
  for (guint i = 0; i < json_array_get_length (spans); i++)
    {
      JsonNode *element = json_array_get_element (spans, i);
      const char *text = JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING ? json_node_get_string (element) : "";
      SoHoursSpan span;

      if (!so_hours_span_parse (text, &span))
        return so_fail (error, SO_ERROR_CHANGE, _("Opening hours: “%s” on %s is no span: write it as 09:00-17:00"), text, _(days[day]));
      g_array_append_val (hours->week[day], span);
    }
  g_array_sort (hours->week[day], by_start);
  return TRUE;
}

/* "2026-12-24" or "2026-12-24T14:00" in ms. @last: the end of a day that is named alone. */
static gboolean
parse_moment (const char *text, GTimeZone *tz, gboolean last, gint64 *ms)
{
  guint y, m, d, minutes = 0;
  int used = 0;
  const char *rest;
  GDate date;

  if (!text || strlen (text) < 10 || sscanf (text, "%4u-%2u-%2u%n", &y, &m, &d, &used) != 3 || used != 10 ||
      !g_date_valid_dmy ((GDateDay) MIN (d, 32), m <= 12 ? (GDateMonth) m : G_DATE_BAD_MONTH, (GDateYear) y) || y < 1970 || y > 2200)
    return FALSE;
  rest = text + used;
  if (*rest == 'T' || *rest == ' ')
    {
      if (!parse_clock (rest + 1, &minutes, &rest))
        return FALSE;
      last = FALSE;
    }
  if (*rest)
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  if (last || minutes == DAY_MINUTES)
    {
      g_date_add_days (&date, 1);
      minutes = 0;
    }

  g_autoptr (GDateTime) time = g_date_time_new (tz, g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                                                (int) minutes / 60, (int) minutes % 60, 0);
  if (!time)
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000;
  return TRUE;
}

static gboolean
read_closure (SoHours *hours, JsonObject *object, guint number, GError **error)
{
  g_autofree SoHoursClosure *closure = g_new0 (SoHoursClosure, 1);
  const char *from = object ? so_json_string (object, "from") : NULL, *to = object ? so_json_string (object, "to") : NULL;
  const char *label = object ? so_json_string (object, "label") : NULL;

  if (!to)
    to = from;
  if (!parse_moment (from, hours->tz, FALSE, &closure->from_at) || !parse_moment (to, hours->tz, TRUE, &closure->to_at))
    return so_fail (error, SO_ERROR_CHANGE, _("Opening hours: closure %u needs a first and a last day such as 2026-12-24, or times such as 2026-12-24T14:00"),
                    number);
  if (closure->to_at <= closure->from_at)
    return so_fail (error, SO_ERROR_CHANGE, _("Opening hours: closure %u ends before it begins: change one of its days"), number);
  if (label && g_utf8_strlen (label, -1) > LONGEST_LABEL)
    return so_fail (error, SO_ERROR_CHANGE, _("Opening hours: the name of closure %u is longer than 100 characters: shorten it"), number);
  closure->from = g_strdup (from);
  closure->to = g_strdup (to);
  closure->label = g_strdup (label);
  g_ptr_array_add (hours->closures, g_steal_pointer (&closure));
  return TRUE;
}

static gboolean
read_zone (SoHours *hours, JsonObject *object, GTimeZone *zone, GError **error)
{
  const char *name = so_json_string (object, "zone");

  hours->zone = g_strdup (name);
  hours->tz = name ? so_time_zone (name) : zone ? g_time_zone_ref (zone) : g_time_zone_new_utc ();
  return hours->tz || so_fail (error, SO_ERROR_CHANGE, _("Opening hours: “%s” is no time zone: write one such as Europe/Berlin"), name);
}

SoHours *
so_hours_parse (const char *json, GTimeZone *zone, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, error);
  g_autoptr (SoHours) hours = so_hours_new ();
  JsonObject *object = so_json_root (node);
  JsonArray *week = object ? so_json_array (object, "week") : NULL, *closures = object ? so_json_array (object, "closures") : NULL;

  if (!node)
    return NULL;
  if (!week || json_array_get_length (week) != G_N_ELEMENTS (days))
    return so_fail (error, SO_ERROR_CHANGE, _("Opening hours need a \"week\" of seven lists, Monday first, each with spans such as \"09:00-17:00\"")), NULL;
  if (!read_zone (hours, object, zone, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (!read_day (hours, i, json_array_get_element (week, i), error))
      return NULL;
  if (json_object_has_member (object, "closures") && (!closures || json_array_get_length (closures) > MOST_CLOSURES))
    return so_fail (error, SO_ERROR_CHANGE, _("Opening hours: \"closures\" has to be a list of at most 500")), NULL;
  for (guint i = 0; closures && i < json_array_get_length (closures); i++)
    if (!read_closure (hours, so_json_element (closures, i), i + 1, error))
      return NULL;
  return g_steal_pointer (&hours);
}

static void
add_string (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

char *
so_hours_write (const SoHours *hours)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *week = json_array_new (), *closures = json_array_new ();

  add_string (object, "zone", hours->zone);
  for (guint day = 0; day < G_N_ELEMENTS (days); day++)
    {
      JsonArray *spans = json_array_new ();

      for (guint i = 0; i < hours->week[day]->len; i++)
        {
          g_autofree char *text = so_hours_span_format (&g_array_index (hours->week[day], SoHoursSpan, i));

          json_array_add_string_element (spans, text);
        }
      json_array_add_array_element (week, spans);
    }
  json_object_set_array_member (object, "week", week);
  for (guint i = 0; i < hours->closures->len; i++)
    {
      const SoHoursClosure *closure = g_ptr_array_index (hours->closures, i);
      JsonObject *one = json_object_new ();

      add_string (one, "from", closure->from);
      add_string (one, "to", closure->to);
      add_string (one, "label", closure->label);
      json_array_add_object_element (closures, one);
    }
  json_object_set_array_member (object, "closures", closures);
  json_node_set_object (root, object);
  return so_json_write (root, FALSE);
}
