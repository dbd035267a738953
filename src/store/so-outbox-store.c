/* SPDX-License-Identifier: MIT */
#include "so-drafts.h"

#include "so-approval.h"
#include "so-clock.h"
#include "so-config.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-share-claim.h"
#include "so-threads-private.h"
#include "so-ways.h"

/* Approvals and attempts: the part of so-drafts.h that belongs to sending. */

static char *
hash_of (SoDb *db, const SoDraft *draft, char **recipient, GError **error)
{
  g_autoptr (SoIdentity) identity = so_way_recipient (db, draft, error);
  g_auto (GStrv) files = !identity ? NULL : so_db_texts (db, error, "SELECT sha256 FROM draft_file WHERE draft_id = ? AND deleted_at IS NULL ORDER BY position, n",
                                                         "t", draft->id);
  SoApprovalParts parts = { .text = draft->text, .files = (const char *const *) files, .template = draft->template,
                            .account = draft->account_id ? draft->account_id : "", .cc = draft->cc, .bcc = draft->bcc };

  if (!files)
    return NULL;
  parts.recipient = *recipient = g_strdup_printf ("%s:%s", so_identity_kind_nick (identity->kind), identity->value);
  return so_approval_hash (&parts);
}

static gboolean
write_approval (SoDb *db, const SoDraft *draft, const SoApprovalNote *note, GError **error)
{
  g_autofree char *id = so_id_new (), *recipient = NULL;
  g_autofree char *hash = hash_of (db, draft, &recipient, error);

  return hash && so_db_run (db, error,
    "INSERT INTO approval (id, draft_id, hash, recipient, account, approver, method, approved_at, app_version, visible_ms, warnings,"
    " standing_id, standing_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, 0))", "tttttttititti", id, draft->id, hash, recipient,
    draft->account_id ? draft->account_id : "", note->approver ? note->approver : "owner", note->method, so_now (), APP_VERSION,
    note->visible_ms, note->warnings, note->standing_id, note->standing_version);
}

static gboolean
approve (SoDb *db, const char *id, SoDraftEvent event, const SoApprovalNote *note, gint64 not_before, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  g_autofree char *home = draft ? so_share_home_of (db, draft->account_id ? draft->account_id : "") : NULL;

  return draft && so_draft_step (db, id, event, NULL, NULL, error) && write_approval (db, draft, note, error) &&
         so_db_run (db, error, "UPDATE draft SET not_before = ?, attempts = 0, batch_id = NULL, home = ? WHERE id = ?", "itt", not_before, home, id);
}

gboolean
so_draft_approve (SoDb *db, const char *id, const SoApprovalNote *note, gint64 not_before, GError **error)
{
  return approve (db, id, SO_DRAFT_EVENT_APPROVE, note, not_before, error);
}

gboolean
so_draft_schedule (SoDb *db, const char *id, const SoApprovalNote *note, gint64 at, GError **error)
{
  return approve (db, id, SO_DRAFT_EVENT_SCHEDULE, note, at, error);
}

gboolean
so_draft_set_batch (SoDb *db, const char *id, const char *batch_id, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET batch_id = ? WHERE id = ?", "tt", batch_id, id);
}

guint
so_draft_count_approved (SoDb *db, gint64 since)
{
  /* Approvals stand in the order of their times, so the last one before that ends the reading. */
  return (guint) so_db_int (db, 0,
    "SELECT count (DISTINCT a.draft_id) FROM approval a JOIN draft d ON d.id = a.draft_id WHERE a.n > coalesce ("
    "(SELECT n FROM approval WHERE approved_at < ?1 ORDER BY n DESC LIMIT 1), 0) AND a.approved_at >= ?1 AND a.approver = 'owner'"
    " AND d.state NOT IN ('proposed', 'editing', 'edited', 'discarded', 'superseded', 'expired')", "i", since);
}

gboolean
so_draft_verify_approval (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  g_autofree char *recipient = NULL, *now = NULL, *then = NULL;

  if (!draft)
    return FALSE;
  now = hash_of (db, draft, &recipient, error);
  if (!now)
    return FALSE;
  then = so_db_text (db, "SELECT hash FROM approval WHERE draft_id = ? ORDER BY n DESC LIMIT 1", "t", id);
  return !g_strcmp0 (now, then) ||
         so_fail (error, SO_ERROR_CHANGE, "The message is not what you approved: read it and approve it again.");
}

/* One message to a person at a time, in the order of approval: what a person is owed first goes first. What nobody
 * approved is never next, whatever its state says. */
