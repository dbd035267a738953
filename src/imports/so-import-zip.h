/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import-private.h"

G_BEGIN_DECLS

/* One walk through a zip, entry by entry. A damaged zip ends early: what came before is good, and
 * so_import_zip_get_damage() says what happened. What grows beyond all measure when it is unpacked is
 * stopped: an entry and the whole may have 64 MB and two hundred times the size of the zip, an entry
 * never more than SO_IMPORT_MAX_FILE. */
typedef struct _SoImportZip SoImportZip;

SoImportZip *so_import_zip_open (const char *path, GError **error);
void so_import_zip_close (SoImportZip *zip);

/* The next file's name as the zip has it, borrowed; never a path to open. NULL at the end, at damage,
 * and on an error (cancelled), which is then set. Encrypted entries are skipped through @sink (may be NULL). */
const char *so_import_zip_next (SoImportZip *zip, SoImportSink *sink, GCancellable *cancellable, GError **error);

/* Bytes of the entry that so_import_zip_next() gave; read at most once. */
SoPullStream *so_import_zip_stream (SoImportZip *zip);

/* Copies the entry to the end of @fd; FALSE with an error where it is damaged, or over @max. @size: bytes
 * copied, also then. */
gboolean so_import_zip_copy (SoImportZip *zip, int fd, guint64 max, guint64 *size, GCancellable *cancellable,
                             GError **error);

/* A plain sentence, or NULL where the zip was whole. */
const char *so_import_zip_get_damage (SoImportZip *zip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoImportZip, so_import_zip_close)

G_END_DECLS
