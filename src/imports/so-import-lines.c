/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-lines.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-error.h"

#define BUFFER (256 * 1024)

struct _SoImportLines {
  int fd;
  guint64 at;        /* file position of buffer[start] */
  guint64 number;
  gsize start, end;
  gboolean eof;
  gboolean inside;   /* the piece before had no line end */
  char newline;      /* "\n", or "\r" in files of old Macs */
  char buffer[BUFFER];
};

/* A file that has "\r" and no "\n" in front uses it as its line end. */
static char
newline_of (int fd, guint64 at, char *buffer)
{
  gssize n = pread (fd, buffer, 64 * 1024, at);

  return n > 0 && memchr (buffer, '\r', n) && !memchr (buffer, '\n', n) ? '\r' : '\n';
}

SoImportLines *
so_import_lines_new (int fd, guint64 at)
{
  SoImportLines *lines = g_malloc (sizeof *lines);

  lines->fd = fd;
  lines->at = at;
  lines->number = 0;
  lines->start = lines->end = 0;
  lines->eof = lines->inside = FALSE;
  lines->newline = newline_of (fd, at, lines->buffer);
  return lines;
}

void
so_import_lines_free (SoImportLines *lines)
{
  g_free (lines);
}

static gboolean
fill (SoImportLines *lines, GCancellable *cancellable, GError **error)
{
  gssize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  memmove (lines->buffer, lines->buffer + lines->start, lines->end - lines->start);
  lines->end -= lines->start;
  lines->start = 0;
  do
    n = pread (lines->fd, lines->buffer + lines->end, BUFFER - lines->end, lines->at + lines->end);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return so_fail (error, SO_ERROR_CHANGE, _("The file could not be read any further (%s). Copy it again and try once more."),
                    g_strerror (errno));
  lines->end += n;
  lines->eof = n == 0;
  return TRUE;
}

gboolean
so_import_lines_next (SoImportLines *lines, SoImportLine *line, GCancellable *cancellable, GError **error)
{
  char *newline = memchr (lines->buffer + lines->start, lines->newline, lines->end - lines->start);

  while (!newline && !lines->eof && lines->end - lines->start < BUFFER)
    {
      gsize searched = lines->end - lines->start;
      if (!fill (lines, cancellable, error))
        return FALSE;
      newline = memchr (lines->buffer + searched, lines->newline, lines->end - searched);
    }
  if (lines->start == lines->end)
    return FALSE;

  if (newline)
    *newline = '\n';
  line->text = lines->buffer + lines->start;
  line->length = newline ? (gsize) (newline + 1 - line->text) : lines->end - lines->start;
  line->at = lines->at;
  line->begins = !lines->inside;
  line->ends = newline || lines->eof;
  if (line->begins)
    lines->number++;
  line->number = lines->number;
  lines->inside = !line->ends;
  lines->start += line->length;
  lines->at += line->length;
  return TRUE;
}

gsize
so_import_line_trim (const SoImportLine *line)
{
  gsize n = line->length;

  if (n && line->text[n - 1] == '\n')
    n--;
  if (n && line->ends && line->text[n - 1] == '\r')
    n--;
  return n;
}
