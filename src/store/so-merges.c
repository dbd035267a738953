/* SPDX-License-Identifier: MIT */
#include "so-merges.h"

#include "so-clock.h"
#include "so-error.h"
#include "so-events.h"
#include "so-id.h"
#include "so-json.h"
#include "so-people.h"
#include "so-stage-moves.h"
#include "so-stage.h"
#include "so-text.h"
#include "so-undo.h"

#include <string.h>

void
so_merge_free (SoMerge *merge)
{
  if (!merge)
    return;
  g_free (merge->id);
  g_free (merge->survivor_id);
  g_free (merge->merged_id);
  g_free (merge->merged_name);
  g_free (merge);
}

/* Fields of the one who stays ------------------------------------------------------------------------ */

/* Names of columns of contact; numbers are numbers. */
static gboolean
set_column (SoDb *db, const char *id, const char *field, const char *value, GError **error)
{
  if (!strcmp (field, "score") && value)
    return so_undo_set (db, "contact", id, field, error, "i", g_ascii_strtoll (value, NULL, 10));
  return so_undo_set (db, "contact", id, field, error, "t", value);
}

static char *
column (SoDb *db, const char *id, const char *field)
{
  g_autofree char *sql = g_strdup_printf ("SELECT CAST (%s AS TEXT) FROM contact WHERE id = ?", field);

  return so_db_text (db, sql, "t", id);
}

static gboolean
change (SoDb *db, JsonArray *fields, const char *id, const char *field, const char *value, GError **error)
{
  g_autofree char *before = column (db, id, field);
  JsonObject *entry;

  if (!g_strcmp0 (before, value))
    return TRUE;
  entry = json_object_new ();
  json_object_set_string_member (entry, "field", field);
  if (before)
    json_object_set_string_member (entry, "before", before);
  if (value)
    json_object_set_string_member (entry, "after", value);
  json_array_add_object_element (fields, entry);
  return set_column (db, id, field, value, error);
}

static gboolean
change_name (SoDb *db, JsonArray *fields, const char *id, const char *name, GError **error)
{
  g_autofree char *sort = name ? so_text_fold (name) : NULL;

  if (!name)
    return TRUE;
  if (!*sort)
    return so_fail (error, SO_ERROR_CHANGE, "A person needs a name.");
  return change (db, fields, id, "name", name, error) && change (db, fields, id, "sort", sort, error);
}

/* LOST comes with its reason. */
static gboolean
change_stage (SoDb *db, JsonArray *fields, const char *id, const char *other, const char *stage, GError **error)
{
  g_autofree char *reason = column (db, other, "lost_reason"), *theirs = column (db, other, "stage");
  SoStage known;

  if (!stage)
    return TRUE;
  if (!so_stage_parse (stage, &known))
    return so_fail (error, SO_ERROR_CHANGE, "“%s” is no stage: choose NEW, CONTACTED, QUALIFIED, TRIAL_SCHEDULED, CONVERTED or LOST", stage);
  return change (db, fields, id, "stage", stage, error) && (g_strcmp0 (theirs, stage) || change (db, fields, id, "lost_reason", reason, error)) &&
         so_stage_settle (db, id, error);
}

/* Until both are scored anew, by all that they wrote, they are as good as the better of them. */
static gboolean
change_score (SoDb *db, JsonArray *fields, const char *id, const char *other, GError **error)
{
  g_autofree char *score = so_db_text (db, "SELECT CAST (max (score) AS TEXT) FROM contact WHERE id IN (?, ?)", "tt", id, other);
  g_autofree char *temperature = so_db_text (db, "SELECT temperature FROM contact WHERE id IN (?, ?) AND score IS NOT NULL ORDER BY score DESC LIMIT 1", "tt", id, other);

  return !score || (change (db, fields, id, "score", score, error) && change (db, fields, id, "temperature", temperature, error));
}

static char *
write_fields (JsonArray *fields)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), fields);

  return so_json_write (node, FALSE);
}

static char *
change_fields (SoDb *db, const char *survivor, const char *other, const SoMergeChoice *choice, GError **error)
{
  g_autoptr (JsonArray) fields = json_array_new ();

  if (!change_score (db, fields, survivor, other, error) ||
      (choice && (!change_name (db, fields, survivor, choice->name, error) ||
                  (choice->birthday && !change (db, fields, survivor, "birthday", choice->birthday, error)) ||
                  (choice->notes && !change (db, fields, survivor, "notes", choice->notes, error)) ||
                  !change_stage (db, fields, survivor, other, choice->stage, error))))
    return NULL;
  return write_fields (fields);
}

