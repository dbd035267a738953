/* SPDX-License-Identifier: MIT */
#include "so-call-rows.h"

#include "so-calls.h"
#include "so-clock.h"
#include "so-forget.h"
#include "so-id.h"

static void
read_facts (SoStmt *row, SoCall *call)
{
  call->outbound = so_stmt_int (row, 4) != 0;
  call->number = so_stmt_dup (row, 5);
  call->name = so_stmt_dup (row, 6);
  call->line = so_stmt_dup (row, 7);
  call->started_at = so_stmt_int (row, 8);
  call->ended_at = so_stmt_int (row, 9);
  call->seconds = (guint) so_stmt_int (row, 10);
  call->talk = (guint) so_stmt_int (row, 11);
  call->signs = (guint) so_stmt_int (row, 12);
  so_recording_consent_parse (so_stmt_text (row, 13), &call->consent);
  so_call_state_parse (so_stmt_text (row, 14), &call->state);
  call->after_hours = so_stmt_int (row, 15) != 0;
}

gpointer
so_call_row_read (SoStmt *row)
{
  SoCall *call = so_call_new (so_stmt_text (row, 2), so_stmt_text (row, 3));

  call->id = so_stmt_dup (row, 0);
  call->account_id = so_stmt_dup (row, 1);
  read_facts (row, call);
  call->message_id = so_stmt_dup (row, 16);
  call->thread_id = so_stmt_dup (row, 17);
  call->contact_id = so_stmt_dup (row, 18);
  call->contact = so_stmt_dup (row, 19);
  call->intent = so_stmt_dup (row, 20);
  call->outcome = so_stmt_dup (row, 21);
  call->summary = so_stmt_dup (row, 22);
  call->satisfaction = so_stmt_is_null (row, 23) ? -1 : (int) so_stmt_int (row, 23);
  call->satisfaction_why = so_stmt_dup (row, 24);
  call->booking_id = so_stmt_dup (row, 25);
  call->guessed = (guint) so_stmt_int (row, 26);
  return call;
}

#define FACTS "outbound, number, name, line, started_at, ended_at, seconds, talk, signs, consent, state, after_hours"
#define VALUES "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13"

gboolean
so_call_row_save (SoDb *db, const SoCall *call, GError **error)
{
  return so_db_run (db, error, "INSERT INTO call (id, provider, remote_id, account_id, message_id, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT (id) DO NOTHING",
                    "ttttti", call->id, call->provider, call->remote_id, call->account_id, call->message_id, so_now ()) &&
         so_db_run (db, error, "UPDATE call SET (" FACTS ", updated_at) = (" VALUES ", ?14) WHERE id = ?1 AND deleted_at IS NULL AND (" FACTS ") IS NOT (" VALUES ")",
                    "titttiiiiittii", call->id, (gint64) call->outbound, call->number ? call->number : "", call->name, call->line, call->started_at, call->ended_at,
                    (gint64) call->seconds, (gint64) call->talk, (gint64) call->signs, so_recording_consent_nick (call->consent), so_call_state_nick (call->state),
                    (gint64) call->after_hours, so_now ());
}

/* Recordings ---------------------------------------------------------------------------------------------- */

gboolean
so_recording_row_save (SoDb *db, const char *message_id, const char *account_id, const SoRecording *recording, GError **error)
{
  g_autofree char *scope = g_strconcat ("recording:", account_id, NULL), *id = so_id_derive (scope, recording->remote);

  return so_db_run (db, error, "INSERT INTO recording (id, message_id, account_id, remote, seconds, channels, created_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                    " SET seconds = max (seconds, excluded.seconds), channels = max (channels, excluded.channels) WHERE deleted_at IS NULL"
                    " AND (excluded.seconds > seconds OR excluded.channels > channels)", "ttttiii", id, message_id, account_id, recording->remote,
                    (gint64) recording->seconds, (gint64) recording->channels, so_now ());
}

/* The part is new to the message, and stands behind what is there. */
static gboolean
add_part (SoDb *db, const char *message_id, const char *recording, GError **error)
{
  g_autofree char *part = so_id_derive (message_id, recording);

  return so_db_run (db, error, "INSERT INTO part (id, message_id, position, kind, size, remote) SELECT ?1, ?2, coalesce ((SELECT max (position) + 1 FROM part WHERE message_id = ?2), 0),"
                    " 'audio', 0, remote FROM recording WHERE id = ?3 ON CONFLICT (id) DO NOTHING", "ttt", part, message_id, recording) &&
         so_db_run (db, error, "UPDATE recording SET part_id = ? WHERE id = ?", "tt", part, recording);
}

static gboolean
fetch_them (SoDb *db, const char *message_id, GError **error)
{
  g_auto (GStrv) new = so_db_texts (db, error, "SELECT id FROM recording WHERE message_id = ? AND part_id IS NULL AND remote IS NOT NULL AND deleted_at IS NULL ORDER BY id", "t",
                                    message_id);

  for (guint i = 0; new && new[i]; i++)
    if (!add_part (db, message_id, new[i], error))
      return FALSE;
  return new != NULL;
}

static gboolean
leave_them (SoDb *db, const char *message_id, GStrvBuilder *files, GError **error)
{
  g_auto (GStrv) parts = so_db_texts (db, error, "SELECT p.id FROM recording r JOIN part p ON p.id = r.part_id WHERE r.message_id = ?", "t", message_id);
  g_autoptr (GStrvBuilder) unused = g_strv_builder_new ();

  return parts && (!parts[0] || so_forget_recordings (db, (const char *const *) parts, files ? files : unused, error));
}

gboolean
so_recording_leave_unfetched (SoDb *db, SoRecordRule rule, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT p.id, k.consent FROM recording r JOIN part p ON p.id = r.part_id JOIN call k ON k.message_id = r.message_id"
                                        " WHERE p.sha256 IS NULL AND p.remote IS NOT NULL", "");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new (), unused = g_strv_builder_new ();
  g_autoptr (GError) failed = NULL;
  g_auto (GStrv) parts = NULL;

  while (row && so_stmt_next (row, &failed))
    {
      SoRecordingConsent consent = SO_RECORDING_UNKNOWN;

      so_recording_consent_parse (so_stmt_text (row, 1), &consent);
      if (!so_recording_may_be_kept (consent, rule))
        g_strv_builder_add (builder, so_stmt_text (row, 0));
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  parts = g_strv_builder_end (builder);
  return row && (!parts[0] || so_forget_recordings (db, (const char *const *) parts, unused, error));
}

gboolean
so_recording_rows_settle (SoDb *db, const char *message_id, gboolean kept, GStrvBuilder *files, GError **error)
{
  return kept ? fetch_them (db, message_id, error) : leave_them (db, message_id, files, error);
}
