/* SPDX-License-Identifier: MIT */
#include "so-entry-words.h"

#include "so-day.h"
#include "so-painted-week.h"
#include "so-week-words.h"

#include <glib/gi18n.h>

static void
append (GString *words, const char *more)
{
  if (!more || !*more)
    return;
  if (words->len)
    g_string_append (words, " · ");
  g_string_append (words, more);
}

static void
append_list (GString *words, char **list)
{
  g_autofree char *joined = list ? g_strjoinv (", ", list) : NULL;

  append (words, joined);
}

char *
so_entry_words_room (const SoRoom *room)
{
  g_autofree char *people = g_strdup_printf (ngettext ("%d person", "%d people", (gulong) room->capacity), room->capacity);
  g_autofree char *between = g_strdup_printf (ngettext ("%d minute between classes", "%d minutes between classes", (gulong) room->turnover), room->turnover);
  g_autoptr (GString) words = g_string_new (people);

  append_list (words, room->features);
  append (words, room->turnover ? between : NULL);
  return g_strdup (words->str);
}

/* "Mon, Tue, Sat". */
static char *
days_of (const char *week)
{
  g_autofree SoPaintedWeek *painted = g_new0 (SoPaintedWeek, 1);
  g_autoptr (GString) days = g_string_new (NULL);
  guint start, end;

  if (!so_painted_week_read (painted, week, NULL))
    return g_strdup ("");
  for (guint day = 0; day < 7; day++)
    if (so_painted_week_next (painted, day, 0, &start, &end))
      g_string_append_printf (days, "%s%s", days->len ? ", " : "", so_week_words_short_day (day));
  return g_strdup (days->len ? days->str : _("Never there"));
}

char *
so_entry_words_teacher (const SoTeacher *teacher)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *days = teacher->week ? days_of (teacher->week) : g_strdup (_("Whenever the studio is open"));

  append_list (words, teacher->styles);
  append (words, days);
  return g_strdup (words->str);
}

char *
so_entry_words_class (const SoClassKind *kind)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *length = g_strdup_printf (_("%d min"), kind->minutes);
  /* Translators: the least and the most people of a class */
  g_autofree char *people = kind->least ? g_strdup_printf (_("%d–%d people"), kind->least, kind->most)
                                        : g_strdup_printf (ngettext ("up to %d person", "up to %d people", (gulong) kind->most), kind->most);
  g_autofree char *sessions = g_strdup_printf (ngettext ("%d session a week", "%d sessions a week", (gulong) kind->sessions), kind->sessions);

  append (words, kind->style);
  append (words, kind->level);
  append (words, length);
  append (words, people);
  if (kind->sessions)
    append (words, sessions);
  return g_strdup (words->str);
}

char *
so_entry_words_date (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *words = NULL, *time = NULL;
  int number, minute = -1;

  if (!so_day_parse (text, &number) && !so_day_parse_time (text, &number, &minute))
    return g_strdup (text ? text : "");
  date = g_date_time_new_from_unix_utc ((gint64) number * 86400);
  words = g_date_time_format (date, _("%-d %B %Y"));
  if (minute < 0)
    return g_steal_pointer (&words);
  time = so_week_words_time ((guint) minute);
  return g_strdup_printf ("%s %s", words, time);
}

char *
so_entry_words_range (const char *first, const char *last)
{
  g_autofree char *from = so_entry_words_date (first), *to = so_entry_words_date (last);

  return g_strcmp0 (first, last) ? g_strdup_printf ("%s – %s", from, to) : g_steal_pointer (&from);
}

char *
so_entry_words_term (const SoTerm *term)
{
  g_autofree char *range = so_entry_words_range (term->first_day, term->last_day);
  guint n = term->skips ? g_strv_length (term->skips) : 0;
  /* Translators: of a term that is on no class on some days */
  g_autofree char *pauses = g_strdup_printf (ngettext ("pauses once", "pauses %u times", n), n);
  g_autoptr (GString) words = g_string_new (range);

  append (words, n ? pauses : NULL);
  return g_strdup (words->str);
}

static void
append_names (GString *words, const SoSchedule *schedule, char **ids, gboolean rooms)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; ids && ids[i]; i++)
    {
      const SoRoom *room = rooms ? so_schedule_room (schedule, ids[i]) : NULL;
      const SoClassKind *kind = rooms ? NULL : so_schedule_kind (schedule, ids[i]);

      if (room || kind)
        g_ptr_array_add (names, room ? room->name : kind->name);
    }
  g_ptr_array_add (names, NULL);
  append_list (words, (char **) names->pdata);
}

char *
so_entry_words_closure (const SoClosure *closure, const SoSchedule *schedule)
{
  g_autofree char *range = so_entry_words_range (closure->from_at, closure->to_at);
  g_autoptr (GString) words = g_string_new (range);

  append_names (words, schedule, closure->classes, FALSE);
  append_names (words, schedule, closure->rooms, TRUE);
  if (!closure->classes && !closure->rooms)
    append (words, _("Everything"));
  return g_strdup (words->str);
}

char *
so_entry_words_spans (char **spans)
{
  return spans && *spans ? g_strjoinv (", ", spans) : g_strdup (_("Not there"));
}
