/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-share-verbs.h"

G_BEGIN_DECLS

/**
 * SoJoining: the first start of another computer of a studio: pairs, reads all that the others have, and is ready; or leaves the folder as it was.
 *
 * Main thread; what takes time runs on another one.
 */
#define SO_TYPE_JOINING (so_joining_get_type ())
G_DECLARE_FINAL_TYPE (SoJoining, so_joining, SO, JOINING, GObject)

/* @folder: where no studio was set up yet. */
SoJoining *so_joining_new (const char *folder);

/* Once more after it failed, it goes on where it was: from the pairing on, @url and @code are not looked at any more. @name: of this computer. */
void so_joining_run_async (SoJoining *self, const char *url, const char *code, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
/* The studio with all that is in it; sentences for the owner where it failed. Free with g_object_unref(). */
SoStudio *so_joining_run_finish (SoJoining *self, GAsyncResult *result, GError **error);

/* TRUE once the hub knows this computer: the code was used. */
gboolean so_joining_is_paired (SoJoining *self);
/* How far it is (so_share_state()). */
SoShareState so_joining_get_progress (SoJoining *self, gint64 *done, gint64 *whole);

/* Nothing of it stays, here or at the hub; not while it runs. The result is what the owner still has to do at the hub, where that could not be told;
 * NULL: nothing. */
void so_joining_undo_async (SoJoining *self, GAsyncReadyCallback callback, gpointer user_data);
char *so_joining_undo_finish (SoJoining *self, GAsyncResult *result, GError **error);

G_END_DECLS
