/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-store.h"

G_BEGIN_DECLS

/**
 * SoHubWorker: a thread with one connection to the hub's store. Requests that wait while it commits are committed together with the next
 * one, so that a slow disk costs time and not throughput. Used from the thread that made it, which is also told what came of everything.
 */
typedef struct _SoHubWorker SoHubWorker;

/* Opens the store on the calling thread, so that what is wrong with it is said before anything begins. */
SoHubWorker *so_hub_worker_new (const SoHubPlace *place, SoHubStoreMode mode, GError **error);
/* Does what is queued first, and tells it. */
void so_hub_worker_free (SoHubWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoHubWorker, so_hub_worker_free)

/* @error NULL: it is done, durably. @event is borrowed. */
typedef void (*SoHubStored) (const SoHubEvent *event, const GError *error, gpointer data);
/* Takes @event. FALSE where so much waits already that no more is taken: then @stored is not called. */
gboolean so_hub_worker_put (SoHubWorker *self, SoHubEvent *event, SoHubStored stored, gpointer data);

/* @work on the worker's thread, @done on the caller's, with the same @data. */
typedef gboolean (*SoHubWork) (SoHubStore *store, gpointer data, GError **error);
typedef void (*SoHubDone) (const GError *error, gpointer data);
void so_hub_worker_run (SoHubWorker *self, SoHubWork work, SoHubDone done, gpointer data);

typedef struct {
  guint waiting;           /* requests that are not committed */
  gsize waiting_bytes;
  guint64 stored;
  guint64 duplicates;
  guint64 failed;
  guint64 commits;
  gboolean failing;        /* the last commit failed */
} SoHubWorkerNumbers;
const SoHubWorkerNumbers *so_hub_worker_get_numbers (SoHubWorker *self);

G_END_DECLS
