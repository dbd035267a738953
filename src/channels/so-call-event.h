/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-call-news.h"

G_BEGIN_DECLS

/**
 * What another telephone system tells of a call, as one JSON object. Pure.
 *
 *     { "event": "call.started", "source": "asterisk", "id": "1795.12", "at": "2026-11-21T07:00:00Z", "from": "+4915112345678", "to": "+4930111",
 *       "name": "Priya S.", "direction": "inbound" }
 *     { "event": "call.ended", "source": "asterisk", "id": "1795.12", "at": "2026-11-21T07:01:12Z", "seconds": 72, "talk_seconds": 60,
 *       "answered_by": "person", "consent": "announced" }
 *     { "event": "call.transcript", "source": "asterisk", "id": "1795.12", "language": "en", "segments": [{ "start": 0, "end": 1500, "who": "caller", "text": "Hello" }] }
 *     { "event": "call.intent", "source": "asterisk", "id": "1795.12", "intent": "trial_class" }
 *     { "event": "appointment.scheduled", "source": "asterisk", "id": "1795.12", "booking": "ID" }
 *
 * source: what the other program calls itself; with id it names the call. direction: "inbound" (as without it) or "outbound"; from: withheld without it. answered_by: "person",
 * "assistant", "voicemail" (a message was left) or "nobody". consent: as so_recording_consent_nick(). "call.ended" may say all that "call.started" does, where that was never
 * heard of. Segments are in milliseconds. Each may come twice, and in any order.
 */

/* NULL with SO_ERROR_CHANGE, a sentence that names what is wrong. call->intent and ->booking_id are set where that is what is told. */
SoCallNews *so_call_event_parse (JsonObject *event, GError **error);

G_END_DECLS
