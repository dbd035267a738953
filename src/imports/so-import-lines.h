/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lines of a file in constant memory. A line longer than the buffer comes in pieces: the first has
 * @begins, the last has @ends, so that a file of one 100 MB line costs no more than any other. */
typedef struct _SoImportLines SoImportLines;

typedef struct {
  const char *text;   /* borrowed until the next call; with its line end ("\r" alone becomes "\n"), not closed by NUL */
  gsize length;
  guint64 at;         /* byte of the file where this piece begins */
  guint64 number;     /* of the line, from 1 */
  gboolean begins;
  gboolean ends;
} SoImportLine;

/* @fd is borrowed; reading starts at byte @at. */
SoImportLines *so_import_lines_new (int fd, guint64 at);
void so_import_lines_free (SoImportLines *lines);

/* FALSE at the end, and on an error, which is then set. */
gboolean so_import_lines_next (SoImportLines *lines, SoImportLine *line, GCancellable *cancellable, GError **error);

/* Length of @line without "\n" or "\r\n". */
gsize so_import_line_trim (const SoImportLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoImportLines, so_import_lines_free)

G_END_DECLS
