/* SPDX-License-Identifier: MIT */
#include "so-account-fields.h"

#include <glib/gi18n.h>

#define TWILIO "twilio-calls"
#define ELEVENLABS "elevenlabs"

static const SoAccountService services[] = {
  { SO_CHANNEL_CALL, TWILIO, "Twilio" },
  { SO_CHANNEL_CALL, ELEVENLABS, "ElevenLabs" },
};

const SoAccountService *
so_account_services (guint *n)
{
  *n = G_N_ELEMENTS (services);
  return services;
}

static const SoAccountField fields[] = {
  { SO_CHANNEL_SMS, "from", N_("The Studio's Number (+49…)") },
  { SO_CHANNEL_SMS, "sid", N_("Account SID (AC…)") },
  { SO_CHANNEL_SMS, "", N_("Auth Token") },
  { SO_CHANNEL_CALL, "sid", N_("Account SID (AC…)"), FALSE, TWILIO },
  { SO_CHANNEL_CALL, "", N_("Auth Token"), FALSE, TWILIO },
  { SO_CHANNEL_CALL, "agent_id", N_("Assistant's ID (agent_…)"), FALSE, ELEVENLABS },
  { SO_CHANNEL_CALL, "", N_("API Key"), FALSE, ELEVENLABS },
  { SO_CHANNEL_WHATSAPP, "phone_number_id", N_("Phone Number ID") },
  { SO_CHANNEL_WHATSAPP, "waba_id", N_("WhatsApp Business Account ID") },
  { SO_CHANNEL_WHATSAPP, "", N_("Access Token") },
  { SO_CHANNEL_INSTAGRAM, "", N_("Access Token") },
  { SO_CHANNEL_MESSENGER, "", N_("Access Token") },
  { SO_CHANNEL_MAIL, "address", N_("Mail Address") },
  { SO_CHANNEL_MAIL, "client_id", N_("Client ID (….apps.googleusercontent.com)") },
  { SO_CHANNEL_MAIL, "", N_("Client Secret") },
  { SO_CHANNEL_MAIL, "signature", N_("Signature Below Your Mails"), TRUE },
};

const SoAccountField *
so_account_fields (guint *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}

const SoAccountField *
so_account_field_server (void)
{
  static const SoAccountField server = { SO_N_CHANNELS, "api_base", N_("Address (https://…)"), TRUE };

  return &server;
}

const char *
so_account_fields_help (SoChannelKind channel)
{
  switch ((int) channel)
    {
    case SO_CHANNEL_SMS:
      return _("SMS goes through Twilio. Its console shows the SID and the token on the first page, under “Account Info”. "
               "The token is kept in this computer's key ring and nowhere else.");
    case SO_CHANNEL_CALL:
      return _("Calls, recordings and what was said are read from the telephone service. Twilio's console shows the SID and the token on the first page, under “Account Info”; "
               "the page of an ElevenLabs assistant shows its ID, and its key has to be allowed to read conversations. What is secret is kept in this computer's key ring and nowhere else.");
    case SO_CHANNEL_WHATSAPP:
      return _("WhatsApp goes through Meta's Cloud API. The dashboard of your app shows both IDs under “API Setup”; the token is that of a "
               "system user. Messages that come in need the hub. The token is kept in this computer's key ring and nowhere else.");
    case SO_CHANNEL_INSTAGRAM:
    case SO_CHANNEL_MESSENGER:
      return _("This goes through Meta. The dashboard of your app makes a token for a professional account or a page. It is kept in this "
               "computer's key ring and nowhere else.");
    case SO_CHANNEL_MAIL:
      return _("Google wants a client of your own: in the Cloud console switch on the Gmail API, then make an OAuth client of the type "
               "“Desktop app”. You sign in in your browser afterwards; what comes of it is kept in this computer's key ring and nowhere else.");
    default:
      return "";
    }
}
