/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"
#include "so-verb-call.h"

G_BEGIN_DECLS

/* Another telephone system tells something of a call: @json is one object (so-call-event.h). The call's id (yours); NULL with SO_ERROR_CHANGE where @json is wrong, or the call
 * was erased. Blocking. */
char *so_call_tell (SoStudio *studio, const char *json, GError **error);

/* The same on a thread of its own. The studio is kept as long. */
void so_call_tell_async (SoStudio *studio, const char *json, GAsyncReadyCallback callback, gpointer user_data);
char *so_call_tell_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* What was booked because of the call @id; @booking_id NULL: nothing. Undoable. Blocking. */
gboolean so_call_book (SoStudio *studio, const char *id, const char *booking_id, GError **error);
/* The same for so-verb.c. */
gboolean so_call_verb_book (SoVerbCall *call, GError **error);

G_END_DECLS
