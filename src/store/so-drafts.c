/* SPDX-License-Identifier: MIT */
#include "so-drafts.h"

#include "so-channel-kind.h"
#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-senders.h"
#include "so-share-claim.h"
#include "so-share-names.h"
#include "so-threads-private.h"
#include "so-undo.h"
#include "so-ways.h"

#define SELECT "SELECT d.n, d.id, d.thread_id, coalesce (c.id, d.contact_id), c.name, coalesce (v.channel, t.channel), d.account_id, d.state, d.text, d.proposed, d.origin," \
               " d.sources, d.reason, d.detail, d.reply_to, d.basis_at, d.not_before, d.attempts, d.created_at, d.updated_at, t.title," \
               " d.template, d.hint, d.standing_id, d.batch_id, d.acknowledged," \
               " d.cc, d.bcc, d.via, " SO_COMPUTER_NAME ("d.home") ", d.state = 'queued' AND " SO_DRAFT_IS_HERE " AND NOT " SO_DRAFT_IS_OURS_TO_SEND \
               " FROM draft d LEFT JOIN thread t ON t.id = d.thread_id LEFT JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id") " LEFT JOIN thread v ON v.id = d.via WHERE "

static SoDraft *
read_draft (SoStmt *row)
{
  SoDraft *draft = g_new0 (SoDraft, 1);

  draft->n = so_stmt_int (row, 0);
  draft->id = so_stmt_dup (row, 1);
  draft->thread_id = so_stmt_dup (row, 2);
  draft->contact_id = so_stmt_dup (row, 3);
  draft->contact_name = g_strdup (so_stmt_text (row, 4) ? so_stmt_text (row, 4) : so_stmt_text (row, 20) ? so_stmt_text (row, 20) : "?");
  draft->channel = so_stmt_dup (row, 5);
  draft->account_id = so_stmt_dup (row, 6);
  so_draft_state_parse (so_stmt_text (row, 7), &draft->state);
  draft->text = so_stmt_dup (row, 8);
  draft->proposed = so_stmt_dup (row, 9);
  draft->origin = so_stmt_dup (row, 10);
  draft->sources = so_stmt_dup (row, 11);
  draft->reason = so_stmt_dup (row, 12);
  draft->detail = so_stmt_dup (row, 13);
  draft->reply_to = so_stmt_dup (row, 14);
  draft->basis_at = so_stmt_int (row, 15);
  draft->not_before = so_stmt_int (row, 16);
  draft->attempts = (guint) so_stmt_int (row, 17);
  draft->created_at = so_stmt_int (row, 18);
  draft->updated_at = so_stmt_int (row, 19);
  draft->template = so_stmt_dup (row, 21);
  draft->hint = so_stmt_dup (row, 22);
  draft->standing_id = so_stmt_dup (row, 23);
  draft->batch_id = so_stmt_dup (row, 24);
  draft->acknowledged = so_stmt_dup (row, 25);
  draft->cc = so_stmt_dup (row, 26);
  draft->bcc = so_stmt_dup (row, 27);
  draft->via = so_stmt_dup (row, 28);
  draft->home = so_stmt_dup (row, 29);
  draft->asks = so_stmt_int (row, 30) != 0;
  return draft;
}

static SoDraft *
one (SoStmt *stmt, gboolean needed, GError **error)
{
  return so_stmt_one (stmt, needed ? "There is no such draft in this studio." : NULL, error) ? read_draft (stmt) : NULL;
}

/* A call is not answered in writing: what is written about one goes another way from the beginning. */
static gboolean
lead_from_call (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  g_autoptr (GPtrArray) ways = NULL;
  const SoWay *way;

  if (!draft || g_strcmp0 (draft->channel, so_channel_kind_nick (SO_CHANNEL_CALL)))
    return draft != NULL;
  ways = so_way_list (db, draft->thread_id, error);
  way = ways ? so_way_after_call (ways) : NULL;
  return ways && (!way || so_way_propose (db, draft, way, error));
}

