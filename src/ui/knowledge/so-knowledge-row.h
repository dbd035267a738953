/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-knowledge.h"

G_BEGIN_DECLS

/* A question with the beginning of its answer. */
#define SO_TYPE_KNOWLEDGE_ROW (so_knowledge_row_get_type ())
G_DECLARE_FINAL_TYPE (SoKnowledgeRow, so_knowledge_row, SO, KNOWLEDGE_ROW, GtkWidget)

GtkWidget *so_knowledge_row_new (void);
void so_knowledge_row_show (SoKnowledgeRow *self, const SoKnowledge *entry);

G_END_DECLS
