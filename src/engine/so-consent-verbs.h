/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-consent.h"
#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* What the owner enters in the ledger of consent, and what pages show of it. */

/* For so-verb.c; on a person. Argument: "withdrawn service * told me at the desk": the state, the purpose, the number or address
 * ("*": each of them), and a note. To give back marketing needs a note: how do you know? */
gboolean so_consent_verb (SoVerbCall *call, GError **error);

/* SoConsent values of a person, newest first; empty where they cannot be read. A short indexed read. */
GPtrArray *so_studio_list_consents (SoStudio *studio, const char *contact_id);

/* The word by which whom a conversation is with has unsubscribed from its channel ("CANCEL"), or NULL. Free with g_free(). */
char *so_studio_stop_word (SoStudio *studio, const char *thread_id);

/* What holds for each number and address of a person: "withdrawn" where nothing may go there. @channel: "sms". */
gboolean so_studio_is_blocked (SoStudio *studio, const char *contact_id, const SoIdentity *identity, SoChannelKind channel);

G_END_DECLS
