/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a model answered where it was asked for one JSON object: whatever it says is looked at as if a stranger had typed it. */

/* The object of @text, which may stand in one fence (```json … ```), as small models write it in spite of everything. Free with
 * json_node_unref(); NULL with SO_ERROR_GIVE_UP and a sentence. */
JsonNode *so_model_json_parse (const char *text, GError **error);

/* FALSE with SO_ERROR_GIVE_UP where @object has members that are not among @names (space separated), or lacks one of them. */
gboolean so_model_json_has_only (JsonObject *object, const char *names, GError **error);

/* A string of at most @most bytes in one line; NULL with the error where it is none. Borrowed. */
const char *so_model_json_text (JsonObject *object, const char *name, gsize most, GError **error);
/* A number from @least to @most. */
gboolean so_model_json_number (JsonObject *object, const char *name, double least, double most, double *number, GError **error);

G_END_DECLS
