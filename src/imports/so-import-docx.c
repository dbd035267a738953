/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-docx.h"

#include "so-error.h"
#include "so-import-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (64 * 1024)
#define LONGEST_LABEL 9      /* bytes: "Pergunta:" */

typedef struct {
  GString *out;
  GString *line;        /* the paragraph that is open */
  GString *cell;        /* the cell that is open; a table inside one belongs to it */
  GPtrArray *row;       /* cells of the row that is open */
  guint tables;         /* how deep */
  guint silent;         /* inside what is not shown: how deep */
  gboolean in_text;     /* inside w:t */
  gboolean heading, item;
  gboolean run_bold;
  gboolean bold, plain; /* what the paragraph has of either */
} Reading;

/* "w:p" → "p": which prefix stands for the namespace is the writer's choice. */
static const char *
local (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon ? colon + 1 : name;
}

static const char *
value_of (const char **names, const char **values)
{
  for (guint i = 0; names[i]; i++)
    if (!strcmp (local (names[i]), "val"))
      return values[i];
  return NULL;
}

/* What was deleted or moved away, and the second version of a drawing for old programs. */
static gboolean
is_silent (const char *name)
{
  static const char *const silent[] = { "del", "moveFrom", "Fallback", "instrText", "delText", NULL };

  return g_strv_contains (silent, name);
}

/* "Heading1", "berschrift1" (so Word calls it in German), "Title" is none: it is of the whole. */
static gboolean
is_heading (const char *style)
{
  g_autofree char *lower = style ? g_ascii_strdown (style, -1) : NULL;

  return lower && (g_str_has_prefix (lower, "heading") || strstr (lower, "berschrift") || g_str_has_prefix (lower, "titre") || g_str_has_prefix (lower, "ttulo"));
}

static gboolean
is_off (const char *value)
{
  return value && (!strcmp (value, "0") || !strcmp (value, "false") || !strcmp (value, "off"));
}

static void
begin_row (Reading *reading)
{
  if (reading->tables == 1)
    g_ptr_array_set_size (reading->row, 0);
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data, GError **error)
{
  Reading *reading = data;
  const char *name = local (element);

  if (reading->silent || is_silent (name))
    reading->silent++;
  else if (!strcmp (name, "t"))
    reading->in_text = TRUE;
  else if (!strcmp (name, "r"))
    reading->run_bold = FALSE;
  else if (!strcmp (name, "b"))
    reading->run_bold = !is_off (value_of (names, values));
  else if (!strcmp (name, "pStyle"))
    reading->heading = is_heading (value_of (names, values));
  else if (!strcmp (name, "numPr"))
    reading->item = TRUE;
  else if (!strcmp (name, "br") || !strcmp (name, "cr"))
    g_string_append_c (reading->line, '\n');
  else if (!strcmp (name, "tab"))
    g_string_append_c (reading->line, ' ');
  else if (!strcmp (name, "tbl"))
    reading->tables++;
  else if (!strcmp (name, "tr"))
    begin_row (reading);
}

/* "Q: …" says itself what it is. */
static gboolean
is_bold_line (Reading *reading, const char *text)
{
  const char *colon = strchr (text, ':');

  return reading->bold && !reading->plain && !strchr (text, '\n') && !(colon && colon - text <= LONGEST_LABEL);
}

/* Paragraphs stand apart; of a list only what asks does. */
static void
put_line (Reading *reading, const char *text)
{
  gboolean item = reading->item && !g_str_has_suffix (text, "?");

  if (reading->tables)
    g_string_append_printf (reading->cell, "%s%s", reading->cell->len ? "\n" : "", text);
  else if (reading->heading)
    g_string_append_printf (reading->out, "\n## %s\n", text);
  else if (is_bold_line (reading, text))
    g_string_append_printf (reading->out, "\n**%s**\n", text);
  else
    g_string_append_printf (reading->out, item ? "- %s\n" : "%s\n\n", text);
}

/* An empty one is a blank line, but not in a cell. */
static void
end_paragraph (Reading *reading)
{
  g_strstrip (reading->line->str);
  if (*reading->line->str)
    put_line (reading, reading->line->str);
  else if (!reading->tables)
    g_string_append_c (reading->out, '\n');
  g_string_truncate (reading->line, 0);
  reading->heading = reading->item = reading->run_bold = reading->bold = reading->plain = FALSE;
}

