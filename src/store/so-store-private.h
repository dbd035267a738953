/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Path of studio.db; for the store's own files. */
const char *so_store_get_path (SoStore *store);

G_END_DECLS
