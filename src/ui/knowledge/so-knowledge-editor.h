/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-knowledge.h"

G_BEGIN_DECLS

/* One entry of the knowledge, being written. Signal "changed". */
#define SO_TYPE_KNOWLEDGE_EDITOR (so_knowledge_editor_get_type ())
G_DECLARE_FINAL_TYPE (SoKnowledgeEditor, so_knowledge_editor, SO, KNOWLEDGE_EDITOR, AdwPreferencesPage)

/* NULL: an empty form for a new one, which gets its id now, so that it is one entry however often
 * it is stored. Emits no "changed". */
void so_knowledge_editor_set_entry (SoKnowledgeEditor *self, const SoKnowledge *entry);
/* Of a form that is empty yet: what it is about (nick of a sub-category); what is none makes it "other". */
void so_knowledge_editor_begin (SoKnowledgeEditor *self, const char *category);
/* As it stands in the form, with its id; free with so_knowledge_free(). */
SoKnowledge *so_knowledge_editor_dup_entry (SoKnowledgeEditor *self);
/* What the form says now is stored (or, @saved FALSE, was not after all). */
void so_knowledge_editor_mark_saved (SoKnowledgeEditor *self, gboolean saved);
const char *so_knowledge_editor_get_id (SoKnowledgeEditor *self);
/* TRUE where the form says something else than what was set. */
gboolean so_knowledge_editor_is_changed (SoKnowledgeEditor *self);

G_END_DECLS
