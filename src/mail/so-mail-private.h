/* SPDX-License-Identifier: MIT */
#pragma once

#include <gmime/gmime.h>

#include "so-mail-reader.h"

G_BEGIN_DECLS

/* GMime brings none. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFilter, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)

/* Longest text of one message that is kept; a longer one is cut and that is said. */
#define SO_MAIL_MAX_TEXT (1024u * 1024u)

struct _SoMailReader {
  const SoMailSink *sink;
  GCancellable *cancellable;
  GMimeParserOptions *options;
  GHashTable *me;       /* normalised addresses of the owner */
  gint64 last_time;     /* of the mail before, or of the file */
};

/* Before the first use of GMime; any number of times. */
void so_mail_init (void);

void so_mail_skip (const SoMailSink *sink, const char *where, const char *why);

/* Adds the text and the files of @message to @incoming. */
gboolean so_mail_add_parts (SoMailReader *reader, GMimeMessage *message, SoIncoming *incoming, const char *where, GError **error);

/* Flattens, in place, headers of a mail and of the mails in it that nest so deeply ("a:a:a:…", "((((…") that GMime,
 * which calls itself for each level, would end the program. */
void so_mail_guard (char *data, gsize length);

G_END_DECLS
