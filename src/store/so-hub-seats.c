/* SPDX-License-Identifier: MIT */
#include "so-hub-seats.h"

#include <string.h>

#include "so-booking.h"
#include "so-json.h"

/* A booking as it holds: its row as it was made, and what was said of its state and end since. */
#define BOOKINGS \
  "SELECT b.pk, b.val, b.seq, s.val, s.seq, a.val FROM sync_cell b" \
  " LEFT JOIN sync_cell s ON s.studio = b.studio AND s.tbl = b.tbl AND s.pk = b.pk AND s.grp = 'state'" \
  " LEFT JOIN sync_cell a ON a.studio = b.studio AND a.tbl = b.tbl AND a.pk = b.pk AND a.grp = 'alive'" \
  " WHERE b.studio = ? AND b.tbl = 'booking' AND b.grp = '' AND b.val LIKE ?"

static gboolean
is_of (JsonObject *row, JsonObject *body)
{
  return row && !g_strcmp0 (so_json_string (row, "root"), so_json_string (body, "root")) && !g_strcmp0 (so_json_string (row, "original"), so_json_string (body, "original"));
}

static gboolean
has_place (JsonObject *state, JsonObject *alive)
{
  SoBookingState now;

  return state && so_booking_state_parse (so_json_string (state, "state"), &now) && so_booking_has_place (now) && !(alive && so_json_int (alive, "deleted_at"));
}

/* Since when (a number of the log) it has a place in that session; 0: it has none. */
static gint64
place_since (SoHubRows *row, JsonObject *body)
{
  g_autofree char *made = so_hub_rows_dup (row, 1), *state = so_hub_rows_dup (row, 3), *alive = so_hub_rows_dup (row, 5);
  g_autoptr (JsonNode) first = so_json_parse (made, -1, 0, NULL), then = state ? so_json_parse (state, -1, 0, NULL) : NULL, end = alive ? so_json_parse (alive, -1, 0, NULL) : NULL;
  JsonObject *whole = first ? so_json_root (first) : NULL;

  if (!whole || !is_of (so_json_object (whole, "row"), body))
    return 0;
  if (!has_place (then ? so_json_root (then) : so_json_object (whole, "state"), end ? so_json_root (end) : so_json_object (whole, "alive")))
    return 0;
  return state ? so_hub_rows_int (row, 4) : so_hub_rows_int (row, 2);
}

/* How many have had a place for longer than the booking that is asked for; what is not here yet comes after all. */
static gboolean
count_earlier (SoHubStore *store, const SoHubAsk *ask, guint *earlier, GError **error)
{
  g_autofree char *pattern = g_strdup_printf ("%%\"original\":\"%s\"%%", so_json_string (ask->body, "original"));
  g_autoptr (SoHubRows) row = so_hub_sql_query (store, error, BOOKINGS, "tt", ask->studio, pattern);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) inner = NULL;
  gint64 own = G_MAXINT64;

  if (!row)
    return FALSE;
  while (so_hub_rows_next (row, &inner))
    {
      g_autofree char *pk = so_hub_rows_dup (row, 0);
      gint64 since = place_since (row, ask->body);

      if (since && !strcmp (pk, ask->id))
        own = since;
      else if (since)
        g_array_append_val (others, since);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  *earlier = 0;
  for (guint i = 0; i < others->len; i++)
    *earlier += g_array_index (others, gint64, i) < own;
  return TRUE;
}

gboolean
so_hub_seat_decide (SoHubStore *store, const SoHubAsk *ask, char **answer, GError **error)
{
  const char *original = so_json_string (ask->body, "original");
  guint earlier = 0;

  /* It becomes part of a pattern. */
  if (!so_json_string (ask->body, "root") || !original || !*original || original[strspn (original, "0123456789-T:")])
    {
      *answer = g_strdup ("{\"ok\":0,\"why\":\"unknown\"}");
      return TRUE;
    }
  if (!count_earlier (store, ask, &earlier, error))
    return FALSE;
  *answer = g_strdup (earlier < so_json_int (ask->body, "most") ? "{\"ok\":1}" : "{\"ok\":0,\"why\":\"full\"}");
  return TRUE;
}
