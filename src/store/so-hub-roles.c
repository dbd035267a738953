/* SPDX-License-Identifier: MIT */
#include "so-hub-roles.h"

#include "so-error.h"
#include "so-hub-sql.h"

/* Words that SQLite and PostgreSQL have in common. */
static const char *const schema[] = {
  "CREATE TABLE IF NOT EXISTS device_role (device TEXT PRIMARY KEY, role TEXT NOT NULL)",
  "CREATE TABLE IF NOT EXISTS pairing_role (code_hash TEXT PRIMARY KEY, role TEXT NOT NULL)",
};

gboolean
so_hub_roles_prepare (SoHubStore *store, GError **error)
{
  gboolean has;

  /* Every connection asks: most find them. */
  return so_hub_sql_has_table (store, "pairing_role", &has, error) && (has || so_hub_sql_tables (store, schema, G_N_ELEMENTS (schema), error));
}

/* @sql: of one text; NULL: an owner's. */
static gboolean
read_role (SoHubStore *store, const char *sql, const char *of, SoRole *role, GError **error)
{
  g_autofree char *nick = NULL;

  *role = SO_ROLE_TEACHER;
  if (!so_hub_sql_text (store, &nick, error, sql, "t", of))
    return FALSE;
  if (nick)
    so_role_parse (nick, role);
  else
    *role = SO_ROLE_OWNER;
  return TRUE;
}

gboolean
so_hub_role_of (SoHubStore *store, const char *device, SoRole *role, GError **error)
{
  return read_role (store, "SELECT role FROM device_role WHERE device = ?", device, role, error);
}

static gboolean
write_role (SoHubStore *store, const char *device, SoRole role, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO device_role (device, role) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET role = excluded.role", "tt", device,
                         so_role_nick (role));
}

gboolean
so_hub_role_promise (SoHubStore *store, const char *code_hash, SoRole role, GError **error)
{
  return so_hub_sql_run (store, error, "INSERT INTO pairing_role (code_hash, role) VALUES (?, ?) ON CONFLICT (code_hash) DO UPDATE SET role = excluded.role", "tt", code_hash,
                         so_role_nick (role));
}

gboolean
so_hub_role_pair (SoHubStore *store, const char *code_hash, const char *device, SoRole *role, GError **error)
{
  return read_role (store, "SELECT role FROM pairing_role WHERE code_hash = ?", code_hash, role, error) && write_role (store, device, *role, error) &&
         so_hub_sql_run (store, error, "DELETE FROM pairing_role WHERE NOT EXISTS (SELECT 1 FROM pairing p WHERE p.code_hash = pairing_role.code_hash)", "");
}

/* --- who may do what to whom --- */

static gboolean
refuse (GError **error, const char *sentence)
{
  return so_fail (error, SO_ERROR_GIVE_UP, "%s", sentence);
}

static gboolean
is_last_owner (SoHubStore *store, const char *studio, SoRole role, gboolean *last, GError **error)
{
  gint64 owners = 0;

  *last = FALSE;
  if (role != SO_ROLE_OWNER)
    return TRUE;
  if (!so_hub_sql_int (store, &owners, error, "SELECT count(*) FROM device d LEFT JOIN device_role r ON r.device = d.id WHERE d.studio = ? AND d.revoked_at IS NULL"
                       " AND coalesce (r.role, 'owner') = 'owner'", "t", studio))
    return FALSE;
  *last = owners < 2;
  return TRUE;
}

/* Whether @by may do something to @device; *@role: what it has. */
static gboolean
check (SoHubStore *store, const char *studio, SoRole by, const char *device, SoRole *role, gboolean *last, GError **error)
{
  g_autofree char *found = NULL, *may_not = so_role_refuse (by, SO_RIGHT_COMPUTERS);

  if (may_not)
    return refuse (error, may_not);
  if (!so_hub_sql_text (store, &found, error, "SELECT id FROM device WHERE id = ? AND studio = ? AND revoked_at IS NULL", "tt", device, studio))
    return FALSE;
  if (!found)
    return so_fail (error, SO_ERROR_CHANGE, "There is no such computer (any more).");
  if (!so_hub_role_of (store, device, role, error) || !is_last_owner (store, studio, *role, last, error))
    return FALSE;
  return so_role_may_manage (by, *role) || refuse (error, "Only an owner may change the computers of owners and managers.");
}

static gboolean
set (SoHubStore *store, const char *studio, SoRole by, const char *device, SoRole role, GError **error)
{
  SoRole was;
  gboolean last;

  if (!check (store, studio, by, device, &was, &last, error))
    return FALSE;
  if (!so_role_may_manage (by, role))
    return refuse (error, "Only an owner may make owners and managers.");
  if (last && role != SO_ROLE_OWNER)
    return refuse (error, "This is the only computer of an owner: make another one an owner’s first.");
  return write_role (store, device, role, error);
}

gboolean
so_hub_role_set (SoHubStore *store, const char *studio, SoRole by, const char *device, SoRole role, GError **error)
{
  return so_hub_sql_begin_alone (store, error) && so_hub_sql_end (store, set (store, studio, by, device, role, error), error);
}

static gboolean
shut_out (SoHubStore *store, const char *studio, SoRole by, const char *device, GError **error)
{
  SoRole was;
  gboolean last;

  if (!check (store, studio, by, device, &was, &last, error))
    return FALSE;
  return last ? refuse (error, "This is the only computer of an owner: make another one an owner’s first.") : so_hub_store_revoke (store, device, error);
}

gboolean
so_hub_role_revoke (SoHubStore *store, const char *studio, SoRole by, const char *device, GError **error)
{
  return so_hub_sql_begin_alone (store, error) && so_hub_sql_end (store, shut_out (store, studio, by, device, error), error);
}

/* --- copies --- */

gboolean
so_hub_roles_copy (SoHubStore *from, SoHubStore *to, GError **error)
{
  g_autoptr (SoHubRows) row = NULL;
  g_autoptr (GError) inner = NULL;
  gboolean has;

  if (!so_hub_sql_has_table (from, "device_role", &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  row = so_hub_sql_query (from, error, "SELECT r.device, r.role FROM device_role r JOIN device d ON d.id = r.device WHERE d.revoked_at IS NULL", "");
  while (row && so_hub_rows_next (row, &inner))
    {
      g_autofree char *device = so_hub_rows_dup (row, 0), *nick = so_hub_rows_dup (row, 1);
      SoRole role;

      so_role_parse (nick, &role);
      if (!write_role (to, device, role, error))
        return FALSE;
    }
  if (!inner)
    return row != NULL;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
