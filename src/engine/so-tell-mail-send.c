/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-mail.h"

#include "so-alert-mails.h"
#include "so-calls.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-dispatch.h"
#include "so-error.h"
#include "so-events.h"
#include "so-outbox.h"
#include "so-place.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell-call.h"
#include "so-tell.h"
#include "so-threads.h"
#include "so-weekly.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STALE_MS (72 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define ASK_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))     /* so long a provider is asked whether it was sent */
#define MOST_ASKED 20
#define LAST_DELAY 5      /* then every hour, until it is stale */
#define WRITE_TRIES 5
#define WRITE_PAUSE (200 * G_TIME_SPAN_MILLISECOND)

/* All that one needs, read in the transaction that claims it. */
typedef struct {
  SoAlertMail *mail;
  SoAccount *account;
  SoChannel *channel;
  char *subject, *text, *html;
} Letter;

static void
letter_clear (Letter *letter)
{
  g_clear_pointer (&letter->mail, so_alert_mail_free);
  so_account_free (letter->account);
  g_clear_object (&letter->channel);
  g_free (letter->subject);
  g_free (letter->text);
  g_free (letter->html);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letter, letter_clear)

/* Words ------------------------------------------------------------------------------------------- */

static gboolean
write_code (SoDb *db, Letter *letter)
{
  g_autofree char *asked = so_setting_get (db, SO_SETTING_TELL_MAIL_ASKED);
  g_auto (GStrv) parts = g_strsplit (asked ? asked : "", " ", 3);

  if (g_strv_length (parts) < 3)
    return FALSE;
  /* Translators: %s is a code of six digits */
  letter->subject = g_strdup_printf (_("Studio OS: the code is %s"), parts[1]);
  letter->text = g_strdup_printf (_("Enter %s in Studio OS, and mails about urgent conversations come to this address. If you did not ask for it, do nothing: no more will come."), parts[1]);
  return TRUE;
}

static void
write_alert (SoStudio *studio, SoDb *db, Letter *letter, const SoThread *thread)
{
  g_autofree char *with_text = so_setting_get (db, SO_SETTING_TELL_MAIL_TEXT), *time = NULL;
  g_autoptr (GDateTime) since = so_studio_local_time (studio, thread->waiting_since);
  g_autoptr (GString) text = g_string_new (NULL);

  time = g_date_time_format (since, "%x %H:%M");
  if (g_str_equal (letter->mail->reason, "hot"))
    letter->subject = g_strdup_printf (_("Hot lead: %s"), thread->contact_name);
  else if (!g_strcmp0 (thread->priority, "URGENT"))
    letter->subject = g_strdup_printf (_("Urgent: %s"), thread->contact_name);
  else
    letter->subject = g_strdup_printf (_("%s waits for an answer"), thread->contact_name);
  g_string_append_printf (text, "%s · %s\n", thread->contact_name, _(so_channel_kind_label (thread->channel)));
  /* Translators: %s is a date and a time */
  g_string_append_printf (text, _("Waiting since %s"), time);
  if (thread->score >= 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Lead score: %d"), thread->score);
    }
  if (!g_strcmp0 (with_text, "1") && thread->snippet && *thread->snippet)
    g_string_append_printf (text, "\n\n%s", thread->snippet);
  g_string_append_printf (text, "\n\n%s", _("This mail is from Studio OS, to you alone. Answer the customer in Studio OS: an answer to this mail reaches nobody."));
  letter->text = g_string_free_and_steal (g_steal_pointer (&text));
}

/* Claiming ---------------------------------------------------------------------------------------- */

/* One that can send now: of two, the one with which nothing is wrong. */
static SoAccount *
pick_account (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);
  const SoAccount *best = NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel == SO_CHANNEL_MAIL && !account->paused && !account->elsewhere && so_outlet_find (account->transport, 0) && (!best || (best->error && !account->error)))
        best = account;
    }
  return best ? so_account_find (db, best->id, error) : NULL;
}

/* The address may have been changed since, or the row be nothing of ours. */
static gboolean
is_hers (SoDb *db, const SoAlertMail *mail)
{
  gboolean code = g_str_equal (mail->reason, "code");
  g_autofree char *known = so_setting_get (db, code ? SO_SETTING_TELL_MAIL_ASKED : SO_SETTING_TELL_MAIL_ADDRESS);
  g_auto (GStrv) parts = g_strsplit (known ? known : "", " ", 2);

  return parts[0] && *parts[0] && g_str_equal (parts[0], mail->address);
}

