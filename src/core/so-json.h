/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SO_JSON_MAX_BYTES (4 * 1024 * 1024)
#define SO_JSON_MAX_DEPTH 64

/**
 * so_json_parse: the only way in which Studio OS reads JSON that it did not write.
 *
 * Strict, at most @max_bytes (0: SO_JSON_MAX_BYTES) and SO_JSON_MAX_DEPTH deep, one object or
 * array. json-glib alone aborts on `{}{}` (its immutable parser) and takes `{'a':1}`.
 * A lone surrogate or \u0000 in a string becomes U+FFFD, a number beyond all numbers null, so that one odd value does not lose a batch.
 *
 * Returns: a node to free with json_node_unref(), or NULL with SO_ERROR_CHANGE.
 */
JsonNode *so_json_parse (const char *data, gssize length, gsize max_bytes, GError **error);

/* A copy in which escapes that are no character ("\\ud83d" without its second half) are U+FFFD. Free with g_free(). */
char *so_json_repair (const char *data, gsize length);

/* What @node holds if it is there and it is an object. Borrowed. */
JsonObject *so_json_root (JsonNode *node);

/* Members that may be missing or of another type: NULL, 0 or FALSE then. Borrowed. */
const char *so_json_string (JsonObject *object, const char *name);
gint64 so_json_int (JsonObject *object, const char *name);
/* A text of RFC 3339, in ms. */
gint64 so_json_time (JsonObject *object, const char *name);
JsonObject *so_json_object (JsonObject *object, const char *name);
JsonArray *so_json_array (JsonObject *object, const char *name);
/* The i-th element if there is one and it is an object. @array may be NULL. */
JsonObject *so_json_element (JsonArray *array, guint i);

/* Compact or indented text of a node; free with g_free(). */
char *so_json_write (JsonNode *node, gboolean pretty);
/* Compact text of @object, which is taken. */
char *so_json_write_object (JsonObject *object);

G_END_DECLS
