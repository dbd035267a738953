/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoShareRunner: keeps a shared studio the same as on its other computers, on a thread of its own: it says what is changed here at once, waits at the
 * hub for what others change, and comes later where the hub cannot be reached. Main thread.
 */
typedef struct _SoShareRunner SoShareRunner;

SoShareRunner *so_share_runner_new (SoStudio *studio);
void so_share_runner_free (SoShareRunner *runner);

void so_share_runner_start (SoShareRunner *runner);
/* Cancels what is under way and waits for its end, which is soon. */
void so_share_runner_stop (SoShareRunner *runner);
/* The owner asks, or there is a network again: not later. */
void so_share_runner_hasten (SoShareRunner *runner);

G_END_DECLS
