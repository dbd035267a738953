/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-dispatch.h"

#include "so-account-holds.h"
#include "so-capability.h"
#include "so-carrier.h"
#include "so-check-facts.h"
#include "so-clock.h"
#include "so-copies.h"
#include "so-draft-facts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-loopback.h"
#include "so-outbox.h"
#include "so-people.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-studio-private.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A result that cannot be written makes a sent message look unsent: worth some patience with a full or busy disk. */
#define WRITE_TRIES 5
#define MOST_REFERENCES 20
#define MOST_SIGN_INS 3
#define WRITE_PAUSE (200 * G_TIME_SPAN_MILLISECOND)

/* All that one message needs, read in the transaction that claims it. */
typedef struct {
  SoDraft *draft;
  char *attempt_id;
  gint64 tried_at;        /* ms, of one that may have been sent */
  SoThread *thread;
  SoIdentity *recipient;
  SoAccount *account;     /* through which it goes; NULL: nobody's practice account */
  char *transport;
  char *reply_to;         /* remote id */
  GStrv references;       /* remote ids of the conversation, the newest last; of mail */
  GPtrArray *files;       /* SoDraftFile */
  GPtrArray *cc, *bcc;    /* SoIdentity, or NULL */
  SoChannel *channel;
  gboolean demo;
  gboolean by_person;     /* the record of the approval says so */
  /* Why it does not go after all. */
  SoDraftEvent event;     /* HOLD, or UNDO where it has to be approved again */
  const char *reason;
  char *detail;
  gint64 until;           /* ms, when it is over; 0: nobody knows */
  gboolean stopped;       /* the provider delivers nothing to the recipient, who said STOP */
  SoIdentity *alias;      /* how the provider writes the recipient, where that is another way */
} Claim;

static void
claim_clear (Claim *claim)
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
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Claim, claim_clear)

/* The message must wait for @reason; always FALSE. */
static gboolean
hold (Claim *claim, SoDraftEvent event, const char *reason, const char *detail)
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
find_account (SoDb *db, Claim *claim, GError **error)
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
read_mails (SoDb *db, Claim *claim, GError **error)
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
read_around (SoDb *db, Claim *claim, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autoptr (SoMessage) answered = NULL;

  claim->demo = profile && profile->demo;
  claim->by_person = so_draft_is_by_person (db, claim->draft->id) && !claim->draft->standing_id;
  claim->thread = so_thread_find (db, so_draft_get_way (claim->draft), error);
  if (!claim->thread || !find_account (db, claim, error))
    return FALSE;
  /* Elsewhere nobody knows what it answers. */
  if (claim->draft->reply_to && !claim->draft->via)
    answered = so_message_find (db, claim->draft->reply_to, NULL);
  claim->reply_to = answered ? g_strdup (answered->remote_id) : NULL;
  return claim->thread->channel != SO_CHANNEL_MAIL || ((!claim->by_person || so_copies_read (claim->draft, &claim->cc, &claim->bcc, error)) && read_mails (db, claim, error));
}

/* What only a standing approval let go: it may have been paused, or changed, meanwhile. */
static gboolean
may_go_by_itself (SoDb *db, Claim *claim, GError **error)
{
  g_autofree char *sentence = NULL;
  const char *reason = NULL;

  if (so_standing_may_leave (db, claim->draft->id, &reason, &sentence, error))
    return TRUE;
  return reason ? hold (claim, SO_DRAFT_EVENT_HOLD, reason, sentence) : FALSE;
}

/* Nothing needs the network that never leaves this computer. */
static gboolean
is_offline (SoStudio *studio, const Claim *claim)
{
  return g_strcmp0 (claim->transport, SO_TRANSPORT_LOOPBACK) && !so_outbox_is_online (studio);
}

/* Only what the account itself is to send: what has none goes by the practice channel, whatever the owner did with that. */
static gboolean
is_of_account (const Claim *claim)
{
  return claim->account && !g_strcmp0 (claim->account->id, claim->draft->account_id);
}

static gboolean
hold_for_account (Claim *claim)
{
  g_autofree char *sentence = g_strdup_printf (_("%s is paused: this goes by itself when you resume it"), claim->account->name);

  return hold (claim, SO_DRAFT_EVENT_HOLD, SO_HOLD_PAUSED, sentence);
}

/* Until the morning, by the studio's clock: that is the one the owner looks at. */
static gboolean
hold_for_night (SoStudio *studio, SoDb *db, Claim *claim)
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
is_decided (SoDb *db, const Claim *claim)
{
  g_autofree char *approver = NULL, *method = NULL;
  gint64 version = 0;

  return so_draft_approved_by (db, claim->draft->id, &approver, &method, &version) &&
         so_origin_may (so_origin_of_approval (approver, method, version), SO_EFFECT_APPROVE) && so_origin_may (SO_ORIGIN_JOB, SO_EFFECT_SEND);
}

