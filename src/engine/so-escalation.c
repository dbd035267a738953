/* SPDX-License-Identifier: MIT */
#include "so-escalation.h"

#include "so-clock.h"
#include "so-due.h"
#include "so-never-auto.h"
#include "so-settings.h"
#include "so-sms-length.h"
#include "so-standing.h"
#include "so-intents.h"
#include "so-threads.h"

#include <string.h>

static const char *const nicks[SO_N_ESCALATIONS] = { "complaint", "words", "score", "no_response" };

const char *
so_escalation_nick (SoEscalation reason)
{
  return nicks[reason];
}

guint
so_escalation_reasons (const SoEscalationFacts *facts)
{
  guint never = facts->text ? so_never_auto_text (facts->text, FALSE, facts->own_words) : 0, reasons = 0;

  if (!g_strcmp0 (facts->intent, "COMPLAINT") || !g_strcmp0 (facts->intent, "URGENT") || never & (1u << SO_NEVER_COMPLAINT))
    reasons |= 1u << SO_ESCALATION_COMPLAINT;
  /* A bare "END" may be a class that somebody leaves, and to a carrier it is an opt-out: the owner has to find out which. */
  if (never & (1u << SO_NEVER_WORDS) || (facts->text && so_sms_word (facts->text) == SO_SMS_CANCEL))
    reasons |= 1u << SO_ESCALATION_WORDS;
  if (facts->score > SO_NEVER_ESCALATION_SCORE)
    reasons |= 1u << SO_ESCALATION_SCORE;
  if (facts->now >= so_due_answer (&(SoDueFacts) { .waiting_since = facts->waiting_since, .hours = facts->hours, .minutes = facts->minutes }))
    reasons |= 1u << SO_ESCALATION_NO_RESPONSE;
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

static gboolean
raise_priority (SoDb *db, const char *message_id, guint reasons, GError **error)
{
  return so_thread_raise (db, message_id, reasons & ~(1u << SO_ESCALATION_SCORE) ? "URGENT" : "HIGH", error);
}

gboolean
so_escalation_mark (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoStandingSituation) s = so_standing_situation (db, message_id, FALSE, error);
  g_autofree char *own = so_setting_get (db, SO_SETTING_NEVER_WORDS);
  gboolean urgent;
  guint reasons;

  if (!s)
    return FALSE;
  reasons = so_escalation_reasons (&(SoEscalationFacts) { .intent = s->intent, .text = s->texts[0], .own_words = own, .score = s->score }) & switched_on (db);
  urgent = !g_strcmp0 (s->priority, "URGENT");
  if (reasons && !urgent && !raise_priority (db, message_id, reasons, error))
    return FALSE;
  return (!(reasons || urgent) || so_thread_escalate (db, s->thread_id, so_now (), error)) && so_due_refresh (db, s->thread_id, error);
}

gboolean
so_escalation_pass (SoDb *db, gint64 now, guint *n, GError **error)
{
  guint late = 0;

  if (!so_due_refresh_open (db, n, error))
    return FALSE;
  if (switched_on (db) & 1u << SO_ESCALATION_NO_RESPONSE && !so_thread_escalate_late (db, now, &late, error))
    return FALSE;
  *n += late;
  return TRUE;
}

gboolean
so_escalation_settle (SoDb *db, gint64 now, GError **error)
{
  g_auto (GStrv) told = NULL;
  guint n;

  if (!so_thread_escalate_urgent (db, now, error) || !so_escalation_pass (db, now, &n, error))
    return FALSE;
  told = so_thread_take_untold (db, now, error);
  return told != NULL;
}
