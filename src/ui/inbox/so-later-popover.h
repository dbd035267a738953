/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @when: ms. */
typedef void (*SoTimeChosen) (gint64 when, gpointer user_data);

/* Asks until when a conversation sleeps: presets by digit, or words ("tue 9", "in 2 hours"). @owner (a
 * GObject) is kept until it is closed. */
void so_later_popover_present (GtkWidget *parent, SoTimeChosen chosen, gpointer owner);

typedef struct {
  const char *label;
  gint64 when;             /* 0: no time at all */
} SoTimePreset;

/* The same for something else that is called @name, with at most five presets. */
void so_later_popover_present_times (GtkWidget *parent, const char *name, const SoTimePreset *presets, guint n, SoTimeChosen chosen, gpointer owner);

G_END_DECLS
