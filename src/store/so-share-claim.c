/* SPDX-License-Identifier: MIT */
#include "so-share-claim.h"

#include <sqlite3.h>

#include "so-clock.h"
#include "so-draft-state.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-share-link.h"

#define CLAIM "claim"
/* Of which doubt, as the hub names it, a person was told after which approval: who approves it once more, knows. */
#define SURE "sure"
#define IS_SURE "SELECT answer ->> 'of' FROM sync_answer WHERE id = draft.id AND command = '" SURE "' AND answer ->> 'approval' < (SELECT max (n) FROM approval WHERE draft_id = draft.id)"
#define DOUBT "claim_doubt"
#define US "(SELECT dev || ' ' || run FROM sync_link)"
/* What was said too long ago is asked anew: the claim itself, and a no that is no doubt yet. */
#define HOLDS "(coalesce (answer ->> 'ok', 0) <> 1 AND coalesce (answer ->> 'why', '') <> 'later' OR so_is_fresh (answer ->> 'asked'))"
#define WAITS "state = 'queued' AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE \
  " AND NOT EXISTS (SELECT 1 FROM sync_answer WHERE id = draft.id AND command = '" CLAIM "' AND " HOLDS ")" \
  " AND NOT EXISTS (SELECT 1 FROM sync_out WHERE tbl = '!' AND pk = draft.id AND grp = '" CLAIM "')"

static gint64 lease = SO_SHARE_LEASE_MS;

/* When it was asked, by so_elapsed(); in an earlier run of this computer that clock may have been ahead. */
static void
is_fresh (sqlite3_context *context, int n, sqlite3_value **values)
{
  gint64 age = so_elapsed () - sqlite3_value_int64 (values[0]);

  sqlite3_result_int (context, sqlite3_value_type (values[0]) != SQLITE_NULL && age >= 0 && age < lease);
}

int
so_share_claim_register (gpointer handle)
{
  return sqlite3_create_function_v2 (handle, "so_is_fresh", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS, NULL, is_fresh, NULL, NULL, NULL);
}

void
so_share_claim_set_lease (gint64 ms)
{
  lease = ms ? ms : SO_SHARE_LEASE_MS;
}

char *
so_share_home_of (SoDb *db, const char *account_id)
{
  return so_db_text (db,
    "SELECT coalesce ((SELECT CASE WHEN a.settings ->> 'sends' = 'hub' THEN l.device ELSE a.home END FROM account a WHERE a.id = ?), l.device)"
    " FROM hub_link l WHERE EXISTS (SELECT 1 FROM sync_link)", "t", account_id);
}

gboolean
so_share_claim_begin (SoDb *db, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET home = (SELECT device FROM hub_link) WHERE home IS NULL", "") &&
         so_db_run (db, error, "UPDATE draft SET home = (SELECT device FROM hub_link) WHERE home IS NULL AND state IN ('queued', 'scheduled', 'held', 'sending', 'unknown')", "") &&
         so_share_claim_renew (db, error);
}

gboolean
so_share_claim_end (SoDb *db, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET home = NULL WHERE home IS (SELECT device FROM hub_link)", "") &&
         so_db_run (db, error, "UPDATE draft SET home = NULL, claim = NULL WHERE home IS (SELECT device FROM hub_link)", "");
}

gboolean
so_share_claim_renew (SoDb *db, GError **error)
{
  g_autofree char *run = so_share_nonce ();

  return so_db_run (db, error, "UPDATE sync_link SET run = ?", "t", run);
}

gboolean
so_share_claim_release (SoDb *db, const char *draft_id, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET claim = NULL WHERE id = ? AND claim = " US, "t", draft_id) &&
         so_db_run (db, error, "DELETE FROM sync_answer WHERE id = ? AND command = '" CLAIM "'", "t", draft_id);
}

/* It was called back while the hub was asked. */
static gboolean
give_back (SoDb *db, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM draft WHERE claim = " US " AND state NOT IN ('queued', 'sending', 'unknown', 'accepted', 'delivered', 'read')", "");

  for (guint i = 0; ids && ids[i]; i++)
    if (!so_share_claim_release (db, ids[i], error))
      return FALSE;
  return ids != NULL;
}

static gboolean
hand_back_to_owner (SoDb *db, char **ids, const char *detail, GError **error)
{
  for (guint i = 0; ids && ids[i]; i++)
    if (!so_db_run (db, error, "INSERT INTO sync_answer (id, command, answer) SELECT ?1, '" SURE "', json_object ('of', coalesce ((SELECT answer ->> 'doubt'"
                    " FROM sync_answer WHERE id = ?1 AND command = '" CLAIM "'), ''), 'approval', (SELECT max (n) FROM approval WHERE draft_id = ?1)) WHERE TRUE ON CONFLICT (id, command) DO UPDATE SET answer = excluded.answer", "t", ids[i]) ||
        !so_share_claim_release (db, ids[i], error) ||
        !so_draft_step (db, ids[i], SO_DRAFT_EVENT_UNDO, DOUBT, detail, error))
      return FALSE;
  return ids != NULL;
}

