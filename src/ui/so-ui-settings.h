/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of the window (not of the studio), or NULL where the schema is not installed, as in
 * a build folder: everything has its default then. Free with g_object_unref(). */
GSettings *so_ui_settings_new (void);

/* Light or dark as @settings say, from now on; NULL: as the desktop says. */
void so_ui_settings_apply_style (GSettings *settings);

/* Where to go when something was decided; in the order of the schema. */
typedef enum {
  SO_ADVANCE_NEXT,
  SO_ADVANCE_STAY,
  SO_ADVANCE_BACK,
} SoAdvance;

SoAdvance so_ui_settings_get_advance (void);

G_END_DECLS
