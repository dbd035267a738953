/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/**
 * The contents of files that shared rows name (docs/sync.md): what this computer knows of where they are, so that neither the disk nor the hub is asked
 * for each of them again. Triggers write down what is named (so-share-capture.c); so-share-files-round.c does the rest.
 */
typedef enum {
  SO_SHARE_FILE_NEW,       /* nobody has looked whether it is here */
  SO_SHARE_FILE_HERE,      /* it is, and the hub has not been told */
  SO_SHARE_FILE_AWAY,      /* it is not: to be fetched */
  SO_SHARE_FILE_TOLD,      /* it is here, and the hub has it, or knows who does */
  SO_SHARE_FILE_GONE,      /* it was somebody's who is erased: the hub is to forget it */
} SoShareFileState;

/* For so-share-capture.c: the triggers; and what is named already, once they are made. */
const char *so_share_files_triggers (void);
gboolean so_share_files_gather (SoDb *db, GError **error);

/* The hub counts anew, and may have lost what it had. */
gboolean so_share_files_renew (SoDb *db, GError **error);

typedef struct {
  char *sha256;
  gint64 at;               /* ms: of the newest that it belongs to; what waits to be sent comes before everything else */
} SoShareFile;
void so_share_file_free (gpointer file);
/* Those of one state that something still names, the newest first; those of SO_SHARE_FILE_NEW and _GONE in no order. */
GPtrArray *so_share_files_list (SoDb *db, SoShareFileState state, guint most, GError **error);
/* Those of drafts that wait to be sent: they are looked at again, since nothing leaves without them. */
GStrv so_share_files_of_drafts (SoDb *db, GError **error);
/* Of one at which was looked. What was named anew or erased meanwhile stays as it is. */
gboolean so_share_file_set (SoDb *db, const char *sha256, SoShareFileState state, GError **error);
/* The same of one at which nobody had looked. */
gboolean so_share_file_seen (SoDb *db, const char *sha256, SoShareFileState state, GError **error);
/* FALSE where nothing shared names it. */
gboolean so_share_file_find (SoDb *db, const char *sha256, SoShareFileState *state);
/* It is forgotten, if it is still SO_SHARE_FILE_GONE. */
gboolean so_share_file_forgotten (SoDb *db, const char *sha256, GError **error);
/* It was fetched: whoever shows it or waits for it hears of that. */
gboolean so_share_file_came (SoDb *db, const char *sha256, GError **error);
/* Somebody is erased who alone had it; nothing where the studio is not shared. */
gboolean so_share_file_erased (SoDb *db, const char *sha256, GError **error);

/* How many are to be brought to the hub, and fetched; *@unseen of which nobody knows yet. */
void so_share_files_count (SoDb *db, gint64 *here, gint64 *away, gint64 *unseen);
/* What is wrong with that, in words for people; NULL: nothing any more. Of this computer alone. */
gboolean so_share_files_failed (SoDb *db, const char *words, GError **error);
/* NULL: nothing. Free with g_free(). */
char *so_share_files_dup_error (SoDb *db);
/* Something is to be done without asking the hub first. Cheap. */
gboolean so_share_files_is_due (SoDb *db);

/* Messages that wait for an attachment which is here by now (reason SO_SHARE_FILE_HOLD). */
#define SO_SHARE_FILE_HOLD "file_away"
guint so_share_files_count_holds (SoDb *db);
gboolean so_share_files_release (SoDb *db, GError **error);

G_END_DECLS
