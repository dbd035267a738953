/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-link.h"

#include "so-store.h"

G_BEGIN_DECLS

/* An account for each chat of a website that the hub at @link has for this studio, where there is none yet; one that the owner removed is not
 * made again. In the caller's transaction. */
gboolean so_hub_chats_connect (SoDb *db, const SoHubLink *link, GError **error);

G_END_DECLS
