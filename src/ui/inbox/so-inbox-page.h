/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* All conversations in tabs, and the one that is chosen. */
#define SO_TYPE_INBOX_PAGE (so_inbox_page_get_type ())
G_DECLARE_FINAL_TYPE (SoInboxPage, so_inbox_page, SO, INBOX_PAGE, AdwBin)

GtkWidget *so_inbox_page_new (SoWindow *window);

/* Shows a conversation, whatever tab it is in; at @message_id, or at its end where NULL. */
void so_inbox_page_open (SoInboxPage *self, const char *thread_id, const char *message_id);

G_END_DECLS
