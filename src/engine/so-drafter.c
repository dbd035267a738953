/* SPDX-License-Identifier: MIT */
#include "so-drafter.h"

#include "so-drafts.h"
#include "so-events.h"
#include "so-json.h"
#include "so-knowledge-base.h"
#include "so-never-auto.h"
#include "so-settings.h"
#include "so-text.h"
#include "so-threads.h"
#include "so-words.h"

#include <string.h>

/* A question is about the topic of the entry: worth this much; the rest is in its other words. */
#define TOPIC_WEIGHT 0.3
/* The owner filed the entry under that topic: surer than a word of its question ("Can I pause my membership?"
 * is not where the fee stands, though a membership has one). */
#define FILED_THERE 0.1
#define IN_QUESTION 1.0
#define IN_ANSWER 0.7
#define ONLY_IN_ANSWER 0.85   /* "Tuesday" stands in many an answer: that alone makes no question of it */
#define COVERED 0.05          /* of equals, the entry whose own question is asked most fully */
#define OTHER_LANGUAGE 0.05
/* From here on an answer is proposed; a message that asks nothing has to be very close to a question. */
#define ENOUGH 0.42
#define ENOUGH_UNASKED 0.6
/* What a word says: a topic ("how much") most, a word of many entries ("class") or of none ("yesterday") little. */
#define TOPIC_WORD 2.0
#define UNKNOWN_WORD 0.15
#define known_word(entries) (0.5 + 1.5 / (entries))
#define LONGEST_NAME 20
#define LONGEST_TEXT 4000    /* characters of a message that are looked at */

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

/* An entry taken apart. */
typedef struct {
  const SoKnowledge *entry;
  GPtrArray *question;     /* so_words_of() */
  GPtrArray *answer;
} Known;

static void
known_free (Known *known)
{
  g_ptr_array_unref (known->question);
  g_ptr_array_unref (known->answer);
  g_free (known);
}

static gboolean
has (GPtrArray *words, const char *word)
{
  return word && g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL);
}

/* An answer with an amount in it speaks of the price, whatever its words are. */
static gboolean
names_amount (const char *answer)
{
  static const char *const signs[] = { "€", "$", "£", "%", "EUR", "USD", "GBP", "CHF" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (answer, signs[i]))
      return TRUE;
  return FALSE;
}

static GPtrArray *
take_apart (GPtrArray *entries)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) known_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const SoKnowledge *entry = g_ptr_array_index (entries, i);
      Known *known;

      if (!entry->quotable || !*entry->answer)
        continue;
      known = g_new0 (Known, 1);
      known->entry = entry;
      known->question = so_words_of (entry->question);
      known->answer = so_words_of (entry->answer);
      if (names_amount (entry->answer))
        g_ptr_array_add (known->answer, g_strdup (so_words_topic_name (SO_TOPIC_PRICE)));
      g_ptr_array_add (all, known);
    }
  return all;
}

static double
weigh (GPtrArray *all, const char *word)
{
  guint entries = 0;

  if (*word == '~')
    return TOPIC_WORD;
  for (guint i = 0; i < all->len; i++)
    {
      const Known *known = g_ptr_array_index (all, i);

      entries += has (known->question, word) || has (known->answer, word);
    }
  return entries ? known_word (entries) : UNKNOWN_WORD;
}

/* How much of the topic's weight an entry gets. */
static double
is_about (GPtrArray *words, const Known *known)
{
  const char *category = so_words_topic_name (so_words_category_topic (known->entry->category));

  if (category)
    return has (words, category) ? TOPIC_WEIGHT : 0;
  for (SoTopic topic = SO_TOPIC_NONE + 1; topic < SO_N_TOPICS; topic++)
    if (has (words, so_words_topic_name (topic)) && has (known->question, so_words_topic_name (topic)))
      return TOPIC_WEIGHT - FILED_THERE;
  return 0;
}

/* How much of what the entry's own question asks is in @words. */
static double
cover (GPtrArray *all, const Known *known, GPtrArray *words)
{
  double sum = 0, total = 0;

  for (guint i = 0; i < known->question->len; i++)
    {
      const char *word = g_ptr_array_index (known->question, i);
      double weight = weigh (all, word);

      total += weight;
      sum += has (words, word) ? weight : 0;
    }
  return total > 0 ? sum / total : 0;
}

static double
score_sentence (GPtrArray *all, const Known *known, GPtrArray *words)
{
  const char *category = so_words_topic_name (so_words_category_topic (known->entry->category));
  double asked = 0, told = 0, total = 0, sum;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      double weight = weigh (all, word);

      total += weight;
      if (has (known->question, word) || !g_strcmp0 (word, category))
        asked += IN_QUESTION * weight;
      else if (has (known->answer, word))
        told += IN_ANSWER * weight;
    }
  if (asked + told <= 0)
    return 0;
  sum = asked > 0 ? asked + told : ONLY_IN_ANSWER * told;
  return is_about (words, known) + (1 - TOPIC_WEIGHT) * sum / total + COVERED * cover (all, known, words);
}

static gboolean
asks (const char *text, GPtrArray *words)
{
  for (SoTopic topic = SO_TOPIC_NONE + 1; topic < SO_N_TOPICS; topic++)
    if (has (words, so_words_topic_name (topic)))
      return TRUE;
  return strchr (text, '?') || strstr (text, "？") || strstr (text, "؟");
}

