/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One thread that runs tasks in the order in which they were pushed. It is made with the first. */
typedef struct _SoWorker SoWorker;

SoWorker *so_worker_new (void);
/* Takes a reference on @task until @func has returned. A task that is cancelled before its turn
 * returns that error and @func is not called. */
void so_worker_push (SoWorker *worker, GTask *task, GTaskThreadFunc func);
/* Waits until everything that was pushed has run, and frees the worker. */
void so_worker_stop (SoWorker *worker);

G_END_DECLS
