/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* What drafts may quote: a list of questions, and the answer beside it. */
#define SO_TYPE_KNOWLEDGE_PAGE (so_knowledge_page_get_type ())
G_DECLARE_FINAL_TYPE (SoKnowledgePage, so_knowledge_page, SO, KNOWLEDGE_PAGE, AdwBreakpointBin)

/* @switcher: the title of its header bar. */
GtkWidget *so_knowledge_page_new (SoWindow *window, GtkWidget *switcher);
GListModel *so_knowledge_page_get_model (SoKnowledgePage *self);
void so_knowledge_page_show_entry (SoKnowledgePage *self, const char *id);
/* A new one. @category: nick of the sub-category that it is about, or NULL. */
void so_knowledge_page_begin (SoKnowledgePage *self, const char *category);

G_END_DECLS
