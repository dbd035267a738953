/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-dispatch-claim.h"

#include "so-account-holds.h"
#include "so-capability.h"
#include "so-check-facts.h"
#include "so-clock.h"
#include "so-copies.h"
#include "so-error.h"
#include "so-events.h"
#include "so-hand-over.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-studio-private.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_REFERENCES 20

void
so_claim_clear (SoClaim *claim)
{
  so_draft_free (claim->draft);
  g_free (claim->attempt_id);
  so_thread_free (claim->thread);
  so_identity_free (claim->recipient);
  so_account_free (claim->account);
  g_free (claim->transport);
  g_free (claim->reply_to);
  g_strfreev (claim->references);
  g_clear_pointer (&claim->files, g_ptr_array_unref);
  g_clear_pointer (&claim->cc, g_ptr_array_unref);
  g_clear_pointer (&claim->bcc, g_ptr_array_unref);
  g_clear_object (&claim->channel);
  g_free (claim->detail);
  so_identity_free (claim->alias);
  g_free (claim->hash);
  g_free (claim->approver);
  g_free (claim->instead);
  g_free (claim->answers);
  g_strfreev (claim->knows);
  g_clear_pointer (&claim->out_files, g_array_unref);
}

/* The message must wait for @reason; always FALSE. */
static gboolean
hold (SoClaim *claim, SoDraftEvent event, const char *reason, const char *detail)
{
  claim->event = event;
  claim->reason = reason;
  claim->detail = g_strdup (detail);
  return FALSE;
}

/* NULL without an error where there is none. */
static SoAccount *
find_practice_account (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      SoAccount *account = g_ptr_array_index (accounts, i);

      if (account->channel == SO_CHANNEL_LOOPBACK)
        return so_account_find (db, account->id, error);
    }
  return NULL;
}

/* The account that was approved; where there is none, or it is gone, the practice account. A demo's account keeps
 * its name but is moved by the practice channel. */
