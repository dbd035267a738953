/* SPDX-License-Identifier: MIT */
#include "so-transcripts.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-id.h"
#include "so-people.h"

#define COLUMNS "id, message_id, source, remote_id, language, segments"

static char *
id_of (const char *message_id, const SoTranscript *transcript)
{
  g_autofree char *name = g_strconcat (so_transcript_source_nick (transcript->source), ":", transcript->remote_id, NULL);
  g_autofree char *scope = g_strconcat ("transcript:", message_id, NULL);

  return so_id_derive (scope, name);
}

static gboolean
index_message (SoDb *db, const char *message_id, GError **error)
{
  return !so_db_int (db, 0, "SELECT 1 FROM message WHERE id = ? AND deleted_at IS NULL", "t", message_id) || so_people_index_message (db, message_id, error);
}

gboolean
so_transcript_put (SoDb *db, const char *message_id, const SoTranscript *transcript, const char *host, GError **error)
{
  g_autofree char *id = id_of (message_id, transcript), *segments = so_transcript_write_segments (transcript);

  if (!so_db_run (db, error, "INSERT INTO transcript (id, message_id, source, remote_id, host, language, segments, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)"
                  " ON CONFLICT (id) DO UPDATE SET host = excluded.host, language = excluded.language, segments = excluded.segments, updated_at = excluded.updated_at"
                  " WHERE deleted_at IS NULL AND (host, language, segments) IS NOT (excluded.host, excluded.language, excluded.segments)", "ttttttti", id, message_id,
                  so_transcript_source_nick (transcript->source), transcript->remote_id, host, transcript->language, segments, so_now ()))
    return FALSE;
  return !so_db_changes (db) || index_message (db, message_id, error);
}

static SoTranscript *
read_transcript (SoStmt *row, GError **error)
{
  g_autoptr (SoTranscript) transcript = so_transcript_new (SO_TRANSCRIPT_PROVIDER, so_stmt_text (row, 3));

  transcript->id = so_stmt_dup (row, 0);
  transcript->message_id = so_stmt_dup (row, 1);
  so_transcript_source_parse (so_stmt_text (row, 2), &transcript->source);
  transcript->language = so_stmt_dup (row, 4);
  return so_transcript_read_segments (transcript, so_stmt_text (row, 5), error) ? g_steal_pointer (&transcript) : NULL;
}

SoTranscript *
so_transcript_find (SoDb *db, const char *message_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT " COLUMNS " FROM transcript WHERE message_id = ? AND deleted_at IS NULL"
                                        " ORDER BY source = 'provider', created_at DESC, n DESC LIMIT 1", "t", message_id);

  return so_stmt_one (row, NULL, error) ? read_transcript (row, error) : NULL;
}

char *
so_transcript_dup_host (SoDb *db, const char *id)
{
  return so_db_text (db, "SELECT host FROM transcript WHERE id = ?", "t", id);
}

gint64
so_transcript_newest_at (SoDb *db, const char *message_id)
{
  return so_db_int (db, 0, "SELECT coalesce (max (updated_at), 0) FROM transcript WHERE message_id = ? AND deleted_at IS NULL", "t", message_id);
}

/* Numbers and headings stay; what quotes or retells is gone with the words. */
static gboolean
forget_reading (SoDb *db, const char *message_id, GError **error)
{
  return so_db_run (db, error, "UPDATE call SET summary = CASE WHEN guessed & 4 THEN NULL ELSE summary END, satisfaction_why = CASE WHEN guessed & 8 THEN NULL ELSE satisfaction_why END,"
                    " updated_at = ?2 WHERE message_id = ?1 AND guessed & 12", "ti", message_id, so_now ()) &&
         so_db_run (db, error, "UPDATE finding SET what = '', quote = '', deleted_at = coalesce (deleted_at, ?2) WHERE message_id = ?1", "ti", message_id, so_now ()) &&
         so_db_run (db, error, "UPDATE analysis SET summary = '', quote = NULL WHERE message_id = ?", "t", message_id) &&
         so_db_run (db, error, "DELETE FROM job WHERE target_id = ?", "t", message_id);
}

gboolean
so_transcript_forget (SoDb *db, const char *message_id, GError **error)
{
  if (!so_db_run (db, error, "UPDATE transcript SET segments = '[]', deleted_at = ?2 WHERE message_id = ?1 AND deleted_at IS NULL", "ti", message_id, so_now ()))
    return FALSE;
  return !so_db_changes (db) || (forget_reading (db, message_id, error) && index_message (db, message_id, error));
}

void
so_message_sound_clear (SoMessageSound *sound)
{
  g_free (sound->thread_id);
  g_free (sound->sha256);
}

gboolean
so_message_sound_find (SoDb *db, const char *message_id, SoMessageSound *sound, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT m.thread_id, p.sha256, m.direction = 'outbound', t.channel = 'call' FROM message m JOIN thread t ON t.id = m.thread_id"
                                        " JOIN part p ON p.message_id = m.id WHERE m.id = ? AND m.deleted_at IS NULL AND p.kind = 'audio' AND p.sha256 IS NOT NULL"
                                        " ORDER BY p.position LIMIT 1", "t", message_id);

  *sound = (SoMessageSound) { 0 };
  if (!so_stmt_one (row, NULL, error))
    return FALSE;
  *sound = (SoMessageSound) { so_stmt_dup (row, 0), so_stmt_dup (row, 1), so_stmt_int (row, 2) != 0, so_stmt_int (row, 3) != 0 };
  return TRUE;
}

void
so_transcript_add_words (SoDb *db, const char *message_id, GString *words)
{
  g_autoptr (SoStmt) row = so_db_query (db, NULL, "SELECT " COLUMNS " FROM transcript WHERE message_id = ? AND deleted_at IS NULL ORDER BY n", "t", message_id);

  while (row && so_stmt_next (row, NULL))
    {
      g_autoptr (SoTranscript) transcript = read_transcript (row, NULL);
      g_autofree char *text = transcript ? so_transcript_dup_text (transcript) : NULL;

      if (text && *text)
        g_string_append_printf (words, "\n%s", text);
    }
}
