/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-news.h"
#include "so-db.h"

G_BEGIN_DECLS

/* Rows of calls and of their recordings, for the store's own files. */

#define SO_CALL_SELECT \
  "SELECT k.id, k.account_id, k.provider, k.remote_id, k.outbound, k.number, k.name, k.line, k.started_at, k.ended_at, k.seconds, k.talk, k.signs, k.consent, k.state," \
  " k.after_hours, k.message_id, m.thread_id, t.contact_id, c.name, k.intent, k.outcome, k.summary, k.satisfaction, k.satisfaction_why, k.booking_id, k.guessed" \
  " FROM call k LEFT JOIN message m ON m.id = k.message_id AND m.deleted_at IS NULL LEFT JOIN thread t ON t.id = m.thread_id" \
  " LEFT JOIN contact p ON p.id = t.contact_id LEFT JOIN contact c ON c.id = coalesce (p.root, p.id) AND c.deleted_at IS NULL"

/* SoCall of a row of SO_CALL_SELECT. */
gpointer so_call_row_read (SoStmt *row);
/* Stores what is told of @call; what the studio found out about it stays. */
gboolean so_call_row_save (SoDb *db, const SoCall *call, GError **error);

/* Keeps where @recording of @message_id is, at @account_id; it is not fetched by that alone. */
gboolean so_recording_row_save (SoDb *db, const char *message_id, const char *account_id, const SoRecording *recording, GError **error);
/* The recordings of a message that is there: parts of it from now on, to be fetched, where @kept; else those that were are none any more, and what is to be
 * removed from files/ goes to @files (SHA-256; may be NULL: then they stay). */
gboolean so_recording_rows_settle (SoDb *db, const char *message_id, gboolean kept, GStrvBuilder *files, GError **error);

G_END_DECLS
