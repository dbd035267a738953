/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-trial-touch.h"

#include "so-capability.h"
#include "so-clock.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-fill.h"
#include "so-reply-templates.h"
#include "so-threads.h"
#include "so-time.h"
#include "so-trials.h"
#include "so-when.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define LONGEST 14
/* To be decided on, or on its way. */
#define OPEN (1u << SO_DRAFT_GENERATING | 1u << SO_DRAFT_PROPOSED | 1u << SO_DRAFT_EDITING | 1u << SO_DRAFT_EDITED | 1u << SO_DRAFT_QUEUED | \
              1u << SO_DRAFT_SCHEDULED | 1u << SO_DRAFT_HELD | 1u << SO_DRAFT_SENDING | 1u << SO_DRAFT_UNKNOWN)

/* To customers, in their language: not translated with the window. */
static const struct { const char *language; const char *texts[SO_N_TRIAL_STATES][SO_N_TRIAL_DAYS]; } tongues[] = {
  { "en", {
    [SO_TRIAL_ATTENDED] = {
      "Hi {first name|there}, it was lovely to have you in @trial@. How did you like it?",
      "Hi {first name|there}, are there any questions left after @trial@? I am happy to help you find what fits.",
      "Hi {first name|there}, would you like to go on after @trial@? Shall I keep a place for you?",
      "Hi {first name|there}, this is my last message about your trial class. If you would like to join us, just write back: you are always welcome." },
    [SO_TRIAL_NO_SHOW] = {
      "Hi {first name|there}, we missed you in @trial@. Is everything all right? I am happy to offer you another day.",
      "Hi {first name|there}, shall I find another time for your trial class?",
      "Hi {first name|there}, your trial class is still there for you. Which day would suit you?",
      "Hi {first name|there}, this is my last message about your trial class. If you would like to try it another time, just write back." },
    [SO_TRIAL_CANCELLED] = {
      "Hi {first name|there}, a pity that @trial@ did not work out. Would another day suit you better?",
      "Hi {first name|there}, I can look for another time for your trial class. Are mornings or evenings better for you?",
      "Hi {first name|there}, would you still like to try a class? Tell me a day, and I will see what is free.",
      "Hi {first name|there}, this is my last message about the trial class. Whenever it suits you, just write back." } } },
  { "de", {
    [SO_TRIAL_ATTENDED] = {
      "Hallo {first name|zusammen}, schön, dass du in @trial@ dabei warst. Wie hat es dir gefallen?",
      "Hallo {first name|zusammen}, sind nach @trial@ noch Fragen offen? Ich helfe gern, das Passende zu finden.",
      "Hallo {first name|zusammen}, möchtest du nach @trial@ weitermachen? Soll ich dir einen Platz freihalten?",
      "Hallo {first name|zusammen}, das ist meine letzte Nachricht zu deiner Probestunde. Wenn du dabei sein möchtest, schreib einfach zurück: Du bist immer willkommen." },
    [SO_TRIAL_NO_SHOW] = {
      "Hallo {first name|zusammen}, wir haben dich in @trial@ vermisst. Ist alles in Ordnung? Gern biete ich dir einen anderen Tag an.",
      "Hallo {first name|zusammen}, soll ich einen anderen Termin für deine Probestunde suchen?",
      "Hallo {first name|zusammen}, deine Probestunde wartet noch auf dich. Welcher Tag passt dir?",
      "Hallo {first name|zusammen}, das ist meine letzte Nachricht zu deiner Probestunde. Wenn du es ein andermal versuchen möchtest, schreib einfach zurück." },
    [SO_TRIAL_CANCELLED] = {
      "Hallo {first name|zusammen}, schade, dass es mit @trial@ nicht geklappt hat. Würde ein anderer Tag besser passen?",
      "Hallo {first name|zusammen}, ich kann einen anderen Termin für deine Probestunde suchen. Passt dir eher vormittags oder abends?",
      "Hallo {first name|zusammen}, möchtest du noch eine Stunde ausprobieren? Nenn mir einen Tag, und ich schaue, was frei ist.",
      "Hallo {first name|zusammen}, das ist meine letzte Nachricht zur Probestunde. Wann immer es passt, schreib einfach zurück." } } },
};

