/* SPDX-License-Identifier: MIT */
#include "so-settings.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-error.h"
#include "so-id.h"
#include "so-memo.h"

/* A message asks for thirty of them. */
char *
so_setting_get (SoDb *db, const char *key)
{
  static const char *const tables[] = { "setting", NULL };
  GHashTable *known = so_memo_get (db, "settings");
  gpointer value;

  if (!known)
    known = so_memo_put (db, "settings", tables, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), (GDestroyNotify) g_hash_table_unref);
  if (!g_hash_table_lookup_extended (known, key, NULL, &value))
    {
      value = so_db_text (db, "SELECT value FROM setting WHERE key = ? AND deleted_at IS NULL", "t", key);
      g_hash_table_insert (known, g_strdup (key), value);
    }
  return g_strdup (value);
}

guint
so_setting_get_number (SoDb *db, const char *key, guint least, guint most, guint fallback)
{
  g_autofree char *value = so_setting_get (db, key);
  guint64 number;

  return value && g_ascii_string_to_unsigned (value, 10, least, most, &number, NULL) ? (guint) number : fallback;
}

GStrv
so_setting_get_words (SoDb *db, const char *key)
{
  g_autofree char *value = so_setting_get (db, key);
  g_auto (GStrv) parts = value ? g_strsplit_set (value, " ,\n\r\t", -1) : NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts && parts[i]; i++)
    if (*parts[i])
      g_strv_builder_add (words, parts[i]);
  return parts ? g_strv_builder_end (words) : NULL;
}

gboolean
so_setting_set (SoDb *db, const char *key, const char *value, GError **error)
{
  g_autofree char *id = so_id_derive ("setting", key);

  if (!value)
    return so_db_run (db, error, "UPDATE setting SET deleted_at = ?, updated_at = ?1 WHERE key = ?", "it", so_now (), key);
  return so_db_run (db, error, "INSERT INTO setting (id, key, value, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
                    " value = excluded.value, updated_at = excluded.updated_at, deleted_at = NULL", "ttti", id, key, value, so_now ());
}

/* Where each field of the profile is kept. */
static const struct { const char *key; gsize offset; } fields[] = {
  { "studio.id", G_STRUCT_OFFSET (SoProfile, id) },         { "studio.name", G_STRUCT_OFFSET (SoProfile, name) },
  { "studio.kind", G_STRUCT_OFFSET (SoProfile, kind) },     { "studio.zone", G_STRUCT_OFFSET (SoProfile, zone) },
  { "studio.currency", G_STRUCT_OFFSET (SoProfile, currency) }, { "studio.country", G_STRUCT_OFFSET (SoProfile, country) },
  { "owner.name", G_STRUCT_OFFSET (SoProfile, owner) },     { "owner.email", G_STRUCT_OFFSET (SoProfile, email) },
  { "studio.phone", G_STRUCT_OFFSET (SoProfile, phone) },
};

SoProfile *
so_profile_load (SoDb *db, GError **error)
{
  g_autoptr (SoProfile) profile = g_new0 (SoProfile, 1);
  g_autofree char *demo = so_setting_get (db, "studio.demo");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    G_STRUCT_MEMBER (char *, profile, fields[i].offset) = so_setting_get (db, fields[i].key);
  profile->demo = !g_strcmp0 (demo, "1");
  return profile->name ? g_steal_pointer (&profile) : NULL;
}

SoProfile *
so_profile_peek (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "studio.db", NULL);
  SoDb *db = so_db_open (path, SO_DB_READ, error);
  SoProfile *profile = db ? so_profile_load (db, error) : NULL;

  if (db && so_db_take_failure (db, profile ? NULL : error))
    g_clear_pointer (&profile, so_profile_free);
  so_db_close (db);
  return profile;
}

gboolean
so_profile_save (SoDb *db, const SoProfile *profile, GError **error)
{
  g_autofree char *known = so_setting_get (db, "studio.id");
  g_autofree char *made = profile->id || known ? NULL : so_id_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = G_STRUCT_MEMBER (const char *, profile, fields[i].offset);
      if (fields[i].offset == G_STRUCT_OFFSET (SoProfile, id) && !value)
        value = known ? known : made;
      if (!so_setting_set (db, fields[i].key, value, error))
        return FALSE;
    }
  /* A demo stays one: nothing that happens later makes it able to send. */
  return !profile->demo || so_setting_set (db, "studio.demo", "1", error);
}
