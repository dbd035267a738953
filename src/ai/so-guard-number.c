/* SPDX-License-Identifier: MIT */
#include "so-guard-private.h"

#include "so-phrases.h"

#include <string.h>

/* Numbers as people write them: "15,50 €", "€15.50", "18 Uhr", "6 pm", "18h30", "10 %", "fifteen euros", "१५ रुपये". */

typedef enum { PLAIN, AMOUNT, TIME, SHARE } Sort;

typedef struct {
  Sort sort;
  gint64 value;            /* hundredths; minutes after midnight where it is a time */
  gboolean half_day;       /* "6:00" may be in the evening */
  char currency[4];        /* "" where it is not told */
  char *words;
} Number;

static void
number_free (Number *number)
{
  g_free (number->words);
  g_free (number);
}

/* What stands around a number; longest first where one begins like another. */
static const struct {
  const char *sign, *currency;
} currencies[] = {
  { "R$", "BRL" }, { "€", "EUR" }, { "$", "USD" }, { "£", "GBP" }, { "₹", "INR" }, { "¥", "JPY" }, { "eur", "EUR" }, { "usd", "USD" }, { "gbp", "GBP" },
  { "chf", "CHF" }, { "inr", "INR" }, { "brl", "BRL" }, { "rs.", "INR" }, { "rs", "INR" }, { "euro", "EUR" }, { "dollar", "USD" }, { "dólar", "USD" },
  { "dolar", "USD" }, { "pound", "GBP" }, { "pfund", "GBP" }, { "rupee", "INR" }, { "rupay", "INR" }, { "rupia", "INR" }, { "रुप", "INR" }, { "रु", "INR" },
  { "reais", "BRL" }, { "real", "BRL" }, { "franken", "CHF" }, { "bucks", "" }, { "cent", "" }, { "यूरो", "EUR" },
};

static const char *const hours_after[] = { "uhr", "o'clock", "o’clock", "oclock", "बजे", "baje", "heures", NULL };

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || g_str_has_prefix (p, "\xc2\xa0") || g_str_has_prefix (p, "\xe2\x80\xaf"))
    p = g_utf8_next_char (p);
  return p;
}

static gboolean
begins (const char *lower, const char *with)
{
  g_autofree char *folded = g_utf8_strdown (with, -1);

  return g_str_has_prefix (lower, folded);
}

/* *@end (may be NULL): behind the sign, or the word that begins with it. */
static const char *
currency_after (const char *lower, const char **end)
{
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (begins (lower, currencies[i].sign))
      {
        const char *p = lower + strlen (currencies[i].sign);

        while (g_ascii_isalpha (currencies[i].sign[0]) && g_unichar_isalpha (g_utf8_get_char (p)))
          p = g_utf8_next_char (p);
        if (end)
          *end = p;
        return currencies[i].currency;
      }
  return NULL;
}

/* A sign, or a word of its own: "eur 15", not the end of "amateur 15". */
static const char *
currency_before (const char *lower, const char *at)
{
  while (at > lower && (at[-1] == ' ' || (at - lower >= 2 && !strncmp (at - 2, "\xc2\xa0", 2))))
    at -= at[-1] == ' ' ? 1 : 2;
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      g_autofree char *sign = g_utf8_strdown (currencies[i].sign, -1);
      gsize length = strlen (sign);

      if ((gsize) (at - lower) < length || strncmp (at - length, sign, length) != 0)
        continue;
      if (g_ascii_isalpha (*sign) && (gsize) (at - lower) > length && g_ascii_isalpha (at[-(gssize) length - 1]) && !g_str_has_suffix (sign, "$"))
        continue;
      return currencies[i].currency;
    }
  return NULL;
}

/* Digits of every script as our own, so that the rest reads ASCII. */
static char *
with_ascii_digits (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = g_unichar_isdigit (c) ? g_unichar_digit_value (c) : -1;

      if (digit >= 0)
        g_string_append_c (plain, (char) ('0' + digit));
      else
        g_string_append_unichar (plain, g_unichar_tolower (c));
    }
  return g_string_free_and_steal (plain);
}

