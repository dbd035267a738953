/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-faq.h"

#include "so-error.h"
#include "so-import-docx.h"
#include "so-import-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  GPtrArray *entries;
  GHashTable *seen;          /* questions, casefolded */
  char *question;            /* that is being answered, or NULL */
  GString *answer;
  gboolean blank;            /* the line before was empty */
  gboolean more;             /* than SO_FAQ_MOST */
} Reading;

/* Takes @question and @answer. */
static void
add (Reading *reading, char *question, char *answer, const char *category)
{
  g_autofree char *own_question = g_strstrip (question), *own_answer = g_strstrip (answer);
  g_autofree char *key = g_utf8_casefold (own_question, -1);
  SoKnowledge *entry;

  if (!*own_question || !*own_answer || !g_hash_table_add (reading->seen, g_steal_pointer (&key)))
    return;
  if (reading->entries->len >= SO_FAQ_MOST)
    {
      reading->more = TRUE;
      return;
    }
  entry = g_new0 (SoKnowledge, 1);
  entry->question = g_steal_pointer (&own_question);
  entry->answer = g_steal_pointer (&own_answer);
  entry->category = g_strdup (category && *category ? category : "other");
  entry->quotable = TRUE;
  g_ptr_array_add (reading->entries, entry);
}

/* Lines -------------------------------------------------------------------------------------------- */

/* A heading without a text below it is the title of a part: no question. */
static void
end_question (Reading *reading)
{
  if (reading->question)
    add (reading, g_steal_pointer (&reading->question), g_strdup (reading->answer->str), NULL);
  g_string_truncate (reading->answer, 0);
}

static void
begin_question (Reading *reading, const char *text, gsize length)
{
  end_question (reading);
  reading->question = g_strstrip (g_strndup (text, length));
}

static void
add_line (Reading *reading, const char *line)
{
  if (!reading->question)
    return;
  if (reading->answer->len)
    g_string_append (reading->answer, reading->blank ? "\n\n" : "\n");
  g_string_append (reading->answer, line);
}

/* What stands behind "Q:", "Frage:" and the like; NULL where the line does not begin so. */
static const char *
after_label (const char *line, const char *const *labels)
{
  for (guint i = 0; labels[i]; i++)
    {
      gsize length = strlen (labels[i]);

      if (!g_ascii_strncasecmp (line, labels[i], length) && line[length] == ':')
        return line + length + 1;
    }
  return NULL;
}

/* "- Do you …?", "3. Do you …?" */
static const char *
without_bullet (const char *line)
{
  const char *at = line;

  if ((*line == '-' || *line == '*') && line[1] == ' ')
    return line + 2;
  while (g_ascii_isdigit (*at))
    at++;
  return at > line && (*at == '.' || *at == ')') && at[1] == ' ' ? at + 2 : line;
}

/* "**Where are you?**"; how long the text inside is. */
static gboolean
is_bold (const char *line, gsize *length)
{
  gsize n = strlen (line);
  gboolean bold = n > 4 && ((g_str_has_prefix (line, "**") && g_str_has_suffix (line, "**")) || (g_str_has_prefix (line, "__") && g_str_has_suffix (line, "__")));

  *length = bold ? n - 4 : 0;
  return bold;
}

static gboolean
asks (const char *line)
{
  return g_str_has_suffix (line, "?") || g_str_has_suffix (line, "？") || g_str_has_suffix (line, "؟");
}

