/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-tell-text.h"

#include "so-alert-mails.h"
#include "so-clock.h"
#include "so-contacts.h"
#include "so-error.h"
#include "so-events.h"
#include "so-people.h"
#include "so-phone.h"
#include "so-settings.h"
#include "so-tell-code.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))

static const SoTellCode code = { SO_SETTING_TELL_TEXT_ASKED, "sms-code", HOUR_MS };

static gboolean
is_own (const SoAccount *account, const char *number)
{
  g_autofree char *from = so_account_dup_setting (account, "from"), *own = so_phone_normalise (from ? from : account->address ? account->address : "", NULL);

  return !g_strcmp0 (own, number);
}

/* Neither a customer nor a number of the studio itself. */
static gboolean
check_whose (SoDb *db, const char *country, const char *number, GError **error)
{
  g_autoptr (GPtrArray) accounts = so_account_list (db, error);
  SoIdentity identity = { .kind = SO_IDENTITY_PHONE, .value = (char *) number };
  g_autofree char *person = so_people_of (db, &identity, country);
  g_autoptr (SoContact) contact = person ? so_contact_find (db, person, NULL) : NULL;
  gboolean has_sms = FALSE;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const SoAccount *account = accounts->pdata[i];

      has_sms = has_sms || account->channel == SO_CHANNEL_SMS;
      if ((account->channel == SO_CHANNEL_SMS || account->channel == SO_CHANNEL_CALL) && is_own (account, number))
        return so_fail (error, SO_ERROR_CHANGE, _("%s is a number of the studio itself: choose the telephone that you carry"), number);
    }
  if (accounts && !has_sms)
    return so_fail (error, SO_ERROR_CHANGE, _("The texts leave through an SMS account of the studio, and there is none: connect one first"));
  if (contact)
    return so_fail (error, SO_ERROR_CHANGE, _("%s is the number of %s among your people: choose one of your own"), number, contact->name);
  return accounts != NULL;
}

static gboolean
has_room (SoVerbCall *call, GError **error)
{
  if (so_studio_is_demo (call->studio))
    return so_fail (error, SO_ERROR_CHANGE, _("This is a demonstration, from which nothing leaves: make a studio of your own first"));
  if (so_alert_text_count (call->db, so_now () - HOUR_MS) >= SO_TELL_TEXT_HOUR || so_alert_text_count (call->db, so_now () - 24 * HOUR_MS) >= SO_TELL_TEXT_DAY)
    return so_fail (error, SO_ERROR_CHANGE, _("Enough texts went out: try again later"));
  return TRUE;
}

static gboolean
forget (SoDb *db, GError **error)
{
  return so_setting_set (db, SO_SETTING_TELL_TEXT, NULL, error) && so_setting_set (db, SO_SETTING_TELL_TEXT_NUMBER, NULL, error) && so_setting_set (db, SO_SETTING_TELL_TEXT_ASKED, NULL, error) &&
         so_event_log (db, "owner", "alert_text.forgotten", NULL, NULL, NULL, error);
}

gboolean
so_tell_text_verb_ask (SoVerbCall *call, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (call->db, NULL);
  const char *country = profile ? profile->country : NULL;
  g_autofree char *typed = g_strstrip (g_strdup (call->id)), *number = so_phone_normalise (typed, country);

  if (g_str_equal (typed, "none"))
    return forget (call->db, error);
  if (!number || *number != '+')
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no telephone number: write it with its country, as +49 170 1234567"), typed);
  return check_whose (call->db, country, number, error) && has_room (call, error) && so_tell_code_ask (call->db, &code, number, error);
}

static gboolean
switch_on (SoDb *db, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, so_now ());

  return so_setting_set (db, SO_SETTING_TELL_TEXT, "1", error) && so_setting_set (db, SO_SETTING_TELL_TEXT_SINCE, now, error);
}

static gboolean
refuse (SoTellCodeAnswer answer, const char *number, GError **error)
{
  switch (answer)
    {
    case SO_TELL_CODE_NONE:
      return so_fail (error, SO_ERROR_CHANGE, _("No code was asked for: enter your number first"));
    case SO_TELL_CODE_OLD:
      return so_fail (error, SO_ERROR_CHANGE, _("That code is an hour old: enter your number again"));
    case SO_TELL_CODE_WRONG:
      return so_fail (error, SO_ERROR_CHANGE, _("That is not the code: it is in the newest text to %s"), number);
    case SO_TELL_CODE_ENDED:
      return so_fail (error, SO_ERROR_CHANGE, _("That was not the code for the fifth time: enter your number again for a new one"));
    case SO_TELL_CODE_RIGHT:
    case SO_TELL_CODE_FAILED:
    default:
      return FALSE;
    }
}

gboolean
so_tell_text_verb_confirm (SoVerbCall *call, GError **error)
{
  g_autofree char *number = NULL;
  SoTellCodeAnswer answer = so_tell_code_check (call, &code, &number, error);
  g_autoptr (SoProfile) profile = so_profile_load (call->db, NULL);

  if (answer != SO_TELL_CODE_RIGHT)
    return refuse (answer, number, error);
  return check_whose (call->db, profile ? profile->country : NULL, number, error) && so_setting_set (call->db, SO_SETTING_TELL_TEXT_NUMBER, number, error) &&
         so_setting_set (call->db, SO_SETTING_TELL_TEXT_ASKED, NULL, error) && switch_on (call->db, error) && so_event_log (call->db, "owner", "alert_text.confirmed", NULL, NULL, NULL, error);
}

gboolean
so_tell_text_verb_try (SoVerbCall *call, GError **error)
{
  g_autofree char *number = so_setting_get (call->db, SO_SETTING_TELL_TEXT_NUMBER), *id = NULL;

  if (!number || !*number)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no number to which texts may go: enter yours and the code that comes there"));
  if (!has_room (call, error))
    return FALSE;
  id = so_alert_mail_add (call->db, NULL, "sms-try", number, NULL, error);
  return id != NULL;
}

gboolean
so_tell_text_has_setting (const char *key)
{
  return g_str_has_prefix (key, "alert_text.");
}

gboolean
so_tell_text_save (SoDb *db, const char *key, const char *value, GError **error)
{
  g_autofree char *number = so_setting_get (db, SO_SETTING_TELL_TEXT_NUMBER), *before = so_setting_get (db, SO_SETTING_TELL_TEXT);

  if (strcmp (key, SO_SETTING_TELL_TEXT))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no setting that can be changed"), key);
  if (g_strcmp0 (value, "1"))
    return so_setting_set (db, key, NULL, error);
  if (!number || !*number)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no number to which texts may go: enter yours and the code that comes there"));
  return !g_strcmp0 (before, "1") || switch_on (db, error);
}
