/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-dispatch.h"

#include "so-account-holds.h"
#include "so-carrier.h"
#include "so-checks.h"
#include "so-clock.h"
#include "so-dispatch-claim.h"
#include "so-error.h"
#include "so-events.h"
#include "so-loopback.h"
#include "so-people.h"
#include "so-settings.h"
#include "so-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A result that cannot be written makes a sent message look unsent: worth some patience with a full or busy disk. */
#define WRITE_TRIES 5
#define MOST_SIGN_INS 3
#define WRITE_PAUSE (200 * G_TIME_SPAN_MILLISECOND)

/* The customer's side of a practice talk, which lives outside of this studio: see so_loopback_set_replies(). */
static gboolean
count_reply (SoDb *db, const SoClaim *claim, GError **error)
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
  gboolean handed;        /* no change: the hub tells what becomes of it */
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
    case SO_SEND_HANDED:
      return (Outcome) { .reason = SO_DRAFT_AT_HUB, .log = "draft.handed", .handed = TRUE };
    case SO_SEND_LOST:
    default:
      return (Outcome) { SO_DRAFT_EVENT_LOST, "no_answer", "draft.unknown", 0 };
    }
}

/* Nothing left: the provider refused the account and not the message. Not for ever, for a sign-in that reads but may not send looks well
 * until the next try. */
static void
judge_refusal (const SoClaim *claim, const GError *refusal, Outcome *outcome)
{
  if (outcome->handed || (outcome->event != SO_DRAFT_EVENT_REFUSED && outcome->event != SO_DRAFT_EVENT_RETRY) || !so_claim_is_of_account (claim) ||
      !g_error_matches (refusal, SO_ERROR, SO_ERROR_SIGN_IN))
    return;
  outcome->sign_in = TRUE;
  if (claim->draft->attempts <= MOST_SIGN_INS)
    *outcome = (Outcome) { SO_DRAFT_EVENT_RETRY, SO_HOLD_SIGN_IN, "draft.held", .sign_in = TRUE };
}

/* The hub did not take it: the owner is to look at the conversation before she says it once more. */
static void
judge_answered (const SoClaim *claim, Outcome *outcome)
{
  if (claim->answered)
    *outcome = (Outcome) { SO_DRAFT_EVENT_REFUSED, so_check_reason (SO_CHECK_ANSWERED), "draft.answered", 0 };
}

/* The same stands beside the account, whoever found out. */
static gboolean
keep_sign_in (SoDb *db, const SoDraft *draft, gboolean waits, const char *detail, GError **error)
{
  if (!so_account_failed (db, draft->account_id, detail, SO_ERROR_SIGN_IN, 0, error))
    return FALSE;
  return !waits || so_draft_step (db, draft->id, SO_DRAFT_EVENT_HOLD, SO_HOLD_SIGN_IN,
                                  _("The account has to be signed in again: this goes by itself after that"), error);
}

static gboolean
keep_alias (SoStudio *studio, SoDb *db, const SoIdentity *recipient, const SoIdentity *alias, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);

  return so_people_add_alias (db, recipient, alias, profile ? profile->country : NULL, error);
}

static gboolean
keep_stop (SoStudio *studio, SoDb *db, const SoIdentity *recipient, const char *tag, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);

  return so_carrier_stopped (db, recipient, profile ? profile->country : NULL, tag, error);
}

/* What became of it, and nothing that follows from that. */
static gboolean
step (SoDb *db, const SoDraft *draft, const char *attempt_id, const Outcome *outcome, const char *remote_id, const char *detail, GError **error)
{
  if (outcome->handed)
    return so_draft_hand_over (db, draft->id, detail, error);
  return so_draft_finish (db, draft->id, attempt_id, outcome->event, remote_id, outcome->reason, detail, error) &&
         (!outcome->delay || so_draft_set_not_before (db, draft->id, so_now () + outcome->delay, error)) &&
         (outcome->event != SO_DRAFT_EVENT_ACCEPTED || so_dispatch_store_sent (db, draft, remote_id, error)) &&
         (!outcome->sign_in || keep_sign_in (db, draft, outcome->event == SO_DRAFT_EVENT_RETRY, detail, error));
}

static gboolean
write_outcome (SoStudio *studio, SoClaim *claim, const Outcome *outcome, const char *remote_id, const char *detail, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);

  return db && step (db, claim->draft, claim->attempt_id, outcome, remote_id, detail, error) &&
         (outcome->event != SO_DRAFT_EVENT_ACCEPTED || outcome->handed || count_reply (db, claim, error)) &&
         (!claim->stopped || keep_stop (studio, db, claim->recipient, claim->attempt_id, error)) &&
         (!claim->alias || keep_alias (studio, db, claim->recipient, claim->alias, error)) &&
         so_event_log (db, "dispatcher", outcome->log, "draft", claim->draft->id, NULL, error) && so_store_commit (store, &db, error);
}

/* Not cancellable: whatever happens now, the request has left. Where it cannot be written at all the
 * draft stays in sending, which the next start takes for "may have been sent". */
static gboolean
keep_outcome (SoStudio *studio, SoClaim *claim, const Outcome *outcome, const char *remote_id, const char *detail, GError **error)
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

