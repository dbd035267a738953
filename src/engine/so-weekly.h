/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-report.h"
#include "so-studio.h"

G_BEGIN_DECLS

/**
 * The weekly report: made once when a week is over, or at the next start for all weeks that ended meanwhile (so-report-due.h says which), and kept as it was. Of two
 * computers of a studio one makes it, and where both do before they hear of each other the first that is told holds.
 */

/* For so_catch_up(): makes those that are due, each in a transaction of its own, so that one that is interrupted goes on where it was. Only the holder of the lease,
 * and no folder that was copied and not confirmed. */
gboolean so_weekly_pass (SoStudio *studio, GError **error);

/* The report of the week @label ("2026-W47"), or (NULL) of the last whole week: the one that was kept, or, where none was, worked out now. Blocking.
 * SO_ERROR_CHANGE where @label names no week or one that has not begun. Free with so_report_free(). */
SoReport *so_weekly_read (SoStudio *studio, const char *label, GCancellable *cancellable, GError **error);
/* The same on a thread of its own. */
void so_weekly_read_async (SoStudio *studio, const char *label, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
SoReport *so_weekly_read_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* The label of the week that runs now: what is kept of later ones is not shown and not told. Free with g_free(). */
char *so_weekly_dup_running (SoStudio *studio, SoDb *db);

/* SoWeeklyReport of those that are kept, the newest first, at most @limit. A short read. Never NULL. */
GPtrArray *so_weekly_list (SoStudio *studio, guint limit);

/* The owner's targets. *@error of so_weekly_set_target() is a sentence for her. @text as somebody types it, "" or NULL: none. Blocking. */
gboolean so_weekly_set_target (SoStudio *studio, SoGoal goal, const char *text, GError **error);
void so_weekly_set_target_async (SoStudio *studio, SoGoal goal, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_weekly_set_target_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* Of which week she last opened the report, on any computer ("2026-W47"): newer ones are news. */
#define SO_SETTING_REPORT_SEEN "report.seen"
/* The newest report that she has not opened; NULL: none, or it is of a week before there was a studio (a demo has no other). A short read. Free with so_weekly_report_free(). */
SoWeeklyReport *so_weekly_find_news (SoStudio *studio);
/* The same once on this computer, for a notification; NULL in a demo and during her quiet hours. Blocking: writes. */
SoWeeklyReport *so_weekly_take_news (SoStudio *studio);

/* Of a report that is kept, for a mail to her. @subject, @text and @html are yours. */
gboolean so_weekly_write_mail (SoStudio *studio, const char *label, char **subject, char **text, char **html, GError **error);

/* For so-verb.c. */
gboolean so_weekly_has_setting (const char *key);
gboolean so_weekly_save (SoDb *db, const char *key, const char *value, GError **error);

G_END_DECLS
