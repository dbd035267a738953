/* SPDX-License-Identifier: MIT */
#include "so-bookings.h"

#include "so-clock.h"
#include "so-credits.h"
#include "so-day.h"
#include "so-db.h"
#include "so-entity-rows.h"
#include "so-error.h"
#include "so-events.h"
#include "so-id.h"
#include "so-people.h"
#include "so-seats.h"
#include "so-settings.h"
#include "so-tasks.h"
#include "so-threads-private.h"
#include "so-trials.h"
#include "so-undo.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)
#define ESCALATION_DAYS 90
#define LONGEST_WHY 500

#define SELECT "SELECT b.id, b.root, b.original, coalesce (c.id, b.contact_id), c.name, b.kind, b.state, b.place, b.offered_until, b.owed, b.waived_at, b.waived_for, b.trial_id," \
               " b.credit, b.created_at FROM booking b LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("b.contact_id") " WHERE b.deleted_at IS NULL"
#define HAS_PLACE "state IN ('booked', 'offered', 'attended', 'late', 'no-show')"
#define IS_OPEN "state IN ('booked', 'offered', 'attended', 'late', 'no-show', 'waiting', 'excused')"

static gpointer
read_booking (SoStmt *row)
{
  SoBooking *booking = g_new0 (SoBooking, 1);

  booking->id = so_stmt_dup (row, 0);
  booking->root = so_stmt_dup (row, 1);
  booking->original = so_stmt_dup (row, 2);
  booking->contact_id = so_stmt_dup (row, 3);
  booking->contact = so_stmt_dup (row, 4);
  so_booking_kind_parse (so_stmt_text (row, 5), &booking->kind);
  so_booking_state_parse (so_stmt_text (row, 6), &booking->state);
  booking->place = (int) so_stmt_int (row, 7);
  booking->offered_until = so_stmt_int (row, 8);
  booking->owed = (int) so_stmt_int (row, 9);
  booking->waived_at = so_stmt_int (row, 10);
  booking->waived_for = so_stmt_dup (row, 11);
  booking->trial_id = so_stmt_dup (row, 12);
  booking->credit = (int) so_stmt_int (row, 13);
  booking->created_at = so_stmt_int (row, 14);
  return booking;
}

char *
so_booking_of_trial (SoDb *db, const char *trial_id)
{
  return so_db_text (db, "SELECT id FROM booking WHERE trial_id = ? AND deleted_at IS NULL", "t", trial_id);
}

SoBooking *
so_booking_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, SELECT " AND b.id = ?", "t", id);

  return so_stmt_one (row, "There is no such booking in this studio.", error) ? read_booking (row) : NULL;
}

GPtrArray *
so_booking_roster (SoDb *db, const char *session_id, GError **error)
{
  g_autofree char *root = NULL, *original = NULL;
  g_autoptr (SoStmt) rows = NULL;

  if (!so_session_key_parse (session_id, &root, &original))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such session on the schedule."), NULL;
  rows = so_db_query (db, error, SELECT " AND b.root = ? AND b.original = ? ORDER BY CASE WHEN b." HAS_PLACE " THEN 0 WHEN b.state = 'waiting' THEN 1 ELSE 2 END,"
                      " CASE WHEN b.state = 'waiting' THEN b.place END, c.sort, b.n", "tt", root, original);
  return so_stmt_all (rows, read_booking, (GDestroyNotify) so_booking_free, error);
}

GPtrArray *
so_booking_list (SoDb *db, const char *contact_id, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, SELECT " AND b.contact_id IN " SO_PERSON_ALL ("?1") " ORDER BY b.original DESC, b.n DESC LIMIT ?2", "ti", contact_id, (gint64) limit);

  return so_stmt_all (rows, read_booking, (GDestroyNotify) so_booking_free, error);
}

/* @states: SQL, ours. */
static GStrv
sessions_with (SoDb *db, const char *states, gint64 now, GError **error)
{
  g_autofree char *since = so_day_format (so_day_of (now, NULL, NULL) - 1);
  g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT root || '@' || original FROM booking WHERE state IN (%s) AND deleted_at IS NULL AND (original >= ?1"
                      " OR EXISTS (SELECT 1 FROM session s WHERE s.root = booking.root AND s.original = booking.original AND s.day >= ?1)"
                      " OR EXISTS (SELECT 1 FROM series s WHERE s.root = booking.root AND s.shift > 0 AND s.deleted_at IS NULL AND date (substr (booking.original, 1, 10),"
                      " s.shift || ' days') >= ?1)) ORDER BY original", states);

  return so_db_texts (db, error, sql, "t", since);
}

