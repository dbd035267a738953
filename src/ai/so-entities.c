/* SPDX-License-Identifier: MIT */
#include "so-entities.h"

#include "so-phrases.h"
#include "so-text.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  int year, month, day;     /* 0: not said */
  int weekday;              /* 1 to 7, 0: none */
  int days;                 /* from today; -1: none */
  gboolean next_week;
  int hour, minute;         /* -1: none */
  gboolean exact;           /* 18:00, 06:30, "6 am": not to be taken for the afternoon's */
  gboolean forenoon, afternoon;
} Said;

/* At most @most digits; *@end is behind them. -1 where there is none. */
static int
number (const char *p, guint most, const char **end)
{
  int value = 0;
  const char *start = p;

  while (g_ascii_isdigit (*p) && (guint) (p - start) < most)
    value = value * 10 + (*p++ - '0');
  *end = p;
  return p == start || g_ascii_isdigit (*p) ? -1 : value;
}

/* "2026-11-24", "24.11.", "24/11/2026", "3/4" as the studio's country reads it. */
static const char *
read_date (const char *p, gboolean month_first, Said *said)
{
  const char *end;
  int first = number (p, 4, &end), second, third = 0;
  char mark = *end;

  if (first < 0 || !strchr ("-/.", mark) || !mark || (second = number (end + 1, 2, &end)) < 1)
    return NULL;
  if (*end == mark && g_ascii_isdigit (end[1]) && (third = number (end + 1, 4, &end)) < 0)
    return NULL;
  if (first > 31)
    {
      if (first < 1970 || second > 12 || third < 1 || third > 31)
        return NULL;
      *said = (Said) { first, second, third, said->weekday, -1, FALSE, said->hour, said->minute, said->exact, said->forenoon, said->afternoon };
      return end;
    }
  /* 6.30 is a time or a price; 24.11. with its second dot, or a slash, is a day. */
  if ((mark == '.' && !third && *end != '.') || (mark == '-' && !third))
    return NULL;
  if (mark == '/' && month_first ? first > 12 : second > 12 && first > 12)
    return NULL;
  said->day = (mark == '/' && month_first && first <= 12) || second > 12 ? second : first;
  said->month = said->day == second && said->day != first ? first : said->day == first && first != second ? second : second;
  said->year = third ? third < 100 ? 2000 + third : third : 0;
  return said->month >= 1 && said->month <= 12 && said->day >= 1 && said->day <= 31 ? end : NULL;
}

static const char *
skip_spaces (const char *p)
{
  while (*p == ' ')
    p++;
  return p;
}

static gboolean
starts_word (const char *p, const char *word, const char **end)
{
  gsize length = strlen (word);

  if (strncmp (p, word, length) || g_unichar_isalnum (g_utf8_get_char (p + length)))
    return FALSE;
  *end = p + length;
  return TRUE;
}

/* What stands behind an hour: 'a', 'p', 'o' for o'clock, 0 for nothing. */
static char
read_suffix (const char *p, const char **end)
{
  static const struct { const char *word; char kind; } suffixes[] = {
    { "am", 'a' }, { "a.m", 'a' }, { "a m", 'a' }, { "pm", 'p' }, { "p.m", 'p' }, { "p m", 'p' }, { "uhr", 'o' }, { "h", 'o' }, { "hs", 'o' },
    { "hrs", 'o' }, { "heures", 'o' }, { "heure", 'o' }, { "horas", 'o' }, { "o'clock", 'o' }, { "o clock", 'o' }, { "baje", 'b' }, { "bje", 'b' },
    { "बजे", 'b' },
  };

  p = skip_spaces (p);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (starts_word (p, suffixes[i].word, end))
      return suffixes[i].kind;
  *end = p;
  return 0;
}

/* "18:30", "6.30 pm", "18h30", "6pm", "18 uhr", "18 uhr 30". */
static const char *
read_time (const char *p, Said *said)
{
  const char *end, *behind;
  int hour = number (p, 2, &end), minute = -1;
  char mark = *end, suffix;

  if (hour < 0 || hour > 24)
    return NULL;
  if (mark && strchr (":.h", mark) && g_ascii_isdigit (end[1]) && g_ascii_isdigit (end[2]) && !g_ascii_isdigit (end[3]))
    {
      minute = (end[1] - '0') * 10 + end[2] - '0';
      end += 3;
    }
  suffix = read_suffix (end, &behind);
  if (minute > 59 || (!suffix && (minute < 0 || mark == '.')) || (suffix == 'a' || suffix == 'p' ? hour < 1 || hour > 12 : hour > 23))
    return NULL;
  said->hour = suffix == 'a' || suffix == 'p' ? hour % 12 + (suffix == 'p' ? 12 : 0) : hour;
  said->minute = MAX (minute, 0);
  said->exact = (suffix && suffix != 'b') || *p == '0' || hour > 12;
  return suffix ? behind : end;
}

