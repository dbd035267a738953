/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-call-entry.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoWindow: one studio in a window: its pages beside each other, what leaves in the footer.
 *
 * Without a studio (the first start) it shows the welcome page.
 */
#define SO_TYPE_WINDOW (so_window_get_type ())
G_DECLARE_FINAL_TYPE (SoWindow, so_window, SO, WINDOW, AdwApplicationWindow)

/* @folder: where the studio is, or will be once it is set up. */
SoWindow *so_window_new (GtkApplication *application, const char *folder);

const char *so_window_get_folder (SoWindow *self);

/* NULL on the welcome page. Pages outlive no studio: they are made anew for another one. */
SoStudio *so_window_get_studio (SoWindow *self);
/* After the welcome page, or a restore: shows @studio and starts to send and receive. */
void so_window_set_studio (SoWindow *self, SoStudio *studio);

/* "today", "inbox", "approve", "outbox", "log", "leads", "schedule", "calls", "analytics", "contacts", "knowledge", "report", "search". FALSE where there is none. */
gboolean so_window_show_page (SoWindow *self, const char *page);
const char *so_window_get_page (SoWindow *self);
/* The page if it was made already, or NULL. */
GtkWidget *so_window_get_page_widget (SoWindow *self, const char *page);

/* Opens a conversation in the inbox; at @message_id, or at its end where NULL. */
void so_window_open_thread (SoWindow *self, const char *thread_id, const char *message_id);
void so_window_open_contact (SoWindow *self, const char *contact_id);
/* The calls of one kind. */
void so_window_show_calls (SoWindow *self, SoCallsShown shown);
/* Opens a call on its page. */
void so_window_open_call (SoWindow *self, const char *call_id);

/* In place of the pages: there is no studio yet. */
void so_window_show_welcome (SoWindow *self);
/* In place of the pages: the studio could not be opened. */
void so_window_show_fault (SoWindow *self, const GError *error);

void so_window_add_toast (SoWindow *self, const char *message);
/* The same with a button that takes it back. */
void so_window_add_undo_toast (SoWindow *self, const char *message);
/* The same with a button that shows what it speaks of: @action of the table. */
void so_window_add_show_toast (SoWindow *self, const char *message, const char *action);
/* Cancelled is silent, everything else is shown as the sentence it is. */
void so_window_show_error (SoWindow *self, const GError *error);
/* For screen readers; nothing is seen. */
void so_window_announce (SoWindow *self, const char *message);

/* Starts an action of the table as its key would. FALSE where the page shown has none of that name. */
gboolean so_window_activate (SoWindow *self, const char *id);

/* The pane of pages, for SoSidebarButton. */
AdwOverlaySplitView *so_window_get_split (SoWindow *self);

/* The window of any widget in it, or NULL. */
SoWindow *so_window_of (GtkWidget *widget);

G_END_DECLS
