/* SPDX-License-Identifier: MIT */
#include "so-drafter.h"

#include "so-capability.h"
#include "so-drafts.h"
#include "so-events.h"
#include "so-fill.h"
#include "so-inquiry.h"
#include "so-match.h"
#include "so-never-auto.h"
#include "so-questions.h"
#include "so-settings.h"
#include "so-signature.h"
#include "so-sources.h"
#include "so-talk.h"
#include "so-threads.h"
#include "so-words.h"

#include <string.h>

#define SHORT 20   /* characters that a first sentence has at least: "Yes!" alone answers nothing */

static const struct {
  const char *language;
  const char *greeting;      /* with a name */
  const char *nameless;
  const char *warm;
  const char *formal;        /* before the studio's name */
} phrases[] = {
  { "en", "Hi %s!", "Hi!", "See you soon!", "Kind regards" },
  { "de", "Hallo %s!", "Hallo!", "Bis bald!", "Freundliche Grüße" },
  { "es", "¡Hola, %s!", "¡Hola!", "¡Hasta pronto!", "Un cordial saludo" },
  { "fr", "Bonjour %s !", "Bonjour !", "À bientôt !", "Cordialement" },
  { "pt", "Olá, %s!", "Olá!", "Até breve!", "Atenciosamente" },
};

const SoKnowledge *
so_drafter_pick (const char *text, GPtrArray *entries)
{
  return so_match_pick (text, entries, NULL, FALSE);
}

static guint
find_phrases (const char *language)
{
  for (guint i = 0; language && i < G_N_ELEMENTS (phrases); i++)
    if (!strcmp (language, phrases[i].language))
      return i;
  return 0;
}

char *
so_drafter_write (const SoKnowledge *entry, const char *name, const char *language, const char *tone, const char *studio)
{
  guint i = find_phrases (entry->language ? entry->language : language);
  g_autofree char *first = so_fill_first_name (name);
  g_auto (GStrv) around = first ? g_strsplit (phrases[i].greeting, "%s", 2) : NULL;
  g_autofree char *greeting = first ? g_strconcat (around[0], first, around[1], NULL) : g_strdup (phrases[i].nameless);
  g_autofree char *answer = g_strstrip (g_strdup (entry->answer)), *text = g_strconcat (greeting, " ", answer, NULL);

  return so_drafter_close (text, entry->language ? entry->language : language, tone, studio);
}

char *
so_drafter_close (const char *text, const char *language, const char *tone, const char *studio)
{
  guint i = find_phrases (language);

  if (!g_strcmp0 (tone, "plain"))
    return g_strdup (text);
  if (!g_strcmp0 (tone, "formal"))
    return g_strconcat (text, "\n\n", phrases[i].formal, studio ? "\n" : NULL, studio, NULL);
  return g_strconcat (text, " ", phrases[i].warm, NULL);
}

char *
so_drafter_shorten (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  glong n = 0;

  for (const char *p = bare; *p; p = g_utf8_next_char (p), n++)
    if (n >= SHORT && (*p == '\n' || (strchr (".!?", *p) && (!p[1] || g_ascii_isspace (p[1])))))
      return g_strndup (bare, (gsize) (p - bare) + (*p != '\n'));
  return g_steal_pointer (&bare);
}

/* Of a voice note and a voicemail what was spoken is the question. FALSE: nobody said anything that is known, as in a call that was missed. */
static gboolean
read_spoken (SoDb *db, SoMessage *message)
{
  g_autofree char *said = so_talk_has_sound (message) ? so_talk_dup_said (db, message->id) : NULL;

  if (said)
    g_set_str (&message->text, said);
  return said || !so_talk_is_call (message);
}

/* The newest message of the customer; NULL without an error where there is none, or where nobody asked and the
 * studio has written since. */
static SoMessage *
find_question (SoDb *db, const char *thread_id, gboolean automatic, GError **error)
{
  g_autoptr (SoMessage) message = so_message_last_written (db, thread_id, !automatic, error);

  if (!message || (automatic && (message->imported || message->outbound)))
    return NULL;
  return read_spoken (db, message) ? g_steal_pointer (&message) : NULL;
}

SoMessage *
so_drafter_find_question (SoDb *db, const char *thread_id, GError **error)
{
  return find_question (db, thread_id, FALSE, error);
}

static char *
store_draft (SoDb *db, const SoThread *thread, const SoMessage *asked, const SoSources *sources, const SoKnowledge *found, GError **error)
{
  const char *language = so_words_language (asked->text);
  g_autofree char *tone = so_setting_get (db, "assistant.tone"), *signature = so_signature_find (db, thread->id),
                  *ask = so_inquiry_of_draft (db, thread->id, found->language ? found->language : language, FALSE);
  SoWish wish = { .tone = tone, .language = language, .signature = signature, .ask = ask };
  g_autoptr (SoWritten) written = so_sources_write (sources, found, &wish);
  SoDraftNew values = { .thread_id = thread->id, .reply_to = asked->id };
  g_autofree char *id = NULL;

  values.text = written->text;
  values.origin = written->origin;
  values.sources = written->sources;
  id = so_origin_check (SO_ORIGIN_TEXT, SO_EFFECT_PROPOSE, error) ? so_draft_add (db, &values, error) : NULL;
  if (!id || !so_event_log (db, "assistant", "draft.proposed", "draft", id, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

/* Only what knowledge could have answered goes to the list of questions: a complaint is no gap in it. */
static gboolean
keep_question (SoDb *db, const SoMessage *asked, GError **error)
{
  return !so_match_asks (asked->text) || so_question_add (db, asked->id, error);
}

char *
so_drafter_propose (SoDb *db, const char *thread_id, gboolean automatic, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, error);
  g_autoptr (SoDraft) open = NULL;
  g_autoptr (SoMessage) asked = NULL;
  g_autoptr (SoSources) sources = NULL;
  const SoKnowledge *found;
  gboolean person;

  if (!thread)
    return NULL;
  open = so_draft_of_thread (db, thread_id, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  if (open && open->state != SO_DRAFT_PROPOSED)
    return automatic ? NULL : g_strdup (open->id);
  asked = automatic && thread->group ? NULL : find_question (db, thread_id, automatic, error);
  if (!asked || !(sources = so_sources_load (db, asked->text, thread->contact_name, error)) ||
      !so_sources_look_at_places (sources, db, asked, so_words_language (asked->text), error))
    return NULL;
  person = so_never_auto_needs_person (asked->text);
  found = person ? NULL : so_match_pick (asked->text, so_sources_get_all (sources), NULL, FALSE);
  if (!found && !person)
    found = so_sources_get_places (sources);
  /* An older proposal that answers an older message is wrong now, even where nothing better is known. */
  if (open && (found || open->basis_at < asked->sent_at) &&
      !so_draft_step (db, open->id, SO_DRAFT_EVENT_SUPERSEDE, "redone", NULL, error))
    return NULL;
  if (found)
    return store_draft (db, thread, asked, sources, found, error);
  /* What was spoken is no text to look at in a list. */
  if (!person && !so_talk_has_sound (asked))
    keep_question (db, asked, error);
  return NULL;
}
