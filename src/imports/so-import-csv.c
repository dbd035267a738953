/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "so-csv-guard.h"
#include "so-error.h"
#include "so-import-columns.h"
#include "so-import-csv-reader.h"
#include "so-phone.h"
#include "so-text.h"

/* No name is longer, and no note. */
#define MAX_SHORT 500
#define MAX_NOTE (32 * 1024)

typedef struct {
  const SoImportSource *source;
  SoImportSink *sink;
  GPtrArray *columns;   /* SoImportColumn */
  gboolean has_first, has_last, month_first;
  gboolean *lost;       /* a column that is left out had something in it */
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->columns, g_ptr_array_unref);
  g_free (run->lost);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static SoColumnKind
kind_of (const Run *run, guint i)
{
  return ((SoImportColumn *) run->columns->pdata[i])->kind;
}

/* Takes the first row as the heads of the columns; FALSE where none of them names a person. */
static gboolean
read_heads (Run *run, GStrv titles, GError **error)
{
  run->columns = so_import_columns_of (titles);
  run->lost = g_new0 (gboolean, run->columns->len + 1);
  if (!so_import_columns_say (run->columns, run->source->map, error))
    return FALSE;
  for (guint i = 0; i < run->columns->len; i++)
    {
      run->has_first |= kind_of (run, i) == SO_COLUMN_FIRST;
      run->has_last |= kind_of (run, i) == SO_COLUMN_LAST;
    }
  return so_import_columns_are_useful (run->columns) ||
         so_fail (error, SO_ERROR_CHANGE, _("No column of this table has names, numbers or addresses. Name the columns in its first line, such as Name, Phone, Email."));
}

/* Several in one cell: "030 123456; 0171 1234567", Google's " ::: ", one on each line. */
static GStrv
several (const char *cell, const char *separators)
{
  g_autofree char *copy = g_strdup (cell);
  char *p;

  while ((p = strstr (copy, ":::")))
    memcpy (p, "\n\n\n", 3);
  g_strdelimit (copy, separators, '\n');
  return g_strsplit (copy, "\n", -1);
}

static void
add_note (SoCard *card, const char *note)
{
  g_autofree char *before = g_steal_pointer (&card->notes);

  card->notes = before ? g_strjoin ("\n", before, note, NULL) : g_strdup (note);
}

/* A "/" may part two numbers or stand in one ("030/123456"). */
static void
add_phone (Run *run, SoCard *card, char *text)
{
  g_autofree char *whole = so_phone_normalise (g_strstrip (text), run->source->country);
  g_auto (GStrv) halves = whole ? NULL : g_strsplit (text, "/", 2);

  if (whole)
    so_import_card_add (card, SO_IDENTITY_PHONE, text);
  else if (halves[0] && halves[1])
    {
      g_autofree char *first = so_phone_normalise (halves[0], NULL);
      g_autofree char *second = so_phone_normalise (halves[1], NULL);
      if (first && second)
        {
          so_import_card_add (card, SO_IDENTITY_PHONE, halves[0]);
          so_import_card_add (card, SO_IDENTITY_PHONE, halves[1]);
        }
      else
        add_note (card, text);
    }
  else if (*text)
    add_note (card, text);
}

static void
add_several (Run *run, SoCard *card, SoColumnKind kind, const char *cell)
{
  g_auto (GStrv) parts = several (cell, kind == SO_COLUMN_EMAIL ? ",; " : ",;");

  for (guint i = 0; parts[i]; i++)
    if (kind == SO_COLUMN_PHONE)
      add_phone (run, card, parts[i]);
    else if (strchr (parts[i], '@'))
      so_import_card_add (card, SO_IDENTITY_EMAIL, parts[i]);
    else if (*g_strstrip (parts[i]))
      add_note (card, parts[i]);
}

