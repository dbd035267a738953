/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-schedule-import-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "so-csv-guard.h"
#include "so-day.h"
#include "so-error.h"
#include "so-id.h"
#include "so-import.h"
#include "so-import-csv-reader.h"
#include "so-json.h"

#define MOST_ROWS 10000
#define LONGEST_TEXT 200

typedef enum { CLASS, DAY, START, END, MINUTES, ROOM, TEACHER, STYLE, LEVEL, MOST, REPEAT, STATE, N_FIELDS } Field;

/* What stands above the columns of such tables, folded. */
static const struct { const char *name, *words; } fields[N_FIELDS] = {
  [CLASS] = { "class", "class title name kurs stunde angebot course lesson summary activity clase cours aula" },
  [DAY] = { "day", "day date weekday tag wochentag datum día dia jour" },
  [START] = { "start", "start begin from time beginn von uhrzeit hora heure inicio" },
  [END] = { "end", "end to until ende bis fin" },
  [MINUTES] = { "minutes", "minutes duration dauer minuten duración durée" },
  [ROOM] = { "room", "room location place raum ort saal studio sala salle" },
  [TEACHER] = { "teacher", "teacher instructor trainer coach lehrer lehrerin leitung dozent profesor professor" },
  [STYLE] = { "style", "style stil dance_style estilo" },
  [LEVEL] = { "level", "level niveau stufe nivel" },
  [MOST] = { "most", "most max max_capacity capacity places plätze teilnehmer capacidad" },
  [REPEAT] = { "repeat", "repeat recurrence weekly wiederholung" },
  [STATE] = { "state", "state status" },
};

/* Monday first. */
static const char *const weekdays[7] = {
  "monday mon mo montag lunes lundi segunda", "tuesday tue tu di dienstag martes mardi terça", "wednesday wed we mi mittwoch miércoles mercredi quarta",
  "thursday thu th do donnerstag jueves jeudi quinta", "friday fri fr freitag viernes vendredi sexta", "saturday sat sa samstag sonnabend sábado samedi",
  "sunday sun su so sonntag domingo dimanche",
};

static gboolean
is_one_of (const char *words, const char *word)
{
  g_auto (GStrv) all = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) all, word);
}

static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);

  return g_strdup (g_strstrip (folded));
}

/* Which field a column is: as is said, or by its heading. N_FIELDS: none. */
static Field
field_of (const char *head, JsonObject *columns)
{
  const char *said = columns ? so_json_string (columns, head) : NULL;
  g_autofree char *folded = fold (head);

  for (Field field = 0; field < N_FIELDS; field++)
    if (said ? !strcmp (fields[field].name, said) : is_one_of (fields[field].words, folded))
      return field;
  return N_FIELDS;
}

/* "18:30", "18.30 Uhr", "18h", "6:30 PM", "7pm"; in *@rest what stands behind it. */
static gboolean
read_clock_from (const char *text, int *minute, const char **rest)
{
  g_autofree char *small = g_ascii_strdown (text, -1);
  guint hours = 0, minutes = 0;
  int n = 0;
  gsize after;

  if (sscanf (small, "%2u:%2u%n", &hours, &minutes, &n) != 2 && sscanf (small, "%2u.%2u%n", &hours, &minutes, &n) != 2 && (minutes = 0, sscanf (small, "%2u%n", &hours, &n) != 1))
    return FALSE;
  after = (gsize) n + strspn (small + n, " ");
  if ((g_str_has_prefix (small + after, "pm") || g_str_has_prefix (small + after, "am")) && hours >= 1 && hours <= 12)
    {
      hours = hours % 12 + (small[after] == 'p' ? 12 : 0);
      after += 2;
    }
  else if (g_str_has_prefix (small + after, "uhr"))
    after += 3;
  else if (small[after] == 'h')
    after++;
  *rest = text + after + strspn (text + after, " ");
  *minute = (int) (hours * 60 + minutes);
  return hours < 24 && minutes < 60;
}

static gboolean
read_clock (const char *text, int *minute)
{
  const char *rest;

  return read_clock_from (text, minute, &rest) && !*rest;
}

/* A beginning, or "18:00-19:30": then *@end is set, too. */
static gboolean
read_span (const char *text, int *start, int *end)
{
  const char *rest;

  if (!read_clock_from (text, start, &rest))
    return FALSE;
  if (g_str_has_prefix (rest, "–"))
    rest += strlen ("–");
  else if (*rest == '-')
    rest++;
  else
    return !*rest;
  return read_clock (rest + strspn (rest, " "), end);
}

/* "01.12.2026", as it is written where dates have dots. */
static gboolean
read_dotted (const char *text, int *day)
{
  guint d, m, y;
  char more;
  g_autofree char *date = sscanf (text, "%2u.%2u.%4u%c", &d, &m, &y, &more) == 3 ? g_strdup_printf ("%04u-%02u-%02u", y, m, d) : NULL;

  return date && so_day_parse (date, day);
}

/* "Mondays", "montags", "Mo." */
static gboolean
is_weekday (int weekday, const char *word)
{
  gsize length = strlen (word);
  g_autofree char *one = length > 1 && strchr (".s", word[length - 1]) ? g_strndup (word, length - 1) : NULL;

  return is_one_of (weekdays[weekday], word) || (one && is_one_of (weekdays[weekday], one));
}

/* A date, or the next such day of the week from @today on: then it is weekly. */
static gboolean
read_day (const char *text, int today, int *day, gboolean *weekly)
{
  g_autofree char *folded = fold (text);

  *weekly = FALSE;
  if (so_day_parse (folded, day) || read_dotted (folded, day))
    return TRUE;
  for (int i = 0; i < 7; i++)
    if (is_weekday (i, folded))
      {
        *day = today + ((i - so_day_weekday (today)) % 7 + 7) % 7;
        return *weekly = TRUE;
      }
  return FALSE;
}

