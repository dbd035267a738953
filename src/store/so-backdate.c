/* SPDX-License-Identifier: MIT */
#include "so-backdate.h"

#include "so-db.h"
#include "so-stage-moves.h"

gboolean
so_backdate_contact (SoDb *db, const char *id, gint64 at, GError **error)
{
  return so_db_run (db, error, "UPDATE contact SET created_at = min (created_at, ?2) WHERE id = ?1", "ti", id, at) && so_stage_settle (db, id, error);
}

gboolean
so_backdate_move (SoDb *db, const char *contact_id, gint64 at, GError **error)
{
  return so_db_run (db, error, "UPDATE stage_move SET created_at = ?2 WHERE n = (SELECT max (n) FROM stage_move WHERE contact_id = ?1)", "ti", contact_id, at) &&
         so_stage_settle (db, contact_id, error);
}

gboolean
so_backdate_booking (SoDb *db, const char *id, gint64 at, GError **error)
{
  return so_db_run (db, error, "UPDATE booking SET created_at = ?2 WHERE id = ?1", "ti", id, at);
}

gboolean
so_backdate_task (SoDb *db, const char *id, gint64 at, gint64 done_at, GError **error)
{
  return so_db_run (db, error, "UPDATE task SET created_at = ?2, done_at = CASE WHEN done_at > 0 THEN ?3 ELSE 0 END WHERE id = ?1", "tii", id, at, done_at);
}

gboolean
so_backdate_trial (SoDb *db, const char *id, gint64 at, gint64 converted_at, GError **error)
{
  return so_db_run (db, error, "UPDATE trial SET created_at = ?2, converted_at = CASE WHEN converted_at > 0 THEN ?3 ELSE 0 END WHERE id = ?1", "tii", id, at, converted_at);
}
