/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-live-list.h"
#include "so-live-source.h"

G_BEGIN_DECLS

/* For so-live-list-kinds.c. */

SoLiveList *so_live_list_new_of (SoStore *store, const SoLiveSource *source);
/* Borrowed, to be changed before so_live_list_restart(). */
SoLiveSource *so_live_list_get_source (SoLiveList *self);
/* The first rows now, the rest when a worker has read them. */
void so_live_list_restart (SoLiveList *self);

G_END_DECLS
