/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a file that somebody named: anew, whole or not at all. What is there and is no plain file (/dev/null, /dev/stdout, a pipe) is written into and stays what it is:
 * g_file_set_contents() would put a plain file in its place. Blocking; @error of G_FILE_ERROR. */
gboolean so_file_write (const char *path, const char *data, gsize length, GError **error);

G_END_DECLS