const char *
so_trial_touch_text (SoTrialState state, guint day, const char *language)
{
  guint tongue = 0;

  for (guint i = 0; language && i < G_N_ELEMENTS (tongues); i++)
    if (!strcmp (tongues[i].language, language))
      tongue = i;
  for (guint i = 0; i < SO_N_TRIAL_DAYS; i++)
    if (so_trial_days[i] == day)
      return tongues[tongue].texts[state][i];
  return NULL;
}

/* The owner's own words go before ours. */
static char *
dup_text (SoDb *db, const SoTrial *trial, guint day, const char *language)
{
  g_autofree char *name = g_strdup_printf ("Trial %s %u", so_trial_state_nick (trial->state), day);
  g_autoptr (GArray) numbers = so_reply_template_numbers (db, NULL, NULL);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autoptr (SoReplyTemplate) own = so_reply_template_load (db, g_array_index (numbers, gint64, i), NULL);

      if (own && !g_ascii_strcasecmp (own->name, name))
        return g_strdup (own->text);
    }
  return g_strdup (so_trial_touch_text (trial->state, day, language));
}

static gboolean
is_busy (SoDb *db, const char *thread_id)
{
  g_autoptr (GArray) open = so_draft_numbers (db, OPEN, thread_id, NULL);

  return !open || open->len > 0;
}

static gboolean
propose (SoDb *db, const SoTrial *trial, guint day, const char *thread_id, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, error);
  g_autofree char *language = so_trial_language (db, thread_id), *words = dup_text (db, trial, day, language), *filled = NULL, *sources = NULL, *id = NULL;
  g_autoptr (SoFill) fill = thread ? so_fill_new (db, thread->contact_name, NULL, language, error) : NULL;
  g_autoptr (GString) text = NULL;

  if (!fill || !so_origin_check (SO_ORIGIN_RULE, SO_EFFECT_PROPOSE, error))
    return FALSE;
  filled = so_fill_text (fill, words, NULL);
  text = g_string_new (filled);
  g_string_replace (text, "@trial@", trial->title, 0);
  /* The version is the day: what was proposed for it is known by that, on every computer. */
  so_fill_add_source (fill, "trial", trial->id, trial->title, day);
  sources = so_fill_dup_sources (fill);
  id = so_draft_add (db, &(SoDraftNew) { .thread_id = thread_id, .text = text->str, .origin = "trial", .sources = sources }, error);
  return id && (thread->state == SO_THREAD_OPEN || so_thread_set_state (db, thread_id, SO_THREAD_OPEN, 0, error)) &&
         so_event_log (db, "rule", "draft.proposed", "draft", id, NULL, error);
}

gboolean
so_trial_touch_pass (SoDb *db, gint64 now, guint *n, GError **error)
{
  g_autoptr (GPtrArray) trials = so_trial_quiet (db, now - LONGEST * DAY, now - DAY, error);

  *n = 0;
  for (guint i = 0; trials && i < trials->len; i++)
    {
      const SoTrial *trial = trials->pdata[i];
      guint day = so_trial_day_due (trial, now);
      g_autofree char *thread = day && !so_trial_was_touched (db, trial, day) ? so_trial_thread (db, trial) : NULL;

      if (!thread || is_busy (db, thread))
        continue;
      if (!propose (db, trial, day, thread, error))
        return FALSE;
      ++*n;
    }
  return trials != NULL;
}

/* "2026-11-24T18:00\nBeginner Salsa". */
gboolean
so_trial_verb_book (SoVerbCall *call, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (call->argument, "\n", 2);
  GTimeZone *zone = so_studio_get_zone (call->studio);
  gint64 at;

  if (!lines[0] || (!so_time_parse (lines[0], zone, &at) && !so_when_parse (lines[0], so_now (), zone, &at)))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no time: write one such as 2026-11-24T18:00, tomorrow 18:00 or fri 18"), lines[0] ? lines[0] : "");
  *call->result = so_trial_book (call->db, call->id, lines[1] ? lines[1] : "", at, error);
  return *call->result != NULL;
}

gboolean
so_trial_verb_convert (SoVerbCall *call, GError **error)
{
  return so_trial_convert (call->db, call->id, error);
}
