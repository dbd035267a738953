/* SPDX-License-Identifier: MIT */
#include "so-session.h"

#include <string.h>

#include "so-day.h"

#define N_(text) text

static const struct { const char *nick, *label; } states[SO_N_SESSION_STATES] = {
  [SO_SESSION_PLANNED] = { "planned", N_("Planned") },
  [SO_SESSION_CANCELLED] = { "cancelled", N_("Cancelled") },
  [SO_SESSION_CLOSED] = { "closed", N_("Closed") },
};

const char *
so_session_state_nick (SoSessionState state)
{
  return states[state].nick;
}

const char *
so_session_state_label (SoSessionState state)
{
  return states[state].label;
}

void
so_session_free (SoSession *session)
{
  if (!session)
    return;
  g_free (session->id);
  g_free (session->series_id);
  g_free (session->class_id);
  g_free (session->title);
  g_free (session->style);
  g_free (session->level);
  g_free (session->room_id);
  g_free (session->room);
  g_free (session->teacher_id);
  g_free (session->teacher);
  g_free (session->why);
  g_clear_pointer (&session->problems, g_ptr_array_unref);
  g_free (session);
}

char *
so_session_key (const char *root, const char *original)
{
  return g_strconcat (root, "@", original, NULL);
}

gboolean
so_session_key_parse (const char *key, char **root, char **original)
{
  const char *at = key ? strrchr (key, '@') : NULL;
  int day, minute;

  if (!at || at == key || !so_day_parse_time (at + 1, &day, &minute))
    return FALSE;
  *root = g_strndup (key, (gsize) (at - key));
  *original = g_strdup (at + 1);
  return TRUE;
}

/* A changed room or teacher of "" is none. */
static char *
choose (const char *changed, const char *usual)
{
  const char *chosen = changed ? changed : usual;

  return chosen && *chosen ? g_strdup (chosen) : NULL;
}

SoSession *
so_session_place (const SoSeries *series, const SoSessionChange *change, int original)
{
  SoSession *session = g_new0 (SoSession, 1);
  g_autofree char *date = so_day_format (original), *start = g_strconcat (date, series->first + 10, NULL);
  gboolean moved = change && change->day;

  session->id = so_session_key (series->root, start);
  session->series_id = g_strdup (series->id);
  session->class_id = g_strdup (series->class_id);
  if (!moved || !so_day_parse (change->day, &session->day))
    session->day = original + series->shift;
  session->start = change && change->start >= 0 ? change->start : series->start;
  session->minutes = change && change->minutes >= 0 ? change->minutes : series->minutes;
  session->room_id = choose (change ? change->room_id : NULL, series->room_id);
  session->teacher_id = choose (change ? change->teacher_id : NULL, series->teacher_id);
  session->pinned = series->pinned;
  session->single = !series->rule;
  session->changed = change && (*change->state || moved || change->start >= 0 || change->minutes >= 0 || change->room_id || change->teacher_id);
  session->state = change && !strcmp (change->state, "cancelled") ? SO_SESSION_CANCELLED : SO_SESSION_PLANNED;
  session->why = change ? g_strdup (change->note) : NULL;
  return session;
}

static void
close_for (SoSession *session, const char *why)
{
  session->state = SO_SESSION_CLOSED;
  g_free (session->why);
  session->why = g_strdup (why);
}

void
so_session_close (SoSession *session, const SoSessionChange *change, GPtrArray *closures, const SoTerm *term, int original)
{
  if (session->state != SO_SESSION_PLANNED || (change && !strcmp (change->state, "planned")))
    return;
  if (term && so_term_skips (term, original))
    close_for (session, term->name);
  for (guint i = 0; closures && i < closures->len; i++)
    {
      const SoClosure *closure = closures->pdata[i];

      if (so_closure_hits (closure, session->class_id, session->room_id, session->day, session->start, session->minutes))
        {
          close_for (session, closure->label);
          return;
        }
    }
}

int
so_session_compare (gconstpointer a, gconstpointer b)
{
  const SoSession *one = a, *other = b;
  int order = one->day != other->day ? one->day - other->day : one->start - other->start;

  order = order ? order : g_strcmp0 (one->title, other->title);
  return order ? order : strcmp (one->id, other->id);
}
