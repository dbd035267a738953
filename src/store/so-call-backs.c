/* SPDX-License-Identifier: MIT */
#include "so-call-backs.h"

#include "so-db.h"
#include "so-people.h"

#define OPEN "k.finding_id GLOB '" SO_CALL_BACK_FINDING "*' AND k.done_at = 0 AND k.deleted_at IS NULL"

gboolean
so_call_back_is_open (SoDb *db, const char *thread_id)
{
  return so_db_int (db, 0, "SELECT 1 FROM task k JOIN thread t ON t.id = ?1 WHERE " OPEN " AND (k.thread_id = t.id OR k.contact_id IN " SO_PERSON_ALL ("t.contact_id") ") LIMIT 1", "t",
                    thread_id) == 1;
}

/* An answer in any conversation of that person; a call of ours that nobody took there is none, and what did not leave, or left by itself, is none either. */
#define SPOKEN \
  "SELECT 1 FROM thread o JOIN message m ON m.thread_id = o.id AND m.deleted_at IS NULL AND m.is_system = 0 LEFT JOIN call a ON a.message_id = m.id AND a.deleted_at IS NULL" \
  " WHERE o.deleted_at IS NULL AND (o.id = k.thread_id OR o.contact_id IN " SO_PERSON_ALL ("k.contact_id") ") AND m.sent_at >= c.started_at" \
  " AND (a.state = 'person' OR (a.id IS NULL AND m.direction = 'outbound' AND m.state NOT IN ('failed', 'unsent')" \
  " AND coalesce ((SELECT method FROM approval WHERE draft_id = m.draft_id ORDER BY n DESC LIMIT 1), '') <> 'rule'))"

GStrv
so_call_back_done (SoDb *db, GError **error)
{
  return so_db_texts (db, error, "SELECT k.id FROM task k JOIN call c ON c.message_id = substr (k.finding_id, length ('" SO_CALL_BACK_FINDING "') + 1) WHERE " OPEN
                      " AND (c.state NOT IN ('missed', 'voicemail') OR EXISTS (" SPOKEN "))", "");
}