/* What somebody changed since is theirs. */
static gboolean
give_back (SoDb *db, const char *survivor, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = so_json_parse (text, -1, 0, NULL);
  JsonArray *fields = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = fields ? json_array_get_length (fields) : 0; i-- > 0;)
    {
      JsonObject *entry = so_json_element (fields, i);
      static const char *const known[] = { "name", "sort", "birthday", "notes", "stage", "lost_reason", "score", "temperature", NULL };
      const char *field = entry ? so_json_string (entry, "field") : NULL;
      g_autofree char *now = field && g_strv_contains (known, field) ? column (db, survivor, field) : NULL;

      /* Another computer wrote that: only columns that a merge sets. */
      if (!field || !g_strv_contains (known, field) || g_strcmp0 (now, so_json_string (entry, "after")))
        continue;
      if (!set_column (db, survivor, field, so_json_string (entry, "before"), error))
        return FALSE;
    }
  return so_stage_settle (db, survivor, error);
}

/* What is proposed ----------------------------------------------------------------------------------- */

/* "+49 151 234" is no name. */
static gboolean
has_name (SoDb *db, const char *id)
{
  return so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ?1 AND name <> '' AND NOT EXISTS (SELECT 1 FROM identity WHERE contact_id IN " SO_PERSON_ALL ("?1")
                    " AND value = contact.name AND kind <> 'alias')", "t", id) != 0;
}

static char *
both_notes (SoDb *db, const char *survivor, const char *other)
{
  g_autofree char *own = column (db, survivor, "notes"), *theirs = column (db, other, "notes");

  if (!theirs || !*theirs || (own && strstr (own, theirs)))
    return NULL;
  return own && *own ? g_strconcat (own, "\n\n", theirs, NULL) : g_steal_pointer (&theirs);
}

/* LOST is behind all others: whoever asks anew under another number is not lost. */
static char *
farther_stage (SoDb *db, const char *survivor, const char *other)
{
  g_autofree char *own = column (db, survivor, "stage"), *theirs = column (db, other, "stage");
  SoStage a = SO_STAGE_NEW, b = SO_STAGE_NEW;

  so_stage_parse (own, &a);
  so_stage_parse (theirs, &b);
  if (b == SO_STAGE_LOST || (a != SO_STAGE_LOST && b <= a) || a == b)
    return NULL;
  return g_steal_pointer (&theirs);
}

gboolean
so_merge_propose (SoDb *db, const char *survivor, const char *other, SoMergeChoice *choice, GError **error)
{
  g_autofree char *a = so_people_root (db, survivor), *b = so_people_root (db, other), *birthday = column (db, a, "birthday");

  *choice = (SoMergeChoice) { 0 };
  if (!has_name (db, a) && has_name (db, b))
    choice->name = column (db, b, "name");
  if (!birthday)
    choice->birthday = column (db, b, "birthday");
  choice->notes = both_notes (db, a, b);
  choice->stage = farther_stage (db, a, b);
  return TRUE;
}

void
so_merge_choice_clear (SoMergeChoice *choice)
{
  g_free ((char *) choice->name);
  g_free ((char *) choice->birthday);
  g_free ((char *) choice->notes);
  g_free ((char *) choice->stage);
  *choice = (SoMergeChoice) { 0 };
}

/* Merging --------------------------------------------------------------------------------------------- */

static gboolean
is_there (SoDb *db, const char *id)
{
  return so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL", "t", id) != 0;
}

/* Born taken back and then set, so that undo finds the way back. */
static gboolean
keep_merge (SoDb *db, const char *survivor, const char *other, const char *fields, GError **error)
{
  g_autofree char *id = so_id_new ();

  return so_db_run (db, error, "INSERT INTO contact_merge (id, survivor_id, merged_id, fields, created_at, undone_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)", "tttti", id,
                    survivor, other, fields, so_now ()) &&
         so_undo_set (db, "contact_merge", id, "undone_at", error, "i", (gint64) 0);
}

gboolean
so_contact_merge (SoDb *db, const char *survivor, const char *other, const SoMergeChoice *choice, GError **error)
{
  g_autofree char *to = so_people_root (db, survivor), *from = so_people_root (db, other), *fields = NULL;

  if (!is_there (db, to) || !is_there (db, from))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  if (!strcmp (to, from))
    return so_fail (error, SO_ERROR_CHANGE, "These are one person already.");
  fields = change_fields (db, to, from, choice, error);
  return fields && so_contact_set_apart (db, to, from, FALSE, error) && keep_merge (db, to, from, fields, error) &&
         so_undo_set (db, "contact", from, "merged_into", error, "t", to) && so_people_settle_root (db, from, error) &&
         so_event_log (db, "owner", "contact.merged", "contact", to, NULL, error);
}

/* The one that holds: @id's own, or else the newest into @id. */
static char *
merged_of (SoDb *db, const char *id)
{
  char *own = so_db_text (db, "SELECT id FROM contact WHERE id = ? AND merged_into IS NOT NULL AND root <> id", "t", id);

  return own ? own : so_db_text (db, "SELECT m.merged_id FROM contact_merge m JOIN contact c ON c.id = m.merged_id AND c.merged_into = m.survivor_id"
                                 " WHERE m.survivor_id = ? AND m.undone_at = 0 ORDER BY m.created_at DESC, m.n DESC LIMIT 1", "t", id);
}

