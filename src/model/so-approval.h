/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * so_approval_hash: what the owner approved, as one number. Any change of a part makes another
 * hash, and the approval void.
 *
 * @attachments: SHA-256 of each file, in order, or NULL. @recipient: normalised identity.
 * Returns: SHA-256 in hex; free with g_free().
 */
char *so_approval_hash (const char *text, const char *const *attachments, const char *recipient,
                        const char *account);

G_END_DECLS
