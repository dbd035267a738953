/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-import-private.h"
#include "so-import-whatsapp-line.h"

G_BEGIN_DECLS

/* How the headers of one export are written, learned from the whole file: GHashTable of shape →
 * SoDateOrder. Text that only looks like a header (a pasted chat) has another shape and stays text. */
GHashTable *so_whatsapp_shapes_learn (int fd, gboolean month_first, GCancellable *cancellable, GError **error);

/* One message after another. */
typedef struct _SoWhatsappReader SoWhatsappReader;

typedef struct {
  SoWhatsappHeader header;
  SoDateOrder order;
  const char *text;    /* all after the header, valid UTF-8; borrowed until the next call */
  guint64 line;        /* from 1 */
  guint64 end;         /* byte after it */
  gboolean cut;        /* it was longer than SO_IMPORT_MAX_TEXT */
} SoWhatsappMessage;

SoWhatsappReader *so_whatsapp_reader_new (int fd, GHashTable *shapes);
void so_whatsapp_reader_free (SoWhatsappReader *reader);

/* FALSE at the end or on an error. A message with line 0 is what stands before the first header. */
gboolean so_whatsapp_reader_next (SoWhatsappReader *reader, SoWhatsappMessage *message, GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoWhatsappReader, so_whatsapp_reader_free)

G_END_DECLS
