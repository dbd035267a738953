/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-schedules.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* The schedule from files: calendars (.ics) and tables (.csv). Classes, rooms and teachers are known by their names; classes and rooms that there are not are made, a teacher is
 * nobody whom one does not know. The same file twice adds nothing: a series knows by which event it came. */

/* Reads and enters all of it. @columns: {"Kurs": "class"} for a table whose headings are not known; or NULL. The kind is told by content. *@report: an object with "kind", the numbers
 * "series", "changes", "classes", "rooms", "teachers" and "known", and in "skipped" a list of "where" and "why"; yours. In the caller's transaction: left without a commit, it was a look. */
gboolean so_schedule_import (SoDb *db, const char *path, JsonObject *columns, gint64 now, JsonObject **report, GError **error);

/* Writes @path, which is replaced when it is whole: a calendar of all series with what is different from @first to @last (days), where it ends with .ics; else a table of all sessions
 * then. @now: ms. How many events or rows in *@n. */
gboolean so_schedule_export (SoDb *db, const char *path, int first, int last, gint64 now, guint *n, GError **error);

/* Both on a thread of their own. The look changes nothing; its report is yours. */
void so_schedule_look_async (SoStudio *studio, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JsonObject *so_schedule_look_finish (SoStudio *studio, GAsyncResult *result, GError **error);
/* From today on for a year. */
void so_schedule_export_async (SoStudio *studio, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean so_schedule_export_finish (SoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
