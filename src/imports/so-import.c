/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "so-error.h"

static const char *const nicks[SO_N_IMPORTS] = {
  [SO_IMPORT_UNKNOWN] = "unknown",     [SO_IMPORT_WHATSAPP] = "whatsapp", [SO_IMPORT_MBOX] = "mbox",
  [SO_IMPORT_EML] = "eml",             [SO_IMPORT_INSTAGRAM] = "instagram", [SO_IMPORT_CSV] = "csv",
  [SO_IMPORT_VCARD] = "vcard",
};

const char *
so_import_kind_nick (SoImportKind kind)
{
  return nicks[kind];
}

gboolean
so_import_kind_parse (const char *nick, SoImportKind *kind)
{
  for (guint i = SO_IMPORT_UNKNOWN + 1; nick && i < SO_N_IMPORTS; i++)
    if (!g_ascii_strcasecmp (nick, nicks[i]))
      return *kind = i, TRUE;
  return FALSE;
}

gboolean
so_import_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  SoImportKind kind = source->kind;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (kind == SO_IMPORT_UNKNOWN)
    kind = so_import_detect (source->path, error);
  switch (kind)
    {
    case SO_IMPORT_WHATSAPP:
      return so_import_whatsapp_run (source, sink, cancellable, error);
    case SO_IMPORT_MBOX:
      return so_import_mbox_run (source, sink, cancellable, error);
    case SO_IMPORT_EML:
      return so_import_eml_run (source, sink, cancellable, error);
    case SO_IMPORT_INSTAGRAM:
      return so_import_instagram_run (source, sink, cancellable, error);
    case SO_IMPORT_CSV:
      return so_import_csv_run (source, sink, cancellable, error);
    case SO_IMPORT_VCARD:
      return so_import_vcard_run (source, sink, cancellable, error);
    default:
      return FALSE;
    }
}
