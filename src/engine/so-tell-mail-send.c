/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-mail.h"

#include "so-alert-mails.h"
#include "so-calls.h"
#include "so-clock.h"
#include "so-outbox.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell-call.h"
#include "so-tell-code.h"
#include "so-tell-send.h"
#include "so-tell.h"
#include "so-threads.h"
#include "so-weekly.h"

#include <glib/gi18n-lib.h>

#define STALE_MS (72 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define ASK_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))     /* so long a provider is asked whether it was sent */
#define MOST_ASKED 20

/* Words ------------------------------------------------------------------------------------------- */

static gboolean
write_code (SoDb *db, SoTellNote *letter)
{
  g_autofree char *code = so_tell_code_dup (db, SO_SETTING_TELL_MAIL_ASKED);

  if (!code)
    return FALSE;
  /* Translators: %s is a code of six digits */
  letter->subject = g_strdup_printf (_("Studio OS: the code is %s"), code);
  letter->text = g_strdup_printf (_("Enter %s in Studio OS, and mails about urgent conversations come to this address. If you did not ask for it, do nothing: no more will come."), code);
  return TRUE;
}

static void
write_alert (SoStudio *studio, SoDb *db, SoTellNote *letter, const SoThread *thread)
{
  g_autofree char *with_text = so_setting_get (db, SO_SETTING_TELL_MAIL_TEXT), *time = NULL;
  g_autoptr (GDateTime) since = so_studio_local_time (studio, thread->waiting_since);
  g_autoptr (GString) text = g_string_new (NULL);

  time = g_date_time_format (since, "%x %H:%M");
  if (g_str_equal (letter->row->reason, "hot"))
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

static gboolean
write_letter (SoStudio *studio, SoDb *db, SoTellNote *letter, GError **error)
{
  g_autoptr (SoThread) thread = NULL;

  if (letter->row->report)
    return so_weekly_write_mail (studio, letter->row->report, &letter->subject, &letter->text, &letter->html, error);
  if (!letter->row->thread_id)
    return write_code (db, letter);
  if (letter->row->call_id)
    return so_tell_call_write (studio, db, letter->row->call_id, &letter->subject, &letter->text, error);
  thread = so_thread_find (db, letter->row->thread_id, error);
  if (!thread)
    return FALSE;
  write_alert (studio, db, letter, thread);
  return TRUE;
}

/* Whether it goes ----------------------------------------------------------------------------------- */

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

/* A code is waited for by who asked for it. */
static gboolean
has_to_wait (SoStudio *studio, SoDb *db, const SoAlertMail *mail)
{
  return (mail->thread_id || g_str_equal (mail->reason, "report")) && so_tell_is_quiet (studio, db);
}

static const SoTellKind letters = {
  .channel = SO_CHANNEL_MAIL, .identity = SO_IDENTITY_EMAIL, .log = "alert_mail", .due = so_alert_mail_due, .why_not = why_not, .has_to_wait = has_to_wait, .write = write_letter,
};

gboolean
so_tell_mail_next (SoStudio *studio, gboolean *more, gint64 *next, GError **error)
{
  return so_tell_send_next (studio, &letters, more, next, error);
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
      return so_tell_send_write_outcome (studio, &letters, mail, SO_SEND_ACCEPTED, NULL, error);
    case SO_RECONCILE_NOT_SENT:
      return so_tell_send_write_outcome (studio, &letters, mail, SO_SEND_REFUSED, _("The provider never got it"), error);
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
