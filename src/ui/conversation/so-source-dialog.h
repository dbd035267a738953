/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

typedef void (*SoSourceSaved) (gpointer owner);

/* Changes what a draft was made from, on the spot: the answer of an entry, the text of a template, the amount of a price. @saved is
 * called once it is stored. @owner (a GObject) is kept until the dialog is closed. */
void so_source_dialog_show (SoWindow *window, const char *kind, const char *id, SoSourceSaved saved, gpointer owner);

G_END_DECLS
