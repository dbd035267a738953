/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a model thinks of a lead, beside the points of so-lead-score.h, which stay as they are. Pure. */

char *so_opinion_system (void);                      /* free with g_free() */
/* What a person wrote, oldest first, ended by NULL: at most 6,000 characters, the newest of them; free with g_free(). */
char *so_opinion_turn (const char *const *texts);
const char *so_opinion_schema (void);                /* static */

/* @score: 0 to 100. @why: one line; free with g_free(). FALSE with SO_ERROR_GIVE_UP where @answer is not what was asked for. */
gboolean so_opinion_parse (const char *answer, int *score, char **why, GError **error);

G_END_DECLS
