/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-ctl.h"
#include "so-entity.h"

G_BEGIN_DECLS

/* Id of what is called @word, an id or a name that only one has. Free with g_free(). */
char *so_ctl_schedule_id (SoCtl *ctl, const SoEntity *entity, const char *word, GError **error);

/* Whether that file is a calendar (.ics), by its beginning. */
gboolean so_ctl_is_calendar (const char *path);
/* “import” of one: as “schedule import”, with the counts of other imports beside it. */
gboolean so_ctl_import_calendar (SoCtl *ctl, gboolean dry, GError **error);

/* A list of SoSession. TRUE, so that a command can end with it. */
gboolean so_ctl_print_sessions (SoCtl *ctl, GPtrArray *sessions);

G_END_DECLS
