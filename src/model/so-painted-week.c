/* SPDX-License-Identifier: MIT */
#include "so-painted-week.h"

#include <string.h>

#include "so-day.h"
#include "so-error.h"
#include "so-hours.h"
#include "so-json.h"

static void
paint_span (SoPaintedWeek *week, guint day, guint from, guint to)
{
  for (guint minute = from; minute < to; minute++)
    week->on[(day + minute / SO_DAY_MINUTES) % 7][minute % SO_DAY_MINUTES] = TRUE;
}

gboolean
so_painted_week_read (SoPaintedWeek *week, const char *text, GError **error)
{
  g_autofree char *json = g_strconcat ("{\"week\":", text, "}", NULL);
  g_autoptr (SoHours) hours = so_hours_parse (json, NULL, error);

  memset (week, 0, sizeof *week);
  for (guint day = 0; hours && day < 7; day++)
    for (guint i = 0; i < hours->week[day]->len; i++)
      {
        const SoHoursSpan *span = &g_array_index (hours->week[day], SoHoursSpan, i);

        paint_span (week, day, span->from, span->to);
      }
  return hours != NULL;
}

char *
so_painted_week_write (const SoPaintedWeek *week)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint day = 0; day < 7; day++)
    {
      guint start, end = 0;

      g_string_append (json, day ? ",[" : "[");
      for (gboolean first = TRUE; so_painted_week_next (week, day, end, &start, &end); first = FALSE)
        g_string_append_printf (json, "%s\"%02u:%02u-%02u:%02u\"", first ? "" : ",", start / 60, start % 60, end / 60, end % 60);
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

gboolean
so_painted_week_read_windows (SoPaintedWeek *week, const char *windows, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (windows, -1, 0, error);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  memset (week, 0, sizeof *week);
  if (node && !array)
    return so_fail (error, SO_ERROR_CHANGE, "Times of the week are a list.");
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *window = so_json_element (array, i);
      gint64 day = window ? so_json_int (window, "day") : -1, start = window ? so_json_int (window, "start") : 0, end = window ? so_json_int (window, "end") : 0;

      if (day < 0 || day > 6 || start < 0 || end > SO_DAY_MINUTES)
        return so_fail (error, SO_ERROR_CHANGE, "Time %u of the list is in no week.", i + 1);
      paint_span (week, (guint) day, (guint) start, (guint) MAX (start, end));
    }
  return node != NULL;
}

char *
so_painted_week_write_windows (const SoPaintedWeek *week)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint day = 0; day < 7; day++)
    for (guint start, end = 0; so_painted_week_next (week, day, end, &start, &end);)
      g_string_append_printf (json, "%s{\"day\":%u,\"start\":%u,\"end\":%u}", json->len > 1 ? "," : "", day, start, end);
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

void
so_painted_week_fill (SoPaintedWeek *week, guint first, guint last, guint from, guint to, gboolean on)
{
  guint begin = MIN (first, last), end = MIN (MAX (first, last), 6);

  to = MIN (to, SO_DAY_MINUTES);
  for (guint day = begin; day <= end && from < to; day++)
    memset (&week->on[day][from], on ? 1 : 0, to - from);
}

SoPainted
so_painted_week_look (const SoPaintedWeek *week, guint day, guint from, guint to)
{
  guint n = 0;

  g_return_val_if_fail (day < 7 && from < to && to <= SO_DAY_MINUTES, SO_PAINTED_NOT);
  for (guint minute = from; minute < to; minute++)
    n += week->on[day][minute];
  return !n ? SO_PAINTED_NOT : n == to - from ? SO_PAINTED_ALL : SO_PAINTED_PARTLY;
}

gboolean
so_painted_week_next (const SoPaintedWeek *week, guint day, guint from, guint *start, guint *end)
{
  g_return_val_if_fail (day < 7, FALSE);
  while (from < SO_DAY_MINUTES && !week->on[day][from])
    from++;
  *start = *end = from;
  while (*end < SO_DAY_MINUTES && week->on[day][*end])
    ++*end;
  return *start < *end;
}
