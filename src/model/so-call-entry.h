/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call.h"

G_BEGIN_DECLS

/* The list of calls, as a page shows it. */

/* Which of them are in it. */
typedef enum {
  SO_CALLS_ALL,
  SO_CALLS_MISSED,
  SO_CALLS_VOICEMAIL,
  SO_CALLS_AFTER_HOURS,
  SO_CALLS_ANSWERED,      /* by a person or the assistant, both ways */
  SO_N_CALLS_SHOWN,
} SoCallsShown;
/* For people, in English: translate with gettext. */
const char *so_calls_shown_label (SoCallsShown shown);

/* Borrowed values. */
typedef struct {
  SoCallsShown shown;
  const char *text;       /* words of a name, or digits of a number; NULL or empty: all */
} SoCallLogFilter;

/* One line of it: a plain value. */
typedef struct {
  gint64 n;
  SoCall *call;
  gboolean unheard;       /* a voicemail that was not played on this computer, that nobody has answered, and whose conversation is open */
} SoCallEntry;
void so_call_entry_free (SoCallEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCallEntry, so_call_entry_free)

/* Where the sound of a call is. */
typedef enum {
  SO_CALL_SOUND_NONE,     /* it was not recorded, or nobody told of it */
  SO_CALL_SOUND_HERE,
  SO_CALL_SOUND_COMES,    /* it is still to be fetched */
  SO_CALL_SOUND_UNKEPT,   /* it was recorded, and what the caller or the studio's setting says is against keeping it */
} SoCallSoundState;

G_END_DECLS
