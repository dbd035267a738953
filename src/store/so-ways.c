/* SPDX-License-Identifier: MIT */
#include "so-ways.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-drafts.h"
#include "so-error.h"
#include "so-incoming.h"
#include "so-people.h"
#include "so-senders.h"
#include "so-settings.h"
#include "so-thread-begin.h"
#include "so-threads-private.h"
#include "so-undo.h"

#include <stdlib.h>
#include <string.h>

void
so_way_free (SoWay *way)
{
  if (!way)
    return;
  g_free (way->thread_id);
  so_identity_free (way->to);
  g_free (way->account_id);
  g_free (way);
}

static gboolean
has_way (const GPtrArray *ways, SoChannelKind channel, const SoIdentity *to)
{
  for (guint i = 0; i < ways->len; i++)
    {
      const SoWay *way = ways->pdata[i];

      if (way->channel == channel && way->to->kind == to->kind && !g_ascii_strcasecmp (way->to->value, to->value))
        return TRUE;
    }
  return FALSE;
}

static void
add (GPtrArray *ways, const char *thread_id, SoChannelKind channel, const SoIdentity *to, const char *account_id)
{
  SoWay *way;

  if ((to->kind == SO_IDENTITY_ALIAS && !thread_id) || has_way (ways, channel, to))
    return;
  way = g_new0 (SoWay, 1);
  *way = (SoWay) { g_strdup (thread_id), channel, so_identity_copy (to), g_strdup (account_id) };
  g_ptr_array_add (ways, way);
}

/* The one asked about first, whatever is known of it, then the newest. */
static gboolean
add_conversations (SoDb *db, GPtrArray *ways, const char *thread_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error,
    "SELECT o.id, o.channel FROM thread t JOIN thread o ON o.contact_id IN " SO_PERSON_ALL ("t.contact_id") " AND o.deleted_at IS NULL AND o.is_group = 0 AND o.channel <> 'call'"
    " WHERE t.id = ?1 AND t.is_group = 0 AND t.contact_id IS NOT NULL ORDER BY o.id = ?1 DESC, o.last_at DESC, o.n DESC", "t", thread_id);

  while (row && so_stmt_next (row, NULL))
    {
      const char *id = so_stmt_text (row, 0);
      g_autofree char *sender = so_sender_of (db, id);
      g_autoptr (SoAccount) account = sender ? so_account_find (db, sender, NULL) : NULL;
      g_autoptr (SoIdentity) to = so_draft_recipient (db, id, NULL);
      SoChannelKind channel;

      if (!to || !so_channel_kind_parse (so_stmt_text (row, 1), &channel))
        continue;
      if (!strcmp (id, thread_id) || (account && !account->paused))
        add (ways, id, channel, to, sender);
    }
  return row != NULL;
}

/* A mailbox for addresses, the studio's numbers for telephones; elsewhere nobody can be written to first. */
static gboolean
reaches (const SoAccount *account, SoIdentityKind kind)
{
  return !account->paused && g_strcmp0 (account->transport, "loopback") &&
         (kind == SO_IDENTITY_EMAIL ? account->channel == SO_CHANNEL_MAIL
          : kind == SO_IDENTITY_PHONE && (account->channel == SO_CHANNEL_SMS || account->channel == SO_CHANNEL_WHATSAPP));
}

static gboolean
add_addresses (SoDb *db, GPtrArray *ways, const char *thread_id, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT i.kind, i.value, c.name FROM thread t JOIN contact c ON c.id = " SO_PERSON_ROOT ("t.contact_id")
                                        " JOIN identity i ON i.contact_id IN " SO_PERSON_ALL ("t.contact_id") " AND i.deleted_at IS NULL WHERE t.id = ? AND t.is_group = 0 ORDER BY i.n", "t", thread_id);

  while (accounts && row && so_stmt_next (row, NULL))
    {
      SoIdentityKind kind;
      g_autoptr (SoIdentity) to = so_identity_kind_parse (so_stmt_text (row, 0), &kind) ? so_identity_new (kind, so_stmt_text (row, 1), so_stmt_text (row, 2)) : NULL;

      for (guint i = 0; to && i < accounts->len; i++)
        if (reaches (accounts->pdata[i], kind))
          add (ways, NULL, ((const SoAccount *) accounts->pdata[i])->channel, to, ((const SoAccount *) accounts->pdata[i])->id);
    }
  return accounts && row;
}

