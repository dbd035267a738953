/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio-private.h"
#include "so-trial.h"
#include "so-draft-verbs.h"

G_BEGIN_DECLS

/* Who had a trial class and is silent is written to on days 1, 3, 7 and 12, in other words for who came, who did not, and who cancelled: as proposals,
 * which the owner approves like any other. */

/* What is written; without the owner's own template ("Trial attended 1") in the language @language, or English. Static; "@trial@" stands for the class. */
const char *so_trial_touch_text (SoTrialState state, guint day, const char *language);

/* Proposes what is due at @now (ms). *@n: how many. While something else waits to be decided on in the conversation, it waits, too, and what
 * has become too late by then is left out. */
gboolean so_trial_touch_pass (SoDb *db, gint64 now, guint *n, GError **error);

/* For so-verb.c. */
gboolean so_trial_verb_book (SoVerbCall *call, GError **error);
gboolean so_trial_verb_convert (SoVerbCall *call, GError **error);

G_END_DECLS
