/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

typedef enum {
  SO_FACTS_PRICES,
  SO_FACTS_TEMPLATES,
  SO_FACTS_QUESTIONS,
  SO_N_FACTS,
} SoFactsKind;

/**
 * SoFactsView: one of the lists beside the answers: prices, templates, questions that nothing answered. Enter opens a row,
 * Ctrl+N adds one, Ctrl+D takes one away (Z brings it back).
 */
#define SO_TYPE_FACTS_VIEW (so_facts_view_get_type ())
G_DECLARE_FINAL_TYPE (SoFactsView, so_facts_view, SO, FACTS_VIEW, AdwBin)

/* @switcher: the title of its header bar. */
GtkWidget *so_facts_view_new (SoWindow *window, SoFactsKind kind, GtkWidget *switcher);
guint so_facts_view_get_n_items (SoFactsView *self);
GListModel *so_facts_view_get_model (SoFactsView *self);
GtkWidget *so_facts_view_get_list (SoFactsView *self);
/* TRUE where a search was left. */
gboolean so_facts_view_go_back (SoFactsView *self);

G_END_DECLS
