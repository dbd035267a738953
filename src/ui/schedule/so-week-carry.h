/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-week-grid.h"
#include "so-week-source.h"

G_BEGIN_DECLS

/**
 * SoWeekCarry: the hand that moves a class of a grid: by pointer (drag; its lower edge makes it longer or shorter; with Ctrl it is copied), or by keys
 * (arrows by step, room or day; Shift with an arrow for its length; Enter drops, Escape cancels). At each step the week that would come of it is
 * judged. It stores nothing: whoever listens does.
 *
 *      nothing ──take up, drag──▶ carried ──Enter, let go──▶ "dropped", nothing
 *                                    └──────Escape─────────▶ "ended", nothing
 *
 * Signals: "moved" (it was taken up, or is somewhere else now), "dropped" (so_week_carry_get_place() is where; "ended" follows), "ended".
 */
#define SO_TYPE_WEEK_CARRY (so_week_carry_get_type ())
G_DECLARE_FINAL_TYPE (SoWeekCarry, so_week_carry, SO, WEEK_CARRY, GObject)

/* @scrolled holds @grid; both live as long. */
SoWeekCarry *so_week_carry_new (SoWeekGrid *grid, GtkScrolledWindow *scrolled);
void so_week_carry_set_source (SoWeekCarry *self, SoWeekSource *source);

/* By keys. @copied: a new class is carried, and the one stays. */
void so_week_carry_take_up (SoWeekCarry *self, const char *id, gboolean copied);
void so_week_carry_drop (SoWeekCarry *self);
void so_week_carry_cancel (SoWeekCarry *self);
/* The week is another one: judges again, or cancels where the class is gone. */
void so_week_carry_update (SoWeekCarry *self);

/* The id of what is carried, or NULL. Borrowed. */
const char *so_week_carry_get_id (SoWeekCarry *self);
gboolean so_week_carry_is_copied (SoWeekCarry *self);
/* TRUE while the pointer holds it: then it is let go, and no button is needed. */
gboolean so_week_carry_by_pointer (SoWeekCarry *self);
/* Valid while something is carried; its ids are borrowed from the week of the grid. */
const SoWeekPlace *so_week_carry_get_place (SoWeekCarry *self);
/* What would be in the way there, in words; NULL: nothing. Borrowed. */
const char *so_week_carry_get_problem (SoWeekCarry *self);

G_END_DECLS
