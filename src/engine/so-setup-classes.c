/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-setup-classes.h"

#include "so-entity-rows.h"
#include "so-knowledge-verbs.h"
#include "so-settings.h"
#include "so-text.h"

#include <glib/gi18n-lib.h>

/* Folded names of those that are there and those that were. */
static GHashTable *
list_known (SoDb *db, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) kinds = so_entity_list (db, &so_class_kind_entity, error);
  g_autofree char *before = so_setting_get (db, SO_SETTING_SETUP_CLASSES);
  g_auto (GStrv) names = g_strsplit (before ? before : "", "\n", -1);

  for (guint i = 0; kinds && i < kinds->len; i++)
    {
      g_autoptr (SoClassKind) kind = kinds->pdata[i];

      g_hash_table_add (known, so_text_fold (kind->name));
    }
  for (guint i = 0; names[i]; i++)
    g_hash_table_add (known, so_text_fold (names[i]));
  return kinds ? g_steal_pointer (&known) : NULL;
}

static gboolean
add_class (SoDb *db, const SoClassKind *from, int position, GError **error)
{
  g_autoptr (SoClassKind) kind = so_class_kind_new ();
  g_autofree char *id = NULL;

  kind->name = g_strdup (from->name);
  kind->minutes = from->minutes;
  kind->most = from->most;
  kind->position = position;
  /* An appointment is made when somebody wants it: nothing for the planner. */
  kind->sessions = from->most > 1;
  if (!so_class_kind_entity.check (kind, error))
    return FALSE;
  id = so_entity_save (db, &so_class_kind_entity, NULL, kind, error);
  return id != NULL;
}

static gboolean
remember (SoDb *db, GString *names, GError **error)
{
  g_autofree char *before = so_setting_get (db, SO_SETTING_SETUP_CLASSES);

  if (before && *before)
    g_string_prepend (names, before);
  return so_setting_set (db, SO_SETTING_SETUP_CLASSES, names->str, error);
}

static gboolean
add_all (SoDb *db, GPtrArray *classes, guint *added, GError **error)
{
  g_autoptr (GHashTable) known = list_known (db, error);
  g_autoptr (GString) names = g_string_new (NULL);
  guint there = known ? g_hash_table_size (known) : 0;

  for (guint i = 0; known && i < classes->len; i++)
    {
      const SoClassKind *kind = classes->pdata[i];

      if (!g_hash_table_add (known, so_text_fold (kind->name)))
        continue;
      if (!add_class (db, kind, (int) (there + i), error))
        return FALSE;
      g_string_append_printf (names, "%s\n", kind->name);
      *added += 1;
    }
  return known && remember (db, names, error);
}

gboolean
so_studio_add_classes (SoStudio *studio, GPtrArray *classes, guint *added, GError **error)
{
  g_autoptr (SoDb) db = NULL;

  g_return_val_if_fail (SO_IS_STUDIO (studio) && classes && added, FALSE);

  *added = 0;
  if (!classes->len)
    return TRUE;
  db = so_studio_begin_step (studio, "%s", _("Classes added"), error);
  return db && add_all (db, classes, added, error) && so_studio_end_step (studio, &db, error);
}
