/* SPDX-License-Identifier: MIT */
/* What is asked of the hub, and what its answers do. */
#include "so-share-link.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-share-apply.h"
#include "so-share-base.h"
#include "so-share-row.h"

#define LOG_AT_ONCE 500
#define ROWS_AT_ONCE 500
/* An answer that took longer says too little of what time it is there. */
#define LONGEST_MS 10000
#define LEAST_OFFSET_MS 500

static char *
write_ask (const SoShareLink *link, const char *what, const char *name, gint64 value)
{
  JsonObject *ask = json_object_new ();

  json_object_set_string_member (ask, "what", what);
  json_object_set_string_member (ask, "dev", link->dev);
  json_object_set_string_member (ask, "epoch", link->epoch);
  json_object_set_int_member (ask, name, value);
  if (link->state == SO_SHARE_SNAPSHOT)
    json_object_set_string_member (ask, "from", link->place);
  json_object_set_int_member (ask, "limit", link->state == SO_SHARE_SNAPSHOT ? ROWS_AT_ONCE : LOG_AT_ONCE);
  return so_json_write_object (ask);
}

char *
so_share_ask (SoDb *db, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_link_load (db, error);

  if (!link)
    return NULL;
  if (link->state == SO_SHARE_MERGE)
    return so_share_merge_page (db, link, error);
  if (link->state == SO_SHARE_SNAPSHOT)
    return write_ask (link, "snapshot", "low", so_share_acked (db, link) + 1);
  return write_ask (link, "pull", "after", link->cursor);
}

/* A wrong clock here does not stop anything: its stamps follow the hub's. */
static gboolean
hear_clock (SoDb *db, JsonObject *answer, gint64 took, GError **error)
{
  SoShareClock *clock = so_db_get_sync (db);
  gint64 now = so_json_int (answer, "now"), offset;

  if (now <= 0 || took < 0 || took > LONGEST_MS)
    return TRUE;
  offset = now - (so_now () - took / 2);
  if (ABS (offset - clock->offset) < LEAST_OFFSET_MS)
    return TRUE;
  clock->offset = offset;
  return so_db_run (db, error, "UPDATE sync_link SET clock_offset = ?", "i", offset);
}

static const char *
text_of (JsonObject *object, const char *name)
{
  const char *text = so_json_string (object, name);

  return text ? text : "";
}

static gboolean
read_op (JsonObject *object, SoShareOp *op)
{
  if (!object)
    return FALSE;
  *op = (SoShareOp) { .seq = so_json_int (object, "s"), .dev = text_of (object, "d"), .n = so_json_int (object, "n"), .nonce = text_of (object, "x"),
                     .tbl = text_of (object, "t"), .pk = text_of (object, "k"), .grp = text_of (object, "g"), .h = so_json_int (object, "h"),
                     .answer = so_json_string (object, "r"), .won = so_json_int (object, "w") > 0, .refused = so_json_int (object, "w") < 0 };
  op->val = json_object_has_member (object, "v") ? json_object_get_member (object, "v") : NULL;
  return *op->tbl && *op->pk;
}

/* @own: only what became of changes of ours is taken from it, and no value. */
static gboolean
apply_all (SoDb *db, SoShareLink *link, JsonArray *ops, gboolean own, GError **error)
{
  SoShareOp op;

  for (guint i = 0; ops && i < json_array_get_length (ops); i++)
    {
      if (!read_op (so_json_element (ops, i), &op))
        continue;
      op.val = own ? NULL : op.val;
      if (!so_share_apply (db, link, &op, error))
        return FALSE;
    }
  return TRUE;
}

/* Only the page that was asked for last: it begins where we stand. */
static gboolean
hear_pull (SoDb *db, SoShareLink *link, JsonObject *answer, GError **error)
{
  if (link->state != SO_SHARE_FOLLOW || so_json_int (answer, "after") != link->cursor)
    return TRUE;
  if (so_json_int (answer, "old"))
    return so_share_link_move (db, link, SO_SHARE_SNAPSHOT, "", error);
  if (!apply_all (db, link, so_json_array (answer, "ops"), FALSE, error))
    return FALSE;
  link->cursor = MAX (link->cursor, so_json_int (answer, "to"));
  link->head = MAX (link->head, so_json_int (answer, "head"));
  return so_share_link_move (db, link, SO_SHARE_FOLLOW, "", error);
}

