/* SPDX-License-Identifier: MIT */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How much a stranger may take. All zero: what is said behind each. */
typedef struct {
  guint most_connections;     /* 1024, or fewer where there are not as many descriptors */
  guint64 most_body_bytes;    /* of all requests at one time: 40 MiB */
  guint idle_ms;              /* until the first byte of a request: 75 s */
  guint head_ms;              /* until its head is whole: 10 s */
  guint body_ms;              /* until its body is whole: 30 s */
  guint answer_ms;            /* until the answer was taken: 90 s */
  guint socket_ms;            /* without a byte on one that was upgraded: 90 s */
} SoDoorLimits;

typedef struct {
  guint connections;
  guint64 body_bytes;         /* of all requests at this moment */
  guint64 accepted;
  guint64 timed_out;          /* closed because they took too long */
  guint64 displaced;          /* closed because others waited */
  guint64 refused;            /* more than is allowed, or where there was no room */
} SoDoorNumbers;

/**
 * SoDoor: the door of a SoupServer, which has none: a socket of its own with a long queue, a cap of connections, times after which slow
 * and half-open ones are closed, limits of bodies before a byte of them is read, and heads as so-http-head.h wants them. On this computer
 * only: in front of it stands a proxy that speaks TLS.
 */
typedef struct _SoDoor SoDoor;

/* How many bytes the body of a request to @path may have. */
typedef guint64 (*SoDoorMost) (const char *path, gpointer data);

SoDoor *so_door_new (SoupServer *server, const SoDoorLimits *limits, SoDoorMost most, gpointer data);
/* Closes what is open. */
void so_door_free (SoDoor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoDoor, so_door_free)

/* @address: "127.0.0.1:8787" (port 0: any), "[::1]:8787", "unix:/run/studio-os-hub/socket". SO_ERROR_CHANGE where it leads elsewhere. */
gboolean so_door_listen (SoDoor *self, const char *address, GError **error);
/* As it may be connected to, with the port that it became. Borrowed. */
const char *so_door_get_address (SoDoor *self);
/* Takes no new connections; those that are open go on. */
void so_door_stop (SoDoor *self);

/* The connection of @message, which is no HTTP any more once its "101" is written (signal "wrote-informational"): the server lets go of it, and
 * the door goes on to look after it. Nobody sees to what comes in but who reads it. */
GIOStream *so_door_upgrade (SoupServerMessage *message);
/* Goodbye was said on such a connection: what still comes is thrown away, and it ends soon. Read it to its end. */
void so_door_hang_up (GIOStream *upgraded);

const SoDoorNumbers *so_door_get_numbers (SoDoor *self);

G_END_DECLS
