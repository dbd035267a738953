/* SPDX-License-Identifier: MIT */
#include "so-booking-facts.h"

#include "so-bookings.h"
#include "so-clock.h"
#include "so-credits.h"
#include "so-day.h"
#include "so-drafts.h"
#include "so-waitlist.h"

/* Days, of a series that belongs to no term. */
#define USUAL_ENROLMENT (12 * 7)

void
so_booked_free (SoBooked *booked)
{
  if (!booked)
    return;
  so_booking_free (booked->booking);
  so_session_free (booked->session);
  g_free (booked);
}

GPtrArray *
so_studio_list_roster (SoStudio *studio, const char *session_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  GPtrArray *roster = db ? so_booking_roster (db, session_id, NULL) : NULL;

  return roster ? roster : g_ptr_array_new ();
}

SoSession *
so_studio_find_session (SoStudio *studio, const char *session_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoSchedule) schedule = db ? so_schedule_load (db, 0, 0, NULL) : NULL;

  return schedule ? so_schedule_session (db, schedule, session_id, NULL) : NULL;
}

char *
so_studio_dup_enrolment_end (SoStudio *studio, const SoSession *session)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (SoSchedule) schedule = db ? so_schedule_load (db, 0, 0, NULL) : NULL;

  for (guint i = 0; schedule && i < schedule->series->len; i++)
    {
      const SoSeries *series = schedule->series->pdata[i];

      if (series->term_id && !g_strcmp0 (series->id, session->series_id))
        return NULL;
    }
  return so_day_format (session->day + USUAL_ENROLMENT);
}

gboolean
so_studio_find_offer (SoStudio *studio, const char *session_id, char **draft_id, char **text)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autofree char *open = db ? so_waitlist_open_offer (db, session_id) : NULL, *thread = db ? so_waitlist_chain_thread (db, session_id) : NULL;
  g_autoptr (SoDraft) draft = open ? so_draft_find (db, open, NULL) : NULL;

  *draft_id = draft ? g_steal_pointer (&open) : NULL;
  *text = draft ? g_strdup (draft->text) : NULL;
  return thread != NULL;
}

static SoBooked *
take (SoDb *db, const SoSchedule *schedule, SoBooking *booking)
{
  SoBooked *booked = g_new0 (SoBooked, 1);
  g_autofree char *key = so_session_key (booking->root, booking->original);

  booked->booking = booking;
  booked->session = so_schedule_session (db, schedule, key, NULL);
  return booked;
}

GPtrArray *
so_studio_list_booked (SoStudio *studio, const char *contact_id, guint limit)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) so_booked_free);
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);
  g_autoptr (GPtrArray) bookings = db ? so_booking_list (db, contact_id, limit, NULL) : NULL;
  /* Whoever has booked nothing needs no schedule. */
  g_autoptr (SoSchedule) schedule = bookings && bookings->len ? so_schedule_load (db, 0, 0, NULL) : NULL;

  while (schedule && bookings->len)
    g_ptr_array_add (all, take (db, schedule, g_ptr_array_steal_index (bookings, 0)));
  return all;
}

int
so_studio_count_credits (SoStudio *studio, const char *contact_id)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), NULL);

  return db ? so_credit_balance (db, contact_id, so_day_of (so_now (), so_studio_get_zone (studio), NULL)) : 0;
}