/* FALSE without an error where the message has to wait: hold() has said why. What the owner was warned of when she
 * approved holds up nothing now. */
static gboolean
may_go (SoStudio *studio, SoDb *db, Claim *claim, GError **error)
{
  g_autofree char *warnings = NULL;
  guint bits;
  SoCheck check;

  if (!is_decided (db, claim))
    return hold (claim, SO_DRAFT_EVENT_UNDO, "not_approved", _("Nobody who may let it go has approved this: read it and approve it"));
  if (!so_check_facts_run (studio, db, claim->draft, claim->transport, TRUE, &bits, error))
    return FALSE;
  if (is_of_account (claim) && claim->account->paused)
    return hold_for_account (claim);
  so_draft_approved_at (db, claim->draft->id, &warnings);
  bits &= ~so_checks_parse (warnings) | so_checks_stopping (bits);
  if (!bits)
    return may_go_by_itself (db, claim, error) && (!is_offline (studio, claim) ||
           hold (claim, SO_DRAFT_EVENT_HOLD, "offline", _("There is no connection: it goes by itself when there is one again")));
  check = so_checks_first (bits);
  if (check == SO_CHECK_QUIET_HOURS)
    return hold_for_night (studio, db, claim);
  return hold (claim, so_check_holds (check) ? SO_DRAFT_EVENT_HOLD : SO_DRAFT_EVENT_UNDO, so_check_reason (check), so_check_sentence (check));
}

static gboolean
prepare (SoStudio *studio, SoDb *db, Claim *claim, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (!read_around (db, claim, error) || !may_go (studio, db, claim, error))
    return FALSE;
  claim->recipient = so_draft_recipient (db, claim->thread->id, error);
  claim->files = so_draft_files (db, claim->draft->id, error);
  if (!claim->recipient || !claim->files)
    return FALSE;
  claim->channel = so_studio_open_outlet (studio, claim->account, claim->transport, &failed);
  return claim->channel || hold (claim, SO_DRAFT_EVENT_HOLD, "channel_error", failed->message);
}

/* What the owner did in the same moment wins: then there is nothing to put aside. */
static gboolean
put_aside (SoStudio *studio, Claim *claim, GError **error)
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

/* FALSE and no error: nothing to send now; claim->draft says whether something was put aside. */
static gboolean
claim_next (SoStudio *studio, Claim *claim, gint64 *next, GError **error)
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
    return so_store_commit (store, &db, error);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  /* Left without commit: the claim and its attempt never were. */
  g_clear_pointer (&db, so_db_release);
  put_aside (studio, claim, error);
  return FALSE;
}

/* The customer's side of a practice talk, which lives outside of this studio: see so_loopback_set_replies(). */
static gboolean
count_reply (SoDb *db, const Claim *claim, GError **error)
{
  g_autofree char *key = NULL, *now = NULL;

  if (claim->thread->channel != SO_CHANNEL_LOOPBACK || !claim->account || !g_str_has_prefix (claim->thread->key, SO_LOOPBACK_THREADS))
    return TRUE;
  key = g_strdup_printf ("practice.replies.%s", claim->account->id);
  now = g_strdup_printf ("%u", so_setting_get_number (db, key, 0, G_MAXINT, 0) + 1);
  return so_setting_set (db, key, now, error);
}

gint64
so_dispatch_retry_delay (guint attempts)
{
  static const guint seconds[] = { 5, 30, 2 * 60, 10 * 60, 60 * 60 };

  return attempts >= 1 && attempts <= G_N_ELEMENTS (seconds) ? seconds[attempts - 1] * G_GINT64_CONSTANT (1000) : -1;
}

/* What the answer means for the draft. */
typedef struct {
  SoDraftEvent event;
  const char *reason;
  const char *log;
  gint64 delay;
  gboolean sign_in;       /* it waits until the owner has signed in again */
} Outcome;

static Outcome
judge (SoSendOutcome answer, guint attempts)
{
  gint64 delay = so_dispatch_retry_delay (attempts);

  switch (answer)
    {
    case SO_SEND_ACCEPTED:
      return (Outcome) { SO_DRAFT_EVENT_ACCEPTED, NULL, "draft.sent", 0 };
    case SO_SEND_REFUSED:
      return (Outcome) { SO_DRAFT_EVENT_REFUSED, "refused", "draft.failed", 0 };
    case SO_SEND_RETRY:
      if (delay > 0)
        return (Outcome) { SO_DRAFT_EVENT_RETRY, "retry", "draft.retried", delay };
      return (Outcome) { SO_DRAFT_EVENT_REFUSED, "gave_up", "draft.failed", 0 };
    case SO_SEND_LOST:
    default:
      return (Outcome) { SO_DRAFT_EVENT_LOST, "no_answer", "draft.unknown", 0 };
    }
}

