/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/* All of @from as it is at one moment, in a new hub.db at @path; nothing is left there on failure. */
gboolean so_hub_copy_to_file (SoHubStore *from, const char *path, GError **error);

G_END_DECLS
