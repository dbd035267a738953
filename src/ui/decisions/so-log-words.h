/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-log-entry.h"

G_BEGIN_DECLS

/* The log of decisions in words for the owner. Free what is no const with g_free(). */

typedef enum {
  SO_LOG_TONE_PLAIN,    /* discarded, closed, taken back */
  SO_LOG_TONE_GOOD,     /* the channel has it */
  SO_LOG_TONE_WAITS,
  SO_LOG_TONE_BAD,      /* somebody should look */
} SoLogTone;
SoLogTone so_log_words_tone (SoDraftState state);

/* "Sent", "Discarded: Wrong tone", "Taken back". */
char *so_log_words_outcome (const SoLogEntry *entry);
/* Behind the outcome: "by you, edited", "by itself: Out of Hours"; "" where nobody decided. */
char *so_log_words_by (const SoLogEntry *entry);
/* "In the window", "Together with others"…; NULL where it was not approved. */
const char *so_log_words_how (const SoLogEntry *entry);
/* "WhatsApp", and what stands for it in a list. */
const char *so_log_words_channel (const SoLogEntry *entry);
const char *so_log_words_channel_icon (const SoLogEntry *entry);
/* Why it is held, failed or may have been sent; "" where nothing is wrong. */
char *so_log_words_reason (const SoLogEntry *entry);
/* The row for who does not see it, the name first. */
char *so_log_words_row (const SoLogEntry *entry);
/* "Approved by you", "Sent"… */
char *so_log_words_time (const SoLogTime *time);
/* "12 characters changed", "Written by you"; NULL where it went as proposed. */
char *so_log_words_edit (const SoLogEntry *entry);

G_END_DECLS
