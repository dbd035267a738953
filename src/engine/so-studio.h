/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "so-profile.h"
#include "so-store.h"
#include "so-transfers.h"

G_BEGIN_DECLS

/**
 * SoStudio: a studio at work: its store, the one worker thread on which verbs run in the order they
 * were called, and the dispatcher that sends what was approved.
 *
 * SoStudio::acted: the owner decided on a conversation or a draft in this window (a verb, an import), so that what she
 * looks at may move now. Main thread.
 * SoStudio::escalated: a GStrv of ids of conversations that have to come to the owner first, each once for each time that
 * it was escalated, those that wait longest first. Only where this process receives. Main thread.
 * SoStudio::window-closing: the same of conversations whose free window closes within an hour, once for each message.
 * SoStudio::sync-changed: an account begins to be read, or has been: so_sync_is_running(). Main thread.
 * SoStudio::writing: see so-writing.h. Main thread.
 * SoStudio::sender-changed: so_outbox_is_elsewhere() says something else now. Main thread.
 */
#define SO_TYPE_STUDIO (so_studio_get_type ())
G_DECLARE_FINAL_TYPE (SoStudio, so_studio, SO, STUDIO, GObject)

/* What has to be said before anything else runs in a process: the first line of main(). */
void so_studio_init_process (void);

/* Opens (or makes) the studio in @folder. Blocking, but quick: nothing of the content is read. */
SoStudio *so_studio_open (const char *folder, GError **error);

SoStore *so_studio_get_store (SoStudio *studio);
/* What comes and goes at this moment. Borrowed. */
SoTransfers *so_studio_get_transfers (SoStudio *studio);
/* Who it is; NULL before so_studio_set_up(). Free with so_profile_free(). */
SoProfile *so_studio_dup_profile (SoStudio *studio);
GTimeZone *so_studio_get_zone (SoStudio *studio);
/* @at (ms) on the clock of the studio. */
GDateTime *so_studio_local_time (SoStudio *studio, gint64 at);
gboolean so_studio_is_demo (SoStudio *studio);

/* Somebody pressed or moved something in a window of it; and whether they did in the last @seconds. Any thread. */
void so_studio_touch (SoStudio *studio);
gboolean so_studio_is_used (SoStudio *studio, guint seconds);

/* Makes it @profile's studio (id is ignored; zone and currency have defaults) with a practice account. SO_ERROR_CHANGE
 * names what is wrong with a field. */
gboolean so_studio_set_up (SoStudio *studio, const SoProfile *profile, GError **error);

/* $XDG_DATA_HOME/studio-os/default; free with g_free(). */
char *so_studio_default_folder (void);

/* Blocking code on the worker thread. @func sets its result with g_task_return_*(); it may use the
 * store but never the main loop's objects. */
void so_studio_run (SoStudio *studio, GTask *task, GTaskThreadFunc func);
/* The same on another thread, in an order of its own: for what may take minutes and must not keep a verb waiting. */
void so_studio_run_aside (SoStudio *studio, GTask *task, GTaskThreadFunc func);

G_END_DECLS
