/* SPDX-License-Identifier: MIT */
/* The ways to one thing on a page. */
#include "so-window.h"

#include "so-calls-page.h"
#include "so-contacts-page.h"
#include "so-inbox-page.h"

void
so_window_open_thread (SoWindow *self, const char *thread_id, const char *message_id)
{
  g_return_if_fail (SO_IS_WINDOW (self));

  so_window_show_page (self, "inbox");
  if (so_window_get_studio (self))
    so_inbox_page_open (SO_INBOX_PAGE (so_window_get_page_widget (self, "inbox")), thread_id, message_id);
}

void
so_window_open_contact (SoWindow *self, const char *contact_id)
{
  GtkWidget *page;

  g_return_if_fail (SO_IS_WINDOW (self));

  so_window_show_page (self, "contacts");
  page = so_window_get_page_widget (self, "contacts");
  if (page && contact_id)
    so_contacts_page_show_contact (SO_CONTACTS_PAGE (page), contact_id);
}

void
so_window_show_calls (SoWindow *self, SoCallsShown shown)
{
  if (so_window_show_page (self, "calls") && so_window_get_studio (self))
    so_calls_page_show_only (SO_CALLS_PAGE (so_window_get_page_widget (self, "calls")), shown);
}

void
so_window_open_call (SoWindow *self, const char *call_id)
{
  g_return_if_fail (SO_IS_WINDOW (self) && call_id);

  if (so_window_show_page (self, "calls") && so_window_get_studio (self))
    so_calls_page_open (SO_CALLS_PAGE (so_window_get_page_widget (self, "calls")), call_id);
}
