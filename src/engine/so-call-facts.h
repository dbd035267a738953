/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-entry.h"
#include "so-call-metrics.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Calls as pages show them. Short indexed reads but for the last. Values are yours to free. */

/* NULL where there is none. */
SoCallEntry *so_studio_find_call (SoStudio *studio, const char *id);
/* Of the voicemails that wait to be heard the next one below the call @id (may be NULL), else the first of the others; NULL: there is none. */
char *so_studio_dup_next_voicemail (SoStudio *studio, const char *id);
/* SoCall that ring or are spoken at @now (ms), the newest first. Never NULL. */
GPtrArray *so_studio_list_live_calls (SoStudio *studio, gint64 now);

/* Of SO_CALL_SOUND_HERE *@sha256 is its file (yours). */
SoCallSoundState so_studio_find_call_sound (SoStudio *studio, const char *message_id, char **sha256);
/* TRUE where some service tells this studio of its calls. */
gboolean so_studio_has_calls_account (SoStudio *studio);

/* The periods of which numbers are shown. */
typedef enum {
  SO_CALL_PERIOD_TODAY,
  SO_CALL_PERIOD_WEEK,      /* from Monday */
  SO_CALL_PERIOD_MONTH,     /* from the first */
  SO_CALL_PERIOD_30_DAYS,   /* today and the 29 before */
  SO_CALL_PERIOD_12_WEEKS,  /* today and the 83 days before */
  SO_N_CALL_PERIODS,
} SoCallPeriod;
/* For people, in English: translate with gettext. */
const char *so_call_period_label (SoCallPeriod period);
/* Pure: the midnight with which it begins, in @zone, ms. All end now. */
gint64 so_call_period_start (SoCallPeriod period, GTimeZone *zone, gint64 now);

/* What the calls from @from on come to, on a thread of its own. */
void so_studio_count_calls_async (SoStudio *studio, gint64 from, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_studio_count_calls_finish (SoStudio *studio, GAsyncResult *result, SoCallMetrics *metrics, GError **error);

G_END_DECLS
