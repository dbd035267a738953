/* SPDX-License-Identifier: MIT */
/* How a change is decided: once, here, and nowhere else. */
#include "so-hub-sync-private.h"

#include <string.h>

#include "so-error.h"
#include "so-hub-claims.h"
#include "so-share-clock.h"
#include "so-share-text.h"

/* How far ahead of the hub a stamp may be. What is further is taken as of now, and never refused: a wrong clock stops nobody. */
#define MOST_AHEAD_MS (5 * 60 * 1000)

/* What holds of the group. */
typedef struct {
  gboolean there, gone;
  gint64 h;
  char *dev;
} Cell;

/* A count that is new since it was looked at: the answer to the next request says so. */
static gboolean
is_of_this_count (SoHubTurn *turn, GError **error)
{
  g_autofree char *epoch = turn->epoch ? so_hub_store_dup_epoch (turn->store, turn->studio, error) : NULL;

  if (!turn->epoch || !epoch)
    return !turn->epoch;
  return !strcmp (epoch, turn->epoch) || so_fail (error, SO_ERROR_WAIT, "The hub has begun to count anew: ask again.");
}

gboolean
so_hub_turn_begin (SoHubTurn *turn, GError **error)
{
  return so_hub_sql_run (turn->store, error, "INSERT INTO sync_studio (studio, head, floor) VALUES (?, 0, 0) ON CONFLICT (studio) DO NOTHING", "t", turn->studio) &&
         so_hub_sql_run (turn->store, error, "UPDATE sync_studio SET head = head WHERE studio = ?", "t", turn->studio) &&
         so_hub_sql_int (turn->store, &turn->head, error, "SELECT head FROM sync_studio WHERE studio = ?", "t", turn->studio) &&
         is_of_this_count (turn, error);
}

gboolean
so_hub_turn_end (SoHubTurn *turn, GError **error)
{
  return so_hub_sql_run (turn->store, error, "UPDATE sync_studio SET head = ? WHERE studio = ?", "it", turn->head, turn->studio);
}

