/* SPDX-License-Identifier: MIT */
#include "so-import-whatsapp-line.h"

#include <string.h>

/* Bits of the shape. The date's separator is in the low byte. */
#define SHAPE_BRACKET (1u << 8)
#define SHAPE_SECONDS (1u << 9)
#define SHAPE_LONG    (1u << 11)   /* four-digit year */
#define SHAPE_COLON   (1u << 12)   /* "8/8/19, 1:25:07 PM: A: Hi" of old telephones */
#define SHAPE_TIME_1ST (1u << 13)

/* Two hours around twelve: "中午11:30" is before it. */
#define NOON "中午"

static const struct {
  const char *word;   /* lower case, without dots and spaces */
  gboolean pm;
} halves[] = {
  { "am", FALSE },     { "pm", TRUE },      { "a", FALSE },       { "p", TRUE },
  { "ص", FALSE },      { "م", TRUE },       { "上午", FALSE },    { "下午", TRUE },
  { "凌晨", FALSE },   { "清晨", FALSE },   { "早上", FALSE },    { NOON, TRUE },
  { "晚上", TRUE },    { "傍晚", TRUE },    { "오전", FALSE },    { "오후", TRUE },
  { "午前", FALSE },   { "午後", TRUE },    { "पूर्वाह्न", FALSE }, { "अपराह्न", TRUE },
  { "πμ", FALSE },     { "μμ", TRUE },      { "ดป", FALSE },      { "öö", FALSE },
  { "ös", TRUE },      { "sa", FALSE },     { "ch", TRUE },       { "dop", FALSE },
  { "odp", TRUE },     { "de", FALSE },     { "du", TRUE },       { "vm", FALSE },
  { "nm", TRUE },      { "fm", FALSE },     { "em", TRUE },       { "ap", FALSE },
  { "ip", TRUE },      { "قم", FALSE },     { "بظ", TRUE },       { "قبلازظهر", FALSE },
  { "بعدازظهر", TRUE },{ "pg", FALSE },     { "ptg", TRUE },      { "পূর্বাহ্ণ", FALSE },
  { "অপরাহ্ণ", TRUE }, { "dp", FALSE },     { "mp", TRUE },       { "דפ", FALSE },
  { "אחהצ", TRUE },    { "לפנהצ", FALSE },  { "eparadites", FALSE }, { "epasdites", TRUE },
  { "vorm", FALSE },   { "nachm", TRUE },   { "ጥዋት", FALSE },     { "ከሰዓት", TRUE },
  { "prijepodne", FALSE }, { "popodne", TRUE }, { "prepodne", FALSE },
  { "преподне", FALSE }, { "поподне", TRUE }, { "претпл", FALSE }, { "попл", TRUE },
  { "дп", FALSE },     { "пп", TRUE },      { "կա", FALSE },      { "կհ", TRUE },
  { "fh", FALSE },     { "eh", TRUE },      { "yb", FALSE },      { "yh", TRUE },
  { "priešpiet", FALSE }, { "popiet", TRUE }, { "priekšp", FALSE }, { "pēcp", TRUE },
  { "priekšpusdienā", FALSE }, { "pēcpusdienā", TRUE }, { "dopoludnia", FALSE }, { "popoludní", TRUE },
  { "odpoludnia", TRUE }, { "pop", TRUE },  { "to", FALSE },      { "tk", TRUE },
  { "таңкы", FALSE },  { "түштөнкийинки", TRUE }, { "үө", FALSE }, { "үх", TRUE },
  { "मपू", FALSE },     { "मउ", TRUE },      { "ಪೂರ್ವಾಹ್ನ", FALSE }, { "ಅಪರಾಹ್ನ", TRUE },
  { "முற்பகல்", FALSE }, { "பிற்பகல்", TRUE }, { "முப", FALSE },     { "பிப", TRUE },
  { "ਪੂਦੁ", FALSE },     { "ਬਾਦੁ", TRUE },     { "පෙව", FALSE },     { "පව", TRUE },
  { "ก่อนเที่ยง", FALSE }, { "หลังเที่ยง", TRUE }, { "ກ່ອນທ່ຽງ", FALSE }, { "ຫຼັງທ່ຽງ", TRUE },
  { "ព្រឹក", FALSE },   { "ល្ងាច", TRUE },   { "နံနက်", FALSE },   { "ညနေ", TRUE },
};

static gboolean
is_mark (gunichar c)
{
  return c == 0x200e || c == 0x200f || c == 0x61c || c == 0xfeff || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200b;
}

