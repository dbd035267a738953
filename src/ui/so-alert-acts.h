/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-glance.h"
#include "so-window.h"

G_BEGIN_DECLS

/* What can be done on a notification itself, without opening the window. What was approved there leaves as by the key, and where the card would warn
 * or stop, the window opens on it instead. */

/* Adds the buttons of a conversation; @glance is the draft that the text of the notification shows whole, or NULL: it is only opened. */
void so_alert_acts_add (GNotification *notification, const char *folder, const char *thread_id, const SoGlance *glance);

/* "app.approve-draft", "app.snooze-thread", "app.recall-draft". @find: the window of a studio's folder. */
void so_alert_acts_add_actions (GtkApplication *application, SoWindow *(*find) (GtkApplication *application, const char *folder));

G_END_DECLS
