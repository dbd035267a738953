/* SPDX-License-Identifier: MIT */
#include "so-demo-private.h"

#include "so-backdate.h"
#include "so-bookings.h"
#include "so-calls.h"
#include "so-contacts.h"
#include "so-day.h"
#include "so-field-kinds.h"
#include "so-tasks.h"
#include "so-trials.h"

#include <string.h>

/* What the weeks before a demonstration were like: its classes fill slowly, a few stay away, most who try stay. */

#define HOUR ((gint64) 3600 * 1000)
#define DAY (24 * HOUR)
/* Longer ago nobody counts, and a demo of ten years is to be made in a minute. */
#define MOST_WEEKS 12
#define TRIALS_TO_COME 4

typedef struct {
  SoDb *db;
  SoDemoPlan *plan;
  GPtrArray *people;         /* ids of customers */
  SoSchedule *schedule;
  int monday;                /* of this week */
} Past;

/* Of a hundred bookings. */
static const struct { SoBookingState state; guint share; } ends[] = {
  { SO_BOOKING_ATTENDED, 76 }, { SO_BOOKING_LATE, 5 }, { SO_BOOKING_NO_SHOW, 7 }, { SO_BOOKING_CANCELLED, 7 }, { SO_BOOKING_LATE_CANCELLED, 5 },
};

static SoBookingState
draw_end (SoDemoPlan *plan)
{
  guint dice = so_demo_pick (plan, 100), k = 0;

  while (dice >= ends[k].share)
    dice -= ends[k++].share;
  return ends[k].state;
}

static gboolean
end_booking (Past *past, const SoSession *session, const char *id, SoBookingState state, GError **error)
{
  if (state == SO_BOOKING_CANCELLED || state == SO_BOOKING_LATE_CANCELLED)
    return so_booking_cancel (past->db, id, session->starts_at - (state == SO_BOOKING_CANCELLED ? 3 * DAY : HOUR), error);
  return so_booking_call (past->db, id, state, session->starts_at, error);
}

/* Days before; but nobody booked in a studio that was not there yet, or its reports would begin with weeks that have nothing else. In its first days people book a day or four ahead,
 * so that not all of two weeks is booked in the first. */
static gint64
draw_made (Past *past, const SoSession *session)
{
  gint64 days = 4 + (gint64) so_demo_pick (past->plan, 9), made = session->starts_at - days * DAY;
  gint64 opened = so_day_at (past->monday - 7 * (int) past->plan->weeks, 9 * 60, past->plan->zone);

  if (made < opened + 5 * DAY)
    made = session->starts_at - (1 + days % 4) * DAY;
  return MAX (made, MIN (opened, session->starts_at - HOUR));
}

static gboolean
book (Past *past, const SoSession *session, const char *person, SoBookingKind kind, SoBookingState state, GError **error)
{
  g_autofree char *id = so_booking_add (past->db, session->id, person, kind, TRUE, session->starts_at - DAY, error);

  return id && so_backdate_booking (past->db, id, draw_made (past, session), error) &&
         (session->starts_at > past->plan->now || end_booking (past, session, id, state, error));
}

/* How many came so many weeks ago: fewer than now, more in the evening. One place is taken or free. */
static guint
draw_booked (Past *past, const SoSession *session, guint weeks_ago)
{
  guint share = 65 - 30 * weeks_ago / (MIN (past->plan->weeks, MOST_WEEKS) + 1) + (session->start >= 17 * 60 ? 12 : 0), booked;

  if (session->most == 1)
    return so_demo_pick (past->plan, 100) < share;
  booked = (guint) session->most * (share - 15 + so_demo_pick (past->plan, 30)) / 100;
  return MIN (booked, past->people->len);
}

static gboolean
fill_session (Past *past, const SoSession *session, guint weeks_ago, GError **error)
{
  guint n = draw_booked (past, session, weeks_ago), from = so_demo_pick (past->plan, past->people->len);

  for (guint i = 0; i < n; i++)
    if (!book (past, session, past->people->pdata[(from + i) % past->people->len], SO_BOOKING_REGULAR, draw_end (past->plan), error))
      return FALSE;
  return TRUE;
}

static GPtrArray *
sessions_of (Past *past, int weeks_ago, GError **error)
{
  int monday = past->monday - 7 * weeks_ago;

  return so_schedule_sessions (past->db, past->schedule, monday, monday + 6, error);
}

