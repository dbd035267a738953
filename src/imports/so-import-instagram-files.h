/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-import-private.h"

G_BEGIN_DECLS

/* A "Download your information", be it a zip, its unpacked folder or one message_1.json: the JSON files in it that
 * hold messages, and the media that they name. */
typedef struct _SoInstagramFiles SoInstagramFiles;

typedef struct {
  char *path;      /* as the zip or the folder names it */
  char *thread;    /* its folder: all files of one conversation share it */
  guint part;      /* N of message_N.json */
  guint64 offset, size;
} SoInstagramDoc;

SoInstagramFiles *so_instagram_files_open (const char *path, SoImportSink *sink, GCancellable *cancellable,
                                           GError **error);
void so_instagram_files_free (SoInstagramFiles *files);

/* SoInstagramDoc by thread, the oldest messages first. Borrowed. */
GPtrArray *so_instagram_files_get_docs (SoInstagramFiles *files);
/* personal_information.json, or NULL. */
const SoInstagramDoc *so_instagram_files_get_profile (SoInstagramFiles *files);

/* At most 256 MB; NULL with SO_ERROR_CHANGE. Free with json_node_unref(). */
JsonNode *so_instagram_files_read (SoInstagramFiles *files, const SoInstagramDoc *doc, GError **error);

/* Notes that a message of @doc names @uri; then all are given to the sink in one walk. */
void so_instagram_files_want (SoInstagramFiles *files, const SoInstagramDoc *doc, const char *uri);
gboolean so_instagram_files_collect (SoInstagramFiles *files, SoImportSink *sink, GCancellable *cancellable, GError **error);

/* What became of it: NULL where it is not there. */
const char *so_instagram_files_find (SoInstagramFiles *files, const char *uri, gint64 *size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoInstagramFiles, so_instagram_files_free)

G_END_DECLS
