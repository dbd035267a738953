/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Lets go what waited for something that is there now: its time, the morning, the network (@online), its account. Blocking; only the
 * holder of the lease calls this. *@scheduled: ms of the next one that time alone lets go, 0 if none. */
gboolean so_release_waiting (SoStudio *studio, gboolean online, gint64 *scheduled, GError **error);

G_END_DECLS
