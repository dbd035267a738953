/* SPDX-License-Identifier: MIT */
#include "so-hit-open.h"

#include "so-library-page.h"

static void
open_knowledge (SoWindow *window, const char *id)
{
  GtkWidget *page;

  so_window_show_page (window, "knowledge");
  page = so_window_get_page_widget (window, "knowledge");
  if (SO_IS_LIBRARY_PAGE (page))
    so_library_page_show_entry (SO_LIBRARY_PAGE (page), id);
}

void
so_hit_open (SoWindow *window, const SoHit *hit)
{
  g_return_if_fail (SO_IS_WINDOW (window) && hit);

  switch (hit->kind)
    {
    case SO_HIT_MESSAGE:
      so_window_open_thread (window, hit->thread_id, hit->id);
      break;
    case SO_HIT_CONTACT:
      so_window_open_contact (window, hit->id);
      break;
    case SO_HIT_KNOWLEDGE:
      open_knowledge (window, hit->id);
      break;
    case SO_HIT_NOTE:
      so_window_open_contact (window, hit->contact_id);
      break;
    case SO_N_HITS:
    default:
      g_assert_not_reached ();
    }
}
