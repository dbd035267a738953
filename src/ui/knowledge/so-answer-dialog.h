/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* A new entry of the knowledge with its question filled in, or the one that has this question, over whatever is shown. @category: nick or NULL. @done (may be NULL) is called when it was stored, while
 * @user_data lives. */
typedef void (*SoAnswerDone) (gpointer user_data);
void so_answer_dialog_present (GtkWidget *parent, SoStudio *studio, const char *question, const char *category, SoAnswerDone done, GObject *user_data);

G_END_DECLS