/* "1.250,50", "1,250.50", "1’250", "15.5": a separator before three digits parts thousands, before one or two it is the comma. */
static gint64
hundredths (const char *start, const char *end)
{
  gint64 whole = 0, part = 0;
  guint places = 0;

  for (const char *p = start; p < end; p++)
    {
      const char *next = p + 1;

      if (g_ascii_isdigit (*p))
        {
          if (places)
            part = places <= 2 ? part * 10 + (*p - '0') : part, places++;
          else
            whole = whole < G_MAXINT64 / 1000 ? whole * 10 + (*p - '0') : whole;
          continue;
        }
      while (next < end && g_ascii_isdigit (*next))
        next++;
      if (next == end && next - p <= 3)
        places = 1;
    }
  if (places == 2)
    part *= 10;
  return whole * 100 + part;
}

static const char *
end_of_number (const char *p)
{
  while (g_ascii_isdigit (*p) || ((*p == '.' || *p == ',' || *p == '\'') && g_ascii_isdigit (p[1])) ||
         (g_str_has_prefix (p, "’") && g_ascii_isdigit (p[strlen ("’")])))
    p += g_str_has_prefix (p, "’") ? strlen ("’") : 1;
  return p;
}

static void
add (GPtrArray *numbers, Sort sort, gint64 value, gboolean half_day, const char *currency, const char *start, const char *end)
{
  Number *number = g_new0 (Number, 1);

  number->sort = sort;
  number->value = value;
  number->half_day = half_day;
  g_strlcpy (number->currency, currency ? currency : "", sizeof number->currency);
  number->words = g_strndup (start, (gsize) (end - start));
  g_ptr_array_add (numbers, number);
}

/* "6 pm", "6 p.m."; not "6 pmx". */
static int
half_of_day (const char *p)
{
  if ((*p == 'a' || *p == 'p') && ((p[1] == 'm' && !g_ascii_isalpha (p[2])) || g_str_has_prefix (p + 1, ".m")))
    return *p == 'p' ? 12 : 0;
  return -1;
}

/* A time of day at @start: its end, or NULL. */
static const char *
read_time (const char *start, const char *end, GPtrArray *numbers)
{
  guint hour = (guint) g_ascii_strtoull (start, NULL, 10), minute = 0;
  gsize digits = strspn (start, "0123456789");
  const char *after = start + digits, *blank;
  int half;
  gboolean sure = FALSE;

  if (digits > 2 || hour > 24)
    return NULL;
  if ((*after == ':' || *after == 'h' || (*after == '.' && end - start == (gssize) digits + 3)) && g_ascii_isdigit (after[1]) && g_ascii_isdigit (after[2]) &&
      !g_ascii_isdigit (after[3]))
    {
      minute = (guint) g_ascii_strtoull (after + 1, NULL, 10);
      sure = *after != '.';
      after += 3;
    }
  else if (*after == 'h' && !g_ascii_isalpha (after[1]))
    after++, sure = TRUE;
  blank = skip_blanks (after);
  half = half_of_day (blank);
  for (guint i = 0; hours_after[i]; i++)
    sure |= g_str_has_prefix (blank, hours_after[i]);
  if (minute > 59 || (!sure && half < 0))
    return NULL;
  if (half >= 0)
    {
      hour = hour % 12 + (guint) half;
      after = blank + 2;
    }
  add (numbers, TIME, (gint64) hour * 60 + minute, half < 0 && hour >= 1 && hour <= 12, NULL, start, after);
  return after;
}

/* "24.12.", "24/12/2026": each part is a number of its own, so that it is the same as "2026-12-24". */
static const char *
read_date (const char *start, GPtrArray *numbers)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;
  int end = 0;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("^(?:(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2})|\\.(?!\\d))|(\\d{4})-(\\d{2})-(\\d{2}))(?!\\d)", 0, 0, NULL));
  if (!g_regex_match_full (regex, start, -1, 0, G_REGEX_MATCH_ANCHORED, &match, NULL))
    return NULL;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  for (int i = 1; i <= 6; i++)
    {
      g_autofree char *part = g_match_info_fetch (match, i);

      if (part && *part)
        add (numbers, PLAIN, (gint64) g_ascii_strtoull (part, NULL, 10) * 100, FALSE, NULL, start, start + end);
    }
  return start + end;
}

