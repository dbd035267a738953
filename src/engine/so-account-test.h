/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-identity.h"
#include "so-profile.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* A message from an account to the owner herself, to see that it arrives. */

/* Her own phone, which no customer is told: the profile has the studio's. */
#define SO_SETTING_OWN_PHONE "owner.phone"

/* Where it goes: @own (her number, or address; NULL: none is known), else what the profile (may be NULL) has, for mail at last the mailbox
 * itself. SO_ERROR_CHANGE says what is missing; SO_ERROR_GIVE_UP: nobody can be written to first on that channel. Pure. Free with
 * so_identity_free(). */
SoIdentity *so_account_test_address (const SoAccount *account, const SoProfile *profile, const char *own, GError **error);
/* The same with her setting. A short read. */
SoIdentity *so_studio_test_address (SoStudio *studio, const SoAccount *account, GError **error);

/* Approves it: it takes the way of every other message, undo window, checks and outbox. @to: another address of hers, or NULL. @method:
 * how ("key", "studioctl"). What speaks against it for good is the error, and nothing is left behind then. The draft's id; free with
 * g_free(). Blocking. */
char *so_studio_test_account (SoStudio *studio, const char *id, const char *to, const char *method, GError **error);

G_END_DECLS
