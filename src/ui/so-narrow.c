/* SPDX-License-Identifier: MIT */
#include "so-narrow.h"

/* The library asks for 360 px, but a window of that width has less inside where its shadow counts
 * as part of it. */
#define WIDTH 300
#define HEIGHT 200

void
so_narrow_allow (AdwPreferencesDialog *dialog)
{
  GtkWidget *page, *bin;

  g_return_if_fail (ADW_IS_PREFERENCES_DIALOG (dialog));

  page = GTK_WIDGET (adw_preferences_dialog_get_visible_page (dialog));
  bin = page ? gtk_widget_get_ancestor (page, ADW_TYPE_BREAKPOINT_BIN) : NULL;
  gtk_widget_set_size_request (GTK_WIDGET (dialog), WIDTH, HEIGHT);
  if (bin)
    gtk_widget_set_size_request (bin, WIDTH, HEIGHT);
}
