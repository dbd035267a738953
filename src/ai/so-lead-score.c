/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-lead-score.h"

#include "so-error.h"
#include "so-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

static const struct {
  const char *nick, *label;
  int points;
  gboolean buys;
} signals_known[SO_N_LEAD_SIGNALS] = {
  [SO_LEAD_PRICE] = { "asks_price", N_("Asks for a price"), 15, TRUE },
  [SO_LEAD_WHEN] = { "asks_when", N_("Asks when"), 10, TRUE },
  [SO_LEAD_TRIAL] = { "asks_trial", N_("Asks for a trial"), 25, TRUE },
  [SO_LEAD_ENROL] = { "wants_to_enrol", N_("Wants to enrol"), 35, TRUE },
  [SO_LEAD_RESERVE] = { "wants_a_place", N_("Wants a place or an appointment"), 25, TRUE },
  [SO_LEAD_PRIVATE] = { "private_or_group", N_("Private session or a group"), 30, TRUE },
  [SO_LEAD_SOON] = { "wants_it_today", N_("Wants it today"), 20, TRUE },
  [SO_LEAD_READY] = { "says_yes", N_("Says yes"), 20, TRUE },
  [SO_LEAD_DAY] = { "names_a_time", N_("Names a day or an hour"), 10, TRUE },
  [SO_LEAD_CLASS] = { "names_a_class", N_("Names a class"), 5, TRUE },
  [SO_LEAD_BEGINNER] = { "beginner_or_child", N_("A beginner, or for a child"), 5, TRUE },
  [SO_LEAD_REFERRED] = { "referred", N_("Sent by a friend"), 10, TRUE },
  [SO_LEAD_SOME] = { "wrote_some", N_("Wrote two or three messages"), 5, FALSE },
  [SO_LEAD_MANY] = { "wrote_many", N_("Wrote four messages or more"), 10, FALSE },
  [SO_LEAD_FRESH] = { "wrote_today", N_("Wrote in the last day"), 10, FALSE },
  [SO_LEAD_WEEK] = { "wrote_this_week", N_("Wrote in the last week"), 5, FALSE },
  [SO_LEAD_STALE] = { "silent", N_("Silent for 30 days"), -15, FALSE },
  [SO_LEAD_COMPLAINS] = { "complains", N_("Complains"), -20, FALSE },
  [SO_LEAD_CANCELS] = { "cancels", N_("Cancels"), -25, FALSE },
  [SO_LEAD_SELLS] = { "sells", N_("Sells something"), -60, FALSE },
  [SO_LEAD_GLAD] = { "glad", N_("In good humour"), 5, FALSE },
  [SO_LEAD_CROSS] = { "cross", N_("In bad humour"), -10, FALSE },
};

static const struct { const char *sub_category; SoLeadSignal signal; } by_sub_category[] = {
  { "schedule_query", SO_LEAD_WHEN }, { "trial_class", SO_LEAD_TRIAL }, { "new_enrollment", SO_LEAD_ENROL }, { "class_reservation", SO_LEAD_RESERVE },
  { "private_session", SO_LEAD_PRIVATE }, { "group_booking", SO_LEAD_PRIVATE }, { "cancellation", SO_LEAD_CANCELS }, { "referral", SO_LEAD_REFERRED },
  { "time_sensitive_booking", SO_LEAD_SOON }, { "complaint_escalation", SO_LEAD_COMPLAINS },
};
static const struct { const char *tag; SoLeadSignal signal; } by_tag[] = {
  { "asks_price", SO_LEAD_PRICE }, { "asks_date", SO_LEAD_WHEN }, { "trial", SO_LEAD_TRIAL }, { "group", SO_LEAD_PRIVATE }, { "ready", SO_LEAD_READY },
  { "child", SO_LEAD_BEGINNER }, { "beginner", SO_LEAD_BEGINNER }, { "sales", SO_LEAD_SELLS }, { "class_reservation", SO_LEAD_RESERVE },
  { "new_enrollment", SO_LEAD_ENROL }, { "private_session", SO_LEAD_PRIVATE },
};

const char *
so_lead_signal_nick (SoLeadSignal signal)
{
  g_return_val_if_fail (signal < SO_N_LEAD_SIGNALS, NULL);

  return signals_known[signal].nick;
}

const char *
so_lead_signal_label (SoLeadSignal signal)
{
  g_return_val_if_fail (signal < SO_N_LEAD_SIGNALS, NULL);

  return _(signals_known[signal].label);
}

