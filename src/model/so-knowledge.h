/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A fact of the studio that drafts may quote. Free with so_knowledge_free(). */
typedef struct {
  gint64 n;
  char *id;
  char *category;     /* a sub-category nick ("fee_inquiry"), or a word of the owner's */
  char *question;
  char *answer;
  char *language;     /* "en", or NULL for any */
  gboolean quotable;
  gint64 version;     /* counts changes, from 1 */
  gint64 updated_at;
} SoKnowledge;

void so_knowledge_free (SoKnowledge *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoKnowledge, so_knowledge_free)

G_END_DECLS
