/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-entry.h"
#include "so-store.h"

G_BEGIN_DECLS

/* The list of calls, as a page shows it: those that were told, the newest first. */

/* Numbers of rows; @limit 0: all. */
GArray *so_call_log_numbers (SoDb *db, const SoCallLogFilter *filter, guint limit, GError **error);
/* Free with so_call_entry_free(). */
SoCallEntry *so_call_log_load (SoDb *db, gint64 n, GError **error);
/* The number of the row of a call, -1 where there is none. */
gint64 so_call_log_find (SoDb *db, const char *id);

/* The voicemail below the call @id (NULL: none) in the list that waits to be heard, else the first of the others (yours); NULL: there is none. */
char *so_call_log_next_unheard (SoDb *db, const char *id);

/* SoCall that ring since @ringing (ms) at the earliest, or are spoken since @live, and began by @latest: calls whose end nobody tells do not ring for ever. */
GPtrArray *so_call_log_live (SoDb *db, gint64 ringing, gint64 live, gint64 latest, GError **error);

/* Where the sound of the call is that is @message_id; of SO_CALL_SOUND_HERE *@sha256 is its file (yours). */
SoCallSoundState so_call_log_sound (SoDb *db, const char *message_id, char **sha256);

G_END_DECLS
