/* SPDX-License-Identifier: MIT */
#include "so-sms-length.h"

#include <string.h>

/* 3GPP TS 23.038, section 6.2.1: the default alphabet, and what is reached by the escape from it. */
static const char basic[] =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char extended[] = "\f^{}\\[~]|€";

/* Septets of a character, 0 where the alphabet does not have it. */
static guint
septets (gunichar c)
{
  if (g_utf8_strchr (basic, -1, c))
    return 1;
  return g_utf8_strchr (extended, -1, c) ? 2 : 0;
}

static guint
code_units (gunichar c)
{
  return c > 0xffff ? 2 : 1;
}

static gboolean
is_gsm (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (!septets (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

SoSmsLength
so_sms_length (const char *text)
{
  gboolean unicode = !is_gsm (text);
  guint (*size) (gunichar c) = unicode ? code_units : septets;
  guint single = unicode ? 70 : 160, each = unicode ? 67 : 153;
  guint total = 0, segments = 1, used = 0;

  if (!*text)
    return (SoSmsLength) { 0, single, FALSE };
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      guint n = size (g_utf8_get_char (p));

      total += n;
      if (used + n > each)
        segments++, used = 0;
      used += n;
    }
  if (total <= single)
    return (SoSmsLength) { 1, single - total, unicode };
  return (SoSmsLength) { segments, each - used, unicode };
}

/* "Stop.", "STOP!" and "“stop”" are meant so, too; "Stop?" asks something. */
static gboolean
is_around (gunichar c)
{
  return c != '?' && (g_unichar_isspace (c) || g_unichar_ispunct (c) || g_unichar_iszerowidth (c));
}

static char *
bare_upper (const char *text)
{
  const char *end = text + strlen (text);

  while (*text && is_around (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_around (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_utf8_strup (text, end - text);
}

SoSmsWord
so_sms_word (const char *text)
{
  static const struct { const char *word; SoSmsWord means; } words[] = {
    { "STOP", SO_SMS_STOP }, { "STOPALL", SO_SMS_STOP }, { "STOP ALL", SO_SMS_STOP }, { "UNSUBSCRIBE", SO_SMS_STOP },
    { "OPTOUT", SO_SMS_STOP }, { "OPT OUT", SO_SMS_STOP }, { "OPT-OUT", SO_SMS_STOP }, { "REVOKE", SO_SMS_STOP },
    { "ARRET", SO_SMS_STOP }, { "ARRETE", SO_SMS_STOP }, { "ARRETT", SO_SMS_STOP }, { "ARRÊT", SO_SMS_STOP }, { "ARRÊTE", SO_SMS_STOP },
    { "ARRÊTER", SO_SMS_STOP }, { "STOPP", SO_SMS_STOP },
    { "CANCEL", SO_SMS_CANCEL }, { "END", SO_SMS_CANCEL }, { "QUIT", SO_SMS_CANCEL },
    { "START", SO_SMS_START }, { "UNSTOP", SO_SMS_START }, { "YES", SO_SMS_YES }, { "HELP", SO_SMS_HELP }, { "INFO", SO_SMS_HELP },
  };
  g_autofree char *upper = bare_upper (text);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (upper, words[i].word))
      return words[i].means;
  return SO_SMS_PLAIN;
}
