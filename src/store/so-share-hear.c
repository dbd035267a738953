/* SPDX-License-Identifier: MIT */
/* What is asked of the hub, and what its answers do. */
#include "so-share-link.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-json.h"
#include "so-share-about.h"
#include "so-share-apply.h"
#include "so-share-base.h"
#include "so-share-files.h"
#include "so-share-refused.h"
#include "so-share-row.h"
#include "so-share-text.h"

#define LOG_AT_ONCE 500
#define ROWS_AT_ONCE 2000
/* An answer that took longer says too little of what time it is there. */
#define LONGEST_MS 10000
#define LEAST_OFFSET_MS 500

static char *
write_ask (SoDb *db, const SoShareLink *link, const char *what, const char *name, gint64 value)
{
  GString *ask = g_string_new ("{");

  so_share_add_text (ask, "what", what);
  so_share_add_text (ask, "dev", link->dev);
  so_share_add_text (ask, "epoch", link->epoch);
  so_share_add_int (ask, name, value);
  if (link->state == SO_SHARE_SNAPSHOT)
    so_share_add_text (ask, "from", link->place);
  so_share_add_int (ask, "limit", so_share_page (db, link->state == SO_SHARE_SNAPSHOT ? ROWS_AT_ONCE : LOG_AT_ONCE));
  so_share_end_object (ask);
  return g_string_free_and_steal (ask);
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
    return write_ask (db, link, "snapshot", "low", so_share_acked (db, link) + 1);
  return write_ask (db, link, "pull", "after", link->cursor);
}

static gint64
int_in (SoJsonText *answer, const char *name)
{
  return so_share_get_int (answer, SO_JSON_TEXT_ROOT, name);
}

static const char *
text_in (SoJsonText *answer, const char *name)
{
  return so_share_get_text (answer, SO_JSON_TEXT_ROOT, name);
}

/* A wrong clock here does not stop anything: its stamps follow the hub's. */
static gboolean
hear_clock (SoDb *db, SoJsonText *answer, gint64 took, GError **error)
{
  SoShareClock *clock = so_db_get_sync (db);
  gint64 now = int_in (answer, "now"), offset;

  if (now <= 0 || took < 0 || took > LONGEST_MS)
    return TRUE;
  offset = now - (so_now () - took / 2);
  if (ABS (offset - clock->offset) < LEAST_OFFSET_MS)
    return TRUE;
  clock->offset = offset;
  return so_db_run (db, error, "UPDATE sync_link SET clock_offset = ?", "i", offset);
}

/* In one go over its members: there are many of them. */
static gboolean
read_op (SoJsonText *text, SoJsonPlace place, SoShareOp *op)
{
  *op = (SoShareOp) { .dev = "", .nonce = "", .tbl = "", .pk = "", .grp = "", .text = text };
  for (SoJsonPlace at = so_json_text_first (text, place); at; at = so_json_text_next (text, at))
    {
      const char *value = so_json_text_string (text, at);

      switch (so_json_text_letter (text, at))
        {
        case 's': op->seq = so_json_text_int (text, at); break;
        case 'n': op->n = so_json_text_int (text, at); break;
        case 'h': op->h = so_json_text_int (text, at); break;
        case 'w':
          op->won = so_json_text_int (text, at) > 0;
          op->refused = so_json_text_int (text, at) < 0;
          break;
        case 'd': op->dev = value ? value : ""; break;
        case 'x': op->nonce = value ? value : ""; break;
        case 't': op->tbl = value ? value : ""; break;
        case 'k': op->pk = value ? value : ""; break;
        case 'g': op->grp = value ? value : ""; break;
        case 'r': op->answer = value; break;
        case 'v': op->val = at; break;
        default: break;
        }
    }
  return *op->tbl && *op->pk;
}

/* The list @name. @own: only what became of changes of ours before the snapshot began is taken from it, and no value; what came since comes with
 * the log, behind what it was decided by. */
