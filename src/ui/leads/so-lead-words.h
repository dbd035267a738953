/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-lead.h"

G_BEGIN_DECLS

/* What a card of the board says, in this computer's language. Pure; @now in ms; free texts with g_free(). */

/* "3 days", and where it takes long in words, too: "slow: 9 days", "stuck: 21 days". */
char *so_lead_words_days (const SoLead *lead, gint64 now, SoAgeing *ageing);
/* What comes next: the task with its day, why they are lost, or what was said last; "" for nothing. *@late: the day is over. */
char *so_lead_words_next (const SoLead *lead, gint64 now, gboolean *late);
/* "Hot", "Trial booked", "2 unread", "WhatsApp", what matters most first. Free with g_strfreev(). */
char **so_lead_words_badges (const SoLead *lead);
/* "Hot · Trial booked · +2": the first @n of them, and where @count is set how many there are besides; "" of none. */
char *so_lead_words_some_badges (char **badges, guint n, gboolean count);
/* Everything but the name, for who hears it. */
char *so_lead_words_spoken (const SoLead *lead, gint64 now);

/* "WhatsApp" for the source "whatsapp"; others as they are. Borrowed from @source or static. */
const char *so_lead_words_source (const char *source);
/* "Trial booked" of "booked"…, or NULL. */
const char *so_lead_words_trial (const char *state);
/* "Too expensive" of "price"; own words as they are. */
const char *so_lead_words_reason (const char *reason);

G_END_DECLS
