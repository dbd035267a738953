/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-escalation.h"

#include "so-clock.h"
#include "so-due.h"
#include "so-error.h"
#include "so-intent.h"
#include "so-never-auto.h"
#include "so-settings.h"
#include "so-sms-length.h"
#include "so-standing.h"
#include "so-tell-quiet.h"
#include "so-intents.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_WORDS 20000

static const char *const nicks[SO_N_ESCALATIONS] = { "complaint", "words", "score", "no_response", "category" };
static const char *const languages[] = { "en", "de", "es", "fr", "pt", "hi", NULL };

const char *
so_escalation_nick (SoEscalation reason)
{
  return nicks[reason];
}

const char *const *
so_escalation_languages (void)
{
  return languages;
}

static gboolean
has_category (const char *categories, const char *category)
{
  g_auto (GStrv) all = g_strsplit (categories ? categories : "", " ", -1);

  return category && g_strv_contains ((const char *const *) all, category);
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
  if (has_category (facts->categories, facts->intent))
    reasons |= 1u << SO_ESCALATION_CATEGORY;
  if (facts->score > (facts->score_over ? facts->score_over : SO_NEVER_ESCALATION_SCORE))
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

char *
so_escalation_load_words (SoDb *db)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i <= G_N_ELEMENTS (languages) - 1; i++)
    {
      g_autofree char *key = languages[i] ? g_strconcat (SO_SETTING_ESCALATE_WORDS, languages[i], NULL) : g_strdup (SO_SETTING_NEVER_WORDS);
      g_autofree char *words = so_setting_get (db, key);

      g_string_append_printf (all, "%s\n", words ? words : "");
    }
  return g_strdup (all->str);
}

static int
load_score (SoDb *db)
{
  g_autofree char *value = so_setting_get (db, SO_SETTING_ESCALATE_SCORE);

  return value ? (int) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 100) : 0;
}

static gboolean
raise_priority (SoDb *db, const char *message_id, guint reasons, GError **error)
{
  return so_thread_raise (db, message_id, reasons & ~(1u << SO_ESCALATION_SCORE | 1u << SO_ESCALATION_CATEGORY) ? "URGENT" : "HIGH", error);
}

gboolean
so_escalation_mark (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoStandingSituation) s = so_standing_situation_of_message (db, message_id, error);
  g_autofree char *own = so_escalation_load_words (db), *categories = so_setting_get (db, SO_SETTING_ESCALATE_CATEGORIES);
  gboolean urgent;
  guint reasons;

  if (!s)
    return FALSE;
  reasons = so_escalation_reasons (&(SoEscalationFacts) { .intent = s->intent, .text = s->texts[0], .own_words = own, .categories = categories, .score = s->score,
                                                          .score_over = load_score (db) }) & switched_on (db);
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

/* What is checked ------------------------------------------------------------------------------- */

static gboolean
check_categories (const char *value, GError **error)
{
  g_auto (GStrv) all = g_strsplit (value, " ", -1);
  guint n;
  const SoSubCategory *known = so_sub_categories (&n);

  for (char **category = all; *category; category++)
    {
      gboolean found = !**category;

      for (guint i = 0; i < n && !found; i++)
        found = !strcmp (known[i].category, *category);
      if (!found)
        return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no category: choose from INQUIRY, PRICING, BOOKING, SCHEDULING, FEEDBACK and GENERAL"), *category);
    }
  return TRUE;
}

static gboolean
check_words (const char *language, const char *value, GError **error)
{
  if (!g_strv_contains (languages, language))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no language of the word lists: choose en, de, es, fr, pt or hi"), language);
  return strlen (value) <= LONGEST_WORDS || so_fail (error, SO_ERROR_CHANGE, _("That is more than 20 kB of words: shorten the list"));
}

gboolean
so_escalation_check_setting (const char *key, const char *value, GError **error)
{
  SoTellQuiet quiet;
  gint64 score;

  if (!value || !*value)
    return TRUE;
  if (!strcmp (key, SO_SETTING_ESCALATE_SCORE))
    return g_ascii_string_to_signed (value, 10, 1, 100, &score, NULL) ||
           so_fail (error, SO_ERROR_CHANGE, _("“%s” is no score: choose a whole number from 1 to 100"), value);
  if (!strcmp (key, SO_SETTING_ESCALATE_CATEGORIES))
    return check_categories (value, error);
  if (g_str_has_prefix (key, SO_SETTING_ESCALATE_WORDS))
    return check_words (key + strlen (SO_SETTING_ESCALATE_WORDS), value, error);
  return strcmp (key, SO_SETTING_TELL_QUIET) || so_tell_quiet_parse (value, &quiet) ||
         so_fail (error, SO_ERROR_CHANGE, _("“%s” are no quiet hours: write them as 22:00-07:00, with days behind as 12345 where Monday is 1, or off"), value);
}
