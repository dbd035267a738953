/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-knowledge.h"

G_BEGIN_DECLS

/* One entry of the knowledge, being written. Signal "changed". */
#define SO_TYPE_KNOWLEDGE_EDITOR (so_knowledge_editor_get_type ())
G_DECLARE_FINAL_TYPE (SoKnowledgeEditor, so_knowledge_editor, SO, KNOWLEDGE_EDITOR, AdwPreferencesPage)

/* NULL: an empty form for a new one. Emits no "changed". */
void so_knowledge_editor_set_entry (SoKnowledgeEditor *self, const SoKnowledge *entry);
/* As it stands in the form, with the id of what was set; free with so_knowledge_free(). */
SoKnowledge *so_knowledge_editor_dup_entry (SoKnowledgeEditor *self);
/* TRUE where the form says something else than what was set. */
gboolean so_knowledge_editor_is_changed (SoKnowledgeEditor *self);

G_END_DECLS
