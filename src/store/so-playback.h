/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* How far somebody has listened at this computer; and which recording comes next. Of this computer alone: it is not shared. */

/* ms from the beginning; 0: not begun, or heard to its end; -1: never listened to. */
gint64 so_playback_get (SoDb *db, const char *sha256);
/* From the first moment on it is no unheard one any more. */
gboolean so_playback_set (SoDb *db, const char *sha256, gint64 ms, GError **error);

/* The message (yours) of a thread with the recording or voice note that came next after that of @after, or where @after is NULL the newest; *@sha256 (yours) is its file, the
 * first where it has several. NULL without an error where there is none. Only what is on this computer or on its way counts. */
char *so_playback_next (SoDb *db, const char *thread_id, const char *after, char **sha256, GError **error);

G_END_DECLS
