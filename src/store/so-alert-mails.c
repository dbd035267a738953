/* SPDX-License-Identifier: MIT */
#include "so-alert-mails.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"

#include <string.h>

#define COLUMNS "id, thread_id, reason, address, state, detail, account_id, attempts, not_before, created_at, started_at, finished_at, call_id, report"
/* A text message to her telephone is a row of the same table. */
#define TEXT "reason IN ('sms-code', 'sms-urgent', 'sms-try')"
#define MAIL "NOT (" TEXT ")"
#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
/* A hot lead stays one for weeks. */
#define HOT_AGAIN_MS (30 * 24 * HOUR_MS)

void
so_alert_mail_free (SoAlertMail *mail)
{
  g_free (mail->id);
  g_free (mail->thread_id);
  g_free (mail->call_id);
  g_free (mail->report);
  g_free (mail->reason);
  g_free (mail->address);
  g_free (mail->state);
  g_free (mail->detail);
  g_free (mail->account_id);
  g_free (mail);
}

static gpointer
read_mail (SoStmt *row)
{
  SoAlertMail *mail = g_new0 (SoAlertMail, 1);

  mail->id = so_stmt_dup (row, 0);
  mail->thread_id = so_stmt_dup (row, 1);
  mail->reason = so_stmt_dup (row, 2);
  mail->address = so_stmt_dup (row, 3);
  mail->state = so_stmt_dup (row, 4);
  mail->detail = so_stmt_dup (row, 5);
  mail->account_id = so_stmt_dup (row, 6);
  mail->attempts = (guint) so_stmt_int (row, 7);
  mail->not_before = so_stmt_int (row, 8);
  mail->created_at = so_stmt_int (row, 9);
  mail->started_at = so_stmt_int (row, 10);
  mail->finished_at = so_stmt_int (row, 11);
  mail->call_id = so_stmt_dup (row, 12);
  mail->report = so_stmt_dup (row, 13);
  return mail;
}

static char *
add (SoDb *db, const char *thread_id, const char *call_id, const char *report, const char *reason, const char *address, const char *why, GError **error)
{
  g_autofree char *id = so_id_new ();

  if (!so_db_run (db, error, "INSERT INTO alert_mail (id, thread_id, call_id, report, reason, address, state, detail, created_at, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ttttttttii", id,
                  thread_id, call_id, report, reason, address, why ? "skipped" : "waiting", why, so_now (), why ? so_now () : (gint64) 0))
    return NULL;
  return g_steal_pointer (&id);
}

char *
so_alert_mail_add (SoDb *db, const char *thread_id, const char *reason, const char *address, const char *why, GError **error)
{
  return add (db, thread_id, NULL, NULL, reason, address, why, error);
}

char *
so_alert_mail_add_call (SoDb *db, const char *thread_id, const char *call_id, const char *address, const char *why, GError **error)
{
  return add (db, thread_id, call_id, NULL, "call", address, why, error);
}

char *
so_alert_mail_add_report (SoDb *db, const char *label, const char *address, gboolean asked, GError **error)
{
  return add (db, NULL, NULL, label, asked ? "report-asked" : "report", address, NULL, error);
}

gboolean
so_alert_mail_brings_report (SoDb *db, const char *label)
{
  return so_db_int (db, 0, "SELECT count(*) FROM alert_mail WHERE report = ? AND state IN ('waiting', 'sending')", "t", label) > 0;
}

gboolean
so_alert_mail_has_report (SoDb *db, const char *label)
{
  return so_db_int (db, 0, "SELECT count(*) FROM alert_mail WHERE report = ?", "t", label) > 0;
}

#define READ "EXISTS (SELECT 1 FROM job j WHERE j.kind = 'call' AND j.target_id = k.message_id AND j.state IN ('done', 'failed'))"