gboolean
so_dispatch_next (SoStudio *studio, SoDispatch *result, gint64 *next, GError **error)
{
  SoTraffic *traffic = so_studio_get_traffic (studio);
  g_auto (SoClaim) claim = { 0 };
  g_autoptr (GError) failed = NULL, refusal = NULL;
  g_autofree char *remote_id = NULL;
  Outcome outcome;
  Leaving leaving;
  gboolean kept;

  *result = SO_DISPATCH_IDLE;
  if (!so_claim_next (studio, &claim, next, &failed))
    {
      if (failed)
        return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
      *result = claim.draft ? SO_DISPATCH_NOT_SENT : SO_DISPATCH_IDLE;
      return TRUE;
    }
  leaving = (Leaving) { so_studio_get_transfers (studio), claim.draft->id };
  claim.outgoing.progress = on_leaving;
  claim.outgoing.progress_data = &leaving;
  so_traffic_begin_send (traffic, claim.thread->account_id);
  outcome = judge (so_channel_send (claim.channel, &claim.outgoing, &remote_id, &refusal), claim.draft->attempts);
  judge_refusal (&claim, refusal, &outcome);
  judge_answered (&claim, &outcome);
  so_transfers_end (leaving.transfers, leaving.draft_id);
  kept = keep_outcome (studio, &claim, &outcome, remote_id, refusal ? refusal->message : NULL, error);
  so_traffic_end_send (traffic, claim.thread->account_id);
  if (!kept)
    return FALSE;
  *result = outcome.event == SO_DRAFT_EVENT_ACCEPTED && !outcome.handed ? SO_DISPATCH_ACCEPTED : SO_DISPATCH_NOT_SENT;
  return TRUE;
}

static gboolean
reconcile (SoStudio *studio, gint64 n, GError **error)
{
  static const Outcome sent = { SO_DRAFT_EVENT_ACCEPTED, NULL, "draft.sent", 0 }, not_sent = { SO_DRAFT_EVENT_REFUSED, "not_sent", "draft.failed", 0 };
  g_auto (SoClaim) claim = { 0 };
  g_autoptr (GError) failed = NULL;
  g_autofree char *remote_id = NULL;

  if (!so_claim_unknown (studio, n, &claim, &failed) || !g_strcmp0 (claim.draft->reason, SO_DRAFT_HUB_LOST))
    {
      if (failed)
        return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
      return TRUE;
    }
  switch (so_channel_reconcile (claim.channel, &claim.outgoing, &remote_id, NULL))
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
  g_autoptr (GArray) unknown = db ? so_draft_numbers_here (db, SO_DRAFT_UNKNOWN, error) : NULL;

  g_clear_pointer (&db, so_db_release);
  for (guint i = 0; unknown && i < unknown->len; i++)
    if (!reconcile (studio, g_array_index (unknown, gint64, i), error))
      return FALSE;
  return unknown != NULL;
}

/* From the hub -------------------------------------------------------------------------------------- */

/* FALSE where it says nothing new. */
static gboolean
judge_report (const SoDraft *draft, const SoRelayReport *report, Outcome *outcome)
{
  switch (report->state)
    {
    case SO_RELAY_SENT:
      return *outcome = judge (SO_SEND_ACCEPTED, 1), TRUE;
    case SO_RELAY_FAILED:
      *outcome = judge (SO_SEND_REFUSED, 1);
      if (report->sign_in && draft->state == SO_DRAFT_SENDING)
        *outcome = (Outcome) { SO_DRAFT_EVENT_RETRY, SO_HOLD_SIGN_IN, "draft.held", .sign_in = TRUE };
      return TRUE;
    case SO_RELAY_UNKNOWN:
      return draft->state == SO_DRAFT_SENDING && (*outcome = judge (SO_SEND_LOST, 1), TRUE);
    /* Called back, and that was not heard here: what follows is so_dispatch_told()'s. */
    case SO_RELAY_VOID:
      *outcome = (Outcome) { SO_DRAFT_EVENT_RETRY, NULL, "draft.recalled" };
      return draft->state == SO_DRAFT_SENDING;
    case SO_RELAY_WAITING:
    default:
      return FALSE;
    }
}

gboolean
so_dispatch_told (SoStudio *studio, SoDb *db, const SoDraft *draft, const SoRelayReport *report, GError **error)
{
  g_autofree char *last = so_draft_last_attempt (db, draft->id, NULL);
  g_autoptr (SoIdentity) recipient = NULL, alias = report->alias ? so_identity_new (SO_IDENTITY_PHONE, report->alias, NULL) : NULL;
  Outcome outcome;

  if ((draft->state != SO_DRAFT_SENDING && draft->state != SO_DRAFT_UNKNOWN) || !judge_report (draft, report, &outcome))
    return TRUE;
  /* What became of an earlier attempt says nothing of this one, unless it was sent after all. */
  if (report->state != SO_RELAY_SENT && g_strcmp0 (report->id, last))
    return TRUE;
  if (!step (db, draft, report->id, &outcome, report->remote_id, report->detail, error) ||
      (report->state == SO_RELAY_VOID && !so_draft_step (db, draft->id, SO_DRAFT_EVENT_UNDO, NULL, NULL, error)))
    return FALSE;
  if (report->stopped || alias)
    {
      recipient = so_draft_recipient (db, so_draft_get_way (draft), error);
      if (!recipient || (report->stopped && !keep_stop (studio, db, recipient, report->id, error)) ||
          (alias && !keep_alias (studio, db, recipient, alias, error)))
        return FALSE;
    }
  return so_event_log (db, "hub", outcome.log, "draft", draft->id, NULL, error);
}
