/* SPDX-License-Identifier: MIT */
#include "so-booking-policy.h"

#include <string.h>

#include "so-error.h"
#include "so-json.h"

const SoBookingPolicy so_booking_policy_usual = {
  .advance_days = 90, .cancel_hours = 12, .grace_minutes = 15, .late_keeps_credit = 1, .no_show_keeps_credit = 1, .escalate_after = 3, .cutoff_minutes = 120,
  .offer_minutes = 60, .make_up_days = 28,
};

static const struct { const char *name; gsize offset; int most; } rules[] = {
  { "notice_minutes", G_STRUCT_OFFSET (SoBookingPolicy, notice_minutes), 7 * 24 * 60 },
  { "advance_days", G_STRUCT_OFFSET (SoBookingPolicy, advance_days), 800 },
  { "cancel_hours", G_STRUCT_OFFSET (SoBookingPolicy, cancel_hours), 30 * 24 },
  { "grace_minutes", G_STRUCT_OFFSET (SoBookingPolicy, grace_minutes), 24 * 60 },
  { "late_keeps_credit", G_STRUCT_OFFSET (SoBookingPolicy, late_keeps_credit), 1 },
  { "late_fee", G_STRUCT_OFFSET (SoBookingPolicy, late_fee), 10000000 },
  { "no_show_keeps_credit", G_STRUCT_OFFSET (SoBookingPolicy, no_show_keeps_credit), 1 },
  { "no_show_fee", G_STRUCT_OFFSET (SoBookingPolicy, no_show_fee), 10000000 },
  { "escalate_after", G_STRUCT_OFFSET (SoBookingPolicy, escalate_after), 100 },
  { "cutoff_minutes", G_STRUCT_OFFSET (SoBookingPolicy, cutoff_minutes), 7 * 24 * 60 },
  { "offer_minutes", G_STRUCT_OFFSET (SoBookingPolicy, offer_minutes), 7 * 24 * 60 },
  { "offer_all", G_STRUCT_OFFSET (SoBookingPolicy, offer_all), 1 },
  { "make_up_days", G_STRUCT_OFFSET (SoBookingPolicy, make_up_days), 400 },
};

static gboolean
set_rule (SoBookingPolicy *policy, const char *name, JsonNode *node, GError **error)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (rules) && strcmp (rules[i].name, name))
    i++;
  if (i == G_N_ELEMENTS (rules))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no rule for booking.", name);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0 || json_node_get_int (node) > rules[i].most)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is a number from 0 to %d.", name, rules[i].most);
  G_STRUCT_MEMBER (int, policy, rules[i].offset) = (int) json_node_get_int (node);
  return TRUE;
}

gboolean
so_booking_policy_read (SoBookingPolicy *policy, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (json, -1, 0, error);
  JsonObject *object = node ? so_json_root (node) : NULL;
  g_autoptr (GList) names = object ? json_object_get_members (object) : NULL;
  SoBookingPolicy read = *policy;

  if (node && !object)
    return so_fail (error, SO_ERROR_CHANGE, "Rules for booking are written as {\"cancel_hours\": 12}.");
  for (GList *link = names; link; link = link->next)
    if (!set_rule (&read, link->data, json_object_get_member (object, link->data), error))
      return FALSE;
  if (object)
    *policy = read;
  return object != NULL;
}

JsonObject *
so_booking_policy_describe (const SoBookingPolicy *policy)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    json_object_set_int_member (object, rules[i].name, G_STRUCT_MEMBER (int, policy, rules[i].offset));
  return object;
}
