/* SPDX-License-Identifier: MIT */
#include "so-standing-text.h"

#include "so-template.h"
#include "so-words.h"

#include <string.h>

static const char *const placeholders[] = { "time", "hours", "answer", "name", "studio", "phone", NULL };

/* How one says a time: %s is the time, then the day. */
static const struct {
  const char *language;
  const char *today, *tomorrow, *weekday, *date;
  const char *days[7];
} tongues[] = {
  { "en", "%s", "%s tomorrow", "%s on %s", "%s on %s", { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" } },
  { "de", "%s Uhr", "morgen um %s Uhr", "%s Uhr am %s", "%s Uhr am %s", { "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag" } },
  { "es", "%s", "%s de mañana", "%s del %s", "%s del %s", { "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo" } },
  { "fr", "%s", "%s demain", "%s %s", "%s le %s", { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" } },
  { "pt", "%s", "%s de amanhã", "%s de %s", "%s de %s", { "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo" } },
  { "hi", "%s", "कल %s", "%2$s %1$s", "%2$s %1$s", { "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार" } },
};

static guint
find_tongue (const char *language)
{
  for (guint i = 0; language && i < G_N_ELEMENTS (tongues); i++)
    if (!strcmp (tongues[i].language, language))
      return i;
  return 0;
}

/* "9 AM", "9:30 AM" in English, "9:00" elsewhere. */
static char *
clock_of (int hour, int minute, guint tongue)
{
  int twelve = hour % 12 ? hour % 12 : 12;

  if (tongue)
    return g_strdup_printf ("%d:%02d", hour, minute);
  return minute ? g_strdup_printf ("%d:%02d %s", twelve, minute, hour < 12 ? "AM" : "PM") : g_strdup_printf ("%d %s", twelve, hour < 12 ? "AM" : "PM");
}

static int
julian (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), g_date_time_get_month (time), (GDateYear) g_date_time_get_year (time));
  return (int) g_date_get_julian (&date);
}

/* @form has %s for the time and perhaps one for the day, in one of two orders. */
static char *
say (const char *form, const char *time, const char *day)
{
  g_autoptr (GString) said = g_string_new (form);

  if (strstr (form, "%2$s"))
    {
      g_string_replace (said, "%2$s", day, 1);
      g_string_replace (said, "%1$s", time, 1);
    }
  else
    {
      g_string_replace (said, "%s", time, 1);
      g_string_replace (said, "%s", day, 1);
    }
  return g_strdup (said->str);
}

char *
so_standing_time (GTimeZone *tz, gint64 now, gint64 at, const char *language)
{
  g_autoptr (GDateTime) utc_now = g_date_time_new_from_unix_utc (now / 1000), utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) today = g_date_time_to_timezone (utc_now, tz), then = g_date_time_to_timezone (utc, tz);
  guint tongue = find_tongue (language);
  g_autofree char *time = clock_of (g_date_time_get_hour (then), g_date_time_get_minute (then), tongue);
  g_autofree char *date = g_date_time_format (then, "%Y-%m-%d");
  const char *weekday = tongues[tongue].days[g_date_time_get_day_of_week (then) - 1];
  int days = julian (then) - julian (today);

  if (days <= 0)
    return say (tongues[tongue].today, time, "");
  if (days == 1)
    return say (tongues[tongue].tomorrow, time, "");
  return days < 7 ? say (tongues[tongue].weekday, time, weekday) : say (tongues[tongue].date, time, date);
}

static char *
spans_of (const GArray *spans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const SoHoursSpan *span = &g_array_index (spans, SoHoursSpan, i);
      guint to = span->to > 24 * 60 ? span->to - 24 * 60 : span->to;

      g_string_append_printf (text, "%s%u:%02u–%u:%02u", i ? ", " : "", span->from / 60, span->from % 60, to / 60, to % 60);
    }
  return g_string_free_and_steal (text);
}

char *
so_standing_hours (const SoHours *hours, const char *language)
{
  guint tongue = find_tongue (language);
  GString *text = g_string_new (NULL);

  for (guint day = 0; day < 7;)
    {
      g_autofree char *spans = spans_of (hours->week[day]);
      guint last = day;

      for (gboolean same = TRUE; same && last < 6;)
        {
          g_autofree char *next = spans_of (hours->week[last + 1]);

          same = !strcmp (spans, next);
          last += same;
        }
      if (*spans && last > day)
        g_string_append_printf (text, "%s%s–%s %s", text->len ? "; " : "", tongues[tongue].days[day], tongues[tongue].days[last], spans);
      else if (*spans)
        g_string_append_printf (text, "%s%s %s", text->len ? "; " : "", tongues[tongue].days[day], spans);
      day = last + 1;
    }
  return g_string_free_and_steal (text);
}

/* "Priya" of "Priya S."; NULL of a number or an address: a name is what a stranger typed. */
static char *
first_name (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name ? name : "", " \t\n", 2);

  if (!words[0] || g_utf8_strlen (words[0], -1) < 2 || g_utf8_strlen (words[0], -1) > 20)
    return NULL;
  for (const char *p = words[0]; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !g_unichar_ismark (g_utf8_get_char (p)) && *p != '-' && *p != '\'')
      return NULL;
  return g_strdup (words[0]);
}

typedef struct {
  const SoStandingValues *values;
  const char *language;
} Filling;

static char *
value_of (const char *name, const char *argument, gpointer data)
{
  const Filling *filling = data;
  const SoStandingValues *values = filling->values;
  gint64 next;

  if (argument)
    return NULL;
  if (!strcmp (name, "answer"))
    return values->answer ? g_strstrip (g_strdup (values->answer)) : NULL;
  if (!strcmp (name, "name"))
    return first_name (values->name);
  if (!strcmp (name, "studio"))
    return g_strdup (values->studio);
  if (!strcmp (name, "phone"))
    return g_strdup (values->phone);
  if (!strcmp (name, "hours"))
    return values->hours ? so_standing_hours (values->hours, filling->language) : NULL;
  if (strcmp (name, "time") || !values->hours)
    return NULL;
  next = so_hours_next_open (values->hours, values->now);
  return next == SO_HOURS_NEVER ? NULL : so_standing_time (values->hours->tz, values->now, next, filling->language);
}

char *
so_standing_fill (const char *text, const SoStandingValues *values, char **missing)
{
  Filling filling = { values, so_words_language (text) };
  g_auto (GStrv) gaps = NULL;
  g_autofree char *filled = NULL;

  if (!filling.language)
    filling.language = so_standing_language (text);
  filled = so_template_fill (text, value_of, &filling, &gaps);
  if (missing)
    *missing = gaps && gaps[0] ? g_strdup (gaps[0]) : NULL;
  return gaps && gaps[0] ? NULL : g_steal_pointer (&filled);
}

char *
so_standing_unknown_placeholder (const char *text)
{
  g_auto (GStrv) names = so_template_variables (text);

  for (guint i = 0; names && names[i]; i++)
    if (!g_strv_contains (placeholders, names[i]))
      return g_strdup (names[i]);
  return NULL;
}

const char *
so_standing_language (const char *text)
{
  guint latin = 0, hindi = 0, other = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script = g_unichar_get_script (c);

      if (!g_unichar_isalpha (c))
        continue;
      latin += script == G_UNICODE_SCRIPT_LATIN;
      hindi += script == G_UNICODE_SCRIPT_DEVANAGARI;
      other += script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_DEVANAGARI && script != G_UNICODE_SCRIPT_COMMON;
    }
  if (other > latin && other > hindi)
    return "other";
  return hindi > latin ? "hi" : so_words_language (text);
}
