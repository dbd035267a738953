/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-json-text.h"

G_BEGIN_DECLS

/* What desktops and the hub say to each other is JSON that is written as text: values go in as the database has them. @text is within an object. */

void so_share_add_text (GString *text, const char *name, const char *value);
void so_share_add_int (GString *text, const char *name, gint64 value);
/* @json: NULL for nothing. */
void so_share_add_json (GString *text, const char *name, const char *json);
/* Another object of a list; close it with so_share_end_object(). */
void so_share_begin_object (GString *text);
void so_share_end_object (GString *text);
/* "name":[ */
void so_share_begin_list (GString *text, const char *name);

/* "" where it is missing or something else. */
const char *so_share_get_text (SoJsonText *text, SoJsonPlace object, const char *name);
gint64 so_share_get_int (SoJsonText *text, SoJsonPlace object, const char *name);

G_END_DECLS
