/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-send.h"

#include "so-settings.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-dispatch.h"
#include "so-events.h"
#include "so-outbox.h"
#include "so-place.h"
#include "so-studio-private.h"

#define LAST_DELAY 5      /* then every hour, until it is stale */
#define WRITE_TRIES 5
#define WRITE_PAUSE (200 * G_TIME_SPAN_MILLISECOND)

static void
note_clear (SoTellNote *note)
{
  g_clear_pointer (&note->row, so_alert_mail_free);
  so_account_free (note->account);
  g_clear_object (&note->channel);
  g_free (note->subject);
  g_free (note->text);
  g_free (note->html);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoTellNote, note_clear)

/* Claiming ---------------------------------------------------------------------------------------- */

/* One that can send now: of two, the one with which nothing is wrong. */
static SoAccount *
pick_account (SoDb *db, SoChannelKind channel, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);
  const SoAccount *best = NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel == channel && !account->paused && !account->elsewhere && so_outlet_find (account->transport, 0) && (!best || (best->error && !account->error)))
        best = account;
    }
  return best ? so_account_find (db, best->id, error) : NULL;
}

/* FALSE without an error where it has to wait. */
static gboolean
prepare (SoStudio *studio, SoDb *db, const SoTellKind *kind, SoTellNote *note, GError **error)
{
  note->account = pick_account (db, kind->channel, error);
  if (!note->account || !so_origin_check (SO_ORIGIN_JOB, SO_EFFECT_TELL_OWNER, error))
    return FALSE;
  note->channel = so_studio_open_outlet (studio, note->account, so_outlet_transport (FALSE, note->account), NULL);
  return note->channel && kind->write (studio, db, note, error);
}

static gboolean
log_event (SoDb *db, const SoTellKind *kind, const SoAlertMail *row, const char *what, GError **error)
{
  g_autofree char *event = g_strconcat (kind->log, ".", what, NULL);

  return so_event_log (db, "alerts", event, row->thread_id ? "thread" : NULL, row->thread_id, NULL, error);
}

/* FALSE without an error: none to send. *@more: another one may be. */
static gboolean
claim (SoStudio *studio, const SoTellKind *kind, SoTellNote *note, gboolean *more, gint64 *next, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  const char *why;

  *more = FALSE;
  note->row = db ? kind->due (db, so_now (), next, error) : NULL;
  if (!note->row)
    return FALSE;
  why = kind->why_not (studio, db, note->row);
  if (why)
    {
      *more = so_alert_mail_skip (db, note->row->id, why, error) && log_event (db, kind, note->row, "skipped", error) && so_store_commit (store, &db, error);
      return FALSE;
    }
  if (kind->has_to_wait (studio, db, note->row) || !so_outbox_is_online (studio) || (so_place_is_kept (db) && !so_place_is_confirmed (store, db)) || !prepare (studio, db, kind, note, error))
    return FALSE;
  return so_alert_mail_claim (db, note->row->id, note->account->id, error) && so_store_commit (store, &db, error);
}

/* Sending ----------------------------------------------------------------------------------------- */

gboolean
so_tell_send_write_outcome (SoStudio *studio, const SoTellKind *kind, const SoAlertMail *row, SoSendOutcome outcome, const char *detail, GError **error)
{
  static const char *const states[] = { [SO_SEND_ACCEPTED] = "sent", [SO_SEND_REFUSED] = "failed", [SO_SEND_LOST] = "unknown" };
  const char *state = outcome < G_N_ELEMENTS (states) ? states[outcome] : NULL;
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  gint64 delay = so_dispatch_retry_delay (MIN (row->attempts + 1, LAST_DELAY));

  return db && (state ? so_alert_mail_finish (db, row->id, state, detail, error) : so_alert_mail_again (db, row->id, so_now () + delay, detail, error)) &&
         log_event (db, kind, row, state ? state : "retried", error) && so_store_commit (store, &db, error);
}

/* Whatever happens now, the request has left: what cannot be written stays in sending, which the next run takes for "may have been sent". */
static gboolean
keep_outcome (SoStudio *studio, const SoTellKind *kind, const SoAlertMail *row, SoSendOutcome outcome, const char *detail, GError **error)
{
  g_autoptr (GError) failed = NULL;

  for (guint i = 0; i < WRITE_TRIES; i++)
    {
      g_clear_error (&failed);
      if (i)
        g_usleep (WRITE_PAUSE);
      if (so_tell_send_write_outcome (studio, kind, row, outcome, detail, &failed))
        return TRUE;
    }
  return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
}

static gboolean
send (SoStudio *studio, const SoTellKind *kind, const SoTellNote *note, GError **error)
{
  SoTraffic *traffic = so_studio_get_traffic (studio);
  SoIdentity recipient = { .kind = kind->identity, .value = note->row->address };
  g_autoptr (GError) refusal = NULL;
  g_autofree char *remote_id = NULL;
  const char *detail;
  SoSendOutcome outcome;
  gboolean kept;

  so_traffic_begin_send (traffic, note->account->id);
  outcome = so_channel_send (note->channel, &(SoOutgoing) { .tag = note->row->id, .recipient = &recipient, .subject = note->subject, .text = note->text, .html = note->html }, &remote_id, &refusal);
  detail = refusal ? refusal->message : NULL;
  if (outcome == SO_SEND_ACCEPTED)
    detail = kind->keeps_id ? remote_id : NULL;
  kept = keep_outcome (studio, kind, note->row, outcome, detail, error);
  so_traffic_end_send (traffic, note->account->id);
  return kept;
}

gboolean
so_tell_send_next (SoStudio *studio, const SoTellKind *kind, gboolean *more, gint64 *next, GError **error)
{
  g_auto (SoTellNote) note = { 0 };
  g_autoptr (GError) failed = NULL;
  gint64 due = 0;

  if (claim (studio, kind, &note, more, &due, &failed))
    return *more = send (studio, kind, &note, error);
  if (next && due && (!*next || due < *next))
    *next = due;
  return !failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE);
}
