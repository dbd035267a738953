/* SPDX-License-Identifier: MIT */
#include "so-search-back.h"

#define KEY "so-search-back"

typedef struct {
  char *page;
  GWeakRef focus;
} Back;

static void
back_free (gpointer data)
{
  Back *back = data;

  g_weak_ref_clear (&back->focus);
  g_free (back->page);
  g_free (back);
}

void
so_search_open (SoWindow *window)
{
  const char *page;

  g_return_if_fail (SO_IS_WINDOW (window));

  page = so_window_get_page (window);
  if (page && !g_str_equal (page, "search"))
    {
      Back *back = g_new0 (Back, 1);

      back->page = g_strdup (page);
      g_weak_ref_init (&back->focus, gtk_window_get_focus (GTK_WINDOW (window)));
      g_object_set_data_full (G_OBJECT (window), KEY, back, back_free);
    }
  so_window_show_page (window, "search");
}

void
so_search_leave (SoWindow *window)
{
  Back *back;
  g_autoptr (GtkWidget) focus = NULL;

  g_return_if_fail (SO_IS_WINDOW (window));

  back = g_object_get_data (G_OBJECT (window), KEY);
  focus = back ? g_weak_ref_get (&back->focus) : NULL;
  so_window_show_page (window, back ? back->page : "inbox");
  /* A row that went meanwhile is a widget without a place; the page has chosen another then. */
  if (focus && gtk_widget_get_mapped (focus) && gtk_widget_get_root (focus) == GTK_ROOT (window))
    gtk_widget_grab_focus (focus);
}
