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

#include <glib/gi18n-lib.h>
#include <string.h>

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
#define CODE_MS HOUR_MS

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
  g_autofree char *typed = g_strstrip (g_strdup (call->id)), *number = so_phone_normalise (typed, country), *asked = NULL, *id = NULL;

  if (g_str_equal (typed, "none"))
    return forget (call->db, error);
  if (!number || *number != '+')
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no telephone number: write it with its country, as +49 170 1234567"), typed);
  if (!check_whose (call->db, country, number, error) || !has_room (call, error))
    return FALSE;
  asked = g_strdup_printf ("%s %06u %" G_GINT64_FORMAT, number, g_random_int_range (0, 1000000), so_now () + CODE_MS);
  id = so_setting_set (call->db, SO_SETTING_TELL_TEXT_ASKED, asked, error) ? so_alert_mail_add (call->db, NULL, "sms-code", number, NULL, error) : NULL;
  return id != NULL;
}

static gboolean
switch_on (SoDb *db, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, so_now ());

  return so_setting_set (db, SO_SETTING_TELL_TEXT, "1", error) && so_setting_set (db, SO_SETTING_TELL_TEXT_SINCE, now, error);
}

/* A code of six digits is soon found by who may try as often as he likes: after SO_TELL_TEXT_TRIES it is worth nothing. */
static gboolean
refuse_wrong (SoVerbCall *call, GStrv parts, GError **error)
{
  guint wrong = (guint) (parts[3] ? g_ascii_strtoull (parts[3], NULL, 10) : 0) + 1;
  g_autofree char *asked = wrong < SO_TELL_TEXT_TRIES ? g_strdup_printf ("%s %s %s %u", parts[0], parts[1], parts[2], wrong) : NULL;

  if (!so_setting_set (call->db, SO_SETTING_TELL_TEXT_ASKED, asked, error))
    return FALSE;
  call->keeps = TRUE;
  return asked ? so_fail (error, SO_ERROR_CHANGE, _("That is not the code: it is in the newest text to %s"), parts[0])
               : so_fail (error, SO_ERROR_CHANGE, _("That was not the code for the fifth time: enter your number again for a new one"));
}

gboolean
so_tell_text_verb_confirm (SoVerbCall *call, GError **error)
{
  g_autofree char *asked = so_setting_get (call->db, SO_SETTING_TELL_TEXT_ASKED), *code = g_strstrip (g_strdup (call->id));
  g_auto (GStrv) parts = g_strsplit (asked ? asked : "", " ", 4);
  g_autoptr (SoProfile) profile = so_profile_load (call->db, NULL);

  if (g_strv_length (parts) < 3)
    return so_fail (error, SO_ERROR_CHANGE, _("No code was asked for: enter your number first"));
  if (g_ascii_strtoll (parts[2], NULL, 10) < so_now ())
    return so_fail (error, SO_ERROR_CHANGE, _("That code is an hour old: enter your number again"));
  if (strcmp (parts[1], code))
    return refuse_wrong (call, parts, error);
  return check_whose (call->db, profile ? profile->country : NULL, parts[0], error) && so_setting_set (call->db, SO_SETTING_TELL_TEXT_NUMBER, parts[0], error) &&
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