static const char *
read_number (const char *lower, const char *start, GPtrArray *numbers)
{
  const char *end = end_of_number (start), *after = skip_blanks (end), *told = end, *currency = currency_after (after, &told), *next;

  if (!currency)
    currency = currency_before (lower, start);
  if (currency)
    {
      add (numbers, AMOUNT, hundredths (start, end), FALSE, currency, start, told);
      return end;
    }
  if (*after == '%' || g_str_has_prefix (after, "percent") || g_str_has_prefix (after, "prozent") || g_str_has_prefix (after, "por ciento") ||
      g_str_has_prefix (after, "pour cent") || g_str_has_prefix (after, "por cento") || g_str_has_prefix (after, "प्रतिशत"))
    {
      add (numbers, SHARE, hundredths (start, end), FALSE, NULL, start, end);
      return end;
    }
  if ((next = read_time (start, end, numbers)) || (next = read_date (start, numbers)))
    return next;
  add (numbers, PLAIN, hundredths (start, end), FALSE, NULL, start, end);
  return end;
}

/* "15–20 €": the first is an amount, too. */
static void
share_currencies (GPtrArray *numbers, const char *lower)
{
  for (guint i = 0; i + 1 < numbers->len; i++)
    {
      Number *one = g_ptr_array_index (numbers, i), *next = g_ptr_array_index (numbers, i + 1);
      g_autofree char *range = g_strdup_printf ("%s–%s", one->words, next->words), *dash = g_strdup_printf ("%s-%s", one->words, next->words);

      if (one->sort == PLAIN && next->sort == AMOUNT && (strstr (lower, range) || strstr (lower, dash)))
        {
          one->sort = AMOUNT;
          memcpy (one->currency, next->currency, sizeof one->currency);
        }
    }
}

/* Numbers in words, only beside a currency: "one" alone is no number. Folded. */
static const char number_words[] =
  "one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 "
  "twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 hundred 100 "
  "ein 1 zwei 2 drei 3 vier 4 funf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwolf 12 funfzehn 15 achtzehn 18 zwanzig 20 funfundzwanzig 25 dreissig 30 vierzig 40 funfzig 50 "
  "sechzig 60 siebzig 70 achtzig 80 neunzig 90 hundert 100 "
  "un 1 uno 1 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 quince 15 veinte 20 veinticinco 25 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 "
  "setenta 70 ochenta 80 noventa 90 cien 100 deux 2 trois 3 quatre 4 cinq 5 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 quinze 15 vingt 20 trente 30 quarante 40 cinquante 50 "
  "soixante 60 cent 100 um 1 dois 2 sete 7 oito 8 nove 9 dez 10 doze 12 vinte 20 trinta 30 quarenta 40 cinquenta 50 sessenta 60 oitenta 80 cem 100 "
  "ek 1 do 2 teen 3 char 4 paanch 5 panch 5 das 10 pandrah 15 bees 20 pachas 50 sau 100 एक 1 दो 2 तीन 3 चार 4 पांच 5 दस 10 पंद्रह 15 बीस 20 पचास 50 सौ 100";

static GHashTable *
values_of_words (void)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) all = g_strsplit (number_words, " ", -1);

  for (guint i = 0; all[i] && all[i + 1]; i += 2)
    {
      g_auto (GStrv) folded = so_phrases_split (all[i]);

      if (folded[0])
        g_hash_table_insert (values, g_strdup (folded[0]), GINT_TO_POINTER ((int) g_ascii_strtoull (all[i + 1], NULL, 10)));
    }
  return values;
}

/* -1 where it is none. */
static gint64
value_of_word (const char *word)
{
  static GHashTable *values;

  if (g_once_init_enter (&values))
    g_once_init_leave (&values, values_of_words ());
  return g_hash_table_contains (values, word) ? GPOINTER_TO_INT (g_hash_table_lookup (values, word)) : -1;
}