GStrv
so_alert_mail_calls (SoDb *db, gint64 since, gint64 now, gboolean all, GError **error)
{
  return so_db_texts (db, error, "SELECT k.id FROM call k JOIN message m ON m.id = k.message_id AND m.deleted_at IS NULL WHERE k.deleted_at IS NULL AND k.outbound = 0 AND k.started_at > ?1"
                      " AND (k.state IN ('missed', 'voicemail') OR (?2 AND k.state IN ('person', 'assistant')))"
                      " AND (max (k.ended_at, k.started_at) <= CASE k.state WHEN 'missed' THEN ?3 - 120000 ELSE ?3 - 900000 END OR " READ ")"
                      " AND NOT EXISTS (SELECT 1 FROM alert_mail a WHERE a.call_id = k.id) ORDER BY k.started_at, k.n", "iii", since, (gint64) all, now);
}

SoAlertMail *
so_alert_mail_due (SoDb *db, gint64 now, gint64 *next, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM alert_mail WHERE state = 'waiting' AND " MAIL " ORDER BY not_before, n LIMIT 1", "");
  g_autoptr (SoAlertMail) mail = so_stmt_one (row, NULL, error) ? read_mail (row) : NULL;

  *next = mail && mail->not_before > now ? mail->not_before : 0;
  return *next ? NULL : g_steal_pointer (&mail);
}

static gboolean
moved (SoDb *db, GError **error)
{
  return so_db_changes (db) == 1 || so_fail (error, SO_ERROR_REPORT, "A mail to the owner is not where it was: it was left as it is. Please report this.");
}

gboolean
so_alert_mail_skip (SoDb *db, const char *id, const char *why, GError **error)
{
  return so_db_run (db, error, "UPDATE alert_mail SET state = 'skipped', detail = ?2, finished_at = ?3 WHERE id = ?1 AND state = 'waiting'", "tti", id, why, so_now ()) && moved (db, error);
}

gboolean
so_alert_mail_claim (SoDb *db, const char *id, const char *account_id, GError **error)
{
  return so_db_run (db, error, "UPDATE alert_mail SET state = 'sending', account_id = ?2, attempts = attempts + 1, started_at = ?3 WHERE id = ?1 AND state = 'waiting'", "tti", id,
                    account_id, so_now ()) && moved (db, error);
}

gboolean
so_alert_mail_finish (SoDb *db, const char *id, const char *state, const char *detail, GError **error)
{
  return so_db_run (db, error, "UPDATE alert_mail SET state = ?2, detail = ?3, finished_at = ?4 WHERE id = ?1 AND state IN ('sending', 'unknown')", "ttti", id, state, detail, so_now ()) &&
         moved (db, error);
}

gboolean
so_alert_mail_again (SoDb *db, const char *id, gint64 not_before, const char *detail, GError **error)
{
  return so_db_run (db, error, "UPDATE alert_mail SET state = 'waiting', not_before = ?2, detail = ?3 WHERE id = ?1 AND state = 'sending'", "tit", id, not_before, detail) && moved (db, error);
}

gboolean
so_alert_mail_recover (SoDb *db, guint *unknown, GError **error)
{
  if (!so_db_run (db, error, "UPDATE alert_mail SET state = 'unknown' WHERE state = 'sending'", ""))
    return FALSE;
  *unknown = (guint) so_db_changes (db);
  return TRUE;
}

GPtrArray *
so_alert_mail_list (SoDb *db, const char *state, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT " COLUMNS " FROM alert_mail WHERE (?1 IS NULL OR state = ?1) AND " MAIL " ORDER BY n DESC LIMIT ?2", "ti", state, (gint64) limit);

  return so_stmt_all (rows, read_mail, (GDestroyNotify) so_alert_mail_free, error);
}

guint
so_alert_mail_count (SoDb *db, gint64 since)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) FROM alert_mail WHERE created_at > ? AND state <> 'skipped' AND " MAIL, "i", since);
}

guint
so_alert_mail_count_codes (SoDb *db, gint64 since)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) FROM alert_mail WHERE created_at > ? AND state <> 'skipped' AND reason = 'code'", "i", since);
}

static void
need_free (gpointer data)
{
  SoAlertNeed *need = data;

  g_free (need->thread_id);
  g_free (need);
}

static gpointer
read_need (SoStmt *row)
{
  SoAlertNeed *need = g_new0 (SoAlertNeed, 1);

  need->thread_id = so_stmt_dup (row, 0);
  need->escalated = so_stmt_int (row, 1) != 0;
  return need;
}