static gboolean
fill_weeks (Past *past, GError **error)
{
  for (guint week = MIN (past->plan->weeks, MOST_WEEKS); week > 0; week--)
    {
      g_autoptr (GPtrArray) sessions = sessions_of (past, (int) week, error);

      if (!sessions)
        return FALSE;
      for (guint i = 0; i < sessions->len; i++)
        if (!fill_session (past, sessions->pdata[i], week, error))
          return FALSE;
    }
  return TRUE;
}

/* Trials ------------------------------------------------------------------------------------------------- */

/* In a session with a free place, one after the other. */
static const SoSession *
find_place (GPtrArray *sessions, guint *from)
{
  for (guint tries = 0; tries < sessions->len; tries++)
    {
      const SoSession *session = sessions->pdata[(*from)++ % sessions->len];

      if (so_booking_free_places (session) > 0)
        return session;
    }
  return NULL;
}

static gboolean
is_booked (SoDb *db, const SoSession *session, const char *person)
{
  g_autoptr (GPtrArray) roster = so_booking_roster (db, session->id, NULL);

  for (guint i = 0; roster && i < roster->len; i++)
    if (!g_strcmp0 (((SoBooking *) roster->pdata[i])->contact_id, person))
      return TRUE;
  return FALSE;
}

static gboolean
try_out (Past *past, const SoSession *session, const char *person, SoBookingState state, gboolean converted, GError **error)
{
  g_autoptr (GPtrArray) trials = NULL;
  const SoTrial *trial;

  if (!session || is_booked (past->db, session, person))
    return TRUE;
  if (!book (past, session, person, SO_BOOKING_TRIAL, state, error) || !(trials = so_trial_list (past->db, person, 1, error)) || !trials->len)
    return FALSE;
  trial = trials->pdata[0];
  return (!converted || so_trial_convert (past->db, trial->id, error)) &&
         so_backdate_trial (past->db, trial->id, session->starts_at - 5 * DAY, MIN (session->starts_at + 2 * DAY, past->plan->now), error);
}

/* @query: of people; from the one numbered @first on each tries a session that was so many weeks ago, at most @most of them. */
static gboolean
add_trials (Past *past, const char *query, guint first, guint most, int latest, int weeks, gboolean converted, GError **error)
{
  g_autoptr (GPtrArray) people = so_demo_people_in (past->db, query, error);
  guint from = so_demo_pick (past->plan, 50);

  for (guint i = first; people && i < MIN (people->len, first + most); i++)
    {
      g_autoptr (GPtrArray) sessions = sessions_of (past, latest + (int) (i % (guint) weeks), error);
      gboolean stays_away = !converted && i % 3 == 1;

      if (!sessions || !try_out (past, find_place (sessions, &from), people->pdata[i], stays_away ? SO_BOOKING_NO_SHOW : SO_BOOKING_ATTENDED, converted, error))
        return FALSE;
    }
  return people != NULL;
}

/* Calls -------------------------------------------------------------------------------------------------- */

/* What a caller came to within three weeks, and no other call was for; NULL: nothing. */
static SoBooking *
find_booked (Past *past, const SoCall *call, GHashTable *linked)
{
  g_autoptr (GPtrArray) bookings = so_booking_list (past->db, call->contact_id, 50, NULL);

  for (guint i = 0; bookings && i < bookings->len; i++)
    {
      SoBooking *booking = bookings->pdata[i];
      int day, minute;
      gint64 at = so_day_parse_time (booking->original, &day, &minute) ? so_day_at (day, minute, past->plan->zone) : 0;

      if (at > call->ended_at + HOUR && at < call->ended_at + 21 * DAY && g_hash_table_add (linked, g_strdup (booking->id)))
        return g_ptr_array_steal_index (bookings, i);
    }
  return NULL;
}

/* Who called was given an appointment, most of them. */
static gboolean
link_calls (Past *past, GError **error)
{
  SoCallFilter filter = { .state = -1 };
  g_autoptr (GPtrArray) calls = so_call_list (past->db, &filter, 0, error);
  g_autoptr (GHashTable) linked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; calls && i < calls->len; i++)
    {
      const SoCall *call = calls->pdata[i];
      gboolean asked = !call->outbound && call->contact_id && so_call_state_is_answered (call->state) && so_demo_pick (past->plan, 100) < 70;
      g_autoptr (SoBooking) booking = asked ? find_booked (past, call, linked) : NULL;

      if (booking && (!so_call_set_booking (past->db, call->id, booking->id, error) || !so_backdate_booking (past->db, booking->id, call->ended_at + 30000, error)))
        return FALSE;
    }
  return calls != NULL;
}