gsize
so_whatsapp_marks (const char *text)
{
  const char *p = text;

  while (*p && is_mark (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p - text;
}

static const char *
skip_marks (const char *p)
{
  return p + so_whatsapp_marks (p);
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == '\t' || c == 0xa0 || c == 0x202f || c == 0x2009 || c == 0x3000;
}

static const char *
skip_spaces (const char *p)
{
  for (;;)
    {
      gunichar c = g_utf8_get_char (p);
      if (!c || !(is_space (c) || is_mark (c)))
        return p;
      p = g_utf8_next_char (p);
    }
}

/* One to four digits of any script; NULL where there is none. */
static const char *
take_number (const char *p, int *value, int *digits)
{
  *value = *digits = 0;
  for (p = skip_marks (p); *p && *digits < 5; p = g_utf8_next_char (p), (*digits)++)
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isdigit (c))
        break;
      *value = *value * 10 + g_unichar_digit_value (c);
    }
  return *digits && *digits < 5 ? skip_marks (p) : NULL;
}

/* "8/8/19", "2019. 8. 8.", "08-08-2019", "2019年8月8日". */
static const char *
take_date (const char *p, SoWhatsappHeader *header)
{
  static const gunichar chinese[3] = { 0x5e74, 0x6708, 0x65e5 };   /* 年 月 日 */
  static const gunichar korean[3] = { 0xb144, 0xc6d4, 0xc77c };    /* 년 월 일 */
  const gunichar *words = NULL;
  gunichar separator = 0;
  int digits[3];

  for (guint i = 0; i < 3; i++)
    {
      gunichar c;
      p = take_number (p, &header->date[i], &digits[i]);
      if (!p || digits[i] == 3)
        return NULL;
      c = g_utf8_get_char (p);
      if (i == 0)
        {
          words = c == chinese[0] ? chinese : c == korean[0] ? korean : NULL;
          separator = words || (c && c < 128 && strchr ("/.-", (int) c)) ? c : 0;
        }
      if (!separator || (words ? c != words[i] : i < 2 && c != separator))
        return NULL;
      if (i < 2 || words || (c == separator && c == '.'))
        p = g_utf8_next_char (p);
      if (i < 2)
        p = skip_spaces (p);
    }
  if ((digits[0] == 4) + (digits[2] == 4) > 1 || digits[1] > 2)
    return NULL;
  header->year_first = digits[0] == 4;
  header->shape |= separator & 0xff;
  if (digits[0] == 4 || digits[2] == 4)
    header->shape |= SHAPE_LONG;
  return p;
}

/* TRUE where the words between @from and @to name a half of the day. */
static gboolean
read_half (const char *from, const char *to, gboolean *pm)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isalpha (c) || g_unichar_ismark (c))
        g_string_append_unichar (word, g_unichar_tolower (c));
    }
  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    if (!strcmp (word->str, halves[i].word))
      return *pm = halves[i].pm, TRUE;
  return FALSE;
}

/* Words without digits, as they stand between date and time ("klo", "г.,", "下午"): their end, or NULL. */
static const char *
skip_words (const char *p, guint most)
{
  for (guint n = 0; *p; n++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isdigit (c))
        return p;
      if (n > most || !(is_space (c) || is_mark (c) || g_unichar_isalpha (c) || g_unichar_ismark (c) || c == ',' ||
                        c == '.' || c == 0x60c || c == 0xff0c || c == 0x3001))
        return NULL;
    }
  return NULL;
}

/* "13:25", "1:25:07", "13.25" */
static const char *
take_time (const char *p, SoWhatsappHeader *header)
{
  int digits;
  char colon;

  p = take_number (p, &header->hour, &digits);
  if (!p || digits > 2 || (*p != ':' && *p != '.'))
    return NULL;
  colon = *p;
  p = take_number (p + 1, &header->minute, &digits);
  if (!p || digits != 2)
    return NULL;
  header->second = 0;
  if (*p == colon && g_unichar_isdigit (g_utf8_get_char (skip_marks (p + 1))))
    {
      p = take_number (p + 1, &header->second, &digits);
      if (!p || digits != 2)
        return NULL;
      header->shape |= SHAPE_SECONDS;
    }
  return header->hour < 25 && header->minute < 60 && header->second < 61 ? p : NULL;
}

/* "13:25 ч." and "13:25 Uhr" say only that it is a time. */
static gboolean
is_hour_word (const char *from, const char *to)
{
  g_autofree char *word = g_strstrip (g_strndup (from, to - from));

  return !strcmp (word, "ч.") || !strcmp (word, "Uhr") || !strcmp (word, "h");
}

/* The half of the day behind the time, if one stands there: "1:25 p. m. - ". */
static const char *
take_half (const char *p, gboolean *found, gboolean *pm)
{
  const char *end = skip_spaces (p);

  for (guint n = 0; *end && n < 16; n++, end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);
      if (c == ']' || c == ',' || c == ':' || (c == '-' && end > p) || c == 0x2013 ||
          !(is_space (c) || is_mark (c) || c == '.' || c == '\'' || c == '"' || c == 0x5f4 ||
            g_unichar_isalpha (c) || g_unichar_ismark (c)))
        break;
    }
  if (read_half (p, end, pm))
    {
      *found = TRUE;
      return end;
    }
  return is_hour_word (p, end) ? end : p;
}

