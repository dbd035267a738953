/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-hub-call.h"
#include "so-json.h"

G_BEGIN_DECLS

/* Below it, a request may have a part of a file as its body. */
#define SO_HUB_FILE_CALLS "/v1/files/"
/* And by it computers say which they have, and which they want. */
#define SO_HUB_SHELF_CALL "/v1/files"

/* TRUE where it was a request about a file, and is being answered; @body is what a POST says in JSON, or NULL. */
gboolean so_hub_route_files (SoHubCall *call, const char *method, const char *path, JsonObject *body);

G_END_DECLS
