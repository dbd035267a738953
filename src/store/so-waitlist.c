/* SPDX-License-Identifier: MIT */
#include "so-waitlist.h"

#include "so-db.h"
#include "so-error.h"
#include "so-undo.h"

#define MINUTE G_GINT64_CONSTANT (60000)

static gboolean
lapse (SoDb *db, GPtrArray *roster, gint64 now, SoSession *session, GError **error)
{
  for (guint i = 0; i < roster->len; i++)
    {
      const SoBooking *booking = roster->pdata[i];

      if (booking->state != SO_BOOKING_OFFERED || booking->offered_until > now)
        continue;
      if (!so_booking_set_state (db, booking, SO_BOOKING_LAPSED, error))
        return FALSE;
      session->offered--;
    }
  return TRUE;
}

static gboolean
offer (SoDb *db, const SoBooking *booking, gint64 until, GError **error)
{
  return so_booking_set_state (db, booking, SO_BOOKING_OFFERED, error) && so_undo_set (db, "booking", booking->id, "offered_until", error, "i", until);
}

GStrv
so_waitlist_offer (SoDb *db, const char *session_id, gboolean by_hand, gint64 now, GError **error)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, error);
  g_autoptr (SoSession) session = schedule ? so_schedule_session (db, schedule, session_id, error) : NULL;
  g_autoptr (GPtrArray) roster = session ? so_booking_roster (db, session_id, error) : NULL;
  g_autoptr (GStrvBuilder) offered = g_strv_builder_new ();
  SoBookingPolicy policy;
  gboolean open;
  int free;

  if (!roster || !so_booking_policy_load (db, so_schedule_kind (schedule, session->class_id), &policy, error) || !lapse (db, roster, now, session, error))
    return NULL;
  open = session->state == SO_SESSION_PLANNED && now < session->starts_at - (by_hand ? 0 : policy.cutoff_minutes * MINUTE);
  free = open ? so_booking_free_places (session) : 0;
  for (guint i = 0; i < roster->len && free > 0; i++)
    {
      const SoBooking *booking = roster->pdata[i];

      if (booking->state != SO_BOOKING_WAITING)
        continue;
      if (!offer (db, booking, MIN (now + policy.offer_minutes * MINUTE, session->starts_at), error))
        return NULL;
      g_strv_builder_add (offered, booking->id);
      free -= !policy.offer_all;
    }
  return g_strv_builder_end (offered);
}

guint
so_waitlist_n_over (SoDb *db, gint64 now)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) FROM booking WHERE state = 'offered' AND offered_until <= ? AND deleted_at IS NULL", "i", now);
}

gboolean
so_waitlist_move (SoDb *db, const char *booking_id, int place, GError **error)
{
  g_autoptr (SoBooking) booking = so_booking_find (db, booking_id, error);
  g_autofree char *key = booking ? so_session_key (booking->root, booking->original) : NULL;
  g_autoptr (GPtrArray) roster = key ? so_booking_roster (db, key, error) : NULL;
  int next = 1;

  if (!roster)
    return FALSE;
  if (booking->state != SO_BOOKING_WAITING || place < 1)
    return so_fail (error, SO_ERROR_CHANGE, "This person does not wait for a place.");
  for (guint i = 0; i < roster->len; i++)
    {
      const SoBooking *other = roster->pdata[i];

      if (other->state != SO_BOOKING_WAITING || !g_strcmp0 (other->id, booking_id))
        continue;
      next += next == place;
      if (!so_undo_set (db, "booking", other->id, "place", error, "i", (gint64) next++))
        return FALSE;
    }
  return so_undo_set (db, "booking", booking_id, "place", error, "i", (gint64) MIN (place, next));
}
