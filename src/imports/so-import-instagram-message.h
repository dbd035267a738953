/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import-instagram-files.h"

G_BEGIN_DECLS

/* "José" of "Jos\u00c3\u00a9": the download holds the bytes of UTF-8 as if each were a letter. What is not
 * that stays as it is. Free with g_free(). */
char *so_instagram_repair (const char *text);

/* Calls @visit with the uri of each file that @message names. */
typedef void (*SoInstagramVisit) (const char *uri, gpointer data);
void so_instagram_message_visit_files (JsonObject *message, SoInstagramVisit visit, gpointer data);

/* Adds what @message is made of to @parts: at least one. */
void so_instagram_message_parts (JsonObject *message, SoInstagramFiles *files, GPtrArray *parts);

G_END_DECLS
