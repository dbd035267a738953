/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-share.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* How far it is, now and then: so_share_state(). On the thread that works. */
typedef void (*SoShareProgress) (SoShareState state, gint64 done, gint64 whole, gpointer data);

/* What the owner does with a studio that is shared with other computers (docs/sync.md). Blocking but for so_studio_get_sharing(); pages call them by
 * so_studio_aside_async(). Errors are sentences for her. */

/* Shares this studio with all computers that join the same studio at its hub. What is here is told to them. */
gboolean so_studio_share (SoStudio *studio, GError **error);
/* From now on this computer is on its own. Everything stays; what the others were not told yet they do not hear. */
gboolean so_studio_unshare (SoStudio *studio, GError **error);

/* Says and hears all there is. @progress may be NULL. */
gboolean so_studio_share_now (SoStudio *studio, SoShareProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* Brings and fetches the contents of files, as far as that can be done now. */
gboolean so_studio_share_files (SoStudio *studio, GCancellable *cancellable, GError **error);

/**
 * so_studio_join: makes an empty studio the one that the hub at @url has: pairs by @code, shares, reads all there is. What was broken off goes on with
 * the same once more (@code is not used then) or with so_studio_share_now(), and by itself where the studio is open.
 *
 * @merge: it may have something of its own, and both become one; else SO_ERROR_CHANGE, and nothing is done.
 */
gboolean so_studio_join (SoStudio *studio, const char *url, const char *code, const char *name, gboolean merge, SoShareProgress progress, gpointer data,
                         GCancellable *cancellable, GError **error);

/* How it fares. Clear with so_sharing_clear(). */
typedef struct {
  SoShareState state;      /* SO_SHARE_OFF: it is not shared */
  gint64 done, whole;      /* so_share_state() */
  gint64 waiting;          /* changes that the others have not heard of */
  gboolean settled;        /* all is said and heard, as far as is known */
  guint notices;           /* others' changes in place of ours that nobody has seen; a hundred at most are counted */
  guint aside;             /* what could not be done here, as above */
  gint64 files_here, files_away;   /* files that are to be brought to the hub, and to be fetched */
  char *files_error;       /* in words, or NULL */
  char *error;             /* in words, or NULL */
  SoError error_kind;
} SoSharing;
void so_sharing_clear (SoSharing *sharing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SoSharing, so_sharing_clear)
/* A short read. */
void so_studio_get_sharing (SoStudio *studio, SoSharing *sharing);

/* SoShareNotice, the newest first, for SO_VERB_PUT_BACK and SO_VERB_KEEP_THEIRS; SoShareAside. */
GPtrArray *so_studio_list_share_notices (SoStudio *studio, guint limit, GError **error);
GPtrArray *so_studio_list_share_aside (SoStudio *studio, guint limit, GError **error);

/* What the hub has and what is here, in the words of so_share_digest(): *@here and *@there are the same where both have the same. */
gboolean so_studio_compare (SoStudio *studio, char **here, char **there, GCancellable *cancellable, GError **error);

/* For the engine: what went wrong stands with the studio; NULL: nothing. */
void so_share_note_error (SoStudio *studio, const GError *error);
/* The same of what went wrong with the contents of files. */
void so_share_files_note_error (SoStudio *studio, const GError *error);

G_END_DECLS