static gboolean
find_account (SoDb *db, SoClaim *claim, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (claim->draft->account_id)
    claim->account = so_account_find (db, claim->draft->account_id, &failed);
  if (failed && !g_error_matches (failed, SO_ERROR, SO_ERROR_CHANGE))
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  claim->transport = g_strdup (so_outlet_transport (claim->demo, claim->account));
  g_clear_error (&failed);
  if (!claim->account)
    claim->account = find_practice_account (db, &failed);
  if (!failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* A mail names those before it, and answers the newest that came in where its draft names none: without that it is a new conversation
 * for the mail program of who gets it. */
static gboolean
read_mails (SoDb *db, SoClaim *claim, GError **error)
{
  g_autoptr (GArray) numbers = so_message_numbers (db, claim->thread->id, NULL, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *newest = NULL;

  if (!numbers)
    return FALSE;
  for (guint i = numbers->len > MOST_REFERENCES ? numbers->len - MOST_REFERENCES : 0; i < numbers->len; i++)
    {
      g_autoptr (SoMessage) message = so_message_load (db, g_array_index (numbers, gint64, i), error);

      if (!message)
        return FALSE;
      if (!message->remote_id || !strchr (message->remote_id, '@'))
        continue;
      g_strv_builder_add (ids, message->remote_id);
      if (!message->outbound || !newest)
        g_set_str (&newest, message->remote_id);
    }
  claim->references = g_strv_builder_end (ids);
  if (!claim->reply_to)
    claim->reply_to = g_steal_pointer (&newest);
  return TRUE;
}

static gboolean
read_around (SoDb *db, SoClaim *claim, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autoptr (SoMessage) answered = NULL;

  claim->demo = profile && profile->demo;
  claim->by_person = so_draft_is_by_person (db, claim->draft->id) && !claim->draft->standing_id;
  claim->hash = so_draft_dup_approval (db, claim->draft->id, &claim->approver, &claim->approved_at);
  claim->instead = so_draft_judged_attempt (db, claim->draft->id, claim->attempt_id);
  claim->thread = so_thread_find (db, so_draft_get_way (claim->draft), error);
  if (!claim->thread || !find_account (db, claim, error))
    return FALSE;
  claim->knows = so_message_since_inbound (db, claim->thread->id, claim->approved_at, &claim->answers, error);
  if (!claim->knows)
    return FALSE;
  /* Elsewhere nobody knows what it answers. */
  if (claim->draft->reply_to && !claim->draft->via)
    answered = so_message_find (db, claim->draft->reply_to, NULL);
  claim->reply_to = answered ? g_strdup (answered->remote_id) : NULL;
  return claim->thread->channel != SO_CHANNEL_MAIL || ((!claim->by_person || so_copies_read (claim->draft, &claim->cc, &claim->bcc, error)) && read_mails (db, claim, error));
}

/* What only a standing approval let go: it may have been paused, or changed, meanwhile. */
static gboolean
may_go_by_itself (SoDb *db, SoClaim *claim, GError **error)
{
  g_autofree char *sentence = NULL;
  const char *reason = NULL;

  if (so_standing_may_leave (db, claim->draft->id, &reason, &sentence, error))
    return TRUE;
  return reason ? hold (claim, SO_DRAFT_EVENT_HOLD, reason, sentence) : FALSE;
}

/* Nothing needs the network that never leaves this computer. */
static gboolean
is_offline (SoStudio *studio, const SoClaim *claim)
{
  return g_strcmp0 (claim->transport, SO_TRANSPORT_LOOPBACK) && !so_outbox_is_online (studio);
}

gboolean
so_claim_is_of_account (const SoClaim *claim)
{
  return claim->account && !g_strcmp0 (claim->account->id, claim->draft->account_id);
}

static gboolean
hold_for_account (SoClaim *claim)
{
  g_autofree char *sentence = g_strdup_printf (_("%s is paused: this goes by itself when you resume it"), claim->account->name);

  return hold (claim, SO_DRAFT_EVENT_HOLD, SO_HOLD_PAUSED, sentence);
}

/* Until the morning, by the studio's clock: that is the one the owner looks at. */
static gboolean
hold_for_night (SoStudio *studio, SoDb *db, SoClaim *claim)
{
  gint64 until = so_check_quiet_ends (studio, db, claim->draft, so_now ());
  g_autoptr (GDateTime) local = so_studio_local_time (studio, until);
  g_autofree char *time = g_date_time_format (local, "%H:%M");
  /* Translators: %s is a time, "08:00" */
  g_autofree char *sentence = g_strdup_printf (_("It is night where the customer is: this goes by itself at %s"), time);

  claim->until = until;
  return hold (claim, SO_DRAFT_EVENT_HOLD, so_check_reason (SO_CHECK_QUIET_HOURS), sentence);
}

/* What the record of the approval says must be something that may let a message go. */
static gboolean
is_decided (SoDb *db, const SoClaim *claim)
{
  g_autofree char *approver = NULL, *method = NULL;
  gint64 version = 0;

  return so_draft_approved_by (db, claim->draft->id, &approver, &method, &version) &&
         so_origin_may (so_origin_of_approval (approver, method, version), SO_EFFECT_APPROVE) && so_origin_may (SO_ORIGIN_JOB, SO_EFFECT_SEND);
}

/* FALSE without an error where the message has to wait: hold() has said why. What the owner was warned of when she
 * approved holds up nothing now. */
static gboolean
may_go (SoStudio *studio, SoDb *db, SoClaim *claim, GError **error)
{
  g_autofree char *warnings = NULL;
  guint bits;
  SoCheck check;

  if (!is_decided (db, claim))
    return hold (claim, SO_DRAFT_EVENT_UNDO, "not_approved", _("Nobody who may let it go has approved this: read it and approve it"));
  if (!so_check_facts_run (studio, db, claim->draft, claim->transport, TRUE, &bits, error))
    return FALSE;
  if (so_claim_is_of_account (claim) && claim->account->paused)
    return hold_for_account (claim);
  so_draft_approved_at (db, claim->draft->id, &warnings);
  claim->anyway = (so_checks_parse (warnings) & 1u << SO_CHECK_ANSWERED) != 0;
  bits &= ~so_checks_parse (warnings) | so_checks_stopping (bits);
  if (!bits)
    return may_go_by_itself (db, claim, error) && (!is_offline (studio, claim) ||
           hold (claim, SO_DRAFT_EVENT_HOLD, "offline", _("There is no connection: it goes by itself when there is one again")));
  check = so_checks_first (bits);
  if (check == SO_CHECK_QUIET_HOURS)
    return hold_for_night (studio, db, claim);
  return hold (claim, so_check_holds (check) ? SO_DRAFT_EVENT_HOLD : SO_DRAFT_EVENT_UNDO, so_check_reason (check), so_check_sentence (check));
}

/* What was handed over to the hub leaves by the hub alone. */
static SoChannel *
open_channel (SoStudio *studio, const SoClaim *claim, GError **error)
{
  if (g_strcmp0 (claim->transport, SO_TRANSPORT_LOOPBACK) && so_hand_over_is_done (claim->account))
    return so_studio_open_relay (studio, claim->account, error);
  return so_studio_open_outlet (studio, claim->account, claim->transport, error);
}

static gboolean
prepare (SoStudio *studio, SoDb *db, SoClaim *claim, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (!read_around (db, claim, error) || !may_go (studio, db, claim, error))
    return FALSE;
  claim->recipient = so_draft_recipient (db, claim->thread->id, error);
  claim->files = so_draft_files (db, claim->draft->id, error);
  if (!claim->recipient || !claim->files)
    return FALSE;
  claim->channel = open_channel (studio, claim, &failed);
  return claim->channel || hold (claim, SO_DRAFT_EVENT_HOLD, "channel_error", failed->message);
}

/* What the owner did in the same moment wins: then there is nothing to put aside. */
static gboolean
put_aside (SoStudio *studio, SoClaim *claim, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (GError) failed = NULL;
  const char *kind = claim->event == SO_DRAFT_EVENT_HOLD ? "draft.held" : "draft.returned";

  if (!db)
    return FALSE;
  if (!so_draft_step (db, claim->draft->id, claim->event, claim->reason, claim->detail, &failed))
    {
      g_autoptr (SoDraft) now = so_draft_find (db, claim->draft->id, NULL);

      if (now && now->state != SO_DRAFT_QUEUED)
        return TRUE;
      return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
    }
  return (!claim->until || so_draft_set_not_before (db, claim->draft->id, claim->until, error)) &&
         so_event_log (db, "dispatcher", kind, "draft", claim->draft->id, NULL, error) && so_store_commit (store, &db, error);
}

static void
fill_outgoing (SoStudio *studio, SoClaim *claim)
{
  claim->out_files = g_array_new (FALSE, TRUE, sizeof (SoOutgoingFile));
  g_array_set_clear_func (claim->out_files, so_outgoing_file_clear);
  for (guint i = 0; i < claim->files->len; i++)
    {
      const SoDraftFile *file = g_ptr_array_index (claim->files, i);
      SoOutgoingFile one = { so_store_file_path (so_studio_get_store (studio), file->sha256), file->name, file->mime, file->size, file->sha256 };

      g_array_append_val (claim->out_files, one);
    }
  claim->approved = (SoApproved) { .draft = claim->draft->id, .account = claim->draft->account_id, .hash = claim->hash, .cc = claim->draft->cc, .bcc = claim->draft->bcc,
                                   .approver = claim->approver, .at = claim->approved_at, .answers = claim->answers, .knows = (const char *const *) claim->knows, .anyway = claim->anyway, .instead = claim->instead };
  claim->outgoing = (SoOutgoing) { .tag = claim->attempt_id, .thread_key = claim->thread->key, .recipient = claim->recipient, .cc = claim->cc, .bcc = claim->bcc, .text = claim->draft->text,
                                   .subject = claim->thread->title, .reply_to = claim->reply_to,
                                   .references = (const char *const *) claim->references, .template = claim->draft->template,
                                   .files = (const SoOutgoingFile *) claim->out_files->data, .n_files = claim->out_files->len,
                                   .alias = &claim->alias, .last_inbound_at = claim->thread->last_inbound_at, .stopped = &claim->stopped, .answered = &claim->answered, .by_person = claim->by_person,
                                   .approved = &claim->approved, .tried_at = claim->tried_at };
}

gboolean
so_claim_next (SoStudio *studio, SoClaim *claim, gint64 *next, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (GError) failed = NULL;

  if (!db)
    return FALSE;
  claim->draft = so_draft_claim (db, so_now (), next, &claim->attempt_id, error);
  if (!claim->draft)
    return FALSE;
  if (prepare (studio, db, claim, &failed))
    {
      fill_outgoing (studio, claim);
      return so_store_commit (store, &db, error);
    }
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  /* Left without commit: the claim and its attempt never were. */
  g_clear_pointer (&db, so_db_release);
  put_aside (studio, claim, error);
  return FALSE;
}

gboolean
so_claim_unknown (SoStudio *studio, gint64 n, SoClaim *claim, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);

  if (!db || !(claim->draft = so_draft_load (db, n, error)))
    return FALSE;
  claim->attempt_id = so_draft_last_attempt (db, claim->draft->id, &claim->tried_at);
  if (!claim->attempt_id || !read_around (db, claim, error) || is_offline (studio, claim))
    return FALSE;
  claim->recipient = so_draft_recipient (db, claim->thread->id, error);
  claim->files = so_draft_files (db, claim->draft->id, error);
  if (!claim->recipient || !claim->files)
    return FALSE;
  claim->channel = open_channel (studio, claim, NULL);
  fill_outgoing (studio, claim);
  return claim->channel != NULL;
}