static gboolean
release (SoDb *db, const char *id, GError **error)
{
  g_autofree char *merge = so_db_text (db, "SELECT id FROM contact_merge WHERE merged_id = ? AND undone_at = 0 ORDER BY created_at DESC, n DESC LIMIT 1", "t", id);
  g_autofree char *survivor = merge ? so_db_text (db, "SELECT survivor_id FROM contact_merge WHERE id = ?", "t", merge) : NULL;
  g_autofree char *fields = merge ? so_db_text (db, "SELECT fields FROM contact_merge WHERE id = ?", "t", merge) : NULL;

  return so_undo_set (db, "contact", id, "merged_into", error, "t", NULL) &&
         (!merge || (so_undo_set (db, "contact_merge", merge, "undone_at", error, "i", so_now ()) && give_back (db, survivor, fields, error)));
}

gboolean
so_contact_unmerge (SoDb *db, const char *id, char **whom, GError **error)
{
  g_autofree char *merged = merged_of (db, id), *before = merged ? so_people_root (db, merged) : NULL, *now = NULL;

  if (!merged)
    return so_fail (error, SO_ERROR_CHANGE, "This person is not merged with anybody.");
  if (!release (db, merged, error) || !so_people_settle_root (db, merged, error))
    return FALSE;
  now = so_people_root (db, before);
  /* It was a circle: what the one who stayed said is void, too. */
  if (!strcmp (now, merged) && (!release (db, before, error) || !so_people_settle_root (db, before, error)))
    return FALSE;
  if (!so_people_settle_root (db, before, error) || !so_event_log (db, "owner", "contact.unmerged", "contact", merged, NULL, error))
    return FALSE;
  if (whom)
    *whom = g_steal_pointer (&merged);
  return TRUE;
}

static gpointer
read_merge (SoStmt *row)
{
  SoMerge *merge = g_new0 (SoMerge, 1);

  merge->id = so_stmt_dup (row, 0);
  merge->survivor_id = so_stmt_dup (row, 1);
  merge->merged_id = so_stmt_dup (row, 2);
  merge->merged_name = so_stmt_dup (row, 3);
  merge->at = so_stmt_int (row, 4);
  return merge;
}

GPtrArray *
so_contact_merges (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT m.id, m.survivor_id, m.merged_id, c.name, m.created_at FROM contact_merge m JOIN contact c ON c.id = m.merged_id"
                                        " AND c.merged_into = m.survivor_id AND c.root <> c.id AND c.deleted_at IS NULL WHERE m.undone_at = 0"
                                        " AND m.merged_id IN " SO_PERSON_ALL ("?1") " ORDER BY m.created_at DESC, m.n DESC", "t", contact_id);

  return so_stmt_all (row, read_merge, (GDestroyNotify) so_merge_free, error);
}

/* Not the same ----------------------------------------------------------------------------------------- */

gboolean
so_contact_set_apart (SoDb *db, const char *a, const char *b, gboolean apart, GError **error)
{
  const char *first = strcmp (a, b) < 0 ? a : b, *second = first == a ? b : a;
  g_autofree char *id = so_id_derive (first, second);

  if (!apart)
    {
      g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM contact_apart WHERE deleted_at IS NULL AND ((a_id IN " SO_PERSON_ALL ("?1") " AND b_id IN " SO_PERSON_ALL ("?2")
                                        ") OR (a_id IN " SO_PERSON_ALL ("?2") " AND b_id IN " SO_PERSON_ALL ("?1") "))", "tt", a, b);

      for (guint i = 0; ids && ids[i]; i++)
        if (!so_undo_set (db, "contact_apart", ids[i], "deleted_at", error, "i", so_now ()))
          return FALSE;
      return ids != NULL;
    }
  if (!is_there (db, a) || !is_there (db, b) || !strcmp (a, b))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  return so_db_run (db, error, "INSERT OR IGNORE INTO contact_apart (id, a_id, b_id, created_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?4)", "ttti", id, first, second, so_now ()) &&
         so_undo_set (db, "contact_apart", id, "deleted_at", error, "t", NULL);
}

gboolean
so_contact_is_apart (SoDb *db, const char *a, const char *b)
{
  return so_db_int (db, 0, "SELECT 1 FROM contact_apart WHERE deleted_at IS NULL AND ((a_id IN " SO_PERSON_ALL ("?1") " AND b_id IN " SO_PERSON_ALL ("?2")
                    ") OR (a_id IN " SO_PERSON_ALL ("?2") " AND b_id IN " SO_PERSON_ALL ("?1") "))", "tt", a, b) != 0;
}
