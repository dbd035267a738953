/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-hub-store.h"

G_BEGIN_DECLS

SoDb *so_hub_store_get_db (SoHubStore *self);

G_END_DECLS
