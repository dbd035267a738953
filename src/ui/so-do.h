/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-verb.h"

G_BEGIN_DECLS

/* Does @verb as so_studio_do_async(); of what it says only a failure is of interest, which the window of @widget shows. */
void so_do (GtkWidget *widget, SoStudio *studio, SoVerb verb, const char *id, const char *argument);

/* The same for what can be undone: once it is done, the window says @message with a button that takes it back. */
void so_do_said (GtkWidget *widget, SoStudio *studio, SoVerb verb, const char *id, const char *argument, const char *message);

G_END_DECLS