/* The computer that was to send it is gone, or was set back to before it knew of it; or the hub was set back, and may have known of it. */
static gboolean
hear_doubt (SoDb *db, GError **error)
{
  g_auto (GStrv) doubted = so_db_texts (db, error, "SELECT id FROM draft WHERE state = 'queued' AND " SO_DRAFT_IS_HERE " AND EXISTS (SELECT 1 FROM sync_answer"
                                        " WHERE id = draft.id AND command = '" CLAIM "' AND answer ->> 'why' = 'doubt')", "");
  g_auto (GStrv) old = so_db_texts (db, error, "SELECT id FROM draft WHERE " WAITS " AND created_at < (SELECT renewed_at FROM sync_link)"
                                    " AND NOT EXISTS (" IS_SURE ")", "");

  return hand_back_to_owner (db, doubted, "A computer that is gone, or was set back, may have sent this already: look into the conversation before you approve it again.", error) &&
         hand_back_to_owner (db, old, "The hub was set back since this was written, and another computer may have sent it: look into the conversation before you approve it again.",
                             error);
}

/* What stood in the way may be over: what was said of another count, or to another run or name of ours, and what had changed until then. What was ours
 * and is doubted since is not. */
static gboolean
forget_old (SoDb *db, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_answer WHERE command = '" CLAIM "' AND (answer ->> 'why' = 'changed'"
                    " OR (answer ->> 'ok' = 1 AND NOT EXISTS (SELECT 1 FROM draft WHERE id = sync_answer.id AND claim = " US "))"
                    " OR answer ->> 'who' IS NOT " US " OR answer ->> 'epoch' IS NOT (SELECT epoch FROM sync_link))", "");
}

static gboolean
ask (SoDb *db, const SoShareLink *link, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM draft WHERE " WAITS " AND not_before <= ? ORDER BY not_before LIMIT 100", "i", so_now ());
  g_autofree char *who = so_db_text (db, "SELECT " US, "");

  for (guint i = 0; ids && ids[i]; i++)
    {
      g_autofree char *sure = so_db_text (db, "SELECT (" IS_SURE ") FROM draft WHERE id = ?", "t", ids[i]);
      g_autofree char *body = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT ",\"who\":\"%s\",\"sure\":\"%s\",\"epoch\":\"%s\",\"asked\":%" G_GINT64_FORMAT "}",
                                              link->cursor, who, sure ? sure : "", link->epoch, so_elapsed ());

      if (!so_share_command (db, CLAIM, ids[i], body, error))
        return FALSE;
    }
  return ids != NULL;
}

gboolean
so_share_claim_settle (SoDb *db, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_link_load (db, error);

  if (!link || link->state != SO_SHARE_FOLLOW)
    return link != NULL;
  /* What is not read yet may be about it: the hub would say no. */
  return forget_old (db, error) && hear_doubt (db, error) && give_back (db, error) && (link->cursor < link->head || ask (db, link, error));
}

gboolean
so_share_claim_is_due (SoDb *db)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM sync_link WHERE state = 'follow' AND cursor >= head) AND (EXISTS (SELECT 1 FROM draft WHERE " WAITS " AND not_before <= ?)"
                    " OR EXISTS (SELECT 1 FROM draft d JOIN sync_answer a ON a.id = d.id AND a.command = '" CLAIM "' WHERE d.state = 'queued' AND (a.answer ->> 'why' IN ('changed', 'doubt')"
                    " OR a.answer ->> 'who' IS NOT " US ")))", "i", so_now ()) == 1;
}

/* One that has an answer for now is due when that is too old, or when it leaves: the later. */
gint64
so_share_claim_next (SoDb *db)
{
  return so_db_int (db, 0, "SELECT min (CASE WHEN " WAITS " THEN not_before ELSE max (not_before, ?) END) FROM draft WHERE EXISTS (SELECT 1 FROM sync_link)"
                    " AND state = 'queued' AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE " AND (" WAITS " OR EXISTS (SELECT 1 FROM sync_answer WHERE id = draft.id"
                    " AND command = '" CLAIM "' AND (answer ->> 'ok' = 1 OR answer ->> 'why' = 'later')))", "i", so_now () + SO_SHARE_LEASE_MS);
}
