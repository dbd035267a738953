/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the owner does to an account she has. Blocking: pages call them by so_studio_job_async(). Errors are sentences for her. */

/* Another name for people: 1 to 100 characters, without the space around it. */
gboolean so_studio_rename_account (SoStudio *studio, const char *id, const char *name, GError **error);

/* Neither read nor written to. What is approved meanwhile is held, and goes on by itself with the account, after the same checks as ever. */
gboolean so_studio_pause_account (SoStudio *studio, const char *id, gboolean paused, GError **error);

/* What the owner can do about an account at this moment, one thing. */
typedef enum {
  SO_FIX_NONE,
  SO_FIX_HERE,        /* its keys are on another computer; with keys of its own this one takes it over */
  SO_FIX_SIGN_IN,     /* another token, or signing in again */
  SO_FIX_SETUP,       /* something is to be changed: the checklist says what */
  SO_FIX_TRY_AGAIN,   /* sooner than it would by itself */
  SO_FIX_RESUME,      /* she paused it */
} SoAccountFix;

/* Pure. */
SoAccountFix so_account_fix (const SoAccount *account);

G_END_DECLS
