/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include "so-ctl-json.h"
#include "so-ctl-out.h"
#include "so-due.h"
#include "so-error.h"
#include "so-escalation.h"
#include "so-facts.h"
#include "so-settings.h"
#include "so-standing-verbs.h"
#include "so-tell-quiet.h"
#include "so-verb.h"

#include <string.h>

/* What comes to the owner first, and when she is not notified. */

#define WORDS "words."

static const struct { const char *name, *key; } values[] = {
  { "score_over", SO_SETTING_ESCALATE_SCORE }, { "minutes", SO_SETTING_DUE_MINUTES }, { "categories", SO_SETTING_ESCALATE_CATEGORIES }, { "quiet", SO_SETTING_TELL_QUIET },
};

/* The setting of "words.de", "score_over" or "complaint"; NULL where there is none. */
static char *
dup_key (const char *name, gboolean *is_switch)
{
  *is_switch = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (!strcmp (name, values[i].name))
      return g_strdup (values[i].key);
  if (g_str_has_prefix (name, WORDS))
    return g_strconcat (SO_SETTING_ESCALATE_WORDS, name + strlen (WORDS), NULL);
  for (SoEscalation i = 0; i <= SO_ESCALATION_NO_RESPONSE; i++)
    if (!strcmp (name, so_escalation_nick (i)))
      return *is_switch = TRUE, g_strconcat ("escalate.", name, NULL);
  return NULL;
}

/* As the setting holds it; NULL: the default. */
static char *
dup_value (const char *name, const char *text)
{
  g_auto (GStrv) parts = NULL;

  if (!*text)
    return NULL;
  if (strcmp (name, "categories") && !g_str_has_prefix (name, WORDS))
    return g_strdup (text);
  parts = g_strsplit (text, ",", -1);
  for (char **part = parts; *part; part++)
    g_strstrip (*part);
  return g_strjoinv (strcmp (name, "categories") ? "\n" : " ", parts);
}

typedef struct { char *key, *value; } Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->key);
  g_free (change->value);
  g_free (change);
}

static Change *
parse (SoCtl *ctl, guint i, SoDb *db, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (ctl->args[i], "=", 2);
  g_autofree char *key = NULL, *value = NULL;
  gboolean is_switch;
  Change *change;

  if (g_strv_length (parts) < 2 || !(key = dup_key (parts[0], &is_switch)) || (is_switch && strcmp (parts[1], "on") && strcmp (parts[1], "off")))
    return so_ctl_misused (error, "“%s” is not KEY=VALUE such as score_over=80, words.de=storno or complaint=on", so_ctl_arg (ctl, i)), NULL;
  value = is_switch ? g_strdup (strcmp (parts[1], "off") ? "1" : "0") : dup_value (parts[0], parts[1]);
  if (!so_standing_check_setting (db, key, value, error) ||
      (!value && g_str_has_prefix (key, SO_SETTING_ESCALATE_WORDS) && !so_standing_check_setting (db, key, "x", error)))
    return NULL;
  change = g_new0 (Change, 1);
  change->key = g_steal_pointer (&key);
  change->value = g_steal_pointer (&value);
  return change;
}

static JsonObject *
describe (SoDb *db)
{
  JsonObject *object = json_object_new (), *words = json_object_new ();

  for (SoEscalation i = 0; i <= SO_ESCALATION_NO_RESPONSE; i++)
    {
      g_autofree char *key = g_strconcat ("escalate.", so_escalation_nick (i), NULL), *value = so_setting_get (db, key);

      json_object_set_boolean_member (object, so_escalation_nick (i), g_strcmp0 (value, "0") != 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *value = so_setting_get (db, values[i].key);

      so_ctl_json_set (object, values[i].name, value && *value ? value : NULL);
    }
  for (guint i = 0; so_escalation_languages ()[i]; i++)
    {
      g_autofree char *key = g_strconcat (SO_SETTING_ESCALATE_WORDS, so_escalation_languages ()[i], NULL), *value = so_setting_get (db, key);
      g_auto (GStrv) lines = g_strsplit (value ? value : "", "\n", -1);
      JsonArray *array = json_array_new ();

      for (char **line = lines; *line; line++)
        if (**line)
          json_array_add_string_element (array, *line);
      json_object_set_array_member (words, so_escalation_languages ()[i], array);
    }
  json_object_set_object_member (object, "own_words", words);
  return object;
}

gboolean
so_ctl_escalation (SoCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (change_free);
  g_autoptr (SoDb) db = NULL;

  if (!so_ctl_parse (ctl, NULL, 0, 32, error) || !(db = so_ctl_read (ctl, error)))
    return FALSE;
  for (guint i = 0; ctl->args[i]; i++)
    {
      Change *change = parse (ctl, i, db, error);

      if (!change)
        return FALSE;
      g_ptr_array_add (changes, change);
    }
  g_clear_pointer (&db, so_db_release);
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = changes->pdata[i];

      if (!so_studio_do (ctl->studio, SO_VERB_SAVE_SETTING, change->key, change->value, NULL, error))
        return FALSE;
    }
  db = so_ctl_read (ctl, error);
  return db && so_ctl_print (ctl, describe (db));
}
