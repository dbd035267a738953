/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-error.h"
#include "so-role.h"
#include "so-store.h"

G_BEGIN_DECLS

/**
 * Several desktops, one studio (docs/sync.md): what a desktop says to the hub and makes of its answers. Texts go in and out; who carries them, and
 * how often they are lost, come twice, late or in another order, is no matter: every one may be given to so_share_hear().
 *
 * All of it works in the caller's transaction (so_store_begin()), and what fails leaves everything as it was.
 */

typedef enum {
  SO_SHARE_MERGE,           /* tells the hub all that holds here: at first, and after the hub was set back */
  SO_SHARE_SNAPSHOT,        /* reads all that holds there */
  SO_SHARE_FOLLOW,          /* reads what happened since */
  SO_SHARE_OFF,             /* the studio is not shared */
} SoShareState;

/* Where this computer stands. *@done of *@whole (either may be NULL) are rows that were told or read, or in SO_SHARE_FOLLOW numbers of the log;
 * *@whole is 0 where that is not known. Counts rows: for a look now and then. */
SoShareState so_share_state (SoDb *db, gint64 *done, gint64 *whole);
/* The same without counting, for who talks to the hub: a short read. Clear with so_share_look_clear(). */
typedef struct {
  SoShareState state;
  char *epoch;             /* of which count the numbers are */
  char *place;             /* another one whenever an answer has brought it on */
  gint64 cursor, head;     /* up to where the log was applied; and as far as it is known to go */
} SoShareLook;
gboolean so_share_look (SoStore *store, SoShareLook *look, GError **error);
void so_share_look_clear (SoShareLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoShareLook, so_share_look_clear)
/* TRUE where so_share_push() after @after would have something to say. Cheap. */
gboolean so_share_has_unsaid (SoDb *db, gint64 after);

/* What is wrong with sharing, in words for people; @words NULL: nothing any more. Of this computer alone. */
gboolean so_share_failed (SoDb *db, const char *words, SoError kind, GError **error);
/* NULL: nothing. Free with g_free(). */
char *so_share_dup_error (SoDb *db, SoError *kind);

/* Whether this studio has rows of its own that others would be told, other than what every new one has. */
gboolean so_share_is_empty (SoDb *db);

/* Changes made here that the hub has not confirmed. */
gint64 so_share_count_waiting (SoDb *db);

/* Begins to share: what is changed from now on is captured, what is there is told with the first merge. Nothing where it is shared already. */
gboolean so_share_start (SoDb *db, GError **error);
/* Everything stays as it is here, and nothing is captured any more. What the hub was not told yet it will not hear. */
gboolean so_share_stop (SoDb *db, GError **error);
gboolean so_share_is_on (SoDb *db);

/* For so_store_open(): after a migration, triggers are made anew and what was kept for fields that are known now is put in its place. */
gboolean so_share_open (SoDb *db, GError **error);

/* What is to be asked next: a page of the log, a part of the merge or of the snapshot. JSON, free with g_free(); NULL with @error. */
char *so_share_ask (SoDb *db, GError **error);
/* Changes that the hub has not confirmed, from number @after on (0: from the first one; what the last so_share_push() of *@last told is
 * in order, so that the next page can follow before the first one was answered). *@last: 0 where there is nothing. */
char *so_share_push (SoDb *db, gint64 after, gint64 *last, GError **error);
/* Takes an answer of the hub. @took: ms between question and answer, or -1 where that is not known. */
gboolean so_share_hear (SoDb *db, const char *answer, gint64 took, GError **error);

/* What was read from others is made to be seen: sums of conversations, people's names, the search; at most @most rows. *@more: not all of it yet. */
gboolean so_share_settle (SoDb *db, guint most, gboolean *more, GError **error);

gboolean so_share_needs_settling (SoDb *db);

/* Asks the hub to decide something, once: "approve", about @id, with @body (a JSON object). What it says comes with so_share_answer(). */
gboolean so_share_command (SoDb *db, const char *command, const char *id, const char *body, GError **error);
/* The hub's decision; NULL where there is none yet. Free with g_free(). */
char *so_share_answer (SoDb *db, const char *command, const char *id);

/* What the hub lets this desktop do, as it said last. */
SoRole so_share_role (SoDb *db);

/* Whether this desktop has told and read all that it knows of. */
gboolean so_share_is_settled (SoDb *db);

/* One line per table: its name, how many rows hold, and their hash; the same on every desktop and at the hub. Free with g_free(). */
char *so_share_digest (SoDb *db, GError **error);

/* Puts back what was here before somebody else's change: another change, with a stamp of its own. */
gboolean so_share_put_back (SoDb *db, gint64 notice, GError **error);

/* SoShareNotice and SoShareAside (so-share-notice.h), the newest first. */
GPtrArray *so_share_list_notices (SoDb *db, guint limit, GError **error);
GPtrArray *so_share_list_aside (SoDb *db, guint limit, GError **error);
gboolean so_share_notice_seen (SoDb *db, gint64 n, GError **error);

G_END_DECLS
