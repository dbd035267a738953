/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-error.h"
#include "so-http.h"

G_BEGIN_DECLS

/* When to ask again, and what an answer means. All pure. */

/* What the owner can do about a status that is not 2xx: SIGN_IN for 401, WAIT for 408, 425, 429 and 5xx, REPORT for 3xx (nothing of
 * ours redirects), CHANGE for the rest. Adapters know more of their own provider's codes. */
SoError so_retry_sort (guint status);

/* Milliseconds that the server asked to wait, at most a day; -1 where it said nothing. Reads "retry-after-ms" (OpenAI) and
 * "retry-after" in both forms of RFC 9110, section 10.2.3: seconds, or a date (then @now, ms, counts). */
gint64 so_retry_asked (const SoHttpResponse *response, gint64 now);

/* What was asked stands with the error (so_error_get_wait()), where that is one to wait for. @error may be NULL, or hold none. */
void so_retry_note (GError **error, const SoHttpResponse *response);

/* Milliseconds before the try after the @attempts-th (from 1): 1 s doubled each time up to 5 min, of which @random (any number) takes
 * up to half, and never less than was @asked (-1: nothing). */
gint64 so_retry_delay (guint attempts, gint64 asked, guint32 random);

G_END_DECLS
