/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-plan-wishes.h"

#include "so-facts.h"
#include "so-json.h"
#include "so-schedule-problem.h"
#include "so-verb.h"

const SoPlanWishes so_plan_wishes_usual = { 0, SO_BUSY_NEVER, 17, 20, { 20, 15, 10, 5 } };

static const char *const names[SO_POINTS_UNPLACED] = { "preferred", "beginner_peak", "room_fit", "continuity" };
/* Bits of days, Monday first. */
static const guint days[SO_N_BUSY] = { [SO_BUSY_WEEKDAYS] = 0x1f, [SO_BUSY_WEEKEND] = 0x60, [SO_BUSY_DAILY] = 0x7f };

/* The hours of all of them, where they are the same on each day. */
static void
read_busy (SoPlanWishes *wishes, JsonArray *windows)
{
  guint seen = 0;
  gint64 start = -1, end = -1;

  wishes->busy = json_array_get_length (windows) ? SO_BUSY_OWN : SO_BUSY_NEVER;
  for (guint i = 0; i < json_array_get_length (windows); i++)
    {
      JsonObject *window = so_json_element (windows, i);
      gint64 day = window ? so_json_int (window, "day") : -1;

      if (day < 0 || day > 6 || (start >= 0 && (so_json_int (window, "start") != start || so_json_int (window, "end") != end)))
        return;
      start = so_json_int (window, "start");
      end = so_json_int (window, "end");
      seen |= 1u << day;
    }
  if (start % 60 || end % 60)
    return;
  for (SoBusyDays busy = SO_BUSY_WEEKDAYS; busy < SO_BUSY_OWN; busy++)
    if (seen == days[busy])
      {
        wishes->busy = busy;
        wishes->busy_from = (int) start / 60;
        wishes->busy_to = (int) end / 60;
      }
}

void
so_plan_wishes_parse (SoPlanWishes *wishes, const char *most, const char *busy, const char *weights)
{
  g_autoptr (JsonNode) windows = busy && *busy ? so_json_parse (busy, -1, 0, NULL) : NULL, points = weights && *weights ? so_json_parse (weights, -1, 0, NULL) : NULL;
  guint64 number;

  *wishes = so_plan_wishes_usual;
  if (most && g_ascii_string_to_unsigned (most, 10, 1, 1000, &number, NULL))
    wishes->most_at_once = (int) number;
  if (windows && JSON_NODE_HOLDS_ARRAY (windows))
    read_busy (wishes, json_node_get_array (windows));
  for (guint i = 0; points && JSON_NODE_HOLDS_OBJECT (points) && i < SO_POINTS_UNPLACED; i++)
    if (json_object_has_member (so_json_root (points), names[i]))
      wishes->weights[i] = (int) CLAMP (so_json_int (so_json_root (points), names[i]), 0, 1000000);
}

char *
so_plan_wishes_busy (const SoPlanWishes *wishes)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint day = 0; day < 7; day++)
    if (days[wishes->busy] >> day & 1)
      g_string_append_printf (text, "%s{\"day\":%u,\"start\":%d,\"end\":%d}", text->len > 1 ? "," : "", day, wishes->busy_from * 60, wishes->busy_to * 60);
  return text->len > 1 ? g_strconcat (text->str, "]", NULL) : g_strdup ("");
}

char *
so_plan_wishes_weights (const SoPlanWishes *wishes)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < SO_POINTS_UNPLACED; i++)
    json_object_set_int_member (object, names[i], wishes->weights[i]);
  return so_json_write_object (object);
}

void
so_plan_wishes_load (SoStudio *studio, SoPlanWishes *wishes)
{
  g_autofree char *most = so_studio_dup_setting (studio, SO_SETTING_MOST_AT_ONCE), *busy = so_studio_dup_setting (studio, SO_SETTING_PEAK);
  g_autofree char *weights = so_studio_dup_setting (studio, SO_SETTING_PLAN_WEIGHTS);

  so_plan_wishes_parse (wishes, most, busy, weights);
}

static void
save_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const SoPlanWishes *wishes = data;
  g_autofree char *most = wishes->most_at_once ? g_strdup_printf ("%d", wishes->most_at_once) : g_strdup (""), *busy = so_plan_wishes_busy (wishes);
  g_autofree char *weights = so_plan_wishes_weights (wishes);
  GError *error = NULL;

  if (!so_studio_do (source, SO_VERB_SAVE_SETTING, SO_SETTING_MOST_AT_ONCE, most, NULL, &error) ||
      (wishes->busy != SO_BUSY_OWN && !so_studio_do (source, SO_VERB_SAVE_SETTING, SO_SETTING_PEAK, busy, NULL, &error)) ||
      !so_studio_do (source, SO_VERB_SAVE_SETTING, SO_SETTING_PLAN_WEIGHTS, weights, NULL, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
so_plan_wishes_save_async (SoStudio *studio, const SoPlanWishes *wishes, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, NULL, callback, user_data);

  g_task_set_source_tag (task, so_plan_wishes_save_async);
  g_task_set_task_data (task, g_memdup2 (wishes, sizeof *wishes), g_free);
  so_studio_run (studio, task, save_in_worker);
}

gboolean
so_plan_wishes_save_finish (SoStudio *studio, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