#define NEXT_DUE \
  "SELECT d.id FROM draft d WHERE d.state = 'queued' AND d.deleted_at IS NULL AND d.not_before <= ?1 AND " SO_DRAFT_IS_HERE " AND " SO_DRAFT_IS_OURS_TO_SEND \
  " AND EXISTS (SELECT 1 FROM approval WHERE draft_id = d.id) AND NOT EXISTS" \
  " (SELECT 1 FROM draft e WHERE e.contact_id IN " SO_PERSON_ALL ("d.contact_id") " AND e.deleted_at IS NULL AND e.id <> d.id" \
  "  AND (e.state IN ('sending', 'unknown') OR (e.state = 'queued' AND (SELECT max (n) FROM approval WHERE draft_id = e.id)" \
  "   < (SELECT max (n) FROM approval WHERE draft_id = d.id))))" \
  " ORDER BY d.not_before, (SELECT max (n) FROM approval WHERE draft_id = d.id) LIMIT 1"

SoDraft *
so_draft_claim (SoDb *db, gint64 now, gint64 *next, char **attempt_id, GError **error)
{
  g_autofree char *id = so_db_text (db, NEXT_DUE, "i", now);
  g_autofree char *attempt = so_id_new ();

  *attempt_id = NULL;
  if (next)
    *next = so_db_int (db, 0, "SELECT min (not_before) FROM draft WHERE state = 'queued' AND deleted_at IS NULL AND not_before > ? AND " SO_DRAFT_IS_HERE, "i", now);
  if (!id)
    return NULL;
  if (!so_draft_step (db, id, SO_DRAFT_EVENT_CLAIM, NULL, NULL, error) ||
      !so_db_run (db, error, "UPDATE draft SET attempts = attempts + 1 WHERE id = ?", "t", id) ||
      !so_db_run (db, error, "INSERT INTO attempt (id, draft_id, approval_id, started_at) SELECT ?1, ?2, id, ?3 FROM approval"
                  " WHERE draft_id = ?2 ORDER BY n DESC LIMIT 1", "tti", attempt, id, now))
    return NULL;
  *attempt_id = g_steal_pointer (&attempt);
  return so_draft_find (db, id, error);
}

gboolean
so_draft_set_not_before (SoDb *db, const char *id, gint64 not_before, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET not_before = ? WHERE id = ?", "it", not_before, id);
}

char *
so_draft_last_attempt (SoDb *db, const char *id, gint64 *started_at)
{
  if (started_at)
    *started_at = so_db_int (db, 0, "SELECT started_at FROM attempt WHERE draft_id = ? ORDER BY n DESC LIMIT 1", "t", id);
  return so_db_text (db, "SELECT id FROM attempt WHERE draft_id = ? ORDER BY n DESC LIMIT 1", "t", id);
}

char *
so_draft_judged_attempt (SoDb *db, const char *id, const char *attempt_id)
{
  return so_db_text (db, "SELECT id FROM attempt WHERE draft_id = ? AND id <> ? AND coalesce (outcome, 'lost') IN ('refused', 'lost') ORDER BY n DESC LIMIT 1", "tt", id, attempt_id);
}

SoDraft *
so_draft_of_attempt (SoDb *db, const char *attempt_id)
{
  g_autofree char *id = so_db_text (db, "SELECT draft_id FROM attempt WHERE id = ?", "t", attempt_id);

  return id ? so_draft_find (db, id, NULL) : NULL;
}

static const char *
outcome_nick (SoDraftEvent outcome)
{
  switch ((int) outcome)
    {
    case SO_DRAFT_EVENT_ACCEPTED:
    case SO_DRAFT_EVENT_DELIVERED:
    case SO_DRAFT_EVENT_READ: return "accepted";
    case SO_DRAFT_EVENT_REFUSED: return "refused";
    case SO_DRAFT_EVENT_RETRY: return "retry";
    default: return "lost";
    }
}

gboolean
so_draft_finish (SoDb *db, const char *draft_id, const char *attempt_id, SoDraftEvent outcome, const char *provider_id,
                 const char *reason, const char *detail, GError **error)
{
  return so_draft_step (db, draft_id, outcome, reason, detail, error) &&
         so_db_run (db, error, "UPDATE attempt SET finished_at = ?, outcome = ?, provider_id = ?, detail = ? WHERE id = ?", "itttt",
                    so_now (), outcome_nick (outcome), provider_id, detail, attempt_id);
}

static gboolean
move_numbers (SoDb *db, GArray *numbers, SoDraftEvent event, const char *reason, const char *detail, GError **error)
{
  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      g_autofree char *id = so_db_text (db, "SELECT id FROM draft WHERE n = ?", "i", g_array_index (numbers, gint64, i));
      if (!so_draft_step (db, id, event, reason, detail, error))
        return FALSE;
    }
  return numbers != NULL;
}

