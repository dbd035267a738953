/* SPDX-License-Identifier: MIT */
#include "so-class-kind.h"

#include "so-booking-policy.h"
#include "so-day.h"
#include "so-error.h"
#include "so-json.h"

#define LARGEST 10000
#define MOST_WINDOWS 200
#define DEAREST 10000000

static gboolean
check_window (JsonObject *window)
{
  gint64 day = window ? so_json_int (window, "day") : -1, start = window ? so_json_int (window, "start") : 0, end = window ? so_json_int (window, "end") : 0;

  return day >= 0 && day < 7 && start >= 0 && start < end && end <= SO_DAY_MINUTES;
}

static gboolean
check_preferred (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, error);
  JsonArray *windows = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (!node)
    return FALSE;
  if (!windows || json_array_get_length (windows) > MOST_WINDOWS)
    return so_fail (error, SO_ERROR_CHANGE, "Preferred times are a list of up to 200.");
  for (guint i = 0; i < json_array_get_length (windows); i++)
    if (!check_window (so_json_element (windows, i)))
      return so_fail (error, SO_ERROR_CHANGE, "Preferred time %u ends before it begins, or is on no day from 0 (Monday) to 6.", i + 1);
  return TRUE;
}

static gboolean
check_policy (const char *json, GError **error)
{
  SoBookingPolicy policy = so_booking_policy_usual;

  return so_booking_policy_read (&policy, json, error);
}

static gboolean
check (gpointer value, GError **error)
{
  SoClassKind *kind = value;

  if (!so_entity_check_name (&kind->name, "A class's name has 1 to 200 characters.", error))
    return FALSE;
  if (kind->minutes < 5 || kind->minutes > SO_CLASS_LONGEST)
    return so_fail (error, SO_ERROR_CHANGE, "A class takes 5 to 720 minutes.");
  if (kind->most < 1 || kind->most > LARGEST)
    return so_fail (error, SO_ERROR_CHANGE, "A class is for 1 to 10000 people.");
  if (kind->least < 0 || kind->least > kind->most)
    return so_fail (error, SO_ERROR_CHANGE, "The least people that a class takes place with are 0 or more, and no more than it is for.");
  if (kind->sessions < 0 || kind->sessions > 7 || kind->day_gap < 0 || kind->day_gap > 6)
    return so_fail (error, SO_ERROR_CHANGE, "A class has 0 to 7 sessions a week, 0 to 6 days apart.");
  if (kind->price < -1 || kind->price > DEAREST)
    return so_fail (error, SO_ERROR_CHANGE, "A price is 0 to 10000000 in the currency’s smallest unit.");
  if (!kind->style)
    kind->style = g_strdup ("");
  if (!kind->level)
    kind->level = g_strdup ("");
  if (!kind->features)
    kind->features = g_new0 (char *, 1);
  if (!kind->groups)
    kind->groups = g_new0 (char *, 1);
  if (!kind->preferred)
    kind->preferred = g_strdup ("[]");
  return check_preferred (kind->preferred, error) && (!kind->policy || check_policy (kind->policy, error));
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoClassKind, name) }
static const SoEntityField fields[] = {
  FIELD (name, TEXT), FIELD (style, TEXT), FIELD (level, TEXT), FIELD (minutes, NUMBER), FIELD (least, NUMBER), FIELD (most, NUMBER),
  FIELD (features, WORDS), FIELD (teachers, WORDS), FIELD (groups, WORDS), FIELD (sessions, NUMBER), FIELD (day_gap, NUMBER), FIELD (same_teacher, FLAG),
  FIELD (preferred, JSON), FIELD (policy, JSON), FIELD (price, MAYBE), FIELD (position, NUMBER), { NULL },
};
#undef FIELD

const SoEntity so_class_kind_entity = { "class_kind", sizeof (SoClassKind), fields, "There is no such class in this studio.", "position, name, n", check };

SoClassKind *
so_class_kind_new (void)
{
  SoClassKind *kind = g_new0 (SoClassKind, 1);

  kind->style = g_strdup ("");
  kind->level = g_strdup ("");
  kind->features = g_new0 (char *, 1);
  kind->groups = g_new0 (char *, 1);
  kind->preferred = g_strdup ("[]");
  kind->minutes = 60;
  kind->most = 10;
  kind->sessions = kind->day_gap = 1;
  kind->same_teacher = TRUE;
  kind->price = -1;
  return kind;
}

void
so_class_kind_free (SoClassKind *kind)
{
  so_entity_free (&so_class_kind_entity, kind);
}