static gboolean
hear_snapshot (SoDb *db, SoShareLink *link, JsonObject *answer, GError **error)
{
  const char *from = so_json_string (answer, "from"), *to = so_json_string (answer, "to");

  if (link->state != SO_SHARE_SNAPSHOT || g_strcmp0 (from, link->place) || !to)
    return TRUE;
  if (!*from)
    link->begun = so_json_int (answer, "seq");
  if (!apply_all (db, link, so_json_array (answer, "rows"), FALSE, error))
    return FALSE;
  if (*to)
    return so_share_link_move (db, link, SO_SHARE_SNAPSHOT, to, error);
  /* What of ours is in the log before it will not come again: it has to be told of the name that we have now. */
  if (strcmp (text_of (answer, "dev"), link->dev))
    return so_share_link_move (db, link, SO_SHARE_SNAPSHOT, from, error);
  if (!apply_all (db, link, so_json_array (answer, "own"), TRUE, error))
    return FALSE;
  link->cursor = link->begun;
  link->head = MAX (link->begun, so_json_int (answer, "head"));
  return so_share_link_move (db, link, SO_SHARE_FOLLOW, "", error);
}

static gboolean
hear_merge (SoDb *db, SoShareLink *link, JsonObject *answer, GError **error)
{
  const char *from = so_json_string (answer, "from"), *to = so_json_string (answer, "to");

  if (link->state != SO_SHARE_MERGE || g_strcmp0 (from, link->place) || !to)
    return TRUE;
  return strcmp (to, "end") ? so_share_link_move (db, link, SO_SHARE_MERGE, to, error) : so_share_link_move (db, link, SO_SHARE_SNAPSHOT, "", error);
}

/* The hub counts anew: it was set back, or we have never asked before. From now on, nothing of the count before is taken. */
static gboolean
hear_epoch (SoDb *db, SoShareLink *link, JsonObject *answer, GError **error)
{
  const char *epoch = so_json_string (answer, "new");

  if (!epoch || !*epoch || !strcmp (epoch, link->epoch))
    return TRUE;
  /* What nobody here knows of may have been sent in the count before. */
  if (*link->epoch && !so_db_run (db, error, "UPDATE sync_link SET renewed_at = ?", "i", so_now ()))
    return FALSE;
  g_free (link->epoch);
  link->epoch = g_strdup (epoch);
  link->cursor = link->begun = link->head = 0;
  return so_share_link_move (db, link, SO_SHARE_MERGE, "", error);
}

static gboolean
hear (SoDb *db, SoShareLink *link, JsonObject *answer, GError **error)
{
  const char *what = text_of (answer, "what");

  if (strcmp (text_of (answer, "epoch"), link->epoch))
    return TRUE;
  if (!strcmp (what, "epoch"))
    return hear_epoch (db, link, answer, error);
  if (!strcmp (what, "pull"))
    return hear_pull (db, link, answer, error);
  if (!strcmp (what, "snapshot"))
    return hear_snapshot (db, link, answer, error);
  if (!strcmp (what, "merge"))
    return hear_merge (db, link, answer, error);
  if (!strcmp (what, "fork"))
    return strcmp (text_of (answer, "dev"), link->dev) || so_share_link_fork (db, link, error);
  if (!strcmp (what, "push") && so_json_int (answer, "head") > link->head)
    return so_db_run (db, error, "UPDATE sync_link SET head = ?", "i", so_json_int (answer, "head"));
  return TRUE;
}

gboolean
so_share_hear (SoDb *db, const char *answer, gint64 took, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_link_load (db, error);
  g_autoptr (JsonNode) node = link ? so_json_parse (answer, -1, 64 * 1024 * 1024, error) : NULL;
  JsonObject *root = node ? so_json_root (node) : NULL;
  gboolean good;

  if (!root)
    return node && so_fail (error, SO_ERROR_CHANGE, "The hub answered with something else than was asked.");
  so_db_get_sync (db)->off = TRUE;
  good = hear_clock (db, root, took, error) && hear (db, link, root, error);
  so_db_get_sync (db)->off = FALSE;
  return good;
}

gboolean
so_share_put_back (SoDb *db, gint64 notice, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT tbl, pk, grp, mine FROM sync_notice WHERE n = ?", "i", notice);
  const SoShareTable *table;
  const SoShareGroup *group;

  if (!so_stmt_one (row, "There is nothing to put back.", error))
    return FALSE;
  table = so_share_table_find (so_stmt_text (row, 0));
  group = table ? so_share_group_find (table, so_stmt_text (row, 2)) : NULL;
  if (!group)
    return so_fail (error, SO_ERROR_GIVE_UP, "This version does not know what was changed there.");
  return so_share_row_set (db, table, group, so_stmt_text (row, 1), so_stmt_text (row, 3), error) &&
         so_share_touch (db, so_stmt_text (row, 0), so_stmt_text (row, 1), error) &&
         so_db_run (db, error, "UPDATE sync_notice SET seen_at = ? WHERE n = ?", "ii", so_now (), notice);
}