static void
read_line (Reading *reading, const char *line)
{
  static const char *const questions[] = { "Q", "Question", "F", "Frage", "P", "Pregunta", "Pergunta", NULL };
  static const char *const answers[] = { "A", "Answer", "Antwort", "R", "Respuesta", "Resposta", "Réponse", NULL };
  const char *bare = without_bullet (line), *text;
  gsize length;

  if (*line == '#')
    {
      text = line + strspn (line, "#");
      begin_question (reading, text, strlen (text));
    }
  else if (is_bold (bare, &length))
    begin_question (reading, bare + 2, length);
  else if ((text = after_label (bare, questions)))
    begin_question (reading, text, strlen (text));
  else if (reading->question && (text = after_label (bare, answers)))
    add_line (reading, text + strspn (text, " "));
  else if (asks (bare) && (!reading->question || reading->blank))
    begin_question (reading, bare, strlen (bare));
  else if (*line)
    add_line (reading, line);
  reading->blank = !*line;
}

static void
read_lines (Reading *reading, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    read_line (reading, g_strstrip (lines[i]));
  end_question (reading);
}

/* Tables ------------------------------------------------------------------------------------------- */

static char
separator_of (const char *text)
{
  gsize line = strcspn (text, "\n"), counts[3] = { 0 };
  static const char separators[] = ",;\t";
  guint best = 0;

  for (gsize i = 0; i < line; i++)
    for (guint k = 0; k < 3; k++)
      counts[k] += text[i] == separators[k];
  for (guint k = 1; k < 3; k++)
    if (counts[k] > counts[best])
      best = k;
  return separators[best];
}

/* One cell from *@at on, which stands behind it then: at the separator, the line's end, or the end. */
static char *
read_cell (const char **at, char separator)
{
  GString *cell = g_string_new (NULL);
  const char *p = *at;
  gboolean quoted = *p == '"';

  for (p += quoted; *p; p++)
    {
      if (quoted && *p == '"' && p[1] != '"')
        quoted = FALSE;
      else if (quoted && *p == '"')
        g_string_append_c (cell, *p++);
      else if (!quoted && (*p == separator || *p == '\n'))
        break;
      else
        g_string_append_c (cell, *p);
    }
  *at = p;
  return g_strstrip (g_string_free_and_steal (cell));
}

static GPtrArray *
read_row (const char **at, char separator)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (;;)
    {
      g_ptr_array_add (row, read_cell (at, separator));
      if (**at != separator)
        break;
      (*at)++;
    }
  if (**at == '\n')
    (*at)++;
  return row;
}

static int
find_column (GPtrArray *heads, const char *const *names)
{
  for (guint i = 0; i < heads->len; i++)
    for (guint k = 0; names[k]; k++)
      if (!g_ascii_strcasecmp (heads->pdata[i], names[k]))
        return (int) i;
  return -1;
}

static const char *
cell (GPtrArray *row, int column)
{
  return column >= 0 && (guint) column < row->len ? row->pdata[column] : "";
}

static void
read_table (Reading *reading, const char *text)
{
  static const char *const questions[] = { "question", "questions", "frage", "pregunta", "pergunta", "q", NULL };
  static const char *const answers[] = { "answer", "answers", "antwort", "respuesta", "resposta", "réponse", "reponse", "a", NULL };
  static const char *const categories[] = { "category", "kategorie", "topic", "thema", NULL };
  char separator = separator_of (text);
  const char *at = text;
  g_autoptr (GPtrArray) heads = read_row (&at, separator);
  int question = find_column (heads, questions), answer = find_column (heads, answers), category = find_column (heads, categories);

  if (question < 0 || answer < 0)
    {
      question = 0;
      answer = 1;
      category = heads->len > 2 ? 2 : -1;
      at = text;
    }
  while (*at)
    {
      g_autoptr (GPtrArray) row = read_row (&at, separator);

      add (reading, g_strdup (cell (row, question)), g_strdup (cell (row, answer)), cell (row, category));
    }
}