char *
so_draft_add (SoDb *db, const SoDraftNew *values, GError **error)
{
  g_autofree char *id = so_id_new ();
  g_autofree char *account = values->account_id ? g_strdup (values->account_id) : so_sender_of (db, values->thread_id);
  gboolean own = !g_strcmp0 (values->origin, "owner");
  gint64 now = so_now ();

  if (!so_db_int (db, 0, "SELECT 1 FROM thread WHERE id = ? AND deleted_at IS NULL", "t", values->thread_id))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such conversation in this studio."), NULL;
  if (!so_db_run (db, error,
        "INSERT INTO draft (id, thread_id, contact_id, account_id, reply_to, state, text, proposed, origin, sources, basis_at, created_at, updated_at)"
        " SELECT ?1, t.id, t.contact_id, ?10, ?3, ?4, ?5, ?6, ?7, ?8, t.last_inbound_at, ?9, ?9 FROM thread t WHERE t.id = ?2",
        "ttttttttit", id, values->thread_id, values->reply_to, own ? "edited" : values->generating ? "generating" : "proposed", values->text,
        own ? NULL : values->text, values->origin, values->sources, now, account) ||
      !so_thread_refresh_drafts (db, values->thread_id, error) || !lead_from_call (db, id, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
so_draft_set_undoable (SoDb *db, const char *id, GError **error)
{
  return !so_db_get_undo_step (db) || so_db_run (db, error, "INSERT INTO undo_field (step, tbl, id, field, old, new) VALUES (?, 'draft', ?, 'state', 'superseded', 'proposed')", "it",
                                                 so_db_get_undo_step (db), id);
}

static GString *
select_numbers (guint states)
{
  GString *sql = g_string_new ("SELECT n FROM draft WHERE deleted_at IS NULL");

  if (states)
    {
      const char *comma = "";
      g_string_append (sql, " AND state IN (");
      for (guint i = 0; i < SO_N_DRAFT_STATES; i++)
        if (states & (1u << i))
          {
            g_string_append_printf (sql, "%s'%s'", comma, so_draft_state_nick (i));
            comma = ", ";
          }
      g_string_append (sql, ")");
    }
  return sql;
}

GArray *
so_draft_numbers_by_change (SoDb *db, guint states, GError **error)
{
  g_autoptr (GString) sql = select_numbers (states);

  g_string_append (sql, " ORDER BY updated_at DESC, n DESC");
  return so_db_numbers (db, error, sql->str, "");
}

GArray *
so_draft_numbers (SoDb *db, guint states, const char *thread_id, GError **error)
{
  g_autoptr (GString) sql = select_numbers (states);

  g_string_append (sql, thread_id ? " AND thread_id = ? ORDER BY n DESC" : " ORDER BY n DESC");
  return so_db_numbers (db, error, sql->str, thread_id ? "t" : "", thread_id);
}

SoDraft *
so_draft_load (SoDb *db, gint64 n, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, SELECT "d.n = ?", "i", n);

  return one (stmt, TRUE, error);
}

SoDraft *
so_draft_find (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, SELECT "d.id = ? AND d.deleted_at IS NULL", "t", id);

  return one (stmt, TRUE, error);
}

gboolean
so_draft_is_reply (SoDb *db, const char *thread_id, const char *message_id)
{
  return so_db_int (db, 0, "SELECT 1 FROM draft WHERE thread_id = ? AND reply_to = ? LIMIT 1", "tt", thread_id, message_id) == 1;
}

SoDraft *
so_draft_of_thread (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (SoStmt) stmt = so_db_query (db, error, SELECT "d.id = (SELECT draft_id FROM thread WHERE id = ?)", "t", thread_id);

  return one (stmt, FALSE, error);
}

static gboolean
keep_version (SoDb *db, const SoDraft *draft, GError **error)
{
  g_autofree char *id = so_id_new ();

  return so_db_run (db, error, "INSERT INTO draft_version (id, draft_id, text, origin, created_at) VALUES (?, ?, ?, ?, ?)", "tttti",
                    id, draft->id, draft->text, draft->origin, so_now ());
}

gboolean
so_draft_set_text (SoDb *db, const char *id, const char *text, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);

  if (!draft)
    return FALSE;
  if (!so_draft_state_is_open (draft->state) && draft->state != SO_DRAFT_FAILED)
    return so_fail (error, SO_ERROR_CHANGE, "This message is %s: take it back before you change it.", so_draft_state_nick (draft->state));
  /* Who types the same words again has read what came since. */
  if (!g_strcmp0 (draft->text, text))
    return so_db_run (db, error, "UPDATE draft SET basis_at = (SELECT last_inbound_at FROM thread WHERE id = draft.thread_id)"
                      " WHERE id = ?", "t", id);
  /* The first change keeps what was proposed; the many small ones of typing do not. */
  if (draft->state == SO_DRAFT_PROPOSED && !keep_version (db, draft, error))
    return FALSE;
  /* What is not the template's words is not the template. */
  return so_undo_set (db, "draft", id, "text", error, "t", text) && so_undo_set (db, "draft", id, "template", error, "t", NULL) &&
         so_db_run (db, error, "UPDATE draft SET state = CASE state WHEN 'editing' THEN 'editing' ELSE 'edited' END,"
                    " reason = NULL, detail = NULL, acknowledged = NULL, updated_at = ?, basis_at = (SELECT last_inbound_at FROM thread WHERE id = draft.thread_id)"
                    " WHERE id = ?", "it", so_now (), id) &&
         so_thread_refresh_drafts (db, draft->thread_id, error);
}

