/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-http.h"
#include "so-hub-client.h"

G_BEGIN_DECLS

/* @request without its address and its key, to @path of the hub: the answer of any status. */
SoHttpResponse *so_hub_client_send (SoHubClient *client, SoHttpRequest *request, const char *path, GCancellable *cancellable, GError **error);
/* What a status that is no answer means, as for all requests. FALSE always. */
gboolean so_hub_client_fail (const SoHttpResponse *response, GError **error);

G_END_DECLS