/* Nothing left: the provider refused the account and not the message. Not for ever, for a sign-in that reads but may not send looks well
 * until the next try. */
static void
judge_refusal (const Claim *claim, const GError *refusal, Outcome *outcome)
{
  if ((outcome->event != SO_DRAFT_EVENT_REFUSED && outcome->event != SO_DRAFT_EVENT_RETRY) || !is_of_account (claim) ||
      !g_error_matches (refusal, SO_ERROR, SO_ERROR_SIGN_IN))
    return;
  outcome->sign_in = TRUE;
  if (claim->draft->attempts <= MOST_SIGN_INS)
    *outcome = (Outcome) { SO_DRAFT_EVENT_RETRY, SO_HOLD_SIGN_IN, "draft.held", 0, TRUE };
}

/* The same stands beside the account, whoever found out. */
static gboolean
keep_sign_in (SoDb *db, const Claim *claim, const Outcome *outcome, const char *detail, GError **error)
{
  if (!so_account_failed (db, claim->account->id, detail, SO_ERROR_SIGN_IN, 0, error))
    return FALSE;
  return outcome->event != SO_DRAFT_EVENT_RETRY ||
         so_draft_step (db, claim->draft->id, SO_DRAFT_EVENT_HOLD, SO_HOLD_SIGN_IN,
                        _("The account has to be signed in again: this goes by itself after that"), error);
}

static gboolean
keep_alias (SoStudio *studio, SoDb *db, const Claim *claim, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);

  return so_people_add_alias (db, claim->recipient, claim->alias, profile ? profile->country : NULL, error);
}

static gboolean
keep_stop (SoStudio *studio, SoDb *db, const Claim *claim, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);

  return so_carrier_stopped (db, claim->recipient, profile ? profile->country : NULL, claim->attempt_id, error);
}

static gboolean
write_outcome (SoStudio *studio, Claim *claim, const Outcome *outcome, const char *remote_id, const char *detail, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  const char *id = claim->draft->id;
  gboolean accepted = outcome->event == SO_DRAFT_EVENT_ACCEPTED;

  if (!db || !so_draft_finish (db, id, claim->attempt_id, outcome->event, remote_id, outcome->reason, detail, error))
    return FALSE;
  if (outcome->delay && !so_draft_set_not_before (db, id, so_now () + outcome->delay, error))
    return FALSE;
  if (accepted && (!so_dispatch_store_sent (db, claim->draft, remote_id, error) || !count_reply (db, claim, error)))
    return FALSE;
  if (claim->stopped && !keep_stop (studio, db, claim, error))
    return FALSE;
  if ((claim->alias && !keep_alias (studio, db, claim, error)) || (outcome->sign_in && !keep_sign_in (db, claim, outcome, detail, error)))
    return FALSE;
  return so_event_log (db, "dispatcher", outcome->log, "draft", id, NULL, error) && so_store_commit (store, &db, error);
}

/* Not cancellable: whatever happens now, the request has left. Where it cannot be written at all the
 * draft stays in sending, which the next start takes for "may have been sent". */
