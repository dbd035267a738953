/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A note at the lower edge of the preferences that @widget stands in, in place of the one before it; spoken too. In the set-up, which shows some
 * of the same groups, at its lower edge. Nothing where they are closed by now. */
void so_preferences_say (GtkWidget *widget, const char *sentence);

G_END_DECLS
