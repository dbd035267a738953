/* SPDX-License-Identifier: MIT */
#include "so-lookup.h"

#include "so-call-log.h"
#include "so-calls.h"
#include "so-contacts.h"
#include "so-decision-log.h"
#include "so-drafts.h"
#include "so-leads.h"
#include "so-place.h"
#include "so-playback.h"
#include "so-senders.h"
#include "so-settings.h"
#include "so-tags.h"
#include "so-threads.h"
#include "so-transcripts.h"
#include "so-ways.h"

SoThread *
so_lookup_thread (SoStore *store, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && id ? so_thread_find (db, id, NULL) : NULL;
}

SoContact *
so_lookup_contact (SoStore *store, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && id ? so_contact_find (db, id, NULL) : NULL;
}

SoCallEntry *
so_lookup_call_of (SoStore *store, const char *message_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autoptr (SoCall) call = db && message_id ? so_call_of_message (db, message_id, NULL) : NULL;
  gint64 n = call ? so_call_log_find (db, call->id) : -1;

  return n >= 0 ? so_call_log_load (db, n, NULL) : NULL;
}

SoDraft *
so_lookup_draft (SoStore *store, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && id ? so_draft_find (db, id, NULL) : NULL;
}

SoLogEntry *
so_lookup_decision (SoStore *store, const char *draft_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && draft_id ? so_log_find (db, draft_id, NULL) : NULL;
}

GPtrArray *
so_lookup_decision_times (SoStore *store, const char *draft_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && draft_id ? so_log_times (db, draft_id, NULL) : NULL;
}

SoDraft *
so_lookup_draft_of_thread (SoStore *store, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && thread_id ? so_draft_of_thread (db, thread_id, NULL) : NULL;
}

GStrv
so_lookup_tags_of_thread (SoStore *store, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db ? so_tags_of (db, thread_id) : g_new0 (char *, 1);
}

GStrv
so_lookup_tags (SoStore *store)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  GStrv names = db ? so_tag_names (db, NULL) : NULL;

  return names ? names : g_new0 (char *, 1);
}

GStrv
so_lookup_lead_sources (SoStore *store)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  GStrv sources = db ? so_lead_sources (db, NULL) : NULL;

  return sources ? sources : g_new0 (char *, 1);
}

SoAccount *
so_lookup_account (SoStore *store, const char *id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && id ? so_account_find (db, id, NULL) : NULL;
}

static gboolean
has_way_after_call (SoStore *store, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autoptr (GPtrArray) ways = db ? so_way_list (db, thread_id, NULL) : NULL;

  return ways && so_way_after_call (ways);
}

gboolean
so_lookup_is_answerable (SoStore *store, const SoThread *thread)
{
  g_autoptr (SoAccount) account = thread->account_id ? so_lookup_account (store, thread->account_id) : NULL;

  if (thread->channel == SO_CHANNEL_CALL)
    return has_way_after_call (store, thread->id);
  return account && g_strcmp0 (account->transport, "loopback");
}

SoIdentity *
so_lookup_recipient (SoStore *store, const SoDraft *draft)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db ? so_way_recipient (db, draft, NULL) : NULL;
}

char *
so_lookup_sender (SoStore *store, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return db && thread_id ? so_sender_of (db, thread_id) : NULL;
}

GPtrArray *
so_lookup_senders (SoStore *store, const char *thread_id)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  GPtrArray *senders = db && thread_id ? so_sender_list (db, thread_id, NULL) : NULL;

  return senders ? senders : g_ptr_array_new ();
}

gint64
so_lookup_heard_at (SoStore *store, const SoThread *thread)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autofree char *sender = db ? so_sender_of (db, thread->id) : NULL;

  return sender && (thread->channel == SO_CHANNEL_WHATSAPP || g_strcmp0 (sender, thread->account_id)) ? so_sender_heard_at (db, thread->id, sender) : thread->last_inbound_at;
}

gboolean
so_lookup_is_connected (SoStore *store, SoChannelKind channel)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  g_autoptr (GPtrArray) accounts = db ? so_account_list (db, NULL) : NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel == channel && g_strcmp0 (account->transport, "loopback"))
        return TRUE;
    }
  return FALSE;
}

gboolean
so_lookup_is_active_copy (SoStore *store)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  return !db || so_place_is_confirmed (store, db);
}

SoTranscript *
so_lookup_transcript (SoStore *store, const char *message_id, char **host)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);
  SoTranscript *transcript = db ? so_transcript_find (db, message_id, NULL) : NULL;

  *host = transcript ? so_transcript_dup_host (db, transcript->id) : NULL;
  return transcript;
}

char *
so_lookup_recording (SoStore *store, const char *thread_id, const char *after, char **sha256)
{
  g_autoptr (SoDb) db = so_store_read (store, NULL);

  *sha256 = NULL;
  return db && thread_id ? so_playback_next (db, thread_id, after, sha256, NULL) : NULL;
}
