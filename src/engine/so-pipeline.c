/* SPDX-License-Identifier: MIT */
#include "so-pipeline.h"

#include "so-analyst.h"
#include "so-assistant-settings.h"
#include "so-automation.h"
#include "so-call-intake.h"
#include "so-capability.h"
#include "so-carrier.h"
#include "so-clock.h"
#include "so-consents.h"
#include "so-dispatch.h"
#include "so-drafter.h"
#include "so-drafts.h"
#include "so-due.h"
#include "so-escalation.h"
#include "so-exchange.h"
#include "so-jobs.h"
#include "so-never-auto.h"
#include "so-place.h"
#include "so-sequences.h"
#include "so-settings.h"
#include "so-share-heard.h"
#include "so-sms-length.h"
#include "so-standing.h"
#include "so-studio-private.h"
#include "so-tell-mail.h"
#include "so-tell-text.h"
#include "so-threads.h"
#include "so-understand.h"
#include "so-updates.h"
#include "so-waitlist-chain.h"
#include "so-writer.h"

#include <string.h>

/* A proposal answers the words that were there when it was made, and nobody else has answered them; the owner's own
 * text stays. @at: an older message than those the proposal knew changes nothing. @event: SUPERSEDE where the customer wrote again, ANSWERED where the owner wrote on her phone. */
static gboolean
put_away (SoDb *db, const char *thread_id, gint64 at, SoDraftEvent event, const char *reason, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoDraft) open = so_draft_of_thread (db, thread_id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!so_draft_end_generating (db, thread_id, event, reason, error))
    return FALSE;
  if (!open || open->state != SO_DRAFT_PROPOSED || open->basis_at > at)
    return TRUE;
  return so_draft_step (db, open->id, event, reason, NULL, error);
}

/* "👍" after an answer; the first word of a stranger always wants one. */
static gboolean
is_end_of_talk (SoDb *db, const char *thread_id, const SoIncoming *message)
{
  g_autofree char *text = so_incoming_dup_text (message);
  g_autoptr (SoThread) thread = so_due_is_thanks (text) ? so_thread_find (db, thread_id, NULL) : NULL;

  return thread && thread->messages > 1;
}

/* A new message of a customer: the old proposal goes; an answer that the owner let go by itself comes, or perhaps a new proposal. */
static gboolean
answer (SoDb *db, const char *thread_id, const char *message_id, const SoIncoming *message, const char *headers, gboolean machine, gboolean copied,
        GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *draft = NULL;
  gboolean answered = FALSE, propose;

  if ((machine || is_end_of_talk (db, thread_id, message)) && !so_thread_expects_nothing (db, thread_id, message->sent_at, error))
    return FALSE;
  if (!put_away (db, thread_id, G_MAXINT64, SO_DRAFT_EVENT_SUPERSEDE, "new_inbound", error) || !so_origin_check (SO_ORIGIN_TEXT, SO_EFFECT_MARK, error) || !so_escalation_mark (db, message_id, error) ||
      (!machine && !so_waitlist_chain_hear (db, thread_id, message_id, &answered, error)))
    return FALSE;
  if (answered)
    return TRUE;
  if (!so_standing_answer (db, message_id, headers, copied, NULL, &answered, error))
    return FALSE;
  /* Nobody would read what is proposed to a machine. */
  if (machine)
    return TRUE;
  propose = !answered && !so_assistant_is_manual (db);
  draft = propose ? so_drafter_propose (db, thread_id, TRUE, &failed) : NULL;
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  return so_automation_apply (db, message_id, propose, error);
}

/* "YES" gives back what "STOP" took, as with the carriers; said to something else it is an answer. */
static gboolean
has_stopped (SoDb *db, const char *thread_id)
{
  g_autofree char *word = so_consent_stop_word_of_thread (db, thread_id);

  return word != NULL;
}

/* The words that carriers heed, in the ledger. */
static gboolean
heed_sms_word (SoDb *db, const SoIncoming *message, const SoIngest *how, const SoIngested *stored, SoSmsWord *word, GError **error)
{
  g_autofree char *text = message->channel == SO_CHANNEL_SMS ? so_incoming_dup_text (message) : NULL;
  gboolean gives;

  *word = text ? so_sms_word (text) : SO_SMS_PLAIN;
  gives = *word == SO_SMS_START || (*word == SO_SMS_YES && has_stopped (db, stored->thread_id));
  if (*word == SO_SMS_PLAIN || *word == SO_SMS_HELP || (*word == SO_SMS_YES && !gives))
    return TRUE;
  return so_origin_check (SO_ORIGIN_TEXT, SO_EFFECT_OPT_OUT, error) &&
         so_consent_heed (db, message->sender, how->country, message->channel, gives ? SO_CONSENT_GIVEN : SO_CONSENT_WITHDRAWN,
                          g_strstrip (text), stored->message_id, message->sent_at, error);
}

