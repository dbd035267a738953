/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-setup-private.h"

#include <string.h>

#include "so-care.h"
#include "so-due.h"
#include "so-error.h"
#include "so-events.h"
#include "so-json.h"
#include "so-knowledge-verbs.h"
#include "so-list-verbs.h"
#include "so-profile-check.h"
#include "so-settings.h"
#include "so-studio-private.h"
#include "so-verb-call.h"

#include <glib/gi18n-lib.h>

void
so_setup_changed (SoSetupRead *read, const char *part, const char *name, gboolean added)
{
  SoSetupChange *change = g_new0 (SoSetupChange, 1);

  change->part = g_strdup (part);
  change->name = g_strdup (name);
  change->added = added;
  g_ptr_array_add (read->changes, change);
}

/* Says where it is in front of what it is. Always FALSE. */
static gboolean
fail_at (GError **error, GError *why, const char *format, ...)
{
  va_list args;
  g_autofree char *place = NULL;

  va_start (args, format);
  place = g_strdup_vprintf (format, args);
  va_end (args);
  so_fail (error, SO_ERROR_CHANGE, "%s: %s", place, why ? why->message : _("this is not what stands there in such a file"));
  g_clear_error (&why);
  return FALSE;
}

static gboolean
take_text (JsonObject *object, const char *name, char **field, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail_at (error, NULL, "profile, %s", name);
  g_set_str (field, *json_node_get_string (node) ? json_node_get_string (node) : NULL);
  return TRUE;
}

static gboolean
is_other (const SoProfile *a, const SoProfile *b)
{
  return g_strcmp0 (a->name, b->name) || g_strcmp0 (a->kind, b->kind) || g_strcmp0 (a->zone, b->zone) || g_strcmp0 (a->currency, b->currency) ||
         g_strcmp0 (a->country, b->country) || g_strcmp0 (a->owner, b->owner) || g_strcmp0 (a->email, b->email) || g_strcmp0 (a->phone, b->phone);
}

static gboolean
read_profile (SoSetupRead *read, JsonObject *object, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (read->db, error), before = so_profile_load (read->db, error);
  GError *why = NULL;

  if (!profile || !before)
    return so_fail (error, SO_ERROR_CHANGE, _("This studio is not set up yet: give it a name first"));
  if (!take_text (object, "name", &profile->name, error) || !take_text (object, "kind", &profile->kind, error) || !take_text (object, "zone", &profile->zone, error) ||
      !take_text (object, "currency", &profile->currency, error) || !take_text (object, "country", &profile->country, error) ||
      !take_text (object, "owner", &profile->owner, error) || !take_text (object, "email", &profile->email, error) || !take_text (object, "phone", &profile->phone, error))
    return FALSE;
  if (!is_other (profile, before))
    return TRUE;
  if (!so_profile_check (profile, &why))
    return fail_at (error, why, "profile");
  so_setup_changed (read, "profile", profile->name, FALSE);
  return so_profile_save (read->db, profile, error) && so_due_refresh (read->db, NULL, error);
}

static gboolean
read_setting (SoSetupRead *read, const char *key, JsonNode *node, GError **error)
{
  g_autofree char *before = so_setting_get (read->db, key), *unused = NULL;
  SoVerbCall call = { .studio = read->studio, .db = read->db, .id = key, .result = &unused };
  GError *why = NULL;

  if (!so_setup_has_setting (key))
    return so_fail (error, SO_ERROR_CHANGE, _("settings, %s: a set-up has no such setting"), key);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail_at (error, NULL, "settings, %s", key);
  call.argument = json_node_get_string (node);
  if (!g_strcmp0 (before, call.argument))
    return TRUE;
  if (!so_setup_check_setting (key, call.argument, &why) || !so_verb_save_setting (&call, &why))
    return fail_at (error, why, "settings, %s", key);
  so_setup_changed (read, "settings", key, !before);
  return TRUE;
}

