/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What an entry said before; one of them can be said again. */
void so_wordings_dialog_show (SoWindow *window, const char *knowledge_id);

G_END_DECLS
