/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"
#include "so-thread.h"

G_BEGIN_DECLS

/**
 * SoOptOutBar: says over a conversation that its customer has unsubscribed, perhaps by accident ("CANCEL" may have meant the class), and
 * what can be done: call, or go on in another conversation with the same person.
 */
#define SO_TYPE_OPT_OUT_BAR (so_opt_out_bar_get_type ())
G_DECLARE_FINAL_TYPE (SoOptOutBar, so_opt_out_bar, SO, OPT_OUT_BAR, AdwBin)

/* Shown where the customer of @thread (NULL: none) has unsubscribed by a word. Asks anew each time. */
void so_opt_out_bar_set_thread (SoOptOutBar *self, SoStudio *studio, const SoThread *thread);

G_END_DECLS
