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

SoSmsWord
so_sms_word (const char *text)
{
  static const struct { const char *word; SoSmsWord means; } words[] = {
    { "STOP", SO_SMS_STOP }, { "STOPALL", SO_SMS_STOP }, { "STOP ALL", SO_SMS_STOP }, { "UNSUBSCRIBE", SO_SMS_STOP },
    { "OPTOUT", SO_SMS_STOP }, { "REVOKE", SO_SMS_STOP }, { "CANCEL", SO_SMS_CANCEL }, { "END", SO_SMS_CANCEL }, { "QUIT", SO_SMS_CANCEL },
    { "START", SO_SMS_START }, { "UNSTOP", SO_SMS_START }, { "HELP", SO_SMS_HELP }, { "INFO", SO_SMS_HELP },
  };
  g_autofree char *own = g_strstrip (g_strdup (text)), *upper = NULL;
  gsize length = strlen (own);

  /* "Stop." and "STOP!" are meant so, too. */
  while (length && strchr (".! ", own[length - 1]))
    own[--length] = '\0';
  upper = g_ascii_strup (own, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (upper, words[i].word))
      return words[i].means;
  return SO_SMS_PLAIN;
}
