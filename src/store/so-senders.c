/* SPDX-License-Identifier: MIT */
#include "so-senders.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-settings.h"
#include "so-threads.h"

#define OPEN "('proposed', 'editing', 'edited', 'failed')"

char *
so_sender_of (SoDb *db, const char *thread_id)
{
  return so_db_text (db,
    "SELECT coalesce ((SELECT s.account_id FROM sender_choice s JOIN account a ON a.id = s.account_id AND a.deleted_at IS NULL"
    "  WHERE s.contact_id = t.contact_id AND s.channel = t.channel AND t.is_group = 0 AND s.deleted_at IS NULL"
    "  AND (t.account_id IS s.instead_of OR t.account_id = s.account_id)), t.account_id) FROM thread t WHERE t.id = ?", "t", thread_id);
}

/* A telephone number is the same for all of them; the names that Instagram gives to people, and a mailbox's conversations, are not. */
static gboolean
is_shared (SoChannelKind channel)
{
  return channel == SO_CHANNEL_WHATSAPP || channel == SO_CHANNEL_SMS;
}

GPtrArray *
so_sender_list (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, error);
  g_autoptr (GPtrArray) accounts = thread ? so_account_list (db, error) : NULL;

  for (guint i = accounts ? accounts->len : 0; i > 0; i--)
    {
      const SoAccount *account = accounts->pdata[i - 1];

      if (account->channel != thread->channel || thread->group || !thread->account_id || !is_shared (thread->channel) || !g_strcmp0 (account->transport, "loopback"))
        g_ptr_array_remove_index (accounts, i - 1);
    }
  return g_steal_pointer (&accounts);
}

gboolean
so_sender_refresh (SoDb *db, const char *thread_id, GError **error)
{
  g_autofree char *account = so_sender_of (db, thread_id);

  return so_db_run (db, error, "UPDATE draft SET account_id = ?1 WHERE thread_id = ?2 AND state IN " OPEN
                    " AND via IS NULL AND deleted_at IS NULL AND account_id IS NOT ?1", "tt", account, thread_id);
}

static gboolean
is_possible (SoDb *db, const char *thread_id, const char *account_id, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_sender_list (db, thread_id, error);

  for (guint i = 0; accounts && i < accounts->len; i++)
    if (!g_strcmp0 (((const SoAccount *) accounts->pdata[i])->id, account_id))
      return TRUE;
  return accounts && so_fail (error, SO_ERROR_CHANGE, "This conversation cannot be answered through that account: choose another one of its channel.");
}

gboolean
so_sender_choose (SoDb *db, const char *thread_id, const char *account_id, GError **error)
{
  g_autofree char *contact = so_db_text (db, "SELECT contact_id FROM thread WHERE id = ?", "t", thread_id);
  g_autofree char *channel = so_db_text (db, "SELECT channel FROM thread WHERE id = ?", "t", thread_id);
  g_autofree char *scope = g_strconcat ("sender:", channel, NULL), *id = contact ? so_id_derive (scope, contact) : NULL;

  if (!is_possible (db, thread_id, account_id, error))
    return FALSE;
  if (!id)
    return so_fail (error, SO_ERROR_CHANGE, "Nobody is known in this conversation for whom a number could be chosen.");
  return so_db_run (db, error, "INSERT INTO sender_choice (id, contact_id, channel, account_id, instead_of, updated_at)"
                    " SELECT ?1, ?2, ?3, ?4, account_id, ?5 FROM thread WHERE id = ?6"
                    " ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, instead_of = excluded.instead_of,"
                    " updated_at = excluded.updated_at, deleted_at = NULL", "ttttit", id, contact, channel, account_id, so_now (), thread_id) &&
         so_sender_refresh (db, thread_id, error);
}

/* WhatsApp counts a reaction of theirs as a message. */
static gint64
reacted_at (SoDb *db, const char *thread_id, const char *account_id)
{
  return so_db_int (db, 0, "SELECT max (r.at) FROM thread t JOIN message m ON m.thread_id = t.id AND m.deleted_at IS NULL JOIN reaction r ON r.message_id = m.id"
                    " WHERE t.id = ?1 AND t.channel = 'whatsapp' AND t.is_group = 0 AND r.contact_id = t.contact_id AND r.emoji <> ''"
                    " AND coalesce (m.account_id, t.account_id) IS ?2", "tt", thread_id, account_id);
}

gint64
so_sender_heard_at (SoDb *db, const char *thread_id, const char *account_id)
{
  gint64 at = so_db_int (db, 0,
    "SELECT m.sent_at FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.thread_id = ?1 AND m.direction = 'inbound' AND m.is_system = 0"
    " AND m.deleted_at IS NULL AND coalesce (m.account_id, t.account_id) IS ?2 ORDER BY m.sent_at DESC, m.n DESC LIMIT 1", "tt", thread_id, account_id);

  at = MAX (at, reacted_at (db, thread_id, account_id));

  /* The network counts otherwise than we do, and it is the one that decides: 131047 says that its window is closed. */
  return so_db_int (db, 0, "SELECT EXISTS (SELECT 1 FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.thread_id = ?1 AND m.sent_at > ?2"
                    " AND m.direction = 'outbound' AND m.state = 'failed' AND m.failure GLOB '131047*' AND m.deleted_at IS NULL"
                    " AND coalesce (m.account_id, t.account_id) IS ?3)", "tit", thread_id, at, account_id) ? 0 : at;
}
