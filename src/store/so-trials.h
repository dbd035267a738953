/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"
#include "so-trial.h"

G_BEGIN_DECLS

/* Trial classes; made as deleted rows that are brought back, so that undoing takes them away. The stage follows from them, by rule: who has booked
 * is in TRIAL_SCHEDULED, who became a customer in CONVERTED. */

/* @starts_at in ms. The id (yours). */
char *so_trial_book (SoDb *db, const char *contact_id, const char *title, gint64 starts_at, GError **error);
gboolean so_trial_set_state (SoDb *db, const char *id, SoTrialState state, GError **error);
/* Once more is the same as once. */
gboolean so_trial_convert (SoDb *db, const char *id, GError **error);

SoTrial *so_trial_find (SoDb *db, const char *id, GError **error);
/* SoTrial, the newest first. @contact_id NULL: everybody's. */
GPtrArray *so_trial_list (SoDb *db, const char *contact_id, guint limit, GError **error);

/* SoTrial that ended in (@after, @before] (ms) without a customer, and whose person has neither written since, nor another trial to come, nor is won or lost. */
GPtrArray *so_trial_quiet (SoDb *db, gint64 after, gint64 before, GError **error);
/* In which conversation that person is written to, where this computer is the one that does it; NULL: none. Free with g_free(). */
char *so_trial_thread (SoDb *db, const SoTrial *trial);
/* TRUE where something was proposed for that day, whatever became of it, or for a later one. */
gboolean so_trial_was_touched (SoDb *db, const SoTrial *trial, guint day);
/* "de": what the person writes, or NULL. Free with g_free(). */
char *so_trial_language (SoDb *db, const char *thread_id);

G_END_DECLS