gboolean
so_draft_set_template (SoDb *db, const char *id, const char *template, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);

  if (!draft)
    return FALSE;
  if (!so_draft_state_is_open (draft->state) && draft->state != SO_DRAFT_FAILED)
    return so_fail (error, SO_ERROR_CHANGE, "This message is %s: take it back before you change it.", so_draft_state_nick (draft->state));
  return so_undo_set (db, "draft", id, "template", error, "t", template);
}

gboolean
so_draft_set_copies (SoDb *db, const char *id, const char *cc, const char *bcc, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);

  if (!draft)
    return FALSE;
  if (!g_strcmp0 (draft->cc, cc) && !g_strcmp0 (draft->bcc, bcc))
    return TRUE;
  if (!so_draft_state_is_open (draft->state) && draft->state != SO_DRAFT_FAILED)
    return so_fail (error, SO_ERROR_CHANGE, "This message is %s: take it back before you change it.", so_draft_state_nick (draft->state));
  return so_undo_set (db, "draft", id, "cc", error, "t", cc) && so_undo_set (db, "draft", id, "bcc", error, "t", bcc) &&
         so_db_run (db, error, "UPDATE draft SET state = CASE state WHEN 'editing' THEN 'editing' ELSE 'edited' END, reason = NULL, detail = NULL,"
                    /* What a rule made and the owner changed is hers. */
                    " acknowledged = NULL, standing_id = NULL, updated_at = ? WHERE id = ?", "it", so_now (), id) &&
         so_thread_refresh_drafts (db, draft->thread_id, error);
}

static const char *
refusal (SoDraftState state)
{
  if (state == SO_DRAFT_QUEUED || state == SO_DRAFT_SCHEDULED || state == SO_DRAFT_HELD)
    return "This message is approved already: take it back first.";
  if (state == SO_DRAFT_SENDING || state == SO_DRAFT_UNKNOWN)
    return "This message may be on its way: wait for the answer.";
  if (so_draft_state_is_sent (state))
    return "This message was sent already.";
  return "This draft is closed.";
}

static gboolean
keeps_claim (SoDraftState state)
{
  return state == SO_DRAFT_SENDING || state == SO_DRAFT_UNKNOWN || so_draft_state_is_sent (state);
}

gboolean
so_draft_step (SoDb *db, const char *id, SoDraftEvent event, const char *reason, const char *detail, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  SoDraftState state;

  if (!draft)
    return FALSE;
  state = draft->state;
  if (!so_draft_state_step (&state, event))
    return so_fail (error, SO_ERROR_CHANGE, "%s", refusal (draft->state));
  return so_undo_set (db, "draft", id, "state", error, "t", so_draft_state_nick (state)) &&
         so_undo_set (db, "draft", id, "reason", error, "t", reason) &&
         so_undo_set (db, "draft", id, "detail", error, "t", detail) &&
         so_db_run (db, error, "UPDATE draft SET updated_at = ? WHERE id = ?", "it", so_now (), id) &&
         (keeps_claim (state) || so_share_claim_release (db, id, error)) &&
         so_thread_refresh_drafts (db, draft->thread_id, error);
}

SoIdentity *
so_draft_recipient (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT i.kind, i.value, c.name FROM thread t JOIN contact c ON c.id = t.contact_id JOIN identity i ON i.contact_id = c.id AND i.deleted_at IS NULL"
    /* Who has two numbers is answered at the one that the conversation is with; so is who has two addresses where it was begun with one (so-ways.c),
     * else at the one that they wrote from last. */
    " WHERE t.id = ?1 ORDER BY t.remote_key = 'way:' || t.account_id || ':' || i.value DESC, t.channel IN ('whatsapp', 'sms', 'instagram', 'messenger', 'web') AND (i.value = t.remote_key OR i.normal = t.remote_key"
    "  OR i.normal = '+' || t.remote_key) DESC, i.kind = CASE t.channel WHEN 'whatsapp' THEN 'phone' WHEN 'sms' THEN 'phone' WHEN 'call' THEN 'phone'"
    " WHEN 'mail' THEN 'email' ELSE t.channel END DESC,"
    " i.id = (SELECT m.identity_id FROM message m WHERE m.thread_id = ?1 AND m.deleted_at IS NULL AND m.identity_id IS NOT NULL"
    "  ORDER BY m.sent_at DESC, m.n DESC LIMIT 1) DESC, i.kind = 'alias', i.n LIMIT 1", "t", thread_id);
  SoIdentityKind kind = SO_IDENTITY_ALIAS;

  if (!row)
    return NULL;
  if (!so_stmt_next (row, NULL))
    return so_fail (error, SO_ERROR_CHANGE, "Nobody is known in this conversation to whom a message could go."), NULL;
  so_identity_kind_parse (so_stmt_text (row, 0), &kind);
  return so_identity_new (kind, so_stmt_text (row, 1), so_stmt_text (row, 2));
}