static gboolean
is_report_on (SoDb *db, const SoAlertMail *mail)
{
  g_autofree char *on = so_setting_get (db, SO_SETTING_TELL_MAIL_REPORT);

  return g_str_equal (mail->reason, "report-asked") || !g_strcmp0 (on, "1");
}

static gboolean
is_on (SoDb *db, const SoAlertMail *mail)
{
  g_autofree char *when = so_setting_get (db, mail->call_id ? SO_SETTING_TELL_MAIL_CALLS : SO_SETTING_TELL_MAIL);

  if (mail->report)
    return is_report_on (db, mail);
  return mail->call_id ? !g_strcmp0 (when, "missed") || !g_strcmp0 (when, "all") : !g_strcmp0 (when, "always") || !g_strcmp0 (when, "away");
}

/* It was erased since. */
static gboolean
is_gone (SoDb *db, const SoAlertMail *mail)
{
  g_autoptr (SoCall) call = mail->call_id ? so_call_find (db, mail->call_id, NULL) : NULL;

  return mail->call_id && !(call && call->thread_id);
}

/* NULL: it may go. */
static const char *
why_not (SoStudio *studio, SoDb *db, const SoAlertMail *mail)
{
  gboolean code = g_str_equal (mail->reason, "code");

  if (so_studio_is_demo (studio) || !is_hers (db, mail) || (!code && !is_on (db, mail)))
    return _("It was switched off, or the address was changed");
  if (mail->created_at < so_now () - STALE_MS)
    return _("It could not be sent for too long");
  if (is_gone (db, mail))
    return _("The call was erased");
  return code || mail->call_id || mail->report || so_alert_mail_is_needed (db, mail->thread_id) ? NULL : _("It was answered meanwhile");
}

/* FALSE without an error where it has to wait. */
static gboolean
prepare (SoStudio *studio, SoDb *db, Letter *letter, GError **error)
{
  g_autoptr (SoThread) thread = NULL;

  letter->account = pick_account (db, error);
  if (!letter->account || !so_origin_check (SO_ORIGIN_JOB, SO_EFFECT_TELL_OWNER, error))
    return FALSE;
  letter->channel = so_studio_open_outlet (studio, letter->account, so_outlet_transport (FALSE, letter->account), NULL);
  if (!letter->channel)
    return FALSE;
  if (letter->mail->report)
    return so_weekly_write_mail (studio, letter->mail->report, &letter->subject, &letter->text, &letter->html, error);
  if (!letter->mail->thread_id)
    return write_code (db, letter);
  if (letter->mail->call_id)
    return so_tell_call_write (studio, db, letter->mail->call_id, &letter->subject, &letter->text, error);
  thread = so_thread_find (db, letter->mail->thread_id, error);
  if (!thread)
    return FALSE;
  write_alert (studio, db, letter, thread);
  return TRUE;
}

static gboolean
skip (SoStore *store, SoDb **db, const SoAlertMail *mail, const char *why, GError **error)
{
  return so_alert_mail_skip (*db, mail->id, why, error) && so_event_log (*db, "alerts", "alert_mail.skipped", mail->thread_id ? "thread" : NULL, mail->thread_id, NULL, error) &&
         so_store_commit (store, db, error);
}