GStrv
so_booking_sessions (SoDb *db, gint64 now, GError **error)
{
  return sessions_with (db, "'booked', 'offered', 'waiting'", now, error);
}

GStrv
so_booking_waiting (SoDb *db, gint64 now, GError **error)
{
  return sessions_with (db, "'offered', 'waiting'", now, error);
}

char *
so_booking_thread (SoDb *db, const char *contact_id)
{
  return so_db_text (db, "SELECT id FROM thread WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND deleted_at IS NULL AND is_group = 0 AND state NOT IN ('spam', 'bin')"
                     " ORDER BY last_at DESC, n LIMIT 1", "t", contact_id);
}

gboolean
so_booking_is_here (SoDb *db)
{
  return so_db_int (db, 0, "SELECT NOT EXISTS (SELECT 1 FROM sync_link) OR coalesce ((SELECT home FROM account WHERE deleted_at IS NULL AND home IS NOT NULL ORDER BY created_at, id"
                    " LIMIT 1) IS (SELECT device FROM hub_link), 0)", "") == 1;
}

int
so_booking_free_places (const SoSession *session)
{
  return session->most - session->booked - session->offered;
}

gboolean
so_booking_policy_load (SoDb *db, const SoClassKind *kind, SoBookingPolicy *policy, GError **error)
{
  g_autofree char *studio = so_setting_get (db, SO_SETTING_BOOKING);

  *policy = so_booking_policy_usual;
  return (!studio || so_booking_policy_read (policy, studio, error)) && (!kind || !kind->policy || so_booking_policy_read (policy, kind->policy, error));
}

/* A session with the rules for it. */
static SoSession *
load_session (SoDb *db, const char *id, SoBookingPolicy *policy, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (SoSession) session = schedule ? so_schedule_session (db, schedule, id, error) : NULL;

  if (!session || !so_booking_policy_load (db, so_schedule_kind (schedule, session->class_id), policy, error))
    return NULL;
  return g_steal_pointer (&session);
}

/* Booking ----------------------------------------------------------------------------------------------- */

static gboolean
check_rules (const SoSession *session, const SoBookingPolicy *policy, gint64 now, GError **error)
{
  if (session->starts_at - policy->notice_minutes * MINUTE < now)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” can be booked until %d minutes before it begins: book it anyway if you want to.", session->title, policy->notice_minutes);
  return session->starts_at - policy->advance_days * DAY <= now ||
         so_fail (error, SO_ERROR_CHANGE, "“%s” can be booked from %d days before on: book it anyway if you want to.", session->title, policy->advance_days);
}

