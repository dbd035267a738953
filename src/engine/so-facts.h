/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-account.h"
#include "so-batches.h"
#include "so-contact.h"
#include "so-insight.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Small facts of a studio that pages show, each one short indexed read, and the slow ways to change them. */

/* A setting ("onboarding.step"), or NULL where it is not set; free with g_free(). */
char *so_studio_dup_setting (SoStudio *studio, const char *key);

/* SoAccount values, and SoBatch values newest first; NULL with an error in words. */
GPtrArray *so_studio_list_accounts (SoStudio *studio, GError **error);
/* SO_ERROR_CHANGE where there is none of that id. Free with so_account_free(). */
SoAccount *so_studio_find_account (SoStudio *studio, const char *id, GError **error);
GPtrArray *so_studio_list_imports (SoStudio *studio, GError **error);

/* One person, or NULL where there is none of that id. */
SoContact *so_studio_find_contact (SoStudio *studio, const char *id);

/* The newest conversations of a person, at most @limit: SoThread. Empty where they cannot be read. */
GPtrArray *so_studio_list_threads_of (SoStudio *studio, const char *contact_id, guint limit);

/* What was read out of a conversation; NULL where nobody has looked yet. Free with so_insight_free(). */
SoInsight *so_studio_find_insight (SoStudio *studio, const char *thread_id);
/* Of all conversations of a person the one to speak of: looked at last, else the newest; NULL: none. Free with g_free(). */
char *so_studio_dup_insight_thread (SoStudio *studio, const char *contact_id);
/* SoTask of a person, open ones first; and SoContactField. Empty where they cannot be read. */
GPtrArray *so_studio_list_tasks (SoStudio *studio, const char *contact_id, guint limit);
/* SoTrial of a person, the newest first. */
GPtrArray *so_studio_list_trials (SoStudio *studio, const char *contact_id, guint limit);
/* SoTask of everybody that are open, by their day; and SoLead: who is hot and waits for an answer, the highest score first. */
GPtrArray *so_studio_list_open_tasks (SoStudio *studio, guint limit);
GPtrArray *so_studio_list_waiting_leads (SoStudio *studio, guint limit);
/* SoSavedFilter: the studio's own filters of people. Never NULL. */
GPtrArray *so_studio_list_saved_filters (SoStudio *studio);
GPtrArray *so_studio_list_fields (SoStudio *studio, const char *contact_id);

/* SoSequence: the follow-ups that are planned; and SoSequenceRun: those that run with a person, the next due first. */
GPtrArray *so_studio_list_follow_ups (SoStudio *studio);
GPtrArray *so_studio_list_runs (SoStudio *studio, const char *contact_id);

/* How many messages the owner has approved since midnight in the studio's zone. */
guint so_studio_count_approved_today (SoStudio *studio);

/* so_studio_set_up() on the worker thread: a new studio, or other words for the one there is. */
void so_studio_set_up_async (SoStudio *studio, const SoProfile *profile, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean so_studio_set_up_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
