/* SPDX-License-Identifier: MIT */
/* What the window says at its lower edge. Of passing notes ("Stage: Trial", with Undo) the newest is enough: ten in a row leave
 * one. An error is not pushed away by a note. */
#pragma once

#include <adwaita.h>

/* action: of the "Undo" button, such as "win.undo"; NULL for none. */
void so_toasts_note (AdwToastOverlay *overlay, const char *message, const char *action);
/* The note goes before its time: what is done now is about something else. */
void so_toasts_dismiss_note (AdwToastOverlay *overlay);
void so_toasts_error (AdwToastOverlay *overlay, const char *message);
