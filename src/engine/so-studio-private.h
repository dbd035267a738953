/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-jobs.h"
#include "so-outlet.h"
#include "so-secrets.h"
#include "so-studio.h"
#include "so-traffic.h"
#include "so-writing.h"

G_BEGIN_DECLS

/* What the engine's own files, and tests, know of a studio. */

typedef struct _SoOutbox SoOutbox;
typedef struct _SoClassifier SoClassifier;

/* The studio's sender; lives as long as the studio. */
SoOutbox *so_studio_get_outbox (SoStudio *studio);
SoOutbox *so_outbox_new (SoStudio *studio);
void so_outbox_free (SoOutbox *outbox);

/* Who talks to which account; lives as long as the studio. Any thread. */
SoTraffic *so_studio_get_traffic (SoStudio *studio);

/* What models do by themselves; lives as long as the studio. Main thread. */
SoJobs *so_studio_get_jobs (SoStudio *studio);

/* Emit SoStudio::acted, ::sender-changed, ::sync-changed and ::escalated. Main thread. */
void so_studio_sync_changed (SoStudio *studio);
void so_studio_acted (SoStudio *studio);
void so_studio_sender_changed (SoStudio *studio);
void so_studio_escalated (SoStudio *studio, const char *const *thread_ids);
/* Emits SoStudio::window-closing. Main thread. */
void so_studio_closing (SoStudio *studio, const char *const *thread_ids);

/* Where tokens are kept: the user's key ring, or what a test puts here before it is first asked. Any thread. */
SoSecrets *so_studio_get_secrets (SoStudio *studio);
/* Where they are they stay, whatever others say of the studio; before the first of a studio that is shared, or has no profile yet. */
gboolean so_studio_keep_secrets (SoStudio *studio, GError **error);
void so_studio_set_secrets (SoStudio *studio, SoSecrets *secrets);

/* The rules by which messages are understood; as long as the studio. Any thread. */
SoClassifier *so_studio_get_classifier (SoStudio *studio);

/* What models are writing; lives as long as the studio. Any thread. */
SoWritings *so_studio_get_writings (SoStudio *studio);
/* Emits SoStudio::writing. Main thread. */
void so_studio_writing (SoStudio *studio, const char *thread_id);
/* As so_studio_run(), on the thread on which models are waited for. Main thread. */
void so_studio_run_writer (SoStudio *studio, GTask *task, GTaskThreadFunc func);
/* For so-asker.c: a model of a test's own, or NULL; set before anything is asked. */
void so_studio_set_asker (SoStudio *studio, GCallback asker, gpointer data);
GCallback so_studio_get_asker (SoStudio *studio, gpointer *data);

/* Where adapters come from; tests put doubles here before anything is sent. */
void so_studio_set_outlet (SoStudio *studio, SoOutletOpen open, gpointer data);
SoChannel *so_studio_open_outlet (SoStudio *studio, const SoAccount *account, const char *transport, GError **error);
/* The way out of an account that was handed over to the hub (so-hand-over.h). */
SoChannel *so_studio_open_relay (SoStudio *studio, const SoAccount *account, GError **error);

G_END_DECLS
