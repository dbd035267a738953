/* SPDX-License-Identifier: MIT */
#include "so-escalation.h"

#include "so-never-auto.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-threads.h"

#include <string.h>

static const char *const nicks[SO_N_ESCALATIONS] = { "complaint", "words", "score", "no_response" };

const char *
so_escalation_nick (SoEscalation reason)
{
  return nicks[reason];
}

gint64
so_escalation_due (const SoHours *hours, gint64 since, guint minutes)
{
  gint64 wait = minutes ? minutes : SO_ESCALATION_MINUTES;

  return hours ? so_hours_add_minutes (hours, since, wait) : since + wait * G_GINT64_CONSTANT (60000);
}

guint
so_escalation_reasons (const SoEscalationFacts *facts)
{
  guint never = facts->text ? so_never_auto_text (facts->text, FALSE, facts->own_words) : 0, reasons = 0;

  if (!g_strcmp0 (facts->intent, "COMPLAINT") || !g_strcmp0 (facts->intent, "URGENT") || never & (1u << SO_NEVER_COMPLAINT))
    reasons |= 1u << SO_ESCALATION_COMPLAINT;
  if (never & (1u << SO_NEVER_WORDS))
    reasons |= 1u << SO_ESCALATION_WORDS;
  if (facts->score > SO_NEVER_ESCALATION_SCORE)
    reasons |= 1u << SO_ESCALATION_SCORE;
  if (facts->waiting_since)
    {
      gint64 due = so_escalation_due (facts->hours, facts->waiting_since, facts->minutes);

      if (due != SO_HOURS_NEVER && facts->now >= due)
        reasons |= 1u << SO_ESCALATION_NO_RESPONSE;
    }
  return reasons;
}

static guint
switched_on (SoDb *db)
{
  guint on = 0;

  for (guint i = 0; i < SO_N_ESCALATIONS; i++)
    {
      g_autofree char *key = g_strconcat ("escalate.", nicks[i], NULL), *value = so_setting_get (db, key);

      if (g_strcmp0 (value, "0"))
        on |= 1u << i;
    }
  return on;
}

gboolean
so_escalation_mark (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoStandingSituation) s = so_standing_situation (db, message_id, FALSE, error);
  g_autofree char *own = so_setting_get (db, SO_SETTING_NEVER_WORDS);
  SoMessageIntent intent;
  guint reasons;

  if (!s)
    return FALSE;
  reasons = so_escalation_reasons (&(SoEscalationFacts) { .intent = s->intent, .text = s->texts[0], .own_words = own, .score = s->score }) & switched_on (db);
  if (!reasons || !g_strcmp0 (s->priority, "URGENT"))
    return TRUE;
  intent = (SoMessageIntent) { .intent = s->intent, .sub_category = s->sub_category, .sentiment = s->sentiment, .confidence = s->confidence };
  intent.priority = reasons & ~(1u << SO_ESCALATION_SCORE) ? "URGENT" : "HIGH";
  return so_message_set_intent (db, message_id, &intent, error);
}
