/* SPDX-License-Identifier: MIT */
#include "so-seats.h"

#include <json-glib/json-glib.h>

#include "so-bookings.h"
#include "so-db.h"
#include "so-json.h"
#include "so-share.h"
#include "so-tasks.h"
#include "so-undo.h"

#define SEAT "seat"

gboolean
so_seat_ask (SoDb *db, const char *booking_id, const SoSession *session, GError **error)
{
  g_autofree char *root = NULL, *original = NULL, *json = NULL;
  JsonObject *body;

  if (!so_db_int (db, 0, "SELECT 1 FROM sync_link WHERE state = 'follow'", ""))
    return TRUE;
  so_session_key_parse (session->id, &root, &original);
  body = json_object_new ();
  json_object_set_string_member (body, "root", root);
  json_object_set_string_member (body, "original", original);
  json_object_set_int_member (body, "most", session->most);
  json = so_json_write_object (body);
  return so_share_command (db, SEAT, booking_id, json, error);
}

/* Behind who waits already. */
static gboolean
let_wait (SoDb *db, const SoBooking *booking, GError **error)
{
  g_autofree char *name = so_db_text (db, "SELECT k.name FROM series s JOIN class_kind k ON k.id = s.class_id WHERE s.root = ? LIMIT 1", "t", booking->root);
  g_autofree char *title = g_strdup_printf ("“%s” was full already: they are on the waitlist", name ? name : booking->original), *task = NULL;
  gint64 place = so_db_int (db, 0, "SELECT max (place) FROM booking WHERE root = ? AND original = ?", "tt", booking->root, booking->original);

  task = so_task_add (db, title, booking->contact_id, NULL, NULL, 0, error);
  return task && so_booking_set_state (db, booking, SO_BOOKING_WAITING, error) && so_undo_set (db, "booking", booking->id, "place", error, "i", place + 1);
}

gboolean
so_seat_hear (SoDb *db, guint *n, GError **error)
{
  g_auto (GStrv) full = so_db_texts (db, error, "SELECT b.id FROM booking b JOIN sync_answer a ON a.id = b.id AND a.command = '" SEAT "' WHERE a.answer ->> 'why' = 'full'"
                                     " AND b.state = 'booked' AND b.deleted_at IS NULL ORDER BY b.n", "");
  guint done = 0;

  for (guint i = 0; full && full[i]; i++, done++)
    {
      g_autoptr (SoBooking) booking = so_booking_find (db, full[i], error);

      if (!booking || !let_wait (db, booking, error))
        return FALSE;
    }
  if (!full || !so_db_run (db, error, "DELETE FROM sync_answer WHERE command = '" SEAT "'", ""))
    return FALSE;
  *n = done + (guint) so_db_changes (db);
  return TRUE;
}
