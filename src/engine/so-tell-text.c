/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-text.h"

#include "so-alert-mails.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-dispatch.h"
#include "so-error.h"
#include "so-events.h"
#include "so-outbox.h"
#include "so-place.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell.h"
#include "so-text.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
#define LONGEST_WORDS 100
#define WRITE_TRIES 5
#define WRITE_PAUSE (200 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  SoAlertMail *row;
  SoAccount *account;
  SoChannel *channel;
  char *text;
} Note;

static void
note_clear (Note *note)
{
  g_clear_pointer (&note->row, so_alert_mail_free);
  so_account_free (note->account);
  g_clear_object (&note->channel);
  g_free (note->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Note, note_clear)

/* Writing down -------------------------------------------------------------------------------------- */

/* Urgent passes through quiet hours, unless she says that it waits as well. */
static gboolean
has_to_wait (SoStudio *studio, SoDb *db)
{
  g_autofree char *urgent = so_setting_get (db, SO_SETTING_TELL_URGENT);

  return !g_strcmp0 (urgent, "0") && so_tell_is_quiet (studio, db);
}

/* NULL: it goes. Words for the owner, who asks why it did not. */
static const char *
why_skip (SoStudio *studio, SoDb *db)
{
  if (so_studio_is_used (studio, SO_TELL_MAIL_AWAY_SECONDS))
    return _("The window was in use");
  if (so_alert_text_count (db, so_now () - HOUR_MS) >= SO_TELL_TEXT_HOUR)
    return _("There were enough of them that hour");
  return so_alert_text_count (db, so_now () - 24 * HOUR_MS) >= SO_TELL_TEXT_DAY ? _("There were enough of them that day") : NULL;
}

static gboolean
write_down (SoStudio *studio, SoDb *db, const char *thread_id, const char *number, GError **error)
{
  const char *why = why_skip (studio, db);
  g_autofree char *id = so_alert_mail_add (db, thread_id, "sms-urgent", number, why, error);

  return id && so_event_log (db, "alerts", why ? "alert_text.skipped" : "alert_text.queued", "thread", thread_id, NULL, error);
}

gboolean
so_tell_text_pass (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autofree char *on = db ? so_setting_get (db, SO_SETTING_TELL_TEXT) : NULL, *number = db ? so_setting_get (db, SO_SETTING_TELL_TEXT_NUMBER) : NULL,
                  *since = db ? so_setting_get (db, SO_SETTING_TELL_TEXT_SINCE) : NULL;
  g_auto (GStrv) needs = NULL;

  if (!db || g_strcmp0 (on, "1") || !number || !*number || so_studio_is_demo (studio) || has_to_wait (studio, db) || (so_place_is_kept (db) && !so_place_is_confirmed (store, db)))
    return db != NULL;
  /* Who could not be told for half a day has looked by then, or is told by mail. */
  needs = so_alert_text_needs (db, MAX (since ? g_ascii_strtoll (since, NULL, 10) : 0, so_now () - 12 * HOUR_MS), error);
  for (guint i = 0; needs && needs[i]; i++)
    if (!write_down (studio, db, needs[i], number, error))
      return FALSE;
  return needs && (!*needs || (so_origin_check (SO_ORIGIN_JOB, SO_EFFECT_TELL_OWNER, error) && so_store_commit (store, &db, error)));
}

/* Claiming ------------------------------------------------------------------------------------------ */

static SoAccount *
pick_account (SoDb *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);
  const SoAccount *best = NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      if (account->channel == SO_CHANNEL_SMS && !account->paused && !account->elsewhere && so_outlet_find (account->transport, 0) && (!best || (best->error && !account->error)))
        best = account;
    }
  return best ? so_account_find (db, best->id, error) : NULL;
}

