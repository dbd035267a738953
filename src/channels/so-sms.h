/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/**
 * SoSms: SMS and MMS through Twilio (https://www.twilio.com/docs/messaging/api).
 *
 * Settings of the account (JSON object): "sid" (AC…), "from" (the studio's number in international form, or MG… of a messaging
 * service), "key" (SK…, optional: of an API key instead of the account's token), "api_base" (https://api.twilio.com).
 * Secret: "token", the auth token, or the key's secret.
 *
 * Its cursor is the time (RFC 3339) up to which the list of messages was read; an hour before it is read again, since what was sent
 * changes its state.
 */
#define SO_TYPE_SMS (so_sms_get_type ())
G_DECLARE_FINAL_TYPE (SoSms, so_sms, SO, SMS, GObject)

/* SO_ERROR_CHANGE where the settings lack something. */
SoSms *so_sms_new (const SoAccount *account, SoSecrets *secrets, GError **error);

G_END_DECLS
