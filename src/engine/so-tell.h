/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Ids of conversations that the owner is to be told of, each once: those that were escalated, whoever did it (a pull here, or studioctl while
 * no window was open), and those whose free window closes within an hour. *@closing is NULL for a demo. Both NULL-terminated and yours. */
gboolean so_tell_take (SoStudio *studio, GStrv *escalated, GStrv *closing, GError **error);

/* Notifications are to wait: the owner's quiet hours. */
gboolean so_tell_is_quiet (SoStudio *studio, SoDb *db);

G_END_DECLS
