/* SPDX-License-Identifier: MIT */
#include "so-config.h"

#include "so-drafter.h"

#include "so-draft-versions.h"
#include "so-error.h"
#include "so-events.h"
#include "so-hint.h"
#include "so-inquiry.h"
#include "so-json.h"
#include "so-match.h"
#include "so-never-auto.h"
#include "so-settings.h"
#include "so-signature.h"
#include "so-sources.h"
#include "so-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Another version of a proposal. What the rules understand of a wish is done; other words are looked for. */

typedef struct {
  SoDb *db;
  SoDraft *draft;
  SoMessage *asked;
  SoHint *hint;
  SoSources *sources;
  GHashTable *used;      /* ids of what its versions were made from */
  char *signature;       /* below the answer, or NULL */
  char *first;           /* id of what the present text was made from, or NULL */
} Redo;

static void
redo_clear (Redo *redo)
{
  so_draft_free (redo->draft);
  so_message_free (redo->asked);
  so_hint_free (redo->hint);
  so_sources_free (redo->sources);
  g_clear_pointer (&redo->used, g_hash_table_unref);
  g_free (redo->signature);
  g_free (redo->first);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Redo, redo_clear)

/* The id of the first source is what the text is about; prices in it are only facts. */
static char *
first_source (const char *sources)
{
  g_autoptr (JsonNode) root = sources ? so_json_parse (sources, -1, 0, NULL) : NULL;
  JsonObject *first = root && JSON_NODE_HOLDS_ARRAY (root) ? so_json_element (json_node_get_array (root), 0) : NULL;

  return first ? g_strdup (so_json_string (first, "id")) : NULL;
}

static gboolean
find_used (Redo *redo, GError **error)
{
  g_autoptr (GPtrArray) all = so_draft_version_sources (redo->db, redo->draft->id, error);

  redo->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  redo->first = first_source (redo->draft->sources);
  for (guint i = 0; all && i < all->len; i++)
    {
      char *id = first_source (g_ptr_array_index (all, i));

      if (id)
        g_hash_table_add (redo->used, id);
    }
  if (redo->first)
    g_hash_table_add (redo->used, g_strdup (redo->first));
  return all != NULL;
}

static gboolean
load (Redo *redo, const char *draft_id, const char *hint, GError **error)
{
  g_autofree char *words = NULL;

  redo->draft = so_draft_find (redo->db, draft_id, error);
  redo->asked = redo->draft ? so_drafter_find_question (redo->db, redo->draft->thread_id, error) : NULL;
  if (!redo->draft || !find_used (redo, error))
    return FALSE;
  if (!redo->asked)
    return so_fail (error, SO_ERROR_CHANGE, _("There is no message of the customer to answer here"));
  if (so_never_auto_needs_person (redo->asked->text))
    return so_fail (error, SO_ERROR_CHANGE, _("This needs your own words: write the answer yourself"));
  redo->hint = so_hint_parse (hint);
  words = g_strconcat (redo->asked->text, redo->hint->words ? " " : NULL, redo->hint->words, NULL);
  redo->signature = so_signature_find (redo->db, redo->draft->thread_id);
  redo->sources = so_sources_load (redo->db, words, redo->draft->contact_name, error);
  return redo->sources &&
         so_sources_look_at_places (redo->sources, redo->db, redo->asked, redo->hint->language ? redo->hint->language : so_words_language (redo->asked->text), error);
}

/* Those in the language that the owner wants. */
static GPtrArray *
in_language (Redo *redo)
{
  GPtrArray *all = so_sources_get_all (redo->sources), *some = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const SoKnowledge *entry = g_ptr_array_index (all, i);

      if (!redo->hint->language || !g_strcmp0 (entry->language, redo->hint->language))
        g_ptr_array_add (some, (gpointer) entry);
    }
  return some;
}

