/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-setup-item.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Accounts and their secrets: the one place that writes into the key ring. Blocking, some ask a server; pages call them by
 * so_studio_job_async(). Errors are sentences for the owner. */

/* Connects @account (its id and transport are given here) with its @secret (NULL: it has none). Its settings are looked at first; where
 * the key ring does not take the secret there is no account. Its id; free with g_free(). */
char *so_studio_add_account (SoStudio *studio, const SoAccount *account, const char *secret, GError **error);

/* Another secret in place of the one that is refused now. */
gboolean so_studio_renew_account (SoStudio *studio, const char *id, const char *secret, GError **error);

/* Shows the page at @url to the owner; on the thread of the job. FALSE with an error where no browser can be started. */
typedef gboolean (*SoAccountBrowse) (const char *url, gpointer data, GError **error);

/* By signing in in the browser, which @browse opens: a new account, or where its id is set the one that has to sign in
 * again. @secret is that of the program; NULL: as it was. Takes minutes: so_studio_aside_async(). Whoever was cancelled, refused or came as
 * somebody else has no new account. Its id; free with g_free(). */
char *so_studio_sign_in (SoStudio *studio, const SoAccount *account, const char *secret, SoAccountBrowse browse, gpointer data,
                         GCancellable *cancellable, GError **error);

/* How far a first sync of @account is, as it was read; FALSE where none is going on. @total is the provider's estimate. Pure. */
gboolean so_studio_sync_progress (const SoAccount *account, guint *done, guint *total);
/* That is enough: what the first sync has not fetched stays at the provider. */
gboolean so_studio_skip_history (SoStudio *studio, const char *id, GError **error);

/* What stands below its mails from now on; "": nothing. */
gboolean so_studio_set_signature (SoStudio *studio, const char *id, const char *signature, GError **error);

/* Who takes the calls of an account, of which the telephone service tells nothing else; NULL: a person, as it says itself of each that was taken. */
#define SO_ANSWERS_DIAL "dial"             /* nobody: all are put through to somebody, and who hangs up before was missed */
#define SO_ANSWERS_ASSISTANT "assistant"
/* TRUE where that is to be said of @account. Pure. */
gboolean so_account_says_who_answers (const SoAccount *account);
/* One of these, or NULL; it counts for what is read from then on. */
gboolean so_studio_set_answers (SoStudio *studio, const char *id, const char *answers, GError **error);

/* Asks the provider about each prerequisite: SoSetupItem. What is wrong stands beside the account afterwards. NULL where nobody could
 * be asked. */
GPtrArray *so_studio_check_account (SoStudio *studio, const char *id, GError **error);

/* Its secrets go, its messages stay. *@note (may be NULL; free with g_free()): what the owner still has to do elsewhere, or NULL. */
gboolean so_studio_remove_account (SoStudio *studio, const char *id, char **note, GError **error);

/* TRUE where this version can move messages of a channel. */
gboolean so_studio_can_connect (SoChannelKind channel);
/* TRUE where that is done by signing in. */
gboolean so_studio_signs_in (SoChannelKind channel);
/* What is connected for a channel: "Gmail" for mail. Translate with gettext. */
const char *so_studio_connect_label (SoChannelKind channel);

G_END_DECLS
