/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-secrets.h"

G_BEGIN_DECLS

/**
 * SoTwilioCalls: the list of calls of a Twilio account, their recordings and transcriptions, read after the fact
 * (https://www.twilio.com/docs/voice/api). It sends nothing.
 *
 * Settings of the account: as so-twilio.h says; "from", the studio's number; "answers": who takes calls of which no leg to anybody tells. Without it a person, as Twilio says "completed" of
 * what was answered; "assistant"; or "dial": nobody, since all are put through by <Dial>, so that who hears an announcement and hangs up was missed. Secret: "token".
 *
 * Its cursor says up to when each of the three lists was read, and where in which one it is. Of calls and recordings a day before that is read again, since a
 * call is listed when it begins.
 */
#define SO_TYPE_TWILIO_CALLS (so_twilio_calls_get_type ())
G_DECLARE_FINAL_TYPE (SoTwilioCalls, so_twilio_calls, SO, TWILIO_CALLS, GObject)

/* SO_ERROR_CHANGE where the settings lack something. */
SoTwilioCalls *so_twilio_calls_new (const SoAccount *account, SoSecrets *secrets, GError **error);

G_END_DECLS