GArray *
so_draft_numbers_here (SoDb *db, SoDraftState state, GError **error)
{
  return so_db_numbers (db, error, "SELECT n FROM draft WHERE state = ? AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE " ORDER BY n", "t", so_draft_state_nick (state));
}

gboolean
so_draft_move_all (SoDb *db, SoDraftState from, SoDraftEvent event, const char *reason, const char *detail, guint *moved, GError **error)
{
  g_autoptr (GArray) numbers = so_draft_numbers_here (db, from, error);

  if (!move_numbers (db, numbers, event, reason, detail, error))
    return FALSE;
  *moved = numbers->len;
  return TRUE;
}

gboolean
so_draft_end_generating (SoDb *db, const char *thread_id, SoDraftEvent event, const char *reason, GError **error)
{
  g_autoptr (GArray) numbers = so_draft_numbers (db, 1u << SO_DRAFT_GENERATING, thread_id, error);

  return move_numbers (db, numbers, event, reason, NULL, error);
}

gboolean
so_draft_release (SoDb *db, const char *reason, guint *released, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT n FROM draft WHERE state = 'held' AND reason = ? AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE " ORDER BY n",
                                              "t", reason);

  if (!move_numbers (db, numbers, SO_DRAFT_EVENT_RELEASE, NULL, NULL, error))
    return FALSE;
  *released = numbers->len;
  return TRUE;
}

gboolean
so_draft_expire (SoDb *db, gint64 before, guint *expired, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT n FROM draft WHERE state = 'proposed' AND created_at < ? AND deleted_at IS NULL",
                                              "i", before);

  if (!move_numbers (db, numbers, SO_DRAFT_EVENT_EXPIRE, "too_old", NULL, error))
    return FALSE;
  *expired = numbers->len;
  return TRUE;
}

/* What time alone lets go. */
#define TIMED "(state = 'scheduled' OR (state = 'held' AND reason = 'outside_quiet_hours'))"

gboolean
so_draft_count_releasable (SoDb *db, gint64 now, guint *due, guint *offline, gint64 *next, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT count(*) FILTER (WHERE " TIMED " AND not_before <= ?1), count(*) FILTER (WHERE state = 'held' AND reason = 'offline'),"
    " coalesce (min (not_before) FILTER (WHERE " TIMED " AND not_before > ?1), 0)"
    " FROM draft WHERE state IN ('scheduled', 'held') AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE, "i", now);

  if (!row || !so_stmt_next (row, error))
    return FALSE;
  *due = (guint) so_stmt_int (row, 0);
  *offline = (guint) so_stmt_int (row, 1);
  *next = so_stmt_int (row, 2);
  return TRUE;
}

gboolean
so_draft_release_scheduled (SoDb *db, gint64 now, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT n FROM draft WHERE " TIMED " AND not_before <= ? AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE
                                              " ORDER BY not_before, n", "i", now);

  return move_numbers (db, numbers, SO_DRAFT_EVENT_RELEASE, NULL, NULL, error);
}

gboolean
so_draft_hand_over (SoDb *db, const char *id, const char *detail, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET reason = '" SO_DRAFT_AT_HUB "', detail = ? WHERE id = ? AND state = 'sending'", "tt", detail, id);
}

guint
so_draft_count_handed (SoDb *db, const char *account_id)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) FROM draft WHERE state = 'sending' AND reason = '" SO_DRAFT_AT_HUB "' AND account_id = ? AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE, "t", account_id);
}

gboolean
so_draft_lose_handed (SoDb *db, const char *account_id, const char *detail, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT n FROM draft WHERE state = 'sending' AND reason = '" SO_DRAFT_AT_HUB "' AND account_id = ? AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE,
                                              "t", account_id);

  return move_numbers (db, numbers, SO_DRAFT_EVENT_LOST, SO_DRAFT_HUB_LOST, detail, error) &&
         so_db_run (db, error, "UPDATE draft SET reason = '" SO_DRAFT_HUB_LOST "', detail = ? WHERE state = 'unknown' AND account_id = ? AND deleted_at IS NULL", "tt", detail, account_id);
}

gboolean
so_draft_attempt_is_known (SoDb *db, const char *attempt_id)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM attempt WHERE id = ?)", "t", attempt_id) != 0;
}

gboolean
so_draft_recover (SoDb *db, guint *unknown, guint *held, GError **error)
{
  g_autoptr (GArray) sending = so_db_numbers (db, error, "SELECT n FROM draft WHERE state = 'sending' AND reason IS NOT '" SO_DRAFT_AT_HUB "' AND deleted_at IS NULL AND " SO_DRAFT_IS_HERE, "");

  if (!move_numbers (db, sending, SO_DRAFT_EVENT_LOST, "crash", "Studio OS stopped while this was being sent: it may have been sent.", error))
    return FALSE;
  *unknown = sending->len;
  return !held ||
         so_draft_move_all (db, SO_DRAFT_QUEUED, SO_DRAFT_EVENT_HOLD, "app_was_closed",
                            "Studio OS was closed before this was sent. Send it now, or look at it again.", held, error);
}