static const SoKnowledge *
choose_entry (Redo *redo)
{
  g_autoptr (GPtrArray) all = in_language (redo);
  const SoKnowledge *now = so_sources_find (redo->sources, redo->first), *found = NULL;

  if (redo->hint->words)
    found = so_match_pick (redo->hint->words, all, NULL, TRUE);
  if (found)
    return found;
  if (redo->hint->language)
    return so_match_pick (redo->asked->text, all, NULL, FALSE);
  if (so_hint_is_empty (redo->hint) || redo->hint->words)
    return so_match_pick (redo->asked->text, all, redo->used, FALSE);
  return now ? now : so_match_pick (redo->asked->text, all, NULL, FALSE);
}

/* Where nothing else answers, what the schedule says. */
static const SoKnowledge *
choose (Redo *redo)
{
  const SoKnowledge *found = choose_entry (redo);

  return found || redo->hint->words ? found : so_sources_get_places (redo->sources);
}

static gboolean
is_known (Redo *redo, const char *text)
{
  g_autoptr (GPtrArray) texts = so_draft_versions (redo->db, redo->draft->id, NULL, NULL);

  return texts && g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

/* Where there is no other source: the same in another tone. */
static SoWritten *
write_other_tone (Redo *redo, SoWish *wish)
{
  static const char *const tones[] = { "warm", "plain", "formal" };
  const SoKnowledge *now = so_sources_find (redo->sources, redo->first);

  wish->tone_is_asked = TRUE;
  for (guint i = 0; now && i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr (SoWritten) written = NULL;

      wish->tone = tones[i];
      written = so_sources_write (redo->sources, now, wish);
      if (!is_known (redo, written->text))
        return g_steal_pointer (&written);
    }
  return NULL;
}

static gboolean
refuse (Redo *redo, GError **error)
{
  if (redo->hint->language)
    return so_fail (error, SO_ERROR_CHANGE, _("Nothing in that language answers this: add an entry in it to Knowledge"));
  if (redo->hint->words)
    return so_fail (error, SO_ERROR_CHANGE, _("Nothing more is known about that: add an entry to Knowledge"));
  if (redo->hint->question)
    return so_fail (error, SO_ERROR_CHANGE, _("Nothing is left to ask them: Preferences → Assistant has the questions"));
  if (redo->hint->offer)
    return so_fail (error, SO_ERROR_CHANGE, _("There is nothing to offer: add an entry about a trial class to Knowledge"));
  return so_fail (error, SO_ERROR_CHANGE, _("No other version is known: change the text yourself"));
}

static SoWritten *
write_anew (Redo *redo, const char *tone)
{
  const SoKnowledge *found = choose (redo);
  SoWish wish = { .tone = redo->hint->tone ? redo->hint->tone : tone, .tone_is_asked = redo->hint->tone != NULL,
                  .language = redo->hint->language ? redo->hint->language : so_words_language (redo->asked->text),
                  .shorter = redo->hint->shorter, .signature = redo->signature };
  g_autoptr (SoWritten) written = NULL;
  g_autofree char *ask = NULL;

  if (found && !wish.shorter)
    wish.ask = ask = so_inquiry_of_draft (redo->db, redo->draft->thread_id, found->language ? found->language : wish.language, redo->hint->question);
  if (redo->hint->question && !ask)
    return NULL;
  if (redo->hint->offer && (!found || !(wish.offer = so_sources_find_offer (redo->sources, found, found->language ? found->language : wish.language))))
    return NULL;
  written = found ? so_sources_write (redo->sources, found, &wish) : NULL;
  if (written && strcmp (written->text, redo->draft->text) != 0)
    return g_steal_pointer (&written);
  return so_hint_is_empty (redo->hint) ? write_other_tone (redo, &wish) : NULL;
}

gboolean
so_drafter_redo (SoDb *db, const char *draft_id, const char *hint, GError **error)
{
  g_auto (Redo) redo = { .db = db };
  g_autofree char *tone = so_setting_get (db, "assistant.tone");
  g_autoptr (SoWritten) written = NULL;

  if (!load (&redo, draft_id, hint, error))
    return FALSE;
  written = write_anew (&redo, tone);
  if (!written)
    return refuse (&redo, error);
  return so_draft_propose_anew (db, draft_id, &(SoDraftWords) { written->text, written->origin, written->sources, hint ? hint : "" }, error) &&
         so_event_log (db, "assistant", "draft.redone", "draft", draft_id, NULL, error);
}