/* Of a table inside a cell the cells are lines of the outer one. */
static void
end_cell (Reading *reading)
{
  if (reading->tables > 1)
    return;
  g_ptr_array_add (reading->row, g_strdup (reading->cell->str));
  g_string_truncate (reading->cell, 0);
}

static gboolean
is_head (const char *first, const char *second)
{
  static const char *const heads[] = { "question", "questions", "frage", "fragen", "pregunta", "pergunta", "q", NULL };
  g_autofree char *lower = g_utf8_strdown (first, -1);

  return g_strv_contains (heads, lower) && !strchr (second, ' ');
}

static void
end_row (Reading *reading)
{
  const char *first, *second;

  if (reading->tables > 1 || reading->row->len == 0)
    return;
  first = reading->row->pdata[0];
  second = reading->row->len > 1 ? reading->row->pdata[1] : "";
  if (*first && *second && !is_head (first, second))
    {
      g_autofree char *question = g_strdelimit (g_strdup (first), "\n", ' ');

      g_string_append_printf (reading->out, "\n## %s\n%s\n", question, second);
    }
  else if (!*second)
    g_string_append_printf (reading->out, "%s\n", first);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *reading = data;
  const char *name = local (element);

  if (reading->silent)
    reading->silent--;
  else if (!strcmp (name, "t"))
    reading->in_text = FALSE;
  else if (!strcmp (name, "p"))
    end_paragraph (reading);
  else if (!strcmp (name, "tc"))
    end_cell (reading);
  else if (!strcmp (name, "tr"))
    end_row (reading);
  else if (!strcmp (name, "tbl"))
    reading->tables -= reading->tables > 0;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reading *reading = data;

  if (reading->silent || !reading->in_text)
    return;
  g_string_append_len (reading->line, text, (gssize) length);
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      *(reading->run_bold ? &reading->bold : &reading->plain) = TRUE;
}

static void *
refuse (GError **error)
{
  so_fail (error, SO_ERROR_CHANGE, _("This document cannot be read: save it once more as .docx, or as text, and choose that"));
  return NULL;
}

char *
so_docx_parse (const char *xml, gsize length, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  Reading reading = { .out = g_string_new (NULL), .line = g_string_new (NULL), .cell = g_string_new (NULL), .row = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  gboolean ok = length && g_markup_parse_context_parse (context, xml, (gssize) length, NULL) && g_markup_parse_context_end_parse (context, NULL);

  g_string_free (reading.line, TRUE);
  g_string_free (reading.cell, TRUE);
  g_ptr_array_unref (reading.row);
  if (ok)
    return g_string_free_and_steal (reading.out);
  g_string_free (reading.out, TRUE);
  return refuse (error);
}

gboolean
so_docx_is_zip (const char *bytes, gsize length)
{
  return length >= 4 && !memcmp (bytes, "PK\003\004", 4);
}

/* Of one entry; NULL with @error where it is larger than a text can be, or @cancellable; without where it is damaged. */
static GByteArray *
read_entry (SoImportZip *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoPullStream) stream = so_import_zip_stream (zip);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, cancellable, NULL)) > 0)
    {
      if (bytes->len + (gsize) n > SO_DOCX_TEXT)
        return so_fail (error, SO_ERROR_CHANGE, _("The text of this document is too long: make several documents of it")), NULL;
      g_byte_array_append (bytes, piece, (guint) n);
    }
  if (n < 0)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return n == 0 ? g_steal_pointer (&bytes) : NULL;
}

char *
so_docx_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoImportZip) zip = so_import_zip_open (path, NULL);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) inner = NULL;
  const char *name;

  if (!zip)
    return refuse (error);
  while ((name = so_import_zip_next (zip, NULL, cancellable, &inner)))
    if (!strcmp (name, "word/document.xml"))
      {
        bytes = read_entry (zip, cancellable, &inner);
        break;
      }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), NULL;
  return bytes ? so_docx_parse ((const char *) bytes->data, bytes->len, error) : refuse (error);
}
