/* SPDX-License-Identifier: MIT */
#include "so-referrals.h"

#include <string.h>

#include "so-error.h"
#include "so-people.h"
#include "so-undo.h"

gboolean
so_referral_set (SoDb *db, const char *contact_id, const char *by, GError **error)
{
  g_auto (GStrv) ids = so_people_all (db, contact_id);
  g_autofree char *sender = by && *by ? so_people_root (db, by) : NULL;

  if (sender && !so_db_int (db, 0, "SELECT 1 FROM contact WHERE id = ? AND deleted_at IS NULL", "t", sender))
    return so_fail (error, SO_ERROR_CHANGE, "There is no such person in this studio.");
  if (g_strv_contains ((const char *const *) ids, sender ? sender : ""))
    return so_fail (error, SO_ERROR_CHANGE, "Nobody sends themselves: choose another person.");
  /* Of several who are one person, any may have been sent: now it is said of the one they are shown as. */
  for (guint i = 0; ids[i]; i++)
    if (!so_undo_set (db, "contact", ids[i], "referred_by", error, "t", i ? NULL : sender))
      return FALSE;
  return TRUE;
}

static gpointer
read_referral (SoStmt *row)
{
  SoReferral *referral = g_new0 (SoReferral, 1);

  referral->contact_id = so_stmt_dup (row, 0);
  referral->name = so_stmt_dup (row, 1);
  referral->sent_them = so_stmt_int (row, 2) != 0;
  return referral;
}

GPtrArray *
so_referral_list (SoDb *db, const char *contact_id, GError **error)
{
  g_autoptr (SoStmt) row = so_db_query (db, error, "SELECT DISTINCT c.id, c.name, 1, 0, '' FROM contact own JOIN contact c ON c.id = " SO_PERSON_ROOT ("own.referred_by")
                                        " WHERE own.id IN " SO_PERSON_ALL ("?1") " AND c.deleted_at IS NULL"
                                        " UNION ALL SELECT DISTINCT c.id, c.name, 0, 1, c.sort FROM contact sent JOIN contact c ON c.id = " SO_PERSON_ROOT ("sent.id")
                                        " WHERE sent.referred_by IN " SO_PERSON_ALL ("?1") " AND sent.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY 4, 5", "t", contact_id);

  return so_stmt_all (row, read_referral, (GDestroyNotify) so_referral_free, error);
}
