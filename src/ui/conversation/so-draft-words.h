/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-draft.h"
#include "so-identity.h"

G_BEGIN_DECLS

/* A draft in words for the owner. Free with g_free(). */

/* "Proposed", "Approved: leaves in a moment"… */
const char *so_draft_words_state (SoDraftState state);
/* "Proposed · from Price list, Opening hours". */
char *so_draft_words_line (const SoDraft *draft);
/* "by Mail to ana@example.org"; @to may be NULL. Free with g_free(). */
char *so_draft_words_way (const SoDraft *draft, const SoIdentity *to);
/* Titles of what it was made from, NULL-terminated; empty where it names none. Free with g_strfreev(). */
GStrv so_draft_words_sources (const SoDraft *draft);
/* Why it is held, failed or may have been sent: its own words, or what the reason means. */
char *so_draft_words_reason (const SoDraft *draft);

/* What it waits for on its way, which is not the time: another computer of the studio, or the hub. NULL: nothing. Free with g_free(). */
char *so_draft_words_waits (const SoDraft *draft, gint64 now);
/* How long (ms) after it was due it is said that it waits for the hub, which answers at once as a rule. */
#define SO_DRAFT_PATIENCE G_GINT64_CONSTANT (3000)

/* "Approved too long ago"; NULL for a reason whose messages have to be looked at one by one. */
const char *so_draft_words_held_title (const char *reason);

#define SO_N_DISCARD_REASONS 8
/* "Wrong facts" for 1 … */
const char *so_draft_words_discard_reason (guint number);

/* What a screen reader says when it was approved, with the key that takes it back. Free with g_free(). */
char *so_draft_words_approved (const char *contact_name);

G_END_DECLS
