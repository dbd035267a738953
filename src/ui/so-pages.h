/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* One page of the window, made when it is first shown. */
typedef struct {
  const char *name;                         /* for so_window_show_page() and --page */
  const char *title;                        /* untranslated */
  const char *icon;
  GtkWidget *(*make) (SoWindow *window);    /* its studio: so_window_get_studio() */
  gboolean in_sidebar;
} SoPageInfo;

/* The one table. */
const SoPageInfo *so_pages (guint *n);

G_END_DECLS
