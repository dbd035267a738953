/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-due.h"

#include "so-error.h"
#include "so-phrases.h"
#include "so-settings.h"
#include "so-standing.h"
#include "so-threads.h"

#include <glib/gi18n-lib.h>

#define LONGEST_THANKS 6   /* words */

static const char thanks[] =
  "thanks, thank, thx, ty, you, so, very, much, a, lot, many, ok, okay, k, great, perfect, cool, nice, super, awesome, alright, all, right, sure, bye, "
  "danke, dank, vielen, herzlichen, schon, sehr, alles, klar, gut, prima, toll, perfekt, passt, dir, ihnen, euch, auch, tschuss, "
  "gracias, muchas, mil, vale, perfecto, genial, de, nada, adios, "
  "merci, beaucoup, parfait, d, accord, bien, super, au, revoir, "
  "obrigado, obrigada, muito, perfeito, otimo, tchau, "
  "धन्यवाद, शुक्रिया, ठीक, है, जी, बहुत, dhanyavaad, shukriya, theek, hai, ji";

gboolean
so_due_is_thanks (const char *text)
{
  g_auto (GStrv) words = NULL;
  guint n;
  gboolean any = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '?' || c == 0x37e || c == 0x61f || c == 0xff1f || g_unichar_isdigit (c))
        return FALSE;
      any = any || g_unichar_isalpha (c) || g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL;
    }
  if (!any)
    return FALSE;
  words = so_phrases_split (text);
  n = g_strv_length (words);
  for (guint i = 0; i < n && n <= LONGEST_THANKS; i++)
    {
      char *one[] = { words[i], NULL };

      /* "👍" is no word. */
      if (g_unichar_isalnum (g_utf8_get_char (words[i])) && !so_phrases_stand_in (thanks, one))
        return FALSE;
    }
  return n <= LONGEST_THANKS;
}

static gboolean
parse_minutes (const char *value, guint *minutes)
{
  guint64 number;

  if (!value || !g_ascii_string_to_unsigned (value, 10, 1, SO_DUE_LONGEST, &number, NULL))
    return FALSE;
  *minutes = (guint) number;
  return TRUE;
}

gboolean
so_due_check_minutes (const char *value, GError **error)
{
  guint minutes;

  return !value || !*value || parse_minutes (value, &minutes) ||
         so_fail (error, SO_ERROR_CHANGE, _("“%s” is no time to answer in: give it in minutes, from 1 to %d"), value, SO_DUE_LONGEST);
}

static gboolean
refresh (SoDb *db, const char *thread_id, gboolean open, guint *n, GError **error)
{
  g_autoptr (GPtrArray) waits = so_thread_waits_list (db, thread_id, open, error);
  g_autoptr (SoProfile) profile = waits && waits->len ? so_profile_load (db, NULL) : NULL;
  g_autoptr (SoHours) hours = profile ? so_standing_load_hours (db, profile) : NULL;
  g_autofree char *value = waits && waits->len ? so_setting_get (db, SO_SETTING_DUE_MINUTES) : NULL;
  guint minutes = 0;

  parse_minutes (value, &minutes);
  for (guint i = 0; waits && i < waits->len; i++)
    {
      const SoThreadWait *wait = g_ptr_array_index (waits, i);
      SoDueFacts facts = { wait->channel, wait->last_inbound_at, wait->waiting_since, hours, minutes, 0 };

      if (!so_thread_set_due (db, wait->id, so_due_answer (&facts), so_due_earliest (&facts), error))
        return FALSE;
    }
  *n = waits ? waits->len : 0;
  return waits != NULL;
}

gboolean
so_due_refresh (SoDb *db, const char *thread_id, GError **error)
{
  guint n;

  return refresh (db, thread_id, FALSE, &n, error);
}

gboolean
so_due_refresh_open (SoDb *db, guint *n, GError **error)
{
  return refresh (db, NULL, TRUE, n, error);
}
