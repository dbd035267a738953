/* SPDX-License-Identifier: MIT */
#include "so-share-clock.h"

#include <sqlite3.h>

#include "so-clock.h"

gint64
so_share_clock_stamp (SoShareClock *clock, gint64 known)
{
  gint64 now = SO_SHARE_STAMP (so_now () + clock->offset);

  /* Only what is known of this very thing counts as older: one stamp from the future does not take all others along. What this computer's
   * own clock said goes on, so that changes are told in the order in which they were made, unless the clock was set back by far. */
  if (clock->last >= now && clock->last - now < SO_SHARE_STAMP (60 * 1000))
    now = clock->last + 1;
  clock->last = now;
  return MAX (now, known + 1);
}

static void
is_on (sqlite3_context *context, int n, sqlite3_value **values)
{
  const SoShareClock *clock = sqlite3_user_data (context);

  sqlite3_result_int (context, !clock->off);
}

static void
stamp (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_int64 (context, so_share_clock_stamp (sqlite3_user_data (context), sqlite3_value_int64 (values[0])));
}

int
so_share_clock_register (gpointer handle, SoShareClock *clock)
{
  int code = sqlite3_create_function_v2 (handle, "so_share_on", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, clock, is_on, NULL, NULL, NULL);

  return code ? code : sqlite3_create_function_v2 (handle, "so_share_stamp", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS, clock, stamp, NULL, NULL, NULL);
}