/* "] ", " - " or ": ": where the text begins. */
static const char *
take_close (const char *p, gboolean bracket, SoWhatsappHeader *header)
{
  const char *spaced = skip_spaces (p);
  gunichar c = g_utf8_get_char (spaced);

  if (bracket)
    return c == ']' ? spaced + 1 : NULL;
  if (c == '-' || c == 0x2013)
    {
      const char *after = g_utf8_next_char (spaced);
      return !*after || is_space (g_utf8_get_char (after)) ? after : NULL;
    }
  if (*p == ':' && p[1] == ' ')
    {
      header->shape |= SHAPE_COLON;
      return p + 1;
    }
  return NULL;
}

static void
apply_half (SoWhatsappHeader *header, gboolean found, gboolean pm)
{
  if (!found)
    return;
  if (pm && header->hour < 12)
    header->hour += 12;
  else if (!pm && header->hour == 12)
    header->hour = 0;
}

gboolean
so_whatsapp_header_parse (const char *text, SoWhatsappHeader *header)
{
  const char *p = skip_marks (text);
  gboolean bracket = *p == '[', found = FALSE, pm = FALSE, noon;
  const char *start = skip_spaces (p + bracket);
  const char *words;

  *header = (SoWhatsappHeader) { .shape = bracket ? SHAPE_BRACKET : 0 };
  p = take_date (start, header);
  if (p)
    {
      words = p;
      p = skip_words (p, 24);
      if (!p || p == words)
        return FALSE;
      found = read_half (words, p, &pm);
      noon = g_strstr_len (words, p - words, NOON) != NULL;
      p = take_time (p, header);
      pm = pm && !(noon && header->hour == 11);
    }
  else
    {
      /* Vietnamese telephones write "13:25, 08/08/2019 - A: Hi". */
      header->shape = (bracket ? SHAPE_BRACKET : 0) | SHAPE_TIME_1ST;
      p = take_time (start, header);
      p = p ? skip_words (p, 8) : NULL;
      p = p ? take_date (p, header) : NULL;
    }
  if (!p)
    return FALSE;
  p = take_half (p, &found, &pm);
  p = take_close (p, bracket, header);
  if (!p)
    return FALSE;
  apply_half (header, found, pm);
  if (*p && is_space (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  header->length = p - text;
  return TRUE;
}

/* Persian (solar Hijri) to Gregorian. New year is on 21 March, and on the 20th in leap years of ours
 * (and 2029): so it is from 2001 to 2031, which is as long as there are such exports. */
static void
from_persian (int ymd[3])
{
  int days = ymd[1] <= 7 ? (ymd[1] - 1) * 31 : 186 + (ymd[1] - 7) * 30;
  int year = ymd[0] + 621;
  g_autoptr (GDateTime) spring = g_date_time_new_utc (year, 3, year % 4 == 0 || year == 2029 ? 20 : 21, 0, 0, 0);
  g_autoptr (GDateTime) day = g_date_time_add_days (spring, days + ymd[2] - 1);

  g_date_time_get_ymd (day, &ymd[0], &ymd[1], &ymd[2]);
}

static int
this_year (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_get_year (now);
}

gboolean
so_whatsapp_header_date (const SoWhatsappHeader *header, SoDateOrder order, int ymd[3])
{
  static const int places[3][3] = { { 2, 1, 0 }, { 2, 0, 1 }, { 0, 1, 2 } };
  const int *place = places[header->year_first ? SO_DATE_ORDER_YMD : order];

  for (guint i = 0; i < 3; i++)
    ymd[i] = header->date[place[i]];
  if (ymd[1] < 1 || ymd[1] > 12 || ymd[2] < 1 || ymd[2] > 31)
    return FALSE;
  if (ymd[0] < 100)
    {
      ymd[0] += 2000;
      if (ymd[0] >= 2052 && ymd[0] > this_year () + 1)
        ymd[0] -= 43;
    }
  else if (ymd[0] >= 2500)
    ymd[0] -= 543;
  else if (ymd[0] >= 1380 && ymd[0] <= 1410)
    from_persian (ymd);
  return ymd[0] >= 1970 && ymd[0] < 9999 && ymd[2] <= g_date_get_days_in_month (ymd[1], ymd[0]);
}

gboolean
so_whatsapp_header_time (const SoWhatsappHeader *header, SoDateOrder order, GTimeZone *zone, gint64 *ms)
{
  g_autoptr (GDateTime) time = NULL;
  int ymd[3];

  if (!so_whatsapp_header_date (header, order, ymd))
    return FALSE;
  time = g_date_time_new (zone, ymd[0], ymd[1], ymd[2], header->hour % 24, header->minute, MIN (header->second, 59));
  if (!time)
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000;
  return TRUE;
}
