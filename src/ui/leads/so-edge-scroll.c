/* SPDX-License-Identifier: MIT */
#include "so-edge-scroll.h"

/* So near to an edge it scrolls by so much in each frame. */
#define EDGE 40
#define STEP 10

typedef struct {
  GtkScrolledWindow *scrolled;   /* borrowed: it owns the controller that owns us */
  int direction;
  guint tick;
} Edge;

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Edge *edge = user_data;
  GtkAdjustment *at = gtk_scrolled_window_get_hadjustment (edge->scrolled);

  gtk_adjustment_set_value (at, gtk_adjustment_get_value (at) + edge->direction * STEP);
  return G_SOURCE_CONTINUE;
}

static void
stop (Edge *edge)
{
  if (edge->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (edge->scrolled), edge->tick);
  edge->tick = 0;
}

static void
on_motion (Edge *edge, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (edge->scrolled));

  edge->direction = x < EDGE ? -1 : x > width - EDGE ? 1 : 0;
  if (!edge->direction)
    stop (edge);
  else if (!edge->tick)
    edge->tick = gtk_widget_add_tick_callback (GTK_WIDGET (edge->scrolled), on_tick, edge, NULL);
}

static void
edge_free (gpointer edge, GClosure *closure)
{
  g_free (edge);
}

void
so_edge_scroll_attach (GtkScrolledWindow *scrolled)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Edge *edge = g_new0 (Edge, 1);

  edge->scrolled = scrolled;
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (stop), edge);
  g_signal_connect_data (motion, "motion", G_CALLBACK (on_motion), edge, edge_free, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (scrolled), motion);
}
