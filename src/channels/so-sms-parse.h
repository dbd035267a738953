/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-update.h"

G_BEGIN_DECLS

/* Twilio's JSON in values of ours. Pure. */

/* One element of "messages": what it tells, into @updates (SoUpdate). An outbound one is a message (the owner may have written it in
 * Twilio's own console) and a state. *@at: ms of when it was last changed, 0 where that cannot be read, and then nothing is told. */
void so_sms_parse_message (JsonObject *message, GPtrArray *updates, gint64 *at);

/* TRUE where a file may be fetched from @url, to which the service at @base sent us on: never from this computer, unless the service is there, too. */
gboolean so_sms_may_follow (const char *base, const char *url);

/* The error of an answer that is not 2xx, in words: SoError by what can be done. FALSE always. */
gboolean so_sms_fail (guint status, JsonObject *answer, GError **error);

/* TRUE where an error of this status was clearly not accepted, and may be sent again by itself. */
gboolean so_sms_is_passing (guint status);

G_END_DECLS
