/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-thread.h"
#include "so-window.h"

G_BEGIN_DECLS

#define SO_SETTING_ALERTS "notify.escalated"       /* "0": the desktop is not notified */
#define SO_SETTING_ALERT_TEXT "notify.text"        /* "1": with the words of the message; a locked screen shows them too */

/* Tells the desktop, once, of each conversation that is escalated, and takes that back when it is answered or put away.
 * Several at once, as after a night, are one notification. One studio at a time; NULL: none any more. */
void so_alerts_watch (SoWindow *window, SoStudio *studio);

/* "app.open-thread" and "app.open-urgent" of the notifications, which may be clicked when the window is long gone.
 * @find: the window of a studio's folder. */
void so_alerts_add_actions (GtkApplication *application, SoWindow *(*find) (GtkApplication *application, const char *folder));

/* What the notification of one conversation says, for tests; free both with g_free(). */
void so_alerts_words (const SoThread *thread, gint64 now, gboolean with_text, char **title, char **body);

/* The same of a conversation whose window closes soon. */
void so_alerts_closing_words (const SoThread *thread, gint64 now, gboolean with_text, char **title, char **body);

G_END_DECLS