/* NULL: it may go. The number may have been changed since, or the row be nothing of ours. */
static const char *
why_not (SoStudio *studio, SoDb *db, const SoAlertMail *row)
{
  gboolean code = g_str_equal (row->reason, "sms-code"), urgent = g_str_equal (row->reason, "sms-urgent");
  g_autofree char *known = so_setting_get (db, code ? SO_SETTING_TELL_TEXT_ASKED : SO_SETTING_TELL_TEXT_NUMBER), *on = so_setting_get (db, SO_SETTING_TELL_TEXT);
  g_auto (GStrv) parts = g_strsplit (known ? known : "", " ", 2);

  if (so_studio_is_demo (studio) || g_strcmp0 (parts[0], row->address) || (urgent && g_strcmp0 (on, "1")))
    return _("It was switched off, or the number was changed");
  if (row->created_at < so_now () - HOUR_MS)
    return _("It could not be sent for too long");
  return !urgent || (row->thread_id && so_alert_mail_is_needed (db, row->thread_id)) ? NULL : _("It was answered meanwhile");
}

static char *
write_urgent (SoStudio *studio, SoDb *db, const SoThread *thread)
{
  g_autofree char *words = so_setting_get (db, SO_SETTING_TELL_MAIL_TEXT), *time = NULL, *snippet = NULL;
  g_autoptr (GDateTime) since = so_studio_local_time (studio, thread->waiting_since);

  time = g_date_time_format (since, "%x %H:%M");
  if (g_strcmp0 (words, "1"))
    /* Translators: a text message. The first is a channel such as WhatsApp, the second a date and a time */
    return g_strdup_printf (_("Studio OS: something urgent (%s) waits for you since %s"), _(so_channel_kind_label (thread->channel)), time);
  snippet = so_text_snippet (thread->snippet ? thread->snippet : "", LONGEST_WORDS);
  /* Translators: a text message: who wrote, a channel such as WhatsApp, what they wrote */
  return g_strdup_printf (_("Studio OS, urgent: %s (%s): %s"), thread->contact_name, _(so_channel_kind_label (thread->channel)), snippet);
}

static char *
write_text (SoStudio *studio, SoDb *db, const SoAlertMail *row, GError **error)
{
  g_autofree char *asked = so_setting_get (db, SO_SETTING_TELL_TEXT_ASKED);
  g_auto (GStrv) parts = g_strsplit (asked ? asked : "", " ", 4);
  g_autoptr (SoThread) thread = row->thread_id ? so_thread_find (db, row->thread_id, error) : NULL;

  if (g_str_equal (row->reason, "sms-code"))
    /* Translators: a text message. %s is a code of six digits */
    return parts[0] && parts[1] ? g_strdup_printf (_("Studio OS: the code is %s. If you did not ask for it, do nothing"), parts[1]) : NULL;
  if (g_str_equal (row->reason, "sms-try"))
    return g_strdup (_("Studio OS: this is how you are told of what is urgent"));
  return thread ? write_urgent (studio, db, thread) : NULL;
}

static gboolean
skip (SoStore *store, SoDb **db, const SoAlertMail *row, const char *why, GError **error)
{
  return so_alert_mail_skip (*db, row->id, why, error) && so_event_log (*db, "alerts", "alert_text.skipped", row->thread_id ? "thread" : NULL, row->thread_id, NULL, error) &&
         so_store_commit (store, db, error);
}

/* FALSE without an error where it has to wait. */
static gboolean
prepare (SoStudio *studio, SoDb *db, Note *note, GError **error)
{
  note->account = pick_account (db, error);
  if (!note->account || !so_origin_check (SO_ORIGIN_JOB, SO_EFFECT_TELL_OWNER, error))
    return FALSE;
  note->channel = so_studio_open_outlet (studio, note->account, so_outlet_transport (FALSE, note->account), NULL);
  note->text = note->channel ? write_text (studio, db, note->row, error) : NULL;
  return note->text != NULL;
}