/* FALSE without an error: none to send. *@more: another one may be. */
static gboolean
claim (SoStudio *studio, Letter *letter, gboolean *more, gint64 *next, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (GError) failed = NULL;
  const char *why;

  *more = FALSE;
  letter->mail = db ? so_alert_mail_due (db, so_now (), next, error) : NULL;
  if (!letter->mail)
    return FALSE;
  why = why_not (studio, db, letter->mail);
  if (why)
    {
      *more = skip (store, &db, letter->mail, why, error);
      return FALSE;
    }
  /* A code is waited for by who asked for it. */
  if (((letter->mail->thread_id || g_str_equal (letter->mail->reason, "report")) && so_tell_is_quiet (studio, db)) || !so_outbox_is_online (studio) || (so_place_is_kept (db) && !so_place_is_confirmed (store, db)))
    return FALSE;
  if (!prepare (studio, db, letter, &failed))
    {
      if (failed)
        g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  return so_alert_mail_claim (db, letter->mail->id, letter->account->id, error) && so_store_commit (store, &db, error);
}

/* Sending ----------------------------------------------------------------------------------------- */

static gboolean
write_outcome (SoStudio *studio, const SoAlertMail *mail, SoSendOutcome outcome, const char *detail, GError **error)
{
  static const char *const states[] = { [SO_SEND_ACCEPTED] = "sent", [SO_SEND_REFUSED] = "failed", [SO_SEND_LOST] = "unknown" };
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  gint64 delay = so_dispatch_retry_delay (MIN (mail->attempts + 1, LAST_DELAY));
  g_autofree char *kind = g_strconcat ("alert_mail.", outcome == SO_SEND_RETRY ? "retried" : states[outcome], NULL);

  if (!db || !(outcome == SO_SEND_RETRY ? so_alert_mail_again (db, mail->id, so_now () + delay, detail, error)
                                        : so_alert_mail_finish (db, mail->id, states[outcome], outcome == SO_SEND_ACCEPTED ? NULL : detail, error)))
    return FALSE;
  return so_event_log (db, "alerts", kind, mail->thread_id ? "thread" : NULL, mail->thread_id, NULL, error) && so_store_commit (store, &db, error);
}

/* Whatever happens now, the request has left: what cannot be written stays in sending, which the next run takes for "may have been sent". */
static gboolean
keep_outcome (SoStudio *studio, const SoAlertMail *mail, SoSendOutcome outcome, const char *detail, GError **error)
{
  g_autoptr (GError) failed = NULL;

  for (guint i = 0; i < WRITE_TRIES; i++)
    {
      g_clear_error (&failed);
      if (i)
        g_usleep (WRITE_PAUSE);
      if (write_outcome (studio, mail, outcome, detail, &failed))
        return TRUE;
    }
  return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
}

gboolean
so_tell_mail_next (SoStudio *studio, gboolean *more, gint64 *next, GError **error)
{
  SoTraffic *traffic = so_studio_get_traffic (studio);
  g_auto (Letter) letter = { 0 };
  g_autoptr (GError) failed = NULL, refusal = NULL;
  g_autofree char *remote_id = NULL;
  SoIdentity recipient = { .kind = SO_IDENTITY_EMAIL };
  SoSendOutcome outcome;
  gint64 due = 0;

  if (!claim (studio, &letter, more, &due, &failed))
    {
      if (next && due && (!*next || due < *next))
        *next = due;
      return !failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE);
    }
  recipient.value = letter.mail->address;
  so_traffic_begin_send (traffic, letter.account->id);
  outcome = so_channel_send (letter.channel, &(SoOutgoing) { .tag = letter.mail->id, .recipient = &recipient, .subject = letter.subject, .text = letter.text, .html = letter.html }, &remote_id, &refusal);
  *more = keep_outcome (studio, letter.mail, outcome, refusal ? refusal->message : NULL, error);
  so_traffic_end_send (traffic, letter.account->id);
  return *more;
}

/* What may have been sent --------------------------------------------------------------------------- */

static gboolean
reconcile (SoStudio *studio, const SoAlertMail *mail, GError **error)
{
  SoIdentity recipient = { .kind = SO_IDENTITY_EMAIL, .value = mail->address };
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (SoAccount) account = db && mail->account_id ? so_account_find (db, mail->account_id, NULL) : NULL;
  g_autoptr (SoChannel) channel = account && !account->paused && !account->elsewhere ? so_studio_open_outlet (studio, account, so_outlet_transport (FALSE, account), NULL) : NULL;
  g_autofree char *remote_id = NULL;
  gboolean read = db != NULL;

  g_clear_pointer (&db, so_db_release);
  if (!channel)
    return read;
  switch (so_channel_reconcile (channel, &(SoOutgoing) { .tag = mail->id, .recipient = &recipient, .text = "", .tried_at = mail->started_at }, &remote_id, NULL))
    {
    case SO_RECONCILE_SENT:
      return write_outcome (studio, mail, SO_SEND_ACCEPTED, NULL, error);
    case SO_RECONCILE_NOT_SENT:
      return write_outcome (studio, mail, SO_SEND_REFUSED, _("The provider never got it"), error);
    case SO_RECONCILE_UNSURE:
    default:
      return TRUE;
    }
}

gboolean
so_tell_mail_reconcile (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_outbox_is_online (studio) ? so_store_read (so_studio_get_store (studio), error) : NULL;
  g_autoptr (GPtrArray) unknown = db ? so_alert_mail_list (db, "unknown", MOST_ASKED, error) : NULL;

  if (!db)
    return !so_outbox_is_online (studio);
  g_clear_pointer (&db, so_db_release);
  for (guint i = 0; unknown && i < unknown->len; i++)
    {
      const SoAlertMail *mail = unknown->pdata[i];

      if (mail->started_at > so_now () - ASK_MS && !reconcile (studio, mail, error))
        return FALSE;
    }
  return unknown != NULL;
}
