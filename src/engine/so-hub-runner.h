/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-intake.h"

G_BEGIN_DECLS

/**
 * SoHubRunner: asks the hub again and again, on a thread of its own, where this computer is paired with one: it waits there for what comes,
 * and comes later where it cannot be reached. It runs only in the process that has the lease. Main thread.
 */
typedef struct _SoHubRunner SoHubRunner;

/* @done is called after each question that brought something. */
SoHubRunner *so_hub_runner_new (SoStudio *studio, void (*done) (const SoHubTurn *turn, gpointer data), gpointer data);
void so_hub_runner_free (SoHubRunner *runner);

void so_hub_runner_start (SoHubRunner *runner);
/* Cancels what is under way and waits for its end, which is soon. */
void so_hub_runner_stop (SoHubRunner *runner);
/* The owner asks: not later. */
void so_hub_runner_hasten (SoHubRunner *runner);

G_END_DECLS
