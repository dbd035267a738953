/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Trying out what follows: a call and an appointment that nobody made, as if they came just now. In a demonstration, and in a
 * studio whose only channel is the practice one; SO_ERROR_CHANGE anywhere else. Blocking: pages
 * call them by so_studio_job_async(). */

typedef enum { SO_DEMO_CALL_MISSED, SO_DEMO_CALL_MESSAGE, SO_DEMO_CALL_ANSWERED, SO_N_DEMO_CALLS } SoDemoCall;

/* "missed", "message", "answered". */
gboolean so_demo_call_parse (const char *nick, SoDemoCall *call);

/* TRUE where that may be done. */
gboolean so_demo_may_try (SoStudio *studio, GError **error);
/* Of somebody a demonstration knows; in the owner's own studio of a number that belongs to nobody. The call's id; free with g_free(). */
char *so_demo_try_call (SoStudio *studio, SoDemoCall call, GError **error);
/* The same, or the practice customer, in the next session within four weeks that has a free place. The booking's id; free with g_free(). @said (may be
 * NULL): who, what and when; yours. */
char *so_demo_try_appointment (SoStudio *studio, char **said, GError **error);

G_END_DECLS
