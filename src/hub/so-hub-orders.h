/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"
#include "so-hub-sends.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What computers say about sending: accounts that they hand over, and messages that were approved there. Written down in docs/hub.md. */

/* Pure: what is known of @send, as members of @object. */
void so_hub_send_describe (const SoHubSend *send, JsonObject *object);

/* TRUE where @path is one of these; @call is taken then. @body may be NULL. */
gboolean so_hub_route_orders (SoHubCall *call, const char *method, const char *path, JsonObject *body, GHashTable *query);
/* Orders may have changed: who waits for one looks again. */
void so_hub_orders_changed (SoHub *hub);

G_END_DECLS