static void
read_words (const char *text, GPtrArray *numbers)
{
  g_auto (GStrv) words = so_phrases_split (text);

  for (guint i = 0; words[i] && words[i + 1]; i++)
    {
      const char *currency = currency_after (words[i + 1], NULL);
      gint64 value = currency && strcmp (words[i + 1], "real") ? value_of_word (words[i]) : -1;
      g_autofree char *both = value >= 0 ? g_strconcat (words[i], " ", words[i + 1], NULL) : NULL;

      if (both)
        add (numbers, AMOUNT, value * 100, FALSE, currency, both, both + strlen (both));
    }
}

/* "1. first, 2. then" at the beginning of lines counts lines. */
static gboolean
counts_line (const char *lower, const char *start, const char *end)
{
  return (start == lower || start[-1] == '\n') && (*end == '.' || *end == ')') && end[1] == ' ';
}

static GPtrArray *
read_numbers (const char *text)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func ((GDestroyNotify) number_free);
  g_autofree char *lower = with_ascii_digits (text);

  for (const char *p = lower; *p;)
    {
      const char *end;

      if (!g_ascii_isdigit (*p))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      end = p + strspn (p, "0123456789");
      p = counts_line (lower, p, end) ? end : read_number (lower, p, numbers);
    }
  share_currencies (numbers, lower);
  read_words (text, numbers);
  return numbers;
}

static GPtrArray *
read_all (const char *const *texts)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) number_free);

  for (guint i = 0; texts && texts[i]; i++)
    {
      g_autoptr (GPtrArray) some = read_numbers (texts[i]);

      g_ptr_array_extend_and_steal (all, g_steal_pointer (&some));
    }
  return all;
}

/* Does what is known say @number? "18" is said by "18:00", "6:00" by "18:00"; an amount only by an amount. */
static gboolean
says (const Number *known, const Number *number)
{
  if (number->sort == AMOUNT)
    return known->sort == AMOUNT && known->value == number->value && (!*known->currency || !*number->currency || !strcmp (known->currency, number->currency));
  if (number->sort == SHARE)
    return known->sort == SHARE && known->value == number->value;
  if (number->sort == TIME && known->sort == TIME)
    return known->value == number->value || (number->half_day && known->value == number->value + 720) || (known->half_day && known->value + 720 == number->value) ||
           (known->value % 1440 == number->value % 1440);
  if (number->sort == TIME)
    return known->sort == PLAIN && known->value == number->value / 60 * 100 && number->value % 60 == 0;
  if (known->sort == TIME)
    return (known->value % 60 == 0 && (known->value / 60 * 100 == number->value || (known->value - 720) / 60 * 100 == number->value)) ||
           (known->value / 60 * 100 + known->value % 60 == number->value);
  return known->value == number->value;
}

static gboolean
is_said (GPtrArray *all, const Number *number)
{
  for (guint i = 0; i < all->len; i++)
    if (says (g_ptr_array_index (all, i), number))
      return TRUE;
  return FALSE;
}

/* What is a telephone number is judged as one. */
static char *
without_phones (const char *text)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("(?<![\\p{L}\\p{N}])(?:\\+|00|\\(?0)\\p{Nd}[\\p{Nd} ()/-]{5,20}\\p{Nd}(?![\\p{L}\\p{N}])|https?://\\S+|\\S+@\\S+", 0, 0, NULL));
  return g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL);
}

void
so_guard_numbers (const char *text, const SoGuardFacts *facts, GPtrArray *findings)
{
  g_autofree char *rest = without_phones (text);
  g_autoptr (GPtrArray) numbers = read_numbers (rest ? rest : text), known = read_all (facts->allowed), said = read_all (facts->said);

  for (guint i = 0; i < numbers->len; i++)
    {
      const Number *number = g_ptr_array_index (numbers, i);

      if (is_said (known, number) || (number->sort != AMOUNT && number->sort != SHARE && is_said (said, number)))
        continue;
      so_guard_add (findings, SO_GUARD_NUMBER, number->words);
    }
}
