/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-import-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "so-stage.h"
#include "so-text.h"

/* Up to three numbers and how many digits each has. */
static guint
take_numbers (const char *text, int values[3], guint digits[3])
{
  guint n = 0;

  for (const char *p = text; *p && n < 3;)
    {
      gsize run = strspn (p, "0123456789");
      if (run > 8)
        return 0;
      if (run)
        {
          values[n] = atoi (p);
          digits[n++] = run;
          p += run;
        }
      else if (*p == 'T' || *p == 't' || !strchr ("-./ ", *p))
        break;
      else
        p++;
    }
  return n;
}

static char *
full_date (int year, int month, int day)
{
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || day < 1 || day > g_date_get_days_in_month (month, year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static char *
yearless (int month, int day)
{
  if (month < 1 || month > 12 || day < 1 || day > g_date_get_days_in_month (month, 2000))
    return NULL;
  return g_strdup_printf ("--%02d-%02d", month, day);
}

char *
so_import_birthday (const char *text, gboolean month_first)
{
  int v[3];
  guint d[3];
  guint n;

  while (g_ascii_isspace (*text))
    text++;
  n = take_numbers (text, v, d);
  if (n == 1 && d[0] == 8)
    return full_date (v[0] / 10000, v[0] / 100 % 100, v[0] % 100);
  if (n == 1 && d[0] == 4 && g_str_has_prefix (text, "--"))
    return yearless (v[0] / 100, v[0] % 100);
  if (n == 2 && g_str_has_prefix (text, "--"))
    return yearless (v[0], v[1]);
  if (n == 3 && d[0] == 4)
    return v[0] == 1604 ? yearless (v[1], v[2]) : full_date (v[0], v[1], v[2]);   /* Apple's "no year" */
  if (n != 3 || d[2] == 3)
    return NULL;
  if (d[2] <= 2)
    v[2] += v[2] > 30 ? 1900 : 2000;
  month_first = v[0] > 12 ? FALSE : v[1] > 12 ? TRUE : month_first;
  return month_first ? full_date (v[2], v[0], v[1]) : full_date (v[2], v[1], v[0]);
}

char *
so_import_instagram_name (const char *text)
{
  const char *at = strstr (text, "instagram.com/");
  gsize n;

  text = at ? at + strlen ("instagram.com/") : text;
  while (*text == '@' || *text == ' ')
    text++;
  n = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._");
  if (!n || n > 30 || (!at && text[n] && text[n] != ' '))
    return NULL;
  return g_strndup (text, n);
}

char *
so_import_stage (const char *text)
{
  g_autofree char *folded = so_text_fold (text);

  g_strdelimit (g_strstrip (folded), "_-", ' ');
  for (SoStage i = 0; i < SO_N_STAGES; i++)
    {
      g_autofree char *nick = g_ascii_strdown (so_stage_nick (i), -1);
      g_autofree char *label = so_text_fold (so_stage_label (i)), *ours = so_text_fold (_(so_stage_label (i)));

      if (!strcmp (folded, g_strdelimit (nick, "_", ' ')) || !strcmp (folded, label) || !strcmp (folded, ours))
        return g_strdup (so_stage_nick (i));
    }
  return NULL;
}

void
so_import_card_add (SoCard *card, SoIdentityKind kind, const char *value)
{
  g_autofree char *clean = g_strstrip (g_strdup (value));

  if (!*clean)
    return;
  for (guint i = 0; i < card->identities->len; i++)
    {
      SoIdentity *known = g_ptr_array_index (card->identities, i);
      if (known->kind == kind && !g_ascii_strcasecmp (known->value, clean))
        return;
    }
  g_ptr_array_add (card->identities, so_identity_new (kind, clean, NULL));
}

gboolean
so_import_give_card (SoImportSink *sink, SoCard *card, const char *where, GError **error)
{
  if (!*card->name && !card->identities->len)
    {
      so_import_skip (sink, where, _("It has neither a name nor a number nor an address."));
      return TRUE;
    }
  return !sink->card || sink->card (sink, card, error);
}
