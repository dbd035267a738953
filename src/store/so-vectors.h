/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-store.h"

G_BEGIN_DECLS

/* What texts are about (so-embedding.h), kept beside them: made anew where the text or the model changes, and never compared with those of another. */

typedef struct {
  const char *kind;          /* "knowledge", "question" */
  const char *target_id;
  const char *model;         /* "ollama/nomic-embed-text" */
  const char *hash;          /* of the text */
  gint64 version;            /* of the entry; 0: it has none */
  guint dimensions;
  GBytes *body;
} SoKeptVector;

/* In place of the one that was there. */
gboolean so_kept_vector_put (SoDb *db, const SoKeptVector *vector, GError **error);
/* By that model; NULL without an error where there is none. *@hash (may be NULL) is yours. */
GBytes *so_kept_vector_get (SoDb *db, const char *kind, const char *target_id, const char *model, char **hash);
/* The text of an entry is what it was, whatever else of it changed. */
gboolean so_kept_vector_confirm (SoDb *db, const char *kind, const char *target_id, gint64 version, GError **error);

/* Ids of the entries that may be quoted and have none by that model, or one of an older version. */
GStrv so_kept_vector_stale (SoDb *db, const char *model, GError **error);

/* Each entry that may be quoted and has one by that model: its number. */
typedef void (*SoKeptVectorEach) (gint64 knowledge, GBytes *body, gpointer data);
gboolean so_kept_vector_each (SoDb *db, const char *model, SoKeptVectorEach each, gpointer data, GError **error);

/* How many entries have one, and of how many. */
void so_kept_vector_count (SoDb *db, const char *model, guint *n, guint *of);

/* Those of other models, of entries that are gone, and of questions before @since (ms). @model NULL: all. */
gboolean so_kept_vector_tidy (SoDb *db, const char *model, gint64 since, GError **error);

G_END_DECLS
