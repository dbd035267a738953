/* SPDX-License-Identifier: MIT */
#include "so-draft-guard.h"

#include "so-check-facts.h"
#include "so-drafts.h"
#include "so-reply-facts.h"

#include <string.h>

/* "7" does not stand in "170"; "sunday" of "See you on Sunday!": a finding's words are folded where it was a list that found them. */
static gboolean
stands_in (const char *words, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1), *wanted = g_utf8_casefold (words, -1);

  for (const char *at = *wanted ? strstr (folded, wanted) : NULL; at; at = strstr (at + 1, wanted))
    {
      gunichar before = at > folded ? g_utf8_get_char (g_utf8_find_prev_char (folded, at)) : 0, after = g_utf8_get_char (at + strlen (wanted));

      if (!g_unichar_isalnum (before) && !g_unichar_isalnum (after))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_whole_text (SoGuardKind kind)
{
  return kind == SO_GUARD_HIDDEN || kind == SO_GUARD_LANGUAGE || kind == SO_GUARD_LENGTH || kind == SO_GUARD_EMPTY;
}

GPtrArray *
so_draft_guard (SoStudio *studio, SoDb *db, const SoDraft *draft)
{
  gboolean changed = draft->proposed && strcmp (draft->proposed, draft->text) != 0;
  g_autoptr (SoReplyFacts) facts = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (g_strcmp0 (draft->origin, "model") || !draft->proposed || !(facts = so_reply_facts_load (studio, db, draft->thread_id, draft->hint, NULL)))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) so_guard_finding_free);
  findings = so_reply_facts_guard (facts, db, draft->text);
  for (guint i = findings->len; changed && i > 0; i--)
    {
      const SoGuardFinding *finding = g_ptr_array_index (findings, i - 1);

      if (finding->kind != SO_GUARD_HIDDEN && (is_whole_text (finding->kind) || !stands_in (finding->words, draft->proposed)))
        g_ptr_array_remove_index (findings, i - 1);
    }
  return g_steal_pointer (&findings);
}

char *
so_studio_dup_guard_words (SoStudio *studio, const char *draft_id)
{
  g_autoptr (SoDb) db = NULL;
  g_autoptr (SoDraft) draft = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (SO_IS_STUDIO (studio) && draft_id, NULL);

  db = so_store_read (so_studio_get_store (studio), NULL);
  draft = db ? so_draft_find (db, draft_id, NULL) : NULL;
  findings = draft ? so_draft_guard (studio, db, draft) : NULL;
  for (guint i = 0; findings && i < findings->len; i++)
    g_string_append_printf (words, "%s%s", words->len ? "\n" : "", ((SoGuardFinding *) g_ptr_array_index (findings, i))->sentence);
  return words->len ? g_string_free_and_steal (g_steal_pointer (&words)) : NULL;
}
