/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-ctl.h"
#include "so-entity.h"

G_BEGIN_DECLS

/* Id of what is called @word, an id or a name that only one has. Free with g_free(). */
char *so_ctl_schedule_id (SoCtl *ctl, const SoEntity *entity, const char *word, GError **error);

G_END_DECLS
