/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A page deeper in the preferences that @widget stands in, or in the set-up, which shows some of the same groups. Takes @page; it goes where there is
 * neither. */
void so_preferences_push (GtkWidget *widget, AdwNavigationPage *page);
/* Back from the page that @widget stands in. */
void so_preferences_pop (GtkWidget *widget);

G_END_DECLS
