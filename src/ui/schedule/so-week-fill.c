/* SPDX-License-Identifier: MIT */
#include "so-week-fill.h"

#include "so-week-words.h"

#include <glib/gi18n.h>

/* "8 of 12 booked. Pinned. Studio A has Ballet from 18:00 to 19:00" */
static char *
dup_description (const SoWeekSession *session, const char *standing, const char *problem)
{
  GString *words = g_string_new (standing);

  if (session->pinned)
    g_string_append_printf (words, ". %s", _("Pinned"));
  if (problem)
    g_string_append_printf (words, ". %s", problem);
  return g_string_free (words, FALSE);
}

void
so_week_fill_class (SoWeekBlock *block, const SoWeek *week, const GPtrArray *problems, const SoWeekSession *session, SoWeekLanes lanes)
{
  SoWeekPlace place = so_week_session_place (session);
  g_autofree char *name = so_week_words_name (week, session->title, &place), *start = so_week_words_time (session->start);
  g_autofree char *span = so_week_words_span (session->start, session->minutes), *where = so_week_words_where (week, &place, lanes);
  g_autofree char *standing = so_week_words_standing (session), *problem = so_week_words_problems (week, problems, session->id);
  g_autofree char *description = dup_description (session, standing, problem);
  gboolean first = !*where || session->state != SO_WEEK_PLANNED;
  const char *lines[] = { session->title, span, first ? standing : where, !*where ? NULL : first ? where : standing, NULL };

  so_week_block_set (block, name, lines, problem, description);
  so_week_block_set_brief (block, start);
  so_week_block_set_state (block, session->state, session->pinned);
}

void
so_week_fill_carried (SoWeekBlock *block, const SoWeek *week, const char *title, const SoWeekPlace *place, SoWeekLanes lanes, const char *problem)
{
  g_autofree char *span = so_week_words_span (place->start, place->minutes), *start = so_week_words_time (place->start), *where = so_week_words_where (week, place, lanes);
  const char *lines[] = { title, span, where, NULL };

  so_week_block_set (block, NULL, lines, problem, NULL);
  so_week_block_set_brief (block, start);
}

void
so_week_fill_ghost (SoWeekBlock *block, const SoWeek *week, const char *title, const SoWeekGhost *ghost, guint number, SoWeekLanes lanes)
{
  g_autofree char *name = so_week_words_name (week, title, &ghost->place), *numbered = g_strdup_printf ("%u: %s", number, name);
  g_autofree char *first = g_strdup_printf ("%u  %s", number, title), *span = so_week_words_span (ghost->place.start, ghost->place.minutes);
  g_autofree char *where = so_week_words_where (week, &ghost->place, lanes);
  const char *lines[] = { first, ghost->reason ? ghost->reason : span, ghost->reason ? span : where, ghost->reason ? where : NULL, NULL };

  so_week_block_set (block, numbered, lines, NULL, ghost->reason);
}
