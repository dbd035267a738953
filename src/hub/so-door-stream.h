/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a connection waits for, and since when: who owns it closes it when that takes too long. */
typedef enum {
  SO_DOOR_IDLE,       /* for the first byte of a request */
  SO_DOOR_HEAD,
  SO_DOOR_BODY,
  SO_DOOR_ANSWER,     /* for us */
  SO_DOOR_REFUSED,    /* was told no, or goodbye; what it still sends is thrown away */
  SO_DOOR_SOCKET,     /* for whatever comes, which is no HTTP any more */
  SO_DOOR_CUT,        /* for whoever holds it to let go */
} SoDoorState;

/**
 * SoDoorStream: what comes in on a connection, one whole and unambiguous head after the other. A server that reads from it never sees a
 * byte of anything else: wrong requests are answered and ended here. Who owns it can end that, and then gets every byte as it comes.
 */
#define SO_TYPE_DOOR_STREAM (so_door_stream_get_type ())
G_DECLARE_FINAL_TYPE (SoDoorStream, so_door_stream, SO, DOOR_STREAM, GInputStream)

/* Asked with a path, the bytes of body that are announced, and those that have come: the status to refuse with, or 0.
 * With NULL once what was granted is over. */
typedef guint (*SoDoorAllow) (SoDoorStream *stream, const char *path, guint64 announced, guint64 come, gpointer data);

SoDoorStream *so_door_stream_new (GIOStream *base, SoDoorAllow allow, gpointer data);

SoDoorState so_door_stream_get_state (SoDoorStream *self);
gint64 so_door_stream_get_since (SoDoorStream *self);      /* g_get_monotonic_time() */
/* Bytes of body that have come of the request that is being read or answered. */
guint64 so_door_stream_get_granted (SoDoorStream *self);
/* From now on it is something else than HTTP, until nobody listens any more. */
void so_door_stream_upgrade (SoDoorStream *self);
void so_door_stream_hang_up (SoDoorStream *self);
/* Ends the connection both ways: who reads sees its end. */
void so_door_stream_cut (SoDoorStream *self);
/* Nobody is asked any more: every further request is refused. */
void so_door_stream_orphan (SoDoorStream *self);

/* Bytes of a whole answer without body. */
char *so_door_answer (guint status);

G_END_DECLS
