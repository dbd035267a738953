/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-base64url.h"
#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (4u * 1024 * 1024)

/* PNG, JPEG, GIF or WebP, by what it begins with. */
static gboolean
is_picture (const guint8 *bytes, gsize n)
{
  return (n > 8 && !memcmp (bytes, "\211PNG\r\n\032\n", 8)) || (n > 3 && !memcmp (bytes, "\377\330\377", 3)) ||
         (n > 6 && !memcmp (bytes, "GIF8", 4)) || (n > 12 && !memcmp (bytes, "RIFF", 4) && !memcmp (bytes + 8, "WEBP", 4));
}

static void
skip (SoImportSink *sink, guint64 line, const char *why)
{
  g_autofree char *where = g_strdup_printf (_("line %llu"), (unsigned long long) line);

  so_import_skip (sink, where, why);
}

gboolean
so_import_photo (SoImportSink *sink, SoCard *card, const char *base64, guint64 line, GCancellable *cancellable, GError **error)
{
  gsize n = 0;
  g_autofree guint8 *bytes = strlen (base64) > MAX_BYTES / 3 * 4 + 4 ? NULL : so_base64_decode (base64, &n);
  g_autoptr (GInputStream) stream = NULL;
  gint64 size = 0;

  if (!bytes)
    skip (sink, line, _("The photo of this card is larger than 4 MB and was left out. The person was kept."));
  else if (!is_picture (bytes, n))
    skip (sink, line, _("The photo of this card is no picture and was left out. The person was kept."));
  else if (sink->file)
    {
      stream = g_memory_input_stream_new_from_data (bytes, (gssize) n, NULL);
      return sink->file (sink, stream, MAX_BYTES, &card->photo, &size, cancellable, error);
    }
  return TRUE;
}
