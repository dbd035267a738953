/* SPDX-License-Identifier: MIT */
/* Settings and words of a file as a friend wrote it: what the window's own rows would not let her type is refused, and not put right silently. */
#include "so-config.h"

#include "so-setup-private.h"

#include "so-about.h"
#include "so-error.h"
#include "so-escalation.h"
#include "so-intent.h"
#include "so-sync.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_PERSONA 2000
#define LONGEST_CATEGORY 60

static gboolean
check_number (const char *value, guint least, guint most, GError **error)
{
  guint64 number;

  return !*value || g_ascii_string_to_unsigned (value, 10, least, most, &number, NULL) ||
         so_fail (error, SO_ERROR_CHANGE, _("“%s” is no whole number from %u to %u"), value, least, most);
}

/* What else is taken for on by one part of the program, and for off by another. */
static gboolean
check_switch (const char *value, GError **error)
{
  return !*value || !strcmp (value, "0") || !strcmp (value, "1") || so_fail (error, SO_ERROR_CHANGE, _("“%s” is neither 1 (on) nor 0 (off)"), value);
}

static gboolean
check_tone (const char *value, GError **error)
{
  static const char *const tones[] = { "", "warm", "plain", "formal", NULL };

  return g_strv_contains (tones, value) || so_fail (error, SO_ERROR_CHANGE, _("“%s” is no tone: choose warm, plain or formal"), value);
}

gboolean
so_setup_check_setting (const char *key, const char *value, GError **error)
{
  static const char *const switches[] = { "assistant.private", "escalate.complaint", "escalate.no_response", "escalate.score", "escalate.words", "notify.escalated", "notify.text", "notify.urgent",
                                          "qualify.drafts", NULL };

  if (g_strv_contains (switches, key))
    return check_switch (value, error);
  if (!strcmp (key, SO_SETTING_ESCALATE_SCORE))
    return check_number (value, 1, 100, error);
  if (!strcmp (key, "assistant.tone"))
    return check_tone (value, error);
  if (!strcmp (key, SO_SETTING_MAP) && !so_about_check_map (value, error))
    return FALSE;
  if (!strcmp (key, "undo.seconds.batch"))
    return check_number (value, 10, 120, error);
  if (g_str_has_prefix (key, "undo.seconds."))
    return check_number (value, 0, 60, error);
  if (!strcmp (key, SO_SETTING_MAIL_MINUTES))
    return check_number (value, 1, 60, error);
  if ((g_str_has_prefix (key, "assistant.") || !strcmp (key, SO_SETTING_ADDRESS)) && g_utf8_strlen (value, -1) > LONGEST_PERSONA)
    return so_fail (error, SO_ERROR_CHANGE, _("That has more than %d characters: shorten it"), LONGEST_PERSONA);
  return TRUE;
}

/* One of ours, or a word of the owner's. */
gboolean
so_setup_check_category (const char *category, GError **error)
{
  gboolean word = category && g_utf8_strlen (category, -1) <= LONGEST_CATEGORY;

  for (const char *p = category; word && *p; p = g_utf8_next_char (p))
    word = g_unichar_isalnum (g_utf8_get_char (p)) || strchr (" _-", *p);
  return !category || so_sub_category_find (category) || word ||
         so_fail (error, SO_ERROR_CHANGE, _("“%s” is no category: use one of Studio OS, such as fee_inquiry, or a short word of your own"), category);
}

gboolean
so_setup_check_language (const char *language, GError **error)
{
  const char *const *all = so_escalation_languages ();
  g_autofree char *names = g_strjoinv (", ", (char **) all);

  return !language || g_strv_contains (all, language) || so_fail (error, SO_ERROR_CHANGE, _("“%s” is no language of Studio OS: use one of %s, or leave it out"), language, names);
}
