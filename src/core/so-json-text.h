/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JSON that is read where it stands: a list of places instead of a tree (so-json.h), for texts of a megabyte most of which is passed on as it is.
 * As strict as so_json_parse(), with the same limits, and what is odd in it is mended in the same way.
 *
 * A place is a number; 0 is no place, of which nothing is read. What is returned belongs to the text and lives as long.
 */
typedef struct _SoJsonText SoJsonText;
typedef guint SoJsonPlace;

#define SO_JSON_TEXT_ROOT 1

typedef enum { SO_JSON_NONE, SO_JSON_NULL, SO_JSON_FALSE, SO_JSON_TRUE, SO_JSON_NUMBER, SO_JSON_STRING, SO_JSON_LIST, SO_JSON_OBJECT } SoJsonKind;

/* Copies @data. @max_bytes: 0 for SO_JSON_MAX_BYTES. NULL with SO_ERROR_CHANGE. */
SoJsonText *so_json_text_new (const char *data, gssize length, gsize max_bytes, GError **error);
void so_json_text_free (SoJsonText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoJsonText, so_json_text_free)

SoJsonKind so_json_text_kind (const SoJsonText *self, SoJsonPlace place);
/* The first value in an object or a list, and the one after @place in the same; 0 where there is none. */
SoJsonPlace so_json_text_first (const SoJsonText *self, SoJsonPlace container);
SoJsonPlace so_json_text_next (const SoJsonText *self, SoJsonPlace place);
/* The member of an object. */
SoJsonPlace so_json_text_member (const SoJsonText *self, SoJsonPlace object, const char *name);
gboolean so_json_text_is_named (const SoJsonText *self, SoJsonPlace place, const char *name);
/* The one letter that it is called; 0 where it is more. */
char so_json_text_letter (const SoJsonText *self, SoJsonPlace place);
/* How the member is called whose value is at @place. */
const char *so_json_text_name (SoJsonText *self, SoJsonPlace place);

/* NULL where it is no string. */
const char *so_json_text_string (SoJsonText *self, SoJsonPlace place);
/* 0 where it is no number or one that no gint64 holds; what is behind a point is cut off. */
gint64 so_json_text_int (const SoJsonText *self, SoJsonPlace place);
/* TRUE: a whole number in *@value; FALSE: another one, in *@real. */
gboolean so_json_text_number (const SoJsonText *self, SoJsonPlace place, gint64 *value, double *real);
/* The JSON as it stands there, with its length, and as text of its own. */
const char *so_json_text_span (const SoJsonText *self, SoJsonPlace place, gsize *length);
const char *so_json_text_raw (SoJsonText *self, SoJsonPlace place);
/* A copy that lives as long as the text. */
const char *so_json_text_keep (SoJsonText *self, const char *string);
/* A string without anything escaped in it, as it stands there; NULL for any other. */
const char *so_json_text_plain (const SoJsonText *self, SoJsonPlace place, gsize *length);

/* No object at @place or in it says anything twice or names something in an odd way: everybody reads the same in it. */
gboolean so_json_text_is_clear (const SoJsonText *self, SoJsonPlace place);
/* The same words for the same value, however it is written. */
void so_json_text_write (SoJsonText *self, SoJsonPlace place, GString *out);

/* "\"text\"", for who writes JSON by hand. NULL counts as "". */
void so_json_append_string (GString *out, const char *text);

G_END_DECLS
