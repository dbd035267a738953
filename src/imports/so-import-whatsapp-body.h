/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-part.h"

G_BEGIN_DECLS

/* A file that a message names: not looked for, or not found, where @sha256 is NULL. */
typedef struct {
  char *sha256;
  gint64 size;
} SoWhatsappMedia;

void so_whatsapp_media_free (SoWhatsappMedia *media);

/* "IMG-20190808-WA0001.jpg" of "IMG-20190808-WA0001.jpg (file attached)\nA caption" and of "A caption
 * <attached: …>"; NULL where no file is named. @there: names known to be in the zip, or NULL. @caption: the
 * text beside it, or NULL; may be NULL. */
char *so_whatsapp_body_attachment (const char *text, GHashTable *there, char **caption);

/* Adds what @text is made of to @parts. FALSE, and one TEXT part, where WhatsApp itself wrote it (iOS puts
 * a mark in front): then it is a system line. */
gboolean so_whatsapp_body_parts (const char *text, gboolean system, GHashTable *media, GPtrArray *parts);

G_END_DECLS
