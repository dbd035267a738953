/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-meta.h"
#include "so-update.h"

G_BEGIN_DECLS

/* so-instagram-parse.c: what a webhook says. @channel where the body does not say whose it is. Pure. */
gboolean so_instagram_parse_body (SoChannelKind channel, GBytes *body, GPtrArray *updates, GError **error);

/* Milliseconds, seconds or ISO text, in a number or a string, as webhooks, tests and lists write it; now where it is none of them. */
gint64 so_instagram_time (JsonObject *object, const char *name);
/* Somebody by the id that Meta made; NULL where there is none. */
SoIdentity *so_instagram_identity (SoChannelKind channel, JsonObject *person);

/* so-instagram-parts.c; pure. */

/* Of a webhook's "message": at least one. */
void so_instagram_parts (JsonObject *message, GPtrArray *parts);
/* The advertisement or the link through which they came; NULL: none is told. The message's. */
const char *so_instagram_touch (JsonObject *message);
/* Of a message as the list of a conversation has it: at least one. */
void so_instagram_listed_parts (JsonObject *message, GPtrArray *parts);

/* so-instagram-pull.c */
gboolean so_instagram_pull_page (SoMeta *meta, SoChannelKind channel, const char *cursor, GPtrArray *updates, char **next, gboolean *more,
                                 GCancellable *cancellable, GError **error);

/* so-instagram-send.c */
SoSendOutcome so_instagram_send_message (SoMeta *meta, SoChannelKind channel, const SoOutgoing *outgoing, char **remote_id, GError **error);

G_END_DECLS
