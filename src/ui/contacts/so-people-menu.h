/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The button beside the search of the Contacts page: what people there are to be found by, and the studio's own filters. Choosing one writes it into
 * @entry, where it can be read, changed and taken away like anything typed there. */
void so_people_menu_attach (GtkMenuButton *button, GtkEditable *entry, SoStudio *studio);

G_END_DECLS
