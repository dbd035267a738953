/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoShareFilesRunner: shares the contents of files with the other computers of the studio (so-share-files-round.h), on a thread of its own: after what is
 * shared was said and heard, when the hub says that there is something new on its side, when somebody looks at what is not here, and now and then.
 * What is wrong stands in studioctl hub share status.
 */
typedef struct _SoShareFilesRunner SoShareFilesRunner;

SoShareFilesRunner *so_share_files_runner_new (SoStudio *studio);
void so_share_files_runner_free (SoShareFilesRunner *runner);

/* Main thread. Stopping waits for what is under way, which is given up. */
void so_share_files_runner_start (SoShareFilesRunner *runner);
void so_share_files_runner_stop (SoShareFilesRunner *runner);

/* Any thread, once it was made. @ask: there may be something new at the hub; else only what is known here is a reason to ask it. */
void so_share_files_runner_wake (SoShareFilesRunner *runner, gboolean ask);

G_END_DECLS
