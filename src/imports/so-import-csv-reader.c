/* SPDX-License-Identifier: MIT */
#include "so-import-csv-reader.h"

#include <string.h>
#include <unistd.h>

#include "so-import-lines.h"
#include "so-mail-text.h"

/* No person's row is longer. */
#define MAX_ROW (256u * 1024)

struct _SoCsvReader {
  int fd;
  char separator;
  SoImportLines *lines;
  guint64 at;          /* where the next row begins */
  guint64 number;      /* lines before it */
  GString *row;        /* bytes of the row, without its line end */
};

SoCsvReader *
so_csv_reader_new (int fd, char separator)
{
  SoCsvReader *reader = g_new0 (SoCsvReader, 1);
  char bom[3];

  reader->fd = fd;
  reader->separator = separator;
  reader->row = g_string_new (NULL);
  if (pread (fd, bom, 3, 0) == 3 && !memcmp (bom, "\357\273\277", 3))
    reader->at = 3;
  reader->lines = so_import_lines_new (fd, reader->at);
  return reader;
}

void
so_csv_reader_free (SoCsvReader *reader)
{
  if (!reader)
    return;
  so_import_lines_free (reader->lines);
  g_string_free (reader->row, TRUE);
  g_free (reader);
}

/* TRUE if a quote is still open after @text. A quote opens only where a cell begins. */
static gboolean
is_open (const char *text, gsize length, char separator)
{
  gboolean open = FALSE, fresh = TRUE;

  for (gsize i = 0; i < length; i++)
    if (open)
      {
        if (text[i] == '"' && i + 1 < length && text[i + 1] == '"')
          i++;
        else if (text[i] == '"')
          open = FALSE;
      }
    else if (text[i] == '"' && fresh)
      open = TRUE, fresh = FALSE;
    else
      fresh = text[i] == separator;
  return open;
}

/* Takes the bytes of a row apart; with @literal a quote is a letter. */
static GStrv
cells_of (const char *text, gsize length, char separator, gboolean literal)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean open = FALSE, fresh = TRUE;

  for (gsize i = 0; i <= length; i++)
    {
      char c = i < length ? text[i] : separator;
      if (i < length && open && c == '"' && i + 1 < length && text[i + 1] == '"')
        {
          g_string_append_c (cell, c);
          i++;
        }
      else if (i < length && !literal && c == '"' && (open || fresh))
        {
          open = !open;
          fresh = FALSE;
        }
      else if (i < length && (open || c != separator))
        {
          if (c)
            g_string_append_c (cell, c);
          fresh = FALSE;
        }
      else
        {
          g_autofree char *clean = so_mail_decode (cell->str, cell->len, NULL);
          g_strv_builder_take (cells, g_strdup (g_strstrip (clean)));
          g_string_truncate (cell, 0);
          fresh = TRUE;
        }
    }
  return g_strv_builder_end (cells);
}

/* Gathers one row in reader->row: lines until all quotes are closed. FALSE at the end, or on an error. *@broken: a quote
 * stays open, or with @literal: there is more than is kept. */
static gboolean
gather (SoCsvReader *reader, gboolean literal, gboolean *broken, GCancellable *cancellable, GError **error)
{
  SoImportLine line;
  gboolean any = FALSE;

  g_string_truncate (reader->row, 0);
  *broken = FALSE;
  while (so_import_lines_next (reader->lines, &line, cancellable, error))
    {
      gsize n = so_import_line_trim (&line);
      if (reader->row->len + n > MAX_ROW && !literal)
        {
          *broken = TRUE;
          return TRUE;
        }
      *broken = *broken || reader->row->len + n > MAX_ROW;
      g_string_append_len (reader->row, line.text, MIN (n, MAX_ROW - MIN (reader->row->len, MAX_ROW)));
      any = TRUE;
      if (!line.ends)
        continue;
      reader->number++;
      reader->at = line.at + line.length;
      if (literal || !is_open (reader->row->str, reader->row->len, reader->separator))
        return TRUE;
      g_string_append_c (reader->row, '\n');
    }
  *broken = any;
  return any;
}

static gboolean
is_empty (GStrv cells)
{
  for (guint i = 0; cells[i]; i++)
    if (*cells[i])
      return FALSE;
  return TRUE;
}

GStrv
so_csv_reader_next (SoCsvReader *reader, SoCsvRow *row, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      guint64 at = reader->at, number = reader->number;
      gboolean broken;
      g_autoptr (GError) inner = NULL;
      g_auto (GStrv) cells = NULL;

      if (!gather (reader, FALSE, &broken, cancellable, &inner) || inner)
        {
          if (inner)
            g_propagate_error (error, g_steal_pointer (&inner));
          return NULL;
        }
      *row = (SoCsvRow) { number + 1, FALSE };
      if (broken)
        {
          so_import_lines_free (reader->lines);
          reader->lines = so_import_lines_new (reader->fd, at);
          reader->at = at;
          reader->number = number;
          if (!gather (reader, TRUE, &row->too_long, cancellable, error))
            return NULL;
        }
      cells = cells_of (reader->row->str, reader->row->len, reader->separator, broken);
      if (!is_empty (cells))
        return g_steal_pointer (&cells);
    }
}

GStrv
so_csv_reader_heads (SoCsvReader *reader, GCancellable *cancellable, GError **error)
{
  SoCsvRow row;
  GStrv cells = so_csv_reader_next (reader, &row, cancellable, error);

  if (!cells || g_ascii_strncasecmp (cells[0], "sep=", 4))
    return cells;
  g_strfreev (cells);
  return so_csv_reader_next (reader, &row, cancellable, error);
}

guint64
so_csv_reader_at (SoCsvReader *reader)
{
  return reader->at;
}

char
so_csv_separator (int fd)
{
  static const char candidates[] = { ',', ';', '\t' };
  char head[8192];
  gssize n = pread (fd, head, sizeof head, 0);
  guint counts[3] = { 0 }, best = 0;
  gboolean quoted = FALSE;

  for (guint c = 0; n > 5 && c < 3; c++)
    if (!g_ascii_strncasecmp (head, "sep=", 4) && head[4] == candidates[c])
      return candidates[c];
  for (gssize i = 0; i < n && (quoted || (head[i] != '\n' && head[i] != '\r')); i++)
    {
      quoted ^= head[i] == '"';
      for (guint c = 0; c < 3 && !quoted; c++)
        counts[c] += head[i] == candidates[c];
    }
  for (guint c = 1; c < 3; c++)
    if (counts[c] > counts[best])
      best = c;
  return candidates[best];
}