static gboolean
check_person (SoDb *db, const SoSession *session, const char *person, GError **error)
{
  g_autofree char *root = NULL, *original = NULL;

  so_session_key_parse (session->id, &root, &original);
  if (!so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL", "t", person))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  if (so_db_int (db, 0, "SELECT 1 FROM booking WHERE root = ?1 AND original = ?2 AND contact_id IN " SO_PERSON_ALL ("?3") " AND deleted_at IS NULL AND " IS_OPEN, "ttt", root, original, person))
    return so_fail (error, SO_ERROR_CHANGE, "This person has booked “%s” then, or waits for it.", session->title);
  return session->state == SO_SESSION_PLANNED || so_fail (error, SO_ERROR_CHANGE, "“%s” does not take place then.", session->title);
}

static gboolean
insert (SoDb *db, const char *id, const SoSession *session, const char *person, SoBookingKind kind, SoBookingState state, GError **error)
{
  g_autofree char *root = NULL, *original = NULL;

  so_session_key_parse (session->id, &root, &original);
  return so_db_run (db, error, "INSERT INTO booking (id, root, original, contact_id, kind, state, place, created_at, updated_at, deleted_at, amount) VALUES (?1, ?2, ?3, ?4, ?5,"
                    " ?6, coalesce ((SELECT max (place) FROM booking WHERE root = ?2 AND original = ?3), 0) + 1, ?7, ?7, ?7, (SELECT price FROM class_kind WHERE id = ?8))", "ttttttit",
                    id, root, original, person, so_booking_kind_nick (kind), so_booking_state_nick (state), so_now (), kind == SO_BOOKING_TRIAL ? NULL : session->class_id);
}

/* @day: on which it has to be good. */
static gboolean
use_credit (SoDb *db, const SoBooking *booking, int day, gboolean *used, GError **error)
{
  g_autofree char *expires_on = NULL, *line = NULL;

  *used = so_credit_find_lot (db, booking->contact_id, day, &expires_on);
  if (!*used)
    return TRUE;
  line = so_credit_add (db, booking->contact_id, -1, "used", booking->id, expires_on, NULL, error);
  return line && so_undo_set (db, "booking", booking->id, "credit", error, "i", (gint64) 1);
}

static gboolean
book_trial (SoDb *db, const SoSession *session, const char *id, const char *person, GError **error)
{
  g_autofree char *trial = so_trial_book (db, person, session->title, session->starts_at, error);

  return trial && so_undo_set (db, "booking", id, "trial_id", error, "t", trial);
}

/* What a place costs, once somebody has one. */
static gboolean
take_place (SoDb *db, const SoSession *session, const SoBooking *booking, gboolean anyway, GError **error)
{
  gboolean used = FALSE;

  if (booking->kind == SO_BOOKING_TRIAL)
    return book_trial (db, session, booking->id, booking->contact_id, error);
  if (!use_credit (db, booking, session->day, &used, error))
    return FALSE;
  return used || anyway || booking->kind != SO_BOOKING_MAKE_UP ||
         so_fail (error, SO_ERROR_CHANGE, "A make-up needs a credit that is good on that day: give one, or book it anyway.");
}

/* @ruled: by the rules for when one may book. */
static char *
add (SoDb *db, const char *session_id, const char *contact_id, SoBookingKind kind, gboolean anyway, gboolean ruled, gint64 now, GError **error)
{
  SoBookingPolicy policy;
  g_autoptr (SoSession) session = load_session (db, session_id, &policy, error);
  g_autofree char *id = so_id_new (), *person = so_people_root (db, contact_id);
  SoBookingState state;

  if (!session || !check_person (db, session, person, error) || (ruled && !check_rules (session, &policy, now, error)))
    return NULL;
  state = !anyway && (session->waiting || so_booking_free_places (session) < 1) ? SO_BOOKING_WAITING : SO_BOOKING_BOOKED;
  if (!insert (db, id, session, person, kind, state, error) || !so_undo_set (db, "booking", id, "deleted_at", error, "t", NULL))
    return NULL;
  if (state == SO_BOOKING_BOOKED && !take_place (db, session, &(SoBooking) { .id = id, .contact_id = person, .kind = kind }, anyway, error))
    return NULL;
  if (state == SO_BOOKING_BOOKED && !anyway && !so_seat_ask (db, id, session, error))
    return NULL;
  return so_event_log (db, "owner", "booking.added", "booking", id, NULL, error) ? g_steal_pointer (&id) : NULL;
}

char *
so_booking_add (SoDb *db, const char *session_id, const char *contact_id, SoBookingKind kind, gboolean anyway, gint64 now, GError **error)
{
  return add (db, session_id, contact_id, kind, anyway, !anyway, now, error);
}

char *
so_booking_add_ahead (SoDb *db, const char *session_id, const char *contact_id, gint64 now, GError **error)
{
  return add (db, session_id, contact_id, SO_BOOKING_REGULAR, FALSE, FALSE, now, error);
}

/* What follows ------------------------------------------------------------------------------------------ */

static const struct { SoBookingState state; SoTrialState trial; } trials[] = {
  { SO_BOOKING_BOOKED, SO_TRIAL_BOOKED }, { SO_BOOKING_ATTENDED, SO_TRIAL_ATTENDED }, { SO_BOOKING_LATE, SO_TRIAL_ATTENDED }, { SO_BOOKING_NO_SHOW, SO_TRIAL_NO_SHOW },
  { SO_BOOKING_EXCUSED, SO_TRIAL_CANCELLED }, { SO_BOOKING_CANCELLED, SO_TRIAL_CANCELLED }, { SO_BOOKING_LATE_CANCELLED, SO_TRIAL_CANCELLED },
  { SO_BOOKING_WAITING, SO_TRIAL_CANCELLED },
};

static gboolean
settle_trial (SoDb *db, const SoBooking *booking, SoBookingState state, GError **error)
{
  for (guint i = 0; booking->trial_id && i < G_N_ELEMENTS (trials); i++)
    if (trials[i].state == state)
      return so_trial_set_state (db, booking->trial_id, trials[i].trial, error);
  return TRUE;
}

gboolean
so_booking_settle_trials (SoDb *db, const char *session_id, gint64 starts_at, gboolean takes_place, GError **error)
{
  g_autoptr (GPtrArray) roster = so_booking_roster (db, session_id, error);

  for (guint i = 0; roster && i < roster->len; i++)
    {
      const SoBooking *booking = roster->pdata[i];
      g_autoptr (SoTrial) trial = booking->trial_id && booking->state == SO_BOOKING_BOOKED ? so_trial_find (db, booking->trial_id, NULL) : NULL;

      if (!trial)
        continue;
      if (takes_place && trial->starts_at != starts_at && !so_undo_set (db, "trial", trial->id, "starts_at", error, "i", starts_at))
        return FALSE;
      if (!so_trial_set_state (db, trial->id, takes_place ? SO_TRIAL_BOOKED : SO_TRIAL_CANCELLED, error))
        return FALSE;
    }
  return roster != NULL;
}

static gboolean
gives_back (SoBookingState state, const SoBookingPolicy *policy)
{
  switch (state)
    {
    case SO_BOOKING_CANCELLED:
    case SO_BOOKING_EXCUSED:
    case SO_BOOKING_LAPSED:
    case SO_BOOKING_WAITING:
      return TRUE;
    case SO_BOOKING_LATE_CANCELLED:
      return !policy->late_keeps_credit;
    case SO_BOOKING_NO_SHOW:
      return !policy->no_show_keeps_credit;
    default:
      return FALSE;
    }
}

/* The lot that was used for it. */
static char *
lot_of (SoDb *db, const SoBooking *booking)
{
  return so_db_text (db, "SELECT expires_on FROM credit WHERE booking_id = ? AND why = 'used' ORDER BY created_at DESC, n DESC LIMIT 1", "t", booking->id);
}

static gboolean
give_back (SoDb *db, const SoBooking *booking, SoBookingState state, const SoBookingPolicy *policy, GError **error)
{
  g_autofree char *lot = lot_of (db, booking), *until = NULL, *line = NULL;
  int day = 0, minute;
  gboolean excused = state == SO_BOOKING_EXCUSED;

  if (excused && so_day_parse_time (booking->original, &day, &minute))
    until = so_day_format (day + policy->make_up_days);
  line = so_credit_add (db, booking->contact_id, 1, excused ? "make-up" : "returned", booking->id, excused ? until : lot, NULL, error);
  return line && so_undo_set (db, "booking", booking->id, "credit", error, "i", (gint64) 2);
}

/* The line that gave one back is taken back. */
static gboolean
take_again (SoDb *db, const SoBooking *booking, GError **error)
{
  g_autofree char *until = so_db_text (db, "SELECT expires_on FROM credit WHERE booking_id = ? AND amount > 0 ORDER BY created_at DESC, n DESC LIMIT 1", "t", booking->id);
  g_autofree char *line = so_credit_add (db, booking->contact_id, -1, "used", booking->id, until, NULL, error);

  return line && so_undo_set (db, "booking", booking->id, "credit", error, "i", (gint64) 1);
}

static gboolean
settle_credit (SoDb *db, const SoBooking *booking, SoBookingState state, const SoBookingPolicy *policy, GError **error)
{
  gboolean back = gives_back (state, policy);

  /* Who is excused makes up for it, also where no credits are counted. */
  if (back && (booking->credit == 1 || (booking->credit == 0 && state == SO_BOOKING_EXCUSED && booking->kind == SO_BOOKING_REGULAR)))
    return give_back (db, booking, state, policy, error);
  return back || booking->credit != 2 || take_again (db, booking, error);
}

static int
fee_of (SoBookingState state, const SoBookingPolicy *policy)
{
  return state == SO_BOOKING_LATE_CANCELLED ? policy->late_fee : state == SO_BOOKING_NO_SHOW ? policy->no_show_fee : 0;
}

/* Who has it, or lets it go, is not offered it any more; unless somebody has done something with that draft. */
static gboolean
withdraw_offer (SoDb *db, const SoBooking *booking, GError **error)
{
  g_auto (GStrv) drafts = so_db_texts (db, error, "SELECT d.id || ' ' || d.thread_id FROM draft d, json_each (d.sources) s WHERE d.origin = 'schedule' AND d.state = 'proposed'"
                                       " AND d.deleted_at IS NULL AND s.value ->> 'kind' = 'offer' AND s.value ->> 'id' = ?", "t", booking->id);

  for (guint i = 0; drafts && drafts[i]; i++)
    {
      g_auto (GStrv) ids = g_strsplit (drafts[i], " ", 2);

      if (!so_undo_set (db, "draft", ids[0], "state", error, "t", "superseded") || !so_thread_refresh_drafts (db, ids[1], error))
        return FALSE;
    }
  return drafts != NULL;
}

gboolean
so_booking_set_state (SoDb *db, const SoBooking *booking, SoBookingState state, GError **error)
{
  g_autofree char *class_id = so_db_text (db, "SELECT class_id FROM series WHERE root = ? AND deleted_at IS NULL ORDER BY n LIMIT 1", "t", booking->root);
  g_autoptr (SoClassKind) kind = class_id ? so_entity_find (db, &so_class_kind_entity, class_id, NULL) : NULL;
  SoBookingPolicy policy;

  if (state == booking->state)
    return TRUE;
  return so_booking_policy_load (db, kind, &policy, error) && so_undo_set (db, "booking", booking->id, "state", error, "t", so_booking_state_nick (state)) &&
         so_undo_set (db, "booking", booking->id, "owed", error, "i", (gint64) fee_of (state, &policy)) && settle_credit (db, booking, state, &policy, error) &&
         settle_trial (db, booking, state, error) && (booking->state != SO_BOOKING_OFFERED || withdraw_offer (db, booking, error)) &&
         so_event_log (db, "owner", "booking.state", "booking", booking->id, NULL, error);
}

/* The session of a booking. */
static SoSession *
session_of (SoDb *db, const SoBooking *booking, SoBookingPolicy *policy, GError **error)
{
  g_autofree char *key = so_session_key (booking->root, booking->original);

  return load_session (db, key, policy, error);
}

gboolean
so_booking_cancel (SoDb *db, const char *id, gint64 now, GError **error)
{
  g_autoptr (SoBooking) booking = so_booking_find (db, id, error);
  SoBookingPolicy policy = so_booking_policy_usual;
  g_autoptr (SoSession) session = booking ? session_of (db, booking, &policy, NULL) : NULL;
  gboolean late;

  if (!booking)
    return FALSE;
  if (booking->state != SO_BOOKING_BOOKED && booking->state != SO_BOOKING_WAITING && booking->state != SO_BOOKING_OFFERED)
    return so_fail (error, SO_ERROR_CHANGE, "This booking is over: say in the roll who came.");
  /* A session that is not there any more, or does not take place, is nobody's fault. */
  late = booking->state == SO_BOOKING_BOOKED && session && session->state == SO_SESSION_PLANNED && now > session->starts_at - policy.cancel_hours * 60 * MINUTE &&
         now - booking->created_at > policy.grace_minutes * MINUTE;
  return so_booking_set_state (db, booking, late ? SO_BOOKING_LATE_CANCELLED : SO_BOOKING_CANCELLED, error);
}

/* Somebody who stays away again and again is a matter for a person. */
static gboolean
escalate (SoDb *db, const SoBooking *booking, const SoBookingPolicy *policy, gint64 now, GError **error)
{
  g_autofree char *since = so_day_format (so_day_of (now, NULL, NULL) - ESCALATION_DAYS), *title = NULL, *task = NULL;
  gint64 n = so_db_int (db, 0, "SELECT count(*) FROM booking WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND state = 'no-show' AND deleted_at IS NULL AND original >= ?2", "tt",
                        booking->contact_id, since);

  if (!policy->escalate_after || n != policy->escalate_after)
    return TRUE;
  title = g_strdup_printf ("Did not come %d times", (int) n);
  task = so_task_add (db, title, booking->contact_id, NULL, NULL, 0, error);
  return task != NULL;
}

gboolean
so_booking_call (SoDb *db, const char *id, SoBookingState state, gint64 now, GError **error)
{
  g_autoptr (SoBooking) booking = so_booking_find (db, id, error);
  SoBookingPolicy policy = so_booking_policy_usual;

  if (!booking)
    return FALSE;
  if (!so_booking_is_roll (state))
    return so_fail (error, SO_ERROR_CHANGE, "The roll says attended, late, no-show, excused or booked.");
  if (!so_booking_is_roll (booking->state))
    return so_fail (error, SO_ERROR_CHANGE, "%s has no place in this session: let them in first.", booking->contact ? booking->contact : "");
  return so_booking_policy_load (db, NULL, &policy, error) && so_booking_set_state (db, booking, state, error) &&
         (state != SO_BOOKING_NO_SHOW || booking->state == state || escalate (db, booking, &policy, now, error));
}

gboolean
so_booking_waive (SoDb *db, const char *id, const char *why, gint64 now, GError **error)
{
  g_autoptr (SoBooking) booking = so_booking_find (db, id, error);
  gboolean lost = booking && booking->credit == 1 && (booking->state == SO_BOOKING_LATE_CANCELLED || booking->state == SO_BOOKING_NO_SHOW);
  SoBookingPolicy policy = so_booking_policy_usual;

  if (!booking)
    return FALSE;
  if (!why || g_utf8_strlen (why, -1) > LONGEST_WHY)
    return so_fail (error, SO_ERROR_CHANGE, "Why it is waived is said in up to 500 characters.");
  if (booking->waived_at || (!booking->owed && !lost))
    return so_fail (error, SO_ERROR_CHANGE, "Nothing is owed for this booking, and no credit was lost.");
  return so_undo_set (db, "booking", id, "waived_at", error, "i", now) && so_undo_set (db, "booking", id, "waived_for", error, "t", *why ? why : NULL) &&
         (!lost || give_back (db, booking, booking->state, &policy, error)) && so_event_log (db, "owner", "booking.waived", "booking", id, NULL, error);
}

gboolean
so_booking_accept (SoDb *db, const char *id, gboolean anyway, GError **error)
{
  gboolean had_place;
  g_autoptr (SoBooking) booking = so_booking_find (db, id, error);
  SoBookingPolicy policy;
  g_autoptr (SoSession) session = booking ? session_of (db, booking, &policy, error) : NULL;

  if (!session)
    return FALSE;
  /* What that costs is settled with the state. */
  had_place = booking->trial_id || booking->credit == 2;
  if (booking->state != SO_BOOKING_OFFERED && booking->state != SO_BOOKING_WAITING && booking->state != SO_BOOKING_LAPSED)
    return so_fail (error, SO_ERROR_CHANGE, "This person does not wait for a place.");
  /* An offer holds the place against who waits, and not against another one to whom it is offered as well. */
  if (!anyway && (booking->state == SO_BOOKING_OFFERED ? session->most - session->booked : so_booking_free_places (session)) < 1)
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is full.", session->title);
  return so_booking_set_state (db, booking, SO_BOOKING_BOOKED, error) && so_undo_set (db, "booking", id, "offered_until", error, "i", (gint64) 0) &&
         (had_place || take_place (db, session, booking, anyway, error)) && (anyway || so_seat_ask (db, id, session, error));
}

GPtrArray *
so_booking_suggest (SoDb *db, const char *id, gint64 now, GError **error)
{
  g_autoptr (SoBooking) booking = so_booking_find (db, id, error);
  SoBookingPolicy policy;
  g_autoptr (SoSession) missed = booking ? session_of (db, booking, &policy, error) : NULL;
  g_autoptr (SoSchedule) schedule = missed ? so_schedule_load (db, 0, 0, error) : NULL;
  g_autoptr (GPtrArray) all = schedule ? so_schedule_sessions (db, schedule, so_day_of (now, schedule->zone, NULL), missed->day + policy.make_up_days, error) : NULL;
  GPtrArray *found = all ? g_ptr_array_new_with_free_func ((GDestroyNotify) so_session_free) : NULL;

  if (all)
    g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; found && i < all->len; i++)
    {
      SoSession *session = all->pdata[i];

      if (session->state == SO_SESSION_PLANNED && session->starts_at > now && g_strcmp0 (session->id, missed->id) && !g_strcmp0 (session->style, missed->style) &&
          !g_strcmp0 (session->level, missed->level) && so_booking_free_places (session) > 0)
        g_ptr_array_add (found, session);
      else
        so_session_free (session);
    }
  return found;
}
