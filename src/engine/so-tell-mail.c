/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-mail.h"

#include "so-address-list.h"
#include "so-alert-mails.h"
#include "so-calls.h"
#include "so-capability.h"
#include "so-clock.h"
#include "so-events.h"
#include "so-place.h"
#include "so-reports.h"
#include "so-settings.h"
#include "so-tell.h"
#include "so-weekly.h"

#include <glib/gi18n-lib.h>

/* Who was not told for so long, as over quiet days, has looked by then. */
#define NEWS_MS (72 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define HOT 80

/* NULL: nothing is to be told. */
static char *
dup_address (SoStudio *studio, SoDb *db, gboolean *always)
{
  g_autofree char *when = so_setting_get (db, SO_SETTING_TELL_MAIL);
  g_autofree char *address = so_setting_get (db, SO_SETTING_TELL_MAIL_ADDRESS);

  *always = !g_strcmp0 (when, "always");
  return (*always || !g_strcmp0 (when, "away")) && address && *address && !so_studio_is_demo (studio) ? g_steal_pointer (&address) : NULL;
}

/* NULL: it goes. Words for the owner, who asks why it did not. */
static const char *
why_not (SoStudio *studio, SoDb *db, gboolean always)
{
  if (!always && so_studio_is_used (studio, SO_TELL_MAIL_AWAY_SECONDS))
    return _("The window was in use");
  return so_alert_mail_count (db, so_now () - DAY_MS) >= SO_TELL_MAIL_MOST ? _("There were enough of them that day") : NULL;
}

static gboolean
write_down (SoStudio *studio, SoDb *db, const SoAlertNeed *need, const char *address, gboolean always, GError **error)
{
  const char *why = why_not (studio, db, always);
  g_autofree char *id = so_alert_mail_add (db, need->thread_id, need->escalated ? "escalated" : "hot", address, why, error);

  return id && so_event_log (db, "alerts", why ? "alert_mail.skipped" : "alert_mail.queued", "thread", need->thread_id, NULL, error);
}

static gint64
since (SoDb *db, const char *key)
{
  g_autofree char *text = so_setting_get (db, key);

  return MAX (text ? g_ascii_strtoll (text, NULL, 10) : 0, so_now () - NEWS_MS);
}

/* *@n grows with what was written down, as below. */
static gboolean
tell_needs (SoStudio *studio, SoDb *db, guint *n, GError **error)
{
  gboolean always = FALSE;
  g_autofree char *address = dup_address (studio, db, &always);
  g_autoptr (GPtrArray) needs = address ? so_alert_mail_needs (db, since (db, SO_SETTING_TELL_MAIL_SINCE), so_now (), HOT, error) : NULL;

  for (guint i = 0; needs && i < needs->len; i++)
    if (!write_down (studio, db, needs->pdata[i], address, always, error))
      return FALSE;
  *n += needs ? needs->len : 0;
  return needs || !address;
}

static gboolean
write_call (SoStudio *studio, SoDb *db, const char *call_id, const char *address, GError **error)
{
  g_autoptr (SoCall) call = so_call_find (db, call_id, error);
  const char *why = call ? why_not (studio, db, TRUE) : NULL;
  g_autofree char *id = call ? so_alert_mail_add_call (db, call->thread_id, call->id, address, why, error) : NULL;

  return id && so_event_log (db, "alerts", why ? "alert_mail.skipped" : "alert_mail.queued", "thread", call->thread_id, NULL, error);
}

static gboolean
tell_calls (SoStudio *studio, SoDb *db, guint *n, GError **error)
{
  g_autofree char *which = so_setting_get (db, SO_SETTING_TELL_MAIL_CALLS), *address = so_setting_get (db, SO_SETTING_TELL_MAIL_ADDRESS);
  gboolean all = !g_strcmp0 (which, "all");
  g_auto (GStrv) calls = NULL;

  if (!(all || !g_strcmp0 (which, "missed")) || !address || !*address || so_studio_is_demo (studio))
    return TRUE;
  calls = so_alert_mail_calls (db, since (db, SO_SETTING_TELL_MAIL_CALLS_SINCE), so_now (), all, error);
  for (guint i = 0; calls && calls[i]; i++, ++*n)
    if (!write_call (studio, db, calls[i], address, error))
      return FALSE;
  return calls != NULL;
}

/* After weeks in which nobody was there the newest one says it all. */
static gboolean
tell_report (SoStudio *studio, SoDb *db, guint *n, GError **error)
{
  g_autofree char *on = so_setting_get (db, SO_SETTING_TELL_MAIL_REPORT), *address = so_setting_get (db, SO_SETTING_TELL_MAIL_ADDRESS), *running = NULL, *id = NULL;
  g_autoptr (SoWeeklyReport) newest = NULL;
  g_autoptr (GError) failed = NULL;

  if (g_strcmp0 (on, "1") || !address || !*address || so_studio_is_demo (studio))
    return TRUE;
  running = so_weekly_dup_running (studio, db);
  newest = so_report_newest (db, running, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!newest || newest->created_at <= since (db, SO_SETTING_TELL_MAIL_REPORT_SINCE) || so_alert_mail_has_report (db, newest->label))
    return TRUE;
  ++*n;
  id = so_alert_mail_add_report (db, newest->label, address, FALSE, error);
  return id && so_event_log (db, "alerts", "alert_mail.queued", "report", newest->label, NULL, error);
}

gboolean
so_tell_mail_pass (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  guint n = 0;

  if (!db || so_tell_is_quiet (studio, db) || (so_place_is_kept (db) && !so_place_is_confirmed (store, db)))
    return db != NULL;
  if (!tell_needs (studio, db, &n, error) || !tell_calls (studio, db, &n, error) || !tell_report (studio, db, &n, error) || (n && !so_origin_check (SO_ORIGIN_JOB, SO_EFFECT_TELL_OWNER, error)))
    return FALSE;
  return !n || so_store_commit (store, &db, error);
}

char *
so_tell_mail_own (SoDb *db)
{
  g_autoptr (GPtrArray) mails = so_alert_mail_list (db, NULL, 1, NULL);
  g_autofree char *address = so_setting_get (db, SO_SETTING_TELL_MAIL_ADDRESS), *key = address ? so_address_key (address) : NULL;

  return key || (mails && mails->len) ? g_strdup (key ? key : "") : NULL;
}

static gboolean
answers_ours (SoDb *db, const SoIncoming *message)
{
  for (guint i = 0; message->references && message->references[i]; i++)
    if (so_alert_mail_is_ours (db, message->references[i]))
      return TRUE;
  return FALSE;
}

SoTellMailSort
so_tell_mail_sort (SoDb *db, const char *own, const SoIncoming *message)
{
  g_autofree char *from = NULL;
  gboolean hers, answer;

  if (!own || message->channel != SO_CHANNEL_MAIL)
    return SO_TELL_MAIL_OTHER;
  if (so_alert_mail_is_ours (db, message->remote_id))
    return SO_TELL_MAIL_OURS;
  if (message->outbound || !message->sender)
    return SO_TELL_MAIL_OTHER;
  from = so_address_key (message->sender->value);
  hers = *own && !g_strcmp0 (from, own);
  answer = answers_ours (db, message);
  return hers && answer ? SO_TELL_MAIL_OURS : hers || answer ? SO_TELL_MAIL_KEPT : SO_TELL_MAIL_OTHER;
}
