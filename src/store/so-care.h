/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Care of the data: copies that are whole, and proofs that they are. */

/* Writes the whole studio as one SQLite file, while it is in use: the database, and the files as
 * rows of a table beside it. @path is complete or absent afterwards. */
gboolean so_care_backup (SoStore *store, const char *path, GCancellable *cancellable, GError **error);

/* studio.db alone as the new file @path, without the files: for an export. */
gboolean so_care_copy (SoStore *store, const char *path, GCancellable *cancellable, GError **error);

/* How much a studio holds. */
typedef struct {
  guint64 threads, messages, contacts, drafts, knowledge, files;
  int schema;
} SoCareCounts;
gboolean so_care_count (SoDb *db, SoCareCounts *counts, GError **error);
/* *@begun: whether somebody made a studio of it: people, messages, an account that reaches people, prices, classes, a schedule. One that was only given a name is not. */
gboolean so_care_is_begun (SoDb *db, gboolean *begun, GError **error);

/* Whether the database is sound, without what takes longest (the search is not looked at): "ok", or what SQLite says. Free with g_free(). */
char *so_care_quick_look (SoDb *db);
/* When so_care_backup() last wrote one on this computer, ms; 0: never. */
gint64 so_care_backed_up_at (SoDb *db);
/* *@sqlite (free with g_free()): "3.46.1". */
void so_care_versions (SoDb *db, int *schema, char **sqlite);

/* Replaces the studio in @folder by the backup at @path. The backup is verified first; the old
 * studio stays beside it as FOLDER.before-restore-TIME. A damaged backup changes nothing. */
gboolean so_care_restore (const char *folder, const char *path, GCancellable *cancellable, GError **error);

typedef struct {
  gboolean ok;
  GPtrArray *problems;   /* char*, plain sentences */
  guint64 messages, contacts, files;
  guint64 missing_files, damaged_files;
} SoCareReport;
void so_care_report_free (SoCareReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCareReport, so_care_report_free)

/* Checks database, search index, files against their hashes, and counters. */
SoCareReport *so_care_check (SoStore *store, GCancellable *cancellable, GError **error);

G_END_DECLS