static void
read_numbers (const char *folded, gboolean month_first, Said *said)
{
  const char *p = folded;

  while (*p)
    {
      const char *end = NULL;

      if (!g_ascii_isdigit (*p) || (p > folded && (g_ascii_isdigit (p[-1]) || strchr (".,:/+-", p[-1]) || g_ascii_isalpha (p[-1]))))
        {
          p++;
          continue;
        }
      if (!said->day)
        {
          Said with = *said;

          if ((end = read_date (p, month_first, &with)))
            *said = with;
        }
      if (!end && said->hour < 0)
        end = read_time (p, said);
      for (p = end ? end : p + 1; !end && g_ascii_isdigit (*p); p++)
        ;
    }
}

/* "24", "24th": a day beside the name of a month. */
static int
day_of (const char *word)
{
  const char *end;
  int day = word ? number (word, 2, &end) : -1;

  return day >= 1 && day <= 31 && strlen (end) <= 2 ? day : 0;
}

static void
read_month (GStrv words, const SoLexiconHit *hit, Said *said)
{
  int day = hit->word ? day_of (words[hit->word - 1]) : 0;

  if (!day && hit->word > 1)
    day = day_of (words[hit->word - 2]);          /* "24 de noviembre", "24th of November" */
  if (!day)
    day = day_of (words[hit->word + hit->n_words]);
  if (day && !said->day)
    {
      said->day = day;
      said->month = hit->weight;
    }
}

/* "at 6", "um 18": a bare number is an hour only behind such a word. */
static void
read_bare_hour (GStrv words, const SoLexiconHit *hit, Said *said)
{
  const char *word = words[hit->word + hit->n_words], *end;
  int hour = word ? number (word, 2, &end) : -1;

  if (said->hour < 0 && hour >= 0 && hour <= 23 && !*end)
    {
      said->hour = hour;
      said->minute = 0;
      said->exact = *word == '0' || hour > 12;
    }
}

static void
read_hits (GStrv words, GArray *hits, Said *said)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);

      switch (hit->signal)
        {
        case SO_SIGNAL_WEEKDAY: said->weekday = said->weekday ? said->weekday : hit->weight; break;
        case SO_SIGNAL_DAY: said->days = MAX (said->days, hit->weight); break;
        case SO_SIGNAL_NEXT_WEEK: said->next_week = TRUE; break;
        case SO_SIGNAL_FORENOON: said->forenoon = TRUE; break;
        case SO_SIGNAL_AFTERNOON: said->afternoon = TRUE; break;
        case SO_SIGNAL_MONTH: read_month (words, hit, said); break;
        case SO_SIGNAL_AT: read_bare_hour (words, hit, said); break;
        case SO_SIGNAL_HOUR:
          if (said->hour < 0)
            *said = (Said) { said->year, said->month, said->day, said->weekday, said->days, said->next_week, hit->weight, 0, TRUE, FALSE, FALSE };
          break;
        default: break;
        }
    }
}

/* The day that is meant, on the studio's calendar; NULL where none is. */
static GDateTime *
resolve_day (const Said *said, GDateTime *today)
{
  int weekday = g_date_time_get_day_of_week (today), ahead;

  if (said->day)
    {
      int year = said->year ? said->year : g_date_time_get_year (today);
      g_autoptr (GDateTime) day = g_date_time_new (g_date_time_get_timezone (today), year, said->month, said->day, 12, 0, 0);

      if (day && !said->year && g_date_time_difference (today, day) > G_TIME_SPAN_DAY)
        return g_date_time_add_years (day, 1);
      return g_steal_pointer (&day);
    }
  if (said->days >= 0 && !said->weekday)
    return g_date_time_add_days (today, said->days);
  if (!said->weekday)
    return NULL;
  if (said->next_week)
    return g_date_time_add_days (today, 8 - weekday + said->weekday - 1);
  ahead = (said->weekday - weekday + 7) % 7;
  return g_date_time_add_days (today, ahead ? ahead : said->days == 0 ? 0 : 7);
}

static void
settle_hour (Said *said)
{
  if (said->hour < 0 || said->exact)
    return;
  if (said->hour < 12 && (said->afternoon || (!said->forenoon && said->hour >= 1 && said->hour <= 7)))
    said->hour += 12;
}

