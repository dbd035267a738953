/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-setup-private.h"

#include <string.h>

#include "so-channel-kind.h"
#include "so-error.h"
#include "so-escalation.h"
#include "so-file.h"
#include "so-json.h"
#include "so-settings.h"

#include <glib/gi18n-lib.h>

/* With what preferences have beside the profile: where the studio is, which pages are shown, when its week begins and what the week is to reach.
 * Not here: what sends by itself (assistant.mode, standing.*), what erases (retention.*), whom to ask with whose key (assistant.provider, transcribe), and the
 * owner's own addresses, one of which was confirmed by a code. */
static const char *const settings[] = {
  "answer.minutes", "assistant.languages", "assistant.persona", "assistant.private", "assistant.tone", "assistant.voice", "booking.policy", "escalate.categories", "escalate.complaint",
  "escalate.no_response", "escalate.score", "escalate.score_over", "escalate.words", "hours", "lead.weights", "links.allowed", "modules.hidden", "never_auto.words",
  "notify.escalated", "notify.quiet", "notify.text", "notify.urgent", "qualify.drafts", "qualify.questions", "quiet.hours", "report.goals", "studio.address", "studio.map", "sync.mail-minutes",
  "undo.seconds.batch", "week.start", NULL
};

const char *const *
so_setup_settings (void)
{
  return settings;
}

gboolean
so_setup_has_setting (const char *key)
{
  SoChannelKind kind;

  if (g_str_has_prefix (key, "escalate.words."))
    return g_strv_contains (so_escalation_languages (), key + strlen ("escalate.words."));
  if (g_str_has_prefix (key, "undo.seconds.") && so_channel_kind_parse (key + strlen ("undo.seconds."), &kind))
    return TRUE;
  return g_strv_contains (settings, key);
}

void
so_setup_change_free (gpointer data)
{
  SoSetupChange *change = data;

  g_free (change->part);
  g_free (change->name);
  g_free (change);
}

static void
set (JsonObject *object, const char *name, const char *value)
{
  if (value && *value)
    json_object_set_string_member (object, name, value);
}

static JsonObject *
write_profile (const SoProfile *profile)
{
  JsonObject *object = json_object_new ();

  set (object, "name", profile->name);
  set (object, "kind", profile->kind);
  set (object, "zone", profile->zone);
  set (object, "currency", profile->currency);
  set (object, "country", profile->country);
  set (object, "owner", profile->owner);
  set (object, "email", profile->email);
  set (object, "phone", profile->phone);
  return object;
}

static void
write_setting (SoDb *db, JsonObject *object, const char *key)
{
  g_autofree char *value = so_setting_get (db, key);

  set (object, key, value);
}

static JsonObject *
write_settings (SoDb *db)
{
  JsonObject *object = json_object_new ();

  for (const char *const *key = settings; *key; key++)
    write_setting (db, object, *key);
  for (const char *const *language = so_escalation_languages (); *language; language++)
    {
      g_autofree char *key = g_strconcat ("escalate.words.", *language, NULL);

      write_setting (db, object, key);
    }
  for (int kind = 0; kind < SO_N_CHANNELS; kind++)
    {
      g_autofree char *key = g_strconcat ("undo.seconds.", so_channel_kind_nick (kind), NULL);

      write_setting (db, object, key);
    }
  return object;
}

static gboolean
write_lists (SoDb *db, JsonObject *object, GError **error)
{
  guint n;
  const SoSetupList *lists = so_setup_lists (&n);

  for (guint i = 0; i < n; i++)
    {
      JsonArray *array = json_array_new ();

      json_object_set_array_member (object, lists[i].part, array);
      if (!lists[i].write (db, array, error))
        return FALSE;
    }
  return TRUE;
}

char *
so_setup_write (SoStudio *studio, GError **error)
{
  g_autoptr (SoDb) db = so_store_read (so_studio_get_store (studio), error);
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoProfile) profile = db ? so_profile_load (db, &failed) : NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  if (!db)
    return NULL;
  json_object_set_string_member (object, "format", SO_SETUP_FORMAT);
  json_object_set_int_member (object, "version", SO_SETUP_VERSION);
  if (profile)
    json_object_set_object_member (object, "profile", write_profile (profile));
  json_object_set_object_member (object, "settings", write_settings (db));
  if (!write_lists (db, object, error))
    return NULL;
  json_node_set_object (node, object);
  return so_json_write (node, TRUE);
}

gboolean
so_setup_save (SoStudio *studio, const char *path, GError **error)
{
  g_autofree char *text = so_setup_write (studio, error);
  g_autofree char *whole = text ? g_strconcat (text, "\n", NULL) : NULL;
  g_autoptr (GError) failed = NULL;

  if (!whole || so_file_write (path, whole, strlen (whole), &failed))
    return whole != NULL;
  return so_fail (error, SO_ERROR_CHANGE, _("The set-up cannot be saved as %s: choose another place"), path);
}
