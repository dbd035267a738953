/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"

G_BEGIN_DECLS

/**
 * SoHubSocket: a computer that waits on a WebSocket instead of asking again and again. It is told the numbers of its studio's last event and last change, never
 * more: it fetches by itself. Nothing is wanted from it but signs of life.
 */
typedef struct _SoHubSocket SoHubSocket;

/* @call is of a computer that is known: its key, word (the device's id) and name (its studio) are set. It becomes a socket, or is answered why
 * not. Takes @call. */
void so_hub_socket_begin (SoHubCall *call);
/* Those with news look what it is. */
void so_hub_sockets_wake (SoHub *self);
/* Each looks whether its computer is still paired, as they do every few seconds. */
void so_hub_sockets_check (SoHub *self);
/* Says goodbye to all, and lets go of all. */
void so_hub_sockets_close (SoHub *self);
void so_hub_sockets_free (SoHub *self);

G_END_DECLS