static void
add_tags (SoCard *card, const char *cell)
{
  g_auto (GStrv) parts = several (cell, ",;|");
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  gboolean any = card->tags != NULL;

  if (card->tags)
    g_strv_builder_addv (tags, (const char **) card->tags);
  for (guint i = 0; parts[i]; i++)
    {
      char *tag = g_strstrip (parts[i]);
      if (g_str_has_prefix (tag, "* "))
        tag += 2;   /* Google marks its own groups; these two say nothing */
      if (*tag && strcmp (tag, "myContacts") && strcmp (tag, "starred"))
        {
          g_strv_builder_add (tags, tag);
          any = TRUE;
        }
    }
  g_strfreev (card->tags);
  card->tags = any ? g_strv_builder_end (tags) : NULL;
}

/* The names of a row, before they are one. */
typedef struct {
  const char *full, *first, *middle, *last, *company;
} Names;

/* "Name" means the family name beside a "Vorname", and the first one beside "Apellidos". */
static char *
name_of (const Run *run, const Names *names)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *parts[4] = { names->first, names->middle, names->last, NULL };

  if (names->full && run->has_first && !run->has_last && (!names->first || !strstr (names->full, names->first)))
    parts[2] = names->full;
  else if (names->full && run->has_last && !run->has_first)
    parts[0] = names->full;
  else if (names->full)
    return g_strdup (names->full);
  for (guint i = 0; i < 3; i++)
    if (parts[i])
      g_string_append_printf (name, "%s%s", name->len ? " " : "", parts[i]);
  return name->len || !names->company ? g_string_free_and_steal (g_steal_pointer (&name)) : g_strdup (names->company);
}

static void
set_once (char **field, char *text)
{
  if (*field)
    g_free (text);
  else
    *field = text;
}

/* "Trial scheduled" of a list, or a word of another program, which is kept beside the person. */
static void
add_stage (Run *run, SoCard *card, guint column, const char *cell)
{
  char *stage = so_import_stage (cell);

  if (stage)
    set_once (&card->stage, stage);
  else
    so_card_add_field (card, ((SoImportColumn *) run->columns->pdata[column])->title, cell);
}

static void
add_instagram (SoCard *card, const char *cell)
{
  g_auto (GStrv) parts = several (cell, ",;");

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *name = so_import_instagram_name (g_strstrip (parts[i]));

      if (name)
        so_import_card_add (card, SO_IDENTITY_INSTAGRAM, name);
      else if (*parts[i])
        add_note (card, parts[i]);
    }
}

static void
add_birthday (Run *run, SoCard *card, const char *cell)
{
  char *date = so_import_birthday (cell, run->month_first);

  if (date)
    set_once (&card->birthday, date);
  else
    add_note (card, cell);
}

static void
read_cell (Run *run, SoCard *card, Names *names, guint column, const char *cell)
{
  const SoImportColumn *head = run->columns->pdata[column];

  switch (head->kind)
    {
    case SO_COLUMN_NAME: names->full = names->full ? names->full : cell; break;
    case SO_COLUMN_FIRST: names->first = names->first ? names->first : cell; break;
    case SO_COLUMN_MIDDLE: names->middle = cell; break;
    case SO_COLUMN_LAST: names->last = names->last ? names->last : cell; break;
    case SO_COLUMN_COMPANY: names->company = cell; break;
    case SO_COLUMN_PHONE:
    case SO_COLUMN_EMAIL: add_several (run, card, head->kind, cell); break;
    case SO_COLUMN_INSTAGRAM: add_instagram (card, cell); break;
    case SO_COLUMN_NOTES: add_note (card, cell); break;
    case SO_COLUMN_BIRTHDAY: add_birthday (run, card, cell); break;
    case SO_COLUMN_TAGS: add_tags (card, cell); break;
    case SO_COLUMN_STAGE: add_stage (run, card, column, cell); break;
    case SO_COLUMN_SOURCE: set_once (&card->source, g_strdup (cell)); break;
    case SO_COLUMN_ID: set_once (&card->source_id, g_strdup (cell)); break;
    case SO_COLUMN_FIELD:
      so_card_add_field (card, g_str_has_prefix (head->title, SO_COLUMN_OWN) ? head->title + strlen (SO_COLUMN_OWN) : head->title, cell);
      break;
    case SO_COLUMN_OUT:
    case SO_N_COLUMNS:
    default: run->lost[column] = !head->said && !head->useless;
    }
}

