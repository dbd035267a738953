/* SPDX-License-Identifier: MIT */
#include "sim.h"

#include <string.h>

#include "so-hub-sql.h"
#include "so-share-clock.h"
#include "so-share-row.h"

#define MOST_AHEAD_MS (5 * 60 * 1000)

static gboolean
desk_has (SimDesk *desk, const char *table, const char *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE id = ?", table);

  return so_db_int (desk->db, 0, sql, "t", id) == 1;
}

static gboolean
hub_has (Sim *sim, const char *table, const char *id)
{
  gint64 n = 0;

  return so_hub_sql_int (sim->hub.store, &n, NULL, "SELECT count(*) FROM sync_cell WHERE studio = ? AND tbl = ? AND pk = ? AND grp = ''", "ttt", STUDIO, table, id) && n == 1;
}

static gboolean
somebody_has (Sim *sim, const char *fact)
{
  g_auto (GStrv) parts = g_strsplit (fact, " ", 2);
  gboolean has = hub_has (sim, parts[0], parts[1]);

  for (guint d = 0; d < sim->n_desks; d++)
    has = has || desk_has (&sim->desks[d], parts[0], parts[1]);
  return has;
}

void
sim_forget_lost (Sim *sim)
{
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, sim->facts);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    if (!somebody_has (sim, fact))
      g_hash_table_iter_remove (&iter);
}

static void
check_facts (Sim *sim)
{
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, sim->facts);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (fact, " ", 2);

      /* What a teacher writes is refused, and removed again. */
      if (sim->role == SO_ROLE_TEACHER && !strcmp (parts[0], "draft"))
        continue;
      if (!hub_has (sim, parts[0], parts[1]))
        sim_fail (sim, "the hub has lost %s", (char *) fact);
      for (guint d = 0; d < sim->n_desks; d++)
        if (!desk_has (&sim->desks[d], parts[0], parts[1]))
          sim_fail (sim, "desktop %u has lost %s", d, (char *) fact);
    }
}

/* "SELECT id || …" of all groups of a table's rows. */
static char *
write_dump (const SoShareTable *table)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  for (const SoShareGroup *group = table->groups; group->name; group++)
    {
      g_autofree char *json = so_share_json_of (group->columns, "");

      g_string_append_printf (sql, " || ' %s ' || %s", group->name, json);
    }
  g_string_append_printf (sql, " FROM %s ORDER BY id", table->name);
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* All that is shown, not what is confirmed: rows as their owners see them. */
static char *
dump (SoDb *db)
{
  static char *words[64];
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < so_share_n_tables; i++)
    {
      g_autoptr (SoStmt) row = NULL;

      g_assert_cmpuint (i, <, G_N_ELEMENTS (words));
      words[i] = words[i] ? words[i] : write_dump (&so_share_tables[i]);
      row = so_db_query (db, NULL, words[i], "");
      while (row && so_stmt_next (row, NULL))
        g_string_append_printf (text, "%s %s\n", so_share_tables[i].name, so_stmt_text (row, 0));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* The first line that differs. */
static char *
first_difference (const char *a, const char *b)
{
  g_auto (GStrv) left = g_strsplit (a, "\n", -1), right = g_strsplit (b, "\n", -1);

  for (guint i = 0; left[i] && right[i]; i++)
    if (strcmp (left[i], right[i]))
      return g_strdup_printf ("“%s” and “%s”", left[i], right[i]);
  return g_strdup ("one is longer");
}

static void
check_same (Sim *sim, const char *what, const char *a, const char *b)
{
  g_autofree char *difference = NULL;

  if (!g_strcmp0 (a, b))
    return;
  difference = a && b ? first_difference (a, b) : g_strdup ("one is not there");
  sim_fail (sim, "%s differ: %s", what, difference);
}

/* Groups that nobody has changed since the row was made. */
static void
tell_born_differences (Sim *sim, guint d)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (sim->hub.store, NULL, "SELECT tbl, pk, val FROM sync_cell WHERE studio = ? AND grp = ''", "t", STUDIO);

  while (row && so_hub_rows_next (row, NULL))
    {
      g_autofree char *tbl = so_hub_rows_dup (row, 0), *pk = so_hub_rows_dup (row, 1), *val = so_hub_rows_dup (row, 2);
      g_autoptr (SoJsonText) text = so_json_text_new (val, -1, 0, NULL);
      const SoShareTable *table = so_share_table_find (tbl);

      for (const SoShareGroup *group = table ? table->groups : NULL; group && group->name; group++)
        {
          SoJsonPlace place = so_json_text_member (text, SO_JSON_TEXT_ROOT, group->name);
          g_autofree char *mine = so_share_row_group (sim->desks[d].db, table, group, pk), *changed = NULL;

          so_hub_sync_get (sim->hub.store, STUDIO, tbl, pk, group->name, &changed, NULL);
          if (!changed && g_strcmp0 (mine, place ? so_json_text_raw (text, place) : NULL))
            sim_note (sim, "desktop %u shows of %s %s %s: %s; at the hub it was made as %s", d, tbl, pk, group->name, mine, val);
        }
    }
}