static void
read_when (const char *text, GStrv words, GArray *hits, const SoClassifierContext *context, SoClassification *into)
{
  Said said = { .days = -1, .hour = -1 };
  g_autofree char *folded = strpbrk (text, "0123456789") ? so_text_fold (text) : NULL;
  g_autoptr (GDateTime) utc = context->now ? g_date_time_new_from_unix_utc (context->now / 1000) : NULL;
  g_autoptr (GDateTime) today = NULL, day = NULL;

  if (folded)
    read_numbers (folded, context->month_first, &said);
  read_hits (words, hits, &said);
  settle_hour (&said);
  if (utc)
    today = context->zone ? g_date_time_to_timezone (utc, context->zone) : g_date_time_to_local (utc);
  day = today ? resolve_day (&said, today) : NULL;
  into->date = day ? g_date_time_format (day, "%Y-%m-%d") : NULL;
  into->time = said.hour >= 0 ? g_strdup_printf ("%02d:%02d", said.hour % 24, said.minute) : NULL;
}

/* The studio's own name whose words all stand in the text one after the other; the longest. */
static char *
find_name (const char *const *names, GStrv words)
{
  const char *best = NULL;

  for (guint i = 0; names && names[i]; i++)
    {
      g_auto (GStrv) own = so_phrases_split (names[i]);
      g_autofree char *phrase = g_strjoinv (" ", own);

      if (*phrase && so_phrases_stand_in (phrase, words) && (!best || strlen (names[i]) > strlen (best)))
        best = names[i];
    }
  return g_strdup (best);
}

/* First names will do, where only one has it. */
static char *
find_person (const char *const *names, GStrv words)
{
  char *whole = find_name (names, words);
  const char *only = NULL;

  for (guint i = 0; !whole && names && names[i]; i++)
    {
      g_auto (GStrv) own = so_phrases_split (names[i]);

      if (!own[0] || strlen (own[0]) < 3 || !so_phrases_stand_in (own[0], words))
        continue;
      if (only)
        return NULL;
      only = names[i];
    }
  return whole ? whole : g_strdup (only);
}

static gboolean
is_known_word (GArray *hits, guint word)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);

      if (hit->word <= word && word < hit->word + hit->n_words && hit->signal != SO_SIGNAL_WITH)
        return TRUE;
    }
  return FALSE;
}

/* The word of @text that is @folded, where it begins with a capital letter. */
static char *
dup_capital (const char *text, const char *folded)
{
  g_auto (GStrv) raw = g_strsplit_set (text, " \n\t,.;:!?()\"", -1);

  for (guint i = 0; raw[i]; i++)
    {
      g_autofree char *own = g_unichar_isupper (g_utf8_get_char (raw[i])) ? so_text_fold (raw[i]) : NULL;

      if (own && !strcmp (own, folded))
        return g_strdup (raw[i]);
    }
  return NULL;
}

/* "with Maria": a name nobody told us. In German every noun has a capital. */
static char *
guess_person (const char *text, GStrv words, GArray *hits)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);
      guint next = hit->word + hit->n_words;
      char *name;

      if (hit->signal == SO_SIGNAL_WITH && strcmp (so_lexicon_language (hit->language), "de") && words[next] && strlen (words[next]) > 2 &&
          !is_known_word (hits, next) && (name = dup_capital (text, words[next])))
        return name;
    }
  return NULL;
}

static char *
find_class_word (GStrv words, GArray *hits)
{
  const SoLexiconHit *best = NULL;
  GString *text;

  for (guint i = 0; i < hits->len; i++)
    {
      const SoLexiconHit *hit = &g_array_index (hits, SoLexiconHit, i);

      if (hit->signal == SO_SIGNAL_CLASS && (!best || hit->n_words > best->n_words))
        best = hit;
    }
  if (!best)
    return NULL;
  text = g_string_new (words[best->word]);
  for (guint i = 1; i < best->n_words; i++)
    g_string_append_printf (text, " %s", words[best->word + i]);
  return g_string_free_and_steal (text);
}

void
so_entities_read (const char *text, GStrv words, GArray *hits, const SoClassifierContext *context, SoClassification *into)
{
  into->class_type = find_name (context->classes, words);
  if (!into->class_type)
    into->class_type = find_class_word (words, hits);
  into->instructor = context->instructors ? find_person (context->instructors, words) : guess_person (text, words, hits);
  read_when (text, words, hits, context, into);
}
