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
so_waitlist_chain_set (SoDb *db, const char *booking_id, GError **error)
{
  return so_undo_set (db, "booking", booking_id, "chain", error, "i", (gint64) 1);
}

gboolean
so_waitlist_chain_stop (SoDb *db, const char *session_id, GError **error)
{
  g_autofree char *root = NULL, *original = NULL;
  g_auto (GStrv) all = NULL;

  if (!so_session_key_parse (session_id, &root, &original))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such session on the schedule.");
  all = so_db_texts (db, error, "SELECT id FROM booking WHERE root = ? AND original = ? AND chain = 1 AND deleted_at IS NULL", "tt", root, original);
  for (guint i = 0; all && all[i]; i++)
    if (!so_undo_set (db, "booking", all[i], "chain", error, "i", (gint64) 0))
      return FALSE;
  return all != NULL;
}

#define OFFER_OF "SELECT s.value ->> 'id' FROM json_each (d.sources) s WHERE s.value ->> 'kind' = 'offer' LIMIT 1"
/* Called back it is as if it had not been approved. */
#define APPROVED "d.state NOT IN ('generating', 'proposed', 'editing', 'edited', 'discarded', 'superseded', 'expired', 'answered_elsewhere') AND d.deleted_at IS NULL"

char *
so_waitlist_chain_thread (SoDb *db, const char *session_id)
{
  g_autofree char *root = NULL, *original = NULL;

  if (!so_session_key_parse (session_id, &root, &original))
    return NULL;
  return so_db_text (db, "SELECT d.thread_id FROM booking b JOIN draft d ON d.origin = 'schedule' AND " APPROVED " AND (" OFFER_OF ") = b.id"
                     " WHERE b.root = ? AND b.original = ? AND b.chain = 1 AND b.deleted_at IS NULL"
                     " AND (SELECT method FROM approval WHERE draft_id = d.id ORDER BY n DESC LIMIT 1) = '" SO_WAITLIST_CHAIN "' ORDER BY d.n DESC LIMIT 1", "tt", root, original);
}

char *
so_waitlist_open_offer (SoDb *db, const char *session_id)
{
  g_autofree char *root = NULL, *original = NULL;

  if (!so_session_key_parse (session_id, &root, &original))
    return NULL;
  return so_db_text (db, "SELECT d.id FROM booking b JOIN draft d ON d.origin = 'schedule' AND d.state = 'proposed' AND d.deleted_at IS NULL AND (" OFFER_OF ") = b.id"
                     " WHERE b.root = ? AND b.original = ? AND b.state = 'offered' AND b.deleted_at IS NULL ORDER BY d.n LIMIT 1", "tt", root, original);
}

char *
so_waitlist_offered_by (SoDb *db, const char *draft_id)
{
  return so_db_text (db, "SELECT (" OFFER_OF ") FROM draft d WHERE d.id = ? AND d.origin = 'schedule' AND d.deleted_at IS NULL", "t", draft_id);
}

char *
so_waitlist_offered_last (SoDb *db, const char *thread_id)
{
  g_autofree char *draft = so_db_text (db, "SELECT draft_id FROM message WHERE thread_id = ? AND direction = 'outbound' AND is_system = 0 AND deleted_at IS NULL"
                                       " ORDER BY sent_at DESC, n DESC LIMIT 1", "t", thread_id);

  return draft ? so_waitlist_offered_by (db, draft) : NULL;
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