/* The same order each time, whichever were begun since: who goes round comes by all of them. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const SoWay *first = *(SoWay *const *) a, *second = *(SoWay *const *) b;

  return first->channel != second->channel ? (int) first->channel - (int) second->channel : strcmp (first->to->value, second->to->value);
}

GPtrArray *
so_way_list (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (GPtrArray) ways = g_ptr_array_new_with_free_func ((GDestroyNotify) so_way_free);

  if (!add_conversations (db, ways, thread_id, error) || !add_addresses (db, ways, thread_id, error))
    return NULL;
  if (ways->len > 1)
    qsort (ways->pdata + 1, ways->len - 1, sizeof (gpointer), compare);
  return g_steal_pointer (&ways);
}

const SoWay *
so_way_after_call (const GPtrArray *ways)
{
  static const SoChannelKind order[] = { SO_CHANNEL_SMS, SO_CHANNEL_WHATSAPP };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < ways->len; i++)
      if (((const SoWay *) ways->pdata[i])->channel == order[k])
        return ways->pdata[i];
  return ways->len ? ways->pdata[0] : NULL;
}

/* As the channel calls it, so that what comes back finds it; a mail is found by what it answers. */
static char *
begin (SoDb *db, const SoWay *way, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *key = way->channel == SO_CHANNEL_MAIL ? g_strconcat ("way:", way->account_id, ":", way->to->value, NULL)
                         : g_strdup (way->to->value + (way->channel == SO_CHANNEL_WHATSAPP && *way->to->value == '+'));

  return so_thread_begin (db, &(SoThreadBegin) { way->channel, way->account_id, key, way->to, profile ? profile->country : NULL, profile ? profile->name : NULL }, error);
}

static gboolean
lead (SoDb *db, const SoDraft *draft, const SoWay *way, GError **error)
{
  g_autofree char *thread = way->thread_id ? g_strdup (way->thread_id) : NULL;
  gboolean own;

  if (!so_draft_state_is_open (draft->state) && draft->state != SO_DRAFT_FAILED)
    return so_fail (error, SO_ERROR_CHANGE, "This message is %s: take it back before you change it.", so_draft_state_nick (draft->state));
  if (!thread && !(thread = begin (db, way, error)))
    return FALSE;
  own = !strcmp (thread, draft->thread_id);
  /* A template belongs to its account. */
  return so_undo_set (db, "draft", draft->id, "via", error, "t", own ? NULL : thread) &&
         so_undo_set (db, "draft", draft->id, "account_id", error, "t", way->account_id) &&
         so_undo_set (db, "draft", draft->id, "template", error, "t", g_strcmp0 (draft->account_id, way->account_id) ? NULL : draft->template);
}

gboolean
so_way_propose (SoDb *db, const SoDraft *draft, const SoWay *way, GError **error)
{
  return lead (db, draft, way, error) && so_thread_refresh_drafts (db, draft->thread_id, error);
}

gboolean
so_way_choose (SoDb *db, const SoDraft *draft, const SoWay *way, GError **error)
{
  return lead (db, draft, way, error) &&
         so_db_run (db, error, "UPDATE draft SET state = CASE state WHEN 'editing' THEN 'editing' ELSE 'edited' END, reason = NULL, detail = NULL,"
                    " acknowledged = NULL, standing_id = NULL, updated_at = ? WHERE id = ?", "it", so_now (), draft->id) &&
         so_thread_refresh_drafts (db, draft->thread_id, error);
}

SoIdentity *
so_way_recipient (SoDb *db, const SoDraft *draft, GError **error)
{
  return so_draft_recipient (db, so_draft_get_way (draft), error);
}

gboolean
so_way_left (SoDb *db, const SoDraft *draft, const char *line, gboolean keeps_open, GError **error)
{
  g_autoptr (SoThread) thread = so_thread_find (db, draft->thread_id, error);
  g_autoptr (SoIncoming) note = thread ? so_incoming_new (thread->channel) : NULL;
  SoIngest how = { .thread_id = draft->thread_id, .account_id = thread ? thread->account_id : NULL, .keep_state = TRUE };
  g_auto (SoIngested) stored = { 0 };

  if (!thread)
    return FALSE;
  note->remote_id = g_strdup_printf ("way-%s", draft->id);
  note->thread_key = g_strdup (thread->key);
  note->sent_at = so_now ();
  g_ptr_array_add (note->parts, so_part_new_text (line));
  if (!so_ingest (db, note, &how, &stored, error))
    return FALSE;
  return keeps_open || (so_thread_answered (db, thread->id, so_now (), error) &&
                        so_db_run (db, error, "UPDATE thread SET state = 'waiting' WHERE id = ? AND state = 'open'", "t", thread->id));
}
