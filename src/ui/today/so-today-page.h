/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/**
 * SoTodayPage: what needs the owner now, four numbers, what is to be done by its day, the hot leads who wait for an answer, the next classes, and what the numbers suggest.
 */
#define SO_TYPE_TODAY_PAGE (so_today_page_get_type ())
G_DECLARE_FINAL_TYPE (SoTodayPage, so_today_page, SO, TODAY_PAGE, AdwBin)

GtkWidget *so_today_page_new (SoWindow *window);

G_END_DECLS
