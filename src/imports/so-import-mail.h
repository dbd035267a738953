/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import-private.h"
#include "so-mail-reader.h"

G_BEGIN_DECLS

/* Gives the mails that a reader understood to the sink of an import. */
typedef struct {
  SoImportSink *sink;
  GCancellable *cancellable;
  SoMailSink into;
  SoMailReader *reader;
} SoImportMail;

SoImportMail *so_import_mail_new (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable);
void so_import_mail_free (SoImportMail *mail);

/* One mail. @from_line: the "From " line above it in an mbox, or NULL. @at: where it begins; @end: the byte
 * after it. */
gboolean so_import_mail_give (SoImportMail *mail, SoMailSpool *spool, const char *from_line, guint64 at, guint64 end,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoImportMail, so_import_mail_free)

G_END_DECLS
