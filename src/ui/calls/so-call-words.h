/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-call-entry.h"
#include "so-call-metrics.h"
#include "so-contact.h"

G_BEGIN_DECLS

/* Calls in words for the owner. Pure; free what is no const with g_free(). */

/* "Priya Sharma"; who has no name is their number, and who hides it "Withheld number". */
const char *so_call_words_who (const SoCall *call);
/* "Missed, after hours". */
const char *so_call_words_state (const SoCall *call);
const char *so_call_words_icon (const SoCall *call);
/* The same for what the message of a call says, so_call_state_label(); of another text that of any call. */
const char *so_call_words_icon_of (const char *label);
/* "47 s", "4 min 30 s", "1 h 04 min". */
char *so_call_words_length (guint64 seconds);
/* Second line of a row: "Voicemail · 31 s". */
char *so_call_words_line (const SoCall *call);
/* The row for who does not see it, the name first; @now in ms. */
char *so_call_words_row (const SoCallEntry *entry, gint64 now);

/* What was agreed about recording it. NULL where nothing is known, and nothing was recorded. */
const char *so_call_words_consent (const SoCall *call, SoCallSoundState sound);
/* Why there is nothing to play: a sentence. NULL: it was not recorded. */
const char *so_call_words_no_sound (const SoCall *call, SoCallSoundState sound);
/* "7 of 10, estimated"; NULL: not rated. */
char *so_call_words_satisfaction (const SoCall *call);
/* What it was about: the label of a category, or the words of who told it. Borrowed; NULL: not known. */
const char *so_call_words_intent (const SoCall *call);

/* "Hot · Contacted": how somebody is known. "" of somebody new. */
char *so_call_words_person (const SoContact *contact);
/* While it rings or is spoken: "Incoming: Priya S., HOT". @contact may be NULL. */
char *so_call_words_live (const SoCall *call, const SoContact *contact);

/* "12", "82 %", "4 min 30 s", "Not known yet". */
char *so_call_words_metric (const SoCallMetrics *metrics, SoCallMetric metric);

G_END_DECLS