/* The column in which more stands than a person can have, or NULL. */
static const SoImportColumn *
too_long (const Run *run, GStrv cells)
{
  for (guint i = 0; cells[i] && i < run->columns->len; i++)
    {
      SoColumnKind kind = kind_of (run, i);
      gboolean is_text = kind == SO_COLUMN_NOTES || kind == SO_COLUMN_FIELD || kind == SO_COLUMN_TAGS;

      if (kind != SO_COLUMN_OUT && strlen (cells[i]) > (is_text ? MAX_NOTE : MAX_SHORT))
        return run->columns->pdata[i];
    }
  return NULL;
}

/* What stands beyond the last heading belongs to nothing: a comma in a name without quotes. */
static void
tell_of_rest (Run *run, GStrv cells, const char *where)
{
  for (guint i = run->columns->len; i < g_strv_length (cells); i++)
    if (*cells[i])
      {
        g_autofree char *why = g_strdup_printf (_("It has more cells than there are headings: “%s” was left out."), cells[i]);
        so_import_skip (run->sink, where, why);
        return;
      }
}

static gboolean
give_row (Run *run, GStrv cells, const SoCsvRow *row, GError **error)
{
  g_autoptr (SoCard) card = so_card_new ("");
  g_autofree char *where = g_strdup_printf (_("line %llu"), (unsigned long long) row->line);
  const SoImportColumn *longest = row->too_long ? NULL : too_long (run, cells);
  Names names = { 0 };

  if (row->too_long || longest)
    {
      g_autofree char *why = longest ? g_strdup_printf (_("What stands in “%s” is too long for a person."), longest->title)
                                     : g_strdup (_("It is too long for a person."));
      so_import_skip (run->sink, where, why);
      return TRUE;
    }
  for (guint i = 0; cells[i] && i < run->columns->len; i++)
    if (*cells[i])
      read_cell (run, card, &names, i, so_csv_unguard (cells[i]));
  tell_of_rest (run, cells, where);
  g_free (card->name);
  card->name = name_of (run, &names);
  card->line = row->line;
  return so_import_give_card (run->sink, card, where, error);
}

static void
tell_of_lost (Run *run)
{
  for (guint i = 0; i < run->columns->len; i++)
    if (run->lost[i])
      {
        g_autofree char *where = g_strdup_printf (_("column “%s”"), ((SoImportColumn *) run->columns->pdata[i])->title);
        so_import_skip (run->sink, where, _("Studio OS does not know this heading. Say what it is, or leave it out."));
      }
}

static gboolean
read_all (Run *run, int fd, guint64 size, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoCsvReader) reader = so_csv_reader_new (fd, so_csv_separator (fd));
  g_autoptr (GError) inner = NULL;
  g_auto (GStrv) heads = so_csv_reader_heads (reader, cancellable, &inner);
  SoCsvRow row;
  GStrv cells;

  if (heads && !read_heads (run, heads, error))
    return FALSE;
  while (heads && !inner && (cells = so_csv_reader_next (reader, &row, cancellable, &inner)))
    {
      gboolean ok = give_row (run, cells, &row, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
      g_strfreev (cells);
      if (!ok)
        return FALSE;
      so_import_progress (run->sink, so_csv_reader_at (reader), size);
    }
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), FALSE;
  if (!heads)
    return so_fail (error, SO_ERROR_CHANGE, _("This file is empty. Export it again and choose the new one."));
  tell_of_lost (run);
  return TRUE;
}

gboolean
so_import_csv_run (const SoImportSource *source, SoImportSink *sink, GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { .source = source, .sink = sink, .month_first = !g_strcmp0 (source->country, "1") };
  guint64 size;
  int fd = so_import_open_text (source->path, &size, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = read_all (&run, fd, size, cancellable, error);
  close (fd);
  return ok;
}
