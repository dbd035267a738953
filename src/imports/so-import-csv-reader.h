/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import-private.h"

G_BEGIN_DECLS

/* Rows of a table, in constant memory. A quote that is never closed would swallow the rest of the file: such
 * a row is read once more with its quotes taken as letters. */
typedef struct _SoCsvReader SoCsvReader;

SoCsvReader *so_csv_reader_new (int fd, char separator);
void so_csv_reader_free (SoCsvReader *reader);

typedef struct {
  guint64 line;        /* its first one, from 1 */
  gboolean too_long;   /* no person's row: its cells are only the beginning */
} SoCsvRow;

/* The cells of the next row as valid UTF-8; empty lines are passed over. NULL at the end and on an error. */
GStrv so_csv_reader_next (SoCsvReader *reader, SoCsvRow *row, GCancellable *cancellable, GError **error);

/* The first row that is not for Excel ("sep=;"): what heads the columns. */
GStrv so_csv_reader_heads (SoCsvReader *reader, GCancellable *cancellable, GError **error);

/* Byte after the last row. */
guint64 so_csv_reader_at (SoCsvReader *reader);

/* "," ";" or tab: what the first line has most of outside quotes. */
char so_csv_separator (int fd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCsvReader, so_csv_reader_free)

G_END_DECLS
