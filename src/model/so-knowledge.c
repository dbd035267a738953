/* SPDX-License-Identifier: MIT */
#include "so-knowledge.h"

void
so_knowledge_free (SoKnowledge *entry)
{
  if (!entry)
    return;
  g_free (entry->id);
  g_free (entry->category);
  g_free (entry->question);
  g_free (entry->answer);
  g_free (entry->language);
  if (entry->words)
    entry->free_words (entry->words);
  g_free (entry);
}

void
so_knowledge_version_free (SoKnowledgeVersion *version)
{
  if (!version)
    return;
  g_free (version->id);
  g_free (version->question);
  g_free (version->answer);
  g_free (version);
}
