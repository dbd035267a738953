/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* Imports, each as a whole that can be taken back. */

typedef struct {
  gint64 n;
  char *id;
  char *kind;
  char *path;
  char *state;          /* "running", "done", "cancelled", "failed", "undone" */
  guint64 position;     /* byte from which it can go on */
  guint64 threads, messages, contacts, media, skipped, known;
  gint64 started_at, finished_at;
} SoBatch;
void so_batch_free (SoBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoBatch, so_batch_free)

char *so_batch_begin (SoDb *db, const char *kind, const char *path, const char *fingerprint, GError **error);
/* Adds to the counters, moves the position. */
gboolean so_batch_progress (SoDb *db, const SoBatch *counts, GError **error);
gboolean so_batch_skip (SoDb *db, const char *id, const char *where, const char *why, GError **error);
gboolean so_batch_end (SoDb *db, const char *id, const char *state, GError **error);
SoBatch *so_batch_find (SoDb *db, const char *id, GError **error);
/* The unfinished import of the same file, or NULL without an error. */
SoBatch *so_batch_unfinished (SoDb *db, const char *fingerprint, GError **error);
GPtrArray *so_batch_list (SoDb *db, GError **error);  /* SoBatch, newest first */
/* Takes the batch back: what only it brought is gone from every list. *@counts tells how much. */
gboolean so_batch_undo (SoDb *db, const char *id, SoBatch *counts, GError **error);

G_END_DECLS
