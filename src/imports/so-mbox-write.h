/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One mail to write. Borrowed strings; what is not known is NULL. */
typedef struct {
  const char *message_id;      /* without < > */
  const char *from_name, *from_address;
  const char *to_name, *to_address;
  const char *subject;
  const char *text;
  gint64 sent_at;              /* ms UTC */
  const char *const *paths;    /* attachments; or NULL */
  const char *const *names;    /* of each: its name and its type */
  const char *const *types;
} SoMboxMail;

/* Appends @mail to the mbox open at @fd (mboxrd: a line of the text that begins with "From " is
 * quoted). so_import_run() reads it back as the same message. */
gboolean so_mbox_write (int fd, const SoMboxMail *mail, GError **error);

G_END_DECLS
