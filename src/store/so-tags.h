/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-db.h"
#include "so-threads.h"

G_BEGIN_DECLS

/* Names of the tags of one message, thread or contact, sorted. Never NULL. */
GStrv so_tags_of (SoDb *db, const char *target_id);

/* As so_tag_set(), saying who set it ("owner", "import", "rule") and in which import. */
gboolean so_tag_set_from (SoDb *db, const char *kind, const char *id, const char *tag, gboolean on, const char *source,
                          const char *import_id, GError **error);

G_END_DECLS
