/* SPDX-License-Identifier: MIT */
#include "so-draft-versions.h"

#include "so-clock.h"
#include "so-db.h"
#include "so-distance.h"
#include "so-error.h"
#include "so-id.h"
#include "so-threads-private.h"
#include "so-undo.h"

#include <string.h>

/* The origin of a version may be followed by the sources of that text: "knowledge [{…}]", so that going back to a text
 * goes back to the facts it states. */
static gboolean
keep (SoDb *db, const SoDraft *draft, GError **error)
{
  gboolean own = !draft->proposed || strcmp (draft->proposed, draft->text) != 0;
  g_autofree char *origin = g_strconcat (own ? "owner" : draft->origin, draft->sources ? " " : NULL, draft->sources, NULL);
  g_autofree char *id = so_id_new ();

  return so_db_run (db, error, "INSERT INTO draft_version (id, draft_id, text, origin, created_at) SELECT ?1, ?2, ?3, ?4, ?5"
                    " WHERE NOT EXISTS (SELECT 1 FROM draft_version WHERE draft_id = ?2 AND text = ?3 AND origin = ?4)", "tttti",
                    id, draft->id, draft->text, origin, so_now ());
}

static SoDraft *
find_open (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);

  if (draft && so_draft_state_is_open (draft->state))
    return g_steal_pointer (&draft);
  if (draft)
    so_fail (error, SO_ERROR_CHANGE, "This message is %s: take it back before you change it.", so_draft_state_nick (draft->state));
  return NULL;
}

/* @proposed NULL: the owner's words. The reader of a new text has what came since before her, too. */
static gboolean
set_words (SoDb *db, const SoDraft *draft, const char *text, const char *proposed, const char *origin, const char *sources, GError **error)
{
  return so_undo_set (db, "draft", draft->id, "text", error, "t", text) &&
         so_undo_set (db, "draft", draft->id, "proposed", error, "t", proposed ? proposed : draft->proposed) &&
         so_undo_set (db, "draft", draft->id, "origin", error, "t", origin) &&
         so_undo_set (db, "draft", draft->id, "sources", error, "t", sources) &&
         so_undo_set (db, "draft", draft->id, "state", error, "t", so_draft_state_nick (proposed ? SO_DRAFT_PROPOSED : SO_DRAFT_EDITED)) &&
         so_db_run (db, error, "UPDATE draft SET reason = NULL, detail = NULL, updated_at = ?,"
                    " basis_at = (SELECT last_inbound_at FROM thread WHERE id = draft.thread_id) WHERE id = ?", "it", so_now (), draft->id) &&
         so_thread_refresh_drafts (db, draft->thread_id, error);
}

gboolean
so_draft_propose_anew (SoDb *db, const char *id, const SoDraftWords *words, GError **error)
{
  g_autoptr (SoDraft) draft = find_open (db, id, error);

  return draft && keep (db, draft, error) &&
         set_words (db, draft, words->text, words->text, words->origin, words->sources, error) &&
         so_undo_set (db, "draft", id, "hint", error, "t", words->hint);
}

gboolean
so_draft_set_generated (SoDb *db, const char *id, const SoDraftWords *words, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET text = ?1, proposed = ?1, origin = ?2, sources = ?3, hint = ?4 WHERE id = ?5 AND state = 'generating'",
                    "ttttt", words->text, words->origin, words->sources, words->hint, id) &&
         so_draft_step (db, id, SO_DRAFT_EVENT_GENERATED, NULL, NULL, error);
}

gboolean
so_draft_add_version (SoDb *db, const char *id, const SoDraftWords *words, GError **error)
{
  g_autofree char *origin = g_strconcat (words->origin, words->sources ? " " : NULL, words->sources, NULL), *version = so_id_new ();

  return so_db_run (db, error, "INSERT INTO draft_version (id, draft_id, text, origin, created_at) VALUES (?, ?, ?, ?, ?)", "tttti",
                    version, id, words->text, origin, so_now ());
}

gboolean
so_draft_set_note (SoDb *db, const char *id, const char *reason, const char *detail, GError **error)
{
  return so_db_run (db, error, "UPDATE draft SET reason = ?, detail = ?, updated_at = ? WHERE id = ? AND state IN ('proposed', 'edited')", "ttit",
                    reason, detail, so_now (), id);
}

typedef struct {
  char *text, *origin, *sources;
} Version;

