/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-mode.h"

#include "so-error.h"
#include "so-events.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const nicks[SO_N_MODES] = { "manual", "suggest", "auto" };

const char *
so_mode_nick (SoMode mode)
{
  return nicks[mode];
}

static gboolean
parse (const char *nick, SoMode *mode)
{
  for (*mode = 0; nick && *mode < SO_N_MODES; (*mode)++)
    if (!strcmp (nick, nicks[*mode]))
      return TRUE;
  *mode = SO_MODE_SUGGEST;
  return nick == NULL;
}

SoMode
so_mode_load (SoDb *db)
{
  g_autofree char *nick = so_setting_get (db, SO_SETTING_MODE);
  SoMode mode;

  parse (nick, &mode);
  return mode;
}

gboolean
so_mode_is_subject (const SoStandingRow *row)
{
  return so_standing_kind_tells_facts (row->kind) && strstr (row->text, "{answer");
}

char *
so_mode_describe (const SoStandingRow *row)
{
  g_autofree char *complaints = g_strdup_printf (ngettext ("%u complaint", "%u complaints", row->complaints), row->complaints);

  /* Translators: a subject, then "17 of 20 approved unchanged, 0 complaints" */
  return g_strdup_printf (_("%s: %u of %u approved unchanged, %s"), so_standing_kind_label (row->kind), row->unedited, row->decisions, complaints);
}

/* One subject, as the owner would with its own switch: with its event and its version. */
static gboolean
switch_subject (SoDb *db, const SoStandingRow *row, gboolean on, GError **error)
{
  const char *nick = so_standing_kind_nick (row->kind);
  g_autoptr (SoStanding) standing = NULL;
  g_autofree char *data = NULL;

  if (!so_standing_set_enabled (db, nick, on, error) || !(standing = so_standing_load (db, nick, error)))
    return FALSE;
  data = g_strdup_printf ("{\"kind\":\"%s\",\"version\":%" G_GINT64_FORMAT ",\"mode\":\"%s\"}", nick, standing->version, on ? "auto" : "off");
  return so_event_log (db, "owner", on ? "standing.enabled" : "standing.disabled", "standing", standing->id, data, error);
}

static char *
describe_all (GPtrArray *rows)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *words = so_mode_is_subject (rows->pdata[i]) ? so_mode_describe (rows->pdata[i]) : NULL;

      if (words)
        g_string_append_printf (all, "%s%s", all->len ? " · " : "", words);
    }
  return g_strdup (all->str);
}

static gboolean
switch_subjects (SoDb *db, gboolean on, GError **error)
{
  g_autoptr (GPtrArray) rows = so_standing_rows (db, error);
  guint n = 0;

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const SoStandingRow *row = rows->pdata[i];

      if (!so_mode_is_subject (row) || (on && row->refusal))
        continue;
      n++;
      if (row->enabled != on && !switch_subject (db, row, on, error))
        return FALSE;
    }
  if (rows && on && !n)
    {
      g_autofree char *numbers = describe_all (rows);

      return so_fail (error, SO_ERROR_CHANGE, _("Full Auto is earned for each subject by %u decisions, %u of 100 without a change and no complaint. So far: %s"),
                      SO_EARNED_DECISIONS, SO_EARNED_PERCENT, numbers);
    }
  return rows != NULL;
}

gboolean
so_mode_set (SoDb *db, const char *nick, GError **error)
{
  SoMode before = so_mode_load (db), mode;
  g_autofree char *data = NULL;

  if (!parse (nick, &mode))
    return so_fail (error, SO_ERROR_CHANGE, _("“%s” is no mode: choose manual, suggest or auto"), nick);
  if ((mode == SO_MODE_AUTO || before == SO_MODE_AUTO) && mode != before && !switch_subjects (db, mode == SO_MODE_AUTO, error))
    return FALSE;
  data = g_strdup_printf ("{\"mode\":\"%s\"}", nicks[mode]);
  return so_setting_set (db, SO_SETTING_MODE, nick, error) &&
         (mode == before || so_event_log (db, "owner", "assistant.mode", NULL, NULL, data, error));
}