gboolean
so_hub_turn_log (SoHubTurn *turn, const SoHubChange *c, int won, const char *answer, GError **error)
{
  if (won < 0)
    turn->counts.refused++;
  else
    turn->counts.taken++;
  return so_hub_sql_run (turn->store, error, "INSERT INTO sync_log (studio, seq, dev, n, nonce, tbl, pk, grp, h, won, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "titit" "tttiiti", turn->studio, ++turn->head, c->dev, c->n, c->nonce, c->tbl, c->pk, c->grp, c->h, (gint64) won, answer, turn->now);
}

static gboolean
load_cell (SoHubTurn *turn, const SoHubChange *c, Cell *cell, GError **error)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (turn->store, error, "SELECT grp, h, dev FROM sync_cell WHERE studio = ? AND tbl = ? AND pk = ? AND grp IN (?, '!')", "tttt",
                                                turn->studio, c->tbl, c->pk, c->grp);
  g_autoptr (GError) inner = NULL;

  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *grp = so_hub_rows_dup (row, 0);

      cell->gone |= !strcmp (grp, SO_SHARE_GONE);
      if (strcmp (grp, c->grp))
        continue;
      cell->there = TRUE;
      cell->h = so_hub_rows_int (row, 1);
      g_free (cell->dev);
      cell->dev = so_hub_rows_dup (row, 2);
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
put_cell (SoHubTurn *turn, const SoHubChange *c, GError **error)
{
  return so_hub_sql_run (turn->store, error, "INSERT INTO sync_cell (studio, tbl, pk, grp, val, h, dev, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (studio, tbl, pk, grp) DO UPDATE SET val = excluded.val, h = excluded.h, dev = excluded.dev, seq = excluded.seq", "ttttt" "iti",
                         turn->studio, c->tbl, c->pk, c->grp, c->val, c->h, c->dev, turn->head + 1);
}

/* @born with @val in place of what it says of that group. Free with g_free(). */
static char *
replace_group (const char *born, const char *grp, const char *val)
{
  g_autoptr (SoJsonText) text = so_json_text_new (born, -1, 0, NULL);
  GString *out = g_string_new ("{");

  for (SoJsonPlace place = text ? so_json_text_first (text, SO_JSON_TEXT_ROOT) : 0; place; place = so_json_text_next (text, place))
    {
      if (out->len > 1)
        g_string_append_c (out, ',');
      so_json_append_string (out, so_json_text_name (text, place));
      g_string_append_c (out, ':');
      g_string_append (out, so_json_text_is_named (text, place, grp) ? val : so_json_text_raw (text, place));
    }
  g_string_append_c (out, '}');
  return g_string_free_and_steal (out);
}

/* As it was made it says what holds, too: so that what was overwritten, or erased, is nowhere any more. */
static gboolean
renew_born (SoHubTurn *turn, const SoHubChange *c, GError **error)
{
  g_autofree char *born = NULL, *renewed = NULL;

  if (!*c->grp)
    return TRUE;
  if (!so_hub_sync_get (turn->store, turn->studio, c->tbl, c->pk, SO_SHARE_BORN, &born, error))
    return FALSE;
  if (!born)
    return TRUE;
  renewed = replace_group (born, c->grp, c->val);
  return so_hub_sql_run (turn->store, error, "UPDATE sync_cell SET val = ? WHERE studio = ? AND tbl = ? AND pk = ? AND grp = ''", "tttt", renewed, turn->studio, c->tbl, c->pk);
}

/* It is gone for good, also what was said of it before. */
static gboolean
bury (SoHubTurn *turn, const SoHubChange *c, GError **error)
{
  return so_hub_sql_run (turn->store, error, "DELETE FROM sync_cell WHERE studio = ? AND tbl = ? AND pk = ?", "ttt", turn->studio, c->tbl, c->pk) && put_cell (turn, c, error);
}

static gboolean
is_later (SoHubChange *c, const Cell *cell)
{
  if (!cell->there)
    return TRUE;
  /* Who changed what holds, or changes their own once more, comes after it, whatever their clock says. A merge only says what held somewhere. */
  if (c->n > 0 && (!strcmp (c->dev, cell->dev) || (c->base_h == cell->h && !strcmp (c->base_dev, cell->dev))))
    {
      c->h = MAX (c->h, cell->h + 1);
      return TRUE;
    }
  return c->h > cell->h || (c->h == cell->h && strcmp (c->dev, cell->dev) > 0);
}

static void
note_refused (SoHubTurn *turn, const SoHubChange *c, const char *why)
{
  so_share_begin_object (turn->refused);
  so_share_add_text (turn->refused, "t", c->tbl);
  so_share_add_text (turn->refused, "k", c->pk);
  so_share_add_text (turn->refused, "g", c->grp);
  so_share_add_text (turn->refused, "r", why);
  so_share_end_object (turn->refused);
}

gboolean
so_hub_turn_take (SoHubTurn *turn, const SoHubChange *change, const char *refused, GError **error)
{
  SoHubChange c = *change;
  Cell cell = { 0 };
  gboolean blind = refused && c.n, good = blind || load_cell (turn, &c, &cell, error), allowed = TRUE, won;

  if (SO_SHARE_MS (c.h) > turn->now + MOST_AHEAD_MS)
    c.h = SO_SHARE_STAMP (turn->now);
  good = good && (blind || !turn->device || so_hub_claim_allows (turn, &c, &allowed, error));
  won = good && !blind && !cell.gone && allowed;
  /* It never counted. */
  if (!allowed)
    c.h = 0;
  if (!*c.grp || !strcmp (c.grp, SO_SHARE_GONE))
    {
      won = won && !cell.there;
      c.h = 0;
    }
  else
    won = won && is_later (&c, &cell);
  if (won && refused)
    note_refused (turn, &c, refused);
  won = won && !refused;
  good = good && (!won || (strcmp (c.grp, SO_SHARE_GONE) ? put_cell (turn, &c, error) && renew_born (turn, &c, error) : bury (turn, &c, error))) &&
         /* Nobody waits for what a merge says, and what it says in vain is no news. */
         ((!won && !c.n) || so_hub_turn_log (turn, &c, refused ? -1 : won, refused, error));
  g_free (cell.dev);
  return good;
}

gboolean
so_hub_sync_say (SoHubStore *store, const char *studio, const char *tbl, const char *pk, const char *grp, const char *val, gint64 now, GError **error)
{
  SoHubTurn turn = { .store = store, .studio = studio, .now = now };
  SoHubChange change = { .dev = "hub", .nonce = "", .tbl = tbl, .pk = pk, .grp = grp, .h = SO_SHARE_STAMP (now), .val = val };
  Cell cell = { 0 };
  gboolean good = so_hub_turn_begin (&turn, error) && load_cell (&turn, &change, &cell, error);

  change.h = MAX (change.h, cell.h + 1);
  g_free (cell.dev);
  return good && so_hub_turn_take (&turn, &change, NULL, error) && so_hub_turn_end (&turn, error);
}
