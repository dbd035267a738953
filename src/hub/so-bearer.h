/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SO_BEARER_GOOD,
  SO_BEARER_WRONG,
  SO_BEARER_STALE,         /* signed as it should be, but not for this hour */
  SO_BEARER_UNKNOWN_KEY,   /* its key is not among the certificates */
} SoBearerVerdict;

/* A token of Google's for Pub/Sub pushes: a JWT, RS256 and nothing else, meant for @audience and of @email, by Google.
 * @certificates: key id → PEM. @now in ms; clocks may differ by five minutes. */
SoBearerVerdict so_bearer_check (const char *token, GHashTable *certificates, const char *audience, const char *email, gint64 now);

G_END_DECLS
