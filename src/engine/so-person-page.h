/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The page that shows a person what is kept of them. @person: arrays of rows by table. @files: SHA-256 → name in files/. Pure: a page
 * without scripts, which nothing of theirs can add to. Free with g_free(). */
char *so_person_page (JsonObject *person, GHashTable *files, GTimeZone *zone);

G_END_DECLS
