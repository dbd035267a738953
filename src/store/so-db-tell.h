/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"

G_BEGIN_DECLS

/* Says with this transaction that lists changed (SoChanged bits) whose rows did not: what is shown of them did. */
void so_db_tell (SoDb *db, guint changes);

G_END_DECLS