int
so_lead_signal_points (SoLeadSignal signal)
{
  g_return_val_if_fail (signal < SO_N_LEAD_SIGNALS, 0);

  return signals_known[signal].points;
}

gboolean
so_lead_signal_buys (SoLeadSignal signal)
{
  g_return_val_if_fail (signal < SO_N_LEAD_SIGNALS, FALSE);

  return signals_known[signal].buys;
}

static SoLeadSignal
find (const char *nick)
{
  SoLeadSignal signal = 0;

  while (signal < SO_N_LEAD_SIGNALS && strcmp (signals_known[signal].nick, nick))
    signal++;
  return signal;
}

static gboolean
take (const char *nick, JsonNode *value, int *weights, GError **error)
{
  SoLeadSignal signal = find (nick);

  if (signal == SO_N_LEAD_SIGNALS)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no signal of the lead score"), nick);
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_INT64 || ABS (json_node_get_int (value)) > SO_LEAD_WEIGHT_MOST)
    return so_fail (error, SO_ERROR_CHANGE, _("The weight of “%s” is a whole number from -100 to 100"), nick);
  weights[signal] = (int) json_node_get_int (value);
  return TRUE;
}

gboolean
so_lead_weights_parse (const char *json, int weights[SO_N_LEAD_SIGNALS], GError **error)
{
  int own[SO_N_LEAD_SIGNALS];
  g_autoptr (JsonNode) root = NULL;
  JsonObjectIter iter;
  const char *nick;
  JsonNode *value;

  for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
    own[i] = signals_known[i].points;
  if (json && *json)
    {
      root = so_json_parse (json, -1, 64 * 1024, error);
      if (!root)
        return FALSE;
      if (!JSON_NODE_HOLDS_OBJECT (root))
        return so_fail (error, SO_ERROR_CHANGE, _("Weights of the lead score are an object such as {\"asks_price\": 20}"));
      json_object_iter_init (&iter, json_node_get_object (root));
      while (json_object_iter_next (&iter, &nick, &value))
        if (!take (nick, value, own, error))
          return FALSE;
    }
  memcpy (weights, own, sizeof own);
  return TRUE;
}

#define BIT(signal) (1u << (signal))

guint32
so_lead_signals_of_message (const char *category, const char *sub_category, const char *sentiment, const char *const *tags,
                            gboolean names_time, gboolean names_class)
{
  guint32 signals = (names_time ? BIT (SO_LEAD_DAY) : 0) | (names_class ? BIT (SO_LEAD_CLASS) : 0);

  if (!g_strcmp0 (category, "PRICING"))
    signals |= BIT (SO_LEAD_PRICE);
  if (!g_strcmp0 (category, "COMPLAINT"))
    signals |= BIT (SO_LEAD_COMPLAINS);
  if (!g_strcmp0 (sentiment, "POSITIVE"))
    signals |= BIT (SO_LEAD_GLAD);
  if (!g_strcmp0 (sentiment, "NEGATIVE"))
    signals |= BIT (SO_LEAD_CROSS);
  for (guint i = 0; i < G_N_ELEMENTS (by_sub_category); i++)
    if (!g_strcmp0 (sub_category, by_sub_category[i].sub_category))
      signals |= BIT (by_sub_category[i].signal);
  for (guint i = 0; i < G_N_ELEMENTS (by_tag); i++)
    if (tags && g_strv_contains (tags, by_tag[i].tag))
      signals |= BIT (by_tag[i].signal);
  return signals;
}

guint32
so_lead_signals_of_count (guint messages, gint64 newest_at, gint64 now)
{
  gint64 age = now - newest_at;
  guint32 signals = messages >= 4 ? BIT (SO_LEAD_MANY) : messages >= 2 ? BIT (SO_LEAD_SOME) : 0;

  if (!messages)
    return 0;
  if (age <= DAY)
    return signals | BIT (SO_LEAD_FRESH);
  if (age <= 7 * DAY)
    return signals | BIT (SO_LEAD_WEEK);
  return age > 30 * DAY ? signals | BIT (SO_LEAD_STALE) : signals;
}

int
so_lead_score (guint32 signals, const int weights[SO_N_LEAD_SIGNALS])
{
  int score = 0;

  for (guint i = 0; i < SO_N_LEAD_SIGNALS; i++)
    if (signals & BIT (i))
      score += weights[i];
  return CLAMP (score, 0, 100);
}
