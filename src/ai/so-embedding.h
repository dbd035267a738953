/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-model.h"

G_BEGIN_DECLS

/* What a text is about, as a direction among many: two texts that mean the same point the same way, whatever their words. */

/* A direction of length 1, as it is kept: 32-bit floats, the lowest byte first. */
typedef struct {
  GBytes *bytes;
  guint dimensions;
} SoVector;

void so_vector_free (SoVector *vector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoVector, so_vector_free)

#define SO_VECTOR_MOST_DIMENSIONS 8192

/* NULL where it points nowhere: zero, infinite, or too many. */
SoVector *so_vector_new (const double *values, guint n);
/* From what was kept; NULL where that is none. */
SoVector *so_vector_new_from_bytes (GBytes *bytes);

/* From -1 to 1; -2 where the two cannot be compared: other dimensions. */
double so_vector_compare (const SoVector *a, const SoVector *b);

/* FALSE: its protocol has none. */
gboolean so_model_kind_has_embeddings (SoModelKind kind);

/* One SoVector for each of @texts, in their order, all of the same dimensions. Blocking; errors as of so_model_ask(), and SO_ERROR_CHANGE where
 * the answer has not that shape. *@tokens: what it cost, 0 where not told. */
GPtrArray *so_model_embed (const SoModelServer *server, const char *model, const char *const *texts, guint64 *tokens, GCancellable *cancellable, GError **error);

G_END_DECLS
