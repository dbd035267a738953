/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-words.h"

#include <glib/gi18n-lib.h>

/* Whom or what the studio has no word for yet. */
static const char *
or_unknown (const char *name)
{
  return name && *name ? name : _("somebody unknown");
}

static char *
words_of_pair (const SoSession *session, const SoProblem *problem)
{
  switch ((int) problem->kind)
    {
    case SO_PROBLEM_ROOM_TAKEN:
      return g_strdup_printf (_("%s has “%s” at the same time."), session->room, problem->other_title);
    case SO_PROBLEM_TURNOVER:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s needs %d minute between “%s” and this.", "%s needs %d minutes between “%s” and this.", (gulong) problem->limit),
                              session->room, problem->limit, problem->other_title);
    case SO_PROBLEM_TEACHER_TAKEN:
      return g_strdup_printf (_("%s teaches “%s” at the same time."), or_unknown (session->teacher), problem->other_title);
    case SO_PROBLEM_STUDENTS:
    default:
      return g_strdup_printf (_("“%s” is at the same time and has students of “%s”, too."), problem->other_title, problem->detail);
    }
}

static char *
words_of_count (const SoProblem *problem)
{
  switch ((int) problem->kind)
    {
    case SO_PROBLEM_TOO_SMALL:
      return g_strdup_printf (_("%s is for %d people, the class for %d."), problem->detail, problem->number, problem->limit);
    case SO_PROBLEM_MAX_DAY:
      return g_strdup_printf (_("%s teaches %d minutes that day, and wants %d at most."), problem->detail, problem->number, problem->limit);
    case SO_PROBLEM_MAX_WEEK:
      return g_strdup_printf (_("%s teaches %d minutes that week, and wants %d at most."), problem->detail, problem->number, problem->limit);
    case SO_PROBLEM_MAX_RUN:
      return g_strdup_printf (_("%s teaches %d minutes without a break, and wants %d at most."), problem->detail, problem->number, problem->limit);
    case SO_PROBLEM_OVERBOOKED:
      return g_strdup_printf (_("%d have booked, and there are places for %d."), problem->number, problem->limit);
    case SO_PROBLEM_TOO_FEW:
    default:
      return g_strdup_printf (_("%d have booked, and it takes place with %d."), problem->number, problem->limit);
    }
}

char *
so_schedule_words_problem (const SoSession *session, const SoProblem *problem)
{
  switch (problem->kind)
    {
    case SO_PROBLEM_ROOM_TAKEN:
    case SO_PROBLEM_TURNOVER:
    case SO_PROBLEM_TEACHER_TAKEN:
    case SO_PROBLEM_STUDENTS:
      return words_of_pair (session, problem);
    case SO_PROBLEM_OUTSIDE_HOURS:
      return g_strdup (_("The studio is not open then."));
    case SO_PROBLEM_TEACHER_AWAY:
      return problem->detail ? g_strdup_printf (_("%s is not there then: %s."), or_unknown (session->teacher), problem->detail)
                             : g_strdup_printf (_("%s is not there then."), or_unknown (session->teacher));
    case SO_PROBLEM_SPECIALTY:
      return g_strdup_printf (_("%s does not teach %s."), or_unknown (session->teacher), problem->detail);
    case SO_PROBLEM_FEATURE:
      return g_strdup_printf (_("%s does not have: %s."), session->room, problem->detail);
    case SO_PROBLEM_NO_ROOM:
      return g_strdup (_("It has no room yet."));
    case SO_PROBLEM_NO_TEACHER:
      return g_strdup (_("Nobody teaches it yet."));
    default:
      return words_of_count (problem);
    }
}
