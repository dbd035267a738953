/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-insight.h"
#include "so-store.h"

G_BEGIN_DECLS

/* Tasks; made as deleted rows that are brought back, so that undoing takes them away. */

/* @contact_id, @thread_id, @finding_id may be NULL; @due_at 0: no day. The id (yours). The same finding makes one task. */
char *so_task_add (SoDb *db, const char *title, const char *contact_id, const char *thread_id, const char *finding_id, gint64 due_at, GError **error);
gboolean so_task_set_done (SoDb *db, const char *id, gboolean done, GError **error);
/* @due_at in ms; 0: no day. */
gboolean so_task_set_due (SoDb *db, const char *id, gint64 due_at, GError **error);
gboolean so_task_delete (SoDb *db, const char *id, GError **error);

/* The task that was made from a finding, also where it is done or was taken away since; NULL: there never was one. Free with g_free(). */
char *so_task_of_finding (SoDb *db, const char *finding_id);
gboolean so_task_is_open (SoDb *db, const char *id);

SoTask *so_task_find (SoDb *db, const char *id, GError **error);
/* SoTask; what is open first, by its day, then what was done last. @contact_id NULL: everybody's; @done: also what is done. */
GPtrArray *so_task_list (SoDb *db, const char *contact_id, gboolean done, guint limit, GError **error);

G_END_DECLS
