/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The person beside the conversation: name, ways to reach them, tags, score, notes, what else they wrote. */
#define SO_TYPE_CONTACT_PANE (so_contact_pane_get_type ())
G_DECLARE_FINAL_TYPE (SoContactPane, so_contact_pane, SO, CONTACT_PANE, AdwBin)

GtkWidget *so_contact_pane_new (void);

/* @thread_id: the conversation that is shown beside it, left out of the others; or NULL. */
void so_contact_pane_set_contact (SoContactPane *self, SoStudio *studio, const char *contact_id, const char *thread_id);

G_END_DECLS
