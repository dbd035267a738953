/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GInputStream that asks a function for its bytes: an archive entry or a mail decoder seen as a
 * stream. It remembers whether the source itself failed, so that a broken attachment is told from a
 * full disk. */
#define SO_TYPE_IMPORT_STREAM (so_import_stream_get_type ())
G_DECLARE_FINAL_TYPE (SoImportStream, so_import_stream, SO, IMPORT_STREAM, GInputStream)

/* Bytes read, 0 at the end, -1 with an error. */
typedef gssize (*SoImportPull) (gpointer data, void *buffer, gsize count, GError **error);

/* @data is borrowed and must outlive the stream. */
SoImportStream *so_import_stream_new (SoImportPull pull, gpointer data);
SoImportStream *so_import_stream_new_bytes (GBytes *bytes);

guint64 so_import_stream_get_count (SoImportStream *stream);
gboolean so_import_stream_get_failed (SoImportStream *stream);

G_END_DECLS
