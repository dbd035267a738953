/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* Whose conversation is written in; FALSE while nobody writes. What it sets is borrowed. */
typedef gboolean (*SoComposerContext) (gpointer owner, SoStudio **studio, const char **thread_id);

/* Templates while writing: ";" or "/" at the beginning of a word opens the list, Enter fills one in at the caret. What is not
 * known is selected, so that typing replaces it; Tab goes to the next. @owner outlives @text; @parent is where the list hangs. */
void so_composer_attach (GtkTextView *text, GtkWidget *parent, SoComposerContext context, gpointer owner);

G_END_DECLS
