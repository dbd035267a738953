/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SoCarryBar: the line under the week that says where a class would be and what is in the way there, with buttons for who has no keyboard. Signals:
 * "place", "leave".
 */
#define SO_TYPE_CARRY_BAR (so_carry_bar_get_type ())
G_DECLARE_FINAL_TYPE (SoCarryBar, so_carry_bar, SO, CARRY_BAR, GtkBox)

/* Shown from now on. @problem: in words, or NULL; then @hint is said. @place: it can be put down by a button. */
void so_carry_bar_show (SoCarryBar *self, const char *title, const char *problem, const char *hint, gboolean place);
/* Its buttons under its words. */
void so_carry_bar_set_narrow (SoCarryBar *self, gboolean narrow);
void so_carry_bar_hide (SoCarryBar *self);

G_END_DECLS