static gboolean
apply_all (SoDb *db, SoShareLink *link, SoJsonText *answer, const char *name, gboolean own, GError **error)
{
  SoJsonPlace list = so_json_text_member (answer, SO_JSON_TEXT_ROOT, name);
  SoShareOp op;

  for (SoJsonPlace place = so_json_text_first (answer, list); place; place = so_json_text_next (answer, place))
    {
      if (!read_op (answer, place, &op) || (own && op.seq > link->begun))
        continue;
      op.val = own ? 0 : op.val;
      if (!so_share_apply (db, link, &op, error))
        return FALSE;
    }
  return TRUE;
}

/* What the hub lets this computer do may be another thing with every question. */
static gboolean
hear_role (SoDb *db, SoJsonText *answer, GError **error)
{
  const char *role = text_in (answer, "role");

  return !*role || so_db_int (db, 0, "SELECT role = ? FROM sync_link", "t", role) == 1 || so_db_run (db, error, "UPDATE sync_link SET role = ?", "t", role);
}

/* Only the page that was asked for last: it begins where we stand. */
static gboolean
hear_pull (SoDb *db, SoShareLink *link, SoJsonText *answer, GError **error)
{
  if (link->state != SO_SHARE_FOLLOW || int_in (answer, "after") != link->cursor)
    return TRUE;
  if (!hear_role (db, answer, error))
    return FALSE;
  if (int_in (answer, "old"))
    return so_share_link_move (db, link, SO_SHARE_SNAPSHOT, "", error);
  if (!apply_all (db, link, answer, "ops", FALSE, error))
    return FALSE;
  link->cursor = MAX (link->cursor, int_in (answer, "to"));
  link->head = MAX (link->head, int_in (answer, "head"));
  return so_share_link_move (db, link, link->again ? SO_SHARE_SNAPSHOT : SO_SHARE_FOLLOW, "", error);
}

/* How far it is, for people: of how many things the hub has. A hub that does not say it leaves that open. */
static gboolean
note_progress (SoDb *db, SoJsonText *answer, gboolean begun, GError **error)
{
  SoJsonPlace rows = so_json_text_member (answer, SO_JSON_TEXT_ROOT, "rows");
  gint64 n = 0;

  for (SoJsonPlace row = so_json_text_first (answer, rows); row; row = so_json_text_next (answer, row))
    n++;
  if (begun)
    return so_db_run (db, error, "UPDATE sync_link SET done = ?, whole = ?", "ii", n, MAX (int_in (answer, "whole"), 0));
  return so_db_run (db, error, "UPDATE sync_link SET done = done + ?", "i", n);
}

static gboolean
hear_snapshot (SoDb *db, SoShareLink *link, SoJsonText *answer, GError **error)
{
  const char *from = so_json_text_string (answer, so_json_text_member (answer, SO_JSON_TEXT_ROOT, "from")), *to = so_json_text_string (answer, so_json_text_member (answer, SO_JSON_TEXT_ROOT, "to"));

  if (link->state != SO_SHARE_SNAPSHOT || g_strcmp0 (from, link->place) || !to)
    return TRUE;
  /* Of a snapshot that was given up: what was made between that one and this is neither in its page nor in the log after this. */
  if (*from && int_in (answer, "seq") < link->begun)
    return TRUE;
  if (!*from)
    link->begun = int_in (answer, "seq");
  if (!apply_all (db, link, answer, "rows", FALSE, error) || !note_progress (db, answer, !*from, error))
    return FALSE;
  if (*to)
    return so_share_link_move (db, link, SO_SHARE_SNAPSHOT, to, error);
  /* What of ours is in the log before it will not come again: it has to be told of the name that we have now. */
  if (strcmp (text_in (answer, "dev"), link->dev))
    return so_share_link_move (db, link, SO_SHARE_SNAPSHOT, from, error);
  if (!apply_all (db, link, answer, "own", TRUE, error))
    return FALSE;
  link->cursor = link->begun;
  link->head = MAX (link->begun, int_in (answer, "head"));
  return so_share_link_move (db, link, link->again ? SO_SHARE_SNAPSHOT : SO_SHARE_FOLLOW, "", error);
}

