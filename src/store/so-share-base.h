/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-share-link.h"

G_BEGIN_DECLS

/* The next part of all that holds here, as the hub is told it in a merge. JSON, free with g_free(). */
char *so_share_merge_page (SoDb *db, const SoShareLink *link, GError **error);

G_END_DECLS
