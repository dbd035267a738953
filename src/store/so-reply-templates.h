/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-reply-template.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Templates for answers. Changes belong to the undo step that is being recorded. */

/* By category and name; @query: a part of name, category or text, NULL for all. */
GArray *so_reply_template_numbers (SoDb *db, const char *query, GError **error);
SoReplyTemplate *so_reply_template_load (SoDb *db, gint64 n, GError **error);
SoReplyTemplate *so_reply_template_find (SoDb *db, const char *id, GError **error);
/* All of them in that order: SoReplyTemplate. */
GPtrArray *so_reply_template_list (SoDb *db, GError **error);
/* New where @reply->id is NULL; a change counts the version up. Its id; free with g_free(). */
char *so_reply_template_save (SoDb *db, const SoReplyTemplate *reply, GError **error);
gboolean so_reply_template_delete (SoDb *db, const char *id, GError **error);

G_END_DECLS
