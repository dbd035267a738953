/* SPDX-License-Identifier: MIT */
#include "so-account-holds.h"

#include "so-db.h"
#include "so-drafts.h"

/* Read from how the accounts are now, so that it is the same which program mended them, and how. */
#define FREED "FROM draft d WHERE d.state = 'held' AND d.reason IN ('" SO_HOLD_PAUSED "', '" SO_HOLD_SIGN_IN "') AND d.deleted_at IS NULL" \
              " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = d.account_id AND a.deleted_at IS NULL AND" \
              " CASE d.reason WHEN '" SO_HOLD_PAUSED "' THEN a.paused ELSE a.error_kind IS 'sign-in' END)"

guint
so_account_holds_count (SoDb *db)
{
  return (guint) so_db_int (db, 0, "SELECT count(*) " FREED, "");
}

static gboolean
step (SoDb *db, gint64 n, SoDraftEvent event, const char *reason, const char *detail, GError **error)
{
  g_autofree char *id = so_db_text (db, "SELECT id FROM draft WHERE n = ?", "i", n);

  return so_draft_step (db, id, event, reason, detail, error);
}

gboolean
so_account_holds_release (SoDb *db, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT d.n " FREED " ORDER BY d.n", "");

  for (guint i = 0; numbers && i < numbers->len; i++)
    if (!step (db, g_array_index (numbers, gint64, i), SO_DRAFT_EVENT_RELEASE, NULL, NULL, error))
      return FALSE;
  return numbers != NULL;
}

gboolean
so_account_holds_strand (SoDb *db, const char *account_id, const char *detail, GError **error)
{
  g_autoptr (GArray) numbers = so_db_numbers (db, error, "SELECT n FROM draft WHERE account_id = ? AND state IN ('queued', 'scheduled', 'held')"
                                              " AND deleted_at IS NULL ORDER BY n", "t", account_id);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      gint64 n = g_array_index (numbers, gint64, i);

      /* Held for another reason, it would go when that is over. */
      if ((so_db_int (db, 0, "SELECT state = 'held' FROM draft WHERE n = ?", "i", n) && !step (db, n, SO_DRAFT_EVENT_RELEASE, NULL, NULL, error)) ||
          !step (db, n, SO_DRAFT_EVENT_HOLD, "channel_error", detail, error))
        return FALSE;
    }
  return numbers != NULL;
}
