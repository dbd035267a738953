/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What the source itself said of a message: of a mail its bytes, of a large one its header. NULL where nothing was kept. */
GBytes *so_payload_find (SoDb *db, const char *message_id);

G_END_DECLS
