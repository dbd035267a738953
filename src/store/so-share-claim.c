/* SPDX-License-Identifier: MIT */
#include "so-share-claim.h"

#include "so-draft-state.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-share-link.h"

#define CLAIM "claim"
/* From the approval on, until it is sent for good: as long as it is one computer's. */
#define LEAVES "('queued', 'held', 'sending', 'unknown', 'accepted', 'delivered', 'read')"

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
         so_db_run (db, error, "UPDATE draft SET home = (SELECT device FROM hub_link) WHERE home IS NULL AND state IN ('queued', 'scheduled', 'held', 'sending', 'unknown')", "");
}

gboolean
so_share_claim_end (SoDb *db, GError **error)
{
  return so_db_run (db, error, "UPDATE account SET home = NULL WHERE home IS (SELECT device FROM hub_link)", "") &&
         so_db_run (db, error, "UPDATE draft SET home = NULL, claim = NULL WHERE home IS (SELECT device FROM hub_link)", "");
}

gboolean
so_share_claim_release (SoDb *db, const char *draft_id, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET claim = NULL WHERE id = ? AND claim IS (SELECT dev FROM sync_link)", "t", draft_id) &&
         so_db_run (db, error, "DELETE FROM sync_answer WHERE id = ? AND command = '" CLAIM "'", "t", draft_id);
}

/* It was called back while the hub was asked, or this copy of the studio was set back since. */
static gboolean
give_back (SoDb *db, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM draft WHERE claim IS (SELECT dev FROM sync_link) AND claim IS NOT NULL AND state NOT IN " LEAVES, "");

  for (guint i = 0; ids && ids[i]; i++)
    if (!so_share_claim_release (db, ids[i], error))
      return FALSE;
  return ids != NULL;
}

/* The computer that was to send it is gone, or was set back to before it knew of it. */
static gboolean
hear_doubt (SoDb *db, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT d.id FROM sync_answer a JOIN draft d ON d.id = a.id WHERE a.command = '" CLAIM "' AND a.answer ->> 'why' = 'doubt'"
                                    " AND d.state IN ('queued', 'held') AND " SO_DRAFT_IS_HERE, "");

  for (guint i = 0; ids && ids[i]; i++)
    if (!so_share_claim_release (db, ids[i], error) ||
        !so_draft_step (db, ids[i], SO_DRAFT_EVENT_UNDO, "claim_doubt", "It may have been sent already by a computer that was set back or removed: look into the conversation"
                        " before you approve it again.", error))
      return FALSE;
  return ids != NULL;
}

/* What stood in the way may be over: what was said of another count, or by another name of ours, and what had changed until then. */
static gboolean
forget_old (SoDb *db, GError **error)
{
  return so_db_run (db, error, "DELETE FROM sync_answer WHERE command = '" CLAIM "' AND (answer ->> 'why' = 'changed'"
                    " OR answer ->> 'dev' IS NOT (SELECT dev FROM sync_link) OR answer ->> 'epoch' IS NOT (SELECT epoch FROM sync_link))", "");
}

/* What has to be asked for anew is asked again with the next page of the log: so it is read first. */
static gboolean
ask (SoDb *db, gint64 cursor, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM draft WHERE state IN ('queued', 'held') AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE
                                    " AND NOT EXISTS (SELECT 1 FROM sync_answer WHERE id = draft.id AND command = '" CLAIM "')"
                                    " AND NOT EXISTS (SELECT 1 FROM sync_out WHERE tbl = '!' AND pk = draft.id AND grp = '" CLAIM "') ORDER BY not_before LIMIT 100", "");
  g_autofree char *body = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}", cursor);

  for (guint i = 0; ids && ids[i]; i++)
    if (!so_share_command (db, CLAIM, ids[i], body, error))
      return FALSE;
  return ids != NULL;
}

gboolean
so_share_claim_settle (SoDb *db, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_link_load (db, error);

  if (!link || link->state != SO_SHARE_FOLLOW)
    return link != NULL;
  return hear_doubt (db, error) && give_back (db, error) && forget_old (db, error) && (link->cursor < link->head || ask (db, link->cursor, error));
}