/* Why the row cannot be taken; NULL where it can. */
static const char *
read_row (const char *const *cells, int today, SoScheduleRow *row)
{
  SoIcsEvent *event = row->event;
  gboolean weekly;
  int end = -1;

  if (!cells[CLASS] || g_utf8_strlen (cells[CLASS], -1) > LONGEST_TEXT)
    return N_("It names no class.");
  if (!cells[DAY] || !read_day (cells[DAY], today, &event->start.day, &weekly))
    return N_("It has no day: write a day of the week, or a date as 2026-11-24.");
  if (!cells[START] || !read_span (cells[START], &event->start.minute, &end))
    return N_("It has no beginning: write it as 18:30.");
  if (cells[MINUTES])
    event->minutes = (int) g_ascii_strtoull (cells[MINUTES], NULL, 10);
  else if (end >= 0 || (cells[END] && read_clock (cells[END], &end)))
    event->minutes = end - event->start.minute;
  else
    event->minutes = 60;
  if (event->minutes < 5 || event->minutes > SO_CLASS_LONGEST)
    return N_("It ends before it begins, or takes less than 5 minutes or more than 12 hours.");
  event->title = g_strdup (cells[CLASS]);
  event->place = g_strdup (cells[ROOM]);
  event->who = g_strdup (cells[TEACHER]);
  event->rule = weekly || cells[REPEAT] ? g_strdup ("FREQ=WEEKLY") : NULL;
  row->style = g_strdup (cells[STYLE]);
  row->level = g_strdup (cells[LEVEL]);
  row->most = cells[MOST] ? (int) MIN (g_ascii_strtoull (cells[MOST], NULL, 10), 10000) : 0;
  row->knows_teacher = TRUE;
  return NULL;
}

/* What is in the file makes it the same: the day of a weekly one is that of the week, whenever it is read. */
static char *
uid_of (const SoIcsEvent *event)
{
  g_autofree char *text = g_strdup_printf ("%s|%d|%d|%d|%s", event->title, event->rule ? so_day_weekday (event->start.day) : event->start.day, event->start.minute, event->minutes,
                                           event->place ? event->place : "");

  return so_id_derive ("schedule.csv", text);
}

static void
take_row (GStrv cells, const Field *order, guint n, guint64 line, int today, GPtrArray *rows, GPtrArray *skips)
{
  const char *sorted[N_FIELDS] = { NULL };
  g_autofree char *where = NULL;
  SoScheduleRow *row = g_new0 (SoScheduleRow, 1);
  const char *why;

  row->event = so_ics_event_new ();
  for (guint i = 0; i < n && cells[i]; i++)
    {
      const char *bare = so_csv_unguard (g_strstrip (cells[i]));

      if (order[i] < N_FIELDS && *bare && !sorted[order[i]])
        sorted[order[i]] = bare;
    }
  why = read_row (sorted, today, row);
  /* What our own tables tell of sessions that do not take place. */
  if (!why && sorted[STATE] && (!strcmp (sorted[STATE], "cancelled") || !strcmp (sorted[STATE], "closed")))
    why = N_("It does not take place.");
  if (!why)
    {
      row->event->uid = uid_of (row->event);
      g_ptr_array_add (rows, row);
      return;
    }
  so_schedule_row_free (row);
  where = g_strdup_printf (_("Line %u"), (guint) line);
  so_ics_skip_add (skips, where, _(why));
}

/* Which columns are what; NULL where no class or no day is among them. */
static Field *
read_heads (GStrv heads, JsonObject *columns, guint *n, GError **error)
{
  g_autofree Field *order = NULL;
  gboolean seen[N_FIELDS + 1] = { FALSE };

  *n = heads ? g_strv_length (heads) : 0;
  order = g_new (Field, *n + 1);
  for (guint i = 0; i < *n; i++)
    {
      order[i] = field_of (heads[i], columns);
      seen[order[i]] = TRUE;
    }
  if (seen[CLASS] && seen[DAY] && seen[START])
    return g_steal_pointer (&order);
  return so_fail (error, SO_ERROR_CHANGE, _("This table has no columns for the class, the day and the beginning: say which they are, such as Kurs=class, Wann=day, Um=start")), NULL;
}

GPtrArray *
so_schedule_csv_read (const char *path, JsonObject *columns, int today, GPtrArray *skips, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) so_schedule_row_free);
  int fd = so_import_open_text (path, NULL, error);
  g_autoptr (SoCsvReader) reader = NULL;
  g_auto (GStrv) heads = NULL;
  g_autofree Field *order = NULL;
  g_autoptr (GError) inner = NULL;
  SoCsvRow where;
  guint n;

  if (fd < 0)
    return NULL;
  reader = so_csv_reader_new (fd, so_csv_separator (fd));
  heads = so_csv_reader_heads (reader, NULL, &inner);
  order = inner ? NULL : read_heads (heads, columns, &n, error);
  while (order && !inner)
    {
      g_auto (GStrv) cells = so_csv_reader_next (reader, &where, NULL, &inner);

      if (!cells)
        break;
      if (rows->len == MOST_ROWS)
        so_fail (&inner, SO_ERROR_CHANGE, _("This table has more than %d rows: import a part of it"), MOST_ROWS);
      else
        take_row (cells, order, n, where.line, today, rows, skips);
    }
  g_clear_pointer (&reader, so_csv_reader_free);
  close (fd);
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), NULL;
  return order ? g_steal_pointer (&rows) : NULL;
}
