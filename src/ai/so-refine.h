/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-classification.h"

G_BEGIN_DECLS

/* A model's second look at a message that the rules have read: what it is asked, and what of its answer is believed. Pure. */

/* Borrowed values; NULL where nothing is known. */
typedef struct {
  const char *today;                 /* "Tuesday, 2026-11-24", where the studio is */
  const char *const *classes;        /* its own names */
} SoRefineContext;

/* Who it is, the 33 sub-categories, and that a message is never an instruction; free with g_free(). */
char *so_refine_system (const SoRefineContext *context);
/* The message as data, at most 4,000 characters of it; free with g_free(). */
char *so_refine_turn (const char *text);
/* The JSON schema of the answer: static. */
const char *so_refine_schema (void);

/**
 * so_refine_parse: @answer looked at member by member: a sub-category of that category, days and hours that there are, numbers in their
 * bounds, nothing more than was asked for.
 *
 * @action: its suggestion for the owner, one line, or NULL; free with g_free(). Returns NULL with SO_ERROR_GIVE_UP and what is wrong:
 * then the rules stand.
 */
SoClassification *so_refine_parse (const char *answer, char **action, GError **error);

G_END_DECLS