/* FALSE without an error: none to send. *@more: another one may be. */
static gboolean
claim (SoStudio *studio, Note *note, gboolean *more, gint64 *next, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  const char *why;

  *more = FALSE;
  note->row = db ? so_alert_text_due (db, so_now (), next, error) : NULL;
  if (!note->row)
    return FALSE;
  why = why_not (studio, db, note->row);
  if (why)
    {
      *more = skip (store, &db, note->row, why, error);
      return FALSE;
    }
  if ((note->row->thread_id && has_to_wait (studio, db)) || !so_outbox_is_online (studio) || (so_place_is_kept (db) && !so_place_is_confirmed (store, db)) || !prepare (studio, db, note, error))
    return FALSE;
  return so_alert_mail_claim (db, note->row->id, note->account->id, error) && so_store_commit (store, &db, error);
}

/* Sending ------------------------------------------------------------------------------------------- */

static gboolean
write_outcome (SoStudio *studio, const SoAlertMail *row, SoSendOutcome outcome, const char *detail, GError **error)
{
  static const char *const states[] = { [SO_SEND_ACCEPTED] = "sent", [SO_SEND_REFUSED] = "failed", [SO_SEND_LOST] = "unknown" };
  const char *state = outcome < G_N_ELEMENTS (states) ? states[outcome] : NULL;
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autofree char *kind = g_strconcat ("alert_text.", state ? state : "retried", NULL);

  return db && (state ? so_alert_mail_finish (db, row->id, state, detail, error) : so_alert_mail_again (db, row->id, so_now () + so_dispatch_retry_delay (row->attempts + 1), detail, error)) &&
         so_event_log (db, "alerts", kind, row->thread_id ? "thread" : NULL, row->thread_id, NULL, error) && so_store_commit (store, &db, error);
}

/* The request has left: what cannot be written stays in sending, which the next run takes for "may have been sent". */
static gboolean
keep_outcome (SoStudio *studio, const SoAlertMail *row, SoSendOutcome outcome, const char *detail, GError **error)
{
  g_autoptr (GError) failed = NULL;

  for (guint i = 0; i < WRITE_TRIES; i++)
    {
      g_clear_error (&failed);
      if (i)
        g_usleep (WRITE_PAUSE);
      if (write_outcome (studio, row, outcome, detail, &failed))
        return TRUE;
    }
  return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
}

gboolean
so_tell_text_next (SoStudio *studio, gboolean *more, gint64 *next, GError **error)
{
  SoTraffic *traffic = so_studio_get_traffic (studio);
  g_auto (Note) note = { 0 };
  g_autoptr (GError) failed = NULL, refusal = NULL;
  g_autofree char *remote_id = NULL;
  SoIdentity recipient = { .kind = SO_IDENTITY_PHONE };
  SoSendOutcome outcome;
  gint64 due = 0;

  if (!claim (studio, &note, more, &due, &failed))
    {
      if (next && due && (!*next || due < *next))
        *next = due;
      return !failed || (g_propagate_error (error, g_steal_pointer (&failed)), FALSE);
    }
  recipient.value = note.row->address;
  so_traffic_begin_send (traffic, note.account->id);
  outcome = so_channel_send (note.channel, &(SoOutgoing) { .tag = note.row->id, .recipient = &recipient, .text = note.text }, &remote_id, &refusal);
  *more = keep_outcome (studio, note.row, outcome, outcome == SO_SEND_ACCEPTED ? remote_id : refusal ? refusal->message : NULL, error);
  so_traffic_end_send (traffic, note.account->id);
  return *more;
}

/* Coming back --------------------------------------------------------------------------------------- */

SoTellMailSort
so_tell_text_sort (SoDb *db, const SoIncoming *message)
{
  g_autofree char *number = so_setting_get (db, SO_SETTING_TELL_TEXT_NUMBER);

  if (message->channel != SO_CHANNEL_SMS)
    return SO_TELL_MAIL_OTHER;
  if (message->outbound)
    return message->others->len && message->remote_id && so_alert_text_is_ours (db, message->remote_id, ((SoIdentity *) message->others->pdata[0])->value) ? SO_TELL_MAIL_OURS : SO_TELL_MAIL_OTHER;
  return number && *number && message->sender && !g_strcmp0 (message->sender->value, number) ? SO_TELL_MAIL_KEPT : SO_TELL_MAIL_OTHER;
}
