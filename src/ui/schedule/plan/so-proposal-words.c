/* SPDX-License-Identifier: MIT */
#include "so-proposal-words.h"

#include "so-json.h"
#include "so-week-words.h"

#include <glib/gi18n.h>

char *
so_proposal_words_spot (const SoProposalSpot *spot)
{
  g_autofree char *time = NULL;
  GString *text;

  if (spot->day < 0 || spot->day > 6)
    return NULL;
  time = so_week_words_time ((guint) spot->start);
  text = g_string_new (so_week_words_day ((guint) spot->day));
  g_string_append_printf (text, " %s", time);
  if (spot->room)
    g_string_append_printf (text, ", %s", spot->room);
  if (spot->teacher)
    g_string_append_printf (text, ", %s", spot->teacher);
  return g_string_free_and_steal (text);
}

char *
so_proposal_words_line (const SoProposalLine *line)
{
  g_autofree char *to = so_proposal_words_spot (&line->to);

  return to ? g_strdup_printf ("%s: %s", line->title, to) : g_strdup (line->title);
}

static char *
words_before (const SoProposalLine *line)
{
  g_autofree char *from = so_proposal_words_spot (&line->from);

  switch (line->kind)
    {
    case SO_PROPOSAL_MOVED:
      return g_strdup_printf (_("Was: %s"), from);
    case SO_PROPOSAL_ADDED:
      return g_strdup (_("New"));
    default:
      return from ? g_strdup_printf (_("Stays: %s"), from) : g_strdup (_("It is not on the schedule"));
    }
}

char *
so_proposal_words_was (const SoProposalLine *line)
{
  g_autofree char *before = words_before (line), *booked = NULL;

  if (!line->booked)
    return g_steal_pointer (&before);
  booked = g_strdup_printf (ngettext ("%u has booked", "%u have booked", line->booked), line->booked);
  return g_strdup_printf ("%s · %s", before, booked);
}

/* "0.9 %" in the way of the language. */
static char *
words_gap (double percent)
{
  /* Translators: %.1f is a number such as 0.9 */
  return g_strdup_printf (_("At most %.1f %% better is possible."), percent);
}

char *
so_proposal_words_status (const SoProposal *proposal)
{
  double gap = so_proposal_gap (proposal);

  if (proposal->status == SO_PROPOSAL_INFEASIBLE)
    return g_strdup (_("Not everything can have a place: that is proved."));
  if (proposal->status == SO_PROPOSAL_OPTIMAL)
    return g_strdup (proposal->repair ? _("Nothing less can be changed: that is proved.") : _("There is no better plan: that is proved."));
  return gap >= 0 ? words_gap (gap) : g_strdup (_("A good plan; whether there is a better one is not known."));
}

const char *
so_proposal_words_kind (SoPointsKind kind)
{
  static const char *const labels[SO_N_POINTS] = { N_("Preferred times"), N_("Beginners in busy hours"), N_("Rooms of the right size"), N_("Several classes a day for teachers"), N_("Without a place") };

  return _(labels[kind]);
}

char *
so_proposal_words_points (gint64 points)
{
  return points < 0 ? g_strdup_printf ("−%" G_GINT64_FORMAT, -points) : g_strdup_printf ("+%" G_GINT64_FORMAT, points);
}

char *
so_proposal_words_news (const SoPlanningNews *news)
{
  g_autofree char *score = NULL, *missing = NULL;

  if (!news->has_plan)
    return g_strdup (_("Looking for a plan…"));
  score = g_strdup_printf (_("Score %d, before %d."), (int) news->worth, (int) news->before);
  if (!news->unplaced)
    return g_steal_pointer (&score);
  missing = g_strdup_printf (ngettext ("%u session has no place yet.", "%u sessions have no place yet.", news->unplaced), news->unplaced);
  return g_strdup_printf ("%s %s", score, missing);
}

char *
so_proposal_words_bound (const SoPlanningNews *news)
{
  if (!news->has_plan || !news->has_bound)
    return g_strdup ("");
  return words_gap (100.0 * (double) MAX (news->bound - news->worth, 0) / (double) MAX (ABS (news->worth), 1));
}

char *
so_proposal_words_applied (const char *result)
{
  g_autoptr (JsonNode) node = result ? so_json_parse (result, -1, 0, NULL) : NULL;
  JsonObject *object = node ? so_json_root (node) : NULL;
  guint moved = object ? (guint) so_json_int (object, "changed") : 0, added = object ? (guint) so_json_int (object, "added") : 0;
  guint drafts = object ? (guint) so_json_int (object, "drafts") : 0;
  g_autofree char *first = g_strdup_printf (ngettext ("Plan applied: %u session changed", "Plan applied: %u sessions changed", moved), moved);
  g_autofree char *second = added ? g_strdup_printf (ngettext (", %u added", ", %u added", added), added) : g_strdup ("");
  g_autofree char *third = drafts ? g_strdup_printf (ngettext (", %u message to approve", ", %u messages to approve", drafts), drafts) : g_strdup ("");

  return g_strconcat (first, second, third, NULL);
}
