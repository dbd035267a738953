/* SPDX-License-Identifier: MIT */
#include "so-call-booked.h"

#include "so-age.h"
#include "so-clock.h"

#include <glib/gi18n.h>

/* The newest of a person, among which the next one is. */
#define MOST_BOOKINGS 12

char *
so_call_booked_words (const SoBooked *booked)
{
  gint64 now = so_now ();
  g_autofree char *when = NULL;

  if (!booked->session)
    return g_strdup (_("A Class That Is Gone"));
  when = booked->session->starts_at > now ? so_age_dup_coming (booked->session->starts_at, now) : so_age_dup_day (booked->session->starts_at);
  return g_strdup_printf ("%s, %s", booked->session->title, when);
}

char *
so_call_booked_dup_next (SoStudio *studio, const char *contact_id)
{
  g_autoptr (GPtrArray) bookings = so_studio_list_booked (studio, contact_id, MOST_BOOKINGS);
  const SoBooked *next = NULL;
  g_autofree char *words = NULL;

  /* The newest session comes first, so the last one that is still to come is the next. */
  for (guint i = 0; i < bookings->len; i++)
    {
      const SoBooked *booked = bookings->pdata[i];

      if (booked->session && booked->session->starts_at > so_now () && so_booking_has_place (booked->booking->state))
        next = booked;
    }
  words = next ? so_call_booked_words (next) : NULL;
  /* Translators: what somebody comes to next: "Next: Salsa, tomorrow 19:00" */
  return words ? g_strdup_printf (_("Next: %s"), words) : NULL;
}
