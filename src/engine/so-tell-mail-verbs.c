/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-mail-verbs.h"

#include "so-address-list.h"
#include "so-alert-mails.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-people.h"
#include "so-reports.h"
#include "so-settings.h"
#include "so-tell-code.h"
#include "so-tell-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * HOUR_MS)

static const SoTellCode code = { SO_SETTING_TELL_MAIL_ASKED, "code", DAY_MS };

static gboolean
set_time (SoDb *db, const char *key, gint64 at, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, at);

  return so_setting_set (db, key, text, error);
}

static gboolean
forget (SoDb *db, GError **error)
{
  return so_setting_set (db, SO_SETTING_TELL_MAIL, NULL, error) && so_setting_set (db, SO_SETTING_TELL_MAIL_CALLS, NULL, error) && so_setting_set (db, SO_SETTING_TELL_MAIL_REPORT, NULL, error) && so_setting_set (db, SO_SETTING_TELL_MAIL_ADDRESS, NULL, error) && so_setting_set (db, SO_SETTING_TELL_MAIL_ASKED, NULL, error) &&
         so_event_log (db, "owner", "alert_mail.forgotten", NULL, NULL, NULL, error);
}

/* Neither a customer nor a mailbox of the studio itself, whose mail would come back in. */
static gboolean
check_whose (SoVerbCall *call, const char *address, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (call->db, error);
  g_autoptr (SoProfile) profile = so_profile_load (call->db, NULL);
  SoIdentity identity = { .kind = SO_IDENTITY_EMAIL, .value = (char *) address };
  g_autofree char *key = so_address_key (address), *person = so_people_of (call->db, &identity, profile ? profile->country : NULL);
  g_autoptr (SoContact) contact = person ? so_contact_find (call->db, person, NULL) : NULL;
  gboolean has_mail = FALSE;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];
      g_autofree char *own = account->channel == SO_CHANNEL_MAIL && account->address ? so_address_key (account->address) : NULL;

      has_mail = has_mail || account->channel == SO_CHANNEL_MAIL;
      if (own && !g_strcmp0 (own, key))
        return so_fail (error, SO_ERROR_CHANGE, _("%s is a mailbox of the studio itself: choose an address at which you read elsewhere"), address);
    }
  if (accounts && !has_mail)
    return so_fail (error, SO_ERROR_CHANGE, _("The mails leave through a mail account of the studio, and there is none: connect one first"));
  if (contact)
    return so_fail (error, SO_ERROR_CHANGE, _("%s is the address of %s among your people: choose one of your own"), address, contact->name);
  return accounts != NULL;
}

static gboolean
has_room (SoDb *db, GError **error)
{
  return so_alert_mail_count (db, so_now () - DAY_MS) < SO_TELL_MAIL_MOST || so_fail (error, SO_ERROR_CHANGE, _("Enough mails went out today: try again tomorrow"));
}

static gboolean
has_room_for_code (SoDb *db, GError **error)
{
  if (so_alert_mail_count_codes (db, so_now () - HOUR_MS) >= SO_TELL_MAIL_CODES_HOUR || so_alert_mail_count_codes (db, so_now () - DAY_MS) >= SO_TELL_MAIL_CODES_DAY)
    return so_fail (error, SO_ERROR_CHANGE, _("Enough codes went out: try again later"));
  return TRUE;
}

gboolean
so_tell_mail_verb_ask (SoVerbCall *call, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (call->id)), *address = so_address_to_wire (stripped);

  if (g_str_equal (stripped, "none"))
    return forget (call->db, error);
  if (so_studio_is_demo (call->studio))
    return so_fail (error, SO_ERROR_CHANGE, _("This is a demonstration, from which nothing leaves: make a studio of your own first"));
  if (!address)
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no mail address: write it as name@example.org"), stripped);
  return check_whose (call, address, error) && has_room (call->db, error) && has_room_for_code (call->db, error) && so_tell_code_ask (call->db, &code, address, error);
}

static gboolean
refuse (SoTellCodeAnswer answer, const char *address, GError **error)
{
  switch (answer)
    {
    case SO_TELL_CODE_NONE:
      return so_fail (error, SO_ERROR_CHANGE, _("No code was asked for: enter your address first"));
    case SO_TELL_CODE_OLD:
      return so_fail (error, SO_ERROR_CHANGE, _("That code is a day old: enter your address again"));
    case SO_TELL_CODE_WRONG:
      return so_fail (error, SO_ERROR_CHANGE, _("That is not the code: it is in the newest mail to %s"), address);
    case SO_TELL_CODE_ENDED:
      return so_fail (error, SO_ERROR_CHANGE, _("That was not the code for the fifth time: enter your address again for a new one"));
    case SO_TELL_CODE_RIGHT:
    case SO_TELL_CODE_FAILED:
    default:
      return FALSE;
    }
}

