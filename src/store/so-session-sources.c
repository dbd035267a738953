/* SPDX-License-Identifier: MIT */
#include "so-session-sources.h"

#include "so-bookings.h"
#include "so-class-places.h"
#include "so-clock.h"

#define GONE 1
#define MINUTE G_GINT64_CONSTANT (60000)

gint64
so_session_news_version (const SoSession *session)
{
  return session ? session->starts_at / MINUTE * 2 + (session->state == SO_SESSION_PLANNED) : GONE;
}

gint64
so_session_places_version (const SoSession *session)
{
  return session ? so_session_news_version (session) * (SO_CLASS_PLACES_MANY + 1) + so_class_places_told (so_class_places_left (session)) : GONE;
}

static SoSession *
load (SoDb *db, const char *id)
{
  g_autoptr (SoSchedule) schedule = so_schedule_load (db, 0, 0, NULL);

  return schedule ? so_schedule_session (db, schedule, id, NULL) : NULL;
}

gint64
so_session_source_version (SoDb *db, const char *kind, const char *id)
{
  g_autoptr (SoSession) session = NULL;
  g_autoptr (SoBooking) booking = NULL;

  if (!g_strcmp0 (kind, "offer"))
    {
      booking = so_booking_find (db, id, NULL);
      return booking && booking->state == SO_BOOKING_OFFERED && booking->offered_until > so_now () ? booking->offered_until : GONE;
    }
  if (g_strcmp0 (kind, "session") && g_strcmp0 (kind, "places"))
    return 0;
  session = load (db, id);
  return !g_strcmp0 (kind, "places") ? so_session_places_version (session) : so_session_news_version (session);
}