static void
tell_extra_rows (Sim *sim, guint d)
{
  for (guint i = 0; i < so_share_n_tables; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s", so_share_tables[i].name);
      g_auto (GStrv) ids = so_db_texts (sim->desks[d].db, NULL, sql, "");

      for (guint k = 0; ids && ids[k]; k++)
        if (!hub_has (sim, so_share_tables[i].name, ids[k]))
          sim_note (sim, "desktop %u has %s %s, which the hub has not", d, so_share_tables[i].name, ids[k]);
    }
}

/* Where a desktop shows something else than the hub holds. */
void
sim_tell_differences (Sim *sim, guint d)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (sim->hub.store, NULL, "SELECT tbl, pk, grp, val, h, dev FROM sync_cell WHERE studio = ? AND grp NOT IN ('', '!')", "t", STUDIO);

  tell_born_differences (sim, d);
  tell_extra_rows (sim, d);
  while (row && so_hub_rows_next (row, NULL))
    {
      g_autofree char *tbl = so_hub_rows_dup (row, 0), *pk = so_hub_rows_dup (row, 1), *grp = so_hub_rows_dup (row, 2), *val = so_hub_rows_dup (row, 3), *dev = so_hub_rows_dup (row, 5);
      const SoShareTable *table = so_share_table_find (tbl);
      const SoShareGroup *group = table ? so_share_group_find (table, grp) : NULL;
      g_autofree char *mine = group ? so_share_row_group (sim->desks[d].db, table, group, pk) : NULL;

      if (group && g_strcmp0 (mine, val))
        sim_note (sim, "desktop %u shows of %s %s %s: %s; the hub holds %s, %" G_GINT64_FORMAT " of %s", d, tbl, pk, grp, mine, val, so_hub_rows_int (row, 4), dev);
    }
}

