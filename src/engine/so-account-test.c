/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-account-test.h"

#include "so-check-facts.h"
#include "so-clock.h"
#include "so-draft-facts.h"
#include "so-draft-verbs.h"
#include "so-error.h"
#include "so-events.h"
#include "so-facts.h"
#include "so-practice.h"
#include "so-settings.h"
#include "so-thread-begin.h"

#include <glib/gi18n-lib.h>

/* The studio's own number on a channel of telephones: where it wrote to would be itself. */
static char *
own_number (const SoAccount *account, const char *country)
{
  g_autofree char *from = so_account_dup_setting (account, "from");

  return so_identity_normalise (SO_IDENTITY_PHONE, account->address ? account->address : from, country);
}

static SoIdentity *
own_phone (const SoAccount *account, const SoProfile *profile, const char *own, GError **error)
{
  const char *country = profile ? profile->country : NULL, *given = own && *own ? own : profile ? profile->phone : NULL;
  g_autofree char *phone = given ? so_identity_normalise (SO_IDENTITY_PHONE, given, country) : NULL, *from = own_number (account, country);

  if (!phone || *phone != '+')
    return so_fail (error, SO_ERROR_CHANGE, _("The test goes to your own phone: enter its number first, as +49 171 2345678")), NULL;
  if (!g_strcmp0 (phone, from))
    return so_fail (error, SO_ERROR_CHANGE, _("That is the number of this account, which cannot write to itself: enter that of your own phone")), NULL;
  return so_identity_new (SO_IDENTITY_PHONE, phone, profile ? profile->owner : NULL);
}

static SoIdentity *
own_mail (const SoAccount *account, const SoProfile *profile, const char *own, GError **error)
{
  const char *mail = own && *own ? own : profile && profile->email && *profile->email ? profile->email : account->address;

  if (!mail || !strchr (mail, '@'))
    return so_fail (error, SO_ERROR_CHANGE, _("The test goes to your own address: enter it in Preferences under Studio")), NULL;
  return so_identity_new (SO_IDENTITY_EMAIL, mail, profile ? profile->owner : NULL);
}

SoIdentity *
so_account_test_address (const SoAccount *account, const SoProfile *profile, const char *own, GError **error)
{
  switch ((int) account->channel)
    {
    case SO_CHANNEL_MAIL:
      return own_mail (account, profile, own, error);
    case SO_CHANNEL_SMS:
    case SO_CHANNEL_WHATSAPP:
      return own_phone (account, profile, own, error);
    case SO_CHANNEL_LOOPBACK:
      return so_identity_new (SO_IDENTITY_LOOPBACK, SO_PRACTICE_CUSTOMER, _("Practice Customer"));
    default:
      so_fail (error, SO_ERROR_GIVE_UP, _("%s takes nothing for people who did not write first: write to the studio from your own account, and answer that"),
               _(so_channel_kind_label (account->channel)));
      return NULL;
    }
}

static gboolean
is_phone (const SoAccount *account)
{
  return account->channel == SO_CHANNEL_SMS || account->channel == SO_CHANNEL_WHATSAPP;
}

SoIdentity *
so_studio_test_address (SoStudio *studio, const SoAccount *account, GError **error)
{
  g_autoptr (SoProfile) profile = so_studio_dup_profile (studio);
  g_autofree char *own = is_phone (account) ? so_studio_dup_setting (studio, SO_SETTING_OWN_PHONE) : NULL;

  return so_account_test_address (account, profile, own, error);
}

/* As the channel calls a conversation with that person, so that an answer finds it. A mail is answered by its references. */
static char *
key_of (const SoAccount *account, const SoIdentity *person)
{
  switch ((int) account->channel)
    {
    case SO_CHANNEL_MAIL: return g_strconcat ("test:", account->id, NULL);
    case SO_CHANNEL_WHATSAPP: return g_strdup (person->value + (*person->value == '+'));
    default: return g_strdup (person->value);
    }
}

static char *
write_draft (SoStudio *studio, SoDb *db, const SoAccount *account, const char *to, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *own = !to && is_phone (account) ? so_setting_get (db, SO_SETTING_OWN_PHONE) : g_strdup (to);
  g_autoptr (SoIdentity) person = so_account_test_address (account, profile, own, error);
  g_autofree char *key = person ? key_of (account, person) : NULL, *thread = NULL, *time = NULL, *text = NULL;
  g_autoptr (GDateTime) local = so_studio_local_time (studio, so_now ());
  SoThreadBegin begin = { account->channel, account->id, key, person, profile ? profile->country : NULL, _("Test from Studio OS") };

  thread = person ? so_thread_begin (db, &begin, error) : NULL;
  if (!thread)
    return NULL;
  time = g_date_time_format (local, "%H:%M");
  /* Translators: the first is an account's name ("Studio SMS"), the second a time */
  text = g_strdup_printf (_("This is a test from Studio OS: %s can send. Written at %s."), account->name, time);
  return so_draft_add (db, &(SoDraftNew) { .thread_id = thread, .text = text, .origin = "owner", .account_id = account->id }, error);
}

/* It is for herself and she wants it now: whatever could be waved through is. */
static gboolean
wave_through (SoStudio *studio, SoDb *db, const SoAccount *account, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  g_autofree char *nicks = NULL;
  guint bits;

  if (!draft || !so_check_facts_run (studio, db, draft, NULL, FALSE, &bits, error))
    return FALSE;
  if (bits & (1u << SO_CHECK_TEMPLATE | 1u << SO_CHECK_WINDOW))
    return so_fail (error, SO_ERROR_CHANGE, _("%s lets a message go only to who wrote in the last 24 hours: write to the studio from your own phone first"),
                    _(so_channel_kind_label (account->channel)));
  bits = (bits & ~so_checks_stopping (bits)) | 1u << SO_CHECK_NIGHT_NOW | 1u << SO_CHECK_NIGHT_WAITS;
  nicks = so_checks_write (bits);
  return so_draft_set_acknowledged (db, id, nicks, error);
}

char *
so_studio_test_account (SoStudio *studio, const char *id, const char *to, const char *method, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (SoDb) db = so_store_begin (store, NULL, error);
  g_autoptr (SoAccount) account = db ? so_account_find (db, id, error) : NULL;
  g_autofree char *draft = NULL, *unused = NULL;
  SoVerbCall call = { .studio = studio, .db = db, .argument = method, .result = &unused };

  if (!account)
    return NULL;
  if (account->paused)
    return so_fail (error, SO_ERROR_CHANGE, _("This account is paused: resume it first")), NULL;
  draft = write_draft (studio, db, account, to, error);
  call.id = draft;
  if (!draft || !wave_through (studio, db, account, draft, error) || !so_draft_verb_approve (&call, error) ||
      !so_event_log (db, "owner", "account.tested", "account", id, NULL, error) ||
      !so_event_log (db, "owner", "draft.approved", "draft", draft, NULL, error) || !so_store_commit (store, &db, error))
    return NULL;
  return g_steal_pointer (&draft);
}
