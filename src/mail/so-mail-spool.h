/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One message while it is cut out of an mbox: in memory while it is small, else in a nameless file, so
 * that a mail of 2 GB costs no memory. */
typedef struct _SoMailSpool SoMailSpool;

SoMailSpool *so_mail_spool_new (void);
void so_mail_spool_free (SoMailSpool *spool);

gboolean so_mail_spool_append (SoMailSpool *spool, const char *data, gsize length, GError **error);
void so_mail_spool_truncate (SoMailSpool *spool, guint64 length);
guint64 so_mail_spool_length (SoMailSpool *spool);

/* The bytes while they are in memory, else NULL; then they are in the file so_mail_spool_fd(). Borrowed
 * until it changes. */
GByteArray *so_mail_spool_memory (SoMailSpool *spool);
int so_mail_spool_fd (SoMailSpool *spool);

/* What is in memory goes into the file, so that it can be kept for later. */
gboolean so_mail_spool_put_aside (SoMailSpool *spool, GError **error);

/* SHA-256 of the bytes without "\r" and without empty lines at the end: the same mail in an mbox and as a
 * file has the same. */
char *so_mail_spool_checksum (SoMailSpool *spool);

/* The first bytes, at most @max. */
GBytes *so_mail_spool_head (SoMailSpool *spool, gsize max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMailSpool, so_mail_spool_free)

G_END_DECLS
