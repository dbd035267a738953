/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"
#include "so-identity.h"

G_BEGIN_DECLS

/* What somebody may be written to for. Advertising is what the studio sends of itself; all else is service. */
typedef enum {
  SO_PURPOSE_SERVICE,
  SO_PURPOSE_MARKETING,
  SO_N_PURPOSES,
} SoPurpose;

typedef enum {
  SO_CONSENT_NONE,        /* nothing is known, or what was said was a mistake */
  SO_CONSENT_GIVEN,
  SO_CONSENT_WITHDRAWN,
  SO_N_CONSENTS,
} SoConsentState;

typedef enum {
  SO_CONSENT_BY_WORD,     /* the customer wrote STOP or START */
  SO_CONSENT_BY_OWNER,
  SO_CONSENT_BY_IMPORT,
  SO_CONSENT_BY_UNDO,     /* the owner took back what she had entered */
  SO_N_CONSENT_WAYS,
} SoConsentHow;

/* One entry of the ledger. It is never changed: what holds is the newest. Free with so_consent_free(). */
typedef struct {
  char *id;               /* NULL before it is stored */
  char *identity_id;
  SoIdentityKind kind;    /* of the number or address, with @value; filled in by lists */
  char *value;
  char *channel;          /* "sms" for what was said there, "" everywhere at this number or address */
  SoPurpose purpose;
  SoConsentState state;
  SoConsentHow how;
  char *word;             /* what the customer wrote, or NULL */
  char *message_id;       /* the message in which it stood, or NULL */
  char *note;             /* the owner's: "told me at the desk", or NULL */
  gint64 at;              /* ms UTC */
} SoConsent;

void so_consent_free (SoConsent *consent);

const char *so_purpose_nick (SoPurpose purpose);
gboolean so_purpose_parse (const char *nick, SoPurpose *purpose);
const char *so_consent_state_nick (SoConsentState state);
gboolean so_consent_state_parse (const char *nick, SoConsentState *state);
const char *so_consent_how_nick (SoConsentHow how);
gboolean so_consent_how_parse (const char *nick, SoConsentHow *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoConsent, so_consent_free)

G_END_DECLS
