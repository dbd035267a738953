/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What is shown in place of a studio that cannot be opened: why, and the ways out of it. */
GtkWidget *so_fault_page_new (SoWindow *window, const GError *error);

G_END_DECLS
