/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Approved messages that wait for their account. They go on by themselves once it does. */
#define SO_HOLD_PAUSED "account_paused"    /* the owner switched it off */
#define SO_HOLD_SIGN_IN "sign_in"          /* its token is refused */

/* How many wait for an account that goes again; a short read. */
guint so_account_holds_count (SoDb *db);
/* They are due at once. */
gboolean so_account_holds_release (SoDb *db, GError **error);

/* The account goes: all that was to leave by it stays where it is, until the owner looks at it. @detail says why. */
gboolean so_account_holds_strand (SoDb *db, const char *account_id, const char *detail, GError **error);

G_END_DECLS
