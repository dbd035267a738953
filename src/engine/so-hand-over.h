/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

typedef struct _SoHubClient SoHubClient;

/* Accounts that the hub sends by: with a copy of their secrets there, so that what was approved leaves while this computer is off, and two computers
 * never answer the same message. From then on no answer by them leaves from here. Blocking; pages call these by so_studio_aside_async(). */

/* TRUE where @account (may be NULL) was handed over. Pure. */
gboolean so_hand_over_is_done (const SoAccount *account);
/* TRUE where it can be: not a practice account, nor the website's chat, and it says which one it is. Pure. */
gboolean so_hand_over_is_possible (const SoAccount *account);

/* Gives the hub what it needs to send by the account, also once more after it got another token. */
gboolean so_studio_hand_over (SoStudio *studio, const char *account_id, GCancellable *cancellable, GError **error);
/* The hub forgets it, and answers leave from here again. What it has and did not send yet has to be called back, or waited for, before. */
gboolean so_studio_take_back (SoStudio *studio, const char *account_id, GCancellable *cancellable, GError **error);
/* After the account got another secret: the hub gets it, too, where it has the account. TRUE also where it has not. */
gboolean so_hand_over_renew (SoStudio *studio, const char *account_id, GError **error);

/* Where another computer of the studio has handed accounts over: what is approved here leaves by the hub, too, which is told once what this computer
 * signs by. */
gboolean so_hand_over_sign (SoStudio *studio, SoHubClient *client, GCancellable *cancellable, GError **error);

/* Calls a message back that waits at the hub: the owner decides about it again. */
gboolean so_studio_call_back (SoStudio *studio, const char *draft_id, GCancellable *cancellable, GError **error);

/* In the caller's transaction, when the hub is left: no account is there any more, and nobody tells what becomes of what it has. */
gboolean so_hand_over_forget (SoDb *db, GError **error);
/* The same when the hub was restored from a backup: it sends on, and does not know what it had. */
gboolean so_hand_over_doubt (SoDb *db, GError **error);

G_END_DECLS
