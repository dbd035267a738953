/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * SoGlance: a draft that can be decided on without the window, since a notification shows all there is to read: its whole text, and nothing beside
 * it (no file, no copies, no template, no other way out), with nothing that speaks against it.
 */
typedef struct {
  char *draft_id;
  char *text;
  char *mark;              /* of the text, and of whom it goes to; another one once either is changed */
} SoGlance;
void so_glance_free (SoGlance *glance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoGlance, so_glance_free)

/* The longest text that every desktop shows whole; in characters, and lines. */
#define SO_GLANCE_LONGEST 240
#define SO_GLANCE_LINES 4
/* Pure. FALSE also of what a desktop may take for markup and not show. */
gboolean so_glance_shows (const char *text);

/* The open draft of a conversation; NULL, no error, where there is none that can be decided on so. Blocking. */
SoGlance *so_glance_find (SoStudio *studio, const char *thread_id, GError **error);
/* The same on the worker thread. */
void so_glance_find_async (SoStudio *studio, const char *thread_id, GAsyncReadyCallback callback, gpointer user_data);
SoGlance *so_glance_find_finish (SoStudio *studio, GAsyncResult *result, GError **error);

/* Approves it by the verb of the key, with its checks. SO_ERROR_CHANGE, and nothing is done, where it is not what was shown any more, or something
 * speaks against it now. Blocking. */
gboolean so_glance_approve (SoStudio *studio, const char *draft_id, const char *mark, GError **error);

G_END_DECLS
