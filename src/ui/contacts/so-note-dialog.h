/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-note.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* A note about a person is written, or (@note) changed. Nothing is kept of what is not saved. */
void so_note_dialog_present (GtkWidget *parent, SoStudio *studio, const char *contact_id, const SoNote *note);

G_END_DECLS
