/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-oauth.h"

G_BEGIN_DECLS

/**
 * SoGmail: mail through the Gmail API (https://developers.google.com/workspace/gmail/api).
 *
 * Settings of the account (JSON object): "client_id" and "client_secret" of a desktop program in the studio's own Cloud project,
 * "days" (how far back the first sync goes, "365"; "0": all there is), and for tests "api_base", "auth_base", "token_base", "revoke_base", "port".
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

/* How far a first sync is by its @cursor: FALSE where none is going on. @total is Google's estimate. */
gboolean so_gmail_progress (const char *cursor, guint *done, guint *total);

G_END_DECLS
