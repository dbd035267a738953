/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-oauth.h"

G_BEGIN_DECLS

/**
 * SoGmail: mail through the Gmail API (https://developers.google.com/workspace/gmail/api).
 *
 * Settings of the account (JSON object): "client_id" of a desktop program in the studio's own Cloud project, "client_secret" where it is
 * not in the key ring, "days" (how far back the first sync goes, "365"; "0": all there is), and for tests "api_base", "auth_base", "token_base", "revoke_base", "port".
 * Its address is the mailbox, its name what stands beside it in what is sent. Secret: "refresh-token", by so_oauth_sign_in().
 *
 * Messages have the Message-ID of their mail as id, and threads "gmail:" and the number that Google's own export calls X-GM-THRID, so
 * that what was imported and what is fetched are the same.
 */
#define SO_TYPE_GMAIL (so_gmail_get_type ())
G_DECLARE_FINAL_TYPE (SoGmail, so_gmail, SO, GMAIL, GObject)

/* SO_ERROR_CHANGE where the settings lack something. */
SoGmail *so_gmail_new (const SoAccount *account, SoSecrets *secrets, GError **error);

/* Its sign-in: to sign in, and to take it back. Borrowed. */
SoOauth *so_gmail_get_oauth (SoGmail *gmail);

/* FALSE where the mailbox of who signed in is another one than the account's, in words; TRUE where nobody could be asked. */
gboolean so_gmail_is_mine (SoGmail *gmail, GCancellable *cancellable, GError **error);

/* How far a first sync is by its @cursor: FALSE where none is going on. @total is Google's estimate. */
gboolean so_gmail_progress (const char *cursor, guint *done, guint *total);
/* The cursor that leaves out what a first sync has not fetched yet; NULL where none is going on. Free with g_free(). */
char *so_gmail_skip (const char *cursor);

G_END_DECLS
