/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-standing-verbs.h"

G_BEGIN_DECLS

/* How much the assistant does by itself. Manual: it sorts, and nothing goes out or is proposed. Suggest: it proposes, the owner approves; what
 * goes out by itself is in fixed words of hers. Full Auto: so do answers that are copied from her own data, of each subject for which her
 * decisions have earned it; never against so-never-auto.h, and not while all is paused. */
#define SO_SETTING_MODE "assistant.mode"

typedef enum { SO_MODE_MANUAL, SO_MODE_SUGGEST, SO_MODE_AUTO, SO_N_MODES } SoMode;

const char *so_mode_nick (SoMode mode);      /* "auto": static */
SoMode so_mode_load (SoDb *db);              /* SO_MODE_SUGGEST where nothing is kept */

/* TRUE where Full Auto would switch @row on, or has: a subject whose answers are copied. */
gboolean so_mode_is_subject (const SoStandingRow *row);
/* "What It Costs: 17 of 20 approved unchanged, 0 complaints" of a subject, translated; free with g_free(). */
char *so_mode_describe (const SoStandingRow *row);

/* In the caller's transaction. To Full Auto: every subject that is earned is switched on, each as a standing approval of its own version, with an
 * event; SO_ERROR_CHANGE with the numbers where none is. From it: all of them are off again. @nick NULL: suggest. */
gboolean so_mode_set (SoDb *db, const char *nick, GError **error);

G_END_DECLS
