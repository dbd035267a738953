/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One message while it is cut out of an mbox: in memory while it is small, else in a nameless file, so
 * that a mail of 2 GB costs no memory. */
typedef struct _SoImportSpool SoImportSpool;

SoImportSpool *so_import_spool_new (void);
void so_import_spool_free (SoImportSpool *spool);

gboolean so_import_spool_append (SoImportSpool *spool, const char *data, gsize length, GError **error);
void so_import_spool_truncate (SoImportSpool *spool, guint64 length);
guint64 so_import_spool_length (SoImportSpool *spool);

/* The bytes while they are in memory, else NULL; then they are in the file so_import_spool_fd(). Borrowed
 * until it changes. */
GByteArray *so_import_spool_memory (SoImportSpool *spool);
int so_import_spool_fd (SoImportSpool *spool);

/* SHA-256 of the bytes without "\r" and without empty lines at the end: the same mail in an mbox and as a
 * file has the same. */
char *so_import_spool_checksum (SoImportSpool *spool);

/* The first bytes, at most @max. */
GBytes *so_import_spool_head (SoImportSpool *spool, gsize max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoImportSpool, so_import_spool_free)

G_END_DECLS
