/* SPDX-License-Identifier: MIT */
/* A whole import of an mbox, from the file to the search index on the disk, against a bare GMime walk over the same
 * file in the same run; then the same file again, which adds nothing. SO_BENCH_MESSAGES (default 20,000). */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>

#include "so-exchange.h"

static void
write_mbox (const char *path, guint n)
{
  FILE *file = g_fopen (path, "w");

  for (guint i = 0; i < n; i++)
    {
      fprintf (file, "From p%u@example.org Tue Aug 20 11:25:07 2019\nMessage-ID: <%u@example.org>\nFrom: Client %u <p%u@example.org>\n"
               "To: Studio <studio@example.net>\nSubject: Question %u\nDate: Tue, 20 Aug 2019 %02u:%02u:%02u +0200\nMIME-Version: 1.0\n"
               "Content-Type: text/plain; charset=utf-8\n\n", i % 500, i, i % 500, i % 500, i, i / 3600 % 24, i / 60 % 60, i % 60);
      for (guint line = 0; line < 8; line++)
        fprintf (file, "Line %u of a mail that asks when the next course for beginners begins, number %u.\n", line, i);
      fputc ('\n', file);
    }
  fclose (file);
}

static double
walk (const char *path)
{
  gint64 start = g_get_monotonic_time ();
  GMimeStream *stream = g_mime_stream_fs_new (g_open (path, O_RDONLY, 0));
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);

  g_mime_parser_set_format (parser, GMIME_FORMAT_MBOX);
  while (!g_mime_parser_eos (parser))
    {
      GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);
      if (message)
        g_object_unref (message);
    }
  g_object_unref (parser);
  g_object_unref (stream);
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static double
import (SoStudio *studio, const char *path, guint64 *messages)
{
  gint64 start = g_get_monotonic_time ();
  SoExchangeImport what = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoExchangeReport) report = so_exchange_import (studio, &what, NULL, &error);

  if (!report)
    g_error ("%s", error->message);
  *messages = report->batch->messages;
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

int
main (int argc, char **argv)
{
  const char *given = g_getenv ("SO_BENCH_MESSAGES");
  guint n = given ? (guint) atoi (given) : 20000;
  g_autofree char *folder = g_dir_make_tmp ("bench-import-XXXXXX", NULL), *path = g_build_filename (folder, "m.mbox", NULL);
  g_autoptr (SoStudio) studio = so_studio_open (folder, NULL);
  g_autofree char *clean = g_strdup_printf ("rm -r '%s'", folder);
  guint64 added, again;
  double bare, first, second;
  GStatBuf info;

  g_mime_init ();
  write_mbox (path, n);
  g_stat (path, &info);
  bare = walk (path);
  first = import (studio, path, &added);
  second = import (studio, path, &again);
  printf ("import of %" G_GUINT64_FORMAT " mails (%.0f MB): %.2f s = %.0f mails/s, %.1f MB/s; bare GMime walk %.2f s, ratio %.1f; "
          "the same again: %.2f s, %" G_GUINT64_FORMAT " added\n", added, (double) info.st_size / 1e6, first, (double) added / first,
          (double) info.st_size / 1e6 / first, bare, first / bare, second, again);
  g_clear_object (&studio);
  return system (clean);
}
