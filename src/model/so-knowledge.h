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
  gpointer words;     /* taken apart by who compares entries, once; or NULL */
  GDestroyNotify free_words;
} SoKnowledge;

void so_knowledge_free (SoKnowledge *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoKnowledge, so_knowledge_free)

/* A wording of an entry that was replaced. Free with so_knowledge_version_free(). */
typedef struct {
  char *id;
  char *question;
  char *answer;
  gint64 created_at;   /* when it was replaced */
} SoKnowledgeVersion;

void so_knowledge_version_free (SoKnowledgeVersion *version);

G_END_DECLS
