/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-text.h"

#include "so-alert-mails.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-events.h"
#include "so-place.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-tell-code.h"
#include "so-tell-send.h"
#include "so-tell.h"
#include "so-text.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
#define LONGEST_WORDS 100

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

/* Sending ------------------------------------------------------------------------------------------- */

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
write_code (SoDb *db)
{
  g_autofree char *code = so_tell_code_dup (db, SO_SETTING_TELL_TEXT_ASKED);

  /* Translators: a text message. %s is a code of six digits */
  return code ? g_strdup_printf (_("Studio OS: the code is %s. If you did not ask for it, do nothing"), code) : NULL;
}

static gboolean
write_text (SoStudio *studio, SoDb *db, SoTellNote *note, GError **error)
{
  g_autoptr (SoThread) thread = note->row->thread_id ? so_thread_find (db, note->row->thread_id, error) : NULL;

  if (g_str_equal (note->row->reason, "sms-code"))
    note->text = write_code (db);
  else if (g_str_equal (note->row->reason, "sms-try"))
    note->text = g_strdup (_("Studio OS: this is how you are told of what is urgent"));
  else if (thread)
    note->text = write_urgent (studio, db, thread);
  return note->text != NULL;
}

static gboolean
waits_for_quiet (SoStudio *studio, SoDb *db, const SoAlertMail *row)
{
  return row->thread_id && has_to_wait (studio, db);
}

static const SoTellKind texts = {
  .channel = SO_CHANNEL_SMS, .identity = SO_IDENTITY_PHONE, .log = "alert_text", .keeps_id = TRUE, .due = so_alert_text_due, .why_not = why_not, .has_to_wait = waits_for_quiet, .write = write_text,
};

gboolean
so_tell_text_next (SoStudio *studio, gboolean *more, gint64 *next, GError **error)
{
  return so_tell_send_next (studio, &texts, more, next, error);
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
