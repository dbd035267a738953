/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-channel.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Fetches files that messages name and their channel still has, at most @most of @account, and keeps each under its hash. Blocking.
 * What can be had no more says so in its message; what only failed now is tried again with the next pull. FALSE where the studio could
 * not be read or written. */
gboolean so_fetch_files (SoStudio *studio, const SoAccount *account, SoChannel *channel, guint most, GCancellable *cancellable,
                         GError **error);

G_END_DECLS
