/* SPDX-License-Identifier: MIT */
#pragma once

#include <gmime/gmime.h>

#include "so-import-private.h"
#include "so-import-spool.h"

G_BEGIN_DECLS

/* GMime brings none. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFilter, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)

/* Turns mails into messages. What it knows besides the mail itself: who the owner is, and the time of the
 * mail before, for one that has no date at all. */
typedef struct {
  const SoImportSource *source;
  SoImportSink *sink;
  GCancellable *cancellable;
  GMimeParserOptions *options;
  GHashTable *me;       /* normalised addresses of the owner */
  gint64 last_time;     /* of the mail before, or of the file */
} SoImportMail;

SoImportMail *so_import_mail_new (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable);
void so_import_mail_free (SoImportMail *mail);

/* One mail. @from_line: the "From " line above it in an mbox, or NULL. @at: where it begins; @end: the byte
 * after it. */
gboolean so_import_mail_give (SoImportMail *mail, SoImportSpool *spool, const char *from_line, guint64 at, guint64 end,
                              GError **error);

/* Adds the text and the files of @message to @incoming. */
gboolean so_import_mail_add_parts (SoImportMail *mail, GMimeMessage *message, SoIncoming *incoming, const char *where,
                                   GError **error);

/* Flattens, in place, headers of a mail and of the mails in it that nest so deeply ("a:a:a:…", "((((…") that GMime,
 * which calls itself for each level, would end the program. */
void so_import_mail_guard (char *data, gsize length);

/* "a,\"b, c\"" → a | b, c; empty names left out. NULL where there is none. */
GStrv so_import_mail_labels (const char *header);

/* ms UTC of the date in "From x Mon Jan  1 00:00:00 2001"; FALSE where there is none. */
gboolean so_import_mail_from_line_time (const char *line, gint64 *ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoImportMail, so_import_mail_free)

G_END_DECLS
