/* SPDX-License-Identifier: MIT */
#include "so-settle.h"

static void
settle (GtkAdjustment *adjustment)
{
  if (adjustment)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));
}

/*
 * GtkScrolledWindow ends a scroll that is still moving when it is unmapped, and its way to do so stumbles over a text
 * view that answers by setting the value itself: gtk_adjustment_enable_animation() then disconnects a handler that is
 * gone. Example: type an answer, Ctrl+Enter, and the card is hidden within the 200 ms that the cursor is scrolled to.
 * Children are unmapped before the scrolled window looks, so that it finds nothing moving.
 */
static void
on_unmap (GtkWidget *scrollable)
{
  settle (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (scrollable)));
  settle (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (scrollable)));
}

void
so_settle_attach (GtkWidget *scrollable)
{
  g_signal_connect (scrollable, "unmap", G_CALLBACK (on_unmap), NULL);
}
