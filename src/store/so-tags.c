/* SPDX-License-Identifier: MIT */
#include "so-tags.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-text.h"
#include "so-undo.h"

static gboolean
make_tag (SoDb *db, const char *id, const char *name, GError **error)
{
  return so_db_run (db, error, "INSERT INTO tag (id, name, created_at) VALUES (?, ?, ?)"
                    " ON CONFLICT (id) DO UPDATE SET deleted_at = NULL WHERE deleted_at IS NOT NULL", "tti", id, name, so_now ());
}

/* Whoever of those that are one person has it. */
static gboolean
take_off (SoDb *db, const char *tag_id, const char *id, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM tagging WHERE tag_id = ?1 AND target_id IN " SO_PERSON_ALL ("?2") " AND deleted_at IS NULL", "tt", tag_id, id);

  for (guint i = 0; ids && ids[i]; i++)
    if (!so_undo_set (db, "tagging", ids[i], "deleted_at", error, "i", so_now ()))
      return FALSE;
  return ids != NULL;
}

gboolean
so_tag_set_from (SoDb *db, const char *kind, const char *id, const char *tag, gboolean on, const char *source,
                 const char *import_id, GError **error)
{
  gboolean own = !g_strcmp0 (source, "owner");
  g_autofree char *name = so_text_snippet (tag, own ? 50 : 49);
  g_autofree char *folded = so_text_fold (own ? tag : name);
  g_autofree char *tag_id = so_id_derive ("tag", folded);
  g_autofree char *tagging = so_id_derive (tag_id, id);

  /* What an import brings is made to fit: an odd label is no reason to lose a mailbox. */
  if (!*folded)
    return !own || so_fail (error, SO_ERROR_CHANGE, "A tag needs a name.");
  if (g_utf8_strlen (name, -1) > 50)
    return so_fail (error, SO_ERROR_CHANGE, "A tag has at most 50 characters.");
  if (!on)
    return take_off (db, tag_id, id, error);
  if (!make_tag (db, tag_id, name, error))
    return FALSE;
  /* Born deleted and then set, so that undo finds the way back; one that an import sets again goes with that import. */
  return so_db_run (db, error, "INSERT INTO tagging (id, tag_id, target_kind, target_id, source, import_id, updated_at, deleted_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (id) DO UPDATE SET import_id = excluded.import_id, source = excluded.source"
                    " WHERE deleted_at IS NOT NULL AND excluded.import_id IS NOT NULL", "tttttti", tagging, tag_id, kind, id, source, import_id, so_now ()) &&
         so_undo_set (db, "tagging", tagging, "deleted_at", error, "t", NULL);
}

gboolean
so_tag_set (SoDb *db, const char *kind, const char *id, const char *tag, gboolean on, GError **error)
{
  return so_tag_set_from (db, kind, id, tag, on, "owner", NULL, error);
}

GStrv
so_tags_of (SoDb *db, const char *target_id)
{
  GStrv names = so_db_texts (db, NULL,
    "SELECT DISTINCT tag.name FROM tagging JOIN tag ON tag.id = tagging.tag_id WHERE tagging.target_id IN " SO_PERSON_ALL ("?1") " AND tagging.deleted_at IS NULL"
    " ORDER BY tag.name", "t", target_id);

  return names ? names : g_new0 (char *, 1);
}

GStrv
so_tag_names (SoDb *db, GError **error)
{
  return so_db_texts (db, error,
    "SELECT name FROM tag WHERE deleted_at IS NULL AND EXISTS (SELECT 1 FROM tagging WHERE tag_id = tag.id AND deleted_at IS NULL)"
    " ORDER BY name", "");
}
