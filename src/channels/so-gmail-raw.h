/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-mail-spool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * so_gmail_raw_split: a message as the Gmail API gives it with format=raw, without ever having it in memory: the mail that its member
 * "raw" holds goes decoded into @mail, the rest of the JSON, with "raw" empty, into @rest.
 *
 * Returns: FALSE with SO_ERROR_WAIT where it is cut off or is no such answer, and with what @mail or @stream said.
 */
gboolean so_gmail_raw_split (GInputStream *stream, SoMailSpool *mail, GString *rest, GCancellable *cancellable, GError **error);

G_END_DECLS
