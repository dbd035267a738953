/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* Ids of conversations that the owner is to be told of, each once: those that were escalated, whoever did it (a pull here, or studioctl while
 * no window was open), and those whose free window closes within an hour. *@closing is NULL for a demo. Both NULL-terminated and yours. */
gboolean so_tell_take (SoStudio *studio, GStrv *escalated, GStrv *closing, GError **error);

/* "0": through quiet hours and while the owner is not to be disturbed, what is urgent waits like everything else. Else that alone is told. */
#define SO_SETTING_TELL_URGENT "notify.urgent"
/* "1": the owner of this computer is not to be disturbed now. */
#define SO_SETTING_TELL_OFF "notify.off"

/* Notifications are to wait: the owner's quiet hours, or she does not want to be disturbed. */
gboolean so_tell_is_quiet (SoStudio *studio, SoDb *db);

G_END_DECLS