const SoKnowledge *
so_drafter_pick (const char *text, GPtrArray *entries)
{
  g_autoptr (GPtrArray) all = take_apart (entries);
  g_autofree char *beginning = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), LONGEST_TEXT));
  /* A greeting and a story may stand around the question. */
  g_auto (GStrv) sentences = g_regex_split_simple ("[.!?\\n]+", beginning, 0, 0);
  const char *language = so_words_language (beginning);
  const SoKnowledge *best = NULL;
  double most = 0;

  for (guint i = 0; sentences[i]; i++)
    {
      g_autoptr (GPtrArray) words = so_words_of (sentences[i]);
      double enough = asks (beginning, words) ? ENOUGH : ENOUGH_UNASKED;

      for (guint k = 0; k < all->len; k++)
        {
          const Known *known = g_ptr_array_index (all, k);
          const char *own = known->entry->language;
          double score = score_sentence (all, known, words) - (language && own && strcmp (language, own) ? OTHER_LANGUAGE : 0);

          /* The first of equals stays: entries come in a fixed order. */
          if (score >= enough && score > most)
            {
              best = known->entry;
              most = score;
            }
        }
    }
  return best;
}

/* "Priya" of "Priya S."; NULL of "+49 30 123", "priya@x.org", or of what is too long to be a name. A name is what
 * a stranger typed: only letters of it get into a draft. */
static char *
first_name (const char *name)
{
  const char *p = name ? name : "";
  guint letters = 0;

  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  const char *start = p;

  for (; *p && !g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p), letters++)
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !g_unichar_ismark (g_utf8_get_char (p)) && *p != '-' && *p != '\'')
      return NULL;
  return letters >= 2 && letters <= LONGEST_NAME ? g_strndup (start, p - start) : NULL;
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
  g_autofree char *first = first_name (name);
  g_auto (GStrv) around = first ? g_strsplit (phrases[i].greeting, "%s", 2) : NULL;
  g_autofree char *greeting = first ? g_strconcat (around[0], first, around[1], NULL) : g_strdup (phrases[i].nameless);
  g_autoptr (GString) text = g_string_new (greeting);
  g_autofree char *answer = g_strstrip (g_strdup (entry->answer));

  g_string_append_printf (text, " %s", answer);
  if (!g_strcmp0 (tone, "plain"))
    return g_string_free_and_steal (g_steal_pointer (&text));
  if (!g_strcmp0 (tone, "formal"))
    g_string_append_printf (text, "\n\n%s%s%s", phrases[i].formal, studio ? "\n" : "", studio ? studio : "");
  else
    g_string_append_printf (text, " %s", phrases[i].warm);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GPtrArray *
load_entries (SoDb *db, GError **error)
{
  g_autoptr (GArray) numbers = so_knowledge_numbers (db, NULL, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) so_knowledge_free);

  for (guint i = 0; numbers && i < numbers->len; i++)
    {
      SoKnowledge *entry = so_knowledge_load (db, g_array_index (numbers, gint64, i), error);

      if (!entry)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  return numbers ? g_steal_pointer (&entries) : NULL;
}

/* The newest message of the customer; NULL without an error where there is none, or where nobody asked and the
 * studio has written since. */
static SoMessage *
find_question (SoDb *db, const char *thread_id, gboolean automatic, GError **error)
{
  g_autoptr (GArray) numbers = so_message_numbers (db, thread_id, NULL, error);

  for (guint i = numbers ? numbers->len : 0; i > 0; i--)
    {
      g_autoptr (SoMessage) message = so_message_load (db, g_array_index (numbers, gint64, i - 1), error);

      if (!message || (automatic && (message->imported || message->outbound)))
        return NULL;
      if (!message->outbound && !message->system)
        return g_steal_pointer (&message);
    }
  return NULL;
}

static char *
describe (const SoKnowledge *entry)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, "knowledge");
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, entry->id);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, entry->question);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return so_json_write (root, FALSE);
}

static char *
store_draft (SoDb *db, const SoThread *thread, const SoMessage *asked, const SoKnowledge *entry, GError **error)
{
  g_autoptr (SoProfile) profile = so_profile_load (db, NULL);
  g_autofree char *tone = so_setting_get (db, "assistant.tone");
  g_autofree char *sources = describe (entry);
  g_autofree char *text = so_drafter_write (entry, thread->contact_name, so_words_language (asked->text), tone,
                                            profile ? profile->name : NULL);
  SoDraftNew values = { .thread_id = thread->id, .text = text, .origin = "knowledge", .sources = sources, .reply_to = asked->id };

  g_autofree char *id = so_draft_add (db, &values, error);

  if (!id || !so_event_log (db, "assistant", "draft.proposed", "draft", id, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

char *
so_drafter_propose (SoDb *db, const char *thread_id, gboolean automatic, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (SoThread) thread = so_thread_find (db, thread_id, error);
  g_autoptr (SoDraft) open = NULL;
  g_autoptr (SoMessage) asked = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const SoKnowledge *entry;

  if (!thread)
    return NULL;
  open = so_draft_of_thread (db, thread_id, &failed);
  if (failed)
    return g_propagate_error (error, g_steal_pointer (&failed)), NULL;
  if (open && open->state != SO_DRAFT_PROPOSED)
    return automatic ? NULL : g_strdup (open->id);
  asked = automatic && thread->group ? NULL : find_question (db, thread_id, automatic, error);
  if (!asked || !(entries = load_entries (db, error)))
    return NULL;
  entry = so_never_auto_needs_person (asked->text) ? NULL : so_drafter_pick (asked->text, entries);
  /* An older proposal that answers an older message is wrong now, even where nothing better is known. */
  if (open && (entry || open->basis_at < asked->sent_at) &&
      !so_draft_step (db, open->id, SO_DRAFT_EVENT_SUPERSEDE, "redone", NULL, error))
    return NULL;
  if (!entry)
    return NULL;
  return store_draft (db, thread, asked, entry, error);
}
