/* SPDX-License-Identifier: MIT */
#include "so-lead-words.h"

#include "so-age.h"
#include "so-contact.h"
#include "so-lost-reason.h"

#include <glib/gi18n.h>

static char *
dup_days (guint days)
{
  return days ? g_strdup_printf (ngettext ("%u day", "%u days", days), days) : g_strdup (_("since today"));
}

char *
so_lead_words_days (const SoLead *lead, gint64 now, SoAgeing *ageing)
{
  guint days = so_lead_days (lead, now);
  g_autofree char *words = dup_days (days);

  *ageing = so_stage_ageing (lead->stage, days);
  if (*ageing == SO_AGEING_FRESH)
    return g_steal_pointer (&words);
  /* Translators: somebody stands in a column of the board for longer than usual, or for far too long; "%s" is "9 days" */
  return g_strdup_printf (*ageing == SO_AGEING_OLD ? _("stuck: %s") : _("slow: %s"), words);
}

const char *
so_lead_words_reason (const char *reason)
{
  guint i;

  return so_lost_reason_parse (reason, &i) ? _(so_lost_reason_label (i)) : reason;
}

char *
so_lead_words_next (const SoLead *lead, gint64 now, gboolean *late)
{
  g_autofree char *day = NULL;

  *late = lead->task && lead->task_due_at && lead->task_due_at < now && !so_age_same_day (lead->task_due_at, now);
  if (lead->task && lead->task_due_at)
    {
      day = lead->task_due_at < now ? so_age_dup_short (lead->task_due_at, now) : so_age_dup_coming (lead->task_due_at, now);
      return g_strdup_printf ("☐ %s (%s)", lead->task, day);
    }
  if (lead->task)
    return g_strdup_printf ("☐ %s", lead->task);
  if (lead->stage == SO_STAGE_LOST && lead->lost_reason)
    return g_strdup (so_lead_words_reason (lead->lost_reason));
  return g_strdup (lead->snippet ? lead->snippet : "");
}

const char *
so_lead_words_source (const char *source)
{
  SoChannelKind kind;

  if (!g_strcmp0 (source, "contacts"))
    return _("Address Book");
  return so_channel_kind_parse (source, &kind) ? _(so_channel_kind_label (kind)) : source;
}

const char *
so_lead_words_trial (const char *state)
{
  static const struct { const char *nick, *label; } states[] = {
    { "booked", N_("Trial booked") }, { "attended", N_("Trial attended") }, { "no-show", N_("Missed the trial") }, { "cancelled", N_("Trial cancelled") },
    { "converted", N_("Trial, then customer") },
  };

  for (guint i = 0; state && i < G_N_ELEMENTS (states); i++)
    if (!g_strcmp0 (states[i].nick, state))
      return _(states[i].label);
  return NULL;
}

static void
add (GString *text, const char *words)
{
  if (words && *words)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", words);
}

static const char *
temperature_words (const SoLead *lead)
{
  return lead->score >= SO_LEAD_HOT ? C_("lead", "Hot") : lead->score >= SO_LEAD_WARM ? C_("lead", "Warm") : NULL;
}

static void
add_badge (GStrvBuilder *badges, const char *words)
{
  if (words && *words)
    g_strv_builder_add (badges, words);
}

char **
so_lead_words_badges (const SoLead *lead)
{
  g_autoptr (GStrvBuilder) badges = g_strv_builder_new ();
  g_autofree char *unread = lead->unread ? g_strdup_printf (_("%u unread"), lead->unread) : NULL;

  add_badge (badges, temperature_words (lead));
  add_badge (badges, so_lead_words_trial (lead->trial));
  add_badge (badges, unread);
  add_badge (badges, so_lead_words_source (lead->source));
  for (char **tag = lead->tags; *tag; tag++)
    add_badge (badges, *tag);
  return g_strv_builder_end (badges);
}

char *
so_lead_words_some_badges (char **badges, guint n, gboolean count)
{
  GString *text = g_string_new (NULL);
  guint all = g_strv_length (badges);
  g_autofree char *more = count && n < all ? g_strdup_printf ("+%u", all - n) : NULL;

  for (guint i = 0; i < MIN (n, all); i++)
    add (text, badges[i]);
  add (text, more);
  return g_string_free_and_steal (text);
}

char *
so_lead_words_spoken (const SoLead *lead, gint64 now)
{
  GString *text = g_string_new (NULL);
  SoAgeing ageing;
  gboolean late;
  g_autofree char *score = lead->score >= 0 ? g_strdup_printf (_("score %d"), lead->score) : NULL;
  g_autofree char *days = so_lead_words_days (lead, now, &ageing), *next = so_lead_words_next (lead, now, &late);
  g_auto (GStrv) badges = so_lead_words_badges (lead);

  add (text, days);
  add (text, score);
  for (char **badge = badges; *badge; badge++)
    add (text, *badge);
  add (text, late ? _("task overdue") : NULL);
  add (text, next);
  return g_string_free_and_steal (text);
}