gboolean
so_tell_mail_verb_confirm (SoVerbCall *call, GError **error)
{
  g_autofree char *address = NULL, *when = so_setting_get (call->db, SO_SETTING_TELL_MAIL);
  SoTellCodeAnswer answer = so_tell_code_check (call, &code, &address, error);

  if (answer != SO_TELL_CODE_RIGHT)
    return refuse (answer, address, error);
  /* Somebody may have become a customer since. */
  return check_whose (call, address, error) && so_setting_set (call->db, SO_SETTING_TELL_MAIL_ADDRESS, address, error) && so_setting_set (call->db, SO_SETTING_TELL_MAIL_ASKED, NULL, error) &&
         so_setting_set (call->db, SO_SETTING_TELL_MAIL, !g_strcmp0 (when, "always") ? "always" : "away", error) && set_time (call->db, SO_SETTING_TELL_MAIL_SINCE, so_now (), error) &&
         so_event_log (call->db, "owner", "alert_mail.confirmed", NULL, NULL, NULL, error);
}

gboolean
so_tell_mail_verb_report (SoVerbCall *call, GError **error)
{
  g_autofree char *address = so_setting_get (call->db, SO_SETTING_TELL_MAIL_ADDRESS), *id = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoWeeklyReport) kept = so_report_find (call->db, call->id, &failed);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), FALSE;
  if (!kept)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no report of that week yet"));
  if (so_studio_is_demo (call->studio))
    return so_fail (error, SO_ERROR_CHANGE, _("This is a demonstration, from which nothing leaves: make a studio of your own first"));
  if (!address || !*address)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no address to which mails may go: enter yours and the code that comes there"));
  if (!check_whose (call, address, error))
    return FALSE;
  if (so_alert_mail_brings_report (call->db, kept->label))
    return so_fail (error, SO_ERROR_CHANGE, _("It is on its way"));
  if (!has_room (call->db, error))
    return FALSE;
  id = so_alert_mail_add_report (call->db, kept->label, address, TRUE, error);
  return id && so_event_log (call->db, "owner", "alert_mail.queued", "report", kept->label, NULL, error);
}

gboolean
so_tell_mail_has_setting (const char *key)
{
  return g_str_has_prefix (key, "alert_mail.");
}

static gboolean
save_calls (SoDb *db, const char *value, gboolean known, GError **error)
{
  g_autofree char *before = so_setting_get (db, SO_SETTING_TELL_MAIL_CALLS);
  gboolean on = !g_strcmp0 (value, "missed") || !g_strcmp0 (value, "all"), was_on = before && strcmp (before, "none");

  if (!on && value && *value && strcmp (value, "none"))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” says of no calls: choose none, missed or all"), value);
  if (on && !known)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no address to which mails may go: enter yours and the code that comes there"));
  return so_setting_set (db, SO_SETTING_TELL_MAIL_CALLS, on ? value : "none", error) && (!on || was_on || set_time (db, SO_SETTING_TELL_MAIL_CALLS_SINCE, so_now (), error));
}

static gboolean
save_report (SoDb *db, const char *value, gboolean known, GError **error)
{
  g_autofree char *before = so_setting_get (db, SO_SETTING_TELL_MAIL_REPORT);
  gboolean on = !g_strcmp0 (value, "1"), was_on = !g_strcmp0 (before, "1");

  if (on && !known)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no address to which mails may go: enter yours and the code that comes there"));
  return so_setting_set (db, SO_SETTING_TELL_MAIL_REPORT, on ? "1" : NULL, error) && (!on || was_on || set_time (db, SO_SETTING_TELL_MAIL_REPORT_SINCE, so_now (), error));
}

gboolean
so_tell_mail_save (SoDb *db, const char *key, const char *value, GError **error)
{
  g_autofree char *address = so_setting_get (db, SO_SETTING_TELL_MAIL_ADDRESS), *before = so_setting_get (db, SO_SETTING_TELL_MAIL);
  gboolean on = !g_strcmp0 (value, "away") || !g_strcmp0 (value, "always"), was_on = before && strcmp (before, "off");

  if (!strcmp (key, SO_SETTING_TELL_MAIL_TEXT))
    return so_setting_set (db, key, g_strcmp0 (value, "1") ? NULL : "1", error);
  if (!strcmp (key, SO_SETTING_TELL_MAIL_REPORT))
    return save_report (db, value, address && *address, error);
  if (!strcmp (key, SO_SETTING_TELL_MAIL_CALLS))
    return save_calls (db, value, address && *address, error);
  if (strcmp (key, SO_SETTING_TELL_MAIL))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no setting that can be changed"), key);
  if (!on && value && *value && strcmp (value, "off"))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no time to be told by mail: choose off, away or always"), value);
  if (on && !(address && *address))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no address to which mails may go: enter yours and the code that comes there"));
  return so_setting_set (db, key, on ? value : "off", error) && (!on || was_on || set_time (db, SO_SETTING_TELL_MAIL_SINCE, so_now (), error));
}
