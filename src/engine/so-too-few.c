/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-too-few.h"

#include "so-bookings.h"
#include "so-class-places.h"
#include "so-day.h"
#include "so-tasks.h"
#include "so-text.h"

#include <glib/gi18n-lib.h>

#define HOUR (60 * 60 * G_GINT64_CONSTANT (1000))
#define DAYS_ELSEWHERE 7
#define LONGEST_NAME 40    /* both of them fit into the title of a task */

/* "Tue 24 Nov, 18:00", by the studio's clock. */
static char *
dup_when (const SoSchedule *schedule, const SoSession *session)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (session->starts_at / 1000), local = g_date_time_to_timezone (utc, schedule->zone);

  /* Translators: a day and a time, such as "Tue 24 Nov, 18:00" */
  return g_date_time_format (local, C_("session", "%a %-e %b, %H:%M"));
}

/* Where all of them could go; NULL: nowhere. */
static const SoSession *
find_elsewhere (GPtrArray *sessions, const SoSession *session, gint64 now)
{
  for (guint i = 0; i < sessions->len; i++)
    {
      const SoSession *other = sessions->pdata[i];

      if (other != session && other->starts_at > now && *other->style && !g_strcmp0 (other->style, session->style) && !g_strcmp0 (other->level, session->level) &&
          so_class_places_left (other) >= MAX (session->booked, 1))
        return other;
    }
  return NULL;
}

static char *
write_title (const SoSchedule *schedule, const SoSession *session, const SoSession *elsewhere)
{
  g_autofree char *name = so_text_snippet (session->title, LONGEST_NAME), *other = elsewhere ? so_text_snippet (elsewhere->title, LONGEST_NAME) : NULL;
  g_autofree char *when = dup_when (schedule, session), *then = elsewhere ? dup_when (schedule, elsewhere) : NULL;
  /* Translators: a class, when, how many have booked and how many have to */
  g_autofree char *what = g_strdup_printf (_("“%s”, %s, has %d of %d."), name, when, session->booked, session->least);

  if (!elsewhere)
    return g_strdup_printf (_("%s Cancel it, or let it take place"), what);
  /* Translators: the sentence about the class, then another class and when it is */
  return g_strdup_printf (_("%s Cancel it, or ask them to come to “%s”, %s"), what, other, then);
}

static gboolean
look (SoDb *db, const SoSchedule *schedule, GPtrArray *sessions, const SoSession *session, gint64 now, guint *n, GError **error)
{
  g_autofree char *finding = g_strconcat ("too-few:", session->id, NULL), *known = so_task_of_finding (db, finding), *title = NULL, *task = NULL;
  gboolean few = session->state == SO_SESSION_PLANNED && session->booked + session->offered < session->least;

  if (known)
    {
      *n += !few && so_task_is_open (db, known);
      return few || !so_task_is_open (db, known) || so_task_set_done (db, known, TRUE, error);
    }
  if (!few)
    return TRUE;
  (*n)++;
  title = write_title (schedule, session, find_elsewhere (sessions, session, now));
  task = so_task_add (db, title, NULL, NULL, finding, now, error);
  return task != NULL;
}

static gboolean
is_asked (const SoSchedule *schedule)
{
  for (guint i = 0; i < schedule->kinds->len; i++)
    if (((SoClassKind *) schedule->kinds->pdata[i])->least > 0)
      return TRUE;
  return FALSE;
}

gboolean
so_too_few_pass (SoDb *db, gint64 now, guint *n, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_booking_is_here (db) ? so_schedule_load (db, 0, 0, error) : NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  int today;

  *n = 0;
  if (!schedule)
    return !so_booking_is_here (db);
  if (!is_asked (schedule) || !schedule->series->len)
    return TRUE;
  today = so_day_of (now, schedule->zone, NULL);
  sessions = so_schedule_sessions (db, schedule, today, today + DAYS_ELSEWHERE, error);
  for (guint i = 0; sessions && i < sessions->len; i++)
    {
      const SoSession *session = sessions->pdata[i];

      if (session->starts_at > now && session->starts_at - now <= SO_TOO_FEW_HOURS * HOUR && session->least > 0 && !look (db, schedule, sessions, session, now, n, error))
        return FALSE;
    }
  return sessions != NULL;
}
