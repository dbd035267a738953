/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-actions.h"

G_BEGIN_DECLS

/**
 * SoPage: what a page of the window may say about itself. A page without it is only shown.
 */
#define SO_TYPE_PAGE (so_page_get_type ())
G_DECLARE_INTERFACE (SoPage, so_page, SO, PAGE, GtkWidget)

struct _SoPageInterface {
  GTypeInterface parent;
  /* Which keys work on it, besides SO_SCOPE_EVERYWHERE. */
  SoScope (*get_scope) (SoPage *self);
  /* Where an action starts that the focus does not know, as the conversation while the list has the focus. */
  GtkWidget *(*get_target) (SoPage *self);
  /* Its panes from start to end, for F6; free the array with g_ptr_array_unref(). */
  GPtrArray *(*dup_panes) (SoPage *self);
  /* TRUE where it had something to leave (a pane, an editor), for Escape and the way back. */
  gboolean (*go_back) (SoPage *self);
};

SoScope so_page_get_scope (GtkWidget *page);
GtkWidget *so_page_get_target (GtkWidget *page);
GPtrArray *so_page_dup_panes (GtkWidget *page);
gboolean so_page_go_back (GtkWidget *page);

G_END_DECLS
