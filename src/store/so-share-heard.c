/* SPDX-License-Identifier: MIT */
#include "so-share-heard.h"

#include "so-db.h"

void
so_share_heard_clear (SoShareHeard *heard)
{
  g_clear_pointer (&heard->message_id, g_free);
  g_clear_pointer (&heard->thread_id, g_free);
  g_clear_pointer (&heard->account_id, g_free);
  g_clear_pointer (&heard->message, so_incoming_unref);
}

gboolean
so_share_heard_is_empty (SoDb *db)
{
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM sync_heard)", "") == 0;
}

static SoIncoming *
read_message (SoStmt *row)
{
  SoChannelKind channel = SO_CHANNEL_LOOPBACK;
  SoIdentityKind kind = SO_IDENTITY_ALIAS;
  SoIncoming *message;

  so_channel_kind_parse (so_stmt_text (row, 2), &channel);
  message = so_incoming_new (channel);
  message->outbound = so_stmt_int (row, 3) != 0;
  message->sent_at = so_stmt_int (row, 4);
  message->remote_id = so_stmt_dup (row, 5);
  message->title = so_stmt_dup (row, 6);
  g_ptr_array_add (message->parts, so_part_new_text (so_stmt_text (row, 7)));
  if (so_identity_kind_parse (so_stmt_text (row, 8), &kind))
    message->sender = so_identity_new (kind, so_stmt_text (row, 9), so_stmt_text (row, 10));
  return message;
}

gboolean
so_share_heard_take (SoDb *db, SoShareHeard *heard, GError **error)
{
  g_autofree char *id = so_db_text (db, "SELECT message_id FROM sync_heard ORDER BY message_id LIMIT 1", "");
  g_autoptr (SoStmt) row = NULL;
  g_autoptr (GError) inner = NULL;

  if (!id)
    return !so_db_take_failure (db, error);
  row = so_db_query (db, error, "SELECT m.thread_id, coalesce (m.account_id, t.account_id), t.channel, m.direction = 'outbound', m.sent_at, m.remote_id, t.title, m.text,"
                     " coalesce (i.kind, ''), i.value, m.sender, m.practice FROM message m JOIN thread t ON t.id = m.thread_id AND t.deleted_at IS NULL"
                     " LEFT JOIN identity i ON i.id = m.identity_id WHERE m.id = ? AND m.deleted_at IS NULL", "t", id);
  if (row && so_stmt_next (row, &inner))
    {
      heard->thread_id = so_stmt_dup (row, 0);
      heard->account_id = so_stmt_dup (row, 1);
      heard->practice = so_stmt_int (row, 11) != 0;
      heard->message = read_message (row);
      heard->message_id = g_strdup (id);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  return row && so_db_run (db, error, "DELETE FROM sync_heard WHERE message_id = ?", "t", id);
}