static gboolean
hear_merge (SoDb *db, SoShareLink *link, SoJsonText *answer, GError **error)
{
  const char *from = so_json_text_string (answer, so_json_text_member (answer, SO_JSON_TEXT_ROOT, "from")), *to = so_json_text_string (answer, so_json_text_member (answer, SO_JSON_TEXT_ROOT, "to"));

  if (link->state != SO_SHARE_MERGE || g_strcmp0 (from, link->place) || !to)
    return TRUE;
  if (!so_share_refused_rows (db, link, answer, so_json_text_member (answer, SO_JSON_TEXT_ROOT, "refused"), error))
    return FALSE;
  return strcmp (to, "end") ? so_share_link_move (db, link, SO_SHARE_MERGE, to, error) : so_share_link_move (db, link, SO_SHARE_SNAPSHOT, "", error);
}

/* The hub counts anew: it was set back, or we have never asked before. From now on, nothing of the count before is taken. */
static gboolean
hear_epoch (SoDb *db, SoShareLink *link, SoJsonText *answer, GError **error)
{
  const char *epoch = so_json_text_string (answer, so_json_text_member (answer, SO_JSON_TEXT_ROOT, "new"));

  if (!epoch || !*epoch || !strcmp (epoch, link->epoch))
    return TRUE;
  /* What nobody here knows of may have been sent in the count before. */
  if (*link->epoch && !so_db_run (db, error, "UPDATE sync_link SET renewed_at = ?", "i", so_now ()))
    return FALSE;
  if (!so_share_files_renew (db, error))
    return FALSE;
  g_free (link->epoch);
  link->epoch = g_strdup (epoch);
  link->cursor = link->begun = link->head = 0;
  return so_share_link_move (db, link, SO_SHARE_MERGE, "", error);
}

static gboolean
hear (SoDb *db, SoShareLink *link, SoJsonText *answer, GError **error)
{
  const char *what = text_in (answer, "what");

  if (strcmp (text_in (answer, "epoch"), link->epoch))
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
    return strcmp (text_in (answer, "dev"), link->dev) || so_share_link_fork (db, link, error);
  if (!strcmp (what, "push") && int_in (answer, "head") > link->head)
    return so_db_run (db, error, "UPDATE sync_link SET head = ?", "i", int_in (answer, "head"));
  return TRUE;
}

gboolean
so_share_hear (SoDb *db, const char *answer, gint64 took, GError **error)
{
  g_autoptr (SoShareLink) link = so_share_link_load (db, error);
  g_autoptr (SoJsonText) text = link ? so_json_text_new (answer, -1, 64 * 1024 * 1024, error) : NULL;
  gboolean good;

  if (!text)
    return FALSE;
  if (so_json_text_kind (text, SO_JSON_TEXT_ROOT) != SO_JSON_OBJECT)
    return so_fail (error, SO_ERROR_CHANGE, "The hub answered with something else than was asked.");
  so_db_get_sync (db)->off = TRUE;
  good = hear_clock (db, text, took, error) && hear (db, link, text, error);
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
  if (table && !*so_stmt_text (row, 2))
    return so_share_refused_make_again (db, table, so_stmt_text (row, 1), so_stmt_text (row, 3), error) &&
           so_db_run (db, error, "UPDATE sync_notice SET seen_at = ? WHERE n = ?", "ii", so_now (), notice);
  group = table ? so_share_group_find (table, so_stmt_text (row, 2)) : NULL;
  if (!group)
    return so_fail (error, SO_ERROR_GIVE_UP, "This version does not know what was changed there.");
  return so_share_remember (db, table->name, so_stmt_text (row, 1), group->columns, so_stmt_text (row, 3), error) &&
         so_share_row_set (db, table, group, so_stmt_text (row, 1), so_stmt_text (row, 3), error) &&
         so_share_touch (db, so_stmt_text (row, 0), so_stmt_text (row, 1), error) &&
         so_db_run (db, error, "UPDATE sync_notice SET seen_at = ? WHERE n = ?", "ii", so_now (), notice);
}
