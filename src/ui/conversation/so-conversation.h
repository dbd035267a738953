/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-draft-card.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoConversation: one conversation with its messages, its draft and the person beside it.
 *
 * Has the actions "draft.…" and "read.…"; those of "thread.…" are the page's. Signal "approved"
 * (thread id): the answer is in the outbox.
 */
#define SO_TYPE_CONVERSATION (so_conversation_get_type ())
G_DECLARE_FINAL_TYPE (SoConversation, so_conversation, SO, CONVERSATION, AdwBin)

GtkWidget *so_conversation_new (void);

/* Shows a thread at its end, or at @message_id. NULL for none. It is marked as read once it was seen. */
void so_conversation_set_thread (SoConversation *self, SoStudio *studio, const char *thread_id, const char *message_id);
const char *so_conversation_get_thread_id (SoConversation *self);
SoDraftCard *so_conversation_get_card (SoConversation *self);

/* One more widget at the start of its header bar; not @always: only where there is room. */
void so_conversation_add_to_header (SoConversation *self, GtkWidget *widget, gboolean always);

/* List of messages, draft, details: for F6. */
void so_conversation_add_panes (SoConversation *self, GPtrArray *panes);
/* Where a popover about the thread points to. */
GtkWidget *so_conversation_get_more_button (SoConversation *self);

/* Shows by a short movement that another conversation came; not where the desktop wants none. */
void so_conversation_slide (SoConversation *self);

G_END_DECLS
