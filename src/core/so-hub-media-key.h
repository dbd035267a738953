/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a computer and its hub call a file that a provider has: of the account's id, and of what so_channel_fetch() wants to hear for it. A hash, since that
 * may be a long address that lets in whoever knows it, and paths stand in the logs of web servers. Free with g_free(). */
char *so_hub_media_key (const char *account, const char *remote);

G_END_DECLS
