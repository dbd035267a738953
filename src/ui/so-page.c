/* SPDX-License-Identifier: MIT */
#include "so-page.h"

G_DEFINE_INTERFACE (SoPage, so_page, GTK_TYPE_WIDGET)

static void
so_page_default_init (SoPageInterface *iface)
{
}

SoScope
so_page_get_scope (GtkWidget *page)
{
  if (!SO_IS_PAGE (page) || !SO_PAGE_GET_IFACE (page)->get_scope)
    return SO_SCOPE_EVERYWHERE;
  return SO_SCOPE_EVERYWHERE | SO_PAGE_GET_IFACE (page)->get_scope (SO_PAGE (page));
}

GtkWidget *
so_page_get_target (GtkWidget *page)
{
  GtkWidget *target = NULL;

  if (SO_IS_PAGE (page) && SO_PAGE_GET_IFACE (page)->get_target)
    target = SO_PAGE_GET_IFACE (page)->get_target (SO_PAGE (page));
  return target ? target : page;
}

GPtrArray *
so_page_dup_panes (GtkWidget *page)
{
  GPtrArray *panes;

  if (SO_IS_PAGE (page) && SO_PAGE_GET_IFACE (page)->dup_panes)
    return SO_PAGE_GET_IFACE (page)->dup_panes (SO_PAGE (page));
  panes = g_ptr_array_new ();
  if (page)
    g_ptr_array_add (panes, page);
  return panes;
}

gboolean
so_page_go_back (GtkWidget *page)
{
  return SO_IS_PAGE (page) && SO_PAGE_GET_IFACE (page)->go_back && SO_PAGE_GET_IFACE (page)->go_back (SO_PAGE (page));
}
