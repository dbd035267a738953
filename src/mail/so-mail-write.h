/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-identity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file of a mail: the bytes at @path. */
typedef struct {
  const char *path;
  const char *name;            /* or NULL */
  const char *type;            /* "image/png"; or NULL */
} SoMailFile;

/* A mail to send. Borrowed; what is not known is NULL. Ids are without < >. */
typedef struct {
  const char *message_id;
  const char *from_name, *from_address;
  const char *to_name, *to_address;
  const GPtrArray *cc, *bcc;       /* SoIdentity; or NULL */
  gboolean with_bcc;               /* @bcc stands in the mail: for who takes receivers from there and the line out, as Gmail does */
  const char *subject;
  const char *text;
  const char *html;                /* the same for who shows it; or NULL */
  const char *in_reply_to;
  const char *const *references;   /* nearest last; @in_reply_to may stand in it or not */
  gint64 date;                     /* ms UTC */
  gboolean automatic;              /* no person saw it: other machines must not answer (RFC 3834) */
  const SoMailFile *files;
  guint n_files;
} SoMail;

/**
 * so_mail_write: appends @mail to @fd as RFC 5322 with CRLF, folded ASCII headers and UTF-8 text. Line ends in what goes into a header
 * are taken out: a subject cannot add a receiver.
 *
 * Returns: FALSE with SO_ERROR_CHANGE where an address is none, a file cannot be read, or the disk is full.
 */
gboolean so_mail_write (int fd, const SoMail *mail, GError **error);

/* "Re: " before a subject that has none; "AW:", "RE:", "Antw:", "RV:", "SV:" count as one. NULL stays NULL. Free with g_free(). */
char *so_mail_reply_subject (const char *subject);

G_END_DECLS
