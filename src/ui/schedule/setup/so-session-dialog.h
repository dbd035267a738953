/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* Dialogs over the week. What is saved is said by the window, with a button that takes it back. */

/* A class comes onto the schedule. @class_id: or NULL; @first: "2026-12-01T18:00", or NULL. Where there is no class yet, the list of classes. */
void so_series_dialog_present (SoWindow *window, const char *class_id, const char *first);
/* One session: this, this and the following, or all of its series are changed, cancelled, restored, or take place although it is closed. @id: so-session.h. */
void so_session_dialog_present (SoWindow *window, const char *id);

G_END_DECLS
