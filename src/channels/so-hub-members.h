/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-computer.h"
#include "so-hub-client.h"
#include "so-hub-here.h"

G_BEGIN_DECLS

/* What a computer asks its hub about the others of its studio (docs/hub.md). Blocking. What its role may not, and what the hub is too old for, is
 * SO_ERROR_CHANGE with a sentence. */

/* SoComputer, in the order in which they joined. */
GPtrArray *so_hub_members_list (SoHubClient *client, GCancellable *cancellable, GError **error);
/* A code with which one computer joins as @role, until *@until (ms). Free with g_free(). */
char *so_hub_members_invite (SoHubClient *client, SoRole role, gint64 *until, GCancellable *cancellable, GError **error);
gboolean so_hub_members_revoke (SoHubClient *client, const char *device, GCancellable *cancellable, GError **error);
gboolean so_hub_members_set_role (SoHubClient *client, const char *device, SoRole role, GCancellable *cancellable, GError **error);

/* Says where this computer is: @thread ("": nowhere), and @draft where it changes that, with @take also where another one does. SoHubHere of all that
 * are somewhere, as soon as it is another state than *@stand, or after @wait seconds. @thread NULL only asks. */
GPtrArray *so_hub_members_be (SoHubClient *client, const char *thread, const char *draft, gboolean take, guint wait, gint64 *stand, GCancellable *cancellable, GError **error);

G_END_DECLS
