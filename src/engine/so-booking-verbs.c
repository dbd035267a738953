/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-verbs.h"

#include "so-bookings.h"
#include "so-clock.h"
#include "so-credits.h"
#include "so-enrolments.h"
#include "so-error.h"
#include "so-json.h"
#include "so-schedule-tell.h"
#include "so-trials.h"
#include "so-waitlist.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is free now is offered to who waits. */
static gboolean
offer (SoVerbCall *call, const char *session_id, gboolean by_hand, GError **error)
{
  g_auto (GStrv) offered = so_waitlist_offer (call->db, session_id, by_hand, so_now (), error);
  SoScheduleTold told = { 0 };

  if (!offered || !so_schedule_tell_offers (call->db, (const char *const *) offered, so_now (), &told, error))
    return FALSE;
  *call->result = g_strdup_printf ("{\"drafts\":%u,\"tasks\":%u}", told.drafts, told.tasks);
  return TRUE;
}

gboolean
so_booking_verb_add (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *said = wish ? so_json_string (wish, "kind") : NULL, *session = wish ? so_json_string (wish, "session") : NULL;
  SoBookingKind kind;

  if (!node)
    return FALSE;
  if (!session)
    return so_fail (error, SO_ERROR_CHANGE, _("Something is missing: say what to do it with"));
  if (!so_booking_kind_parse (said ? said : "regular", &kind))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is none of regular, trial and make-up"), said);
  *call->result = so_booking_add (call->db, session, call->id, kind, so_json_int (wish, "anyway") != 0, so_now (), error);
  return *call->result != NULL;
}

static gboolean
leave (SoVerbCall *call, const char *session, SoEnrolled *enrolled, GError **error)
{
  g_auto (GStrv) free = so_booking_leave (call->db, session, call->id, so_now (), enrolled, error);

  for (guint i = 0; free && free[i]; i++)
    {
      g_autoptr (GError) inner = NULL;
      gboolean offered = offer (call, free[i], FALSE, &inner);

      g_clear_pointer (call->result, g_free);
      if (!offered && !g_error_matches (inner, SO_ERROR, SO_ERROR_CHANGE))
        return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
    }
  return free != NULL;
}

gboolean
so_booking_verb_enrol (SoVerbCall *call, GError **error)
{
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *session = wish ? so_json_string (wish, "session") : NULL;
  SoEnrolled enrolled;

  if (!node)
    return FALSE;
  if (!session)
    return so_fail (error, SO_ERROR_CHANGE, _("Something is missing: say what to do it with"));
  if (!(so_json_int (wish, "leave") ? leave (call, session, &enrolled, error)
                                    : so_booking_enrol (call->db, session, call->id, so_json_string (wish, "until"), so_now (), &enrolled, error)))
    return FALSE;
  *call->result = g_strdup_printf ("{\"booked\":%u,\"waiting\":%u,\"known\":%u,\"cancelled\":%u}", enrolled.booked, enrolled.waiting, enrolled.known, enrolled.cancelled);
  return TRUE;
}

gboolean
so_booking_verb_cancel (SoVerbCall *call, GError **error)
{
  g_autoptr (SoBooking) booking = so_booking_find (call->db, call->id, error);
  g_autofree char *key = booking ? so_session_key (booking->root, booking->original) : NULL;
  g_autoptr (GError) inner = NULL;

  if (!booking || !so_booking_cancel (call->db, call->id, so_now (), error))
    return FALSE;
  /* Of a session that is not there any more nothing is offered. */
  if (!offer (call, key, FALSE, &inner) && !g_error_matches (inner, SO_ERROR, SO_ERROR_CHANGE))
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return TRUE;
}

gboolean
so_booking_verb_call (SoVerbCall *call, GError **error)
{
  SoBookingState state;

  if (!so_booking_state_parse (call->argument, &state))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is not in the roll: attended, late, no-show, excused or booked"), call->argument);
  return so_booking_call (call->db, call->id, state, so_now (), error);
}

/* Who came to a trial, and who has called it off, is said on the board as well as in the roll: both are the same. */
gboolean
so_booking_verb_trial (SoVerbCall *call, GError **error)
{
  static const SoBookingState states[SO_N_TRIAL_STATES] = { SO_BOOKING_BOOKED, SO_BOOKING_ATTENDED, SO_BOOKING_NO_SHOW, SO_BOOKING_CANCELLED };
  g_autofree char *id = so_booking_of_trial (call->db, call->id), *result = NULL;
  g_autoptr (SoBooking) booking = id ? so_booking_find (call->db, id, error) : NULL;
  SoVerbCall place = *call;
  SoTrialState state;

  if (!so_trial_state_parse (call->argument, &state))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” does not become of a trial class: booked, attended, no-show or cancelled"), call->argument);
  if (!so_trial_set_state (call->db, call->id, state, error) || (id && !booking))
    return FALSE;
  if (!booking || (state == SO_TRIAL_ATTENDED && booking->state == SO_BOOKING_LATE) || (state == SO_TRIAL_CANCELLED && booking->state != SO_BOOKING_BOOKED))
    return TRUE;
  place.id = id;
  place.result = &result;
  return state == SO_TRIAL_CANCELLED ? so_booking_verb_cancel (&place, error) : so_booking_call (call->db, id, states[state], so_now (), error);
}

gboolean
so_booking_verb_waive (SoVerbCall *call, GError **error)
{
  return so_booking_waive (call->db, call->id, call->argument, so_now (), error);
}

gboolean
so_booking_verb_accept (SoVerbCall *call, GError **error)
{
  return so_booking_accept (call->db, call->id, !g_strcmp0 (call->argument, "anyway"), error);
}

gboolean
so_booking_verb_offer (SoVerbCall *call, GError **error)
{
  return offer (call, call->id, TRUE, error);
}

gboolean
so_booking_verb_place (SoVerbCall *call, GError **error)
{
  guint64 place;

  if (!g_ascii_string_to_unsigned (call->argument, 10, 1, 10000, &place, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no place on a waitlist: 1 is the first"), call->argument);
  return so_waitlist_move (call->db, call->id, (int) place, error);
}

gboolean
so_credit_verb_add (SoVerbCall *call, GError **error)
{
  static const char *const whys[] = { "bought", "make-up", "adjusted", NULL };
  g_autoptr (JsonNode) node = so_verb_call_object (call, error);
  JsonObject *wish = node ? so_json_root (node) : NULL;
  const char *said = wish ? so_json_string (wish, "why") : NULL, *why = said ? said : "bought";

  if (!node)
    return FALSE;
  if (!g_strv_contains (whys, why))
    return so_fail (error, SO_ERROR_CHANGE, _("Credits are bought, make-up or adjusted"));
  *call->result = so_credit_add (call->db, call->id, (int) CLAMP (so_json_int (wish, "amount"), -100000, 100000), why, NULL, so_json_string (wish, "expires_on"),
                                 so_json_string (wish, "note"), error);
  return *call->result != NULL;
}
