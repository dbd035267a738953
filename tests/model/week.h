/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week.h"

/* A week of random classes, the same for the same generator; some of them clash, some are in no room. */
static inline SoWeek *
week_random (GRand *rand, guint n)
{
  SoWeek *week = so_week_new ("2026-11-23", 15);
  static const char *const titles[] = { "Salsa", "Ballet", "Tango", "Yoga", "Hip-Hop" };

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *room = g_strdup_printf ("r%u", i), *teacher = g_strdup_printf ("t%u", i);

      so_week_add_room (week, room, room, 8 + 4 * i);
      so_week_add_teacher (week, teacher, teacher);
    }
  for (guint day = 0; day < 6; day++)
    so_week_add_opening (week, day, 9 * 60, 22 * 60);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%03u", i);
      g_autofree char *room = g_strdup_printf ("r%d", g_rand_int_range (rand, 0, 4)), *teacher = g_strdup_printf ("t%d", g_rand_int_range (rand, 0, 4));
      guint minutes = 15 * (guint) g_rand_int_range (rand, 1, 9), start = 15 * (guint) g_rand_int_range (rand, 4 * 8, 4 * 20);
      SoWeekSession session = { id, (char *) titles[i % 5], (guint) g_rand_int_range (rand, 0, 7), start, minutes, NULL, NULL,
                                (SoWeekState) MAX (g_rand_int_range (rand, -6, 3), 0), (guint) g_rand_int_range (rand, 0, 10), 10, FALSE };
      g_autoptr (GError) error = NULL;

      session.room = g_rand_int_range (rand, 0, 8) ? room : NULL;
      session.teacher = g_rand_int_range (rand, 0, 8) ? teacher : NULL;
      so_week_add_session (week, &session, &error);
      g_assert_no_error (error);
    }
  return week;
}

/* Every byte of it that may change. */
static inline char *
week_text (const SoWeek *week)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < so_week_get_n_sessions (week); i++)
    {
      const SoWeekSession *s = so_week_get_session (week, i);

      g_string_append_printf (text, "%s|%s|%u|%u|%u|%s|%s|%d|%u/%u|%d\n", s->id, s->title, s->day, s->start, s->minutes, s->room ? s->room : "-",
                              s->teacher ? s->teacher : "-", s->state, s->booked, s->capacity, s->pinned);
    }
  return g_string_free (text, FALSE);
}
