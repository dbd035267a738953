/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-source.h"
#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoRollDialog: who came. One key for each: Space present, A absent, L late; the same key again takes it back. The focus goes on to the next person, so that
 * a list is done with one hand.
 */
#define SO_TYPE_ROLL_DIALOG (so_roll_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoRollDialog, so_roll_dialog, SO, ROLL_DIALOG, AdwDialog)

/* @title: of the class; @id: of the session. */
void so_roll_dialog_present (SoWindow *window, SoWeekSource *source, const char *id, const char *title);

G_END_DECLS
