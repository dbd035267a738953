/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-carrier.h"

#include "so-clock.h"
#include "so-consents.h"
#include "so-drafts.h"
#include "so-updates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STOPPED "21610"
#define WEEK_MS (7 * 24 * 3600 * G_GINT64_CONSTANT (1000))

gboolean
so_carrier_stopped (SoDb *db, const SoIdentity *recipient, const char *country, const char *tag, GError **error)
{
  return so_consent_heed (db, recipient, country, SO_CHANNEL_SMS, SO_CONSENT_WITHDRAWN, "STOP", tag, so_now (), error);
}

gboolean
so_carrier_heed (SoDb *db, const SoUpdate *update, const char *country, GError **error)
{
  g_autofree char *message = NULL, *thread = NULL;
  g_autoptr (SoIdentity) recipient = NULL;

  if (update->kind != SO_UPDATE_STATE || update->channel != SO_CHANNEL_SMS || g_strcmp0 (update->code, STOPPED))
    return TRUE;
  thread = so_update_thread (db, update, &message);
  recipient = thread ? so_draft_recipient (db, thread, NULL) : NULL;
  return !recipient || so_carrier_stopped (db, recipient, country, message, error);
}

char *
so_carrier_judge (SoDb *db, const SoAccount *account)
{
  static const struct { const char *code, *sentence; } known[] = {
    { "30034", N_ ("US carriers block this number, which is not registered (A2P 10DLC): register it at Twilio under Messaging, Regulatory Compliance") },
    { "30007", N_ ("Carriers filter what this number sends as spam: register it at Twilio (A2P 10DLC), and write without short links and capital letters") },
  };
  g_autofree char *failure = account->channel == SO_CHANNEL_SMS ? so_update_newest_failure (db, account->id, so_now () - WEEK_MS) : NULL;

  for (guint i = 0; failure && i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (failure, known[i].code))
      return g_strdup (_(known[i].sentence));
  return NULL;
}
