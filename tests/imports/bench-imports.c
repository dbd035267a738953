/* SPDX-License-Identifier: MIT */
/* How long an mbox takes through so_import_run() and through a bare GMime walk over the same file, in the same run.
 * Prints the ratio; never fails on time. */
#include <fcntl.h>
#include <gmime/gmime.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "so-import.h"

#define MESSAGES 20000
#define ROUNDS 3

static char *
make_mbox (void)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("bench-XXXXXX.mbox", &path, NULL);
  FILE *file = fdopen (fd, "w");

  for (guint i = 0; i < MESSAGES; i++)
    {
      fprintf (file,
               "From client%u@example.org Tue Aug 20 11:25:07 2019\nReceived: from mx.example.org by mail.example.net; Tue, 20 Aug 2019 11:25:07 +0000\n"
               "Message-ID: <%u@example.org>\nIn-Reply-To: <%u@example.org>\nFrom: =?utf-8?Q?Cli=C3=ABnt?= %u <client%u@example.org>\n"
               "To: Studio <studio@example.net>\nSubject: Question %u about the course\nDate: Tue, 20 Aug 2019 13:25:07 +0200\nMIME-Version: 1.0\n",
               i % 500, i, i / 3, i % 500, i % 500, i);
      if (i % 4)
        fputs ("Content-Type: text/plain; charset=utf-8\n\n", file);
      else
        fputs ("Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n", file);
      for (guint line = 0; line < 20; line++)
        fprintf (file, "Hello, line %u of a mail that asks when the next course for beginners begins.\n", line);
      if (i % 4 == 0)
        fputs ("--x\nContent-Type: text/html\n\n<p>Hello</p>\n--x--\n", file);
      fputc ('\n', file);
    }
  fclose (file);
  return path;
}

static gboolean
count_message (SoImportSink *sink, SoIncoming *message, guint64 position, GError **error)
{
  return TRUE;
}

static gint64
run_import (const char *path)
{
  SoImportSink sink = { .message = count_message };
  SoImportSource source = { .path = path, .kind = SO_IMPORT_MBOX };
  gint64 start = g_get_monotonic_time ();

  so_import_run (&source, &sink, NULL, NULL);
  return g_get_monotonic_time () - start;
}

static gint64
run_gmime (const char *path)
{
  gint64 start = g_get_monotonic_time ();
  GMimeStream *stream = g_mime_stream_fs_new (open (path, O_RDONLY));
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
  return g_get_monotonic_time () - start;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = make_mbox ();
  gint64 import = G_MAXINT64, gmime = G_MAXINT64;
  struct rusage usage;

  g_mime_init ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      gmime = MIN (gmime, run_gmime (path));
      import = MIN (import, run_import (path));
    }
  getrusage (RUSAGE_SELF, &usage);
  printf ("mbox of %u mails: import %.0f ms, bare GMime walk %.0f ms, ratio %.2f (aim 2.00 or less); %.0f mails/s; peak memory %ld MB\n",
          MESSAGES, import / 1000.0, gmime / 1000.0, (double) import / gmime, MESSAGES * 1e6 / import, usage.ru_maxrss / 1024);
  g_unlink (path);
  return 0;
}
