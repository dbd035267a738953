/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a message is made of. What a channel knows and we do not is UNSUPPORTED: shown as a
 * placeholder, never dropped. */
typedef enum {
  SO_PART_TEXT,
  SO_PART_IMAGE,
  SO_PART_AUDIO,
  SO_PART_VIDEO,
  SO_PART_DOCUMENT,
  SO_PART_LOCATION,
  SO_PART_CONTACT,
  SO_PART_STICKER,
  SO_PART_STORY,
  SO_PART_CALL,
  SO_PART_UNSUPPORTED,
  SO_N_PARTS,
} SoPartKind;

/* A plain value: free with so_part_free(). */
typedef struct {
  SoPartKind kind;
  char *mime;     /* of the file, or NULL */
  char *name;     /* file name as the sender gave it, for showing only; or NULL */
  char *text;     /* text, caption, link or what a placeholder says; or NULL */
  char *sha256;   /* of the file in files/, or NULL where there is none (media left out, or not here yet) */
  char *remote;   /* what so_channel_fetch() wants to hear for the file, as long as it is not here; or NULL */
  gint64 size;    /* bytes of the file */
} SoPart;

SoPart *so_part_new (SoPartKind kind);
SoPart *so_part_new_text (const char *text);
/* A file whose kind follows from @mime: image, audio, video or document. */
SoPart *so_part_new_file (const char *mime, const char *name, const char *sha256, gint64 size);
void so_part_free (SoPart *part);

const char *so_part_kind_nick (SoPartKind kind);
gboolean so_part_kind_parse (const char *nick, SoPartKind *kind);
SoPartKind so_part_kind_from_mime (const char *mime);

/* A type by the ending of a file name ("voice.opus" → "audio/ogg"); application/octet-stream
 * where it says nothing. A static string. */
const char *so_part_mime_from_name (const char *name);

/* "photo.jpg" of "../../photo.jpg" or "C:\\x\\photo.jpg": for showing only. NULL where nothing is left. */
char *so_part_base_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoPart, so_part_free)

G_END_DECLS
