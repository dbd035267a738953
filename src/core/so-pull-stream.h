/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GInputStream that asks a function for its bytes: an archive entry or a mail decoder seen as a
 * stream. It remembers whether the source itself failed, so that a broken attachment is told from a
 * full disk. */
#define SO_TYPE_PULL_STREAM (so_pull_stream_get_type ())
G_DECLARE_FINAL_TYPE (SoPullStream, so_pull_stream, SO, PULL_STREAM, GInputStream)

/* Bytes read, 0 at the end, -1 with an error. */
typedef gssize (*SoPull) (gpointer data, void *buffer, gsize count, GError **error);

/* @data is borrowed and must outlive the stream. */
SoPullStream *so_pull_stream_new (SoPull pull, gpointer data);
SoPullStream *so_pull_stream_new_bytes (GBytes *bytes);

guint64 so_pull_stream_get_count (SoPullStream *stream);
gboolean so_pull_stream_get_failed (SoPullStream *stream);

G_END_DECLS
