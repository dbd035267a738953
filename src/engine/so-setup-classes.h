/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-class-kind.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* Names of the classes that the set-up put on the schedule, one a line. */
#define SO_SETTING_SETUP_CLASSES "setup.classes"

/* What the owner says in the set-up that she offers, as classes of the schedule: their times come later. SoClassKind without ids, of which name, minutes and most count. One step of undo. A name that is
 * there already, in whatever case and accents, stays as it is; one that was put there by this before and removed since does not come back. Nothing is ever removed. Blocking; *@added: how many. */
gboolean so_studio_add_classes (SoStudio *studio, GPtrArray *classes, guint *added, GError **error);

G_END_DECLS