#define WAITS "t.state = 'open' AND t.waiting_since > 0 AND t.deleted_at IS NULL"
#define ESCALATED "(t.escalated_at > ?1 AND t.told_at = 0 AND NOT EXISTS (SELECT 1 FROM alert_mail WHERE thread_id = t.id AND created_at >= t.escalated_at AND " MAIL "))"
/* Who is no customer yet; what came of an escalation in the same wait is no news. */
#define HOT "(t.score >= ?2 AND EXISTS (SELECT 1 FROM contact WHERE id = " SO_PERSON_ROOT ("t.contact_id") " AND stage NOT IN ('CONVERTED', 'LOST')) AND NOT EXISTS" \
  " (SELECT 1 FROM alert_mail WHERE thread_id = t.id AND " MAIL " AND (created_at >= t.waiting_since OR (reason = 'hot' AND created_at > ?4))))"

GPtrArray *
so_alert_mail_needs (SoDb *db, gint64 since, gint64 now, int hot, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT t.id, " ESCALATED " FROM thread t WHERE " WAITS " AND t.last_inbound_at > ?1 AND (" ESCALATED " OR " HOT ") AND NOT EXISTS"
                                         " (SELECT 1 FROM alert_mail WHERE thread_id = t.id AND state <> 'skipped' AND created_at > ?3 AND " MAIL ")"
                                         " ORDER BY t.waiting_since, t.n", "iiii", since, (gint64) hot, now - HOUR_MS, now - HOT_AGAIN_MS);

  return so_stmt_all (rows, read_need, need_free, error);
}

gboolean
so_alert_mail_is_needed (SoDb *db, const char *thread_id)
{
  return so_db_int (db, 0, "SELECT count(*) FROM thread t WHERE t.id = ? AND " WAITS, "t", thread_id) > 0;
}

gboolean
so_alert_mail_is_ours (SoDb *db, const char *message_id)
{
  const char *at = message_id ? strchr (message_id, '@') : NULL;
  g_autofree char *id = at ? g_strndup (message_id, (gsize) (at - message_id)) : NULL;

  return id && so_db_int (db, 0, "SELECT count(*) FROM alert_mail WHERE id = ?", "t", id) > 0;
}

/* Text messages ------------------------------------------------------------------------------------- */

SoAlertMail *
so_alert_text_due (SoDb *db, gint64 now, gint64 *next, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM alert_mail WHERE state = 'waiting' AND " TEXT " ORDER BY not_before, n LIMIT 1", "");
  g_autoptr (SoAlertMail) text = so_stmt_one (row, NULL, error) ? read_mail (row) : NULL;

  *next = text && text->not_before > now ? text->not_before : 0;
  return *next ? NULL : g_steal_pointer (&text);
}

GPtrArray *
so_alert_text_list (SoDb *db, guint limit, GError **error)
{
  g_autoptr (SoStmt) rows = so_db_query (db, error, "SELECT " COLUMNS " FROM alert_mail WHERE " TEXT " ORDER BY n DESC LIMIT ?", "i", (gint64) limit);

  return so_stmt_all (rows, read_mail, (GDestroyNotify) so_alert_mail_free, error);
}

guint
so_alert_text_count (SoDb *db, gint64 since)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) FROM alert_mail WHERE created_at > ? AND state <> 'skipped' AND " TEXT, "i", since);
}

GStrv
so_alert_text_needs (SoDb *db, gint64 since, GError **error)
{
  return so_db_texts (db, error, "SELECT t.id FROM thread t WHERE " WAITS " AND t.last_inbound_at > ?1 AND t.escalated_at > ?1 AND t.priority = 'URGENT' AND NOT EXISTS"
                      " (SELECT 1 FROM alert_mail WHERE thread_id = t.id AND created_at >= t.escalated_at AND " TEXT ") ORDER BY t.waiting_since, t.n", "i", since);
}

gboolean
so_alert_text_is_ours (SoDb *db, const char *remote_id, const char *number)
{
  return so_db_int (db, 0, "SELECT count(*) FROM alert_mail WHERE " TEXT " AND (detail = ?1 OR (address = ?2 AND state IN ('sending', 'unknown')))", "tt", remote_id, number) > 0;
}