static void
check_dumps (Sim *sim)
{
  g_autofree char *first = dump (sim->desks[0].db), *hub = so_hub_sync_digest (sim->hub.store, STUDIO, NULL);
  g_autofree char *states = so_db_text (sim->desks[0].db, "SELECT group_concat (pk || ' ' || val, x'0a') FROM (SELECT * FROM sync_unknown ORDER BY tbl, pk, grp)", "");
  g_autofree char *sums = so_db_text (sim->desks[0].db, "SELECT group_concat (id || ' ' || messages || ' ' || last_at || ' ' || unread, x'0a') FROM (SELECT * FROM thread ORDER BY id)", "");

  for (guint d = 0; d < sim->n_desks; d++)
    {
      SoDb *db = sim->desks[d].db;
      g_autofree char *mine = dump (db), *digest = so_share_digest (db, NULL);
      g_autofree char *known = so_db_text (db, "SELECT group_concat (pk || ' ' || val, x'0a') FROM (SELECT * FROM sync_unknown ORDER BY tbl, pk, grp)", "");
      g_autofree char *counted = so_db_text (db, "SELECT group_concat (id || ' ' || messages || ' ' || last_at || ' ' || unread, x'0a') FROM (SELECT * FROM thread ORDER BY id)", "");

      check_same (sim, "the hub and a desktop", hub, digest);
      if (sim->log && sim->failure)
        sim_tell_differences (sim, d);
      check_same (sim, "two desktops", first, mine);
      check_same (sim, "what desktops keep for later", states, known);
      check_same (sim, "sums of conversations", sums, counted);
      if (!so_share_is_settled (db))
        {
          g_autofree char *what = so_db_text (db, "SELECT state || ' ' || cursor || ' of ' || head || ', pending ' || (SELECT coalesce (group_concat (tbl || ' ' || pk || ' ' || grp || ' ' || coalesce (n, '-')), '') FROM sync_pend)"
                                              " || ', out ' || (SELECT coalesce (group_concat (n || ' ' || tbl || ' ' || grp), '') FROM sync_out) FROM sync_link", "");
          sim_fail (sim, "desktop %u still waits for something: %s", d, what);
        }
      if (so_db_int (db, 0, "SELECT count(*) FROM sync_quarantine", ""))
        {
          g_autofree char *why = so_db_text (db, "SELECT tbl || ' ' || grp || ' ' || error FROM sync_quarantine", "");
          sim_fail (sim, "desktop %u has something in quarantine: %s", d, why);
        }
      sim_count.notices += (guint64) so_db_int (db, 0, "SELECT count(*) FROM sync_notice", "");
    }
}

static void
check_none (Sim *sim, const char *what, const char *sql, gint64 value)
{
  gint64 n = -1;

  if (!so_hub_sql_int (sim->hub.store, &n, NULL, sql, "i", value) || n != 0)
    sim_fail (sim, "%s: %d times", what, (int) n);
}

static void
check_hub (Sim *sim)
{
  check_none (sim, "a stamp is ahead of the hub", "SELECT count(*) FROM sync_cell WHERE h > ?", SO_SHARE_STAMP (sim->now + MOST_AHEAD_MS) + 4096);
  check_none (sim, "an older change holds", "SELECT count(*) FROM sync_log l JOIN sync_cell c ON c.studio = l.studio AND c.tbl = l.tbl AND c.pk = l.pk AND c.grp = l.grp"
              " WHERE l.grp NOT IN ('', '!') AND l.tbl <> '!' AND l.won >= 0 AND (l.h > c.h OR (l.h = c.h AND l.dev > c.dev)) AND 0 < ?", 1);
  check_none (sim, "a number is missing in the log", "SELECT coalesce (max (seq) - max (s.floor, min (l.seq) - 1) - sum (l.seq > s.floor), 0) FROM sync_log l, sync_studio s WHERE 0 < ?", 1);
  check_none (sim, "the log was numbered past its head", "SELECT count(*) FROM sync_log l, sync_studio s WHERE l.seq > s.head AND 0 < ?", 1);
}

static void
check_sends (Sim *sim)
{
  g_autoptr (SoHubRows) row = so_hub_sql_query (sim->hub.store, NULL, "SELECT draft, state FROM sim_send", "");

  while (row && so_hub_rows_next (row, NULL))
    {
      g_autofree char *draft = so_hub_rows_dup (row, 0), *state = so_hub_rows_dup (row, 1);

      if (!strcmp (state, "sent") && GPOINTER_TO_UINT (g_hash_table_lookup (sim->sent, draft)) != 1)
        sim_fail (sim, "draft %s is said to be sent", draft);
      if (strcmp (state, "sent") && strcmp (state, "failed") && strcmp (state, "confirm"))
        sim_fail (sim, "draft %s stays %s", draft, state);
    }
}

void
sim_check (Sim *sim)
{
  for (guint d = 0; d < sim->n_desks; d++)
    sim_desk_begin (sim, d);
  so_hub_sql_begin (sim->hub.store, NULL);
  check_facts (sim);
  check_dumps (sim);
  check_hub (sim);
  check_sends (sim);
  for (guint d = 0; d < sim->n_desks; d++)
    sim_send_check (sim, d);
  so_hub_sql_end (sim->hub.store, FALSE, NULL);
  for (guint d = 0; d < sim->n_desks; d++)
    sim_desk_end (sim, d, FALSE);
}
