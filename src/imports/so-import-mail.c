/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-mail.h"

#include <glib/gi18n-lib.h>

static gboolean
keep_file (gpointer data, SoPullStream *bytes, const char *where, SoPart *part, GCancellable *cancellable, GError **error)
{
  SoImportMail *mail = data;

  return so_import_keep (mail->sink, bytes, where, &part->sha256, &part->size, cancellable, error);
}

static void
skipped (gpointer data, const char *where, const char *why)
{
  SoImportMail *mail = data;

  so_import_skip (mail->sink, where, why);
}

SoImportMail *
so_import_mail_new (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable)
{
  SoImportMail *mail = g_new0 (SoImportMail, 1);

  mail->sink = sink;
  mail->cancellable = cancellable;
  mail->into = (SoMailSink) { keep_file, skipped, mail };
  mail->reader = so_mail_reader_new (source->me, &mail->into, cancellable);
  return mail;
}

void
so_import_mail_free (SoImportMail *mail)
{
  if (!mail)
    return;
  so_mail_reader_free (mail->reader);
  g_free (mail);
}

gboolean
so_import_mail_give (SoImportMail *mail, SoMailSpool *spool, const char *from_line, guint64 at, guint64 end, GError **error)
{
  g_autofree char *where = g_strdup_printf (_("message at byte %llu"), (unsigned long long) at);
  g_autoptr (GError) inner = NULL;
  g_autoptr (SoIncoming) incoming = so_mail_reader_read (mail->reader, spool, from_line, where, &inner);

  if (inner)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  return !incoming || !mail->sink->message || mail->sink->message (mail->sink, incoming, end, error);
}