static gboolean
keep_outcome (SoStudio *studio, Claim *claim, const Outcome *outcome, const char *remote_id, const char *detail, GError **error)
{
  g_autoptr (GError) failed = NULL;

  for (guint i = 0; i < WRITE_TRIES; i++)
    {
      g_clear_error (&failed);
      if (i)
        g_usleep (WRITE_PAUSE);
      if (write_outcome (studio, claim, outcome, remote_id, detail, &failed))
        return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static void
fill_outgoing (SoOutgoing *outgoing, Claim *claim, const char *tag, SoStudio *studio, GArray *files)
{
  for (guint i = 0; i < claim->files->len; i++)
    {
      const SoDraftFile *file = g_ptr_array_index (claim->files, i);
      SoOutgoingFile one = { so_store_file_path (so_studio_get_store (studio), file->sha256), file->name, file->mime, file->size, file->sha256 };

      g_array_append_val (files, one);
    }
  *outgoing = (SoOutgoing) { .tag = tag, .thread_key = claim->thread->key, .recipient = claim->recipient, .cc = claim->cc, .bcc = claim->bcc, .text = claim->draft->text,
                             .subject = claim->thread->title, .reply_to = claim->reply_to,
                             .references = (const char *const *) claim->references, .template = claim->draft->template,
                             .files = (const SoOutgoingFile *) files->data, .n_files = files->len,
                             .alias = &claim->alias, .last_inbound_at = claim->thread->last_inbound_at, .stopped = &claim->stopped, .by_person = claim->by_person };
}

/* Of files that leave; on the thread that sends. */
typedef struct {
  SoTransfers *transfers;
  const char *draft_id;
} Leaving;

static void
on_leaving (guint64 now, guint64 all, gpointer data)
{
  Leaving *leaving = data;

  so_transfers_tell (leaving->transfers, leaving->draft_id, now, all);
}

static GArray *
new_files (void)
{
  GArray *files = g_array_new (FALSE, TRUE, sizeof (SoOutgoingFile));

  g_array_set_clear_func (files, so_outgoing_file_clear);
  return files;
}

gboolean
so_dispatch_next (SoStudio *studio, SoDispatch *result, gint64 *next, GError **error)
{
  SoTraffic *traffic = so_studio_get_traffic (studio);
  g_auto (Claim) claim = { 0 };
  g_autoptr (GError) failed = NULL, refusal = NULL;
  g_autoptr (GArray) files = new_files ();
  g_autofree char *remote_id = NULL;
  SoOutgoing outgoing;
  Outcome outcome;
  Leaving leaving;
  gboolean kept;

  *result = SO_DISPATCH_IDLE;
  if (!claim_next (studio, &claim, next, &failed))
    {
      if (failed)
        return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
      *result = claim.draft ? SO_DISPATCH_NOT_SENT : SO_DISPATCH_IDLE;
      return TRUE;
    }
  fill_outgoing (&outgoing, &claim, claim.attempt_id, studio, files);
  leaving = (Leaving) { so_studio_get_transfers (studio), claim.draft->id };
  outgoing.progress = on_leaving;
  outgoing.progress_data = &leaving;
  so_traffic_begin_send (traffic, claim.thread->account_id);
  outcome = judge (so_channel_send (claim.channel, &outgoing, &remote_id, &refusal), claim.draft->attempts);
  judge_refusal (&claim, refusal, &outcome);
  so_transfers_end (leaving.transfers, leaving.draft_id);
  kept = keep_outcome (studio, &claim, &outcome, remote_id, refusal ? refusal->message : NULL, error);
  so_traffic_end_send (traffic, claim.thread->account_id);
  if (!kept)
    return FALSE;
  *result = outcome.event == SO_DRAFT_EVENT_ACCEPTED ? SO_DISPATCH_ACCEPTED : SO_DISPATCH_NOT_SENT;
  return TRUE;
}

/* FALSE and no error where there is nothing to ask, or nobody. */
static gboolean
read_unknown (SoStudio *studio, gint64 n, Claim *claim, GError **error)
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
  claim->channel = so_studio_open_outlet (studio, claim->account, claim->transport, NULL);
  return claim->channel != NULL;
}

static gboolean
reconcile (SoStudio *studio, gint64 n, GError **error)
{
  static const Outcome sent = { SO_DRAFT_EVENT_ACCEPTED, NULL, "draft.sent", 0 }, not_sent = { SO_DRAFT_EVENT_REFUSED, "not_sent", "draft.failed", 0 };
  g_auto (Claim) claim = { 0 };
  g_autoptr (GArray) files = new_files ();
  g_autoptr (GError) failed = NULL;
  g_autofree char *remote_id = NULL;
  SoOutgoing outgoing;

  if (!read_unknown (studio, n, &claim, &failed))
    {
      if (failed)
        return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
      return TRUE;
    }
  fill_outgoing (&outgoing, &claim, claim.attempt_id, studio, files);
  outgoing.tried_at = claim.tried_at;
  switch (so_channel_reconcile (claim.channel, &outgoing, &remote_id, NULL))
    {
    case SO_RECONCILE_SENT:
      return write_outcome (studio, &claim, &sent, remote_id, NULL, error);
    case SO_RECONCILE_NOT_SENT:
      return write_outcome (studio, &claim, &not_sent, NULL, _("The provider never got it: send it again, or change it"), error);
    case SO_RECONCILE_UNSURE:
    default:
      return TRUE;
    }
}

gboolean
so_dispatch_prove (SoDb *db, const char *tag, const char *remote_id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_of_attempt (db, tag);

  if (!draft || draft->state != SO_DRAFT_UNKNOWN)
    return TRUE;
  return so_draft_finish (db, draft->id, tag, SO_DRAFT_EVENT_ACCEPTED, remote_id, NULL, NULL, error) &&
         so_dispatch_store_sent (db, draft, remote_id, error) && so_event_log (db, "dispatcher", "draft.sent", "draft", draft->id, NULL, error);
}

gboolean
so_dispatch_reconcile (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GArray) unknown = db ? so_draft_numbers (db, 1u << SO_DRAFT_UNKNOWN, NULL, error) : NULL;

  g_clear_pointer (&db, so_db_release);
  for (guint i = 0; unknown && i < unknown->len; i++)
    if (!reconcile (studio, g_array_index (unknown, gint64, i), error))
      return FALSE;
  return unknown != NULL;
}
