/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"

G_BEGIN_DECLS

/* What a channel lets a business write now: messengers close their free window some time after the customer's
 * last message. https://developers.facebook.com/docs/whatsapp/pricing and …/messenger-platform/send-messages */
typedef enum {
  SO_WINDOW_FREE,
  SO_WINDOW_HUMAN_TAG,    /* only by a person, never by a rule: Instagram and Messenger, until the 7th day */
  SO_WINDOW_TEMPLATE,     /* only a template that the provider has approved: WhatsApp */
  SO_WINDOW_CLOSED,       /* until the customer writes again */
} SoChannelWindow;

/* @last_inbound_at: ms of the customer's newest message, 0 if none ever. *@ends_at (may be NULL): ms at which what
 * is said holds no longer, 0 where it always does. Pure. */
SoChannelWindow so_channel_window (SoChannelKind kind, gint64 last_inbound_at, gint64 now, gint64 *ends_at);

/* Longest text that the channel takes in one message, and in what it counts. 0: no limit of the channel's own. */
guint so_channel_longest_text (SoChannelKind kind, gboolean *bytes);
/* TRUE where @text is short enough for it. */
gboolean so_channel_text_fits (SoChannelKind kind, const char *text);

/* How long an approval holds while its message has to wait, ms: what was right in a chat at noon is not at night. */
gint64 so_channel_approval_age (SoChannelKind kind);

G_END_DECLS
