/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-incoming.h"
#include "so-mail-spool.h"
#include "so-pull-stream.h"

G_BEGIN_DECLS

/* Where a reader puts what does not belong into the message itself. Functions may be NULL: then nothing is kept of their kind. */
typedef struct {
  /* The bytes of a file of the mail, to its end or not: tells in @part what became of them (sha256 and size, or remote). One that is left
   * out leaves it as it is; FALSE only where all must end. */
  gboolean (*file) (gpointer data, SoPullStream *bytes, const char *where, SoPart *part, GCancellable *cancellable, GError **error);
  /* Something was left out, or guessed: where and why in plain words. */
  void (*skipped) (gpointer data, const char *where, const char *why);
  gpointer data;
} SoMailSink;

/**
 * SoMailReader: turns mails into messages, whatever wrote them. What it knows besides the mail itself: who the owner is, and the time of
 * the mail before, for one that has no date at all.
 */
typedef struct _SoMailReader SoMailReader;

/* @me: addresses of the owner, or NULL; read at once. @sink and @cancellable are borrowed. */
SoMailReader *so_mail_reader_new (const char *const *me, const SoMailSink *sink, GCancellable *cancellable);
void so_mail_reader_free (SoMailReader *reader);

/* ms UTC for a mail without any date: those read since set it themselves. */
void so_mail_reader_set_time (SoMailReader *reader, gint64 ms);

/**
 * so_mail_reader_read: one mail, whose nested headers are flattened in place.
 *
 * @from_line: the "From " line above it in an mbox, or NULL. @where: what to call it towards people.
 *
 * Returns: the message; NULL without an error where it is not a mail that can be read, which was told to the sink.
 */
SoIncoming *so_mail_reader_read (SoMailReader *reader, SoMailSpool *spool, const char *from_line, const char *where, GError **error);

/* "a,\"b, c\"" → a | b, c; empty names left out. NULL where there is none. */
GStrv so_mail_labels (const char *header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoMailReader, so_mail_reader_free)

G_END_DECLS