gboolean
so_demo_add_history (SoDb *db, SoDemoPlan *plan, GError **error)
{
  int monday = so_day_monday (so_day_of (plan->now, plan->zone, NULL)), weeks = (int) MIN (plan->weeks, MOST_WEEKS);
  g_autoptr (GPtrArray) people = so_demo_people_in (db, "stage:CONVERTED", error);
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, monday - 7 * weeks, monday + 13, error);
  Past past = { db, plan, people, schedule, monday };

  if (!people || !schedule || !people->len || !so_demo_has_schedule (plan))
    return people && schedule;
  return fill_weeks (&past, error) && add_trials (&past, "stage:CONVERTED", 0, 2 * plan->weeks, 1, weeks, TRUE, error) &&
         add_trials (&past, "stage:TRIAL_SCHEDULED", 0, TRIALS_TO_COME, -1, 1, FALSE, error) &&
         add_trials (&past, "stage:TRIAL_SCHEDULED", TRIALS_TO_COME, plan->weeks, 1, MIN (weeks, 2), FALSE, error) &&
         (!json_object_has_member (plan->profile, "phone") || link_calls (&past, error));
}

/* Fields ------------------------------------------------------------------------------------------------- */

/* "+30" is the day a month from now. */
static char *
dup_value (const SoDemoPlan *plan, const char *text)
{
  return *text == '+' ? so_day_format (so_day_of (plan->now, plan->zone, NULL) + (int) g_ascii_strtoll (text, NULL, 10)) : g_strdup (text);
}

static gboolean
fill_field (SoDb *db, SoDemoPlan *plan, JsonObject *field, GPtrArray *people, GError **error)
{
  const char *label = so_json_string (field, "label"), *type = so_json_string (field, "kind");
  SoFieldKind kind = { .label = (char *) label, .kind = (char *) (type ? type : "text") };
  g_autofree char *name = so_field_kind_save (db, NULL, &kind, error);

  for (guint i = 0; name && i < people->len; i++)
    {
      g_autofree char *value = dup_value (plan, so_demo_pick_string (plan, so_json_array (field, "values")));

      if (!so_field_set (db, people->pdata[i], name, value, error))
        return FALSE;
    }
  return name != NULL;
}

/* What this trade keeps of its customers, such as the project of an agency's. */
gboolean
so_demo_add_fields (SoDb *db, SoDemoPlan *plan, GError **error)
{
  JsonArray *fields = so_json_array (plan->profile, "fields");
  g_autoptr (GPtrArray) people = so_demo_people_in (db, "stage:CONVERTED", error);

  for (guint i = 0; people && fields && i < json_array_get_length (fields); i++)
    if (!fill_field (db, plan, so_json_element (fields, i), people, error))
      return FALSE;
  return people != NULL;
}

/* Tasks -------------------------------------------------------------------------------------------------- */

static gboolean
add_task (SoDb *db, SoDemoPlan *plan, JsonObject *task, GPtrArray *people, GError **error)
{
  g_autoptr (SoContact) contact = people->len ? so_contact_find (db, people->pdata[so_demo_pick (plan, people->len)], NULL) : NULL;
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *title = NULL, *id = NULL;
  gint64 due = so_day_at (so_day_of (plan->now, plan->zone, NULL) + (int) so_json_int (task, "days"), 10 * 60, plan->zone);
  gboolean done = json_object_has_member (task, "done");

  g_hash_table_insert (words, (gpointer) "full", contact ? contact->name : (gpointer) "");
  title = so_demo_expand (so_json_string (task, "title"), words);
  id = so_task_add (db, title, contact ? contact->id : NULL, NULL, NULL, due, error);
  return id && (!done || so_task_set_done (db, id, TRUE, error)) && so_backdate_task (db, id, MIN (due - 4 * DAY, plan->now - DAY), MIN (due, plan->now), error);
}

gboolean
so_demo_add_tasks (SoDb *db, SoDemoPlan *plan, GError **error)
{
  JsonArray *tasks = so_json_array (plan->profile, "tasks");

  for (guint i = 0; tasks && i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = so_json_element (tasks, i);
      g_autoptr (GPtrArray) people = so_demo_people_in (db, so_json_string (task, "who"), error);

      if (!people || !add_task (db, plan, task, people, error))
        return FALSE;
    }
  return TRUE;
}