/* Nobody has to answer "STOP", and nobody may. "CANCEL" may be about a class: it comes to the owner, first of all, and no machine
 * answers it. Who asks for "HELP" has got an answer from the carrier; whether that was one the owner sees. */
static gboolean
settle_sms_word (SoDb *db, const SoIngested *stored, SoSmsWord word, GError **error)
{
  if (!put_away (db, stored->thread_id, G_MAXINT64, SO_DRAFT_EVENT_SUPERSEDE, "new_inbound", error))
    return FALSE;
  if (word == SO_SMS_CANCEL)
    return so_escalation_mark (db, stored->message_id, error);
  return word == SO_SMS_HELP || so_thread_expects_nothing (db, stored->thread_id, 0, error);
}

/* What everything that comes in one go shares. */
typedef struct {
  SoIngest how;
  gboolean elsewhere;         /* what follows is another computer's matter */
  gboolean copied;            /* nothing leaves this folder by itself */
  guint jobs;                 /* what a model will do about each: so_jobs_wanted() */
  SoUnderstand *understand;
  SoCallWay calls;            /* of an account of calls */
  char *own;                  /* of mails to the owner: so_tell_mail_own() */
  GPtrArray *heard;           /* char *: ids of conversations in which somebody wrote */
} Intake;

static void
intake_clear (Intake *intake)
{
  so_call_way_clear (&intake->calls);
  g_clear_pointer (&intake->understand, so_understand_free);
  g_clear_pointer (&intake->heard, g_ptr_array_unref);
  g_free (intake->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Intake, intake_clear)

static gboolean
understand (SoDb *db, const SoIncoming *message, const Intake *intake, const char *message_id, GError **error)
{
  g_autofree char *text = so_incoming_dup_text (message);

  return so_origin_check (SO_ORIGIN_TEXT, SO_EFFECT_NOTE, error) && so_understand_message (intake->understand, db, message_id, text ? text : "", error);
}

/* What follows from a new message, on the computer whose account it came by. */
static gboolean
follow (SoDb *db, const SoIncoming *message, const SoIngest *how, const SoIngested *stored, const char *headers, const Intake *intake, GError **error)
{
  SoSmsWord word;

  if (!g_ptr_array_find_with_equal_func (intake->heard, stored->thread_id, g_str_equal, NULL))
    g_ptr_array_add (intake->heard, g_strdup (stored->thread_id));
  if (message->outbound)
    return put_away (db, stored->thread_id, message->sent_at, SO_DRAFT_EVENT_ANSWERED, "answered_elsewhere", error) &&
           so_analyst_answered (db, stored->thread_id, error);
  /* Nobody wrote anything: a call is not answered by what is written to its "Missed". */
  if (!message->sender || message->channel == SO_CHANNEL_CALL)
    return TRUE;
  if (!how->machine && !so_sequence_end_all (db, stored->thread_id, "replied", error))
    return FALSE;
  if ((!how->machine && !understand (db, message, intake, stored->message_id, error)) || !heed_sms_word (db, message, how, stored, &word, error))
    return FALSE;
  if (word != SO_SMS_PLAIN && word != SO_SMS_YES)
    return settle_sms_word (db, stored, word, error);
  return answer (db, stored->thread_id, stored->message_id, message, headers, how->machine, intake->copied, error) &&
         (how->machine || so_jobs_add (db, stored->message_id, stored->thread_id, intake->jobs, error));
}

static gboolean
store_message (SoDb *db, const SoIncoming *message, const Intake *intake, guint *received, GError **error)
{
  const SoIngest *how = &intake->how;
  g_auto (SoIngested) stored = { 0 };
  g_autofree char *headers = so_never_auto_dup_headers (message);
  SoIngest own = *how;

  own.machine = own.automatic = so_never_auto_by_machine (message, headers);
  if (!so_ingest (db, message, &own, &stored, error))
    return FALSE;
  if (!stored.added)
    return TRUE;
  g_atomic_int_inc ((gint *) received);
  return message->past || intake->elsewhere || follow (db, message, &own, &stored, headers, intake, error);
}

/* What the studio wrote to the owner, and what she writes from there, is no customer's. */
static gboolean
sort_message (SoDb *db, const SoIncoming *message, const Intake *intake, guint *received, GError **error)
{
  SoTellMailSort sort = message->channel == SO_CHANNEL_SMS ? so_tell_text_sort (db, message) : so_tell_mail_sort (db, intake->own, message);
  SoIncoming kept = *message;

  if (sort == SO_TELL_MAIL_OURS)
    return TRUE;
  kept.past = message->past || sort == SO_TELL_MAIL_KEPT;
  return store_message (db, &kept, intake, received, error);
}

static gboolean
store_update (SoDb *db, const SoUpdate *update, const Intake *intake, guint *received, GError **error)
{
  g_autofree char *answered = NULL;

  if (update->kind == SO_UPDATE_MESSAGE)
    return sort_message (db, update->incoming, intake, received, error);
  if (update->kind == SO_UPDATE_CALL)
    return so_call_intake_take (db, update->call, &intake->calls, intake->heard, received, NULL, error);
  /* Our own tag came back: what may have been sent was. */
  if (update->kind == SO_UPDATE_STATE && update->tag && update->remote_id && !so_dispatch_prove (db, update->tag, update->remote_id, error))
    return FALSE;
  if (!so_update_apply (db, update, intake->how.country, error) || !so_reaction_heed (db, update, &answered, error) ||
      !so_carrier_heed (db, update, intake->how.country, error))
    return FALSE;
  return !answered || so_due_refresh (db, answered, error);
}

/* All was read, and yet nothing arrives: that stands beside the account until something does. */
static gboolean
keep_trouble (SoDb *db, const SoAccount *account, GError **error)
{
  g_autofree char *words = so_carrier_judge (db, account);

  return !words || so_account_failed (db, account->id, words, SO_ERROR_CHANGE, 0, error);
}

static void
begin_intake (SoStudio *studio, SoDb *db, const SoAccount *account, const SoProfile *profile, gboolean practice, GPtrArray *heard, Intake *intake)
{
  intake->how = (SoIngest) { .account_id = account->id, .country = profile ? profile->country : NULL, .practice = practice };
  if (account->channel == SO_CHANNEL_CALL)
    so_call_way_open (&intake->calls, studio, db, account->id, intake->how.country);
  intake->understand = so_understand_new (studio);
  intake->heard = g_ptr_array_ref (heard);
  intake->elsewhere = account->elsewhere;
  intake->jobs = so_jobs_wanted (studio, db);
  intake->own = so_tell_mail_own (db);
  intake->copied = so_place_is_kept (db) && !so_place_is_confirmed (so_studio_get_store (studio), db);
}

gboolean
so_pipeline_take (SoStudio *studio, SoDb *db, const SoAccount *account, const GPtrArray *updates, gboolean practice, GPtrArray *heard, GStrvBuilder *files,
                  guint *received, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_auto (Intake) intake = { 0 };

  begin_intake (studio, db, account, profile, practice, heard, &intake);
  intake.calls.files = files;
  intake.calls.elsewhere = intake.elsewhere;
  for (guint i = 0; i < updates->len; i++)
    if (!store_update (db, g_ptr_array_index (updates, i), &intake, received, error))
      return FALSE;
  return TRUE;
}

/* Another computer was first to take it in; the account is of this one. */
static gboolean
follow_shared (SoStudio *studio, SoDb *db, const SoShareHeard *shared, const SoAccount *account, GPtrArray *heard, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_auto (Intake) intake = { 0 };
  SoIngested stored = { .message_id = shared->message_id, .thread_id = shared->thread_id, .added = TRUE };

  begin_intake (studio, db, account, profile, FALSE, heard, &intake);
  intake.how.machine = so_message_is_automatic (db, shared->message_id);
  return follow (db, shared->message, &intake.how, &stored, NULL, &intake, error);
}

/* One of them. *@more: there are others. */
static gboolean
follow_next (SoStudio *studio, gboolean *more, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GPtrArray) heard = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoAccount) account = NULL;
  g_auto (SoShareHeard) shared = { 0 };

  if (!db || !so_share_heard_take (db, &shared, error))
    return FALSE;
  account = shared.account_id && !shared.practice ? so_account_find (db, shared.account_id, NULL) : NULL;
  if (account && !account->elsewhere && !follow_shared (studio, db, &shared, account, heard, error))
    return FALSE;
  *more = !so_share_heard_is_empty (db);
  if (!so_store_commit (store, &db, error))
    return FALSE;
  so_pipeline_heard (studio, heard);
  return TRUE;
}

gboolean
so_pipeline_follow (SoStudio *studio, const gint *stop, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  gboolean more = db && !so_share_heard_is_empty (db);

  if (!db)
    return FALSE;
  g_clear_pointer (&db, so_db_release);
  while (more && !g_atomic_int_get (stop))
    if (!follow_next (studio, &more, error))
      return FALSE;
  return TRUE;
}

void
so_pipeline_heard (SoStudio *studio, const GPtrArray *heard)
{
  /* What a model is writing there answers older words. */
  for (guint i = 0; i < heard->len; i++)
    so_studio_heard (studio, g_ptr_array_index (heard, i));
}

gboolean
so_pipeline_store (SoStudio *studio, const SoAccount *account, const SoPage *page, guint *received, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GPtrArray) heard = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_auto (GStrv) left = NULL;

  if (!db || !so_pipeline_take (studio, db, account, page->updates, page->practice, heard, files, received, error) ||
      !so_account_pulled (db, account->id, page->next, page->more ? 0 : so_now (), error) || !keep_trouble (db, account, error) || !so_store_commit (store, &db, error))
    return FALSE;
  so_pipeline_heard (studio, heard);
  left = g_strv_builder_end (files);
  return so_exchange_remove_files (store, left, error);
}
