/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-http.h"

G_BEGIN_DECLS

/* The bytes of @file as they are sent, read a piece at a time: it costs no memory, however large. @file->fd is borrowed, and its place in
 * the file is neither used nor moved, so that one file can be sent twice. A file that became shorter is an error and not a short body. */
GInputStream *so_upload_new (const SoHttpFile *file, SoHttpProgress progress, gpointer data);

/* Of the whole body. */
guint64 so_upload_size (const SoHttpFile *file);

G_END_DECLS
