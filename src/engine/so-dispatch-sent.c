/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-dispatch.h"

#include "so-analyst.h"
#include "so-clock.h"
#include "so-draft-facts.h"
#include "so-drafter.h"
#include "so-outlet.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-threads.h"
#include "so-ways.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What left becomes a message of its conversation; and what came last there. */

static SoIncoming *
as_message (const SoDraft *draft, GPtrArray *files, const SoThread *thread, const SoIdentity *recipient, const char *remote_id,
            const char *studio)
{
  SoIncoming *message = so_incoming_new (thread->channel);

  message->remote_id = remote_id ? g_strdup (remote_id) : g_strdup_printf ("draft-%s", draft->id);
  message->thread_key = g_strdup (thread->key);
  message->title = g_strdup (thread->title);
  message->group = thread->group;
  message->outbound = TRUE;
  message->sent_at = so_now ();
  message->sender = so_identity_new (SO_IDENTITY_ALIAS, studio, studio);
  g_ptr_array_add (message->others, so_identity_copy (recipient));
  if (*draft->text)
    g_ptr_array_add (message->parts, so_part_new_text (draft->text));
  for (guint i = 0; i < files->len; i++)
    {
      const SoDraftFile *file = g_ptr_array_index (files, i);

      g_ptr_array_add (message->parts, so_part_new_file (file->mime, file->name, file->sha256, (gint64) file->size));
    }
  return message;
}

/* Where it was asked. */
static gboolean
leave_word (SoDb *db, const SoDraft *draft, const SoIdentity *recipient, gboolean keeps_open, GError **error)
{
  SoChannelKind channel = SO_CHANNEL_MAIL;
  g_autofree char *line = NULL;

  so_channel_kind_parse (draft->channel, &channel);
  /* Translators: a channel ("Mail") and an address there */
  line = g_strdup_printf (_("Answered by %s: %s"), _(so_channel_kind_label (channel)), recipient->value);
  return so_way_left (db, draft, line, keeps_open, error);
}

gboolean
so_dispatch_store_sent (SoDb *db, const SoDraft *draft, const char *remote_id, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autoptr (SoThread) thread = so_thread_find (db, so_draft_get_way (draft), error);
  g_autoptr (SoAccount) account = thread && draft->account_id ? so_account_find (db, draft->account_id, NULL) : NULL;
  g_autoptr (SoIdentity) recipient = thread ? so_draft_recipient (db, thread->id, error) : NULL;
  g_autoptr (GPtrArray) files = recipient ? so_draft_files (db, draft->id, error) : NULL;
  const char *transport = so_outlet_transport (profile && profile->demo, account);
  SoIngest how = {
    .account_id = account ? account->id : NULL, .country = profile ? profile->country : NULL, .draft_id = draft->id,
    .thread_id = so_draft_get_way (draft), .keep_state = so_standing_keeps_open (db, draft->id), .practice = !g_strcmp0 (transport, SO_TRANSPORT_LOOPBACK),
  };
  g_auto (SoIngested) stored = { 0 };
  g_autoptr (SoIncoming) message = NULL;

  if (!recipient || !files)
    return FALSE;
  message = as_message (draft, files, thread, recipient, remote_id, profile && profile->name ? profile->name : "Studio OS");
  return so_ingest (db, message, &how, &stored, error) && so_analyst_answered (db, thread->id, error) && (!draft->via || leave_word (db, draft, recipient, how.keep_state, error));
}

gint64
so_dispatch_newest_inbound (SoDb *db, const char *thread_id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoMessage) newest = so_drafter_find_question (db, thread_id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), -1;
  return newest ? newest->sent_at : 0;
}