static gboolean
read_settings (SoSetupRead *read, JsonObject *object, GError **error)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l; l = l->next)
    if (!read_setting (read, l->data, json_object_get_member (object, l->data), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_list (SoSetupRead *read, const SoSetupList *list, JsonArray *array, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = so_json_element (array, i);
      GError *why = NULL;

      if (!entry)
        return fail_at (error, NULL, _("%s, entry %u"), list->part, i + 1);
      if (!list->read (read, entry, &why))
        return fail_at (error, why, _("%s, entry %u"), list->part, i + 1);
    }
  return TRUE;
}

/* A member of another type is no missing one. */
static gboolean
check_type (JsonObject *object, const char *name, JsonNodeType type, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  return !node || JSON_NODE_TYPE (node) == type || fail_at (error, NULL, "%s", name);
}

static gboolean
read_all (SoSetupRead *read, JsonObject *object, GError **error)
{
  guint n;
  const SoSetupList *lists = so_setup_lists (&n);

  if (!check_type (object, "profile", JSON_NODE_OBJECT, error) || !check_type (object, "settings", JSON_NODE_OBJECT, error) ||
      (json_object_has_member (object, "profile") && !read_profile (read, so_json_object (object, "profile"), error)) ||
      (json_object_has_member (object, "settings") && !read_settings (read, so_json_object (object, "settings"), error)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!check_type (object, lists[i].part, JSON_NODE_ARRAY, error) ||
        (json_object_has_member (object, lists[i].part) && !read_list (read, &lists[i], so_json_array (object, lists[i].part), error)))
      return FALSE;
  return TRUE;
}

static gboolean
check_format (JsonObject *object, GError **error)
{
  if (!object || g_strcmp0 (so_json_string (object, "format"), SO_SETUP_FORMAT))
    return so_fail (error, SO_ERROR_CHANGE, _("This is no set-up of Studio OS: choose a file that was saved by “Save the Set-Up”"));
  if (so_json_int (object, "version") < 1)
    return so_fail (error, SO_ERROR_CHANGE, _("The file does not say which version it has: save it again"));
  if (so_json_int (object, "version") > SO_SETUP_VERSION)
    return so_fail (error, SO_ERROR_CHANGE, _("The file was made by a newer Studio OS: install that one first"));
  return TRUE;
}

/* Of all, since an undo takes back lists and no settings. */
static char *
back_up (SoStudio *studio, GError **error)
{
  SoStore *store = so_studio_get_store (studio);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = g_date_time_format (now, "before-set-up-%Y%m%dT%H%M%S"), *folder = g_build_filename (so_store_get_folder (store), "backups", NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.studio", folder, name);

  g_mkdir_with_parents (folder, 0700);
  /* A second set-up in the same second: the studio as it was before the first is the one that is wanted back. */
  for (guint n = 2; g_file_test (path, G_FILE_TEST_EXISTS); n++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/%s-%u.studio", folder, name, n);
    }
  return so_care_backup (store, path, NULL, error) ? g_steal_pointer (&path) : NULL;
}

/* @dry_run: left without commit, and so as it was. */
static GPtrArray *
read_into (SoStudio *studio, JsonObject *object, gboolean dry_run, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (so_setup_change_free);
  g_autoptr (SoDb) db = so_studio_begin_step (studio, "%s", _("Set-up read from a file"), error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  SoSetupRead read = { studio, db, changes, known };

  if (!db || !read_all (&read, object, error))
    return NULL;
  if (dry_run || !changes->len)
    return g_steal_pointer (&changes);
  return so_event_log (db, "owner", "setup.read", NULL, NULL, NULL, error) && so_studio_end_step (studio, &db, error) ? g_steal_pointer (&changes) : NULL;
}

GPtrArray *
so_setup_read (SoStudio *studio, const char *text, gboolean dry_run, char **backup, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (text, -1, 0, error);
  g_autoptr (GPtrArray) planned = NULL;
  g_autofree char *path = NULL;

  if (!node || !check_format (so_json_root (node), error))
    return NULL;
  planned = read_into (studio, so_json_root (node), TRUE, error);
  if (dry_run || !planned || !planned->len)
    return g_steal_pointer (&planned);
  path = back_up (studio, error);
  if (!path)
    return NULL;
  if (backup)
    *backup = g_steal_pointer (&path);
  return read_into (studio, so_json_root (node), FALSE, error);
}

GPtrArray *
so_setup_load (SoStudio *studio, const char *path, gboolean dry_run, char **backup, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (!info || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no file %s that can be read"), path), NULL;
  if (g_file_info_get_size (info) > SO_JSON_MAX_BYTES)
    return so_fail (error, SO_ERROR_CHANGE, _("%s is too large for a set-up"), path), NULL;
  if (!g_file_get_contents (path, &text, &length, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("There is no file %s that can be read"), path), NULL;
  if (strlen (text) != length || !g_utf8_validate (text, (gssize) length, NULL))
    return so_fail (error, SO_ERROR_CHANGE, _("This is no set-up of Studio OS: choose a file that was saved by “Save the Set-Up”")), NULL;
  return so_setup_read (studio, text, dry_run, backup, error);
}
