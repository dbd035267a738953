/* SPDX-License-Identifier: MIT */
#include "so-past-decisions.h"

#include "so-config.h"
#include "so-db.h"
#include "so-distance.h"
#include "so-drafts.h"
#include "so-id.h"

static gboolean
add_draft (SoDb *db, const SoPastDecision *past, const char *id, const char *text, GError **error)
{
  gboolean edited = past->proposed && g_strcmp0 (past->proposed, text);

  return so_db_run (db, error,
    "INSERT INTO draft (id, thread_id, contact_id, account_id, reply_to, state, text, proposed, origin, sources, reason, created_at, updated_at,"
    " edit_distance, decided_at) SELECT ?1, t.id, t.contact_id, t.account_id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 FROM thread t WHERE t.id = ?2",
    "tttttttttiiii", id, past->thread_id, past->reply_to, past->state, text, past->proposed, past->proposed ? "knowledge" : "owner", past->sources,
    past->reason, past->made_at, past->message_id ? past->sent_at : past->decided_at,
    (gint64) (edited ? so_distance (past->proposed, text) : 0), past->decided_at);
}

static gboolean
add_sent (SoDb *db, const SoPastDecision *past, const char *draft, const char *text, GError **error)
{
  g_autoptr (SoIdentity) identity = so_draft_recipient (db, past->thread_id, error);
  g_autofree char *approval = so_id_new (), *attempt = so_id_new (), *recipient = NULL, *hash = NULL;
  g_autofree char *account = so_db_text (db, "SELECT coalesce (account_id, '') FROM thread WHERE id = ?", "t", past->thread_id);

  if (!identity)
    return FALSE;
  recipient = g_strdup_printf ("%s:%s", so_identity_kind_nick (identity->kind), identity->value);
  hash = so_approval_hash (&(SoApprovalParts) { .text = text, .recipient = recipient, .account = account ? account : "" });
  return so_db_run (db, error, "INSERT INTO approval (id, draft_id, hash, recipient, account, approver, method, approved_at, app_version, visible_ms,"
                    " warnings) VALUES (?, ?, ?, ?, ?, 'owner', ?, ?, ?, ?, ?)", "ttttttitit", approval, draft, hash, recipient, account,
                    past->note.method, past->decided_at, APP_VERSION, past->note.visible_ms, past->note.warnings) &&
         so_db_run (db, error, "INSERT INTO attempt (id, draft_id, approval_id, started_at, finished_at, outcome) VALUES (?, ?, ?, ?, ?, 'accepted')",
                    "tttii", attempt, draft, approval, past->sent_at - 400, past->sent_at) &&
         so_db_run (db, error, "UPDATE message SET draft_id = ? WHERE id = ?", "tt", draft, past->message_id);
}

static gboolean
add_event (SoDb *db, const SoPastDecision *past, const char *draft, GError **error)
{
  g_autofree char *id = so_id_new (), *kind = g_strconcat ("draft.", past->state, NULL);

  return so_db_run (db, error, "INSERT INTO event (id, at, actor, kind, target_kind, target_id) VALUES (?, ?, 'owner', ?, 'draft', ?)", "titt",
                    id, past->decided_at, kind, draft);
}

gboolean
so_past_decision_add (SoDb *db, const SoPastDecision *past, GError **error)
{
  g_autofree char *id = so_id_new ();
  g_autofree char *sent = past->message_id ? so_db_text (db, "SELECT text FROM message WHERE id = ?", "t", past->message_id) : NULL;
  const char *text = sent ? sent : past->text;

  return add_draft (db, past, id, text, error) &&
         (past->message_id ? add_sent (db, past, id, text, error) : add_event (db, past, id, error));
}