/* @more (may be NULL): there were more than are taken. */
static GPtrArray *
parse (const char *name, const char *text, gsize length, gboolean *more)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (length, 2 * SO_FAQ_BYTES)), *lower = name ? g_ascii_strdown (name, -1) : NULL;
  g_auto (GStrv) parts = g_strsplit (g_str_has_prefix (valid, "\xEF\xBB\xBF") ? valid + 3 : valid, "\r\n", -1);
  g_autofree char *clean = g_strjoinv ("\n", parts);
  Reading reading = { .entries = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free),
                      .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .answer = g_string_new (NULL) };

  g_strdelimit (clean, "\r", '\n');
  if (lower && (g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv")))
    read_table (&reading, clean);
  else
    read_lines (&reading, clean);
  g_hash_table_unref (reading.seen);
  g_string_free (reading.answer, TRUE);
  if (more)
    *more = reading.more;
  return reading.entries;
}

GPtrArray *
so_faq_parse (const char *name, const char *text, gsize length)
{
  return parse (name, text, length, NULL);
}

/* Files ---------------------------------------------------------------------------------------------- */

/* NULL: no text. Bytes that no text has are looked for where it is known that they are single ones. */
static char *
dup_text (const char *bytes, gsize length)
{
  const char *wide = so_import_utf16 (bytes, length);

  if (wide)
    return g_convert (bytes, (gssize) (length & ~(gsize) 1), "UTF-8", wide, NULL, NULL, NULL);
  for (gsize i = 0; i < length; i++)
    if ((guchar) bytes[i] < 0x20 && !strchr ("\t\n\r\f", bytes[i] ? bytes[i] : 1))
      return NULL;
  return g_utf8_validate (bytes, (gssize) length, NULL) ? g_strndup (bytes, length)
                                                        : g_convert_with_fallback (bytes, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL, NULL);
}

/* All of it or nothing. */
static GPtrArray *
read_whole (const char *name, const char *text, GError **error)
{
  gboolean more;
  g_autoptr (GPtrArray) entries = parse (name, text, strlen (text), &more);

  if (!entries->len)
    return so_fail (error, SO_ERROR_CHANGE, _("No question with an answer was found in this file")), NULL;
  if (more)
    return so_fail (error, SO_ERROR_CHANGE, _("A list has at most %d questions: make several files of it"), SO_FAQ_MOST), NULL;
  return g_steal_pointer (&entries);
}

GPtrArray *
so_faq_read (const char *name, const char *bytes, gsize length, GError **error)
{
  g_autofree char *text = length <= SO_FAQ_BYTES ? dup_text (bytes, length) : NULL;

  if (length > SO_FAQ_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, _("A list of questions has at most one megabyte: make several files of it")), NULL;
  if (!text)
    return so_fail (error, SO_ERROR_CHANGE, _("This file is no text: save the questions as text, Markdown or CSV, and choose that")), NULL;
  return read_whole (name, text, error);
}

/* What is no zip is read as text, whatever it is called. */
static gboolean
is_zip (GFile *file)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char head[4];
  gsize n = 0;

  return stream && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, NULL) && so_docx_is_zip (head, n);
}

/* Pictures make a document large; its words are few. */
static GPtrArray *
load_document (GFile *file, goffset size, GError **error)
{
  g_autofree char *path = g_file_get_path (file), *text = NULL;

  if (size > SO_DOCX_BYTES || !path)
    return so_fail (error, SO_ERROR_CHANGE, _("A document has at most 32 megabytes: save it without its pictures")), NULL;
  text = so_docx_load (path, NULL, error);
  if (text && strlen (text) > SO_FAQ_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, _("A list of questions has at most one megabyte: make several files of it")), NULL;
  return text ? read_whole (NULL, text, error) : NULL;
}

GPtrArray *
so_faq_load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!info || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no file %s that can be read"), path), NULL;
  if (is_zip (file))
    return load_document (file, g_file_info_get_size (info), error);
  if (g_file_info_get_size (info) > SO_FAQ_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, _("A list of questions has at most one megabyte: make several files of it")), NULL;
  if (!g_file_load_contents (file, NULL, &bytes, &length, NULL, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no file %s that can be read"), path), NULL;
  return so_faq_read (path, bytes, length, error);
}