static void
version_free (Version *version)
{
  g_free (version->text);
  g_free (version->origin);
  g_free (version->sources);
  g_free (version);
}

static void
add_version (GPtrArray *all, const char *text, const char *origin)
{
  const char *space = strchr (origin, ' ');
  Version *version;

  for (guint i = 0; i < all->len; i++)
    if (!strcmp (((Version *) g_ptr_array_index (all, i))->text, text))
      return;
  version = g_new0 (Version, 1);
  version->text = g_strdup (text);
  version->origin = space ? g_strndup (origin, (gsize) (space - origin)) : g_strdup (origin);
  version->sources = space ? g_strdup (space + 1) : NULL;
  g_ptr_array_add (all, version);
}

static GPtrArray *
read_versions (SoDb *db, const SoDraft *draft, guint *position, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT text, origin FROM draft_version WHERE draft_id = ? ORDER BY n", "t", draft->id);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) version_free);
  g_autoptr (GError) inner = NULL;

  while (row && so_stmt_next (row, &inner))
    add_version (all, so_stmt_text (row, 0), so_stmt_text (row, 1));
  if (inner)
    return g_propagate_error (error, g_steal_pointer (&inner)), NULL;
  if (!row)
    return NULL;
  add_version (all, draft->text, draft->origin);
  for (*position = 0; strcmp (((Version *) g_ptr_array_index (all, *position))->text, draft->text) != 0; (*position)++)
    ;
  return g_steal_pointer (&all);
}

GPtrArray *
so_draft_versions (SoDb *db, const char *id, guint *position, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  guint at = 0;
  g_autoptr (GPtrArray) all = draft ? read_versions (db, draft, &at, error) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; all && i < all->len; i++)
    g_ptr_array_add (texts, g_strdup (((Version *) g_ptr_array_index (all, i))->text));
  if (position)
    *position = at;
  return all ? g_steal_pointer (&texts) : NULL;
}

GPtrArray *
so_draft_version_sources (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);
  guint at = 0;
  g_autoptr (GPtrArray) all = draft ? read_versions (db, draft, &at, error) : NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; all && i < all->len; i++)
    if (((Version *) g_ptr_array_index (all, i))->sources)
      g_ptr_array_add (sources, g_strdup (((Version *) g_ptr_array_index (all, i))->sources));
  return all ? g_steal_pointer (&sources) : NULL;
}

gboolean
so_draft_switch_version (SoDb *db, const char *id, int step, GError **error)
{
  g_autoptr (SoDraft) draft = find_open (db, id, error);
  guint at = 0;
  g_autoptr (GPtrArray) all = draft ? read_versions (db, draft, &at, error) : NULL;
  const Version *version;
  gboolean own;

  if (!all)
    return FALSE;
  if (step < 0 ? at == 0 : at + 1 >= all->len)
    return so_fail (error, SO_ERROR_CHANGE, "%s", step < 0 ? "There is no version before this one." : "There is no version after this one.");
  version = g_ptr_array_index (all, step < 0 ? at - 1 : at + 1);
  own = !strcmp (version->origin, "owner");
  return keep (db, draft, error) &&
         set_words (db, draft, version->text, own ? NULL : version->text, own ? draft->origin : version->origin,
                    version->sources ? version->sources : draft->sources, error);
}

static gpointer
read_hint (SoStmt *row)
{
  return so_stmt_dup (row, 0);
}

GPtrArray *
so_draft_hints (SoDb *db, guint limit, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT hint FROM draft WHERE hint <> '' GROUP BY hint ORDER BY max (updated_at) DESC, max (n) DESC LIMIT ?",
                                        "i", (gint64) limit);

  return so_stmt_all (row, read_hint, g_free, error);
}

gint64
so_draft_edit_distance (SoDb *db, const char *id)
{
  return so_db_int (db, -1, "SELECT ifnull (edit_distance, -1) FROM draft WHERE id = ?", "t", id);
}

gboolean
so_draft_keep_edit_distance (SoDb *db, const char *id, GError **error)
{
  g_autoptr (SoDraft) draft = so_draft_find (db, id, error);

  if (!draft)
    return FALSE;
  return !draft->proposed || so_db_run (db, error, "UPDATE draft SET edit_distance = ? WHERE id = ?", "it",
                                        (gint64) so_distance (draft->proposed, draft->text), id);
}
