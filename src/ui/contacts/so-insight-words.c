/* SPDX-License-Identifier: MIT */
#include "so-insight-words.h"

#include "so-age.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
so_insight_words_outcome (const char *nick)
{
  static const struct { const char *nick, *words; } outcomes[] = {
    { "open", NC_ ("outcome", "Still open") }, { "booked", NC_ ("outcome", "Booked") },           { "answered", NC_ ("outcome", "Answered") },
    { "lost", NC_ ("outcome", "Lost") },       { "escalated", NC_ ("outcome", "Needs you") }, { "spam", NC_ ("outcome", "Spam") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (!g_strcmp0 (nick, outcomes[i].nick))
      return g_dpgettext2 (NULL, "outcome", outcomes[i].words);
  return g_dpgettext2 (NULL, "outcome", outcomes[0].words);
}

const char *
so_insight_words_field (const char *field)
{
  static const struct { const char *field, *words; } fields[] = {
    { "name", N_ ("Name") },         { "email", N_ ("E-Mail") }, { "phone", N_ ("Phone") }, { "child", N_ ("Child") },
    { "birthday", N_ ("Birthday") }, { "goal", N_ ("Goal") },    { "level", N_ ("Level") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!g_strcmp0 (field, fields[i].field))
      return _(fields[i].words);
  return field;
}

char *
so_insight_words_source (const SoInsight *insight, gint64 now)
{
  g_autofree char *when = so_age_dup_short (insight->updated_at, now);

  if (!insight->by_model)
    /* Translators: a time such as "12:40" or "Tue" */
    return g_strdup_printf (_("Read by rules, %s. Estimates, for your eyes only."), when);
  /* Translators: the name of a language model, and a time such as "12:40" or "Tue" */
  return g_strdup_printf (_("Read by %s, %s. Estimates, for your eyes only."), insight->model ? insight->model : _("a model"), when);
}

char *
so_insight_words_signature (const SoInsight *insight)
{
  GString *all = g_string_new (NULL);

  g_string_append_printf (all, "%d %s %s %s %d %s %s", insight->by_model, insight->model, insight->fault, insight->summary, insight->satisfaction,
                          insight->quote, insight->outcome);
  g_string_append_printf (all, " %" G_GINT64_FORMAT, insight->updated_at);
  for (guint i = 0; i < insight->findings->len; i++)
    {
      const SoFinding *finding = g_ptr_array_index (insight->findings, i);

      g_string_append_printf (all, "\n%s %d %s", finding->id, finding->state, finding->now);
    }
  return g_string_free_and_steal (all);
}
