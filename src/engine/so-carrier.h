/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-identity.h"
#include "so-update.h"

#include "so-store.h"

G_BEGIN_DECLS

/* What carriers of SMS say afterwards: that somebody has stopped them, and that the studio's number is not registered. */

/* Twilio's error 21610 of a message on its way to @recipient (@tag: of what it was said, so that it counts once): as if they had just
 * written STOP. Only a START of theirs takes it back. */
gboolean so_carrier_stopped (SoDb *db, const SoIdentity *recipient, const char *country, const char *tag, GError **error);

/* The same where it comes with a status; anything else is passed over. */
gboolean so_carrier_heed (SoDb *db, const SoUpdate *update, const char *country, GError **error);

/* What the newest message of the week says about the account beside its number (A2P 10DLC), translated; NULL where it went well. */
char *so_carrier_judge (SoDb *db, const SoAccount *account);

G_END_DECLS
