/* SPDX-License-Identifier: MIT */
#include "so-households.h"

#include <string.h>

#include "so-clock.h"
#include "so-error.h"
#include "so-id.h"
#include "so-people.h"
#include "so-undo.h"

#define LONGEST_NAME 200

static gboolean
check_name (const char *name, GError **error)
{
  return (*name && g_utf8_strlen (name, -1) <= LONGEST_NAME) || so_fail (error, SO_ERROR_CHANGE, "A household's name has 1 to 200 characters.");
}

/* Born deleted and then set, so that undo finds the way back. */
static char *
make_household (SoDb *db, const char *name, const char *person, GError **error)
{
  g_autofree char *id = so_id_new (), *own = name && *name ? g_strdup (name) : so_db_text (db, "SELECT name FROM contact WHERE id = ?", "t", person);

  if (!check_name (own ? own : "", error) ||
      !so_db_run (db, error, "INSERT INTO household (id, name, created_at, deleted_at) VALUES (?1, ?2, ?3, ?3)", "tti", id, own, so_now ()) ||
      !so_undo_set (db, "household", id, "deleted_at", error, "t", NULL))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
is_role (const char *role, GError **error)
{
  return !strcmp (role, "guardian") || !strcmp (role, "student") || !strcmp (role, "other") ||
         so_fail (error, SO_ERROR_CHANGE, "“%s” is no role in a household: choose guardian, student or other", role);
}

static gboolean
is_household (SoDb *db, const char *id, GError **error)
{
  return so_db_int (db, 0, "SELECT 1 FROM household WHERE id = ? AND deleted_at IS NULL", "t", id) || so_fail (error, SO_ERROR_CHANGE, "There is no such household in this studio.");
}

char *
so_household_join (SoDb *db, const char *household, const char *name, const char *contact_id, const char *role, gboolean receives, GError **error)
{
  g_autofree char *person = so_people_root (db, contact_id), *house = NULL, *id = NULL;

  if (!is_role (role, error) || (household && !is_household (db, household, error)))
    return NULL;
  if (!(house = household ? g_strdup (household) : make_household (db, name, person, error)))
    return NULL;
  id = so_id_derive (house, person);
  if (!so_db_run (db, error, "INSERT OR IGNORE INTO household_member (id, household_id, contact_id, role, receives, created_at, deleted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
                  "ttttii", id, house, person, role, (gint64) receives, so_now ()) ||
      !so_undo_set (db, "household_member", id, "role", error, "t", role) || !so_undo_set (db, "household_member", id, "receives", error, "i", (gint64) receives) ||
      !so_undo_set (db, "household_member", id, "deleted_at", error, "t", NULL))
    return NULL;
  return g_steal_pointer (&house);
}

gboolean
so_household_leave (SoDb *db, const char *household, const char *contact_id, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT id FROM household_member WHERE household_id = ?1 AND contact_id IN " SO_PERSON_ALL ("?2") " AND deleted_at IS NULL", "tt",
                                    household, contact_id);

  if (ids && !*ids)
    return so_fail (error, SO_ERROR_CHANGE, "This person is not in that household.");
  for (guint i = 0; ids && ids[i]; i++)
    if (!so_undo_set (db, "household_member", ids[i], "deleted_at", error, "i", so_now ()))
      return FALSE;
  return ids && (so_db_int (db, 0, "SELECT 1 FROM household_member WHERE household_id = ? AND deleted_at IS NULL LIMIT 1", "t", household) ||
                 so_undo_set (db, "household", household, "deleted_at", error, "i", so_now ()));
}

gboolean
so_household_rename (SoDb *db, const char *household, const char *name, GError **error)
{
  return check_name (name, error) && is_household (db, household, error) && so_undo_set (db, "household", household, "name", error, "t", name);
}

static gpointer
read_member (SoStmt *row)
{
  SoMember *member = g_new0 (SoMember, 1);

  member->household_id = so_stmt_dup (row, 0);
  member->household = so_stmt_dup (row, 1);
  member->contact_id = so_stmt_dup (row, 2);
  member->name = so_stmt_dup (row, 3);
  member->role = so_stmt_dup (row, 4);
  member->receives = so_stmt_int (row, 5) != 0;
  return member;
}

#define HOUSES "(SELECT household_id FROM household_member WHERE contact_id IN " SO_PERSON_ALL ("?1") " AND deleted_at IS NULL)"

GPtrArray *
so_household_of (SoDb *db, const char *contact_id, GError **error)
{
  /* Two who are one person since are one of the household. */
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT h.id, h.name, c.id, c.name, m.role, max (m.receives) FROM household h JOIN household_member m ON m.household_id = h.id"
                                        " AND m.deleted_at IS NULL JOIN contact c ON c.id = " SO_PERSON_ROOT ("m.contact_id") " AND c.deleted_at IS NULL"
                                        " WHERE h.id IN " HOUSES " AND h.deleted_at IS NULL GROUP BY h.n, c.id ORDER BY h.n, m.role, c.sort", "t", contact_id);

  return so_stmt_all (row, read_member, (GDestroyNotify) so_member_free, error);
}

GStrv
so_household_receivers (SoDb *db, const char *contact_id, GError **error)
{
  g_auto (GStrv) ids = so_db_texts (db, error, "SELECT DISTINCT c.id FROM household_member own JOIN household_member m ON m.household_id = own.household_id AND m.receives = 1"
                                    " AND m.deleted_at IS NULL JOIN contact c ON c.id = " SO_PERSON_ROOT ("m.contact_id") " AND c.deleted_at IS NULL"
                                    " WHERE own.contact_id IN " SO_PERSON_ALL ("?1") " AND own.role = 'student' AND own.deleted_at IS NULL ORDER BY c.sort", "t", contact_id);

  if (!ids || *ids)
    return g_steal_pointer (&ids);
  return so_db_texts (db, error, "SELECT " SO_PERSON_ROOT ("?1"), "t", contact_id);
}
