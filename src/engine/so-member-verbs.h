/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-computer.h"
#include "so-hub-here.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The studio's computers, by way of their hub. Blocking: not for the main thread of a window (so_studio_aside_async()). SO_ERROR_CHANGE with a
 * sentence where there is no hub, it is too old, or this computer's role may not. */

/* SoComputer, in the order in which they joined. */
GPtrArray *so_studio_list_computers (SoStudio *studio, GCancellable *cancellable, GError **error);
/* A code with which one computer joins as @role, until *@until (ms). Free with g_free(). */
char *so_studio_invite_computer (SoStudio *studio, SoRole role, gint64 *until, GCancellable *cancellable, GError **error);
gboolean so_studio_revoke_computer (SoStudio *studio, const char *device, GCancellable *cancellable, GError **error);
gboolean so_studio_set_computer_role (SoStudio *studio, const char *device, SoRole role, GCancellable *cancellable, GError **error);
/* SoHubHere: where they are just now. */
GPtrArray *so_studio_list_here (SoStudio *studio, GCancellable *cancellable, GError **error);

G_END_DECLS
